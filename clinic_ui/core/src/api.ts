/* Generated from core/openapi.json by `npm run types`. Do not edit. */

export type paths = {
    readonly "/api/alerts/bulk": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Claim, assign, resolve or close up to 100 alerts; refused rows say why, others stand. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["BulkAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["BulkAnswer"];
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
    readonly "/api/alerts/{alert_id}/called-119": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Record a call to 119, whoever owns the alert; its owner then waits for them. */
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
                    readonly "application/json": components["schemas"]["Called119Asked"];
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
    readonly "/api/alerts/{alert_id}/card-119": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is read to 119, door code and numbers in full; leaves an entry. */
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
                        readonly "application/json": components["schemas"]["Card119"];
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
    readonly "/api/alerts/{alert_id}/dial": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Call the home or a contact: a service connects, or the number is told for a link. */
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
                    readonly "application/json": components["schemas"]["DialAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["DialledShape"];
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
    readonly "/api/alerts/{alert_id}/respond": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say who is on the way and by when; a P1 too. */
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
                    readonly "application/json": components["schemas"]["RespondAsked"];
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
    readonly "/api/calls/mine": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One's own live call. 404 `no_call`: there is none. */
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
                        readonly "application/json": components["schemas"]["Call"];
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
    readonly "/api/calls/{call_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where one's own call stands. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
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
                        readonly "application/json": components["schemas"]["Call"];
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
    readonly "/api/calls/{call_id}/consent": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Note that the person was recognised and agreed after the explanation. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
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
                        readonly "application/json": components["schemas"]["ClinicalNoteShape"];
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
    readonly "/api/calls/{call_id}/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End one's own call; before it connected it is cancelled. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
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
                        readonly "application/json": components["schemas"]["Call"];
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
    readonly "/api/calls/{call_id}/note": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The note of one's own consultation, as it stands; leaves a view entry. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
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
                        readonly "application/json": components["schemas"]["ClinicalNoteShape"];
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
        /** Keep the note's next version. 409 `overtaken` when another screen was faster. */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["ClinicalNoteAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["NoteSaved"];
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
    readonly "/api/calls/{call_id}/note/sign": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sign the newest version with a passkey's answer over the statement. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SignatureAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ClinicalNoteShape"];
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
    readonly "/api/calls/{call_id}/note/sign/options": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Write the statement to sign. 409 `no_passkey` when there is nothing to sign with. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SignAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SignStart"];
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
    readonly "/api/calls/{call_id}/phone": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Go on by telephone, with the reason. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["PhoneAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Call"];
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
    readonly "/api/calls/{call_id}/quality": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Keep what one's end measured. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["QualityAsked"];
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
    readonly "/api/calls/{call_id}/seat": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ask for one's place again, with the certificate of a new connection. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SeatAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Seat"];
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
    readonly "/api/consultation-terms": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the law asks for, in every version this hub goes by. */
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
                        readonly "application/json": components["schemas"]["TermsPage"];
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
        /** Record what the law asks for from a day on; nothing recorded before is changed. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["TermsAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["TermsPage"];
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
        /** Issue another code for a gateway or a tablet that has not delivered yet. */
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
    readonly "/api/devices/{device_id}/reload": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Have a tablet load its app anew the next time it looks. */
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
    readonly "/api/figures": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The figures of a place and month: `?organisation=`, `?month=2026-11`. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly organisation?: string;
                    readonly month?: string;
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
                        readonly "application/json": components["schemas"]["FiguresPage"];
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
    readonly "/api/figures/late/{alert_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Tell why a P1 waited longer than 180 s. 409 `overtaken` when somebody else did. */
        readonly put: {
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
                    readonly "application/json": components["schemas"]["LateReportAsked"];
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
    readonly "/api/figures/{table}.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One table as a file: severities, shifts, places, months, late, rules or devices. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly organisation?: string;
                    readonly month?: string;
                    readonly language?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly table: string;
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
                        readonly "text/csv": unknown;
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
    readonly "/api/handovers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The actor's sheets, given and received, the newest first. */
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
                        readonly "application/json": components["schemas"]["HandoverSheets"];
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
        /** Hand the shift to a colleague; the sheet is filled in from what stands now. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["HandoverAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HandoverSheet"];
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
    readonly "/api/handovers/{handover_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One sheet. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly handover_id: string;
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
                        readonly "application/json": components["schemas"]["HandoverSheet"];
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
    readonly "/api/handovers/{handover_id}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End the sheet; what was not ticked stays with the giver. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly handover_id: string;
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
                        readonly "application/json": components["schemas"]["HandoverSheet"];
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
    readonly "/api/handovers/{handover_id}/lines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Add a line in one's own words. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly handover_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["LineAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HandoverSheet"];
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
    readonly "/api/handovers/{handover_id}/lines/{line_id}/tick": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take one line; an alert of the giver's becomes the receiver's with it. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly handover_id: string;
                    readonly line_id: string;
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
                        readonly "application/json": components["schemas"]["HandoverSheet"];
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
    readonly "/api/hooks/{provider_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A provider's report on one message, signed by HMAC; the same one twice is one. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly provider_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["Result"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Reported"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RefusalBody"];
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
    readonly "/api/links/about": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What a link is about; uses nothing up. 410 `link_over`: used, or its time is over. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["LinkAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["LinkAbout"];
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
    readonly "/api/links/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Confirm that a daily test arrived; its link is proof enough. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["LinkAsked"];
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
    readonly "/api/links/open": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Use one's own link; says which screen it leads to, and to whose alert or page. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["LinkAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["LinkOpened"];
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
    readonly "/api/me/addresses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One's own addresses, and the key with which this browser subscribes to Web Push. */
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
                        readonly "application/json": components["schemas"]["MyAddresses"];
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
        /** Keep an address of one's own; a test goes there at once. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["AddressAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
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
    readonly "/api/me/addresses/{address_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Forget an address of one's own. */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly address_id: string;
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
    readonly "/api/me/addresses/{address_id}/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send a test to one's own address now. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly address_id: string;
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
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/messages/{notification_id}/open": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Open a message that knocked at one's own browser; a daily test is confirmed by it. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly notification_id: string;
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
                        readonly "application/json": components["schemas"]["LinkOpened"];
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
    readonly "/api/policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One organisation's policies and what a step may name: `?organisation=`. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly organisation?: string;
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
                        readonly "application/json": components["schemas"]["PolicyPage"];
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
    readonly "/api/policies/who": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Who would be told by these steps now, or at a chosen time; nothing is sent. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["StepsTried"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WhoTold"];
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
    readonly "/api/policies/{severity}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Publish a policy; one whose steps could reach nobody is refused, step by step. */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly severity: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["PolicyAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PolicyPublished"];
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
    readonly "/api/policies/{severity}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every version an organisation has published itself: `?organisation=`. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly organisation?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly severity: string;
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
                        readonly "application/json": components["schemas"]["PolicyHistory"];
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
    readonly "/api/policies/{severity}/inherit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give up an organisation's own policy: from now on the inherited one counts. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly severity: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["GiveBackAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PolicyPublished"];
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
    readonly "/api/prechecks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whom one organisation asks first, and what it may choose: `?organisation=`. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly organisation?: string;
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
                        readonly "application/json": components["schemas"]["PrecheckPage"];
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
        /** Choose a protocol; alerts that stand keep the one they were born with. */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["PrecheckAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PrecheckChosen"];
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
    readonly "/api/providers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The services that carry messages at, above and below one's organisation. */
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
                        readonly "application/json": components["schemas"]["Providers"];
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
        /** Use a service for a channel; the organisation's former one of that channel ends. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["ProviderAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
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
    readonly "/api/providers/{provider_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Use a service no more. */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly provider_id: string;
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
    readonly "/api/reachability": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who of one's organisation would be reached now; no address is shown. */
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
                        readonly "application/json": components["schemas"]["Reachability"];
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
    readonly "/api/residents/{resident_id}/appointments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The visits ahead, soonest first. */
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
                        readonly "application/json": components["schemas"]["Appointments"];
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
        /** Write a visit down; the tablet shows the next one. */
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
                    readonly "application/json": components["schemas"]["AppointmentAsked"];
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
    readonly "/api/residents/{resident_id}/appointments/{appointment_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Cancel a visit; the tablet no longer shows it. */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resident_id: string;
                    readonly appointment_id: string;
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
    readonly "/api/residents/{resident_id}/calls": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ring a resident's tablet; a call it cannot take has ended in the answer. */
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
                    readonly "application/json": components["schemas"]["CallAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["CallRung"];
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
    readonly "/api/residents/{resident_id}/clinical-notes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The institution's own last notes about a resident. */
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
                        readonly "application/json": components["schemas"]["NotesPage"];
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
        /** Set up a gateway with its sensors, or a tablet; answers its single-use code (10 min). */
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
    readonly "/api/residents/{resident_id}/door-code": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Show the code of the home's door; leaves an entry. */
        readonly post: {
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
                        readonly "application/json": components["schemas"]["DoorCode"];
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
    readonly "/api/residents/{resident_id}/gates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the gate's form shows: today's grounds and text, and whether a gate stands. */
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
                        readonly "application/json": components["schemas"]["GatePage"];
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
        /** State why a consultation is allowed, who the person is, and that they agreed. */
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
                    readonly "application/json": components["schemas"]["GateAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["GatePassed"];
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
    readonly "/api/residents/{resident_id}/looks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who looked at a resident's file, when and why, newest first; asking is a look too. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly before?: string;
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
                        readonly "application/json": components["schemas"]["LooksPage"];
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
    readonly "/api/residents/{resident_id}/prompts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Put a question on the tablet. 409 `no_tablet`: the home has none in use. */
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
                    readonly "application/json": components["schemas"]["PromptAsked"];
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
    readonly "/api/residents/{resident_id}/suppressions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is held back now for one resident. */
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
                        readonly "application/json": components["schemas"]["Suppressions"];
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
        /** Hold alerts back from now on; never a P1, never without an end. */
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
                    readonly "application/json": components["schemas"]["SuppressionAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Suppressions"];
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
    readonly "/api/residents/{resident_id}/tablet": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How a home's tablet is, and what was asked on it in the last day. */
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
                        readonly "application/json": components["schemas"]["TabletStatus"];
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
    readonly "/api/residents/{resident_id}/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The tasks that stand for one resident. */
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
                        readonly "application/json": components["schemas"]["Tasks"];
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
        /** Make a task with a window; whom it is given to is told. */
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
                    readonly "application/json": components["schemas"]["TaskMade"];
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
    readonly "/api/residents/{resident_id}/transfers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every transfer of one resident, the newest first. */
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
                        readonly "application/json": components["schemas"]["Transfers"];
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
        /** Offer a resident to another si/gun or institution. Nothing moves until it accepts. */
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
                    readonly "application/json": components["schemas"]["TransferAsked"];
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
    readonly "/api/residents/{resident_id}/visits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The visits to one resident, the newest first. */
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
                        readonly "application/json": components["schemas"]["Visits"];
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
    readonly "/api/rota": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One organisation's rota for the week of a day: `?organisation=`, `?week=2026-11-23`. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly organisation?: string;
                    readonly week?: string;
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
                        readonly "application/json": components["schemas"]["RotaPage"];
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
    readonly "/api/rota/duties": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lay down a duty: its hours for Monday to Sunday and for holidays. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["DutyAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Made"];
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
    readonly "/api/rota/duties/{duty_id}": {
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
        /** Change a duty's names, hours or zone, or end it. */
        readonly patch: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly duty_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["DutyEdited"];
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
    readonly "/api/rota/duties/{duty_id}/overrides": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let somebody stand in for one person, or for all, from one instant to another. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly duty_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["OverrideAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Made"];
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
    readonly "/api/rota/duties/{duty_id}/plan": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Publish a weekly plan; one that leaves a gap is refused, by day and hours. */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly duty_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["WeeklyPlanAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PlanPublished"];
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
    readonly "/api/rota/duties/{duty_id}/plan/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take one line out of the plan, though it leave a gap; the gap is shown. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly duty_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["LineCancelled"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PlanPublished"];
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
    readonly "/api/rota/duties/{duty_id}/swaps": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ask another to take one's shift over, perhaps for one of theirs. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly duty_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SwapAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Made"];
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
    readonly "/api/rota/gaps": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** When, in the next 30 days, nobody is on call; and how many swaps wait for one's word. */
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
                        readonly "application/json": components["schemas"]["GapsAhead"];
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
    readonly "/api/rota/holidays": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Name a day off of an organisation and all below it. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["HolidayAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Made"];
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
    readonly "/api/rota/holidays/{holiday_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take an own day off back, before it begins. */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly holiday_id: string;
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
    readonly "/api/rota/overrides/{override_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take a stand-in back; one that runs ends now. */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly override_id: string;
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
    readonly "/api/rota/swaps/{swap_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Accept, refuse or withdraw a swap. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly swap_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SwapAnswered"];
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
    readonly "/api/session/portrait": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One's own picture. 404 `no_portrait` when none is up. */
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
                        readonly "image/*": unknown;
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
        /** Put up one's own picture (the body: WebP, JPEG or PNG, at most 64 kB). */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "image/webp": string;
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Portrait"];
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
        /** Take one's own picture down; nobody is shown it from now on. */
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
    readonly "/api/suppressions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is held back now in the actor's scope, whichever ends first. */
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
                        readonly "application/json": components["schemas"]["Suppressions"];
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
    readonly "/api/suppressions/{suppression_id}/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End it now; what is true opens at once. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly suppression_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SuppressionEnded"];
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
    readonly "/api/suppressions/{suppression_id}/extend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Move the end, saying why. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly suppression_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["SuppressionExtended"];
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
    readonly "/api/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The tasks that stand, whichever is due first; `?which=mine`, or `done` of seven days. */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly which?: string;
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
                        readonly "application/json": components["schemas"]["Tasks"];
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
    readonly "/api/tasks/{task_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Change a task that stands. 409 `overtaken`: somebody was faster. */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly task_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["TaskChanged"];
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
    readonly "/api/tasks/{task_id}/done": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say that a task is done. 409 `overtaken`: somebody was faster. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly task_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["TaskDone"];
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
    readonly "/api/transfers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The offers made to the actor's organisation and by it; those that wait first. */
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
                        readonly "application/json": components["schemas"]["Transfers"];
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
    readonly "/api/transfers/destinations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where a resident can be offered to: every si/gun, and institutions that lie in one. */
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
                        readonly "application/json": components["schemas"]["TransferPlaces"];
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
    readonly "/api/transfers/{transfer_id}/accept": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take the resident over with all that was promised. 409 `overtaken`: answered already. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly transfer_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["TransferAccepted"];
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
    readonly "/api/transfers/{transfer_id}/places": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The eup, myeon and dong an offer can be accepted into. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly transfer_id: string;
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
                        readonly "application/json": components["schemas"]["TransferPlaces"];
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
    readonly "/api/transfers/{transfer_id}/refuse": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say no with the reason; the resident stays the giver's. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly transfer_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["TransferEnded"];
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
    readonly "/api/transfers/{transfer_id}/withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take an offer back with the reason. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly transfer_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["TransferEnded"];
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
    readonly "/api/visits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Keep a visit; sent twice it is kept once. `beside` says what it could not do. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["VisitAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["VisitKept"];
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
    readonly "/api/visits/along": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the visits of the actor need at the door, in full; leaves an entry for each. */
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
                        readonly "application/json": components["schemas"]["Along"];
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
    readonly "/api/visits/beside": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The visits that stand beside their task and that nobody has looked at. */
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
                        readonly "application/json": components["schemas"]["Visits"];
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
    readonly "/api/visits/{visit_id}/settle": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say that one has been looked at. 409 `overtaken`: somebody was faster. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly visit_id: string;
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
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/watch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the service itself is well: ticks, ping, canaries, channels that are down. */
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
                        readonly "application/json": components["schemas"]["WatchPage"];
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
    readonly "/api/watch/canaries/unheard": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the board warns of: the desk's canaries that do not come through. */
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
                        readonly "application/json": components["schemas"]["CanariesUnheard"];
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
    readonly "/api/watch/canaries/{organisation_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Let the canary of a si/gun press on a schedule; it is made the first time. */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly organisation_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["CanaryAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["WatchPage"];
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
        /** Let the canary of a si/gun press no more. */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly organisation_id: string;
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
                        readonly "application/json": components["schemas"]["WatchPage"];
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
    readonly "/device/v1/enrolments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Redeem an enrolment code. 201 with the device's id and settings. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["Enrolment"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Enrolled"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RefusalBody"];
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
    readonly "/device/v1/observations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Deliver 1–500 observations. 200 with a receipt once they are on disk. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["Delivery"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Receipt"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RefusalBody"];
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
    readonly "/device/v1/settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Ask for the device's settings. 200. */
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
                        readonly "application/json": components["schemas"]["DeviceSettings"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RefusalBody"];
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
    readonly "/device/v1/tablet": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Everything the tablet draws. */
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
                        readonly "application/json": components["schemas"]["TabletHome"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RefusalBody"];
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
    readonly "/device/v1/tablet/calls": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Answer, decline or end a call; a seat for who answers or asks for it again, else {}. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["CallAnswered"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Seat"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RefusalBody"];
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
    readonly "/device/v1/tablet/calls/quality": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Keep what the tablet's end of a call measured. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["TabletQuality"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Heard"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RefusalBody"];
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
    readonly "/device/v1/tablet/calls/{call_id}/portrait": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The caller's picture, while their call rings or is spoken here; 404 in words else. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly call_id: string;
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
                        readonly "image/*": unknown;
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RefusalBody"];
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
    readonly "/device/v1/tablet/prompts-shown": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say that a prompt is on the screen and was said aloud. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["PromptShown"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Heard"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RefusalBody"];
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
    readonly "/device/v1/tablet/socket-tickets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A ticket for the tablet's socket, good for a minute. */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["TicketAsked"];
                };
            };
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["SocketTicket"];
                    };
                };
                /** @description Refused. */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["RefusalBody"];
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
         * AddressAsked
         * @description An address to keep; of push, the browser's subscription as JSON.
         */
        readonly AddressAsked: {
            readonly address: string;
            /** @enum {unknown} */
            readonly channel: "mail" | "push" | "sms" | "voice";
        };
        /**
         * AddressRow
         * @description One address of one's own.
         */
        readonly AddressRow: {
            readonly address: string;
            readonly carried: boolean;
            /** @enum {unknown} */
            readonly channel: "mail" | "push" | "sms" | "voice";
            readonly confirmed_at: string | null;
            /** Format: uuid */
            readonly id: string;
            readonly simulated: boolean;
            /** @enum {unknown} */
            readonly standing: "dead" | "no_address" | "reachable" | "unconfirmed" | "waiting";
            readonly tested_at: string | null;
        };
        /**
         * AlertDetail
         * @description Everything beside the list.
         */
        readonly AlertDetail: {
            readonly attempts: readonly components["schemas"]["Attempt"][];
            readonly contacts: readonly components["schemas"]["ContactCard"][];
            readonly evidence: Record<string, never>;
            readonly lease_token: string | null;
            readonly other_alerts: readonly components["schemas"]["AlertRow"][];
            readonly person: components["schemas"]["PersonCard"];
            readonly policy: readonly components["schemas"]["PolicyStep"][];
            readonly procedure: readonly components["schemas"]["ProcedureStep"][];
            readonly prompts: readonly components["schemas"]["PromptRow"][];
            readonly row: components["schemas"]["AlertRow"];
            readonly tablet: boolean;
            readonly timeline: readonly components["schemas"]["TimelineEntry"][];
            readonly told: readonly components["schemas"]["Told"][];
            readonly verdicts: readonly components["schemas"]["Verdict"][];
        };
        /**
         * AlertRow
         * @description One row of the board.
         */
        readonly AlertRow: {
            readonly alert_class: string;
            readonly asking: components["schemas"]["Asking"] | null;
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
         * Along
         * @description What somebody takes along; `author_id` is who may write of it.
         */
        readonly Along: {
            readonly author: string;
            /** Format: uuid */
            readonly author_id: string;
            readonly rows: readonly components["schemas"]["AlongRow"][];
            readonly server_time: string;
        };
        /**
         * AlongRow
         * @description One visit to make: what somebody at the door needs, in full.
         */
        readonly AlongRow: {
            readonly address: string;
            readonly age: number | null;
            readonly alert_signals: number | null;
            readonly due_at: string;
            readonly from_at: string | null;
            /** @enum {unknown} */
            readonly kind: "call" | "doctor_asked" | "other" | "technical" | "visit" | "welfare" | "well_being";
            readonly name: string;
            readonly phone: string;
            readonly place: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly priority: "high" | "normal";
            /** Format: uuid */
            readonly resident_id: string;
            /** Format: uuid */
            readonly task_id: string;
            readonly task_version: number;
            readonly way_in: string;
            readonly words: string;
        };
        /**
         * AnswersShape
         * @description How soon humans acted on `n` alerts; the seconds are None when none counted.
         */
        readonly AnswersShape: {
            readonly in_time: number;
            readonly median_s: number | null;
            readonly n: number;
            readonly p95_s: number | null;
            readonly soon: number;
        };
        /**
         * Appointment
         * @description A visit to come; the tablet shows the next one.
         */
        readonly Appointment: {
            readonly at: string;
            readonly created_by: string;
            /** Format: uuid */
            readonly id: string;
            readonly version: number;
            readonly what: string;
            readonly who: string;
        };
        /**
         * AppointmentAsked
         * @description A visit to come: who comes, and what for, in the resident's words.
         */
        readonly AppointmentAsked: {
            readonly at: string;
            readonly what: string;
            readonly who: string;
        };
        /**
         * Appointments
         * @description The visits ahead, soonest first.
         */
        readonly Appointments: {
            readonly rows: readonly components["schemas"]["Appointment"][];
        };
        /**
         * AskSaid
         * @description One attempt: how the resident is asked, and how many seconds an answer is waited for.
         */
        readonly AskSaid: {
            readonly wait_s: number;
            /** @enum {unknown} */
            readonly way: "sms" | "tablet" | "voice";
        };
        /**
         * Asking
         * @description The attempt of a pre-check that is waited for: number `no` of `of`.
         */
        readonly Asking: {
            readonly answer_by: string;
            readonly no: number;
            readonly of: number;
            /** @enum {unknown} */
            readonly way: "sms" | "tablet" | "voice";
        };
        /**
         * Attempt
         * @description One attempt to ask the resident, and what came of it.
         */
        readonly Attempt: {
            readonly answer_by: string;
            readonly asked_at: string;
            readonly ended_at: string | null;
            readonly no: number;
            readonly result: ("activity" | "help" | "no_answer" | "not_possible" | "ok" | "undeliverable") | null;
            /** @enum {unknown} */
            readonly way: "sms" | "tablet" | "voice";
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
            readonly purpose: components["schemas"]["Bilingual"] | null;
            readonly resident_id: string | null;
            readonly role: string;
            readonly said: components["schemas"]["Bilingual"] | null;
            readonly what: string;
            readonly who: string | null;
        };
        /**
         * AutoAnswer
         * @description The recorded consent that a call about a P1 opens by itself after a chime of 5 s.
         */
        readonly AutoAnswer: {
            readonly at: string;
            /** @enum {unknown} */
            readonly by: "guardian" | "self";
            readonly consent_version: string;
        };
        /**
         * AutoAnswerAsked
         * @description Record that consent: who agreed, when, to which version of the form.
         */
        readonly AutoAnswerAsked: {
            readonly at: string;
            /** @enum {unknown} */
            readonly by: "guardian" | "self";
            readonly consent_version: string;
        };
        /**
         * BasisChoice
         * @description A ground the law allows today, with its limits; None: it has no such limit.
         */
        readonly BasisChoice: {
            /** @enum {unknown} */
            readonly basis: "rare_disease" | "same_region" | "seen_before" | "type_1_diabetes";
            readonly drug_days: number | null;
            readonly evidence_days: number | null;
            readonly source: string;
        };
        /**
         * BasisTermShape
         * @description The limits of one ground; None: none of its own.
         */
        readonly BasisTermShape: {
            readonly drug_days: number | null;
            readonly evidence_days: number | null;
            readonly source: string;
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
            readonly tasks: readonly components["schemas"]["TaskRow"][];
        };
        /**
         * BulkAnswer
         * @description A result per row, in the order asked.
         */
        readonly BulkAnswer: {
            readonly rows: readonly components["schemas"]["BulkResult"][];
        };
        /**
         * BulkAsked
         * @description One verb for 1 to 100 alerts; `to` for assign, `outcome` for resolve.
         */
        readonly BulkAsked: {
            /** @default null */
            readonly outcome?: components["schemas"]["Outcome"] | null;
            readonly rows: readonly components["schemas"]["BulkRow"][];
            /** @default null */
            readonly to?: string | null;
            /** @enum {unknown} */
            readonly verb: "assign" | "claim" | "close" | "resolve";
        };
        /**
         * BulkResult
         * @description What came of one alert: `done`, or `refused` and why. Exactly one is not None.
         */
        readonly BulkResult: {
            readonly done: components["schemas"]["VerbAnswer"] | null;
            /** Format: uuid */
            readonly id: string;
            readonly refused: components["schemas"]["Refusal"] | null;
        };
        /**
         * BulkRow
         * @description One alert as it was seen; the token if it is one's own.
         */
        readonly BulkRow: {
            /** Format: uuid */
            readonly id: string;
            /** @default null */
            readonly lease_token?: string | null;
            readonly version: number;
        };
        /**
         * Call
         * @description Where a call stands.
         */
        readonly Call: {
            readonly alert_id: string | null;
            readonly answered_at: string | null;
            /** Format: uuid */
            readonly caller_id: string;
            readonly caller_name: string;
            readonly connected_at: string | null;
            readonly ended_at: string | null;
            /** Format: uuid */
            readonly id: string;
            readonly outcome: ("busy" | "by_phone" | "cancelled" | "completed" | "declined" | "failed" | "no_answer" | "unreachable") | null;
            readonly phone_reason: string | null;
            /** @enum {unknown} */
            readonly purpose: "care" | "welfare";
            readonly resident_birth_year: number | null;
            /** Format: uuid */
            readonly resident_id: string;
            readonly resident_name: string;
            readonly resident_place: components["schemas"]["Bilingual"];
            readonly rings_until: string;
            readonly rung_at: string;
            /** @enum {unknown} */
            readonly state: "answered" | "connected" | "ended" | "ringing";
            readonly version: number;
            readonly video: boolean;
        };
        /**
         * CallAnswered
         * @description The tablet's word about a call; `fingerprint` is its DTLS certificate's (answer, seat).
         *
         *         `fingerprint` is `sha-256 AA:BB:…` as WebRTC writes it.
         */
        readonly CallAnswered: {
            /** @enum {unknown} */
            readonly act: "answer" | "auto_answer" | "decline" | "end" | "seat";
            /** Format: uuid */
            readonly consultation_id: string;
            /** @default null */
            readonly fingerprint?: string | null;
        };
        /**
         * CallAsked
         * @description Ring a resident's tablet; a welfare call names its claimed alert and the lease.
         */
        readonly CallAsked: {
            /** @default null */
            readonly alert_id?: string | null;
            readonly fingerprint: string;
            /** @default null */
            readonly lease_token?: string | null;
            /** @enum {unknown} */
            readonly purpose: "care" | "welfare";
            /** @default true */
            readonly video?: boolean;
        };
        /**
         * CallMoved
         * @description The `call` event: the call has moved; ask for it again.
         */
        readonly CallMoved: {
            /** Format: uuid */
            readonly consultation_id: string;
            /** @enum {unknown} */
            readonly state: "answered" | "connected" | "ended" | "ringing";
            readonly version: number;
        };
        /**
         * CallRung
         * @description The call just made and the caller's place in it.
         */
        readonly CallRung: {
            readonly call: components["schemas"]["Call"];
            readonly seat: components["schemas"]["Seat"] | null;
        };
        /**
         * Called119Asked
         * @description A call to 119, when it was, who answered there and the number they gave.
         *
         *         With the token of one's own claim the alert then waits for 119.
         */
        readonly Called119Asked: {
            readonly at: string;
            /** @default null */
            readonly lease_token?: string | null;
            /** @default  */
            readonly reference?: string;
            /** @default  */
            readonly spoken_with?: string;
        };
        /**
         * CanariesUnheard
         * @description What the board warns of; empty while every canary of the desk is heard.
         */
        readonly CanariesUnheard: {
            readonly rows: readonly components["schemas"]["CanaryUnheard"][];
        };
        /**
         * CanaryAsked
         * @description Let the organisation's canary press every so many minutes.
         */
        readonly CanaryAsked: {
            /** @default 10 */
            readonly every_minutes?: number;
        };
        /**
         * CanaryRow
         * @description The canary of one si/gun, and how its last press went.
         */
        readonly CanaryRow: {
            readonly every_minutes: number | null;
            readonly failing_since: string | null;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly organisation_name: components["schemas"]["Bilingual"];
            readonly pressed_at: string | null;
            readonly result: string | null;
            /** @enum {unknown} */
            readonly standing: "none" | "stopped" | "unheard" | "waiting" | "well";
            readonly through_at: string | null;
            readonly took_ms: number | null;
            readonly yours: boolean;
        };
        /**
         * CanaryUnheard
         * @description A canary whose presses do not come through, and since which press.
         */
        readonly CanaryUnheard: {
            /** Format: uuid */
            readonly organisation_id: string;
            readonly organisation_name: components["schemas"]["Bilingual"];
            readonly since: string;
        };
        /**
         * Card119
         * @description What is read to 119, in the order it is read; "" for what nobody has written down.
         */
        readonly Card119: {
            readonly address: string;
            readonly age: number | null;
            /** Format: uuid */
            readonly alert_id: string;
            readonly because: components["schemas"]["Bilingual"];
            readonly calls: readonly components["schemas"]["EmergencyCallRow"][];
            readonly door_code: string;
            readonly happened_at: string;
            readonly health_conditions: string;
            readonly hearing: string;
            readonly key_holders: readonly components["schemas"]["KeyHolder"][];
            readonly last_activity_at: string | null;
            readonly medicines: string;
            readonly name: string;
            readonly notes: string;
            readonly phone: string;
            readonly place: components["schemas"]["Bilingual"];
            readonly server_time: string;
            /** @enum {unknown} */
            readonly severity: "P1" | "P2" | "P3" | "P4";
            readonly sex: string;
            readonly simulated: boolean;
            readonly title: components["schemas"]["Bilingual"];
            readonly way_in: string;
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
         * CheckInTimes
         * @description One promised check-in of the resident's day.
         */
        readonly CheckInTimes: {
            readonly chimes_at: readonly string[];
            readonly closes_at: string;
            readonly done_at: string | null;
            readonly opens_at: string;
        };
        /**
         * ClinicalNoteAsked
         * @description Keep the next version of a note; `after_version` is the one it follows (0: none).
         */
        readonly ClinicalNoteAsked: {
            readonly after_version: number;
            readonly text: string;
        };
        /**
         * ClinicalNoteShape
         * @description A consultation's note as it stands; version 0: nothing was written.
         *
         *         `explained` is the text its gate named, to be read at the start; None: it had no gate.
         *         `confirmed_at` says when the clinician noted that the person was recognised and agreed;
         *         `may_confirm` is False until the two have spoken.
         */
        readonly ClinicalNoteShape: {
            readonly confirmed_at: string | null;
            /** Format: uuid */
            readonly consultation_id: string;
            readonly explained: components["schemas"]["ExplainedText"] | null;
            readonly may_confirm: boolean;
            readonly passkey: boolean;
            /** Format: uuid */
            readonly resident_id: string;
            readonly saved_at: string | null;
            readonly signed: readonly components["schemas"]["NoteSigned"][];
            readonly text: string;
            readonly version: number;
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
            readonly asking: number;
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
         * DayShape
         * @description One local day of a duty; `holiday` by its name.
         */
        readonly DayShape: {
            /** Format: date */
            readonly day: string;
            readonly holiday: components["schemas"]["Bilingual"] | null;
            readonly kind: number;
            readonly shifts: readonly components["schemas"]["ShiftShape"][];
        };
        /**
         * Delivery
         * @description A batch: the device's clock at sending and 1 to 500 observations in any order.
         */
        readonly Delivery: {
            readonly observations: readonly components["schemas"]["Observation"][];
            /** Format: date-time */
            readonly sent_at: string;
        };
        /**
         * DeviceAsked
         * @description A gateway to enrol with its sensors, or a tablet (which has none).
         */
        readonly DeviceAsked: {
            /** @default null */
            readonly installed_at?: string | null;
            /**
             * @default gateway
             * @enum {unknown}
             */
            readonly kind?: "gateway" | "tablet";
            readonly label: string;
            /** @default  */
            readonly network?: string;
            /** @default [] */
            readonly sensors?: readonly components["schemas"]["SensorAsked"][];
        };
        /**
         * DeviceFigures
         * @description What the alerts of one device turned out to be.
         */
        readonly DeviceFigures: {
            /** Format: uuid */
            readonly device_id: string;
            readonly judged: components["schemas"]["JudgedShape"];
            readonly kind: string;
            readonly label: string;
            readonly place: components["schemas"]["Bilingual"];
            /** Format: uuid */
            readonly resident_id: string;
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
         * DeviceSettings
         * @description What the hub wants of a device; taken whole whenever the version moves.
         */
        readonly DeviceSettings: {
            readonly heartbeat_s: number;
            /** @default false */
            readonly revoked?: boolean;
            readonly sensors: readonly components["schemas"]["Sensor"][];
            readonly settings_version: number;
        };
        /**
         * DialAsked
         * @description Call a contact, or with None the home; `bridge` false asks for the number.
         */
        readonly DialAsked: {
            /** @default true */
            readonly bridge?: boolean;
            /** @default null */
            readonly contact_id?: string | null;
        };
        /**
         * DialledShape
         * @description How the call goes out: one's own telephone rings, or one dials `phone` oneself.
         */
        readonly DialledShape: {
            /** @enum {unknown} */
            readonly by: "bridge" | "tel";
            readonly phone: string | null;
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
         * DoorCode
         * @description The code of a home's door; showing it left an entry.
         */
        readonly DoorCode: {
            readonly door_code: string;
        };
        /**
         * DutyAsked
         * @description A duty to lay down; `hours` tells of Monday to Sunday and, last, of holidays.
         */
        readonly DutyAsked: {
            readonly code: string;
            readonly hours: readonly (readonly components["schemas"]["SpanSaid"][])[];
            readonly name_en: string;
            readonly name_ko: string;
            /** Format: uuid */
            readonly organisation_id: string;
            /** @default Asia/Seoul */
            readonly zone?: string;
        };
        /**
         * DutyEdited
         * @description What to change of a duty; `ended` closes it.
         */
        readonly DutyEdited: {
            /** @enum {unknown} */
            readonly ended?: true;
            readonly hours?: readonly (readonly components["schemas"]["SpanSaid"][])[];
            readonly name_en?: string;
            readonly name_ko?: string;
            readonly version: number;
            readonly zone?: string;
        };
        /**
         * DutyShape
         * @description One duty: its hours, who is on now and until when, and the week asked for.
         */
        readonly DutyShape: {
            readonly code: string;
            readonly days: readonly components["schemas"]["DayShape"][];
            readonly hours: readonly (readonly components["schemas"]["SpanSaid"][])[];
            /** Format: uuid */
            readonly id: string;
            readonly name: components["schemas"]["Bilingual"];
            readonly now: components["schemas"]["ShiftShape"];
            readonly overrides: readonly components["schemas"]["OverrideShape"][];
            readonly plan: components["schemas"]["WeeklyPlan"] | null;
            readonly version: number;
            readonly zone: string;
        };
        /**
         * EmergencyCallRow
         * @description A call to 119 that was made; "" for what 119 did not say.
         */
        readonly EmergencyCallRow: {
            readonly by: string;
            readonly called_at: string;
            readonly reference: string;
            readonly spoken_with: string;
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
         * EndMeasured
         * @description How one end of a call saw and heard the other, over the whole call.
         */
        readonly EndMeasured: {
            readonly freezes: number;
            readonly loss_percent: number;
            readonly reconnects: number;
            /** @enum {unknown} */
            readonly side: "caller" | "resident";
        };
        /**
         * Enrolled
         * @description The hub knows the device now; `heartbeat_s` is how often it expects to hear.
         */
        readonly Enrolled: {
            /** Format: uuid */
            readonly device_id: string;
            readonly heartbeat_s: number;
            /** Format: date-time */
            readonly hub_time: string;
            readonly resident_zone: string;
            readonly sensors: readonly components["schemas"]["Sensor"][];
        };
        /**
         * Enrolment
         * @description A device redeems its code and proves it holds the private key.
         *
         *         `public_key` is base64: 32 raw bytes for Ed25519, SPKI DER for P-256. `proof` is the
         *         base64 signature over `enrolment_proof(code)`. `installed_at` None means now.
         */
        readonly Enrolment: {
            /** @enum {unknown} */
            readonly algorithm: "ecdsa-p256-sha256" | "ed25519";
            readonly code: string;
            /** @default null */
            readonly installed_at?: string | null;
            readonly proof: string;
            readonly public_key: string;
            /** @default  */
            readonly software?: string;
        };
        /**
         * ExplainedText
         * @description The explanation given today, in one language.
         */
        readonly ExplainedText: {
            readonly id: string;
            /** @enum {unknown} */
            readonly language: "en" | "ko";
            readonly lines: readonly string[];
            readonly sha256: string;
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
         * FiguresPage
         * @description All figures of one month and place.
         *
         *         `places` is empty where there is nothing to choose. `simulated` and `tests` are how many
         *         alerts of the month were left out as such.
         */
        readonly FiguresPage: {
            readonly devices: readonly components["schemas"]["DeviceFigures"][];
            readonly few: number;
            readonly late: readonly components["schemas"]["LateRow"][];
            readonly late_target: number;
            readonly late_total: number;
            readonly may_report: boolean;
            readonly month: string;
            readonly months: readonly components["schemas"]["MonthFigures"][];
            readonly newest_month: string;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly places: readonly components["schemas"]["FiguresPlace"][];
            readonly rules: readonly components["schemas"]["RuleFigures"][];
            readonly severities: readonly components["schemas"]["SeverityFigures"][];
            readonly shifts: readonly components["schemas"]["NamedFigures"][];
            readonly simulated: number;
            readonly soon_target: number;
            readonly tests: number;
            readonly towns: readonly components["schemas"]["NamedFigures"][];
        };
        /**
         * FiguresPlace
         * @description A place whose figures may be asked for.
         */
        readonly FiguresPlace: {
            /** Format: uuid */
            readonly id: string;
            readonly name: components["schemas"]["Bilingual"];
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
         * GapShape
         * @description A stretch of a duty's hours in which nobody is on call.
         */
        readonly GapShape: {
            /** Format: uuid */
            readonly duty_id: string;
            readonly duty_name: components["schemas"]["Bilingual"];
            readonly from_at: string;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly organisation_name: components["schemas"]["Bilingual"];
            readonly until_at: string;
            readonly zone: string;
        };
        /**
         * GapsAhead
         * @description The next gaps of the coming 30 days, how many there are, and swaps that wait for one.
         */
        readonly GapsAhead: {
            readonly asked_of_me: number;
            readonly rows: readonly components["schemas"]["GapShape"][];
            readonly total: number;
        };
        /**
         * GateAsked
         * @description Why this consultation is allowed, who it is, and that they agreed to which text.
         */
        readonly GateAsked: {
            /** @enum {unknown} */
            readonly basis: "rare_disease" | "same_region" | "seen_before" | "type_1_diabetes";
            /** Format: date */
            readonly basis_date: string;
            /** @enum {unknown} */
            readonly consent_by: "guardian" | "self";
            readonly explained_text_id: string;
            /** @enum {unknown} */
            readonly identity_how: "id_card" | "insurer" | "video_face";
            /** @enum {unknown} */
            readonly language: "en" | "ko";
            readonly spoken: boolean;
        };
        /**
         * GateBefore
         * @description What this clinician stated the last time: the form's defaults.
         */
        readonly GateBefore: {
            readonly basis: ("rare_disease" | "same_region" | "seen_before" | "type_1_diabetes") | null;
            readonly basis_date: string | null;
            /** @enum {unknown} */
            readonly consent_by: "guardian" | "self";
            /** @enum {unknown} */
            readonly identity_how: "id_card" | "insurer" | "video_face";
            /** @enum {unknown} */
            readonly language: "en" | "ko";
            readonly passed_at: string;
            readonly spoken: boolean;
        };
        /**
         * GatePage
         * @description All that the gate's form shows.
         *
         *         Attributes:
         *             standing: The gate that opens a call now; None: one must be passed.
         *             today: The day in the resident's zone, the latest that evidence may be of.
         *             bases: The grounds of the law in force today; empty: none is in force yet.
         *             source: Which law or notice that is.
         *             before: The last gate of this clinician, if there was one.
         *             texts: Today's explanation in each language.
         */
        readonly GatePage: {
            readonly bases: readonly components["schemas"]["BasisChoice"][];
            readonly before: components["schemas"]["GateBefore"] | null;
            /** @enum {unknown} */
            readonly resident_language: "en" | "ko";
            readonly source: string;
            readonly standing: components["schemas"]["GatePassed"] | null;
            readonly texts: readonly components["schemas"]["ExplainedText"][];
            /** Format: date */
            readonly today: string;
        };
        /**
         * GatePassed
         * @description A gate that opens a call until an instant.
         */
        readonly GatePassed: {
            /** Format: uuid */
            readonly id: string;
            readonly valid_until: string;
        };
        /**
         * GiveBackAsked
         * @description An own policy to give up for what is inherited; `after` as in `PolicyAsked`.
         */
        readonly GiveBackAsked: {
            readonly after: number;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly reason: string;
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
         * HandoverAsked
         * @description Hand the shift to a colleague, with words of one's own.
         */
        readonly HandoverAsked: {
            /** Format: uuid */
            readonly to: string;
            /** @default  */
            readonly words?: string;
        };
        /**
         * HandoverLineRow
         * @description One line. `until_at`: help is expected, alerts are held back, or a task is due, by then.
         *
         *         Of an alert it says how grave it is and, in words, why it opened; of a task what it is.
         */
        readonly HandoverLineRow: {
            readonly alert_id: string | null;
            readonly because: components["schemas"]["Bilingual"] | null;
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "done" | "open" | "promise" | "suppression" | "task" | "watch" | "words";
            readonly resident: string;
            readonly resident_id: string | null;
            readonly severity: ("P1" | "P2" | "P3" | "P4") | null;
            readonly suppression_id: string | null;
            readonly task: ("call" | "doctor_asked" | "other" | "technical" | "visit" | "welfare" | "well_being") | null;
            readonly task_id: string | null;
            readonly ticked_at: string | null;
            readonly until_at: string | null;
            readonly words: string;
        };
        /**
         * HandoverSheet
         * @description One sheet with both names and both times.
         */
        readonly HandoverSheet: {
            readonly begun_at: string;
            readonly closed_at: string | null;
            readonly giver: string;
            /** Format: uuid */
            readonly giver_id: string;
            /** Format: uuid */
            readonly id: string;
            readonly lines: readonly components["schemas"]["HandoverLineRow"][];
            readonly received_at: string | null;
            readonly receiver: string;
            /** Format: uuid */
            readonly receiver_id: string;
        };
        /**
         * HandoverSheets
         * @description The actor's sheets, given and received, the newest first.
         */
        readonly HandoverSheets: {
            readonly rows: readonly components["schemas"]["HandoverSheet"][];
        };
        /**
         * Heard
         * @description An empty answer: it was heard.
         */
        readonly Heard: Record<string, never>;
        /**
         * HelpSeen
         * @description What has become of the resident's call for help.
         *
         *         `waiting`: nobody has it yet; `claimed`: `by` looks after it; `lapsed`: `by` had it and
         *         let it go, nobody has it now; `over`: it has been dealt with.
         */
        readonly HelpSeen: {
            readonly asked_at: string;
            readonly by: string | null;
            /** @enum {unknown} */
            readonly state: "claimed" | "lapsed" | "over" | "waiting";
            readonly unattended_since: string | null;
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
         * HolidayAsked
         * @description A day off of an organisation's own; it holds for all below it.
         */
        readonly HolidayAsked: {
            /** Format: date */
            readonly day: string;
            /** @default  */
            readonly name_en?: string;
            readonly name_ko: string;
            /** Format: uuid */
            readonly organisation_id: string;
        };
        /**
         * HolidayShape
         * @description A day off by its name; `own_id`: named by an organisation itself.
         */
        readonly HolidayShape: {
            /** Format: date */
            readonly day: string;
            readonly name: components["schemas"]["Bilingual"];
            readonly own_id: string | null;
        };
        /**
         * IceServer
         * @description A TURN server with its short-lived credentials.
         */
        readonly IceServer: {
            readonly credential: string;
            readonly urls: readonly string[];
            readonly username: string;
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
         * JudgedShape
         * @description What `n` alerts with an outcome turned out to be.
         */
        readonly JudgedShape: {
            readonly false: number;
            readonly n: number;
            readonly needed: number;
            readonly well: number;
        };
        /**
         * KeyHolder
         * @description Who can open the door, with the whole number.
         */
        readonly KeyHolder: {
            readonly name: string;
            readonly phone: string;
            readonly relation: string;
        };
        /**
         * Kind
         * @description What a home can report.
         * @enum {unknown}
         */
        readonly Kind: "activity" | "battery" | "check_in" | "device_status" | "doctor_asked" | "heartbeat" | "prompt_answer" | "sos";
        /**
         * LanguageAsked
         * @description The language a person reads.
         */
        readonly LanguageAsked: {
            /** @enum {unknown} */
            readonly language: "en" | "ko";
        };
        /**
         * LateReportAsked
         * @description A report to keep: `version` is the one the writer has seen, 0: there is none yet.
         */
        readonly LateReportAsked: {
            /** @enum {unknown} */
            readonly reason: "acted_first" | "all_busy" | "area_outage" | "became_urgent" | "nobody_on" | "not_delivered" | "not_seen" | "other" | "system";
            readonly version: number;
            readonly wait_no: number;
            /** @default  */
            readonly words?: string;
        };
        /**
         * LateReportShape
         * @description Why a P1 waited, as a supervisor told it.
         */
        readonly LateReportShape: {
            readonly at: string;
            readonly by: string;
            /** @enum {unknown} */
            readonly reason: "acted_first" | "all_busy" | "area_outage" | "became_urgent" | "nobody_on" | "not_delivered" | "not_seen" | "other" | "system";
            readonly version: number;
            readonly words: string;
        };
        /**
         * LateRow
         * @description A P1 that waited longer than 180 s.
         */
        readonly LateRow: {
            /** Format: uuid */
            readonly alert_id: string;
            readonly called_119: boolean;
            readonly human_at: string | null;
            readonly outcome: components["schemas"]["Bilingual"] | null;
            readonly place: components["schemas"]["Bilingual"];
            readonly received_at: string;
            readonly report: components["schemas"]["LateReportShape"] | null;
            /** Format: uuid */
            readonly resident_id: string;
            readonly shift: components["schemas"]["Bilingual"] | null;
            readonly title: components["schemas"]["Bilingual"];
            readonly wait_no: number;
            readonly waited_s: number;
        };
        /**
         * LineAsked
         * @description One more line; it may name a resident.
         */
        readonly LineAsked: {
            /** @default null */
            readonly resident_id?: string | null;
            readonly words: string;
        };
        /**
         * LineCancelled
         * @description A line that falls away from a day on, though it leave a gap.
         */
        readonly LineCancelled: {
            readonly after: number;
            /** Format: date */
            readonly from_day: string;
            readonly line: components["schemas"]["LineSaid"];
        };
        /**
         * LineSaid
         * @description One person on one span of a kind of day: 0 Monday to 6 Sunday, 7 a holiday.
         */
        readonly LineSaid: {
            readonly end: number;
            readonly kind: number;
            /** Format: uuid */
            readonly staff_id: string;
            readonly start: number;
        };
        /**
         * LinkAbout
         * @description What a link is about: all that is said before signing in.
         */
        readonly LinkAbout: {
            /** @enum {unknown} */
            readonly about: "alert" | "bridge" | "notice" | "precheck" | "test";
        };
        /**
         * LinkAsked
         * @description The token of a link.
         */
        readonly LinkAsked: {
            readonly token: string;
        };
        /**
         * LinkOpened
         * @description Where a link leads.
         */
        readonly LinkOpened: {
            /** @enum {unknown} */
            readonly about: "alert" | "bridge" | "notice" | "precheck" | "test";
            readonly alert_id: string | null;
            /** @enum {unknown} */
            readonly leads: "alert" | "board" | "handover" | "resident" | "rota" | "tasks" | "watch";
            readonly resident_id: string | null;
        };
        /**
         * Look
         * @description One look: who, when, at what, and why.
         */
        readonly Look: {
            readonly alert_id: string | null;
            readonly at: string;
            readonly id: number;
            readonly role: string;
            readonly what: components["schemas"]["Bilingual"];
            readonly who: string | null;
            readonly why: components["schemas"]["Bilingual"] | null;
        };
        /**
         * LooksPage
         * @description Looks, newest first.
         */
        readonly LooksPage: {
            readonly before: number | null;
            readonly name: string;
            readonly rows: readonly components["schemas"]["Look"][];
        };
        /**
         * Made
         * @description The id of what was made.
         */
        readonly Made: {
            /** Format: uuid */
            readonly id: string;
        };
        /**
         * MonthFigures
         * @description The P1 of one month, "2026-11".
         */
        readonly MonthFigures: {
            readonly in_time: number;
            readonly month: string;
            readonly n: number;
            readonly soon: number;
        };
        /**
         * MyAddresses
         * @description One's own addresses, and the key with which a browser subscribes to Web Push.
         */
        readonly MyAddresses: {
            readonly push_key: string;
            readonly rows: readonly components["schemas"]["AddressRow"][];
        };
        /**
         * NamedFigures
         * @description The P1 of one shift or of one place; `name` None: no duty is laid down for that hour.
         */
        readonly NamedFigures: {
            readonly answers: components["schemas"]["AnswersShape"];
            readonly name: components["schemas"]["Bilingual"] | null;
        };
        /**
         * NextVisit
         * @description What the resident can look forward to; words are changing words (shown, not clips).
         */
        readonly NextVisit: {
            readonly at: string;
            readonly what: string;
            readonly who: string;
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
         * NoteBrief
         * @description One earlier note of the same institution about this resident.
         */
        readonly NoteBrief: {
            readonly by: string;
            /** Format: uuid */
            readonly consultation_id: string;
            readonly measured: readonly components["schemas"]["EndMeasured"][];
            readonly signed_at: string | null;
            readonly text: string;
            readonly version: number;
            readonly written_at: string;
        };
        /**
         * NoteSaved
         * @description The version that is kept now.
         */
        readonly NoteSaved: {
            readonly saved_at: string;
            readonly version: number;
        };
        /**
         * NoteSigned
         * @description Who signed which version, and when.
         */
        readonly NoteSigned: {
            readonly at: string;
            readonly by: string;
            readonly version: number;
        };
        /**
         * NotesPage
         * @description The institution's last notes about a resident, and one's own to finish; newest first.
         */
        readonly NotesPage: {
            readonly rows: readonly components["schemas"]["NoteBrief"][];
            readonly unfinished: readonly components["schemas"]["Unfinished"][];
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
         * Observation
         * @description One thing a home noticed.
         *
         *         `number` counts from 1 on the signing device and names the observation for ever.
         *         `sensor_id` is None when the gateway itself speaks. `data` is raw JSON text of an object,
         *         empty when absent; `value` is a percentage for a battery.
         */
        readonly Observation: {
            /** @default {} */
            readonly data?: Record<string, never>;
            readonly kind: components["schemas"]["Kind"];
            readonly number: number;
            /** @default null */
            readonly sensor_id?: string | null;
            /** @default false */
            readonly simulated?: boolean;
            /** Format: date-time */
            readonly taken_at: string;
            /** @default null */
            readonly value?: number | null;
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
         * Outcome
         * @description How an alert ended; mandatory, because tuning is done from these codes.
         * @enum {unknown}
         */
        readonly Outcome: "accidental_press" | "assisted" | "away_hospital" | "away_travel" | "battery" | "deceased" | "device_fault" | "duplicate" | "emergency_119" | "network" | "ok_confirmed" | "over_sensitive" | "test" | "unreachable_handed_over" | "welfare_need";
        /**
         * OverrideAsked
         * @description Somebody who stands in for one person, or (None) for all who are on.
         */
        readonly OverrideAsked: {
            readonly from_at: string;
            /** @default null */
            readonly instead_of?: string | null;
            /** Format: uuid */
            readonly staff_id: string;
            readonly until_at: string;
        };
        /**
         * OverrideShape
         * @description One stand-in that touches the week shown.
         */
        readonly OverrideShape: {
            readonly from_at: string;
            /** Format: uuid */
            readonly id: string;
            readonly instead_of: string | null;
            /** Format: uuid */
            readonly staff_id: string;
            readonly swap_id: string | null;
            readonly until_at: string;
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
         * PeerSeen
         * @description The `peer` event: whether the other end is in the call.
         */
        readonly PeerSeen: {
            /** @enum {unknown} */
            readonly state: "away" | "gone" | "here";
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
         * PersonOn
         * @description One person on call; `override_id` names the stand-in that put them there.
         */
        readonly PersonOn: {
            readonly override_id: string | null;
            /** Format: uuid */
            readonly staff_id: string;
            readonly swapped: boolean;
        };
        /**
         * PersonRow
         * @description One person and whether they would be reached; no address is shown.
         */
        readonly PersonRow: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly organisation_name: components["schemas"]["Bilingual"];
            readonly reachable: boolean;
            /** @enum {unknown} */
            readonly role: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
            readonly ways: readonly components["schemas"]["WayRow"][];
        };
        /**
         * PhoneAsked
         * @description Go on by telephone; the law wants the reason (Medical Service Act art. 34-3 (5)).
         */
        readonly PhoneAsked: {
            /** @enum {unknown} */
            readonly reason: "line_too_bad" | "no_sound" | "no_video" | "other" | "resident_wish";
            /** @default  */
            readonly words?: string;
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
            /** @default null */
            readonly tablet?: components["schemas"]["TabletPlanAsked"] | null;
            readonly version: number;
        };
        /**
         * PlanPublished
         * @description The version of a plan just published.
         */
        readonly PlanPublished: {
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
            readonly tablet: components["schemas"]["TabletPlan"];
            readonly version: number;
        };
        /**
         * PolicyAsked
         * @description A policy to publish: `after` is the newest own version the editor has seen, 0: none.
         *
         *         `repeat_s` of None repeats the last step once a day.
         */
        readonly PolicyAsked: {
            readonly after: number;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly reason: string;
            readonly repeat_s: number | null;
            readonly steps: readonly components["schemas"]["StepSaid"][];
        };
        /**
         * PolicyHistory
         * @description The own versions of one severity, newest first.
         */
        readonly PolicyHistory: {
            readonly rows: readonly components["schemas"]["PolicyVersion"][];
        };
        /**
         * PolicyNow
         * @description The policy that stands for one severity, and where it comes from.
         */
        readonly PolicyNow: {
            readonly after: number;
            readonly published_at: string | null;
            readonly published_by: string | null;
            readonly repeat_s: number | null;
            /** @enum {unknown} */
            readonly severity: "P1" | "P2" | "P3" | "P4";
            /** @enum {unknown} */
            readonly source: "inherited" | "own" | "shipped";
            readonly source_name: components["schemas"]["Bilingual"] | null;
            readonly steps: readonly components["schemas"]["StepSaid"][];
            readonly version: number;
        };
        /**
         * PolicyPage
         * @description The policies of one organisation, and of what new ones may be made.
         */
        readonly PolicyPage: {
            readonly may_edit: boolean;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly places: readonly components["schemas"]["PolicyPlace"][];
            readonly policies: readonly components["schemas"]["PolicyNow"][];
            readonly targets: readonly components["schemas"]["PolicyTarget"][];
        };
        /**
         * PolicyPlace
         * @description An organisation whose policies one may look at.
         */
        readonly PolicyPlace: {
            /** Format: uuid */
            readonly id: string;
            readonly may_edit: boolean;
            readonly name: components["schemas"]["Bilingual"];
        };
        /**
         * PolicyPublished
         * @description The version of a policy just published, or given back.
         */
        readonly PolicyPublished: {
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
         * PolicyTarget
         * @description A target a step may name here.
         */
        readonly PolicyTarget: {
            readonly name: components["schemas"]["Bilingual"];
            readonly target: string;
        };
        /**
         * PolicyVersion
         * @description One version of an organisation's own policy: what it said, who published it and why.
         */
        readonly PolicyVersion: {
            readonly given_back: boolean;
            readonly published_at: string;
            readonly published_by: string | null;
            readonly reason: string;
            readonly repeat_s: number | null;
            readonly steps: readonly components["schemas"]["StepSaid"][];
            readonly version: number;
        };
        /**
         * Portrait
         * @description One's own picture, as it stands now.
         */
        readonly Portrait: {
            readonly version: number;
        };
        /**
         * PrecheckAsked
         * @description A protocol to choose: `after` is the newest own version that was seen, 0: none.
         *
         *         `asks` belongs to the protocol `own` and is empty for every other.
         */
        readonly PrecheckAsked: {
            readonly after: number;
            readonly asks: readonly components["schemas"]["AskSaid"][];
            /** Format: uuid */
            readonly organisation_id: string;
            /** @enum {unknown} */
            readonly protocol: "chungju" | "gyeonggi" | "none" | "own" | "standard";
        };
        /**
         * PrecheckChosen
         * @description The version of a choice just made.
         */
        readonly PrecheckChosen: {
            readonly version: number;
        };
        /**
         * PrecheckNow
         * @description The protocol that counts in an organisation now, and whose choice it is.
         */
        readonly PrecheckNow: {
            readonly after: number;
            readonly asks: readonly components["schemas"]["AskSaid"][];
            readonly chosen_at: string | null;
            readonly chosen_by: string | null;
            /** @enum {unknown} */
            readonly protocol: "chungju" | "gyeonggi" | "none" | "own" | "standard";
            /** @enum {unknown} */
            readonly source: "inherited" | "own" | "unchosen";
            readonly source_name: components["schemas"]["Bilingual"] | null;
        };
        /**
         * PrecheckPage
         * @description What counts in one organisation, and what may be chosen instead.
         */
        readonly PrecheckPage: {
            readonly carried: readonly ("sms" | "tablet" | "voice")[];
            readonly longest_s: number;
            readonly may_choose: boolean;
            readonly most_asks: number;
            readonly now: components["schemas"]["PrecheckNow"];
            readonly offered: readonly components["schemas"]["ProtocolOffered"][];
            /** Format: uuid */
            readonly organisation_id: string;
            readonly places: readonly components["schemas"]["PrecheckPlace"][];
            readonly shortest_s: number;
        };
        /**
         * PrecheckPlace
         * @description An organisation whose protocol one may look at.
         */
        readonly PrecheckPlace: {
            /** Format: uuid */
            readonly id: string;
            readonly may_choose: boolean;
            readonly name: components["schemas"]["Bilingual"];
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
         * Prompt
         * @description A question of the hub that one tap answers.
         */
        readonly Prompt: {
            readonly answer_by: string | null;
            readonly asked_at: string;
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "are_you_ok" | "call_soon" | "test";
        };
        /**
         * PromptAnswer
         * @description The `data` of a `prompt_answer`: which question one tap has answered, and how.
         */
        readonly PromptAnswer: {
            /** @enum {unknown} */
            readonly answer: "help" | "ok";
            /** Format: uuid */
            readonly prompt_id: string;
        };
        /**
         * PromptAsked
         * @description Put a question on the tablet; with an alert it is told in that alert's timeline.
         */
        readonly PromptAsked: {
            /** @default null */
            readonly alert_id?: string | null;
            /**
             * @default are_you_ok
             * @enum {unknown}
             */
            readonly kind?: "are_you_ok" | "call_soon" | "test";
        };
        /**
         * PromptRow
         * @description One prompt and what has become of it.
         */
        readonly PromptRow: {
            readonly alert_id: string | null;
            readonly answer: ("help" | "ok") | null;
            readonly answered_at: string | null;
            readonly asked_at: string;
            readonly asked_by: string;
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "are_you_ok" | "call_soon" | "test";
            readonly shown_at: string | null;
            /** @enum {unknown} */
            readonly state: "answered" | "asked" | "shown" | "undeliverable" | "withdrawn";
        };
        /**
         * PromptShown
         * @description The tablet has put a prompt on its screen and said it aloud.
         */
        readonly PromptShown: {
            /** Format: uuid */
            readonly prompt_id: string;
        };
        /**
         * ProtocolOffered
         * @description A protocol that may be chosen: its attempts, what follows, and its source.
         */
        readonly ProtocolOffered: {
            readonly after_it: components["schemas"]["Bilingual"];
            readonly asks: readonly components["schemas"]["AskSaid"][];
            readonly name: components["schemas"]["Bilingual"];
            /** @enum {unknown} */
            readonly protocol: "chungju" | "gyeonggi" | "none" | "own" | "standard";
            readonly source: components["schemas"]["Bilingual"];
        };
        /**
         * ProviderAsked
         * @description A service to use; which settings it needs is told by its kind.
         */
        readonly ProviderAsked: {
            /** @enum {unknown} */
            readonly channel: "mail" | "sms" | "voice" | "webhook";
            /** @enum {unknown} */
            readonly kind: "apprise" | "smtp" | "webhook";
            readonly label: string;
            /** @default null */
            readonly organisation_id?: string | null;
            /** @default  */
            readonly secret?: string;
            readonly settings: {
                readonly [key: string]: string;
            };
            /** @default false */
            readonly simulated?: boolean;
        };
        /**
         * ProviderRow
         * @description A service that carries messages; its secret is never shown.
         */
        readonly ProviderRow: {
            /** @enum {unknown} */
            readonly channel: "mail" | "sms" | "voice" | "webhook";
            readonly down_since: string | null;
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "apprise" | "smtp" | "webhook";
            readonly label: string;
            readonly mine: boolean;
            readonly organisation_name: components["schemas"]["Bilingual"];
            readonly settings: {
                readonly [key: string]: string;
            };
            readonly simulated: boolean;
        };
        /**
         * Providers
         * @description The services at, above and below one's organisation.
         */
        readonly Providers: {
            readonly rows: readonly components["schemas"]["ProviderRow"][];
        };
        /**
         * QualityAsked
         * @description What one end measured since its last report; kept with the consultation.
         */
        readonly QualityAsked: {
            /** @default 0 */
            readonly freezes?: number;
            /** @default null */
            readonly height?: number | null;
            readonly loss_percent: number;
            /** @default null */
            readonly received_kbps?: number | null;
            /** @default 0 */
            readonly reconnects?: number;
            /** @default null */
            readonly round_trip_ms?: number | null;
            /** @default null */
            readonly width?: number | null;
        };
        /**
         * Reachability
         * @description Everybody of the organisation, the unreachable first.
         */
        readonly Reachability: {
            readonly rows: readonly components["schemas"]["PersonRow"][];
        };
        /**
         * Receipt
         * @description What the hub has on disk after a delivery.
         *
         *         `contiguous` is the highest number below which nothing is missing (0: nothing yet);
         *         `missing` names at most 20 inclusive gaps above it; `stored` counts what was new.
         */
        readonly Receipt: {
            readonly contiguous: number;
            /** Format: date-time */
            readonly hub_time: string;
            readonly missing: readonly (readonly [
                number,
                number
            ])[];
            readonly settings_version: number;
            readonly stored: number;
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
         * RefusalBody
         * @description The body of every refusal: a stable code and a sentence in both languages.
         *
         *         `number` names the one observation at fault where there is one.
         */
        readonly RefusalBody: {
            readonly error: string;
            /** @default null */
            readonly hub_time?: string | null;
            readonly message: string;
            /** @default  */
            readonly message_ko?: string;
            /** @default null */
            readonly number?: number | null;
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
         * Reported
         * @description What is said to a service that reported; it may read it out.
         */
        readonly Reported: {
            readonly said: string;
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
            /** @default  */
            readonly door_code?: string;
            /** @default  */
            readonly health_conditions?: string;
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
            /** @default  */
            readonly medicines?: string;
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
            readonly door_code?: string;
            readonly health_conditions?: string;
            /** @enum {unknown} */
            readonly hearing?: "deaf" | "hard_of_hearing" | "normal" | "unknown";
            /** @enum {unknown} */
            readonly language?: "en" | "ko";
            /** @enum {unknown} */
            readonly legal_basis?: "consent" | "contract" | "public_task" | "vital_interest";
            readonly medicines?: string;
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
            readonly has_door_code: boolean;
            readonly health_conditions: string;
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
            readonly medicines: string;
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
         * RespondAsked
         * @description Who is on the way, and by when they are expected.
         */
        readonly RespondAsked: {
            readonly expected_by: string;
            /** @enum {unknown} */
            readonly how: "emergency_119" | "family" | "key_holder" | "neighbour" | "other" | "police" | "technician" | "worker";
            /** Format: uuid */
            readonly lease_token: string;
            /** @default  */
            readonly note?: string;
            readonly version: number;
        };
        /**
         * Result
         * @description What a service tells of a message, signed.
         */
        readonly Result: {
            readonly event: string;
            /** @default  */
            readonly key?: string;
            readonly notification: string;
            /** @enum {unknown} */
            readonly result: "answered" | "busy" | "delivered" | "failed" | "key" | "no_answer";
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
         * Ringing
         * @description Somebody calls.
         */
        readonly Ringing: {
            readonly auto_answer: boolean;
            readonly caller: string;
            /** Format: uuid */
            readonly consultation_id: string;
            readonly institution: components["schemas"]["Bilingual"];
            readonly portrait: string | null;
            /** @enum {unknown} */
            readonly purpose: "care" | "welfare";
            readonly rings_until: string;
            readonly rung_at: string;
            /** @enum {unknown} */
            readonly state: "answered" | "connected" | "ringing";
            readonly video: boolean;
        };
        /**
         * RotaPage
         * @description The rota of one organisation for one week, Monday to Sunday.
         */
        readonly RotaPage: {
            readonly duties: readonly components["schemas"]["DutyShape"][];
            readonly gaps: readonly components["schemas"]["GapShape"][];
            readonly holidays: readonly components["schemas"]["HolidayShape"][];
            readonly may_edit: boolean;
            /** Format: uuid */
            readonly me: string;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly people: readonly components["schemas"]["RotaPerson"][];
            readonly places: readonly components["schemas"]["RotaPlace"][];
            readonly shipped: readonly components["schemas"]["ShippedDuty"][];
            readonly swaps: readonly components["schemas"]["SwapShape"][];
            /** Format: date */
            readonly week_from: string;
        };
        /**
         * RotaPerson
         * @description Somebody of the rota; `may_be_on` is false for an account that has ended or moved.
         */
        readonly RotaPerson: {
            /** Format: uuid */
            readonly id: string;
            readonly may_be_on: boolean;
            readonly name: string;
            /** @enum {unknown} */
            readonly role: "administrator" | "caseworker" | "clinician" | "privacy_officer" | "supervisor";
        };
        /**
         * RotaPlace
         * @description An organisation whose rota one may look at.
         */
        readonly RotaPlace: {
            /** Format: uuid */
            readonly id: string;
            readonly may_edit: boolean;
            readonly name: components["schemas"]["Bilingual"];
        };
        /**
         * RuleFigures
         * @description What one rule's alerts turned out to be.
         */
        readonly RuleFigures: {
            readonly judged: components["schemas"]["JudgedShape"];
            readonly rule: string;
            readonly title: components["schemas"]["Bilingual"];
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
         * Seat
         * @description A place in a call; the token opens the `/call` socket and is bound to one certificate.
         */
        readonly Seat: {
            /** Format: uuid */
            readonly consultation_id: string;
            readonly expires_at: string;
            readonly ice_servers: readonly components["schemas"]["IceServer"][];
            /** @enum {unknown} */
            readonly side: "caller" | "resident";
            readonly token: string;
            readonly video: boolean;
        };
        /**
         * SeatAsked
         * @description Ask for one's seat again, with the certificate of the new connection.
         */
        readonly SeatAsked: {
            readonly fingerprint: string;
        };
        /**
         * Sensor
         * @description A sensor of the home as the register knows it.
         */
        readonly Sensor: {
            readonly kind: string;
            readonly label: string;
            /** Format: uuid */
            readonly sensor_id: string;
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
         * SeverityFigures
         * @description One severity; beside what counted, what nobody had to act on.
         */
        readonly SeverityFigures: {
            readonly answers: components["schemas"]["AnswersShape"];
            readonly passed: number;
            /** @enum {unknown} */
            readonly severity: "P1" | "P2" | "P3" | "P4";
            readonly waiting: number;
        };
        /**
         * ShiftShape
         * @description A stretch of a day with the same people; `open` but nobody on is a gap.
         */
        readonly ShiftShape: {
            readonly from_at: string;
            readonly on: readonly components["schemas"]["PersonOn"][];
            readonly open: boolean;
            readonly until_at: string;
        };
        /**
         * ShippedDuty
         * @description A duty that is ready to be chosen.
         */
        readonly ShippedDuty: {
            readonly code: string;
            readonly hours: readonly (readonly components["schemas"]["SpanSaid"][])[];
            readonly name: components["schemas"]["Bilingual"];
        };
        /**
         * SignAsked
         * @description Begin to sign the newest version; the number says which one was read.
         */
        readonly SignAsked: {
            readonly version: number;
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
         * SignStart
         * @description What is signed, and the options for the browser's passkey question.
         *
         *         The challenge in `publicKey` is the SHA-256 of `statement` in UTF-8. Send `statement` back
         *         unchanged with the passkey's answer, within five minutes.
         */
        readonly SignStart: {
            readonly publicKey: Record<string, never>;
            readonly statement: string;
        };
        /**
         * SignatureAsked
         * @description The passkey's answer over a statement.
         */
        readonly SignatureAsked: {
            readonly credential: Record<string, never>;
            readonly statement: string;
        };
        /**
         * SocketAnswer
         * @description What the hub acknowledges an offer with; exactly one of the two is set.
         */
        readonly SocketAnswer: {
            readonly error: string | null;
            readonly sdp: string | null;
        };
        /**
         * SocketOffer
         * @description The `offer` event of the `/call` socket: the browser's session description.
         */
        readonly SocketOffer: {
            readonly sdp: string;
        };
        /**
         * SocketTicket
         * @description A ticket for the `/tablet` and `/call` sockets.
         */
        readonly SocketTicket: {
            readonly expires_at: string;
            readonly ticket: string;
        };
        /**
         * SpanSaid
         * @description Minutes after local midnight: from `start`, 0 to 1439, up to `end`, at most 1440.
         */
        readonly SpanSaid: {
            readonly end: number;
            readonly start: number;
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
         * StepSaid
         * @description One step: `delay_s` seconds after the first, in these hours only.
         *
         *         `channels` may hold a word this release does not know: it is shown and kept, never dropped.
         */
        readonly StepSaid: {
            readonly channels: readonly string[];
            readonly delay_s: number;
            /**
             * @default always
             * @enum {unknown}
             */
            readonly hours?: "always" | "off" | "working";
            readonly targets: readonly string[];
        };
        /**
         * StepTold
         * @description What one step would do now.
         */
        readonly StepTold: {
            readonly now: boolean;
            readonly told: readonly components["schemas"]["TargetTold"][];
        };
        /**
         * StepsTried
         * @description Steps, published or not, of which one asks who would be told at `at`; None: now.
         */
        readonly StepsTried: {
            /** @default null */
            readonly at?: string | null;
            /** Format: uuid */
            readonly organisation_id: string;
            readonly steps: readonly components["schemas"]["StepSaid"][];
        };
        /**
         * SuppressionAsked
         * @description Hold alerts back from now on; a device's reasons may name the device.
         */
        readonly SuppressionAsked: {
            /** @default null */
            readonly device_id?: string | null;
            /** @default  */
            readonly note?: string;
            /** @enum {unknown} */
            readonly reason: "away" | "device_test" | "hospital" | "out_of_service" | "visit";
            readonly until: string;
        };
        /**
         * SuppressionEnded
         * @description End it now.
         */
        readonly SuppressionEnded: {
            readonly version: number;
        };
        /**
         * SuppressionExtended
         * @description A new end, and why; the longest time of the reason counts from now.
         */
        readonly SuppressionExtended: {
            readonly note: string;
            readonly until: string;
            readonly version: number;
        };
        /**
         * SuppressionRow
         * @description One that runs; "" for words nobody wrote.
         */
        readonly SuppressionRow: {
            readonly by: string;
            readonly device: string;
            readonly device_id: string | null;
            readonly extended_note: string;
            readonly from_at: string;
            /** Format: uuid */
            readonly id: string;
            readonly note: string;
            /** @enum {unknown} */
            readonly reason: "away" | "device_test" | "hospital" | "out_of_service" | "visit";
            readonly reminded: boolean;
            readonly resident: string;
            /** Format: uuid */
            readonly resident_id: string;
            readonly until_at: string;
            readonly version: number;
        };
        /**
         * Suppressions
         * @description What runs, whichever ends first; `most_s` is the longest time of each reason.
         */
        readonly Suppressions: {
            readonly most_s: {
                readonly [key: string]: number;
            };
            readonly rows: readonly components["schemas"]["SuppressionRow"][];
        };
        /**
         * SwapAnswered
         * @description What is said to a swap.
         */
        readonly SwapAnswered: {
            /** @enum {unknown} */
            readonly answer: "accept" | "refuse" | "withdraw";
            readonly version: number;
        };
        /**
         * SwapAsked
         * @description A shift to be taken over by another, perhaps for one of theirs in return.
         *
         *         `asker_id` is only for who may edit the rota: the swap is then set at once, asking nobody.
         */
        readonly SwapAsked: {
            /** @default null */
            readonly asker_id?: string | null;
            readonly from_at: string;
            /** Format: uuid */
            readonly other_id: string;
            /** @default null */
            readonly return_from?: string | null;
            /** @default null */
            readonly return_until?: string | null;
            readonly until_at: string;
        };
        /**
         * SwapShape
         * @description One swap, still asked or lately answered; `lapsed`: its shift has begun unanswered.
         */
        readonly SwapShape: {
            /** Format: uuid */
            readonly asker_id: string;
            /** Format: uuid */
            readonly duty_id: string;
            readonly from_at: string;
            /** Format: uuid */
            readonly id: string;
            readonly lapsed: boolean;
            /** Format: uuid */
            readonly other_id: string;
            readonly return_from: string | null;
            readonly return_until: string | null;
            /** @enum {unknown} */
            readonly state: "accepted" | "asked" | "refused" | "withdrawn";
            readonly until_at: string;
            readonly version: number;
        };
        /**
         * TabletHome
         * @description Everything the tablet draws; it keeps the last one for the time without a network.
         */
        readonly TabletHome: {
            readonly check_ins: readonly components["schemas"]["CheckInTimes"][];
            readonly doctor_asked_at: string | null;
            readonly help: components["schemas"]["HelpSeen"] | null;
            readonly last_check_in_at: string | null;
            readonly name: string;
            readonly next_visit: components["schemas"]["NextVisit"] | null;
            readonly prompts: readonly components["schemas"]["Prompt"][];
            readonly reload_version: number;
            readonly ringing: components["schemas"]["Ringing"] | null;
            readonly rules: components["schemas"]["TabletRules"];
            readonly server_time: string;
            /** Format: date */
            readonly today: string;
            readonly zone: string;
        };
        /**
         * TabletPlan
         * @description What is agreed about the tablet; the defaults filled in. Walls are "HH:MM".
         */
        readonly TabletPlan: {
            readonly auto_answer: components["schemas"]["AutoAnswer"] | null;
            readonly buttons: readonly ("doctor" | "help" | "ok")[];
            /** @enum {unknown} */
            readonly language: "en" | "ko";
            readonly night_from: string;
            readonly night_until: string;
            readonly practice: boolean;
            readonly touch_counts: boolean;
            readonly video_welfare: boolean;
        };
        /**
         * TabletPlanAsked
         * @description The tablet's part of the plan's next version, whole; "help" is always a button.
         */
        readonly TabletPlanAsked: {
            /** @default null */
            readonly auto_answer?: components["schemas"]["AutoAnswerAsked"] | null;
            readonly buttons: readonly ("doctor" | "help" | "ok")[];
            /** @enum {unknown} */
            readonly language: "en" | "ko";
            readonly night_from: string;
            readonly night_until: string;
            readonly practice: boolean;
            readonly touch_counts: boolean;
            readonly video_welfare: boolean;
        };
        /**
         * TabletQuality
         * @description What the tablet's end measured since its last report, as the caller's end tells it.
         */
        readonly TabletQuality: {
            /** Format: uuid */
            readonly consultation_id: string;
            readonly quality: components["schemas"]["QualityAsked"];
        };
        /**
         * TabletReport
         * @description The `data` of a tablet's `device_status`; None: the browser does not tell.
         *
         *         `voice` is `clips` (recorded sentences only, names are shown), `browser` (names are spoken
         *         too) or `none`; `outbox` counts what waited when this was said, itself left out.
         */
        readonly TabletReport: {
            /** @default null */
            readonly charging?: boolean | null;
            /** @default null */
            readonly outbox?: number | null;
            /** @default null */
            readonly storage_free_mb?: number | null;
            /** @default null */
            readonly storage_persistent?: boolean | null;
            /** @default null */
            readonly version?: string | null;
            /** @default null */
            readonly visible_since?: string | null;
            /** @default null */
            readonly voice?: ("browser" | "clips" | "none") | null;
        };
        /**
         * TabletRules
         * @description What was agreed about this tablet, from the plan.
         */
        readonly TabletRules: {
            readonly auto_answer: boolean;
            readonly buttons: readonly ("doctor" | "help" | "ok")[];
            readonly dial_119: boolean;
            /** @enum {unknown} */
            readonly language: "en" | "ko";
            readonly night_from: string;
            readonly night_until: string;
            readonly practice: boolean;
            readonly touch_counts: boolean;
        };
        /**
         * TabletStatus
         * @description How a home's tablet is; every None: it has not told, or there is none.
         */
        readonly TabletStatus: {
            readonly battery_percent: number | null;
            readonly charging: boolean | null;
            readonly connected: boolean;
            readonly device_id: string | null;
            readonly heard_at: string | null;
            readonly label: string;
            readonly offline_since: string | null;
            readonly outbox: number | null;
            readonly prompts: readonly components["schemas"]["PromptRow"][];
            /** @enum {unknown} */
            readonly state: "heard" | "late" | "never" | "revoked" | "silent";
            readonly status_at: string | null;
            readonly storage_free_mb: number | null;
            readonly storage_persistent: boolean | null;
            readonly version: string | null;
            readonly voice: ("browser" | "clips" | "none") | null;
        };
        /**
         * TargetTold
         * @description Whom one target and channel of a step would reach now.
         */
        readonly TargetTold: {
            readonly channel: string;
            readonly contacts: boolean;
            readonly people: readonly string[];
            readonly target: string;
            /** @enum {unknown} */
            readonly why: "" | "no_address" | "no_provider" | "nobody" | "not_a_channel";
        };
        /**
         * TaskChanged
         * @description The whole task as it shall be, and the version it was decided on.
         */
        readonly TaskChanged: {
            /** @default null */
            readonly assigned_to?: string | null;
            readonly due_at: string;
            /** @default null */
            readonly from_at?: string | null;
            /** @enum {unknown} */
            readonly kind: "call" | "doctor_asked" | "other" | "technical" | "visit" | "welfare" | "well_being";
            /**
             * @default normal
             * @enum {unknown}
             */
            readonly priority?: "high" | "normal";
            readonly version: number;
            /** @default  */
            readonly words?: string;
        };
        /**
         * TaskDone
         * @description The version a task was done at.
         */
        readonly TaskDone: {
            readonly version: number;
        };
        /**
         * TaskMade
         * @description A new task; it may come from an alert of the same person.
         */
        readonly TaskMade: {
            /** @default null */
            readonly alert_id?: string | null;
            /** @default null */
            readonly assigned_to?: string | null;
            readonly due_at: string;
            /** @default null */
            readonly from_at?: string | null;
            /** @enum {unknown} */
            readonly kind: "call" | "doctor_asked" | "other" | "technical" | "visit" | "welfare" | "well_being";
            /**
             * @default normal
             * @enum {unknown}
             */
            readonly priority?: "high" | "normal";
            /** @default  */
            readonly words?: string;
        };
        /**
         * TaskRow
         * @description Something a human should do that is no alert.
         */
        readonly TaskRow: {
            readonly alert_id: string | null;
            readonly asked_at: string;
            readonly assigned: components["schemas"]["Owner"] | null;
            readonly done_at: string | null;
            readonly due_at: string;
            readonly from_at: string | null;
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "call" | "doctor_asked" | "other" | "technical" | "visit" | "welfare" | "well_being";
            readonly late: boolean;
            readonly mine: boolean;
            /** @enum {unknown} */
            readonly priority: "high" | "normal";
            readonly resident: components["schemas"]["PersonBrief"];
            readonly version: number;
            readonly words: string;
        };
        /**
         * Tasks
         * @description The tasks that stand, whichever is due first.
         */
        readonly Tasks: {
            readonly rows: readonly components["schemas"]["TaskRow"][];
        };
        /**
         * TermsAsked
         * @description What the law asks for from one day on; recorded again with that day, it is corrected.
         */
        readonly TermsAsked: {
            readonly bases: {
                readonly [key: string]: components["schemas"]["BasisTermShape"];
            };
            /** Format: date */
            readonly from_day: string;
            readonly gate_minutes: number;
            readonly source: string;
        };
        /**
         * TermsPage
         * @description Every version of the terms this hub goes by, the shipped ones first, and of the text.
         *
         *         `today` is the day in Korea, where the law is in force.
         */
        readonly TermsPage: {
            readonly rows: readonly components["schemas"]["TermsVersion"][];
            readonly texts: readonly components["schemas"]["TextVersion"][];
            /** Format: date */
            readonly today: string;
        };
        /**
         * TermsVersion
         * @description One version of the terms, and how it came to be.
         *
         *         Attributes:
         *             version: 0 for the terms that were shipped, which nobody recorded.
         *             in_force: It is what holds today.
         *             sha256: Hexadecimal, of the terms as `care.eligibility.Terms.sha256` writes them.
         *             by: Who recorded it; None: shipped.
         *             at: When; None: shipped.
         */
        readonly TermsVersion: {
            readonly at: string | null;
            readonly by: string | null;
            readonly in_force: boolean;
            readonly sha256: string;
            readonly terms: components["schemas"]["TermsAsked"];
            readonly version: number;
        };
        /**
         * TextVersion
         * @description One version of the explanation, in one language; `in_force`: it is given today.
         */
        readonly TextVersion: {
            /** Format: date */
            readonly from_day: string;
            readonly in_force: boolean;
            readonly text: components["schemas"]["ExplainedText"];
        };
        /**
         * TickRow
         * @description One tick of the scheduler; None: it never ended well.
         */
        readonly TickRow: {
            readonly ended_at: string | null;
            /** @enum {unknown} */
            readonly name: "beat" | "calls" | "canary" | "chain" | "incidents" | "judge" | "left over" | "messages" | "notifications" | "overdue" | "ping" | "press" | "prompts" | "prune" | "returns" | "suppressions" | "tasks" | "tests" | "transfers" | "upkeep" | "urgent";
            readonly silent: boolean;
        };
        /**
         * TicketAsked
         * @description Ask for a ticket; there is nothing to say.
         */
        readonly TicketAsked: Record<string, never>;
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
         * Told
         * @description One message about an alert: to whom it went, by what, and what became of it.
         */
        readonly Told: {
            readonly answered_at: string | null;
            readonly at: string;
            readonly channel: string;
            /** @enum {unknown} */
            readonly state: "accepted" | "bundled" | "delivered" | "failed" | "no_one" | "queued" | "read" | "sent";
            readonly who: string;
            /** @enum {unknown} */
            readonly whose: "contact" | "machine" | "nobody" | "screens" | "staff";
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
         * TransferAccepted
         * @description Take the resident over. `address` of "": the old home goes along.
         */
        readonly TransferAccepted: {
            /** @default  */
            readonly address?: string;
            /** @default null */
            readonly place_id?: string | null;
            readonly version: number;
            /** @default  */
            readonly way_in?: string;
        };
        /**
         * TransferAsked
         * @description Offer a resident to another organisation, and say why.
         */
        readonly TransferAsked: {
            /** Format: uuid */
            readonly to: string;
            readonly words: string;
        };
        /**
         * TransferEnded
         * @description Refuse or withdraw, with the reason.
         */
        readonly TransferEnded: {
            readonly version: number;
            readonly words: string;
        };
        /**
         * TransferPlace
         * @description An organisation to choose.
         */
        readonly TransferPlace: {
            /** Format: uuid */
            readonly id: string;
            readonly name: components["schemas"]["Bilingual"];
        };
        /**
         * TransferPlaces
         * @description Organisations to choose from, in the order of their codes.
         */
        readonly TransferPlaces: {
            readonly rows: readonly components["schemas"]["TransferPlace"][];
        };
        /**
         * TransferRow
         * @description One offer and what became of it. The numbers are of now: what would go along.
         *
         *         Once it is answered the person is named only to those who may see their file.
         */
        readonly TransferRow: {
            readonly age: number | null;
            readonly alerts: number;
            readonly answer: string;
            readonly answered_at: string | null;
            readonly answered_by: string;
            readonly from_name: components["schemas"]["Bilingual"];
            readonly held: number;
            /** Format: uuid */
            readonly id: string;
            readonly mine_to_answer: boolean;
            readonly mine_to_withdraw: boolean;
            readonly offered_at: string;
            readonly offered_by: string;
            readonly promises: number;
            readonly reminders: number;
            readonly resident: string;
            /** Format: uuid */
            readonly resident_id: string;
            /** @enum {unknown} */
            readonly state: "accepted" | "offered" | "refused" | "withdrawn";
            readonly tasks: number;
            readonly to_institution: boolean;
            readonly to_name: components["schemas"]["Bilingual"];
            readonly version: number;
            readonly words: string;
        };
        /**
         * Transfers
         * @description Transfers, those that wait first, then the newest.
         */
        readonly Transfers: {
            readonly rows: readonly components["schemas"]["TransferRow"][];
        };
        /**
         * TypedLine
         * @description The `line` event: what the caller types, large on the tablet; at most 200 characters.
         */
        readonly TypedLine: {
            readonly text: string;
        };
        /**
         * Unfinished
         * @description A consultation of one's own whose newest note is not signed, or was never begun.
         */
        readonly Unfinished: {
            /** Format: uuid */
            readonly consultation_id: string;
            readonly measured: readonly components["schemas"]["EndMeasured"][];
            readonly rung_at: string;
            readonly version: number;
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
        /**
         * VisitAsked
         * @description A visit as it was written, with the phone's own number and clock.
         *
         *         `alert_signals` and `seen_at` are the row's and `server_time` of what was taken along;
         *         `taken_at` is when that came to the phone, by its clock. Without them no alert is ended.
         */
        readonly VisitAsked: {
            /** @default null */
            readonly alert_signals?: number | null;
            /** Format: uuid */
            readonly author_id: string;
            readonly captured_at: string;
            /** @enum {unknown} */
            readonly found: "helped" | "needs_help" | "not_home" | "not_let_in" | "well";
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            readonly resident_id: string;
            /** @default null */
            readonly seen_at?: string | null;
            readonly sent_at: string;
            /** @default null */
            readonly taken_at?: string | null;
            /** @default null */
            readonly task_id?: string | null;
            /** @default null */
            readonly task_version?: number | null;
            /** @default  */
            readonly words?: string;
        };
        /**
         * VisitKept
         * @description It is kept. `beside`: why it did not do its work; `again`: it was kept before.
         */
        readonly VisitKept: {
            readonly again: boolean;
            readonly beside: ("alert_changed" | "alert_of_other" | "alert_over" | "moved" | "task_changed" | "task_done") | null;
        };
        /**
         * VisitRow
         * @description One visit, with the phone's clock beside the hub's.
         */
        readonly VisitRow: {
            readonly author: string;
            readonly beside: ("alert_changed" | "alert_of_other" | "alert_over" | "moved" | "task_changed" | "task_done") | null;
            readonly captured_at: string;
            readonly clock_off_s: number;
            /** @enum {unknown} */
            readonly found: "helped" | "needs_help" | "not_home" | "not_let_in" | "well";
            /** Format: uuid */
            readonly id: string;
            readonly received_at: string;
            readonly resident: string;
            /** Format: uuid */
            readonly resident_id: string;
            readonly settled_at: string | null;
            readonly words: string;
        };
        /**
         * Visits
         * @description Visits, the newest first.
         */
        readonly Visits: {
            readonly rows: readonly components["schemas"]["VisitRow"][];
        };
        /**
         * WatchPage
         * @description What the watchman sees. `ping_at` None: never taken, or `ping` is off.
         */
        readonly WatchPage: {
            readonly canaries: readonly components["schemas"]["CanaryRow"][];
            readonly dead_channels: number;
            readonly ok: boolean;
            /** @enum {unknown} */
            readonly ping: "missed" | "off" | "well";
            readonly ping_at: string | null;
            readonly ticks: readonly components["schemas"]["TickRow"][];
        };
        /**
         * WayRow
         * @description How one person stands on one channel.
         */
        readonly WayRow: {
            /** @enum {unknown} */
            readonly channel: "mail" | "push" | "sms" | "voice";
            readonly confirmed_at: string | null;
            /** @enum {unknown} */
            readonly standing: "dead" | "no_address" | "reachable" | "unconfirmed" | "waiting";
        };
        /**
         * WeeklyPlan
         * @description The newest weekly plan, in force from its day on.
         */
        readonly WeeklyPlan: {
            /** Format: date */
            readonly from_day: string;
            readonly lines: readonly components["schemas"]["LineSaid"][];
            readonly published_at: string;
            readonly published_by: string | null;
            readonly version: number;
        };
        /**
         * WeeklyPlanAsked
         * @description A weekly plan to publish: `after` is the newest version the editor has seen, 0: none.
         */
        readonly WeeklyPlanAsked: {
            readonly after: number;
            /** Format: date */
            readonly from_day: string;
            readonly lines: readonly components["schemas"]["LineSaid"][];
        };
        /**
         * WhoTold
         * @description What each step would do now.
         */
        readonly WhoTold: {
            readonly steps: readonly components["schemas"]["StepTold"][];
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
