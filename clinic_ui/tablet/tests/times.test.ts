import { describe, expect, it } from "vitest";
import { isEcho } from "../src/taps.ts";
import { clockText, dateText, daysAhead, dueChime, isNight, spokenTime } from "../src/times.ts";
import { HOME, NOW } from "./given.ts";

const ZONE = "Asia/Seoul";
const at = (text: string): number => Date.parse(`2026-11-22T${text}:00+09:00`);

describe("the clock on the wall", () => {
  it("speaks both languages", () => {
    expect(dateText("ko", ZONE, NOW)).toBe("11월 22일 일요일");
    expect(dateText("en", ZONE, NOW)).toBe("Sunday 22 November");
    expect(clockText("ko", ZONE, at("11:07"))).toBe("오전 11:07");
    expect(spokenTime("ko", ZONE, at("07:42"))).toBe("오전 7시 42분");
    expect(spokenTime("ko", ZONE, at("14:00"))).toBe("오후 2시");
  });

  it("knows the night, over midnight too", () => {
    const night = (text: string) => isNight(ZONE, at(text), "21:30", "06:00");
    expect(["21:29", "21:30", "00:10", "05:59", "06:00"].map(night)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(isNight(ZONE, NOW, "06:00", "06:00")).toBe(false);
  });

  it("counts days by the wall", () => {
    expect(daysAhead(ZONE, at("23:50"), at("23:50") + 20 * 60_000)).toBe(1);
  });
});

describe("a chime", () => {
  const due = (now: string, pressed: number | null = null, chimed = 0) =>
    dueChime(HOME.check_ins, at(now), pressed, chimed);

  it("sounds once, when due, while nothing was pressed", () => {
    expect(due("09:59")).toBeNull();
    expect(due("10:00")).toBe(at("10:00"));
    expect(due("10:01", null, at("10:00"))).toBeNull();
    expect(due("10:05")).toBeNull(); // slept through
    expect(due("10:00", at("08:00"))).toBeNull();
    expect(due("10:00", at("06:00"))).toBe(at("10:00")); // before the window opened
  });
});

describe("a second tap", () => {
  it("is an echo for 700 ms", () => {
    expect([isEcho(1000, 1000), isEcho(1000, 1699), isEcho(1000, 1700)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
