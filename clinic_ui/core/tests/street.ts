/** Invented alerts for the tests of this folder; never shipped. */

import type {
  AlertRow,
  BoardSnapshot,
  Counts,
  FeedChanges,
  IncidentRow,
} from "../src/shapes.ts";

export const NOON = Date.parse("2026-11-22T03:00:00Z"); // 12:00 in Seoul

const MINUTE = 60_000;

/** An instant so many minutes from noon, as the hub writes it. */
export function at(minutes: number): string {
  return new Date(NOON + minutes * MINUTE).toISOString();
}

export const COUNTS: Counts = {
  P1: 0,
  P2: 0,
  P3: 0,
  P4: 0,
  now: 0,
  asking: 0,
  mine: 0,
  held: 0,
  devices: 0,
};

export function alertRow(id: string, change: Partial<AlertRow> = {}): AlertRow {
  return {
    id,
    version: 1,
    severity: "P2",
    lifted: false,
    state: "open",
    alert_class: "silence",
    rule: "quiet_home",
    title: { ko: "활동 없음", en: "Quiet home" },
    because: { ko: "8시간 동안 활동이 없습니다.", en: "No activity for 8 hours." },
    resident: {
      id: `resident ${id}`,
      name: "김순자",
      age: 84,
      place: { ko: "춘양면", en: "Chunyang" },
    },
    household_signals: 1,
    opened_at: at(-5),
    first_human_by: at(10),
    asking: null,
    lease_until: null,
    expected_by: null,
    owner: null,
    mine: false,
    signals: 1,
    late_by_s: null,
    blind: false,
    simulated: false,
    spark: [],
    incident_id: null,
    undo_until: null,
    last_signal_at: null,
    condition_cleared_at: null,
    ...change,
  };
}

export const SERA = { id: "sera", name: "오세라" };

export function snapshot(
  rows: readonly AlertRow[],
  seq = 7,
  change: Partial<BoardSnapshot> = {},
): BoardSnapshot {
  return {
    server_time: at(0),
    feeds: [{ feed: "bonghwa", seq }],
    evaluated_up_to: at(0),
    counts: COUNTS,
    rows,
    incidents: [],
    tasks: [],
    ...change,
  };
}

export function changes(
  seq: number,
  rows: readonly AlertRow[],
  gone: readonly string[] = [],
): FeedChanges {
  return { feed: "bonghwa", seq, changes: [], rows, gone, counts: COUNTS };
}

export function outage(id: string): IncidentRow {
  return {
    id,
    version: 1,
    state: "open",
    scope_kind: "eupmyeon",
    scope: { ko: "춘양면", en: "Chunyang" },
    because: { ko: "5가구를 들을 수 없습니다.", en: "5 homes cannot be heard." },
    homes: 5,
    opened_at: at(-3),
    since: at(-13),
    simulated: true,
  };
}
