/** The weekly plan as it is written: spans of a day, and what they leave to nobody. */

export const DAY_MINUTES = 1440;
export const HOLIDAY = 7; // the kind of day after Monday (0) to Sunday (6)
export const KINDS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, HOLIDAY];
const WEEKDAYS: readonly number[] = [0, 1, 2, 3, 4];

/** Minutes of a local day, from `start` up to `end`, at most 1440. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Line extends Span {
  readonly kind: number;
  readonly staff_id: string;
}

/** 870 → "14:30"; the end of the day reads "24:00". */
export function clock(minutes: number): string {
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  return `${hours}:${String(minutes % 60).padStart(2, "0")}`;
}

export function spanText({ start, end }: Span): string {
  return `${clock(start)}–${clock(end)}`;
}

/** The hours of one kind of day, as one line. */
export function hoursText(spans: readonly Span[]): string {
  return spans.map(spanText).join(", ");
}

/** The minutes somebody has typed: "14:30", "1430", "9:00", "24:00"; null: not yet a time. */
export function minutesOf(text: string): number | null {
  const found = /^(\d{1,2}):?(\d{2})$/u.exec(text.trim());
  if (!found) return null;
  const rest = Number(found[2]);
  const minutes = Number(found[1]) * 60 + rest;
  return rest < 60 && minutes <= DAY_MINUTES ? minutes : null;
}

/** Hours as people write them, "09:00–14:30, 18:00–24:00"; empty: none; null: not hours. */
export function spansOf(text: string): readonly Span[] | null {
  if (!text.trim()) return [];
  const found = text.split(",").map((part) => {
    const [start, end, more] = part.split(/[–~-]/u).map(minutesOf);
    const whole = typeof start === "number" && typeof end === "number" && more === undefined;
    return whole && start < end ? { start, end } : null;
  });
  const spans = found.filter((span) => span !== null);
  return spans.length === found.length ? spans : null;
}

/** The parts of the duty's hours on one kind of day that no line holds, in order. */
export function uncovered(hours: readonly Span[], lines: readonly Span[]): readonly Span[] {
  const taken = lines.toSorted((a, b) => a.start - b.start);
  const left: Span[] = [];
  for (const whole of hours) {
    let reached = whole.start;
    for (const span of taken) {
      if (span.start >= whole.end) break;
      if (span.start > reached) left.push({ start: reached, end: span.start });
      reached = Math.max(reached, span.end);
    }
    if (reached < whole.end) left.push({ start: reached, end: whole.end });
  }
  return left;
}

/** The lines with those of one day laid over the other weekdays. */
export function copiedToWeekdays(lines: readonly Line[], from: number): readonly Line[] {
  const kept = lines.filter((line) => line.kind === from || !WEEKDAYS.includes(line.kind));
  const model = lines.filter((line) => line.kind === from);
  const copies = WEEKDAYS.filter((kind) => kind !== from).flatMap((kind) =>
    model.map((line) => ({ ...line, kind })),
  );
  return [...kept, ...copies];
}

/** "2026-11-23" moved by whole days. */
export function movedDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday of the week in which a day lies. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
  return movedDay(day, -weekday);
}
