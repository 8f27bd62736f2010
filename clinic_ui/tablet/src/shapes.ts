/** What the hub tells a tablet (telecare/boards/shapes/tablet.py), as it stands in the JSON. */

export type Language = "ko" | "en";
export type TabletButton = "ok" | "help" | "doctor";

export interface CheckInTimes {
  readonly opens_at: string;
  readonly closes_at: string;
  readonly chimes_at: readonly string[];
  readonly done_at: string | null;
}

export interface NextVisit {
  readonly at: string;
  readonly who: string;
  readonly what: string;
}

export interface Prompt {
  readonly id: string;
  readonly kind: "are_you_ok" | "call_soon" | "test";
  readonly asked_at: string;
  readonly answer_by: string | null;
}

export interface HelpSeen {
  readonly state: "waiting" | "claimed" | "lapsed" | "over";
  readonly asked_at: string;
  readonly unattended_since: string | null;
  readonly by: string | null;
}

export interface Ringing {
  readonly consultation_id: string;
  readonly caller: string;
  readonly institution: { readonly ko: string; readonly en: string };
  readonly purpose: "care" | "welfare";
  readonly portrait: string | null;
  readonly video: boolean;
  readonly rung_at: string;
  readonly rings_until: string;
  readonly auto_answer: boolean;
  readonly state: "ringing" | "answered" | "connected";
}

export interface TabletRules {
  readonly buttons: readonly TabletButton[];
  readonly language: Language;
  readonly touch_counts: boolean;
  readonly practice: boolean;
  readonly night_from: string;
  readonly night_until: string;
  readonly auto_answer: boolean;
  readonly dial_119: boolean;
}

export interface TabletHome {
  readonly server_time: string;
  readonly zone: string;
  readonly name: string;
  readonly today: string;
  readonly rules: TabletRules;
  readonly check_ins: readonly CheckInTimes[];
  readonly last_check_in_at: string | null;
  readonly next_visit: NextVisit | null;
  readonly prompts: readonly Prompt[];
  readonly help: HelpSeen | null;
  readonly ringing: Ringing | null;
  readonly doctor_asked_at: string | null;
  readonly reload_version: number;
}
