import { expect, test } from "vitest";
import { hold, moved, neighbour, settle } from "../src/arrange.ts";
import { fromSnapshots } from "../src/board.ts";
import { pinned, queue } from "../src/queue.ts";
import { belongs, VIEWS } from "../src/view.ts";
import { alertRow, at, NOON, outage, SERA, snapshot } from "./street.ts";

const rows = [
  alertRow("sos", { severity: "P1", incident_id: "i" }),
  alertRow("blind", { severity: "P2", incident_id: "i", first_human_by: at(3) }),
  alertRow("blind2", { severity: "P2", incident_id: "i", first_human_by: at(14) }),
  alertRow("quiet", { severity: "P2", first_human_by: at(9) }),
  alertRow("held", { state: "responding", expected_by: at(30), owner: SERA, mine: true }),
  alertRow("battery", { severity: "P4", alert_class: "device" }),
];
const board = fromSnapshots([snapshot(rows, 7, { incidents: [outage("i")] })]);

test("an incident stands where its first child would, the children below it", () => {
  expect(queue(board, "now", NOON)).toEqual(["sos", "incident:i", "blind", "blind2", "quiet"]);
});

test("devices have a lane of their own, with the incidents", () => {
  expect(queue(board, "devices", NOON)).toEqual(["incident:i", "battery"]);
});

test("held alerts are not among what needs a person now", () => {
  expect(queue(board, "held", NOON)).toEqual(["held"]);
  expect(queue(board, "mine", NOON)).toEqual(["held"]);
});

test("every live alert is in some tab", () => {
  const views = VIEWS.filter((view) => view !== "done");
  expect(rows.filter((row) => !views.some((view) => belongs(row, view)))).toEqual([]);
});

test("a new emergency is pinned until the list shows it or somebody owns it", () => {
  expect(pinned(board, ["quiet"], NOON).map((row) => row.id)).toEqual(["sos"]);
  expect(pinned(board, ["sos"], NOON)).toEqual([]);
});

test("under a hand the order stands still and what is new waits", () => {
  const shown = settle(["a", "b"]);

  const next = hold(shown, ["new", "b", "a"]);

  expect(next).toEqual({ shown: ["a", "b"], waiting: ["new"] });
});

test("nothing new is not a change", () => {
  const shown = settle(["a", "b"]);

  expect(hold(shown, ["b"])).toBe(shown);
});

test("next and previous stop at the ends", () => {
  expect(moved(["a", "b"], "b", 1)).toBe("b");
  expect(moved(["a", "b"], "a", -1)).toBe("a");
  expect(moved(["a", "b"], null, 1)).toBe("a");
  expect(moved([], null, 1)).toBeNull();
});

test("after a row leaves the next one is chosen, else the one above", () => {
  expect(neighbour(["a", "b", "c"], "b")).toBe("c");
  expect(neighbour(["a", "b"], "b")).toBe("a");
  expect(neighbour(["a"], "a")).toBeNull();
});
