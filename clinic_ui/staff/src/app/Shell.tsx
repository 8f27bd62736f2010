/** The frame around every screen: bar above, rail beside, what lies over all below. */

import { Outlet, useNavigate, useSearch } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import type { View } from "@telecare/core/view";
import type { Command } from "@telecare/core/keys";
import { CallWindow, WaitingCall } from "../call/CallWindow.tsx";
import { CallingProvider } from "../call/calling.tsx";
import { Palette } from "../palette/Palette.tsx";
import { CommandsContext, useKeys, type Answer } from "./commands.tsx";
import { useDesk } from "./desk.ts";
import { Help, useShortcuts } from "./Help.tsx";
import { useEvent, useWords } from "./hooks.ts";
import { LockOverlay } from "./Lock.tsx";
import { Rail } from "./Rail.tsx";
import { useMayTriage, usePerson, type BoardSearch } from "./person.ts";
import { forgetPeople, patchSession, SESSION } from "./session.ts";
import { SoundBanner, TopBar } from "./TopBar.tsx";
import { DoneContext, UndoBar, type Done } from "./undo.tsx";
import { useIdleLock } from "./idle.ts";

const MyPicture = lazy(async () => ({
  default: (await import("../portrait/MyPicture.tsx")).MyPicture,
}));

type Over = "palette" | "help" | "picture" | null;

export function Shell() {
  const { w } = useWords();
  const { session } = usePerson();
  const [over, setOver] = useState<Over>(null);
  const [done, setDone] = useState<Done | null>(null);
  const screen = useRef<Answer>(() => false);
  const shortcuts = useShortcuts();
  const say = useCallback((next: Done | null) => setDone(next), []);
  const triage = useMayTriage();
  useLive();
  useRefusals();
  useIdleLock();

  useEffect(() => {
    if (session.locked) setDone(null); // it names a person
  }, [session.locked]);

  const answer = (given: Command): boolean => {
    if (session.locked) return false;
    if (given === "palette" || given === "help" || given === "picture") {
      setOver(given);
      return true;
    }
    if (given === "undo" && done?.undo) {
      void done.undo();
      return true;
    }
    return screen.current(given);
  };
  useKeys(shortcuts.enabled, answer);

  return (
    <CommandsContext value={screen}>
      <DoneContext value={{ done, say }}>
        <CallingProvider>
          <div className={session.locked ? "desk locked" : "desk"}>
            <a className="skip" href="#content">
              {w.common.skipToContent}
            </a>
            <TopBar
              openPalette={() => setOver("palette")}
              openHelp={() => setOver("help")}
              openPicture={() => setOver("picture")}
            />
            {triage ? <SoundBanner /> : null}
            <Rail />
            <main id="content" tabIndex={-1} inert={session.locked}>
              <Outlet />
            </main>
            <WaitingCall />
            <CallWindow />
            <UndoBar />
            {session.locked ? <LockOverlay /> : null}
            {over === "palette" && !session.locked ? (
              <Palette close={() => setOver(null)} give={answer} />
            ) : null}
            {over === "help" && !session.locked ? (
              <Help shortcuts={shortcuts} close={() => setOver(null)} />
            ) : null}
            {over === "picture" && !session.locked ? (
              <Suspense>
                <MyPicture close={() => setOver(null)} />
              </Suspense>
            ) : null}
          </div>
        </CallingProvider>
      </DoneContext>
    </CommandsContext>
  );
}

/** Follow the hub as long as the desk stands; take a new snapshot for another view or a lock. */
function useLive(): void {
  const desk = useDesk();
  const { session } = usePerson();
  const search = useSearch({ strict: false }) as Partial<BoardSearch>;
  const view: View = search.view ?? "now";
  const viewNow = useEvent(() => view);
  const triage = useMayTriage();
  useEffect(() => (triage ? desk.open(viewNow) : undefined), [desk, viewNow, triage]);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else desk.resync();
  }, [desk, view, session.locked]);
}

/** A refusal may tell that the screen is locked or the person signed out: obey at once. */
function useRefusals(): void {
  const desk = useDesk();
  const cache = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    desk.onRefusal((refusal) => {
      if (refusal.code === "locked") {
        patchSession(cache, { locked: true });
        forgetPeople(cache);
      }
      if (refusal.code === "signed_out") void cache.invalidateQueries({ queryKey: SESSION });
    });
    return () => desk.onRefusal(() => undefined);
  }, [desk, cache, navigate]);
}
