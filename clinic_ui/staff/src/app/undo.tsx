/** The bar that says what was done, and takes it back while the hub allows it. */

import { createContext, useContext, useEffect, useState } from "react";
import { Button } from "../parts/Button.tsx";
import { SECOND, type Millis } from "@telecare/core/time";
import { useDesk } from "./desk.ts";
import { useTick, useWords } from "./hooks.ts";

export interface Done {
  readonly text: string;
  /** Until when the hub takes it back; null when it cannot be undone. */
  readonly until: Millis | null;
  readonly undo?: () => Promise<void>;
  readonly bad?: boolean;
}

export interface DoneBar {
  readonly done: Done | null;
  say(done: Done | null): void;
}

export const DoneContext = createContext<DoneBar>({ done: null, say: () => undefined });

export function useDone(): DoneBar {
  return useContext(DoneContext);
}

const SHOWN_FOR = 5 * SECOND;

export function UndoBar() {
  const { done, say } = useDone();
  useEffect(() => {
    if (!done || done.until !== null) return;
    const timer = setTimeout(() => say(null), done.bad ? 2 * SHOWN_FOR : SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [done, say]);
  return (
    <div className="undo-place" role="status">
      {done ? <Bar done={done} close={() => say(null)} /> : null}
    </div>
  );
}

function Bar({ done, close }: { done: Done; close: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const seconds = useTick((now) =>
    done.until === null ? null : Math.ceil((done.until - now) / SECOND),
  );
  useEffect(() => {
    if (done.until === null) return;
    const timer = setTimeout(close, Math.max(0, done.until - desk.now()));
    return () => clearTimeout(timer);
  }, [done, close, desk]);
  const { undo } = done;
  return (
    <div className={done.bad ? "undo-bar bad" : "undo-bar"}>
      <span>{done.text}</span>
      {undo && seconds !== null ? (
        <Button
          isPending={busy}
          onPress={() => {
            setBusy(true);
            void undo().finally(() => setBusy(false));
          }}
        >
          {w.board.verbs.undo} <kbd>Z</kbd>
          <span
            className="undo-seconds"
            aria-hidden="true"
            title={w.board.undoSeconds(seconds)}
          >
            {Math.max(0, seconds)}
          </span>
        </Button>
      ) : null}
    </div>
  );
}
