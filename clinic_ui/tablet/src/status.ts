/** The one line that says truthfully what was sent and what waits. */

import type { State } from "./state.ts";
import { dayOf, openWindow, spokenTime } from "./times.ts";
import { HELP_CLIP, helpOf, languageOf } from "./view.ts";
import { sentence, T } from "./words.ts";

/** When the hub last had a check-in of ours, hub's clock; null: not today. */
export function sentToday(state: State): number | null {
  const mine = state.sent["check_in"];
  const told = state.home?.last_check_in_at;
  const at = Math.max(mine ? mine + state.offset : 0, told ? Date.parse(told) : 0);
  const today = dayOf(state.zone, state.now + state.offset);
  return at && dayOf(state.zone, at) === today ? at : null;
}

export function statusOf(state: State): string {
  const language = languageOf(state);
  const t = T[language];
  const { home, waiting } = state;
  if (!home) return state.online === false ? t.noLine : t.starting;
  if (home.rules.practice) return t.practiceLine;
  const help = helpOf(state);
  if (help)
    return help.step === "claimed" && help.by
      ? t.claimed(help.by)
      : sentence(language, HELP_CLIP[help.step]);
  const away = state.online === false;
  if (waiting["check_in"]) return away ? t.waits : t.sending;
  if (waiting["doctor_asked"] && away) return t.wishWaits;
  const at = sentToday(state);
  const sent = at === null ? null : t.sentAt(spokenTime(language, state.zone, at));
  if (away) return sent ? `${t.noLine}. ${sent}` : t.noLine;
  if (!home.rules.buttons.includes("ok")) return state.online ? t.line : t.starting;
  const open = openWindow(home.check_ins, state.now + state.offset);
  if (open && !open.done_at && (at === null || at < Date.parse(open.opens_at))) {
    return t.pressNow;
  }
  return sent ?? t.notYet;
}
