/** The verbs of an alert: try, show what came of it, offer to take it back. */

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { foldRow } from "@telecare/core/board";
import type { AlertRow, BoardSnapshot, VerbAnswer } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { notNow, type AlertVerb } from "@telecare/core/verbs";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { useDone } from "../app/undo.tsx";
import { sentences } from "../parts/Said.tsx";
import { HandOverWindow, HoldWindow, NoteWindow, ResolveWindow } from "./windows.tsx";
import { Card119Window } from "./Card119.tsx";
import { RespondWindow } from "./Respond.tsx";
import type { Acts, Doing, Open } from "./asked.ts";
import { nameOf } from "./texts.ts";

/** The list of what is done; whether the screen is locked follows in the key. */
export const DONE_LIST = ["board", "done"] as const;

/** `left` hears of an alert that leaves the list by our own hand, `moved` of one that stays. */
export function useActs(hear: { left: (id: string) => void; moved: () => void }): Acts {
  const { w, ...spoken } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { say } = useDone();
  const [open, setOpen] = useState<Open | null>(null);
  const [busy, setBusy] = useState(false);

  const take = (answer: VerbAnswer): void => {
    const { row, lease_token } = answer;
    if (lease_token) desk.tokens.set(row.id, lease_token);
    desk.amend((board) => foldRow(board, row));
    void cache.invalidateQueries({ queryKey: ["alert", row.id] });
    void cache.invalidateQueries({ queryKey: DONE_LIST });
  };

  const refused = (error: unknown): void => {
    say({ text: sentences({ w, ...spoken }, error).join(" "), until: null, bad: true });
  };

  const undo = async ({ id }: AlertRow): Promise<void> => {
    try {
      // The judge may have touched the alert since: what is taken back is how it stands now.
      const { row, lease_token } = await desk.hub.alert(id, { again: true });
      const token = lease_token ?? (await desk.tokenOf(id));
      take(await desk.hub.undo(id, { version: row.version, lease_token: token }));
      say({ text: w.board.undo.undone, until: null });
      hear.moved();
    } catch (error) {
      refused(error);
    }
  };

  const done = (verb: Doing, answer: VerbAnswer): void => {
    const { row } = answer;
    const until = instant(answer.undo_until ?? row.undo_until);
    const open = until !== null && until > desk.now();
    const text = w.board.undo[verb](row.resident.name ? w.common.person(nameOf(row, w)) : "");
    say(open ? { text, until, undo: () => undo(row) } : { text, until: null });
    const gone =
      row.state === "resolved" || row.state === "closed" || row.state === "responding";
    const left = gone && verb !== "note";
    if (left) hear.left(row.id);
    else if (verb !== "note") hear.moved();
  };

  // A quick hand presses A and R in one go: the second verb waits for the first one's answer.
  const inFlight = useRef(Promise.resolve());

  const atOnce = async (verb: Doing, ask: () => Promise<VerbAnswer>): Promise<void> => {
    setBusy(true);
    try {
      const answer = await ask();
      take(answer);
      done(verb, answer);
    } catch (error) {
      refused(error);
      desk.resync();
    } finally {
      setBusy(false);
    }
  };

  const go = (
    verb: AlertVerb,
    row: AlertRow | null,
    contactId: string | null,
  ): Promise<void> => {
    const why = notNow(verb, row);
    if (why !== null || !row) {
      say({ text: w.board.notNow[why ?? "noSelection"], until: null, bad: true });
      return Promise.resolve();
    }
    const { id, version } = row;
    switch (verb) {
      case "claim":
        return atOnce(verb, () => desk.hub.claim(id, version));
      case "release":
        return atOnce(verb, async () =>
          desk.hub.release(id, { version, lease_token: await desk.tokenOf(id) }),
        );
      case "close":
        return atOnce(verb, () => desk.hub.close(id, version));
      default:
        setOpen({ what: verb, row, contactId });
        return Promise.resolve();
    }
  };

  return {
    open,
    busy,
    shut: () => setOpen(null),
    handOver: (row) => setOpen({ what: "handOver", row }),
    card119: (row) => setOpen({ what: "card119", row }),
    respond: (row) => setOpen({ what: "respond", row }),
    dial: (row, contactId) => setOpen({ what: "call", row, contactId, dial: true }),
    finished: (id) => {
      const list = cache.getQueryData<BoardSnapshot>([...DONE_LIST, false]);
      return list?.rows.find((row) => row.id === id) ?? null;
    },
    act(verb, row, contactId = null) {
      inFlight.current = inFlight.current.then(() => {
        const newest = row && desk.board.latest()?.rows.get(row.id);
        return go(verb, newest ?? row, contactId);
      });
    },
    async send(asked, verb, ask) {
      const answer = await ask(asked.row.mine ? await desk.tokenOf(asked.row.id) : "");
      setOpen(null);
      take(answer);
      done(verb, answer);
    },
  };
}

/** The window a verb asks in, if one is open. */
export function Ask({ acts }: { acts: Acts }) {
  const { open } = acts;
  if (!open) return null;
  switch (open.what) {
    case "note":
    case "call":
      return <NoteWindow acts={acts} open={open} kind={open.what} />;
    case "hold":
      return <HoldWindow acts={acts} open={open} />;
    case "resolve":
      return <ResolveWindow acts={acts} open={open} />;
    case "handOver":
      return <HandOverWindow acts={acts} open={open} />;
    case "card119":
      return <Card119Window acts={acts} open={open} />;
    case "respond":
      return <RespondWindow acts={acts} open={open} />;
    default:
      return open.what satisfies never;
  }
}
