/** What every event makes of what the tablet knows. No clock, no network in here. */

import type { TabletHome } from "./shapes.ts";
import {
  NOTHING,
  type Act,
  type Command,
  type Event,
  type Help,
  type PressedWhat,
  type State,
} from "./state.ts";
import type { Kept, Said } from "./store.ts";
import { dueChime, openWindow, SECOND } from "./times.ts";
import { helpOf, languageOf, promptOf, screenOf } from "./view.ts";

const COUNTDOWN = 5 * SECOND;
const PRESSED = 5 * SECOND;
const AUTO_ANSWER = 5 * SECOND;
const TOUCH_EVERY = 60 * SECOND;

type Step = readonly [State, readonly Command[]];

/** Take one event that happens at `now` (device's clock). */
export function update(before: State, event: Event, now: number): Step {
  const [state, commands] = take({ ...before, now }, event);
  const [settled, more] = settle(state);
  const from = screenOf(before);
  const to = screenOf(settled);
  const said: Command[] = [];
  if (to.key !== from.key && to.clip) {
    if (to.sound) said.push({ do: "chime" });
    said.push({ do: "say", clip: to.clip, words: to.words });
  }
  if (to.kind === "prompt" && to.key !== from.key) said.push({ do: "shown", id: to.prompt.id });
  return [settled, [...commands, ...more, ...said]];
}

function take(state: State, event: Event): Step {
  switch (event.is) {
    case "opened":
      return opened(state, event.found, event.countingAt);
    case "enrolled":
      return [{ ...state, phase: "on", zone: event.zone }, [{ do: "look" }]];
    case "tick":
      return [state, []];
    case "tapped":
      return tapped(state, event.act);
    case "kept":
      return [count(state, event.items, 1), []];
    case "gone":
      return gone(state, event.items, event.sent);
    case "line":
      return [{ ...state, online: event.up }, []];
    case "offset":
      return [{ ...state, offset: event.ms }, []];
    case "home":
      return [seen(state, event.home, event.askedAt), []];
    case "call_over":
      return callOver(state);
    case "revoked":
      return [{ ...NOTHING, now: state.now, phase: "revoked" }, [{ do: "wipe" }]];
  }
}

function opened(state: State, found: Partial<State>, countingAt: number | null): Step {
  const next = { ...state, ...found };
  // The power went while it was counting and nobody had cancelled: the call goes out.
  if (countingAt !== null && next.phase === "on") {
    return sendHelp({ ...next, help: helpFrom(state.now) });
  }
  const unsent = (next.waiting["sos"] ?? 0) > 0;
  return [unsent ? { ...next, help: { ...helpFrom(state.now), until: null } } : next, []];
}

function helpFrom(now: number): Help {
  return { until: now + COUNTDOWN, keptAt: now, sentAt: null, presses: 0, practice: false };
}

/** Whether `span` has passed since `at`; a clock that was set back has passed it, too. */
const passed = (now: number, at: number, span: number): boolean => now < at || now >= at + span;

/** What time itself brings about, after every event. */
function settle(state: State): Step {
  const { home, now } = state;
  if (state.pressed && passed(now, state.pressed.at, PRESSED)) {
    return settle({ ...state, pressed: null });
  }
  const until = state.help?.until ?? null;
  if (until !== null && passed(now, until - COUNTDOWN, COUNTDOWN)) return sendHelp(state);
  if (!home || state.phase !== "on") return [state, []];
  const screen = screenOf(state);
  if (screen.kind === "ringing") {
    const { ring } = screen;
    if (state.ring?.id !== ring.consultation_id) {
      return [{ ...state, ring: { id: ring.consultation_id, seenAt: now } }, []];
    }
    if (ring.auto_answer && passed(now, state.ring.seenAt, AUTO_ANSWER)) {
      return [{ ...state, call: { ring, auto: true, at: now }, helpOverCall: false }, []];
    }
  }
  return chimes(state);
}

function chimes(state: State): Step {
  const { home, now, offset } = state;
  if (!home || screenOf(state).kind !== "home" || !home.rules.buttons.includes("ok")) {
    return [state, []];
  }
  const pressed = state.checkInAt === null ? null : state.checkInAt + offset;
  const due = dueChime(home.check_ins, now + offset, pressed, state.chimedAt);
  if (due === null) return [state, []];
  return [
    { ...state, chimedAt: due },
    [{ do: "chimed", at: due }, { do: "chime" }, { do: "say", clip: "chime", words: null }],
  ];
}

function tapped(state: State, act: Act): Step {
  if (state.phase !== "on") return act === "language" ? turnLanguage(state) : [state, []];
  switch (act) {
    case "ok":
      return press(state, "ok", "check_in");
    case "doctor":
      return press(state, "doctor", "doctor_asked");
    case "help":
      return askHelp(state);
    case "again":
      return sendHelp(state);
    case "cancel":
      return cancel(state);
    case "aside":
      return aside(state);
    case "language":
      return turnLanguage(state);
    case "prompt_ok":
      return answerPrompt(state, "ok");
    case "prompt_help":
      return answerPrompt(state, "help");
    case "answer":
      return answerCall(state);
    case "decline":
      return declineCall(state);
    case "touch":
      return touch(state);
  }
}

const practising = (state: State): boolean => state.home?.rules.practice ?? false;

function shortly(state: State, what: PressedWhat): State {
  return { ...state, pressed: { what, at: state.now } };
}

function press(state: State, what: "ok" | "doctor", kind: string): Step {
  if (practising(state)) return [shortly(state, "practice"), []];
  const next = shortly(state, what);
  const said: Said = { lane: "plain", kind, at: state.now };
  return [next, [{ do: "keep", said: [said] }]];
}

function askHelp(state: State): Step {
  const over = { ...state, helpOverCall: state.call !== null, pressed: null };
  if (state.help?.until != null) return [over, []];
  if (helpOf(state) !== null && !state.help?.practice) return sendHelp(over); // a re-press
  const help = { ...helpFrom(state.now), practice: practising(state) };
  const note: Command[] = help.practice ? [] : [{ do: "counting", at: state.now }];
  return [{ ...over, help, asideStep: null }, note];
}

/** A call the hub knows of, made before this page was loaded. */
const calledBefore = (now: number): Help => ({
  ...helpFrom(now),
  until: null,
  sentAt: now,
  presses: 1,
});

/** The countdown is over, or help is pressed again: it goes out now. */
function sendHelp(state: State): Step {
  const before = state.help ?? calledBefore(state.now);
  if (before.practice) {
    return [shortly({ ...state, help: null, helpOverCall: false }, "practice"), []];
  }
  const keptAt = before.until === null ? before.keptAt : state.now;
  const help = { ...before, until: null, keptAt, presses: before.presses + 1 };
  const data = { repeat: before.presses };
  const commands: Command[] = [
    { do: "keep", said: [{ lane: "help", kind: "sos", at: state.now, data }] },
    { do: "counting", at: null },
  ];
  if (before.presses) commands.push({ do: "say", clip: "help_again", words: null });
  return [{ ...state, help, asideStep: null }, commands];
}

function cancel(state: State): Step {
  if (state.help?.until == null) return [state, []];
  const next = { ...state, help: null, helpOverCall: false };
  return [shortly(next, "cancelled"), [{ do: "counting", at: null }]];
}

function aside(state: State): Step {
  const help = helpOf(state);
  return [{ ...state, asideStep: help?.step ?? null, helpOverCall: false }, []];
}

function turnLanguage(state: State): Step {
  const language = {
    chosen: languageOf(state) === "ko" ? ("en" as const) : ("ko" as const),
    instead: state.home?.rules.language ?? ("ko" as const),
  };
  return [{ ...state, language }, [{ do: "language", language }]];
}

function answerPrompt(state: State, answer: "ok" | "help"): Step {
  const prompt = promptOf(state);
  if (!prompt) return [state, []];
  const next = { ...state, answered: [...state.answered, prompt.id] };
  if (practising(state)) return [shortly(next, "practice"), []];
  const data = { prompt_id: prompt.id, answer };
  const lane = answer === "help" ? "help" : "plain";
  const keep: Command = {
    do: "keep",
    said: [{ lane, kind: "prompt_answer", at: state.now, data }],
  };
  if (answer === "ok") return [shortly(next, "thanks"), [keep]];
  const help = { ...helpFrom(state.now), until: null, presses: 1 };
  return [{ ...next, help, asideStep: null }, [keep]];
}

function answerCall(state: State): Step {
  const screen = screenOf(state);
  if (screen.kind !== "ringing") return [state, []];
  const call = { ring: screen.ring, auto: false, at: state.now };
  return [{ ...state, call, helpOverCall: false, pressed: null }, []];
}

function declineCall(state: State): Step {
  const screen = screenOf(state);
  if (screen.kind !== "ringing") return [state, []];
  const id = screen.ring.consultation_id;
  return [{ ...state, declined: id }, [{ do: "decline", id }]];
}

function callOver(state: State): Step {
  const endedCall = state.call?.ring.consultation_id ?? state.endedCall;
  return [{ ...state, call: null, endedCall, helpOverCall: false }, [{ do: "look" }]];
}

/** Any touch is a sign of life where that was agreed, inside the window, once a minute. */
function touch(state: State): Step {
  const { home, now, offset } = state;
  if (!home?.rules.touch_counts || home.rules.practice) return [state, []];
  const open = openWindow(home.check_ins, now + offset);
  if (!open || open.done_at || now - state.touchedAt < TOUCH_EVERY) return [state, []];
  const said: Said = { lane: "plain", kind: "activity", at: now };
  return [{ ...state, touchedAt: now }, [{ do: "keep", said: [said] }]];
}

function count(state: State, items: readonly Kept[], by: 1 | -1): State {
  const waiting: Record<string, number> = { ...state.waiting };
  let { checkInAt } = state;
  for (const { kind, lane, at } of items) {
    const name = lane === "help" ? "sos" : kind;
    waiting[name] = Math.max(0, (waiting[name] ?? 0) + by);
    if (kind === "check_in") checkInAt = Math.max(checkInAt ?? 0, at);
  }
  return { ...state, waiting, checkInAt };
}

const NEWS = new Set(["check_in", "activity", "doctor_asked", "prompt_answer", "sos"]);

function gone(state: State, items: readonly Kept[], sent: boolean): Step {
  let next = count(state, items, -1);
  if (sent) {
    const acknowledged: Record<string, number> = { ...next.sent };
    for (const { kind, at } of items)
      acknowledged[kind] = Math.max(at, acknowledged[kind] ?? 0);
    next = { ...next, sent: acknowledged };
    const called = items.some((item) => item.lane === "help");
    if (called && next.help) next = { ...next, help: { ...next.help, sentAt: state.now } };
  }
  return [next, items.some((item) => NEWS.has(item.kind)) ? [{ do: "look" }] : []];
}

/** Take what the hub says; `askedAt` is when we asked, by our own clock. */
function seen(state: State, home: TabletHome, askedAt: number): State {
  let next: State = { ...state, home, zone: home.zone };
  const over = home.help === null || home.help.state === "over";
  const sentAt = state.help?.sentAt ?? null;
  if (over && sentAt !== null && askedAt > sentAt && !(state.waiting["sos"] ?? 0)) {
    next = { ...next, help: null, asideStep: null, helpOverCall: false };
  }
  const ids = home.prompts.map((prompt) => prompt.id);
  next = { ...next, answered: state.answered.filter((id) => ids.includes(id)) };
  const { ringing } = home;
  if (!ringing) return next.call && askedAt > next.call.at ? { ...next, call: null } : next;
  const again = ringing.state !== "ringing" && ringing.consultation_id !== state.endedCall;
  return again && !state.call
    ? { ...next, call: { ring: ringing, auto: false, at: state.now } }
    : next;
}
