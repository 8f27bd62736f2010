/** The day-by-hour picture of a person's month, and its summary in numbers. */

import type { ActivityPicture } from "./shapes.ts";

export type Hour = number | null;

export interface ActivitySummary {
  readonly days: number;
  /** Mean signals a day over days with at least one heard hour; one decimal. */
  readonly perDay: number;
  /** The hour of the day with most signals; null when there were none. */
  readonly busiest: number | null;
  /** Hours in which the home could not be heard. */
  readonly unheard: number;
}

/** Leave out the hours of today that have not come yet: nobody could have heard them. */
export function untilNow(
  picture: ActivityPicture,
  today: string,
  hour: number,
): ActivityPicture {
  const days = picture.days.map((day) =>
    day.date === today ? { ...day, hours: day.hours.slice(0, hour + 1) } : day,
  );
  return { ...picture, days };
}

export const SHADES = 6;

/** 0 for none, 1–6 by the root of the count: a busy kitchen must not drown a quiet room. */
export function shade(count: number, top: number): number {
  if (count <= 0) return 0;
  return Math.max(1, Math.min(SHADES, Math.ceil(Math.sqrt(count / Math.max(1, top)) * SHADES)));
}

export function busiestCount(picture: ActivityPicture): number {
  return Math.max(1, ...picture.days.flatMap((day) => day.hours.map((count) => count ?? 0)));
}

export function summary(picture: ActivityPicture): ActivitySummary {
  const byHour = Array.from({ length: 24 }, () => 0);
  let total = 0;
  let unheard = 0;
  let heardDays = 0;
  for (const { hours } of picture.days) {
    if (hours.some((count) => count !== null)) heardDays += 1;
    hours.forEach((count, hour) => {
      if (count === null) unheard += 1;
      total += count ?? 0;
      byHour[hour] = (byHour[hour] ?? 0) + (count ?? 0);
    });
  }
  const most = Math.max(...byHour);
  return {
    days: picture.days.length,
    perDay: heardDays === 0 ? 0 : Math.round((total / heardDays) * 10) / 10,
    busiest: most > 0 ? byHour.indexOf(most) : null,
    unheard,
  };
}

export function dayTotal(hours: readonly Hour[]): number {
  return hours.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
