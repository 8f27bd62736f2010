/** Visits on a phone: locked, or the list with the results, whether or not there is a network. */

import { useCallback, useEffect, useRef, useState } from "react";
import type { Language } from "@telecare/core/shapes";
import { MINUTE, SECOND } from "@telecare/core/time";
import { Locked, Take } from "./Locked.tsx";
import { Open } from "./Open.tsx";
import { forgetOld, whoIsHere } from "./queue.ts";
import { Safe } from "./safe.ts";
import { keepLanguage, keptLanguage, spoken, SpokenContext } from "./speech.ts";

type Place = "opening" | "take" | "locked" | "open";

const IDLE_LOCK_MS = 2 * MINUTE;
const AWAY_LOCK_MS = 30 * SECOND; // the screen went dark, or another app is in front

export function VisitsApp() {
  const [language, setLanguage] = useState<Language>(keptLanguage);
  const [safe, setSafe] = useState<Safe | null>(null);
  const [place, setPlace] = useState<Place>("opening");
  const [stale, setStale] = useState(false);

  useEffect(() => {
    void (async () => {
      const opened = await Safe.open();
      setStale(await forgetOld(opened, Date.now()));
      setSafe(opened);
      setPlace((await opened.made()) ? "locked" : "take");
      const session = await whoIsHere();
      if (session?.staff) {
        keepLanguage(session.staff.language);
        setLanguage(session.staff.language);
      }
    })();
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = spoken(language).w.title;
  }, [language]);

  const lock = useCallback(() => {
    safe?.lock();
    setPlace((now) => (now === "open" ? "locked" : now));
  }, [safe]);
  useLockWhenLeft(place === "open", lock);

  const { w } = spoken(language);
  return (
    <SpokenContext value={spoken(language)}>
      <header className="bar">
        <h1>{w.title}</h1>
        {place === "open" ? (
          <button type="button" onClick={lock}>
            {w.lock}
          </button>
        ) : null}
      </header>
      <main>
        {stale ? <p className="notice">{w.stale}</p> : null}
        {safe && place === "take" ? <Take safe={safe} taken={() => setPlace("open")} /> : null}
        {safe && place === "locked" ? (
          <Locked safe={safe} opened={() => setPlace("open")} wiped={() => setPlace("take")} />
        ) : null}
        {safe && place === "open" ? <Open safe={safe} /> : null}
      </main>
    </SpokenContext>
  );
}

/** Lock after two minutes without a touch, or half a minute out of sight. */
function useLockWhenLeft(open: boolean, lock: () => void): void {
  const touched = useRef(0);
  const left = useRef<number | null>(null);
  useEffect(() => {
    if (!open) return;
    touched.current = performance.now();
    const touch = (): void => void (touched.current = performance.now());
    const look = (): void => {
      const now = performance.now();
      if (document.hidden) left.current ??= now;
      const away = left.current !== null && now - left.current >= AWAY_LOCK_MS;
      if (away || now - touched.current >= IDLE_LOCK_MS) lock();
      if (!document.hidden) left.current = null;
    };
    const timer = setInterval(look, SECOND);
    document.addEventListener("visibilitychange", look);
    document.addEventListener("pointerdown", touch);
    document.addEventListener("keydown", touch);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      document.removeEventListener("pointerdown", touch);
      document.removeEventListener("keydown", touch);
    };
  }, [open, lock]);
}
