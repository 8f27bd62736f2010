/** Small texts of an alert, the same wherever it is shown. */

import type { AlertRow } from "@telecare/core/shapes";
import type { Words } from "@telecare/core/words";
import { timeText } from "@telecare/core/format";
import { HOUR } from "@telecare/core/time";

/** The resident's name; dots while the screen is locked and the hub masks it. */
export function nameOf(row: AlertRow, w: Words): string {
  return row.resident.name || `●●● (${w.common.masked})`;
}

export function ownerText(row: AlertRow, w: Words): string {
  if (!row.owner) return w.board.unowned;
  if (row.mine) return w.board.mine;
  return row.owner.name || "●●●";
}

export function sparkText(row: AlertRow, now: number, w: Words): string {
  const total = row.spark.reduce((sum, count) => sum + count, 0);
  if (total === 0) return w.board.sparkNone;
  const last = row.spark.findLastIndex((count) => count > 0);
  const at = now - (row.spark.length - 1 - last) * HOUR;
  return w.board.spark(total, timeText(Math.floor(at / HOUR) * HOUR));
}
