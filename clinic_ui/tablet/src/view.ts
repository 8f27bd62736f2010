/** Which screen a state shows, and how far a call for help has come: pure functions of state. */

import type { Language, Prompt, Ringing } from "./shapes.ts";
import type { PressedWhat, State } from "./state.ts";
import { SECOND } from "./times.ts";
import { T } from "./words.ts";

export type HelpStep =
  | "sending"
  | "sent"
  | "still"
  | "nobody"
  | "nobody_long"
  | "claimed"
  | "lapsed"
  | "offline"
  | "cut";

export interface HelpView {
  readonly step: HelpStep;
  readonly by: string | null;
  /** Hub's clock; null: the hub has not acknowledged anything. */
  readonly toldAt: number | null;
}

/** After so long without an answer nothing is on its way, whatever the network claims. */
const UNANSWERED = 5 * SECOND;
const STILL = 30 * SECOND;
const NOBODY = 60 * SECOND;
const NOBODY_LONG = 180 * SECOND;

/** Where 119 is offered: nobody has it, or nobody can. */
export const WITH_119: ReadonlySet<HelpStep> = new Set<HelpStep>([
  "nobody", "nobody_long", "lapsed", "offline", "cut",
]); // prettier-ignore

/** How far help has come; null: nobody has called, or it is over. */
export function helpOf(state: State): HelpView | null {
  const seen = state.home?.help ?? null;
  const live = seen && seen.state !== "over" ? seen : null;
  const mine = state.help;
  if (mine?.until != null || (!mine && !live)) return null;
  const toldAt = live
    ? Date.parse(live.asked_at)
    : mine?.sentAt != null
      ? mine.sentAt + state.offset
      : null;
  const told = mine ? mine.sentAt !== null : true;
  const by = live?.state === "claimed" ? live.by : null;
  if (!told) {
    const away = state.online === false || state.now - mine!.keptAt >= UNANSWERED;
    return { step: away ? "offline" : "sending", by: null, toldAt: null };
  }
  if (state.online === false) return { step: "cut", by, toldAt };
  if (!live) return { step: "sent", by: null, toldAt };
  if (live.state === "claimed") return { step: "claimed", by, toldAt };
  if (live.state === "lapsed") return { step: "lapsed", by: null, toldAt };
  const since = Date.parse(live.unattended_since ?? live.asked_at);
  return { step: waitingStep(state.now + state.offset - since), by: null, toldAt };
}

function waitingStep(elapsed: number): HelpStep {
  if (elapsed >= NOBODY_LONG) return "nobody_long";
  if (elapsed >= NOBODY) return "nobody";
  return elapsed >= STILL ? "still" : "sent";
}

interface Spoken {
  /** Names the screen; when it changes, the new one speaks. */
  readonly key: string;
  readonly clip: string | null;
  /** Changing words: spoken where the browser has a voice. */
  readonly words: string | null;
  readonly sound?: boolean;
}

export type Stage = "sending" | "sent" | "kept";

export type Screen = Spoken &
  (
    | { readonly kind: "opening" | "enrol" | "revoked" | "home" | "call" }
    | { readonly kind: "counting"; readonly left: number }
    | { readonly kind: "help"; readonly help: HelpView }
    | { readonly kind: "ringing"; readonly ring: Ringing }
    | { readonly kind: "prompt"; readonly prompt: Prompt }
    | { readonly kind: "pressed"; readonly what: PressedWhat; readonly stage: Stage }
  );

const silent = (key: string): Spoken => ({ key, clip: null, words: null });

/** The fixed sentence of each step. */
export const HELP_CLIP: Record<HelpStep, string> = {
  sending: "help_sending",
  sent: "help_sent",
  still: "help_still",
  nobody: "help_nobody",
  nobody_long: "help_nobody",
  claimed: "help_claimed",
  lapsed: "help_lapsed",
  offline: "help_offline",
  cut: "help_offline",
};

/** The one screen a state shows. */
export function screenOf(state: State): Screen {
  if (state.phase !== "on") return { kind: state.phase, ...silent(state.phase) };
  if (state.help?.until != null) return counting(state.help.until - state.now);
  const help = helpOf(state);
  const helpKey = help && `help-${help.step}`;
  if (state.call) {
    return help && state.helpOverCall ? helpScreen(help) : { kind: "call", ...silent("call") };
  }
  const ring = ringOf(state);
  if (ring) return ringing(ring, languageOf(state));
  if (help && helpKey && state.asideStep !== help.step) return helpScreen(help);
  const prompt = promptOf(state);
  if (prompt) {
    const clip = `prompt_${prompt.kind}`;
    return {
      kind: "prompt",
      prompt,
      key: `prompt-${prompt.id}`,
      clip,
      words: null,
      sound: true,
    };
  }
  if (state.pressed) return pressed(state, state.pressed.what, state.pressed.at);
  return { kind: "home", ...silent("home") };
}

function counting(rest: number): Screen {
  const left = Math.min(5, Math.max(1, Math.ceil(rest / SECOND)));
  return { kind: "counting", left, key: `count-${left}`, clip: `count_${left}`, words: null };
}

function helpScreen(help: HelpView): Screen {
  const key = `help-${help.step}`;
  return { kind: "help", help, key, clip: HELP_CLIP[help.step], words: help.by };
}

function ringing(ring: Ringing, language: Language): Screen {
  return {
    kind: "ringing",
    ring,
    key: `ringing-${ring.consultation_id}`,
    clip: ring.auto_answer ? "auto_answer" : "ringing",
    words: T[language].caller(ring.caller, ring.purpose === "care"),
    sound: true,
  };
}

/** The question that stands, unless it was answered. */
export function promptOf(state: State): Prompt | null {
  return state.home?.prompts.find((prompt) => !state.answered.includes(prompt.id)) ?? null;
}

/** The call that rings now, unless it was declined. */
export function ringOf(state: State): Ringing | null {
  const ring = state.home?.ringing ?? null;
  if (!ring || ring.state !== "ringing" || ring.consultation_id === state.declined) return null;
  if (ring.consultation_id === state.endedCall) return null;
  return Date.parse(ring.rings_until) > state.now + state.offset ? ring : null;
}

const KIND_OF = { ok: "check_in", doctor: "doctor_asked" } as const;

function pressed(state: State, what: PressedWhat, at: number): Screen {
  if (what !== "ok" && what !== "doctor") {
    const clip = { thanks: "thanks", cancelled: "help_cancelled", practice: "practice" }[what];
    return { kind: "pressed", what, stage: "sent", key: `pressed-${what}`, clip, words: null };
  }
  const kind = KIND_OF[what];
  const sent = (state.sent[kind] ?? 0) >= at;
  const kept = state.online === false && (state.waiting[kind] ?? 0) > 0;
  const stage = sent ? "sent" : kept ? "kept" : "sending";
  const clip = stage === "sending" ? null : `${what}_${stage}`; // the outcome is worth the wait
  return { kind: "pressed", what, stage, key: `pressed-${what}-${stage}`, clip, words: null };
}

/** The language on the screen: the resident's own choice, until the plan's moves. */
export function languageOf(state: State): Language {
  const planned = state.home?.rules.language ?? "ko";
  return state.language?.instead === planned ? state.language.chosen : planned;
}
