/** What the screens ask of the hub, by the names of the house. */

import { Refusal, type Ask } from "./http.ts";
import type {
  AlertDetail,
  BoardSnapshot,
  FeedChanges,
  Found,
  IncidentRow,
  Language,
  Session,
  VerbAnswer,
} from "./shapes.ts";
import type { View } from "./view.ts";

/** What a verb needs to know: the version it was decided on, and the token of the claim. */
export interface Stand {
  readonly version: number;
  readonly lease_token?: string | null;
}

/** How a screen reads: opening one leaves a view entry, reading it once more does not. */
export interface Reading {
  readonly signal?: AbortSignal;
  readonly again?: boolean;
}

const GONE = 410;

export function client(ask: Ask) {
  const post = <T>(path: string, body: unknown = {}): Promise<T> =>
    ask<T>({ method: "POST", path, body });
  const get = <T>(path: string, reading: Reading = {}): Promise<T> =>
    ask<T>({
      method: "GET",
      path,
      ...(reading.again ? { headers: { "x-opened": "0" } } : {}),
      ...(reading.signal ? { signal: reading.signal } : {}),
    });
  const alert = (id: string, verb: string): string => `/api/alerts/${id}/${verb}`;

  return {
    ask,
    get,
    post,
    session: () => get<Session>("/api/session"),
    signIn: (login: string, password: string) =>
      post<Session>("/api/session", { login, password }),
    signOut: () => ask<unknown>({ method: "DELETE", path: "/api/session" }),
    lock: () => post<unknown>("/api/session/lock"),
    unlock: (password: string) => post<unknown>("/api/session/unlock", { password }),
    seen: () => post<unknown>("/api/session/seen"),
    speak: (language: Language) =>
      ask<unknown>({ method: "PUT", path: "/api/session/language", body: { language } }),

    board: (view: View, reading?: Reading) =>
      get<BoardSnapshot>(`/api/board?view=${view}`, reading),
    changes: async (feed: string, after: number): Promise<FeedChanges | null> => {
      try {
        return await get<FeedChanges>(`/api/feeds/${feed}/changes?after=${after}`);
      } catch (error) {
        if (error instanceof Refusal && error.status === GONE) return null;
        throw error;
      }
    },

    alert: (id: string, signal?: AbortSignal) =>
      ask<AlertDetail>({
        method: "GET",
        path: `/api/alerts/${id}`,
        headers: { "x-purpose": "triage" },
        ...(signal ? { signal } : {}),
      }),
    claim: (id: string, version: number) => post<VerbAnswer>(alert(id, "claim"), { version }),
    release: (id: string, stand: Stand) => post<VerbAnswer>(alert(id, "release"), stand),
    hold: (id: string, body: Stand & { until: string; reason: string }) =>
      post<VerbAnswer>(alert(id, "hold"), body),
    resolve: (
      id: string,
      body: Stand & { outcome: string; verified: string | null; note: string },
    ) => post<VerbAnswer>(alert(id, "resolve"), body),
    close: (id: string, version: number) => post<VerbAnswer>(alert(id, "close"), { version }),
    undo: (id: string, stand: Stand) => post<VerbAnswer>(alert(id, "undo"), stand),
    note: (
      id: string,
      body: {
        text: string;
        kind: "note" | "call";
        result?: string;
        contact_id?: string | null;
        lease_token?: string | null;
      },
    ) => post<VerbAnswer>(alert(id, "notes"), body),
    handOver: (id: string, body: Stand & { to: string }) =>
      post<VerbAnswer>(alert(id, "hand-over"), body),
    reveal: (id: string, contactId: string) =>
      post<{ phone: string }>(alert(id, "reveal"), { what: "phone", contact_id: contactId }),

    incidents: () => get<{ rows: readonly IncidentRow[] }>("/api/incidents"),
    closeIncident: (id: string, version: number) =>
      post<unknown>(`/api/incidents/${id}/close`, { version }),

    search: (text: string, signal?: AbortSignal) =>
      ask<{ residents: readonly Found[] }>({
        method: "POST",
        path: "/api/search",
        body: { text },
        ...(signal ? { signal } : {}),
      }),
  };
}

export type Client = ReturnType<typeof client>;
