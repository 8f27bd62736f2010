/** The order of the queue: what a person should look at first, and how long is left. */

import { LEVEL, lift, type Bucket } from "./severity.ts";
import type { AlertRow } from "./shapes.ts";
import { instant, type Millis } from "./time.ts";

/** Which clock of an alert is running. */
export type Deadline = "answer" | "first_human" | "lease" | "expected" | "none";

export interface TimeLeft {
  readonly kind: Deadline;
  /** Milliseconds; negative when overdue, null when no clock runs. */
  readonly left: Millis | null;
}

/**
 * Held alerts count to the promised time, owned ones to the lease's end, those who are asked to
 * the answer, others to first human.
 */
export function timeLeft(row: AlertRow, now: Millis): TimeLeft {
  const kind = runningClock(row);
  const until = instant(
    {
      answer: row.asking?.answer_by ?? null,
      first_human: row.first_human_by,
      lease: row.lease_until,
      expected: row.expected_by,
      none: null,
    }[kind],
  );
  return { kind, left: until === null ? null : until - now };
}

function runningClock(row: AlertRow): Deadline {
  switch (row.state) {
    case "precheck":
      return "answer";
    case "open":
      return "first_human";
    case "claimed":
      return "lease";
    case "responding":
      return row.expected_by ? "expected" : "lease";
    default:
      return "none";
  }
}

/** Severity, lifted one step when nobody owns it and its time has run out. */
export function bucket(row: AlertRow, now: Millis): Bucket {
  const level = LEVEL[row.severity];
  return overdueUnowned(row, now) ? lift(level) : level;
}

export function overdueUnowned(row: AlertRow, now: Millis): boolean {
  if (row.owner || row.state === "precheck") return false;
  if (row.lifted) return true;
  const { left } = timeLeft(row, now);
  return left !== null && left < 0;
}

/**
 * Bucket, then unowned first, then least time left, then older, then the id for a fixed order.
 * Inside a bucket the true severity still counts: an SOS nobody owns stands above a lifted alert.
 */
export function compare(a: AlertRow, b: AlertRow, now: Millis): number {
  return (
    bucket(a, now) - bucket(b, now) ||
    Number(a.owner !== null) - Number(b.owner !== null) ||
    LEVEL[a.severity] - LEVEL[b.severity] ||
    leftOrEver(a, now) - leftOrEver(b, now) ||
    instant(a.opened_at) - instant(b.opened_at) ||
    (a.id < b.id ? -1 : 1)
  );
}

function leftOrEver(row: AlertRow, now: Millis): number {
  return timeLeft(row, now).left ?? Number.MAX_SAFE_INTEGER;
}

export function ranked(rows: Iterable<AlertRow>, now: Millis): AlertRow[] {
  return [...rows].sort((a, b) => compare(a, b, now));
}
