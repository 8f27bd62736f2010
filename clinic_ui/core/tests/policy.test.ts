import { describe, expect, it } from "vitest";
import { added, drafted, lengthOf, moved, removed, saidOf, secondsOf } from "../src/policy.ts";
import { byText } from "../src/hangul.ts";
import type { StepSaid } from "../src/shapes.ts";

const step = (delay_s: number, target: string): StepSaid => ({
  delay_s,
  targets: [target],
  channels: ["console"],
  hours: "always",
});
const steps = [step(0, "desk"), step(60, "caseworker"), step(180, "supervisor")];
const drafts = () => steps.map(drafted);

describe("a length", () => {
  it("is said in the largest unit without a rest, and reads back", () => {
    for (const [seconds, n, unit] of [
      [0, "0", "s"],
      [90, "90", "s"],
      [900, "15", "min"],
      [7200, "2", "h"],
      [86_400, "1", "d"],
    ] as const) {
      expect(lengthOf(seconds)).toEqual({ n, unit });
      expect(secondsOf({ n, unit })).toBe(seconds);
    }
  });
  it("that is no whole number is none", () => {
    for (const n of ["", "1.5", "-1", "two", "99999999"]) {
      expect(secondsOf({ n, unit: "s" })).toBeNull();
    }
  });
});

describe("steps", () => {
  it("are sent as they were shown, an unknown channel with them", () => {
    const shown = { ...step(60, "desk"), channels: ["console", "pager"] };
    expect(saidOf(drafted(shown))).toEqual(shown);
  });
  it("exchange whom they tell and keep their times when one is moved", () => {
    const after = moved(drafts(), 1, 1).map(saidOf);
    expect(after.map(({ delay_s }) => delay_s)).toEqual([0, 60, 180]);
    expect(after.map(({ targets }) => targets[0])).toEqual([
      "desk",
      "supervisor",
      "caseworker",
    ]);
    expect(moved(drafts(), 2, 1).map(saidOf)).toEqual(steps);
  });
  it("begin at once, whichever is first", () => {
    expect(removed(drafts(), 0).map(saidOf)).toEqual([step(0, "caseworker"), steps[2]]);
  });
  it("gain one before the last, between in time", () => {
    const delays = (from: StepSaid[]) =>
      added(from.map(drafted)).map((each) => saidOf(each).delay_s);
    expect(delays(steps)).toEqual([0, 60, 120, 180]);
    expect(delays([step(0, "a"), step(60, "b")])).toEqual([0, 30, 60]);
    expect(delays([step(0, "a")])).toEqual([0, 60]);
    expect(delays([])).toEqual([0]);
  });
});

it("puts the right particle after a means", () => {
  expect(["콘솔", "전화", "브라우저 알림", "pager"].map(byText)).toEqual([
    "콘솔로",
    "전화로",
    "브라우저 알림으로",
    "pager로",
  ]);
});
