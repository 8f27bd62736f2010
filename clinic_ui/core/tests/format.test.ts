import { describe, expect, test } from "vitest";
import { alarm } from "../src/alarm.ts";
import { hubClock } from "../src/clock.ts";
import {
  clockText,
  instantOfLocal,
  localOfInstant,
  momentText,
  spanText,
  timeLeftText,
} from "../src/format.ts";
import { store } from "../src/store.ts";
import { alertRow, NOON, SERA } from "./street.ts";

describe("time left", () => {
  test.each([
    [72, "1:12", "1:12"],
    [0.4, "0:01", "0:01"],
    [0, "0:00", "0:00"],
    [-0.4, "\u22120:01", "\u22120:01"],
    [-35, "\u22120:35", "\u22120:35"],
    [599, "9:59", "9:59"],
    [24 * 60, "24분", "24 min"],
    [-24 * 60, "\u221224분", "\u221224 min"],
    [3 * 3600 + 59 * 60, "3시간", "3 h"],
    [49 * 3600, "2일", "2 d"],
  ])("of %d seconds", (seconds, ko, en) => {
    expect(timeLeftText(seconds * 1000, "ko")).toBe(ko);
    expect(timeLeftText(seconds * 1000, "en")).toBe(en);
  });

  test.each([
    [72, "1분 12초", "1 min 12 s"],
    [8 * 3600, "8시간", "8 h"],
    [0, "0초", "0 s"],
    [90061, "1일 1시간", "1 d 1 h"],
  ])("in words, of %d seconds", (seconds, ko, en) => {
    expect(spanText(seconds * 1000, "ko")).toBe(ko);
    expect(spanText(seconds * 1000, "en")).toBe(en);
  });
});

describe("Korea's wall clock", () => {
  test("is shown whatever zone the PC is in", () => {
    expect(clockText(NOON)).toBe("12:00:00");
  });

  test("a moment of another day says which", () => {
    expect(momentText(NOON, NOON, "ko")).toBe("12:00");
    expect(momentText(NOON - 86_400_000, NOON, "ko")).toContain("21일");
  });

  test("goes into a field and comes back", () => {
    expect(localOfInstant(NOON)).toBe("2026-11-22T12:00");
    expect(instantOfLocal("2026-11-22T12:00")).toBe(NOON);
  });

  test("a zone with summer time keeps its wall time on both sides of the change", () => {
    expect(instantOfLocal("2026-03-29T12:00", "Europe/London")).toBe(
      Date.parse("2026-03-29T11:00Z"),
    );
    expect(instantOfLocal("2026-01-29T12:00", "Europe/London")).toBe(
      Date.parse("2026-01-29T12:00Z"),
    );
  });
});

describe("the hub's clock", () => {
  test("goes on by the steady counter from the sample that was least late", () => {
    let steady = 1000;
    const clock = hubClock(() => steady);
    expect(clock.now()).toBeNull();
    clock.hear(NOON); // on time
    steady += 5000;
    clock.hear(NOON + 4200); // 800 ms late on the way

    expect(clock.now()).toBe(NOON + 5000);
  });

  test("forgets a sample after a minute, so that a jump of the hub's clock is followed", () => {
    let steady = 0;
    const clock = hubClock(() => steady);
    clock.hear(NOON + 60_000);
    for (let beat = 0; beat < 12; beat++) clock.hear(NOON + (steady += 5000));

    expect(clock.now()).toBe(NOON + 60_000);
  });
});

describe("sound", () => {
  const sos = alertRow("sos", { severity: "P1" });
  const urgent = alertRow("urgent", { severity: "P2" });

  test("an emergency goes on until somebody owns it", () => {
    expect(alarm([sos], new Set(["sos"])).loop).toBe(true);
    expect(alarm([{ ...sos, owner: SERA, state: "claimed" }], new Set(["sos"])).loop).toBe(
      false,
    );
  });

  test("an urgent alert sounds once when it arrives, not at the first look", () => {
    expect(alarm([urgent], null).twice).toEqual([]);
    expect(alarm([urgent], new Set()).twice).toEqual(["urgent"]);
    expect(alarm([urgent], new Set(["urgent"])).twice).toEqual([]);
  });

  test("what is less urgent is silent", () => {
    const quiet = [alertRow("a", { severity: "P3" }), alertRow("b", { severity: "P4" })];
    expect(alarm(quiet, new Set())).toEqual({ loop: false, twice: [] });
  });
});

test("many changes in one frame are told once", () => {
  const frames: (() => void)[] = [];
  const heard: number[] = [];
  const value = store(0, (run) => void frames.push(run));
  value.subscribe(() => heard.push(value.get()));
  value.set(1);
  value.set(2);
  value.set(3);
  expect(heard).toEqual([]);

  for (const run of frames) run();

  expect(heard).toEqual([3]);
});
