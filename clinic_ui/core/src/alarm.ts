/** Which sound a change of the board asks for; pure, so that it can be tested in silence. */

import type { AlertRow } from "./shapes.ts";

export interface Alarm {
  /** Sounds without end: an emergency that nobody owns. */
  readonly loop: boolean;
  /** Ids of urgent alerts that have just arrived: sounded twice. */
  readonly twice: readonly string[];
}

/** `known` are the ids heard of before; at the first snapshot only the loop counts. */
export function alarm(rows: Iterable<AlertRow>, known: ReadonlySet<string> | null): Alarm {
  let loop = false;
  const twice: string[] = [];
  for (const row of rows) {
    if (row.owner) continue;
    if (row.severity === "P1") loop = true;
    if (row.severity === "P2" && known && !known.has(row.id)) twice.push(row.id);
  }
  return { loop, twice };
}
