/** What an answer of the hub means for what waits; no network and no clock in here. */

import type { Kept } from "./store.ts";

export const MAX_BATCH = 500; // telecare/protocol/limits.py
const SHORTEST = 1000;
const LONGEST = 5 * 60_000;
const LONGEST_HELP = 5000;

/** The observations themselves are at fault; everything else is the line or the hub. */
const FAULTS = new Set([
  "malformed",
  "implausible",
  "from_the_future",
  "number_reused",
  "too_large",
  "too_many",
]);

export type Answer =
  | { readonly is: "good"; readonly body: unknown }
  | { readonly is: "held"; readonly why: string; readonly after: number | null }
  | { readonly is: "refused"; readonly code: string; readonly number: number | null }
  | { readonly is: "revoked" };

/** The meaning of a status and its body. When in doubt nothing is thrown away. */
export function meaning(status: number, body: unknown, retryAfter: string | null): Answer {
  const said = (typeof body === "object" && body !== null ? body : {}) as {
    error?: unknown;
    number?: unknown;
  };
  if (status >= 200 && status < 300) return { is: "good", body };
  const code = typeof said.error === "string" ? said.error : `http_${status}`;
  if (status === 403 && code === "revoked") return { is: "revoked" };
  if (FAULTS.has(code)) {
    return {
      is: "refused",
      code,
      number: typeof said.number === "number" ? said.number : null,
    };
  }
  const seconds = /^\d{1,4}$/.test(retryAfter ?? "") ? Number(retryAfter) : null;
  return { is: "held", why: code, after: seconds === null ? null : seconds * 1000 };
}

/** Milliseconds to wait after `failures` in a row (1 or more); `jitter` lies in [0, 1). */
export function backOff(failures: number, jitter: number, urgent: boolean): number {
  const longest = urgent ? LONGEST_HELP : LONGEST;
  return Math.min(SHORTEST * 2 ** Math.min(failures - 1, 16), longest) * (1 - jitter / 2);
}

/** One request's body; `now` is the device's own clock, right or wrong: the hub learns the offset. */
export function deliveryBody(items: readonly Kept[], now: number): string {
  const lines = items.map((item) => item.line).join(",");
  return `{"sent_at":"${new Date(now).toISOString()}","observations":[${lines}]}`;
}

export type Next =
  | { readonly do: "drop"; readonly items: readonly Kept[]; readonly sent: boolean }
  | { readonly do: "restamp"; readonly item: Kept }
  | { readonly do: "fewer"; readonly most: number };

/** What a good or refused answer does to the batch it was about. */
export function settle(
  items: readonly Kept[],
  answer: Answer & { is: "good" | "refused" },
  now: number,
): Next {
  if (answer.is === "good") return { do: "drop", items, sent: true };
  const found = items.find((item) => item.number === answer.number);
  const fault = found ?? (items.length === 1 ? items[0] : undefined);
  if (!fault) return { do: "fewer", most: Math.max(1, Math.floor(items.length / 2)) };
  if (answer.code === "from_the_future" && fault.at > now) {
    // Our clock was ahead when it was stamped: the hub has stored nothing under this number.
    const said = JSON.parse(fault.line) as Record<string, unknown>;
    const line = JSON.stringify({ ...said, taken_at: new Date(now).toISOString() });
    return { do: "restamp", item: { ...fault, at: now, line } };
  }
  return { do: "drop", items: [fault], sent: false };
}
