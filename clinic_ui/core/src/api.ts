/* Generated from core/openapi.json by `npm run types`. Do not edit. */

export type paths = {
    readonly "/api/alerts/{alert_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One alert with the person and what was agreed; leaves a view entry. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly alert_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["AlertDetail"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert_id}/claim": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Claim an open alert. 409 `overtaken` names who was faster. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly alert_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["VersionAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["VerbAnswer"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert_id}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Close a resolved alert for good. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly alert_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["VersionAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["VerbAnswer"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert_id}/hand-over": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give a claimed alert to a colleague. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly alert_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["HandOverAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["VerbAnswer"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert_id}/hold": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Hold a claimed alert until help is expected. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly alert_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["HoldAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["VerbAnswer"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert_id}/notes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Write a note or the record of a call; the owner's renews the lease. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly alert_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["NoteAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["VerbAnswer"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert_id}/release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give a claimed alert back to the board. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly alert_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["StandAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["VerbAnswer"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert_id}/resolve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Finish an alert with its outcome; P1 and P2 say how the person was verified. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly alert_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["ResolveAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["VerbAnswer"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert_id}/reveal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Show one masked telephone number; leaves an entry. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly alert_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["RevealAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Revealed"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert_id}/undo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take one's own claim or resolution back, within 8 s. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly alert_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["StandAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["VerbAnswer"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Entries newest first: `?resident=`, and `?before=` for older ones. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly resident?: string;
                    readonly before?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["AuditPage"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/board": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The board in one view; `X-Opened: 0` says that it is only a refresh. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly view?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Board"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/colleagues": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who may take an alert over. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Colleagues"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/credits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whose data and works the service ships. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Credits"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/devices/{device_id}/code": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Issue another code for a gateway that has not delivered yet. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly device_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["IssuedCodeShape"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/devices/{device_id}/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Stop listening to a device; its next request is refused. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly device_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["VersionAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/feeds/{feed_id}/changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What moved in one feed after `?after=N`. 410 `resync`: fetch the board again. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly after?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly feed_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Changes"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/incidents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Area outages, open ones first. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Incidents"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/incidents/{incident_id}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Close an outage; the alerts of its homes stay where they are. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly incident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["VersionAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/organisations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One's organisation, what lies above it and what lies below. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Organisations"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One page of the register: `?page=&organisation=&ended=1`; `X-Opened: 0` is a refresh. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly page?: string;
                    readonly organisation?: string;
                    readonly ended?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RegisterPage"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Enrol a resident. 422 names the fields. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["ResidentAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Created"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Enrol the residents of a CSV file (the body, UTF-8 or CP949); a report per line. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "text/csv": string;
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImportReport"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Everything about one resident; leaves a view entry with the `X-Purpose`. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ResidentPage"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Change the fields sent. 409 `overtaken` when somebody else was faster. */
        readonly patch: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["ResidentEdited"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ResidentPage"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/absences": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Record when nobody is expected at home. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["AbsenceAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Created"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/absences/{absence_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take an absence back. */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                    readonly absence_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/activity": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The last `?days=` local days, hour by hour; null: the home was not heard. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly days?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ActivityPicture"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/contacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Add a contact. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["ContactAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Created"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/contacts/{contact_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Remove a contact; notes of calls stay. */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                    readonly contact_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["VersionAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        /** Change a contact; a telephone number left out stays. */
        readonly patch: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                    readonly contact_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["ContactEdited"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/devices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Set up a gateway with its sensors and issue its single-use code (10 min). */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["DeviceAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["IssuedCodeShape"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End the service; rules and prompts stop at once, devices are revoked. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["EndAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/plan": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Record the next version of the plan; earlier ones stay. */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["PlanAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/relationships": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let a person or an institution see this resident for a time. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["RelationshipAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Created"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/relationships/{relationship_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** End a care relationship; from now on its carer sees nothing. */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                    readonly relationship_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/residents/{resident_id}/reveal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Show one masked telephone number; leaves an entry. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["RevealAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Revealed"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Find people by whole name, Hangul initials, or the last four digits of a telephone. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SearchAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SearchAnswer"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who is signed in at this browser. Always 200. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Sign in with name and password; the second factor comes next. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SignInAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        /** Sign out at this browser. */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/language": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Keep the language this person reads. */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["LanguageAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/lock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lock the console; severity, place, timers and sound go on. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/passkey": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Show the second factor: what a passkey signed. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["PasskeyAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/passkey/options": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ask for the options to show a passkey. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["PasskeyStart"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PasskeyOptions"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/second-factor/passkey": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Add a passkey; it counts as shown for this session. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["PasskeyAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/second-factor/passkey/options": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ask for the options to add a passkey. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PasskeyOptions"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/second-factor/totp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make a secret for an authenticator; shown once, counts once confirmed. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["TotpSecret"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/second-factor/totp/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Confirm the authenticator with its first code. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["CodeAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/seen": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say that a human's hand is on this browser; a locked console stays locked. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/totp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Show the second factor: a code of the authenticator. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["CodeAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/unlock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Unlock the console with the password of the person who locked it. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["PasswordAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/setup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Redeem a one-time code: choose a password, or become the first administrator. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SetupAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Done"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/staff": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The accounts of one's organisation and below it. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["StaffList"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Make an account; its owner chooses the password with the code, shown once. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["StaffAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["StaffCode"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/staff/{staff_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Change an account, or end it; a changed role or place ends its sessions at once. */
        readonly patch: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly staff_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["StaffEdited"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["StaffRow"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly trace?: never;
    };
    readonly "/api/staff/{staff_id}/reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take password, second factors and sessions away; a new one-time code, shown once. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly staff_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["StaffCode"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        /**
         * AbsenceAsked
         * @description Record an absence; the reason is a word, because it is kept unsealed.
         */
        readonly AbsenceAsked: {
            readonly end: string;
            /** @enum {unknown} */
            readonly reason: "care_stay" | "family" | "hospital" | "other" | "travel";
            readonly start: string;
        };
        /**
         * AbsenceShape
         * @description A time when nobody is expected at home.
         */
        readonly AbsenceShape: {
            readonly end: string;
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly reason: "care_stay" | "family" | "hospital" | "other" | "travel";
            readonly start: string;
        };
        /**
         * ActivityDay
         * @description One of the resident's own days, midnight to midnight in their zone.
         */
        readonly ActivityDay: {
            readonly check_ins: readonly string[];
            /** Format: date */
            readonly date: string;
            readonly hours: readonly (number | null)[];
        };
        /**
         * ActivityPicture
         * @description The routine, and the hole in it.
         */
        readonly ActivityPicture: {
            readonly days: readonly components["schemas"]["ActivityDay"][];
            readonly zone: string;
        };
        /**
         * AlertDetail
         * @description Everything beside the list.
         */
        readonly AlertDetail: {
            readonly contacts: readonly components["schemas"]["ContactCard"][];
            readonly evidence: Record<string, never>;
            readonly lease_token: string | null;
            readonly other_alerts: readonly components["schemas"]["AlertRow"][];
            readonly person: components["schemas"]["PersonCard"];
            readonly policy: readonly components["schemas"]["PolicyStep"][];
            readonly procedure: readonly components["schemas"]["ProcedureStep"][];
            readonly row: components["schemas"]["AlertRow"];
            readonly timeline: readonly components["schemas"]["TimelineEntry"][];
            readonly verdicts: readonly components["schemas"]["Verdict"][];
        };
        /**
         * AlertRow
         * @description One row of the board.
         */
        readonly AlertRow: {
            readonly alert_class: string;
            readonly because: components["schemas"]["Bilingual"];
            readonly blind: boolean;
            readonly condition_cleared_at: string | null;
            readonly expected_by: string | null;
            readonly first_human_by: string | null;
            readonly household_signals: number;
            /** Format: uuid */
            readonly id: string;
            readonly incident_id: string | null;
            readonly last_signal_at: string | null;
            readonly late_by_s: number | null;
            readonly lease_until: string | null;
            readonly lifted: boolean;
            readonly mine: boolean;
            readonly opened_at: string;
            readonly owner: components["schemas"]["Owner"] | null;
            readonly resident: components["schemas"]["PersonBrief"];
            readonly rule: string;
            /** @enum {unknown} */
            readonly severity: "P1" | "P2" | "P3" | "P4";
            readonly signals: number;
            readonly simulated: boolean;
            readonly spark: readonly number[];
            /** @enum {unknown} */
            readonly state: "auto_cleared" | "claimed" | "closed" | "merged" | "open" | "precheck" | "resolved" | "responding";
            readonly title: components["schemas"]["Bilingual"];
            readonly undo_until: string | null;
            readonly version: number;
        };
        /**
         * AuditPage
         * @description Entries, newest first.
         */
        readonly AuditPage: {
            readonly before: number | null;
            readonly rows: readonly components["schemas"]["AuditRow"][];
        };
        /**
         * AuditRow
         * @description One entry: who looked or acted, when, and why.
         */
        readonly AuditRow: {
            readonly alert_id: string | null;
            readonly at: string;
            readonly facts: Record<string, never>;
            readonly id: number;
            readonly purpose: string | null;
            readonly resident_id: string | null;
            readonly role: string;
            readonly what: string;
            readonly who: string | null;
        };
        /**
         * Bilingual
         * @description One sentence, or one name, in both languages.
         */
        readonly Bilingual: {
            readonly en: string;
            readonly ko: string;
        };
        /**
         * Board
         * @description A snapshot of the triage board; `feeds` is where its changes begin.
         */
        readonly Board: {
            readonly counts: components["schemas"]["Counts"];
            readonly evaluated_up_to: string | null;
            readonly feeds: readonly components["schemas"]["FeedCursor"][];
            readonly incidents: readonly components["schemas"]["IncidentRow"][];
            readonly rows: readonly components["schemas"]["AlertRow"][];
            readonly server_time: string;
        };
        /**
         * Change
         * @description One numbered change of a feed.
         */
        readonly Change: {
            readonly alert_id: string | null;
            /** @enum {unknown} */
            readonly kind: "alert" | "incident" | "resident";
            readonly resident_id: string | null;
            readonly seq: number;
        };
        /**
         * Changes
         * @description What moved in one feed after a number, and how those rows stand now.
         */
        readonly Changes: {
            readonly changes: readonly components["schemas"]["Change"][];
            readonly counts: components["schemas"]["Counts"];
            /** Format: uuid */
            readonly feed: string;
            readonly gone: readonly string[];
            readonly rows: readonly components["schemas"]["AlertRow"][];
            readonly seq: number;
        };
        /**
         * CheckIn
         * @description A daily promise, in the resident's own time ("HH:MM").
         */
        readonly CheckIn: {
            readonly at: string;
            readonly grace_min: number;
            readonly window_opens: string;
        };
        /**
         * CodeAsked
         * @description Six digits of an authenticator.
         */
        readonly CodeAsked: {
            readonly code: string;
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
         * Condition
         * @description How one rule stands for this person.
         */
        readonly Condition: {
            readonly evaluated_at: string;
            readonly rule: string;
            readonly severity: ("P1" | "P2" | "P3" | "P4") | null;
            readonly since: string | null;
            readonly subject: string;
            /** @enum {unknown} */
            readonly verdict: "false" | "true" | "unknown";
        };
        /**
         * ContactAsked
         * @description A contact to add; position 1 is called first, 0 means last.
         */
        readonly ContactAsked: {
            /** @default false */
            readonly has_key?: boolean;
            /** @enum {unknown} */
            readonly kind: "family" | "key_holder" | "neighbour" | "other" | "village_head" | "worker";
            readonly name: string;
            readonly phone: string;
            /** @default 0 */
            readonly position?: number;
            /** @default  */
            readonly relation?: string;
            /** @default 0 */
            readonly version?: number;
        };
        /**
         * ContactCard
         * @description Somebody who can be called; the number is masked until it is revealed.
         */
        readonly ContactCard: {
            readonly has_key: boolean;
            /** Format: uuid */
            readonly id: string;
            readonly kind: string;
            readonly name: string;
            readonly phone_masked: string;
            readonly relation: string;
        };
        /**
         * ContactEdited
         * @description The fields of a contact to change; what is left out stays.
         */
        readonly ContactEdited: {
            readonly has_key?: boolean;
            /** @enum {unknown} */
            readonly kind?: "family" | "key_holder" | "neighbour" | "other" | "village_head" | "worker";
            readonly name?: string;
            readonly phone?: string;
            readonly position?: number;
            readonly relation?: string;
            readonly version: number;
        };
        /**
         * ContactFull
         * @description A contact on the resident page.
         */
        readonly ContactFull: {
            readonly has_key: boolean;
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "family" | "key_holder" | "neighbour" | "other" | "village_head" | "worker";
            readonly name: string;
            readonly phone_masked: string;
            readonly position: number;
            readonly relation: string;
            readonly version: number;
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
            readonly devices: number;
            readonly held: number;
            readonly mine: number;
            readonly now: number;
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
         * Credit
         * @description Data of others that ships with the service.
         */
        readonly Credit: {
            readonly acknowledgement: string;
            readonly authors: string;
            readonly changed: components["schemas"]["Bilingual"];
            readonly licence: string;
            readonly licence_text: string;
            readonly source: string;
            readonly title: string;
        };
        /**
         * Credits
         * @description Whom we thank.
         */
        readonly Credits: {
            readonly rows: readonly components["schemas"]["Credit"][];
        };
        /**
         * DeviceAsked
         * @description A gateway to enrol with its sensors.
         */
        readonly DeviceAsked: {
            /** @default null */
            readonly installed_at?: string | null;
            /**
             * @default gateway
             * @enum {unknown}
             */
            readonly kind?: "gateway";
            readonly label: string;
            /** @default  */
            readonly network?: string;
            /** @default [] */
            readonly sensors?: readonly components["schemas"]["SensorAsked"][];
        };
        /**
         * DeviceKind
         * @description What a device is. Motion sensors name their room, for the sentence people read.
         * @enum {unknown}
         */
        readonly DeviceKind: "back_door" | "button" | "fridge_door" | "front_door" | "gateway" | "motion" | "motion_bathroom" | "motion_bedroom" | "motion_hallway" | "motion_kitchen" | "motion_lounge" | "tablet";
        /**
         * DeviceRow
         * @description One device of a home.
         */
        readonly DeviceRow: {
            readonly battery_percent: number | null;
            readonly enrol_deadline: string;
            readonly enrolled_at: string | null;
            readonly heard_at: string | null;
            /** Format: uuid */
            readonly id: string;
            readonly installed_at: string;
            readonly kind: components["schemas"]["DeviceKind"];
            readonly label: string;
            readonly parent_id: string | null;
            /** @enum {unknown} */
            readonly power: "battery" | "mains";
            readonly simulated: boolean;
            /** @enum {unknown} */
            readonly state: "heard" | "late" | "never" | "revoked" | "silent";
            readonly version: number;
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
         * EndAsked
         * @description Why the service ends for a resident; it stops rules and prompts at once.
         */
        readonly EndAsked: {
            /** @enum {unknown} */
            readonly reason: "deceased" | "moved" | "withdrew";
            readonly version: number;
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
         * Found
         * @description One person found.
         */
        readonly Found: {
            readonly age: number | null;
            readonly alert_id: string | null;
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly place: components["schemas"]["Bilingual"];
            readonly severity: ("P1" | "P2" | "P3" | "P4") | null;
        };
        /**
         * HandOverAsked
         * @description Give the claim to a colleague.
         */
        readonly HandOverAsked: {
            /** Format: uuid */
            readonly lease_token: string;
            /** Format: uuid */
            readonly to: string;
            readonly version: number;
        };
        /**
         * HoldAsked
         * @description Put on hold until an instant, with a word for the reason.
         */
        readonly HoldAsked: {
            /** Format: uuid */
            readonly lease_token: string;
            readonly reason: string;
            readonly until: string;
            readonly version: number;
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
         * ImportReport
         * @description What became of the file.
         */
        readonly ImportReport: {
            readonly imported: number;
            readonly rows: readonly components["schemas"]["ImportRow"][];
        };
        /**
         * ImportRow
         * @description What became of one line of the file.
         */
        readonly ImportRow: {
            readonly errors: readonly components["schemas"]["ImportFault"][];
            readonly id: string | null;
            readonly line: number;
            readonly ok: boolean;
        };
        /**
         * IncidentRow
         * @description An area outage.
         */
        readonly IncidentRow: {
            readonly because: components["schemas"]["Bilingual"];
            readonly homes: number;
            /** Format: uuid */
            readonly id: string;
            readonly opened_at: string;
            readonly scope: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly scope_kind: "eupmyeon" | "network" | "platform" | "sigungu";
            readonly simulated: boolean;
            readonly since: string;
            /** @enum {unknown} */
            readonly state: "closed" | "open";
            readonly version: number;
        };
        /**
         * Incidents
         * @description Area outages, open ones first.
         */
        readonly Incidents: {
            readonly rows: readonly components["schemas"]["IncidentRow"][];
        };
        /**
         * IssuedCodeShape
         * @description A single-use code; it is shown once and kept nowhere.
         */
        readonly IssuedCodeShape: {
            readonly code: string;
            /** Format: uuid */
            readonly device_id: string;
            readonly expires_at: string;
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
         * NoteAsked
         * @description A note, or the record of a call with its result.
         */
        readonly NoteAsked: {
            /** @default null */
            readonly contact_id?: string | null;
            /**
             * @default note
             * @enum {unknown}
             */
            readonly kind?: "call" | "note";
            /** @default null */
            readonly lease_token?: string | null;
            /** @default null */
            readonly result?: string | null;
            /** @default  */
            readonly text?: string;
        };
        /**
         * Nudge
         * @description The `nudge` event: one feed has moved to `seq`; the screen fetches what happened.
         */
        readonly Nudge: {
            /** Format: uuid */
            readonly feed: string;
            readonly seq: number;
        };
        /**
         * OrganisationRow
         * @description A node of the tree.
         */
        readonly OrganisationRow: {
            readonly code: string;
            /** Format: uuid */
            readonly id: string;
            readonly kind: string;
            readonly name: components["schemas"]["Bilingual"];
            readonly parent_id: string | null;
        };
        /**
         * Organisations
         * @description The tree in scope.
         */
        readonly Organisations: {
            readonly rows: readonly components["schemas"]["OrganisationRow"][];
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
         * PasskeyAsked
         * @description What the browser's authenticator answered, as the standard's JSON.
         */
        readonly PasskeyAsked: {
            readonly credential: Record<string, never>;
            /** @default  */
            readonly label?: string;
        };
        /**
         * PasskeyOptions
         * @description WebAuthn options for the browser, as the standard's JSON.
         */
        readonly PasskeyOptions: {
            readonly publicKey: Record<string, never>;
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
         * PasswordAsked
         * @description The password, to unlock.
         */
        readonly PasswordAsked: {
            readonly password: string;
        };
        /**
         * PersonBrief
         * @description Whom an alert is about.
         */
        readonly PersonBrief: {
            readonly age: number | null;
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly place: components["schemas"]["Bilingual"];
        };
        /**
         * PersonCard
         * @description What one must know of the person before calling; "" or None while locked.
         */
        readonly PersonCard: {
            readonly address: string | null;
            readonly age: number | null;
            readonly chips: readonly components["schemas"]["Bilingual"][];
            readonly hearing: string;
            readonly language: string;
            /** @enum {unknown} */
            readonly risk: "high" | "normal";
            readonly sex: string;
            readonly way_in: string | null;
        };
        /**
         * PlanAsked
         * @description A new version of the plan; `version` is the one it was written from.
         */
        readonly PlanAsked: {
            /** @default null */
            readonly any_limit_min?: number | null;
            /** @default [] */
            readonly check_ins?: readonly components["schemas"]["CheckIn"][];
            /** @default null */
            readonly day_limit_min?: number | null;
            /** @enum {unknown} */
            readonly risk: "high" | "normal";
            readonly version: number;
        };
        /**
         * PlanShape
         * @description What was agreed with a resident; None means the rule's own number.
         */
        readonly PlanShape: {
            readonly any_limit_min: number | null;
            readonly check_ins: readonly components["schemas"]["CheckIn"][];
            readonly day_limit_min: number | null;
            readonly recorded_at: string;
            /** @enum {unknown} */
            readonly risk: "high" | "normal";
            readonly version: number;
        };
        /**
         * PolicyStep
         * @description One step of the escalation policy copied into an alert.
         */
        readonly PolicyStep: {
            readonly at: string | null;
            readonly channels: readonly string[];
            readonly delay_s: number;
            /** @enum {unknown} */
            readonly state: "done" | "later" | "next";
            readonly step: number;
            readonly targets: readonly string[];
        };
        /**
         * ProcedureStep
         * @description One line of what was agreed for this person.
         */
        readonly ProcedureStep: {
            readonly contact_id: string | null;
            readonly done_at: string | null;
            /** @enum {unknown} */
            readonly kind: "contact" | "emergency_119" | "home_phone" | "key_holder" | "tablet";
            readonly label: components["schemas"]["Bilingual"];
            readonly n: number;
            readonly phone_masked: string | null;
            readonly result: string | null;
        };
        /**
         * Refusal
         * @description The one shape of every refusal.
         */
        readonly Refusal: {
            readonly error: string;
            /** @default null */
            readonly fields?: {
                readonly [key: string]: components["schemas"]["Bilingual"];
            } | null;
            /** @default null */
            readonly incident?: string | null;
            readonly message: string;
            readonly message_ko: string;
            /** @default null */
            readonly owner?: string | null;
        };
        /**
         * RegisterPage
         * @description One page of residents in scope.
         */
        readonly RegisterPage: {
            readonly page: number;
            readonly pages: number;
            readonly rows: readonly components["schemas"]["RegisterRow"][];
            readonly total: number;
        };
        /**
         * RegisterRow
         * @description One resident in the list.
         */
        readonly RegisterRow: {
            readonly age: number | null;
            readonly alert: ("P1" | "P2" | "P3" | "P4") | null;
            /** @enum {unknown} */
            readonly category: "dementia" | "disability" | "frail_senior" | "living_alone" | "middle_aged_single" | "other" | "senior_couple" | "skip_generation";
            readonly devices: number;
            readonly ended_at: string | null;
            /** @enum {unknown} */
            readonly hearing: "blind" | "heard" | "late" | "never";
            /** Format: uuid */
            readonly id: string;
            readonly last_activity_at: string | null;
            readonly name: string;
            readonly place: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly risk: "high" | "normal";
            readonly simulated: boolean;
        };
        /**
         * Relationship
         * @description Somebody outside the organisation who may see this person, and until when.
         */
        readonly Relationship: {
            readonly basis: string;
            /** Format: uuid */
            readonly id: string;
            readonly role: string;
            readonly start: string;
            readonly until: string | null;
            readonly who: string;
        };
        /**
         * RelationshipAsked
         * @description Let one person (by sign-in name) or one institution see a resident for a time.
         *
         *         Without `start` from now on; without `until` for a year.
         */
        readonly RelationshipAsked: {
            /** @enum {unknown} */
            readonly basis: "consent" | "contract" | "public_task" | "vital_interest";
            /** @default  */
            readonly login?: string;
            /** @default null */
            readonly organisation_id?: string | null;
            /** @enum {unknown} */
            readonly role: "clinic" | "doctor" | "nurse" | "other" | "welfare_centre";
            /** @default null */
            readonly start?: string | null;
            /** @default null */
            readonly until?: string | null;
        };
        /**
         * ResidentAsked
         * @description A resident to enrol, with the household.
         */
        readonly ResidentAsked: {
            readonly address: string;
            /** Format: date */
            readonly birth_date: string;
            /**
             * @default living_alone
             * @enum {unknown}
             */
            readonly category?: "dementia" | "disability" | "frail_senior" | "living_alone" | "middle_aged_single" | "other" | "senior_couple" | "skip_generation";
            /** @default null */
            readonly consent_at?: string | null;
            /** @default  */
            readonly consent_version?: string;
            /**
             * @default unknown
             * @enum {unknown}
             */
            readonly hearing?: "deaf" | "hard_of_hearing" | "normal" | "unknown";
            /** @default null */
            readonly household_id?: string | null;
            /**
             * @default ko
             * @enum {unknown}
             */
            readonly language?: "en" | "ko";
            /**
             * @default consent
             * @enum {unknown}
             */
            readonly legal_basis?: "consent" | "contract" | "public_task" | "vital_interest";
            readonly name: string;
            /** @default  */
            readonly network?: string;
            /** @default  */
            readonly notes?: string;
            /** Format: uuid */
            readonly organisation_id: string;
            /** @default  */
            readonly phone?: string;
            /**
             * @default normal
             * @enum {unknown}
             */
            readonly risk?: "high" | "normal";
            /** @enum {unknown} */
            readonly sex: "female" | "male" | "other";
            /** @default  */
            readonly way_in?: string;
        };
        /**
         * ResidentEdited
         * @description The fields to change; what is left out stays.
         */
        readonly ResidentEdited: {
            readonly address?: string;
            /** Format: date */
            readonly birth_date?: string;
            /** @enum {unknown} */
            readonly category?: "dementia" | "disability" | "frail_senior" | "living_alone" | "middle_aged_single" | "other" | "senior_couple" | "skip_generation";
            readonly consent_at?: string | null;
            readonly consent_version?: string;
            /** @enum {unknown} */
            readonly hearing?: "deaf" | "hard_of_hearing" | "normal" | "unknown";
            /** @enum {unknown} */
            readonly language?: "en" | "ko";
            /** @enum {unknown} */
            readonly legal_basis?: "consent" | "contract" | "public_task" | "vital_interest";
            readonly name?: string;
            readonly network?: string;
            readonly notes?: string;
            readonly phone?: string;
            /** @enum {unknown} */
            readonly sex?: "female" | "male" | "other";
            readonly version: number;
            readonly way_in?: string;
        };
        /**
         * ResidentPage
         * @description Everything about one person; opening it left an entry.
         */
        readonly ResidentPage: {
            readonly absences: readonly components["schemas"]["AbsenceShape"][];
            readonly address: string;
            readonly age: number | null;
            readonly alerts: readonly components["schemas"]["AlertRow"][];
            readonly birth_date: string | null;
            /** @enum {unknown} */
            readonly category: "dementia" | "disability" | "frail_senior" | "living_alone" | "middle_aged_single" | "other" | "senior_couple" | "skip_generation";
            readonly conditions: readonly components["schemas"]["Condition"][];
            readonly consent_at: string | null;
            readonly consent_version: string;
            readonly contacts: readonly components["schemas"]["ContactFull"][];
            readonly created_at: string;
            readonly devices: readonly components["schemas"]["DeviceRow"][];
            readonly end_reason: ("deceased" | "moved" | "withdrew") | null;
            readonly ended_at: string | null;
            readonly evaluated_up_to: string | null;
            /** @enum {unknown} */
            readonly hearing: "blind" | "heard" | "late" | "never";
            /** @enum {unknown} */
            readonly hearing_ability: "deaf" | "hard_of_hearing" | "normal" | "unknown";
            /** Format: uuid */
            readonly household_id: string;
            readonly housemates: readonly components["schemas"]["PersonBrief"][];
            /** Format: uuid */
            readonly id: string;
            readonly language: string;
            readonly last_activity_at: string | null;
            /** @enum {unknown} */
            readonly legal_basis: "consent" | "contract" | "public_task" | "vital_interest";
            readonly name: string;
            readonly network: string;
            readonly notes: string;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly phone_masked: string;
            readonly place: components["schemas"]["Bilingual"];
            readonly plan: components["schemas"]["PlanShape"];
            readonly relationships: readonly components["schemas"]["Relationship"][];
            /** @enum {unknown} */
            readonly sex: "female" | "male" | "other";
            readonly simulated: boolean;
            readonly timeline: readonly components["schemas"]["TimelineEntry"][];
            readonly version: number;
            readonly way_in: string;
            readonly zone: string;
        };
        /**
         * ResolveAsked
         * @description Finish: the outcome, how the person was verified, and a note.
         */
        readonly ResolveAsked: {
            /** Format: uuid */
            readonly lease_token: string;
            /** @default  */
            readonly note?: string;
            readonly outcome: string;
            /** @default null */
            readonly verified?: string | null;
            readonly version: number;
        };
        /**
         * RevealAsked
         * @description Which masked field to show; a contact's number, or with None the person's own.
         */
        readonly RevealAsked: {
            /** @default null */
            readonly contact_id?: string | null;
            /** @enum {unknown} */
            readonly what: "phone";
        };
        /**
         * Revealed
         * @description One telephone number; showing it left an entry.
         */
        readonly Revealed: {
            readonly phone: string;
        };
        /**
         * SearchAnswer
         * @description At most twenty people.
         */
        readonly SearchAnswer: {
            readonly residents: readonly components["schemas"]["Found"][];
        };
        /**
         * SearchAsked
         * @description A name, Hangul initials, or the last four digits of a telephone.
         */
        readonly SearchAsked: {
            readonly text: string;
        };
        /**
         * SensorAsked
         * @description A sensor behind a gateway.
         */
        readonly SensorAsked: {
            readonly kind: components["schemas"]["DeviceKind"];
            readonly label: string;
            /** @enum {unknown} */
            readonly power: "battery" | "mains";
        };
        /**
         * ServerClock
         * @description The `clock` event: what time it is at the hub.
         */
        readonly ServerClock: {
            readonly server_time: string;
        };
        /**
         * SessionState
         * @description What a browser must know about its session.
         */
        readonly SessionState: {
            readonly csrf: string;
            readonly demo: boolean;
            readonly idle_lock_s: number;
            readonly locked: boolean;
            /** @enum {unknown} */
            readonly second_factor: "done" | "enrol" | "needed" | "none";
            readonly server_time: string;
            readonly signed_in: boolean;
            readonly staff: components["schemas"]["StaffSelf"] | null;
            readonly version: string;
        };
        /**
         * SetupAsked
         * @description A one-time code redeemed by its new owner, who chooses name and password.
         */
        readonly SetupAsked: {
            readonly code: string;
            readonly login: string;
            /** @default  */
            readonly name?: string;
            readonly password: string;
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
         * StaffAsked
         * @description An account to make; its owner chooses the password with a one-time code.
         */
        readonly StaffAsked: {
            /**
             * @default ko
             * @enum {unknown}
             */
            readonly language?: "en" | "ko";
            readonly login: string;
            readonly name: string;
            /** Format: uuid */
            readonly organisation_id: string;
            /** @enum {unknown} */
            readonly role: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
        };
        /**
         * StaffCode
         * @description A one-time code for the owner of an account.
         */
        readonly StaffCode: {
            readonly code: string;
            readonly expires_at: string;
            /** Format: uuid */
            readonly id: string;
        };
        /**
         * StaffEdited
         * @description The fields of an account to change; `ended` closes it.
         */
        readonly StaffEdited: {
            readonly ended?: boolean;
            readonly name?: string;
            /** Format: uuid */
            readonly organisation_id?: string;
            /** @enum {unknown} */
            readonly role?: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
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
         * StaffRow
         * @description One account.
         */
        readonly StaffRow: {
            readonly created_at: string;
            readonly ended_at: string | null;
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly language: "en" | "ko";
            readonly locked_until: string | null;
            readonly login: string;
            readonly name: string;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly organisation_name: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly role: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
            readonly second_factor: boolean;
            readonly version: number;
        };
        /**
         * StaffSelf
         * @description Who is signed in here.
         */
        readonly StaffSelf: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly language: "en" | "ko";
            readonly name: string;
            readonly organisation_name: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly role: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
        };
        /**
         * StandAsked
         * @description The version a decision was made on, and the token of the claim.
         */
        readonly StandAsked: {
            /** Format: uuid */
            readonly lease_token: string;
            readonly version: number;
        };
        /**
         * TimelineEntry
         * @description One line of what happened and who did it.
         */
        readonly TimelineEntry: {
            readonly at: string;
            readonly note: string | null;
            readonly text: components["schemas"]["Bilingual"];
            readonly what: string;
            readonly who: string | null;
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
         * VerbAnswer
         * @description How the alert stands after a verb; the token only for its owner.
         */
        readonly VerbAnswer: {
            /** @default null */
            readonly lease_token?: string | null;
            readonly row: components["schemas"]["AlertRow"];
            /** @default null */
            readonly undo_until?: string | null;
        };
        /**
         * Verdict
         * @description What one rule concludes about the person now.
         */
        readonly Verdict: {
            readonly because: components["schemas"]["Bilingual"] | null;
            readonly rule: string;
            /** @enum {unknown} */
            readonly verdict: "false" | "true" | "unknown";
        };
        /**
         * VersionAsked
         * @description The version a decision was made on.
         */
        readonly VersionAsked: {
            readonly version: number;
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
