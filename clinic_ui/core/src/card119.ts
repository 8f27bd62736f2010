/** The 119 card as lines in the order they are read aloud; no DOM, no clock. */

import { momentText } from "./format.ts";
import type { Card119, Language } from "./shapes.ts";
import { instant } from "./time.ts";
import { named, pick, type Words } from "./words/index.ts";

export interface Line {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** Whether it is read first, and drawn largest. */
  readonly first: boolean;
}

/** What is not known is said too where a rescuer would ask for it; the rest is left out. */
export function linesOf(card: Card119, w: Words, language: Language): readonly Line[] {
  const { parts } = w.help;
  const now = instant(card.server_time);
  const line = (key: string, label: string, value: string, first = false): Line => ({
    key,
    label,
    value,
    first,
  });
  const last = card.last_activity_at;
  const lines = [
    line("address", parts.address, addressText(card, language), true),
    line("wayIn", parts.wayIn, card.way_in || w.help.unknown, true),
    line("doorCode", parts.doorCode, card.door_code || w.help.unknown, true),
    line("keyHolder", parts.keyHolder, keyHolders(card) || w.help.noKeyHolder, true),
    line("person", parts.person, personText(card, w)),
    line("conditions", parts.conditions, card.health_conditions || w.help.unknown),
    line("medicines", parts.medicines, card.medicines || w.help.unknown),
    line("happened", parts.happened, happenedText(card, w, language)),
    line(
      "lastActivity",
      parts.lastActivity,
      last ? momentText(instant(last), now, language) : "",
    ),
    line("hearing", parts.hearing, hearingText(card, w)),
    line("notes", parts.notes, card.notes),
    line("phone", parts.phone, card.phone),
  ];
  return lines.filter(({ value }) => value !== "");
}

/** The card as text for another program: one line a fact, in the same order. */
export function textOf(card: Card119, w: Words, language: Language): string {
  const lines = linesOf(card, w, language).map(({ label, value }) => `${label}: ${value}`);
  return (card.simulated ? [w.help.simulated, ...lines] : lines).join("\n");
}

/** With the si/gun and eup/myeon, which people leave out of an address they know by heart. */
function addressText(card: Card119, language: Language): string {
  if (card.address.includes(card.place.ko)) return card.address;
  return [pick(card.place, language), card.address].filter(Boolean).join(" ");
}

function keyHolders(card: Card119): string {
  return card.key_holders
    .map(({ name, relation, phone }) => [name, relation, phone].filter(Boolean).join(" "))
    .join(", ");
}

function personText(card: Card119, w: Words): string {
  const age = card.age === null ? "" : w.help.years(card.age);
  return [card.name, w.help.sexes[card.sex] ?? "", age].filter(Boolean).join(" · ");
}

function happenedText(card: Card119, w: Words, language: Language): string {
  const at = momentText(instant(card.happened_at), instant(card.server_time), language);
  const what = pick(card.because, language) || pick(card.title, language);
  return what.includes(at) ? what : w.help.happenedAt(at, what);
}

function hearingText(card: Card119, w: Words): string {
  const asks = card.hearing === "hard_of_hearing" || card.hearing === "deaf";
  return asks ? named(w.resident.hearings, card.hearing) : "";
}
