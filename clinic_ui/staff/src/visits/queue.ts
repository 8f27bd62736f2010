/** The visits on this phone: taken along, written, and sent when there is a line. */

import { asker, Refusal, Unreachable, type Ask } from "@telecare/core/http";
import type { Along, Bilingual, Session, VisitAsked, VisitKept } from "@telecare/core/shapes";
import { DAY } from "@telecare/core/time";
import type { Safe } from "./safe.ts";

/** How sending stands: a word of the page. */
export type Line = "online" | "offline" | "signIn" | "otherPerson";

export interface Taken {
  readonly at: number;
  readonly along: Along;
}

/** One result; `sent_at` is put in when it is sent. */
export interface Result {
  readonly visit: Omit<VisitAsked, "sent_at">;
  readonly name: string;
  readonly state: "waiting" | "sent" | "refused";
  readonly beside: VisitKept["beside"];
  readonly why: Bilingual | null;
}

export interface Draft {
  readonly found: VisitAsked["found"] | null;
  readonly words: string;
}

const RESULT = "visit:";
const SENT = "sent:";
const DRAFT = "draft:";
const ALONG = "along";

let csrf = "";
const ask: Ask = asker(
  () => csrf,
  () => undefined,
);

/** Who is signed in at this browser, if the hub answers. */
export async function whoIsHere(): Promise<Session | null> {
  try {
    const session = await ask("get", "/api/session", {});
    csrf = session.csrf;
    return session;
  } catch (error) {
    if (error instanceof Unreachable) return null;
    throw error;
  }
}

/** Take along what is to be visited; it stands for a day. */
export async function takeAlong(safe: Safe | null, now: number): Promise<Taken> {
  const taken = { at: now, along: await ask("get", "/api/visits/along", {}) };
  if (safe) await keepTaken(safe, taken);
  return taken;
}

export async function keepTaken(safe: Safe, taken: Taken): Promise<void> {
  await safe.put(ALONG, taken);
  await safe.setFact("until", taken.at + DAY);
}

export const takenAlong = (safe: Safe): Promise<Taken | null> => safe.get(ALONG);

/** Delete what was taken along a day ago, and what was sent; needs no lock number. */
export async function forgetOld(safe: Safe, now: number): Promise<boolean> {
  const until = await safe.fact("until");
  if (until === undefined || now < until) return false;
  await safe.drop(ALONG);
  for (const prefix of [DRAFT, SENT]) {
    for (const name of await safe.names(prefix)) await safe.drop(name);
  }
  return true;
}

export const draftOf = (safe: Safe, task: string): Promise<Draft | null> =>
  safe.get(DRAFT + task);

export const keepDraft = (safe: Safe, task: string, draft: Draft): Promise<void> =>
  safe.put(DRAFT + task, draft);

/** Keep a result on this phone; it is there before anything is sent. */
export async function keepResult(safe: Safe, result: Result): Promise<void> {
  await safe.put(RESULT + result.visit.id, result);
  if (result.visit.task_id) await safe.drop(DRAFT + result.visit.task_id);
}

export async function results(safe: Safe): Promise<readonly Result[]> {
  const names = [...(await safe.names(RESULT)), ...(await safe.names(SENT))];
  const found = await Promise.all(names.map((name) => safe.get<Result>(name)));
  return found
    .filter((one) => one !== null)
    .toSorted((a, b) => b.visit.captured_at.localeCompare(a.visit.captured_at));
}

/** How many results the hub does not have; needs no lock number. */
export async function unsent(safe: Safe): Promise<number> {
  return (await safe.names(RESULT)).length;
}

/** Send what waits, oldest first; each is safe to send again. */
export async function send(safe: Safe, now: () => number): Promise<Line> {
  const session = await whoIsHere();
  if (session === null) return "offline";
  if (!session.staff || session.locked || session.second_factor === "needed") return "signIn";
  if (session.staff.id !== (await safe.fact("author"))) return "otherPerson";
  for (const result of (await results(safe)).toReversed()) {
    if (result.state !== "waiting") continue;
    try {
      const body = { ...result.visit, sent_at: new Date(now()).toISOString() };
      const { beside } = await ask("post", "/api/visits", { body });
      await safe.put(SENT + result.visit.id, { ...result, state: "sent", beside });
      await safe.drop(RESULT + result.visit.id);
    } catch (error) {
      if (error instanceof Unreachable) return "offline";
      if (!(error instanceof Refusal)) throw error;
      if (SIGN_IN.has(error.status)) return "signIn";
      if (LATER.has(error.status)) return "online";
      const why = error.sentence;
      await safe.put(RESULT + result.visit.id, { ...result, state: "refused", why });
    }
  }
  return "online";
}

/** Signed out, no second factor, locked. */
const SIGN_IN: ReadonlySet<number> = new Set([401, 403, 423]);
/** Too much at once, or a fault of the hub: the same result is taken later. */
const LATER: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);
