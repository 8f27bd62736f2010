import { expect, test } from "vitest";
import { dayTotal, shade, summary, untilNow } from "../src/activity.ts";

const hours = (filled: Readonly<Record<number, number | null>>): (number | null)[] =>
  Array.from({ length: 24 }, (_, hour) => (hour in filled ? (filled[hour] ?? null) : 0));

const day = (date: string, filled: Readonly<Record<number, number | null>>) => ({
  date,
  hours: hours(filled),
  check_ins: [],
});

test("the summary counts what was heard and what could not be", () => {
  const picture = {
    zone: "Asia/Seoul",
    days: [day("2026-11-21", { 7: 10, 8: 4 }), day("2026-11-22", { 7: 3, 12: null, 13: null })],
  };

  expect(summary(picture)).toEqual({ days: 2, perDay: 8.5, busiest: 7, unheard: 2 });
});

test("a day that was never heard does not lower the mean", () => {
  const deaf = Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, null]));
  const picture = {
    zone: "Asia/Seoul",
    days: [day("2026-11-21", { 7: 10 }), day("2026-11-22", deaf)],
  };

  expect(summary(picture).perDay).toBe(10);
});

test("an empty month has no busiest hour", () => {
  expect(summary({ zone: "Asia/Seoul", days: [] })).toEqual({
    days: 0,
    perDay: 0,
    busiest: null,
    unheard: 0,
  });
});

test.each([
  [0, 100, 0],
  [1, 100, 1],
  [25, 100, 3],
  [100, 100, 6],
  [3, 0, 6],
])("%d of at most %d is shade %d", (count, top, expected) => {
  expect(shade(count, top)).toBe(expected);
});

test("a day's total leaves out what was not heard", () => {
  expect(dayTotal([1, null, 2])).toBe(3);
});

test("the hours of today that have not come are not hours unheard", () => {
  const night = Object.fromEntries([15, 16, 17].map((hour) => [hour, null]));
  const picture = { zone: "Asia/Seoul", days: [day("2026-11-22", night)] };

  expect(summary(untilNow(picture, "2026-11-22", 14)).unheard).toBe(0);
  expect(summary(untilNow(picture, "2026-11-23", 14)).unheard).toBe(3);
});
