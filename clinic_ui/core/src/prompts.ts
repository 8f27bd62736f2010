/** Questions put on a tablet: which of them may still change. */

import type { PromptRow } from "./shapes.ts";
import { instant, MINUTE, type Millis } from "./time.ts";

/** How long the hub lets a question stand; one told undeliverable may yet be shown. */
const STANDS_FOR = 10 * MINUTE;

/** Whether to look again soon: somebody waits for what becomes of a question. */
export function awaited(rows: readonly PromptRow[], now: Millis): boolean {
  return rows.some(
    ({ state, asked_at }) =>
      state !== "answered" && state !== "withdrawn" && now - instant(asked_at) < STANDS_FOR,
  );
}
