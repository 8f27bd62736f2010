/** The one scale of severity, and what carries it besides colour: a shape and a word. */

import type { Severity } from "./shapes.ts";

export const SEVERITIES = ["P1", "P2", "P3", "P4"] as const satisfies readonly Severity[];

export type Bucket = 1 | 2 | 3 | 4;

export const LEVEL: Readonly<Record<Severity, Bucket>> = { P1: 1, P2: 2, P3: 3, P4: 4 };

/** One step more urgent; emergency is the top. */
export function lift(bucket: Bucket): Bucket {
  return bucket === 1 ? 1 : ((bucket - 1) as Bucket);
}
