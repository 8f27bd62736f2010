/** Keep one board in step with the hub: snapshot, then changes, and a snapshot again. */

import { fold, type Board } from "./board.ts";
import type { FeedChanges, FeedCursor } from "./shapes.ts";

/** The few things we ask of a socket, so that tests need none. */
export interface Link {
  on(event: "connect", hear: () => void): unknown;
  on(event: "disconnect", hear: () => void): unknown;
  on(event: "nudge", hear: (nudge: FeedCursor) => void): unknown;
  on(event: "clock", hear: (clock: { server_time: string }) => void): unknown;
}

export interface Hub {
  snapshot(): Promise<Board>;
  /** Null when the hub no longer has so old a number (410): take a snapshot. */
  changes(feed: string, after: number): Promise<FeedChanges | null>;
}

export interface Follower {
  /** Drop what we have and take a new snapshot (unlocked, another view, another person). */
  resync(): void;
  /** Fold what a verb answered; ignored while a snapshot is on its way. */
  amend(change: (board: Board) => Board): void;
}

const SOCKET_PATIENCE_MS = 1500; // where no socket gets through, the board is shown all the same
const RETRY_MS = 2000; // a refused snapshot is asked for again: the socket is up, so the hub is

/**
 * Follow the hub for ever. `show` gets every new board; `fail` every error, after which the
 * follower goes on by itself.
 */
export function follow(
  link: Link,
  hub: Hub,
  show: (board: Board) => void,
  fail: (error: unknown) => void,
  later: (run: () => void, ms: number) => void = (run, ms) => void setTimeout(run, ms),
): Follower {
  let board: Board | null = null; // null while a snapshot is on its way
  let round = 0; // answers of an earlier round are dropped
  const wanted = new Map<string, number>(); // the newest number we were told of, per feed
  const asking = new Set<string>();

  const put = (next: Board): void => {
    if (next === board) return;
    board = next;
    show(next);
  };

  const resync = async (): Promise<void> => {
    const mine = ++round;
    board = null;
    asking.clear();
    try {
      const fresh = await hub.snapshot();
      if (mine !== round) return;
      put(fresh);
      for (const feed of wanted.keys()) void catchUp(feed);
    } catch (error) {
      if (mine !== round) return;
      fail(error);
      later(() => mine === round && void resync(), RETRY_MS);
    }
  };

  const catchUp = async (feed: string): Promise<void> => {
    if (!board || asking.has(feed)) return;
    const after = board.cursors.get(feed) ?? 0;
    if ((wanted.get(feed) ?? 0) <= after) return;
    const mine = round;
    asking.add(feed);
    let answer: FeedChanges | null;
    try {
      answer = await hub.changes(feed, after);
    } catch (error) {
      if (mine !== round) return;
      asking.delete(feed);
      fail(error);
      later(() => mine === round && void catchUp(feed), RETRY_MS);
      return;
    }
    if (mine !== round || !board) return;
    asking.delete(feed);
    const missed =
      answer === null || answer.changes.some((change) => change.kind === "incident");
    if (answer) put(fold(board, answer));
    if (missed) return void resync();
    void catchUp(feed);
  };

  link.on("connect", () => void resync());
  later(() => round === 0 && void resync(), SOCKET_PATIENCE_MS);
  link.on("nudge", ({ feed, seq }) => {
    wanted.set(feed, Math.max(seq, wanted.get(feed) ?? 0));
    void catchUp(feed);
  });
  return {
    resync: () => void resync(),
    amend: (change) => {
      if (board) put(change(board));
    },
  };
}
