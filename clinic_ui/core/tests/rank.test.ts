import { expect, test } from "vitest";
import { bucket, overdueUnowned, ranked, timeLeft } from "../src/rank.ts";
import { alertRow, at, NOON, SERA } from "./street.ts";

const order = (...rows: readonly ReturnType<typeof alertRow>[]): string[] =>
  ranked(rows, NOON).map((row) => row.id);

test("the more severe alert stands above one with less time left", () => {
  const sos = alertRow("sos", { severity: "P1", first_human_by: at(30) });
  const quiet = alertRow("quiet", { severity: "P2", first_human_by: at(1) });

  expect(order(quiet, sos)).toEqual(["sos", "quiet"]);
});

test("of one severity the unowned alert stands above the owned one", () => {
  const owned = alertRow("owned", { state: "claimed", owner: SERA, lease_until: at(1) });
  const unowned = alertRow("unowned", { first_human_by: at(9) });

  expect(order(owned, unowned)).toEqual(["unowned", "owned"]);
});

test("then the one with the least time left, then the older one", () => {
  const late = alertRow("late", { first_human_by: at(9) });
  const soon = alertRow("soon", { first_human_by: at(2) });
  const older = alertRow("older", { first_human_by: at(9), opened_at: at(-60) });

  expect(order(late, soon, older)).toEqual(["soon", "older", "late"]);
});

test("an unowned alert past its time is lifted one step", () => {
  const over = alertRow("over", { severity: "P3", first_human_by: at(-1) });

  expect(bucket(over, NOON)).toBe(2);
  expect(overdueUnowned(over, NOON)).toBe(true);
});

test("an owned alert past its time is not lifted", () => {
  const owned = alertRow("a", {
    severity: "P3",
    state: "claimed",
    owner: SERA,
    lease_until: at(-1),
  });

  expect(bucket(owned, NOON)).toBe(3);
});

test("an overdue alert rises above an owned emergency, never above an unowned one", () => {
  const over = alertRow("over", { severity: "P2", first_human_by: at(-9) });
  const sos = alertRow("sos", { severity: "P1", first_human_by: at(1) });
  const owned = alertRow("owned", { severity: "P1", state: "claimed", owner: SERA });

  expect(order(owned, over, sos)).toEqual(["sos", "over", "owned"]);
});

test("nothing is lifted above an emergency", () => {
  expect(bucket(alertRow("a", { severity: "P1", first_human_by: at(-9) }), NOON)).toBe(1);
});

test.each([
  ["open", {}, "first_human", 10],
  ["claimed", { lease_until: at(20) }, "lease", 20],
  ["responding", { expected_by: at(45), lease_until: at(55) }, "expected", 45],
  ["resolved", {}, "none", null],
] as const)("the clock of an alert that is %s", (state, change, kind, minutes) => {
  const left = timeLeft(alertRow("a", { state, ...change }), NOON);

  expect(left).toEqual({ kind, left: minutes === null ? null : minutes * 60_000 });
});

test("the order is the same whichever way the rows came", () => {
  const rows = ["a", "b", "c"].map((id) => alertRow(id));

  expect(order(...rows)).toEqual(order(...rows.toReversed()));
});
