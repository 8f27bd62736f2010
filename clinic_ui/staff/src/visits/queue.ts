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

/** Whom a visit is to: enough to send it when what was taken along is gone. */
export interface Visited {
  readonly resident_id: string;
  readonly task_id: string;
  readonly task_version: number | null;
  readonly name: string;
  readonly seen: Seen;
}

/** Its alert as it was taken along, and when, by both clocks: what a visit may end. */
export type Seen = Pick<VisitAsked, "alert_signals" | "seen_at" | "taken_at">;

/** Words not kept as a result yet; they stay until they are, or their author deletes them. */
export interface Draft {
  readonly visited: Visited;
  readonly found: VisitAsked["found"] | null;
  readonly words: string;
  /** When they were last written, by this phone's clock. */
  readonly at: number;
}

/** The part of the safe this needs. */
export type Keeping = Pick<Safe, "put" | "get" | "names" | "drop" | "fact" | "setFact">;

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
export async function takeAlong(safe: Keeping | null, now: number): Promise<Taken> {
  const taken = { at: now, along: await ask("get", "/api/visits/along", {}) };
  if (safe) await keepTaken(safe, taken);
  return taken;
}

export async function keepTaken(safe: Keeping, taken: Taken): Promise<void> {
  await safe.put(ALONG, taken);
  await safe.setFact("until", taken.at + DAY);
}

export const takenAlong = (safe: Keeping): Promise<Taken | null> => safe.get(ALONG);

/**
 * Delete what was taken along a day ago, and what was sent; needs no lock number.
 * What its author wrote and the hub does not have stays.
 */
export async function forgetOld(safe: Keeping, now: number): Promise<boolean> {
  const until = await safe.fact("until");
  if (until === undefined || now < until) return false;
  await safe.drop(ALONG);
  for (const name of await safe.names(SENT)) await safe.drop(name);
  return true;
}

export const draftOf = (safe: Keeping, task: string): Promise<Draft | null> =>
  safe.get(DRAFT + task);

/** Keep what is being written; nothing written is nothing kept. */
export function keepDraft(safe: Keeping, draft: Draft): Promise<void> {
  const name = DRAFT + draft.visited.task_id;
  return draft.found === null && draft.words.trim() === ""
    ? safe.drop(name)
    : safe.put(name, draft);
}

export const dropDraft = (safe: Keeping, task: string): Promise<void> =>
  safe.drop(DRAFT + task);

/** What was begun and is no result yet, the oldest first. */
export async function drafts(safe: Keeping): Promise<readonly Draft[]> {
  const names = await safe.names(DRAFT);
  const found = await Promise.all(names.map((name) => safe.get<Draft>(name)));
  return found.filter((one) => one !== null).toSorted((a, b) => a.at - b.at);
}

/** Keep a result on this phone, instead of one the hub refused if it mends that. */
export async function keepResult(
  safe: Keeping,
  result: Result,
  mends: Result | null,
): Promise<void> {
  await safe.put(RESULT + result.visit.id, result); // it is there before anything is sent
  if (mends) await safe.drop(RESULT + mends.visit.id);
  if (result.visit.task_id) await dropDraft(safe, result.visit.task_id);
}

/** Delete a result the hub refused, and what was begun to mend it: its author wants neither. */
export async function dropResult(safe: Keeping, { visit }: Result): Promise<void> {
  await safe.drop(RESULT + visit.id);
  if (visit.task_id) await dropDraft(safe, visit.task_id);
}

export async function results(safe: Keeping): Promise<readonly Result[]> {
  const names = [...(await safe.names(RESULT)), ...(await safe.names(SENT))];
  const found = await Promise.all(names.map((name) => safe.get<Result>(name)));
  return found
    .filter((one) => one !== null)
    .toSorted((a, b) => b.visit.captured_at.localeCompare(a.visit.captured_at));
}

/** How many results and begun ones the hub does not have; needs no lock number. */
export async function unsent(safe: Keeping): Promise<number> {
  return (await safe.names(RESULT)).length + (await safe.names(DRAFT)).length;
}

/** Send what waits, oldest first; each is safe to send again. */
export async function send(safe: Keeping, now: () => number): Promise<Line> {
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
      const why = Object.values(error.fields)[0] ?? error.sentence;
      await safe.put(RESULT + result.visit.id, { ...result, state: "refused", why });
    }
  }
  return "online";
}

/** Signed out, no second factor, locked. */
const SIGN_IN: ReadonlySet<number> = new Set([401, 403, 423]);
/** Too much at once, or a fault of the hub: the same result is taken later. */
const LATER: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);
