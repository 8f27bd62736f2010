import { describe, expect, it } from "vitest";
import {
  clock,
  copiedToWeekdays,
  minutesOf,
  mondayOf,
  movedDay,
  spansOf,
  uncovered,
} from "../src/rota.ts";

describe("times of a shift", () => {
  it("are read as people type them, and the end of the day is 24:00", () => {
    expect(clock(1440)).toBe("24:00");
    expect(clock(545)).toBe("09:05");
    expect(["14:30", "1430", "9:00", "24:00"].map(minutesOf)).toEqual([870, 870, 540, 1440]);
    expect(["", "14", "14:60", "24:01", "99:00", "noon"].map(minutesOf)).toEqual([
      ...Array<null>(6).fill(null),
    ]);
  });
});

it("reads hours as people write them, and nothing else", () => {
  const two = [
    { start: 0, end: 540 },
    { start: 870, end: 1440 },
  ];
  expect(spansOf("00:00–09:00, 14:30~24:00")).toEqual(two);
  expect(spansOf("0000-0900,1430-2400")).toEqual(two);
  expect(spansOf(" ")).toEqual([]);
  for (const wrong of ["09:00", "09:00–", "10:00–09:00", "9–10", "09:00–10:00–11:00", ","]) {
    expect(spansOf(wrong)).toBeNull();
  }
});

describe("what a plan leaves to nobody", () => {
  const night = [
    { start: 0, end: 540 },
    { start: 870, end: 1440 },
  ];
  it("is all of the hours when there is no line", () => {
    expect(uncovered(night, [])).toEqual(night);
  });
  it("is what lies between the lines, whatever their order", () => {
    const lines = [
      { start: 1200, end: 1440 },
      { start: 0, end: 600 },
      { start: 870, end: 1000 },
    ];
    expect(uncovered(night, lines)).toEqual([{ start: 1000, end: 1200 }]);
  });
  it("is nothing when one line covers the day", () => {
    expect(uncovered(night, [{ start: 0, end: 1440 }])).toEqual([]);
  });
});

it("copies one day over the other weekdays and leaves the weekend alone", () => {
  const line = (kind: number, staff_id: string) => ({ kind, staff_id, start: 0, end: 60 });
  const copied = copiedToWeekdays([line(0, "a"), line(1, "b"), line(5, "c")], 0);
  expect(copied.map((each) => `${each.kind}${each.staff_id}`).toSorted()).toEqual([
    "0a",
    "1a",
    "2a",
    "3a",
    "4a",
    "5c",
  ]);
});

it("finds the Monday of a week, over the turn of a year as well", () => {
  expect(mondayOf("2026-11-22")).toBe("2026-11-16");
  expect(mondayOf("2026-11-23")).toBe("2026-11-23");
  expect(mondayOf("2027-01-01")).toBe("2026-12-28");
  expect(movedDay("2026-12-31", 1)).toBe("2027-01-01");
});
