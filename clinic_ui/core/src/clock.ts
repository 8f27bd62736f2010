/** The hub's clock, kept from its own `clock` events: the PC's wall clock is never read. */

import type { Millis } from "./time.ts";

export interface HubClock {
  /** Take one sample: the hub said `serverTime` and we hear it just now. */
  hear(serverTime: Millis): void;
  /** The hub's time now; null until the first sample. */
  now(): Millis | null;
}

/** A message can only be late, never early, so the largest of the last samples is the best. */
const SAMPLES = 12; // one minute of the five-second beat: drift of a PC's crystal stays < 5 ms

/** `steady` is a counter that never jumps (performance.now), in milliseconds. */
export function hubClock(steady: () => Millis): HubClock {
  const offsets: number[] = [];
  let best: number | null = null;
  return {
    hear(serverTime) {
      offsets.push(serverTime - steady());
      if (offsets.length > SAMPLES) offsets.shift();
      best = Math.max(...offsets);
    },
    now: () => (best === null ? null : steady() + best),
  };
}
