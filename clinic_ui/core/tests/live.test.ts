import { beforeEach, expect, test, vi } from "vitest";
import { fromSnapshots, type Board } from "../src/board.ts";
import { follow, type Hub, type Link } from "../src/live.ts";
import type { FeedChanges } from "../src/shapes.ts";
import { alertRow, changes, snapshot } from "./street.ts";

/** A line we can pull out, and a hub whose answers we hold in our hand. */
function bench(answers: {
  snapshots: readonly Board[];
  changes: readonly (FeedChanges | null | Error)[];
}) {
  const heard = new Map<string, (message: never) => void>();
  const snapshots = [...answers.snapshots];
  const queue = [...answers.changes];
  const shown: Board[] = [];
  const errors: unknown[] = [];
  const waiting: (() => void)[] = [];
  const hub: Hub = {
    snapshot: vi.fn(
      async () => snapshots.shift() ?? Promise.reject(new Error("no snapshot left")),
    ),
    changes: vi.fn(async () => {
      const answer = queue.shift();
      if (answer === undefined || answer instanceof Error)
        throw answer ?? new Error("no change left");
      return answer;
    }),
  };
  const link: Link = {
    on: (event: string, hear: (message: never) => void) => heard.set(event, hear),
  };
  const follower = follow(
    link,
    hub,
    (board) => shown.push(board),
    (error) => errors.push(error),
    (run) => waiting.push(run),
  );
  const say = async (event: string, message?: unknown): Promise<void> => {
    heard.get(event)?.(message as never);
    await settled();
  };
  const later = async (): Promise<void> => {
    for (const run of waiting.splice(0)) run();
    await settled();
  };
  return { hub, say, later, shown, errors, follower };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
};

let first: Board;
beforeEach(() => {
  first = fromSnapshots([snapshot([alertRow("a")], 7)]);
});

test("a snapshot is taken when the line connects", async () => {
  const { say, shown } = bench({ snapshots: [first], changes: [] });

  await say("connect");

  expect(shown).toEqual([first]);
});

test("where no socket gets through the board is shown all the same", async () => {
  const { later, shown } = bench({ snapshots: [first], changes: [] });

  await later();

  expect(shown).toEqual([first]);
});

test("a nudge fetches the changes after our number", async () => {
  const { say, shown, hub } = bench({
    snapshots: [first],
    changes: [changes(8, [alertRow("b")])],
  });
  await say("connect");

  await say("nudge", { feed: "bonghwa", seq: 8 });

  expect(hub.changes).toHaveBeenCalledExactlyOnceWith("bonghwa", 7);
  expect([...(shown.at(-1)?.rows.keys() ?? [])]).toEqual(["a", "b"]);
});

test("a nudge we are already past asks for nothing", async () => {
  const { say, hub } = bench({ snapshots: [first], changes: [] });
  await say("connect");

  await say("nudge", { feed: "bonghwa", seq: 7 });

  expect(hub.changes).not.toHaveBeenCalled();
});

test("a nudge during the snapshot is not lost", async () => {
  const { say, shown } = bench({ snapshots: [first], changes: [changes(9, [alertRow("b")])] });

  await Promise.all([say("connect"), say("nudge", { feed: "bonghwa", seq: 9 })]);

  expect(shown.at(-1)?.cursors.get("bonghwa")).toBe(9);
});

test("an answer that stops short is followed by another question", async () => {
  const answers = [changes(8, [alertRow("b")]), changes(9, [alertRow("c")])];
  const { say, shown } = bench({ snapshots: [first], changes: answers });
  await say("connect");

  await say("nudge", { feed: "bonghwa", seq: 9 });

  expect([...(shown.at(-1)?.rows.keys() ?? [])]).toEqual(["a", "b", "c"]);
});

test("a number the hub no longer has means a new snapshot", async () => {
  const second = fromSnapshots([snapshot([alertRow("z")], 900)]);
  const { say, shown } = bench({ snapshots: [first, second], changes: [null] });
  await say("connect");

  await say("nudge", { feed: "bonghwa", seq: 900 });

  expect(shown.at(-1)).toBe(second);
});

test("after a dropped line everything is taken anew", async () => {
  const second = fromSnapshots([snapshot([alertRow("b")], 12)]);
  const { say, shown } = bench({ snapshots: [first, second], changes: [] });
  await say("connect");
  await say("disconnect");

  await say("connect");

  expect(shown).toEqual([first, second]);
});

test("a failed question is asked again later", async () => {
  const { say, later, shown, errors } = bench({
    snapshots: [first],
    changes: [new Error("lost"), changes(8, [alertRow("b")])],
  });
  await say("connect");
  await say("nudge", { feed: "bonghwa", seq: 8 });
  expect(errors).toHaveLength(1);

  await later();

  expect(shown.at(-1)?.rows.has("b")).toBe(true);
});

test("an incident among the changes means a new snapshot, for it is not a row", async () => {
  const second = fromSnapshots([snapshot([alertRow("a")], 8)]);
  const incident = { seq: 8, kind: "incident", alert_id: null, resident_id: null } as const;
  const { say, shown } = bench({
    snapshots: [first, second],
    changes: [{ ...changes(8, []), changes: [incident] }],
  });
  await say("connect");

  await say("nudge", { feed: "bonghwa", seq: 8 });

  expect(shown.at(-1)).toBe(second);
});
