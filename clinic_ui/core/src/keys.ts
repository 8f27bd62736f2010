/**
 * One letter per verb. Keys are read by their place on the keyboard (`code`), so they work with
 * the Hangul layout; while an input method composes a syllable every key belongs to it.
 */

export type Verb =
  "claim" | "note" | "call" | "hold" | "resolve" | "close" | "release" | "undo";
export type Command =
  | Verb
  | "next"
  | "previous"
  | "first"
  | "last"
  | "refresh"
  | "select"
  | "palette"
  | "help"
  | "picture"
  | "back";

export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
}

const PLAIN: Readonly<Record<string, Command>> = {
  KeyA: "claim",
  KeyN: "note",
  KeyC: "call",
  KeyH: "hold",
  KeyR: "resolve",
  KeyX: "close",
  KeyL: "release",
  KeyZ: "undo",
  KeyS: "select",
  KeyJ: "next",
  KeyK: "previous",
  ArrowDown: "next",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  Period: "refresh",
  Escape: "back",
};

/** The letter printed beside a verb. */
export const KEY_OF: Readonly<Record<Verb, string>> = {
  claim: "A",
  note: "N",
  call: "C",
  hold: "H",
  resolve: "R",
  close: "X",
  release: "L",
  undo: "Z",
};

/** In a text field only these may act: everything else is typing. */
const ALSO_WHILE_TYPING: ReadonlySet<Command> = new Set(["palette"]);

/** The command a key press means; null for none. */
export function command(press: KeyPress, typing: boolean): Command | null {
  if (press.isComposing || press.key === "Process") return null;
  const found = bare(press) ? plain(press) : palette(press);
  if (found === null || (typing && !ALSO_WHILE_TYPING.has(found))) return null;
  return found;
}

function bare(press: KeyPress): boolean {
  return !press.ctrlKey && !press.metaKey && !press.altKey;
}

function plain(press: KeyPress): Command | null {
  if (press.code === "Slash" && press.shiftKey) return "help";
  if (press.shiftKey) return null;
  return PLAIN[press.code] ?? null;
}

function palette(press: KeyPress): Command | null {
  const only = !press.altKey && !press.shiftKey && press.ctrlKey !== press.metaKey;
  return only && press.code === "KeyK" ? "palette" : null;
}
