/** The live board as a value: no DOM, no socket, no clock. */

import type { AlertRow, BoardSnapshot, Counts, FeedChanges, IncidentRow } from "./shapes.ts";
import { isLive } from "./view.ts";

export interface Board {
  /** The last change seen of each feed: one feed per si/gun this person may see. */
  readonly cursors: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<string, AlertRow>;
  readonly incidents: readonly IncidentRow[];
  readonly counts: Counts;
  /** Up to when the hub has judged; null when it has judged nothing yet. */
  readonly evaluatedUpTo: string | null;
}

/** One snapshot, or several of different views taken one after another: later ones win. */
export function fromSnapshots(snapshots: readonly [BoardSnapshot, ...BoardSnapshot[]]): Board {
  const last = snapshots[snapshots.length - 1] ?? snapshots[0];
  const rows = new Map<string, AlertRow>();
  for (const snapshot of snapshots) for (const row of snapshot.rows) keepNewer(rows, row);
  return {
    cursors: oldestCursors(snapshots),
    rows,
    incidents: last.incidents,
    counts: last.counts,
    evaluatedUpTo: last.evaluated_up_to,
  };
}

/** The oldest number of each feed: a change between two snapshots is then asked for again. */
function oldestCursors(snapshots: readonly BoardSnapshot[]): ReadonlyMap<string, number> {
  const cursors = new Map<string, number>();
  for (const { feed, seq } of snapshots.flatMap((snapshot) => snapshot.feeds)) {
    cursors.set(feed, Math.min(seq, cursors.get(feed) ?? seq));
  }
  return cursors;
}

/** Fold one answer of changes; an answer already folded leaves the very same board. */
export function fold(board: Board, answer: FeedChanges): Board {
  const have = board.cursors.get(answer.feed) ?? 0;
  if (answer.seq <= have) return board;
  const rows = new Map(board.rows);
  for (const id of answer.gone) rows.delete(id);
  for (const row of answer.rows) keepNewer(rows, row);
  return {
    ...board,
    cursors: new Map(board.cursors).set(answer.feed, answer.seq),
    rows,
    counts: answer.counts,
  };
}

/** Fold the row a verb answered with, before its change comes back by the feed. */
export function foldRow(board: Board, row: AlertRow): Board {
  const rows = new Map(board.rows);
  if (isLive(row)) keepNewer(rows, row);
  else if (row.version >= (rows.get(row.id)?.version ?? 0)) rows.delete(row.id);
  return { ...board, rows };
}

/** Answers may cross on the way: an older version never replaces a newer one. */
function keepNewer(rows: Map<string, AlertRow>, row: AlertRow): void {
  const known = rows.get(row.id);
  if (known && known.version > row.version) return;
  if (isLive(row)) rows.set(row.id, row);
  else rows.delete(row.id);
}
