/** The values the hub sends, by the names the screens use. */

export interface Bilingual {
  readonly ko: string;
  readonly en: string;
}
export type Language = "ko" | "en";
export type Severity = "P1" | "P2" | "P3" | "P4";
export type AlertState =
  | "precheck"
  | "open"
  | "claimed"
  | "responding"
  | "resolved"
  | "closed"
  | "auto_cleared"
  | "merged";

export interface Session {
  readonly signed_in: boolean;
  readonly staff: {
    readonly id: string;
    readonly name: string;
    readonly role: Role;
    readonly organisation_name: Bilingual;
    readonly language: Language;
  } | null;
  readonly csrf: string;
  readonly server_time: string;
  readonly idle_lock_s: number;
  readonly locked: boolean;
  readonly second_factor: "none" | "enrol" | "needed" | "done";
  readonly demo: boolean;
  readonly version: string;
}
export type Role =
  "administrator" | "supervisor" | "caseworker" | "clinician" | "privacy_officer";

export interface AlertRow {
  readonly id: string;
  readonly version: number;
  readonly severity: Severity;
  readonly lifted: boolean;
  readonly state: AlertState;
  readonly alert_class: string;
  readonly rule: string;
  readonly title: Bilingual;
  readonly because: Bilingual;
  readonly resident: {
    readonly id: string;
    readonly name: string;
    readonly age: number | null;
    readonly place: Bilingual;
  };
  readonly household_signals: number;
  readonly opened_at: string;
  readonly first_human_by: string | null;
  readonly lease_until: string | null;
  readonly expected_by: string | null;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly mine: boolean;
  readonly signals: number;
  readonly late_by_s: number | null;
  readonly blind: boolean;
  readonly simulated: boolean;
  readonly spark: readonly number[];
  readonly incident_id: string | null;
  readonly undo_until: string | null;
  readonly last_signal_at: string | null;
  readonly condition_cleared_at: string | null;
}

export interface IncidentRow {
  readonly id: string;
  readonly version: number;
  readonly state: "open" | "closed";
  readonly scope_kind: "eupmyeon" | "sigungu" | "network" | "platform";
  readonly scope: Bilingual;
  readonly because: Bilingual;
  readonly homes: number;
  readonly opened_at: string;
  readonly since: string;
  readonly simulated: boolean;
}

export interface FeedCursor {
  readonly feed: string;
  readonly seq: number;
}
export type Counts = Readonly<Record<Severity | "now" | "mine" | "held" | "devices", number>>;

export interface BoardSnapshot {
  readonly server_time: string;
  readonly feeds: readonly FeedCursor[];
  readonly evaluated_up_to: string | null;
  readonly counts: Counts;
  readonly rows: readonly AlertRow[];
  readonly incidents: readonly IncidentRow[];
}

export interface FeedChanges {
  readonly feed: string;
  readonly seq: number;
  readonly changes: readonly {
    readonly seq: number;
    readonly kind: "alert" | "resident" | "incident";
    readonly alert_id: string | null;
    readonly resident_id: string | null;
  }[];
  readonly rows: readonly AlertRow[];
  readonly gone: readonly string[];
  readonly counts: Counts;
}

export interface Contact {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly relation: string;
  readonly phone_masked: string;
  readonly has_key: boolean;
}

export interface TimelineEntry {
  readonly at: string;
  readonly what: string;
  readonly who: string | null;
  readonly text: Bilingual;
  readonly note: string | null;
}

export interface ProcedureStep {
  readonly n: number;
  readonly label: Bilingual;
  readonly kind: string;
  readonly contact_id: string | null;
  readonly phone_masked: string | null;
  readonly done_at: string | null;
  readonly result: string | null;
}

export interface PolicyStep {
  readonly step: number;
  readonly delay_s: number;
  readonly targets: readonly string[];
  readonly channels: readonly string[];
  readonly state: "done" | "next" | "later";
  readonly at: string | null;
}

export interface AlertDetail {
  readonly row: AlertRow;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly policy: readonly PolicyStep[];
  readonly procedure: readonly ProcedureStep[];
  readonly person: {
    readonly age: number | null;
    readonly sex: string;
    readonly language: string;
    readonly hearing: string;
    readonly risk: string;
    readonly chips: readonly Bilingual[];
    readonly way_in: string | null;
    readonly address: string | null;
  };
  readonly contacts: readonly Contact[];
  readonly timeline: readonly TimelineEntry[];
  readonly lease_token: string | null;
  readonly verdicts: readonly {
    readonly rule: string;
    readonly verdict: string;
    readonly because: Bilingual | null;
  }[];
  readonly other_alerts: readonly AlertRow[];
}

export interface VerbAnswer {
  readonly row: AlertRow;
  readonly lease_token?: string | null;
  readonly undo_until?: string | null;
}

export interface Found {
  readonly id: string;
  readonly name: string;
  readonly age: number | null;
  readonly place: Bilingual;
  readonly severity: Severity | null;
  readonly alert_id: string | null;
}
