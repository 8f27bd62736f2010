/** What every part of the rota's screen shares: the page, its people, and how times read. */

import { createContext, useContext } from "react";
import { dayText, localDay, timeText } from "@telecare/core/format";
import type { RotaPage, ShiftShape } from "@telecare/core/shapes";
import { DAY, instant, type Millis } from "@telecare/core/time";
import { useWords } from "../app/hooks.ts";

export interface Rota {
  readonly page: RotaPage;
  /** Look again: something was changed. */
  readonly changed: () => void;
}

export const RotaContext = createContext<Rota | null>(null);

export function useRota(): Rota {
  const rota = useContext(RotaContext);
  if (!rota) throw new Error("no rota is open above this part");
  return rota;
}

/** The name of somebody on the page; one whose account has ended says so. */
export function useNameOf(): (id: string) => string {
  const { page } = useRota();
  const { w } = useWords();
  const people = new Map(page.people.map((each) => [each.id, each]));
  return (id) => {
    const found = people.get(id);
    if (!found) return w.common.unknown;
    return found.may_be_on ? found.name : w.rota.ended(found.name);
  };
}

interface Stretch {
  readonly from_at: string;
  readonly until_at: string;
}

/** "11월 23일 (월) 14:30–24:00", on the wall clock of the duty's zone. */
export function useStretchText(): (stretch: Stretch, zone: string) => string {
  const { language } = useWords();
  return ({ from_at, until_at }, zone) => {
    const from = instant(from_at);
    const until = instant(until_at);
    const day = dayText(from, language, zone);
    const sameDay = localDay(from, zone) === localDay(until - 1, zone);
    const end = sameDay ? "" : `${dayText(until, language, zone)} `;
    return `${day} ${timeText(from, zone)} – ${end}${endText(until, zone, sameDay)}`;
  };
}

/** The end of a stretch; midnight of its own day reads 24:00. */
export function endText(until: Millis, zone: string, sameDay = true): string {
  const text = timeText(until, zone);
  return text === "00:00" && sameDay ? "24:00" : text;
}

/** The address of a stretch on the page, so that a gap can be led to. */
export function placeOf(dutyId: string, shift: Stretch): string {
  return `shift-${dutyId}-${instant(shift.from_at)}`;
}

export function isGap(shift: ShiftShape): boolean {
  return shift.open && shift.on.length === 0;
}

/** A day "2026-11-23" as people read it, whatever zone it is of. */
export function useDayName(): (day: string) => string {
  const { language } = useWords();
  return (day) => dayText(Date.parse(`${day}T12:00Z`), language, "UTC");
}

export const WEEK: Millis = 7 * DAY;
