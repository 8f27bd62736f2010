/** What the screens ask of the hub, by the names of the house. */

import { Refusal, type Ask, type PathOf, type Said } from "./http.ts";
import type { FeedChanges, Language } from "./shapes.ts";
import type { View } from "./view.ts";

/** What a verb needs to know: the version it was decided on, and the token of the claim. */
export interface Stand {
  readonly version: number;
  readonly lease_token: string;
}

/** How a screen reads: opening one leaves a view entry, reading it once more does not. */
export interface Reading {
  readonly signal?: AbortSignal;
  readonly again?: boolean;
}

/** The way a reading goes on the wire. */
export function read({ signal, again = false }: Reading) {
  return { signal, headers: again ? { "x-opened": "0" } : {} };
}

type Body<P extends PathOf<"post">> = Said<"post", P> extends { body: infer B } ? B : never;

const GONE = 410;

export function client(ask: Ask) {
  const alert = (alert_id: string) => ({ path: { alert_id } });
  return {
    ask,
    session: () => ask("get", "/api/session", {}),
    signIn: (login: string, password: string) =>
      ask("post", "/api/session", { body: { login, password } }),
    signOut: () => ask("delete", "/api/session", {}),
    lock: () => ask("post", "/api/session/lock", {}),
    unlock: (password: string) => ask("post", "/api/session/unlock", { body: { password } }),
    seen: () => ask("post", "/api/session/seen", {}),
    speak: (language: Language) => ask("put", "/api/session/language", { body: { language } }),

    board: (view: View, reading: Reading = {}) =>
      ask("get", "/api/board", { query: { view }, ...read(reading) }),
    changes: async (feed_id: string, after: number): Promise<FeedChanges | null> => {
      try {
        const path = "/api/feeds/{feed_id}/changes";
        return await ask("get", path, { path: { feed_id }, query: { after } });
      } catch (error) {
        if (error instanceof Refusal && error.status === GONE) return null;
        throw error;
      }
    },

    alert: (id: string, { signal, again = false }: Reading) =>
      ask("get", "/api/alerts/{alert_id}", {
        ...alert(id),
        headers: { "x-purpose": "triage", ...(again ? { "x-opened": "0" } : {}) },
        signal,
      }),
    claim: (id: string, version: number) =>
      ask("post", "/api/alerts/{alert_id}/claim", { ...alert(id), body: { version } }),
    release: (id: string, body: Stand) =>
      ask("post", "/api/alerts/{alert_id}/release", { ...alert(id), body }),
    hold: (id: string, body: Body<"/api/alerts/{alert_id}/hold">) =>
      ask("post", "/api/alerts/{alert_id}/hold", { ...alert(id), body }),
    resolve: (id: string, body: Body<"/api/alerts/{alert_id}/resolve">) =>
      ask("post", "/api/alerts/{alert_id}/resolve", { ...alert(id), body }),
    close: (id: string, version: number) =>
      ask("post", "/api/alerts/{alert_id}/close", { ...alert(id), body: { version } }),
    undo: (id: string, body: Stand) =>
      ask("post", "/api/alerts/{alert_id}/undo", { ...alert(id), body }),
    note: (id: string, body: Body<"/api/alerts/{alert_id}/notes">) =>
      ask("post", "/api/alerts/{alert_id}/notes", { ...alert(id), body }),
    handOver: (id: string, body: Stand & { readonly to: string }) =>
      ask("post", "/api/alerts/{alert_id}/hand-over", { ...alert(id), body }),
    reveal: (id: string, contact_id: string) =>
      ask("post", "/api/alerts/{alert_id}/reveal", {
        ...alert(id),
        body: { what: "phone", contact_id },
      }),

    /** On the page of a resident; null is the resident's own number. */
    revealOf: (resident_id: string, contact_id: string | null) =>
      ask("post", "/api/residents/{resident_id}/reveal", {
        path: { resident_id },
        body: { what: "phone", contact_id },
      }),

    closeIncident: (incident_id: string, version: number) =>
      ask("post", "/api/incidents/{incident_id}/close", {
        path: { incident_id },
        body: { version },
      }),

    search: (text: string, signal: AbortSignal) =>
      ask("post", "/api/search", { body: { text }, signal }),
  };
}

export type Client = ReturnType<typeof client>;
