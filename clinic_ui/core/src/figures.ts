/** Shares and waits of the figures, as people read them. */

import { spanText } from "./format.ts";
import type { Language } from "./shapes.ts";
import { SECOND } from "./time.ts";

const PERCENT = 100;
const MONTHS_OFFERED = 24;

/** The share in per cent; null of nothing. */
export function share(k: number, n: number): number | null {
  return n > 0 ? (k / n) * PERCENT : null;
}

/** "97.5%", cut and not rounded: 99.96 must not read as a full hundred; "–" of nothing. */
export function percentText(percent: number | null): string {
  if (percent === null) return "–";
  const cut = Math.floor(percent * 10 + 1e-9) / 10;
  return `${cut.toFixed(Number.isInteger(cut) ? 0 : 1)}%`;
}

/** A wait for a table: whole seconds below a minute, "–" when there is none. */
export function waitText(seconds: number | null, language: Language): string {
  return seconds === null ? "–" : spanText(Math.round(seconds) * SECOND, language);
}

/** The months that may be picked, the newest first: "2026-11", "2026-10", … */
export function monthsUpTo(newest: string): readonly string[] {
  const [year = 0, month = 1] = newest.split("-").map(Number);
  return Array.from({ length: MONTHS_OFFERED }, (_, back) => {
    const at = year * 12 + month - 1 - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}

/** "2026년 11월" · "Nov 2026". */
export function monthText(month: string, language: Language): string {
  const [year = 0, at = 1] = month.split("-").map(Number);
  if (language === "ko") return `${year}년 ${at}월`;
  const name = new Date(Date.UTC(year, at - 1, 1)).toLocaleString("en-GB", {
    month: "short",
    timeZone: "UTC",
  });
  return `${name} ${year}`;
}
