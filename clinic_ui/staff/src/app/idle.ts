/** Lock the screen after idle time, and tell the hub when a person is really there. */

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { SECOND } from "@telecare/core/time";
import { useDesk } from "./desk.ts";
import { usePerson } from "./person.ts";
import { forgetPeople, patchSession } from "./session.ts";

const TOLD_EVERY = 30 * SECOND;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Tabs of one browser tell each other, so that work in one keeps the other open. */
const CHANNEL = "telecare.idle";
type Word = "here" | "lock";

export function useLockNow(): () => Promise<void> {
  const desk = useDesk();
  const cache = useQueryClient();
  return useCallback(async () => {
    patchSession(cache, { locked: true });
    forgetPeople(cache);
    await desk.hub.lock().catch(() => undefined); // the hub locks by itself when idle, too
    desk.resync();
  }, [desk, cache]);
}

export function useIdleLock(): void {
  const desk = useDesk();
  const { session } = usePerson();
  const lock = useLockNow();
  const { locked, idle_lock_s } = session;
  useEffect(() => {
    if (locked) return;
    const channel = new BroadcastChannel(CHANNEL);
    let seenAt = performance.now();
    let toldAt = seenAt;
    const here = (): void => {
      seenAt = performance.now();
      if (seenAt - toldAt < TOLD_EVERY) return;
      toldAt = seenAt;
      channel.postMessage("here" satisfies Word);
      desk.hub.seen().catch(() => undefined); // told again at the next sign
    };
    const lockAll = (): void => {
      channel.postMessage("lock" satisfies Word);
      void lock();
    };
    channel.onmessage = ({ data }: MessageEvent<Word>) => {
      if (data === "here") seenAt = toldAt = performance.now();
      else void lock();
    };
    const timer = setInterval(() => {
      if (performance.now() - seenAt >= idle_lock_s * SECOND) lockAll();
    }, SECOND);
    for (const sign of SIGNS) document.addEventListener(sign, here, { passive: true });
    return () => {
      clearInterval(timer);
      channel.close();
      for (const sign of SIGNS) document.removeEventListener(sign, here);
    };
  }, [locked, idle_lock_s, desk, lock]);
}
