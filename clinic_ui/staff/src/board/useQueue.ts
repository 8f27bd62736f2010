/** The order on the screen: it waits while a hand or an eye is on it. */

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  hold,
  moved,
  neighbour,
  NOTHING,
  same,
  settle,
  type Arrangement,
} from "@telecare/core/arrange";
import { pinned, queue } from "@telecare/core/queue";
import type { AlertRow } from "@telecare/core/shapes";
import { SECOND } from "@telecare/core/time";
import type { View } from "@telecare/core/view";
import { useDesk } from "../app/desk.ts";
import { useBoard, useTick } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";

export interface QueueState {
  /** Keys of rows and incidents, top to bottom. */
  readonly shown: readonly string[];
  readonly waiting: number;
  /** Emergencies not in the list yet, most urgent first. */
  readonly pins: readonly AlertRow[];
  readonly loaded: boolean;
  /** Take the newest order over now. */
  refresh(): void;
  /** The pointer came over the list, or left it. */
  hover(over: boolean): void;
  /** The key so many rows from the chosen one. */
  step(by: number): string | null;
  /** The key to choose when `key` leaves. */
  after(key: string): string | null;
}

const RERANK_EVERY = 5 * SECOND; // clocks run: an overdue alert rises although nothing changed

export function useQueue(view: View, chosen: string | null): QueueState {
  const desk = useDesk();
  const board = useBoard((whole) => whole);
  const beat = useTick((now) => Math.floor(now / RERANK_EVERY));
  const [arrangement, setArrangement] = useState<Arrangement>(NOTHING);
  const [over, setOver] = useState(false);
  const fresh = useRef(true);

  const wanted = useMemo(() => {
    void beat;
    return board ? queue(board, view, desk.now()) : null;
  }, [board, view, beat, desk]);

  useEffect(() => {
    fresh.current = true;
    setArrangement(NOTHING);
  }, [view]);

  const { locked } = usePerson().session;
  useEffect(() => {
    if (locked) fresh.current = true; // rows that have left still show names: let them go
  }, [locked]);

  const still = over || chosen !== null;
  useEffect(() => {
    if (wanted === null) return;
    setArrangement((current) => {
      const take = fresh.current || !still || current.shown.length === 0; // nothing can move
      const next = take ? settle(wanted) : hold(current, wanted);
      return same(next.shown, current.shown) && same(next.waiting, current.waiting)
        ? current
        : next;
    });
    fresh.current = false;
  }, [wanted, still, view]);

  const refresh = useCallback(() => {
    const newest = desk.board.latest();
    if (newest) setArrangement(settle(queue(newest, view, desk.now())));
  }, [desk, view]);

  const pins = useMemo(
    () => (board ? pinned(board, arrangement.shown, desk.now()) : []),
    [board, arrangement.shown, desk],
  );

  return {
    shown: arrangement.shown,
    waiting: arrangement.waiting.length,
    pins,
    loaded: board !== null,
    refresh,
    hover: setOver,
    step: (by) => moved(arrangement.shown, chosen, by),
    after: (key) => neighbour(arrangement.shown, key),
  };
}
