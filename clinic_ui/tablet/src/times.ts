/** Wall clocks, windows and chimes. Instants are milliseconds since 1970 UTC, hub's time. */

import type { CheckInTimes, Language } from "./shapes.ts";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
const CHIME_FRESH = 2 * MINUTE; // a chime that was slept through is not made up for

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, zone: string, key: string): Intl.DateTimeFormat {
  const name = `${language} ${zone} ${key}`;
  let found = formats.get(name);
  if (!found) {
    const shape: Intl.DateTimeFormatOptions =
      key === "date"
        ? { month: "long", day: "numeric", weekday: "long" }
        : key === "clock"
          ? { hour: "numeric", minute: "2-digit", hour12: true }
          : key === "wall"
            ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
            : { year: "numeric", month: "2-digit", day: "2-digit" };
    const locale = key === "wall" || key === "day" ? "en-CA" : language;
    found = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
      ...shape,
      timeZone: zone,
    });
    formats.set(name, found);
  }
  return found;
}

/** "11월 22일 일요일", "Sunday 22 November". */
export function dateText(language: Language, zone: string, at: number): string {
  return format(language, zone, "date").format(at);
}

/** "오전 11:07", "11:07 am". */
export function clockText(language: Language, zone: string, at: number): string {
  return format(language, zone, "clock").format(at);
}

/** "오전 7시 42분", "7:42 am"; whole hours without minutes in Korean: as it is said aloud. */
export function spokenTime(language: Language, zone: string, at: number): string {
  const clock = clockText(language, zone, at);
  if (language === "en") return clock;
  const [half, digits] = clock.split(" ");
  const [hour, minute] = (digits ?? "").split(":");
  return `${half} ${hour}시${minute === "00" ? "" : ` ${Number(minute)}분`}`;
}

/** The day as "2026-11-22", by the resident's wall. */
export function dayOf(zone: string, at: number): string {
  return format("en", zone, "day").format(at);
}

/** Days from one instant's day to another's: 0 the same day, 1 tomorrow. */
export function daysAhead(zone: string, from: number, to: number): number {
  const day = (at: number) => Date.parse(`${dayOf(zone, at)}T00:00:00Z`);
  return Math.round((day(to) - day(from)) / (24 * 60 * MINUTE));
}

/** Whether the wall clock lies in the night; a night may pass midnight. */
export function isNight(zone: string, at: number, from: string, until: string): boolean {
  const wall = format("en", zone, "wall").format(at);
  if (from === until) return false;
  return from < until ? wall >= from && wall < until : wall >= from || wall < until;
}

/** The check-in window that is open; null: none. */
export function openWindow(checkIns: readonly CheckInTimes[], at: number): CheckInTimes | null {
  return (
    checkIns.find((one) => Date.parse(one.opens_at) <= at && at < Date.parse(one.closes_at)) ??
    null
  );
}

/**
 * The newest chime that is due now and was not sounded; null: none.
 *
 * `pressedAt`: the resident's own last check-in, sent or kept; `chimedAt`: the last chime.
 */
export function dueChime(
  checkIns: readonly CheckInTimes[],
  at: number,
  pressedAt: number | null,
  chimedAt: number,
): number | null {
  const open = openWindow(checkIns, at);
  if (!open || open.done_at) return null;
  if (pressedAt !== null && pressedAt >= Date.parse(open.opens_at)) return null;
  const due = open.chimes_at
    .map((text) => Date.parse(text))
    .filter((chime) => chime <= at && at - chime < CHIME_FRESH && chime > chimedAt);
  return due.length ? Math.max(...due) : null;
}
