/** Times and numbers as people read them. Korea's wall clock, whatever the PC says. */

import type { Language } from "./shapes.ts";
import { DAY, HOUR, MINUTE, SECOND, type Millis } from "./time.ts";

export const ZONE = "Asia/Seoul";

const SHORT_MINUTES = 10; // below this every second counts, and is shown

/** 1:12 · −0:35 · 24분 · 3시간 · 2일; the minus is U+2212 so that it is as wide as a digit. */
export function timeLeftText(left: Millis, language: Language): string {
  const sign = left < 0 ? "\u2212" : "";
  const size = Math.abs(left);
  if (size < SHORT_MINUTES * MINUTE) return sign + minutesAndSeconds(left);
  return sign + coarse(size, language);
}

/** Round so that 0:00 is shown exactly when the time is up. */
function minutesAndSeconds(left: Millis): string {
  const seconds = Math.abs(left < 0 ? Math.floor(left / SECOND) : Math.ceil(left / SECOND));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function coarse(size: Millis, language: Language): string {
  const ko = language === "ko";
  if (size < HOUR) return `${Math.floor(size / MINUTE)}${ko ? "분" : " min"}`;
  if (size < DAY) return `${Math.floor(size / HOUR)}${ko ? "시간" : " h"}`;
  return `${Math.floor(size / DAY)}${ko ? "일" : " d"}`;
}

/** A length for a sentence: "1분 12초", "8시간 5분"; never negative. */
export function spanText(span: Millis, language: Language): string {
  const size = Math.max(0, span);
  const units: readonly (readonly [number, string, string])[] = [
    [DAY, "일", "d"],
    [HOUR, "시간", "h"],
    [MINUTE, "분", "min"],
    [SECOND, "초", "s"],
  ];
  const at = units.findIndex(([unit]) => size >= unit);
  if (at < 0) return language === "ko" ? "0초" : "0 s";
  let rest = size;
  const parts: string[] = [];
  for (const [unit, ko, en] of units.slice(at, at + 2)) {
    const whole = Math.floor(rest / unit);
    rest -= whole * unit;
    if (whole > 0) parts.push(language === "ko" ? `${whole}${ko}` : `${whole} ${en}`);
  }
  return parts.join(" ");
}

/** "방금", "3분 전", "어제"-free: the coarse age of an instant. */
export function agoText(at: Millis, now: Millis, language: Language): string {
  const age = now - at;
  if (age < MINUTE) return language === "ko" ? "방금" : "just now";
  return language === "ko" ? `${coarse(age, "ko")} 전` : `${coarse(age, "en")} ago`;
}

const PARTS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { month: "short", day: "numeric", weekday: "short" },
  date: { year: "numeric", month: "short", day: "numeric" },
  moment: {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  },
};
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(shape: keyof typeof PARTS, language: Language, zone: string) {
  const key = `${shape} ${language} ${zone}`;
  let found = made.get(key);
  if (!found) {
    const locale = language === "ko" ? "ko-KR" : "en-GB";
    found = new Intl.DateTimeFormat(locale, { ...PARTS[shape], timeZone: zone });
    made.set(key, found);
  }
  return found;
}

export function clockText(at: Millis, zone = ZONE): string {
  return formatter("clock", "en", zone).format(at);
}
export function timeText(at: Millis, zone = ZONE): string {
  return formatter("time", "en", zone).format(at);
}
export function dayText(at: Millis, language: Language, zone = ZONE): string {
  return formatter("day", language, zone).format(at);
}
export function dateText(at: Millis, language: Language, zone = ZONE): string {
  return formatter("date", language, zone).format(at);
}
/** The time alone today, with the day before it on another day. */
export function momentText(at: Millis, now: Millis, language: Language, zone = ZONE): string {
  const sameDay = localDay(at, zone) === localDay(now, zone);
  return sameDay ? timeText(at, zone) : formatter("moment", language, zone).format(at);
}

/** The local calendar day as 2026-11-22. */
export function localDay(at: Millis, zone = ZONE): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);
}

/** The instant of a local wall time "2026-11-22T15:30" in a zone without its own offset text. */
export function instantOfLocal(local: string, zone = ZONE): Millis {
  const guess = Date.parse(`${local}Z`);
  return guess - zoneOffset(guess - zoneOffset(guess, zone), zone);
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function zoneOffset(at: Millis, zone: string): Millis {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(at);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(
    of("year"),
    of("month") - 1,
    of("day"),
    of("hour"),
    of("minute"),
    of("second"),
  );
  return wall - Math.floor(at / SECOND) * SECOND;
}

/** A wall time "2026-11-22T15:30" of an instant, as a date-time field wants it. */
export function localOfInstant(at: Millis, zone = ZONE): string {
  return new Date(at + zoneOffset(at, zone)).toISOString().slice(0, 16);
}

export function countText(count: number, language: Language): string {
  return new Intl.NumberFormat(language === "ko" ? "ko-KR" : "en-GB").format(count);
}
