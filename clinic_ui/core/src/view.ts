/** The tabs of the board: which live alert belongs where. */

import type { AlertRow } from "./shapes.ts";

export const VIEWS = ["now", "asking", "mine", "held", "devices", "done"] as const;
export type View = (typeof VIEWS)[number];

export function isView(text: unknown): text is View {
  return VIEWS.includes(text as View);
}

const LIVE: ReadonlySet<AlertRow["state"]> = new Set([
  "precheck",
  "open",
  "claimed",
  "responding",
]);

export function isLive(row: AlertRow): boolean {
  return LIVE.has(row.state);
}

/** Devices have a lane of their own; what is held, or asked first, is not "now". */
export function belongs(row: AlertRow, view: View): boolean {
  if (view === "done") return !isLive(row);
  if (!isLive(row)) return false;
  switch (view) {
    case "now":
      return row.severity !== "P4" && row.state !== "responding" && row.state !== "precheck";
    case "asking":
      return row.state === "precheck";
    case "mine":
      return row.mine;
    case "held":
      return row.state === "responding";
    case "devices":
      return row.severity === "P4";
    default:
      return view satisfies never;
  }
}
