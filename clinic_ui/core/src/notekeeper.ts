/**
 * Keeps what a doctor types: every two seconds what is new is saved as the note's next version.
 *
 * One save is under way at a time, each names the version it follows, and a save whose answer was
 * lost is sent again (the hub finds its own version). If another screen was faster, nothing is
 * overwritten: the keeper stops and says so, and `mine` or `theirs` goes on.
 */

import { Refusal } from "./http.ts";
import { store, type Store } from "./store.ts";
import { SECOND } from "./time.ts";

export const SAVE_EVERY = 2 * SECOND;

/** "waiting": typed and not yet sent; "away": the hub does not answer, it is tried again. */
export type Keeping = "saved" | "waiting" | "saving" | "away" | "overtaken" | "refused";

export interface Kept {
  readonly text: string;
  /** The version the hub has; 0: none. */
  readonly version: number;
  readonly savedAt: string | null;
  readonly keeping: Keeping;
  /** Why the hub will not keep this text; null unless `keeping` is "refused". */
  readonly refusal: Refusal | null;
}

export interface Stored {
  readonly version: number;
  readonly text: string;
  readonly saved_at: string | null;
}

export interface NotePort {
  read(): Promise<Stored>;
  save(text: string, after: number): Promise<{ version: number; saved_at: string }>;
}

export interface NoteKeeper {
  readonly note: Store<Kept>;
  type(text: string): void;
  /** Send now what is not saved; true when the hub has all of it. */
  flush(): Promise<boolean>;
  /** After "overtaken": keep my text as the version after theirs. */
  mine(): Promise<void>;
  /** After "overtaken": go on with their text. */
  theirs(): Promise<void>;
  /** Save every two seconds from now on; the answer saves what is left and stops. */
  open(): () => void;
}

export function keepNote(first: Stored, hub: NotePort): NoteKeeper {
  const note = store<Kept>(fresh(first), (run) => run()); // at once: Hangul is composed in it
  let kept = first.text;
  let running: Promise<boolean> | null = null;
  const set = (change: Partial<Kept>): void => note.set({ ...note.get(), ...change });

  const send = async (): Promise<boolean> => {
    const { text, version } = note.get();
    set({ keeping: "saving" });
    try {
      const saved = await hub.save(text, version);
      kept = text;
      const more = note.get().text !== text;
      set({
        version: saved.version,
        savedAt: saved.saved_at,
        keeping: more ? "waiting" : "saved",
        refusal: null,
      });
      return !more;
    } catch (error) {
      set(failed(error));
      return false;
    }
  };

  const flush = async (): Promise<boolean> => {
    if (running) await running;
    const { text, keeping } = note.get();
    if (text === kept && keeping !== "overtaken") return true;
    if (keeping === "overtaken") return false;
    running = send().finally(() => (running = null));
    return running;
  };

  const take = async (use: (stored: Stored) => void): Promise<void> => {
    try {
      use(await hub.read());
    } catch {
      return; // it still stands as overtaken, and is tried again by hand
    }
  };

  return {
    note,
    type(text) {
      const { keeping } = note.get();
      const stuck = keeping === "overtaken" || keeping === "saving";
      set({ text, keeping: stuck ? keeping : text === kept ? "saved" : "waiting" });
    },
    flush,
    mine: () =>
      take(({ version, text }) => {
        kept = text;
        set({ version, keeping: "waiting" });
        void flush();
      }),
    theirs: () =>
      take((stored) => {
        kept = stored.text;
        note.set(fresh(stored));
      }),
    open() {
      const tick = setInterval(() => {
        const { keeping } = note.get();
        if (keeping === "waiting" || keeping === "away") void flush();
      }, SAVE_EVERY);
      return () => {
        clearInterval(tick);
        void flush();
      };
    },
  };
}

function fresh(stored: Stored): Kept {
  return {
    text: stored.text,
    version: stored.version,
    savedAt: stored.saved_at,
    keeping: "saved",
    refusal: null,
  };
}

function failed(error: unknown): Partial<Kept> {
  if (!(error instanceof Refusal)) return { keeping: "away" };
  if (error.code === "overtaken") return { keeping: "overtaken" };
  if (error.code === "locked" || error.status >= 500) return { keeping: "away" };
  return { keeping: "refused", refusal: error };
}
