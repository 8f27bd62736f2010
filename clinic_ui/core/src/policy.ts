/** An escalation policy while it is written: steps by their delay, in units people say. */

import type { StepSaid } from "./shapes.ts";

export const UNITS = { s: 1, min: 60, h: 3600, d: 86_400 } as const;
export type Unit = keyof typeof UNITS;

/** A length as it is typed: a number that may still be half written, and its unit. */
export interface Length {
  readonly n: string;
  readonly unit: Unit;
}

export interface StepDraft {
  readonly key: number;
  readonly delay: Length;
  readonly targets: readonly string[];
  readonly channels: readonly string[];
  readonly hours: NonNullable<StepSaid["hours"]>;
}

const LARGEST_FIRST = (Object.keys(UNITS) as Unit[]).reverse();

/** Seconds in the largest unit that says them without a rest: 900 → 15 min. */
export function lengthOf(seconds: number): Length {
  const whole = (unit: Unit): boolean => seconds > 0 && seconds % UNITS[unit] === 0;
  const unit = LARGEST_FIRST.find(whole) ?? "s";
  return { n: String(seconds / UNITS[unit]), unit };
}

/** The seconds of a length; null: not yet a whole number. */
export function secondsOf({ n, unit }: Length): number | null {
  return /^\d{1,7}$/u.test(n.trim()) ? Number(n) * UNITS[unit] : null;
}

let keys = 0;

export function drafted(step: StepSaid): StepDraft {
  const { delay_s, targets, channels, hours } = step;
  return { key: ++keys, delay: lengthOf(delay_s), targets, channels, hours: hours ?? "always" };
}

/**
 * The step as it is sent. A delay that is no number is sent as -1, which the hub refuses in
 * words at this step.
 */
export function saidOf(draft: StepDraft): StepSaid {
  const { delay, targets, channels, hours } = draft;
  return {
    delay_s: secondsOf(delay) ?? -1,
    targets: [...targets],
    channels: [...channels],
    hours,
  };
}

/** The steps with the one at `at` moved by one place. Times stay; who is told changes place. */
export function moved(
  steps: readonly StepDraft[],
  at: number,
  by: -1 | 1,
): readonly StepDraft[] {
  const [here, there] = [steps[at], steps[at + by]];
  if (!here || !there) return steps;
  return steps.map((step, place) => {
    if (step === here) return { ...there, delay: steps[place]?.delay ?? there.delay };
    return step === there ? { ...here, delay: step.delay } : step;
  });
}

/** The steps without one; whichever is first now comes at once. */
export function removed(steps: readonly StepDraft[], at: number): readonly StepDraft[] {
  return steps
    .filter((_, place) => place !== at)
    .map((step, place) => (place === 0 ? { ...step, delay: lengthOf(0) } : step));
}

/** The steps with an empty one before the last, whose rules are stricter; between in time. */
export function added(steps: readonly StepDraft[]): readonly StepDraft[] {
  const last = steps.at(-1);
  const before = steps.at(-2);
  const end = last ? (secondsOf(last.delay) ?? 0) : 0;
  const fresh = (delay_s: number): StepDraft =>
    drafted({ delay_s, targets: [], channels: ["console"], hours: "always" });
  if (!last || !before) return [...steps, fresh(last ? end + UNITS.min : 0)];
  const start = secondsOf(before.delay) ?? 0;
  return [...steps.slice(0, -1), fresh(between(start, end)), last];
}

/** The middle of two delays, in whole minutes where there is room for one. */
function between(start: number, end: number): number {
  const middle = Math.floor((start + end) / 2);
  const minutes = Math.floor(middle / UNITS.min) * UNITS.min;
  return minutes > start ? minutes : middle;
}
