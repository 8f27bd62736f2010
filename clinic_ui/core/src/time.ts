/** Instants as milliseconds since 1970 UTC; the hub sends RFC 3339 text. */

export type Millis = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The instant a text names; null stays null. */
export function instant(text: string): Millis;
export function instant(text: string | null | undefined): Millis | null;
export function instant(text: string | null | undefined): Millis | null {
  return text ? Date.parse(text) : null;
}
