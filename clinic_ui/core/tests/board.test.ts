import { expect, test } from "vitest";
import { fold, foldRow, fromSnapshots } from "../src/board.ts";
import { alertRow, changes, SERA, snapshot } from "./street.ts";

const board = fromSnapshots([snapshot([alertRow("a"), alertRow("b")])]);

test("a changed row replaces the old one and moves the cursor", () => {
  const next = fold(board, changes(8, [alertRow("a", { version: 2, owner: SERA })]));

  expect(next.rows.get("a")?.owner).toEqual(SERA);
  expect(next.cursors.get("bonghwa")).toBe(8);
  expect(board.rows.get("a")?.owner).toBeNull();
});

test("a row that is gone leaves the board", () => {
  expect([...fold(board, changes(8, [], ["a"])).rows.keys()]).toEqual(["b"]);
});

test("changes already in the snapshot are ignored", () => {
  expect(fold(board, changes(7, [], ["a"]))).toBe(board);
});

test("an older version never replaces a newer one", () => {
  const newer = foldRow(board, alertRow("a", { version: 5, owner: SERA }));

  expect(fold(newer, changes(8, [alertRow("a", { version: 4 })])).rows.get("a")?.version).toBe(
    5,
  );
});

test("a resolved row leaves the live board", () => {
  expect(foldRow(board, alertRow("a", { version: 2, state: "resolved" })).rows.has("a")).toBe(
    false,
  );
});

test("two snapshots keep the older cursor, so that nothing between them is missed", () => {
  const both = fromSnapshots([
    snapshot([alertRow("a")], 7),
    snapshot([alertRow("c", { state: "responding" })], 9),
  ]);

  expect(both.cursors.get("bonghwa")).toBe(7);
  expect([...both.rows.keys()]).toEqual(["a", "c"]);
});
