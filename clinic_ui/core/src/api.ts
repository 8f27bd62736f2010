/* Generated from core/openapi.json by `npm run types`. Do not edit. */

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        /**
         * Bilingual
         * @description One sentence, or one name, in both languages.
         */
        readonly Bilingual: {
            readonly ko: string;
            readonly en: string;
        };
        /**
         * Done
         * @description The answer of a verb that has nothing else to say.
         */
        readonly Done: {
            /** @default true */
            readonly ok?: boolean;
        };
        /**
         * Refusal
         * @description The one shape of every refusal.
         */
        readonly Refusal: {
            readonly error: string;
            readonly message: string;
            readonly message_ko: string;
            /** @default null */
            readonly fields?: {
                readonly [key: string]: components["schemas"]["Bilingual"];
            } | null;
            /** @default null */
            readonly owner?: string | null;
            /** @default null */
            readonly incident?: string | null;
        };
        /**
         * StaffRow
         * @description One account.
         */
        readonly StaffRow: {
            /** Format: uuid */
            readonly id: string;
            readonly login: string;
            readonly name: string;
            /** @enum {unknown} */
            readonly role: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
            /** Format: uuid */
            readonly organisation_id: string;
            readonly organisation_name: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly language: "en" | "ko";
            readonly second_factor: boolean;
            readonly locked_until: string | null;
            readonly created_at: string;
            readonly ended_at: string | null;
            readonly version: number;
        };
        /**
         * StaffList
         * @description Accounts in scope.
         */
        readonly StaffList: {
            readonly rows: readonly components["schemas"]["StaffRow"][];
        };
        /**
         * StaffAsked
         * @description An account to make; its owner chooses the password with a one-time code.
         */
        readonly StaffAsked: {
            readonly login: string;
            readonly name: string;
            /** @enum {unknown} */
            readonly role: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
            /** Format: uuid */
            readonly organisation_id: string;
            /**
             * @default ko
             * @enum {unknown}
             */
            readonly language?: "en" | "ko";
        };
        /**
         * StaffEdited
         * @description The fields of an account to change; `ended` closes it.
         */
        readonly StaffEdited: {
            readonly version: number;
            readonly name?: string;
            /** @enum {unknown} */
            readonly role?: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
            /** Format: uuid */
            readonly organisation_id?: string;
            readonly ended?: boolean;
        };
        /**
         * StaffCode
         * @description A one-time code for the owner of an account.
         */
        readonly StaffCode: {
            /** Format: uuid */
            readonly id: string;
            readonly code: string;
            readonly expires_at: string;
        };
        /**
         * OrganisationRow
         * @description A node of the tree.
         */
        readonly OrganisationRow: {
            /** Format: uuid */
            readonly id: string;
            readonly parent_id: string | null;
            readonly kind: string;
            readonly code: string;
            readonly name: components["schemas"]["Bilingual"];
        };
        /**
         * Organisations
         * @description The tree in scope.
         */
        readonly Organisations: {
            readonly rows: readonly components["schemas"]["OrganisationRow"][];
        };
        /**
         * AuditRow
         * @description One entry: who looked or acted, when, and why.
         */
        readonly AuditRow: {
            readonly id: number;
            readonly at: string;
            readonly who: string | null;
            readonly role: string;
            readonly what: string;
            readonly purpose: string | null;
            readonly resident_id: string | null;
            readonly alert_id: string | null;
            readonly facts: Record<string, never>;
        };
        /**
         * AuditPage
         * @description Entries, newest first.
         */
        readonly AuditPage: {
            readonly rows: readonly components["schemas"]["AuditRow"][];
            readonly before: number | null;
        };
        /**
         * Credit
         * @description Data of others that ships with the service.
         */
        readonly Credit: {
            readonly title: string;
            readonly authors: string;
            readonly licence: string;
            readonly licence_text: string;
            readonly source: string;
            readonly changed: components["schemas"]["Bilingual"];
            readonly acknowledgement: string;
        };
        /**
         * Credits
         * @description Whom we thank.
         */
        readonly Credits: {
            readonly rows: readonly components["schemas"]["Credit"][];
        };
        /**
         * RegisterRow
         * @description One resident in the list.
         */
        readonly RegisterRow: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly age: number | null;
            readonly place: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly risk: "high" | "normal";
            readonly category: string;
            readonly devices: number;
            readonly last_activity_at: string | null;
            /** @enum {unknown} */
            readonly hearing: "blind" | "heard" | "late" | "never";
            readonly alert: ("P1" | "P2" | "P3" | "P4") | null;
            readonly simulated: boolean;
            readonly ended_at: string | null;
        };
        /**
         * RegisterPage
         * @description One page of residents in scope.
         */
        readonly RegisterPage: {
            readonly page: number;
            readonly pages: number;
            readonly total: number;
            readonly rows: readonly components["schemas"]["RegisterRow"][];
        };
        /**
         * CheckIn
         * @description A daily promise, in the resident's own time ("HH:MM").
         */
        readonly CheckIn: {
            readonly at: string;
            readonly window_opens: string;
            readonly grace_min: number;
        };
        /**
         * PlanShape
         * @description What was agreed with a resident; None means the rule's own number.
         */
        readonly PlanShape: {
            readonly version: number;
            /** @enum {unknown} */
            readonly risk: "high" | "normal";
            readonly check_ins: readonly components["schemas"]["CheckIn"][];
            readonly day_limit_min: number | null;
            readonly any_limit_min: number | null;
            readonly recorded_at: string;
        };
        /**
         * PlanAsked
         * @description A new version of the plan; `version` is the one it was written from.
         */
        readonly PlanAsked: {
            readonly version: number;
            /** @enum {unknown} */
            readonly risk: "high" | "normal";
            /** @default [] */
            readonly check_ins?: readonly components["schemas"]["CheckIn"][];
            /** @default null */
            readonly day_limit_min?: number | null;
            /** @default null */
            readonly any_limit_min?: number | null;
        };
        /**
         * AbsenceShape
         * @description A time when nobody is expected at home.
         */
        readonly AbsenceShape: {
            /** Format: uuid */
            readonly id: string;
            readonly start: string;
            readonly end: string;
            readonly reason: string;
        };
        /**
         * AbsenceAsked
         * @description Record an absence.
         */
        readonly AbsenceAsked: {
            readonly start: string;
            readonly end: string;
            readonly reason: string;
        };
        /**
         * ContactAsked
         * @description A contact to add, or the fields of one to change.
         */
        readonly ContactAsked: {
            readonly kind: string;
            readonly name: string;
            readonly phone: string;
            /** @default  */
            readonly relation?: string;
            /** @default false */
            readonly has_key?: boolean;
            /** @default 0 */
            readonly position?: number;
            /** @default 0 */
            readonly version?: number;
        };
        /**
         * ResidentAsked
         * @description A resident to enrol, with the household.
         */
        readonly ResidentAsked: {
            readonly name: string;
            /** Format: uuid */
            readonly organisation_id: string;
            /** Format: date */
            readonly birth_date: string;
            /** @enum {unknown} */
            readonly sex: "female" | "male" | "other";
            readonly address: string;
            /** @default  */
            readonly phone?: string;
            /** @default  */
            readonly notes?: string;
            /** @default  */
            readonly way_in?: string;
            /** @default  */
            readonly network?: string;
            /**
             * @default ko
             * @enum {unknown}
             */
            readonly language?: "en" | "ko";
            /** @default unknown */
            readonly hearing?: string;
            /** @default living_alone */
            readonly category?: string;
            /**
             * @default normal
             * @enum {unknown}
             */
            readonly risk?: "high" | "normal";
            /** @default consent */
            readonly legal_basis?: string;
            /** @default  */
            readonly consent_version?: string;
            /** @default null */
            readonly consent_at?: string | null;
            /** @default null */
            readonly household_id?: string | null;
        };
        /**
         * ResidentEdited
         * @description The fields to change; what is left out stays.
         */
        readonly ResidentEdited: {
            readonly version: number;
            readonly name?: string;
            /** Format: date */
            readonly birth_date?: string;
            /** @enum {unknown} */
            readonly sex?: "female" | "male" | "other";
            readonly address?: string;
            readonly phone?: string;
            readonly notes?: string;
            readonly way_in?: string;
            readonly network?: string;
            /** @enum {unknown} */
            readonly language?: "en" | "ko";
            readonly hearing?: string;
            readonly category?: string;
            readonly legal_basis?: string;
            readonly consent_version?: string;
            readonly consent_at?: string | null;
        };
        /**
         * EndAsked
         * @description Why the service ends for a resident; it stops rules and prompts at once.
         */
        readonly EndAsked: {
            readonly version: number;
            /** @enum {unknown} */
            readonly reason: "deceased" | "moved" | "withdrew";
        };
        /**
         * SensorAsked
         * @description A sensor behind a gateway.
         */
        readonly SensorAsked: {
            readonly kind: string;
            readonly label: string;
            /** @enum {unknown} */
            readonly power: "battery" | "mains";
        };
        /**
         * DeviceAsked
         * @description A gateway to enrol with its sensors.
         */
        readonly DeviceAsked: {
            readonly label: string;
            /** @default gateway */
            readonly kind?: string;
            /** @default [] */
            readonly sensors?: readonly components["schemas"]["SensorAsked"][];
            /** @default null */
            readonly installed_at?: string | null;
            /** @default  */
            readonly network?: string;
        };
        /**
         * IssuedCodeShape
         * @description A single-use code; it is shown once and kept nowhere.
         */
        readonly IssuedCodeShape: {
            /** Format: uuid */
            readonly device_id: string;
            readonly code: string;
            readonly expires_at: string;
        };
        /**
         * DeviceRow
         * @description One device of a home.
         */
        readonly DeviceRow: {
            /** Format: uuid */
            readonly id: string;
            readonly parent_id: string | null;
            readonly kind: string;
            readonly label: string;
            /** @enum {unknown} */
            readonly power: "battery" | "mains";
            readonly battery_percent: number | null;
            readonly heard_at: string | null;
            /** @enum {unknown} */
            readonly state: "heard" | "late" | "never" | "revoked" | "silent";
            readonly installed_at: string;
            readonly enrolled_at: string | null;
            readonly enrol_deadline: string;
            readonly simulated: boolean;
            readonly version: number;
        };
        /**
         * Condition
         * @description How one rule stands for this person.
         */
        readonly Condition: {
            readonly rule: string;
            readonly subject: string;
            /** @enum {unknown} */
            readonly verdict: "false" | "true" | "unknown";
            readonly severity: ("P1" | "P2" | "P3" | "P4") | null;
            readonly since: string | null;
            readonly evaluated_at: string;
        };
        /**
         * Relationship
         * @description Somebody outside the organisation who may see this person, and until when.
         */
        readonly Relationship: {
            /** Format: uuid */
            readonly id: string;
            readonly who: string;
            readonly role: string;
            readonly basis: string;
            readonly start: string;
            readonly until: string | null;
        };
        /**
         * ContactFull
         * @description A contact on the resident page.
         */
        readonly ContactFull: {
            /** Format: uuid */
            readonly id: string;
            readonly kind: string;
            readonly name: string;
            readonly relation: string;
            readonly phone_masked: string;
            readonly has_key: boolean;
            readonly position: number;
            readonly version: number;
        };
        /**
         * ResidentPage
         * @description Everything about one person; opening it left an entry.
         */
        readonly ResidentPage: {
            /** Format: uuid */
            readonly id: string;
            readonly version: number;
            readonly name: string;
            readonly birth_date: string | null;
            readonly age: number | null;
            readonly sex: string;
            readonly phone_masked: string;
            readonly notes: string;
            readonly language: string;
            readonly hearing_ability: string;
            readonly category: string;
            readonly zone: string;
            readonly place: components["schemas"]["Bilingual"];
            /** Format: uuid */
            readonly organisation_id: string;
            /** Format: uuid */
            readonly household_id: string;
            readonly address: string;
            readonly way_in: string;
            readonly network: string;
            readonly housemates: readonly components["schemas"]["PersonBrief"][];
            readonly legal_basis: string;
            readonly consent_version: string;
            readonly consent_at: string | null;
            readonly simulated: boolean;
            readonly created_at: string;
            readonly ended_at: string | null;
            readonly end_reason: string | null;
            /** @enum {unknown} */
            readonly hearing: "blind" | "heard" | "late" | "never";
            readonly last_activity_at: string | null;
            readonly evaluated_up_to: string | null;
            readonly contacts: readonly components["schemas"]["ContactFull"][];
            readonly plan: components["schemas"]["PlanShape"];
            readonly absences: readonly components["schemas"]["AbsenceShape"][];
            readonly devices: readonly components["schemas"]["DeviceRow"][];
            readonly conditions: readonly components["schemas"]["Condition"][];
            readonly alerts: readonly components["schemas"]["AlertRow"][];
            readonly timeline: readonly components["schemas"]["TimelineEntry"][];
            readonly relationships: readonly components["schemas"]["Relationship"][];
        };
        /**
         * PersonBrief
         * @description Whom an alert is about.
         */
        readonly PersonBrief: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly age: number | null;
            readonly place: components["schemas"]["Bilingual"];
        };
        /**
         * AlertRow
         * @description One row of the board.
         */
        readonly AlertRow: {
            /** Format: uuid */
            readonly id: string;
            readonly version: number;
            /** @enum {unknown} */
            readonly severity: "P1" | "P2" | "P3" | "P4";
            readonly lifted: boolean;
            /** @enum {unknown} */
            readonly state: "auto_cleared" | "claimed" | "closed" | "merged" | "open" | "precheck" | "resolved" | "responding";
            readonly alert_class: string;
            readonly rule: string;
            readonly title: components["schemas"]["Bilingual"];
            readonly because: components["schemas"]["Bilingual"];
            readonly resident: components["schemas"]["PersonBrief"];
            readonly household_signals: number;
            readonly opened_at: string;
            readonly first_human_by: string | null;
            readonly lease_until: string | null;
            readonly expected_by: string | null;
            readonly owner: components["schemas"]["Owner"] | null;
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
        };
        /**
         * Owner
         * @description Who has claimed an alert.
         */
        readonly Owner: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
        };
        /**
         * TimelineEntry
         * @description One line of what happened and who did it.
         */
        readonly TimelineEntry: {
            readonly at: string;
            readonly what: string;
            readonly who: string | null;
            readonly text: components["schemas"]["Bilingual"];
            readonly note: string | null;
        };
        /**
         * ActivityDay
         * @description One of the resident's own days, midnight to midnight in their zone.
         */
        readonly ActivityDay: {
            /** Format: date */
            readonly date: string;
            readonly hours: readonly (number | null)[];
            readonly check_ins: readonly string[];
        };
        /**
         * ActivityPicture
         * @description The routine, and the hole in it.
         */
        readonly ActivityPicture: {
            readonly zone: string;
            readonly days: readonly components["schemas"]["ActivityDay"][];
        };
        /**
         * Created
         * @description The id of what was made.
         */
        readonly Created: {
            /** Format: uuid */
            readonly id: string;
        };
        /**
         * ImportFault
         * @description What is wrong with one field of one line.
         */
        readonly ImportFault: {
            readonly field: string;
            readonly message: string;
            readonly message_ko: string;
        };
        /**
         * ImportRow
         * @description What became of one line of the file.
         */
        readonly ImportRow: {
            readonly line: number;
            readonly ok: boolean;
            readonly id: string | null;
            readonly errors: readonly components["schemas"]["ImportFault"][];
        };
        /**
         * ImportReport
         * @description What became of the file.
         */
        readonly ImportReport: {
            readonly imported: number;
            readonly rows: readonly components["schemas"]["ImportRow"][];
        };
        /**
         * StaffSelf
         * @description Who is signed in here.
         */
        readonly StaffSelf: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @enum {unknown} */
            readonly role: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
            readonly organisation_name: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly language: "en" | "ko";
        };
        /**
         * SessionState
         * @description What a browser must know about its session.
         */
        readonly SessionState: {
            readonly signed_in: boolean;
            readonly staff: components["schemas"]["StaffSelf"] | null;
            readonly csrf: string;
            readonly server_time: string;
            readonly idle_lock_s: number;
            readonly locked: boolean;
            /** @enum {unknown} */
            readonly second_factor: "done" | "enrol" | "needed" | "none";
            readonly demo: boolean;
            readonly version: string;
        };
        /**
         * SignInAsked
         * @description Name and password.
         */
        readonly SignInAsked: {
            readonly login: string;
            readonly password: string;
        };
        /**
         * CodeAsked
         * @description Six digits of an authenticator.
         */
        readonly CodeAsked: {
            readonly code: string;
        };
        /**
         * PasswordAsked
         * @description The password, to unlock.
         */
        readonly PasswordAsked: {
            readonly password: string;
        };
        /**
         * LanguageAsked
         * @description The language a person reads.
         */
        readonly LanguageAsked: {
            /** @enum {unknown} */
            readonly language: "en" | "ko";
        };
        /**
         * SetupAsked
         * @description A one-time code redeemed by its new owner, who chooses name and password.
         */
        readonly SetupAsked: {
            readonly code: string;
            readonly login: string;
            readonly password: string;
            /** @default  */
            readonly name?: string;
        };
        /**
         * TotpSecret
         * @description A secret to put into an authenticator, shown once.
         */
        readonly TotpSecret: {
            readonly secret: string;
            readonly uri: string;
        };
        /**
         * PasskeyOptions
         * @description WebAuthn options for the browser, as the standard's JSON.
         */
        readonly PasskeyOptions: {
            readonly publicKey: Record<string, never>;
        };
        /**
         * PasskeyAsked
         * @description What the browser's authenticator answered, as the standard's JSON.
         */
        readonly PasskeyAsked: {
            readonly credential: Record<string, never>;
            /** @default  */
            readonly label?: string;
        };
        /**
         * PasskeyStart
         * @description Asks for options; a name that is not signed in yet may come along.
         */
        readonly PasskeyStart: {
            /** @default  */
            readonly login?: string;
        };
        /**
         * IncidentRow
         * @description An area outage.
         */
        readonly IncidentRow: {
            /** Format: uuid */
            readonly id: string;
            readonly version: number;
            /** @enum {unknown} */
            readonly state: "closed" | "open";
            /** @enum {unknown} */
            readonly scope_kind: "eupmyeon" | "network" | "platform" | "sigungu";
            readonly scope: components["schemas"]["Bilingual"];
            readonly because: components["schemas"]["Bilingual"];
            readonly homes: number;
            readonly opened_at: string;
            readonly since: string;
            readonly simulated: boolean;
        };
        /**
         * FeedCursor
         * @description How far a screen has read one feed.
         */
        readonly FeedCursor: {
            /** Format: uuid */
            readonly feed: string;
            readonly seq: number;
        };
        /**
         * Counts
         * @description Live alerts in scope, by severity and by view.
         */
        readonly Counts: {
            readonly P1: number;
            readonly P2: number;
            readonly P3: number;
            readonly P4: number;
            readonly now: number;
            readonly mine: number;
            readonly held: number;
            readonly devices: number;
        };
        /**
         * Board
         * @description A snapshot of the triage board; `feeds` is where its changes begin.
         */
        readonly Board: {
            readonly server_time: string;
            readonly feeds: readonly components["schemas"]["FeedCursor"][];
            readonly evaluated_up_to: string | null;
            readonly counts: components["schemas"]["Counts"];
            readonly rows: readonly components["schemas"]["AlertRow"][];
            readonly incidents: readonly components["schemas"]["IncidentRow"][];
        };
        /**
         * Change
         * @description One numbered change of a feed.
         */
        readonly Change: {
            readonly seq: number;
            /** @enum {unknown} */
            readonly kind: "alert" | "incident" | "resident";
            readonly alert_id: string | null;
            readonly resident_id: string | null;
        };
        /**
         * Changes
         * @description What moved in one feed after a number, and how those rows stand now.
         */
        readonly Changes: {
            /** Format: uuid */
            readonly feed: string;
            readonly seq: number;
            readonly changes: readonly components["schemas"]["Change"][];
            readonly rows: readonly components["schemas"]["AlertRow"][];
            readonly gone: readonly string[];
            readonly counts: components["schemas"]["Counts"];
        };
        /**
         * PolicyStep
         * @description One step of the escalation policy copied into an alert.
         */
        readonly PolicyStep: {
            readonly step: number;
            readonly delay_s: number;
            readonly targets: readonly string[];
            readonly channels: readonly string[];
            /** @enum {unknown} */
            readonly state: "done" | "later" | "next";
            readonly at: string | null;
        };
        /**
         * ProcedureStep
         * @description One line of what was agreed for this person.
         */
        readonly ProcedureStep: {
            readonly n: number;
            readonly label: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly kind: "contact" | "emergency_119" | "home_phone" | "key_holder" | "tablet";
            readonly contact_id: string | null;
            readonly phone_masked: string | null;
            readonly done_at: string | null;
            readonly result: string | null;
        };
        /**
         * PersonCard
         * @description What one must know of the person before calling; "" or None while locked.
         */
        readonly PersonCard: {
            readonly age: number | null;
            readonly sex: string;
            readonly language: string;
            readonly hearing: string;
            /** @enum {unknown} */
            readonly risk: "high" | "normal";
            readonly chips: readonly components["schemas"]["Bilingual"][];
            readonly way_in: string | null;
            readonly address: string | null;
        };
        /**
         * ContactCard
         * @description Somebody who can be called; the number is masked until it is revealed.
         */
        readonly ContactCard: {
            /** Format: uuid */
            readonly id: string;
            readonly kind: string;
            readonly name: string;
            readonly relation: string;
            readonly phone_masked: string;
            readonly has_key: boolean;
        };
        /**
         * Verdict
         * @description What one rule concludes about the person now.
         */
        readonly Verdict: {
            readonly rule: string;
            /** @enum {unknown} */
            readonly verdict: "false" | "true" | "unknown";
            readonly because: components["schemas"]["Bilingual"] | null;
        };
        /**
         * AlertDetail
         * @description Everything beside the list.
         */
        readonly AlertDetail: {
            readonly row: components["schemas"]["AlertRow"];
            readonly evidence: Record<string, never>;
            readonly policy: readonly components["schemas"]["PolicyStep"][];
            readonly procedure: readonly components["schemas"]["ProcedureStep"][];
            readonly person: components["schemas"]["PersonCard"];
            readonly contacts: readonly components["schemas"]["ContactCard"][];
            readonly timeline: readonly components["schemas"]["TimelineEntry"][];
            readonly lease_token: string | null;
            readonly verdicts: readonly components["schemas"]["Verdict"][];
            readonly other_alerts: readonly components["schemas"]["AlertRow"][];
        };
        /**
         * VersionAsked
         * @description The version a decision was made on.
         */
        readonly VersionAsked: {
            readonly version: number;
        };
        /**
         * StandAsked
         * @description The version a decision was made on, and the token of the claim.
         */
        readonly StandAsked: {
            readonly version: number;
            /** Format: uuid */
            readonly lease_token: string;
        };
        /**
         * HoldAsked
         * @description Put on hold until an instant, with a word for the reason.
         */
        readonly HoldAsked: {
            readonly version: number;
            /** Format: uuid */
            readonly lease_token: string;
            readonly until: string;
            readonly reason: string;
        };
        /**
         * ResolveAsked
         * @description Finish: the outcome, how the person was verified, and a note.
         */
        readonly ResolveAsked: {
            readonly version: number;
            /** Format: uuid */
            readonly lease_token: string;
            readonly outcome: string;
            /** @default null */
            readonly verified?: string | null;
            /** @default  */
            readonly note?: string;
        };
        /**
         * HandOverAsked
         * @description Give the claim to a colleague.
         */
        readonly HandOverAsked: {
            readonly version: number;
            /** Format: uuid */
            readonly lease_token: string;
            /** Format: uuid */
            readonly to: string;
        };
        /**
         * NoteAsked
         * @description A note, or the record of a call with its result.
         */
        readonly NoteAsked: {
            /** @default  */
            readonly text?: string;
            /**
             * @default note
             * @enum {unknown}
             */
            readonly kind?: "call" | "note";
            /** @default null */
            readonly result?: string | null;
            /** @default null */
            readonly contact_id?: string | null;
            /** @default null */
            readonly lease_token?: string | null;
        };
        /**
         * VerbAnswer
         * @description How the alert stands after a verb; the token only for its owner.
         */
        readonly VerbAnswer: {
            readonly row: components["schemas"]["AlertRow"];
            /** @default null */
            readonly lease_token?: string | null;
            /** @default null */
            readonly undo_until?: string | null;
        };
        /**
         * RevealAsked
         * @description Which masked field to show; a contact's number, or with None the person's own.
         */
        readonly RevealAsked: {
            /** @enum {unknown} */
            readonly what: "phone";
            /** @default null */
            readonly contact_id?: string | null;
        };
        /**
         * Revealed
         * @description One telephone number; showing it left an entry.
         */
        readonly Revealed: {
            readonly phone: string;
        };
        /**
         * Colleague
         * @description Somebody who may take an alert over.
         */
        readonly Colleague: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @enum {unknown} */
            readonly role: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
        };
        /**
         * Colleagues
         * @description Who may take an alert over.
         */
        readonly Colleagues: {
            readonly rows: readonly components["schemas"]["Colleague"][];
        };
        /**
         * Incidents
         * @description Area outages, open ones first.
         */
        readonly Incidents: {
            readonly rows: readonly components["schemas"]["IncidentRow"][];
        };
        /**
         * SearchAsked
         * @description A name, Hangul initials, or the last four digits of a telephone.
         */
        readonly SearchAsked: {
            readonly text: string;
        };
        /**
         * Found
         * @description One person found.
         */
        readonly Found: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly age: number | null;
            readonly place: components["schemas"]["Bilingual"];
            readonly severity: ("P1" | "P2" | "P3" | "P4") | null;
            readonly alert_id: string | null;
        };
        /**
         * SearchAnswer
         * @description At most twenty people.
         */
        readonly SearchAnswer: {
            readonly residents: readonly components["schemas"]["Found"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
