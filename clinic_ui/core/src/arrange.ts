/** Rows never move under the pointer or the selection: a new order waits until it is asked for. */

export interface Arrangement {
  /** The keys as they stand on the screen, those that have left since included. */
  readonly shown: readonly string[];
  /** New to this view and not yet among the shown. */
  readonly waiting: readonly string[];
}

export const NOTHING: Arrangement = { shown: [], waiting: [] };

/** Take the wanted order over at once. */
export function settle(wanted: readonly string[]): Arrangement {
  return { shown: wanted, waiting: [] };
}

/** Keep the order of the screen; what is new waits outside. */
export function hold(current: Arrangement, wanted: readonly string[]): Arrangement {
  const standing = new Set(current.shown);
  const waiting = wanted.filter((key) => !standing.has(key));
  return same(waiting, current.waiting) ? current : { shown: current.shown, waiting };
}

export function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** The id to select when `id` leaves: the next one below it, else the one above. */
export function neighbour(shown: readonly string[], id: string): string | null {
  const at = shown.indexOf(id);
  if (at < 0) return shown[0] ?? null;
  return shown[at + 1] ?? shown[at - 1] ?? null;
}

/** The id `steps` rows away, stopping at both ends; the first one when nothing is selected. */
export function moved(
  shown: readonly string[],
  id: string | null,
  steps: number,
): string | null {
  const at = id === null ? -1 : shown.indexOf(id);
  if (at < 0) return shown[0] ?? null;
  return shown[Math.min(shown.length - 1, Math.max(0, at + steps))] ?? null;
}
