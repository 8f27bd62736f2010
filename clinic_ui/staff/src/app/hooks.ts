/** Small hooks: narrow subscriptions, so that a change paints only what it changes. */

import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from "react";
import type { Board } from "@telecare/core/board";
import type { AlertRow, Bilingual, Language } from "@telecare/core/shapes";
import type { Store } from "@telecare/core/store";
import type { Millis } from "@telecare/core/time";
import { pick, WORDS, type Words } from "@telecare/core/words";
import { useDesk } from "./desk.ts";

/** One part of a store; `select` must answer the same object while nothing it names changed. */
export function useStore<T, P>(from: Store<T>, select: (value: T) => P): P {
  return useSyncExternalStore(from.subscribe, () => select(from.get()));
}

export function useBoard<P>(select: (board: Board | null) => P): P {
  return useStore(useDesk().board, select);
}

export function useRow(id: string | null): AlertRow | null {
  return useBoard((board) => (id === null ? null : (board?.rows.get(id) ?? null)));
}

const ticks = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | null = null;

function onTick(hear: () => void): () => void {
  ticks.add(hear);
  ticking ??= setInterval(() => ticks.forEach((each) => each()), 1000);
  return () => {
    ticks.delete(hear);
    if (ticks.size > 0 || ticking === null) return;
    clearInterval(ticking);
    ticking = null;
  };
}

/**
 * A value of the hub's clock, looked at each second; paints only when the value changes, so `of`
 * must answer whole steps (seconds, a text), never the bare milliseconds.
 */
export function useTick<P extends string | number | boolean | null>(of: (now: Millis) => P): P {
  const desk = useDesk();
  return useSyncExternalStore(onTick, () => of(desk.now()));
}

export interface Speech {
  readonly language: Language;
  readonly w: Words;
  readonly say: (text: Bilingual | null | undefined) => string;
}

export function speech(language: Language): Speech {
  return { language, w: WORDS[language], say: (text) => pick(text, language) };
}

export const SpeechContext = createContext<Speech>(speech("ko"));

export function useWords(): Speech {
  return useContext(SpeechContext);
}

/** A function whose identity never changes and that always calls the newest one. */
export function useEvent<A extends readonly unknown[], R>(run: (...args: A) => R) {
  const latest = useRef(run);
  latest.current = run;
  return useCallback((...args: A): R => latest.current(...args), []);
}
