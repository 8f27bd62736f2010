/** Which verb an alert allows this person now; the hub decides, this only spares a refusal. */

import type { Verb } from "./keys.ts";
import type { AlertRow } from "./shapes.ts";
import { isLive } from "./view.ts";

/** Why a verb cannot be done now: a key of `words.board.notNow`. */
export type NotNow = "noSelection" | "owned" | "notMine" | "p1NoHold" | "notResolved" | "mine";

/** The verbs of an alert in the order of the screen. */
export const ALERT_VERBS = [
  "claim",
  "note",
  "call",
  "hold",
  "resolve",
  "close",
  "release",
] as const satisfies readonly Verb[];
export type AlertVerb = (typeof ALERT_VERBS)[number];

export function isAlertVerb(text: string): text is AlertVerb {
  return (ALERT_VERBS as readonly string[]).includes(text);
}

/** Null when the verb may be tried. */
export function notNow(verb: AlertVerb, row: AlertRow | null): NotNow | null {
  if (!row) return "noSelection";
  switch (verb) {
    case "claim":
      return row.owner === null && isLive(row) ? null : row.mine ? "mine" : "owned";
    case "note":
    case "call":
      return null;
    case "hold":
      if (row.severity === "P1") return "p1NoHold";
      return row.mine ? null : "notMine";
    case "resolve":
    case "release":
      return row.mine && isLive(row) ? null : "notMine";
    case "close":
      return row.state === "resolved" ? null : "notResolved";
    default:
      return verb satisfies never;
  }
}
