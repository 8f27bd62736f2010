/** The one call of this tab: whoever shows a button rings through it, the window draws it. */

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { ReactNode } from "react";
import {
  CallLine,
  type Call,
  type CallPorts,
  type CallView,
  type Wanted,
} from "@telecare/core/call";
import { Refusal } from "@telecare/core/http";
import { ownMedia } from "@telecare/core/signal";
import { io } from "socket.io-client";
import { useDesk } from "../app/desk.ts";
import { usePerson } from "../app/person.ts";

const CALLERS: ReadonlySet<string> = new Set(["caseworker", "supervisor", "clinician"]);

export interface Calling {
  readonly view: CallView | null;
  readonly line: CallLine | null;
  /** A live call of one's own that this tab is not in, such as after a reload. */
  readonly waiting: Call | null;
  readonly busy: boolean;
  readonly error: unknown;
  /** Whose gate the hub missed when it was to ring; null: none. */
  readonly gateFor: string | null;
  ring(wanted: Wanted): Promise<void>;
  again(): Promise<void>;
  comeBack(): Promise<void>;
  endWaiting(): Promise<void>;
  close(): void;
}

const CallingContext = createContext<Calling | null>(null);

export function useCalling(): Calling {
  const calling = useContext(CallingContext);
  if (!calling) throw new Error("no calling above this part");
  return calling;
}

/** The gate has lapsed or rules have changed since it was passed: it is asked for at once. */
function missesGate(error: unknown): boolean {
  return error instanceof Refusal && error.code === "gate_missing";
}

export function CallingProvider({ children }: { children: ReactNode }) {
  const desk = useDesk();
  const { session } = usePerson();
  const [view, setView] = useState<CallView | null>(null);
  const [waiting, setWaiting] = useState<Call | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const line = useRef<CallLine | null>(null);
  const wanted = useRef<Wanted | null>(null);
  const may = CALLERS.has(session.staff?.role ?? "");

  const ports = useMemo<CallPorts>(
    () => ({
      ask: desk.hub.ask,
      connect: (token) => io("/call", { auth: { token }, forceNew: true }),
      media: ownMedia,
      show: setView,
    }),
    [desk],
  );

  const look = useCallback(async () => {
    const found = await desk.hub.ask("get", "/api/calls/mine", {}).catch(() => null);
    setWaiting(line.current === null ? found : null);
  }, [desk]);

  useEffect(() => {
    if (may) void look();
    return () => line.current?.close();
  }, [may, look]);

  const open = async (begin: () => Promise<CallLine>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      line.current?.close();
      line.current = await begin();
      setView(line.current.view);
      setWaiting(null);
    } catch (refusal) {
      setError(refusal);
      await look();
    } finally {
      setBusy(false);
    }
  };

  const ring = (next: Wanted): Promise<void> => {
    wanted.current = next;
    return open(() => CallLine.ring(ports, next));
  };

  const calling: Calling = {
    view,
    line: line.current,
    waiting,
    busy,
    error,
    gateFor: missesGate(error) ? (wanted.current?.residentId ?? null) : null,
    ring,
    again: () => (wanted.current ? ring(wanted.current) : Promise.resolve()),
    comeBack: () => (waiting ? open(() => CallLine.resume(ports, waiting)) : Promise.resolve()),
    endWaiting: async () => {
      if (!waiting) return;
      const path = { call_id: waiting.id };
      await desk.hub.ask("post", "/api/calls/{call_id}/end", { path }).catch(() => null);
      await look();
    },
    close: () => {
      line.current?.close();
      line.current = null;
      setView(null);
      setError(null);
      void look();
    },
  };
  return <CallingContext value={calling}>{children}</CallingContext>;
}
