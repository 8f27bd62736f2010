/** Who is signed in, in which language, and whether the screen is locked. */

import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Language, Session } from "@telecare/core/shapes";
import { useDesk } from "./desk.ts";

export const SESSION = ["session"] as const;
const LANGUAGE = "telecare.language";

export function useSession() {
  const desk = useDesk();
  return useQuery({
    queryKey: SESSION,
    queryFn: async () => takeSession(desk, await desk.hub.session()),
    staleTime: Infinity,
    retry: true,
    retryDelay: 2000,
  });
}

function takeSession(desk: ReturnType<typeof useDesk>, session: Session): Session {
  desk.setCsrf(session.csrf);
  desk.hearClock(session.server_time);
  return session;
}

/** Put in place what signing in or out answered, or ask for it again. */
export function useRenewSession(): (session?: Session) => Promise<void> {
  const desk = useDesk();
  const cache = useQueryClient();
  return async (session) => {
    const next = takeSession(desk, session?.csrf ? session : await desk.hub.session());
    if (!next.signed_in) forgetPeople(cache);
    cache.setQueryData(SESSION, next);
  };
}

export function patchSession(cache: QueryClient, change: Partial<Session>): void {
  cache.setQueryData<Session>(SESSION, (old) => (old ? { ...old, ...change } : old));
}

/** Drop everything about people from memory: a locked or signed-out screen holds no names. */
export function forgetPeople(cache: QueryClient): void {
  cache.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] });
}

export function rememberedLanguage(): Language {
  return localStorage.getItem(LANGUAGE) === "en" ? "en" : "ko";
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(LANGUAGE, language);
}
