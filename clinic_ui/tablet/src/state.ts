/** Everything the tablet knows, what can happen to it, and what it can be told to do. */

import type { Language, Ringing, TabletHome } from "./shapes.ts";
import type { Kept, Said } from "./store.ts";

export type PressedWhat = "ok" | "doctor" | "thanks" | "cancelled" | "practice";

/** Our own side of a call for help. */
export interface Help {
  /** Device's clock when the countdown ends; null: it has ended. */
  readonly until: number | null;
  /** When it went into the outbox, and when the hub first acknowledged it. */
  readonly keptAt: number;
  readonly sentAt: number | null;
  readonly presses: number;
  readonly practice: boolean;
}

export interface State {
  readonly phase: "opening" | "enrol" | "on" | "revoked";
  /** The device's own clock; the hub's is `now + offset`. */
  readonly now: number;
  readonly offset: number;
  readonly zone: string;
  /** Whether the last exchange with the hub came through; null: none yet. */
  readonly online: boolean | null;
  readonly home: TabletHome | null;
  readonly language: { readonly chosen: Language; readonly instead: Language } | null;
  /** How many wait in the outbox, by kind. */
  readonly waiting: Readonly<Record<string, number>>;
  /** Device's clock of the newest check-in pressed. */
  readonly checkInAt: number | null;
  /** Device's clock of the newest the hub has acknowledged, by kind. */
  readonly sent: Readonly<Record<string, number>>;
  readonly pressed: { readonly what: PressedWhat; readonly at: number } | null;
  readonly help: Help | null;
  /** The step of help the resident has put aside; the next one shows itself again. */
  readonly asideStep: string | null;
  readonly answered: readonly string[];
  readonly ring: { readonly id: string; readonly seenAt: number } | null;
  readonly declined: string | null;
  readonly call: { readonly ring: Ringing; readonly auto: boolean; readonly at: number } | null;
  readonly endedCall: string | null;
  /** Help asked for during a call lies over the picture until it is put aside. */
  readonly helpOverCall: boolean;
  readonly chimedAt: number;
  readonly touchedAt: number;
}

export const NOTHING: State = {
  phase: "opening",
  now: 0,
  offset: 0,
  zone: "Asia/Seoul",
  online: null,
  home: null,
  language: null,
  waiting: {},
  checkInAt: null,
  sent: {},
  pressed: null,
  help: null,
  asideStep: null,
  answered: [],
  ring: null,
  declined: null,
  call: null,
  endedCall: null,
  helpOverCall: false,
  chimedAt: 0,
  touchedAt: 0,
};

export type Act =
  | "ok" | "help" | "doctor" | "cancel" | "again" | "aside" | "language"
  | "prompt_ok" | "prompt_help" | "answer" | "decline" | "touch"; // prettier-ignore

export type Event =
  | {
      readonly is: "opened";
      readonly found: Partial<State>;
      readonly countingAt: number | null;
    }
  | { readonly is: "enrolled"; readonly zone: string }
  | { readonly is: "tick" }
  | { readonly is: "tapped"; readonly act: Act }
  | { readonly is: "kept"; readonly items: readonly Kept[] }
  | { readonly is: "gone"; readonly items: readonly Kept[]; readonly sent: boolean }
  | { readonly is: "line"; readonly up: boolean }
  | { readonly is: "offset"; readonly ms: number }
  | { readonly is: "home"; readonly home: TabletHome; readonly askedAt: number }
  | { readonly is: "call_over" }
  | { readonly is: "revoked" };

export type Command =
  | { readonly do: "keep"; readonly said: readonly Said[] }
  | { readonly do: "counting"; readonly at: number | null }
  | { readonly do: "language"; readonly language: NonNullable<State["language"]> }
  | { readonly do: "chimed"; readonly at: number }
  | { readonly do: "say"; readonly clip: string; readonly words: string | null }
  | { readonly do: "chime" }
  | { readonly do: "look" }
  | { readonly do: "shown"; readonly id: string }
  | { readonly do: "decline"; readonly id: string }
  | { readonly do: "wipe" };
