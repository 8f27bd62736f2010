/** Keys and palette speak in commands; the screen in front answers the ones it knows. */

import { createContext, useContext, useEffect, type RefObject } from "react";
import { command, type Command } from "@telecare/core/keys";
import { useEvent } from "./hooks.ts";

/** Answers whether the command was its own. */
export type Answer = (given: Command) => boolean;

export const CommandsContext = createContext<RefObject<Answer> | null>(null);

/** The screen in front answers commands as long as it is mounted. */
export function useCommands(answer: Answer): void {
  const place = useContext(CommandsContext);
  const stable = useEvent(answer);
  useEffect(() => {
    if (!place) return;
    place.current = stable;
    return () => {
      if (place.current === stable) place.current = () => false;
    };
  }, [place, stable]);
}

export function useGive(): Answer {
  const place = useContext(CommandsContext);
  return (given) => place?.current(given) ?? false;
}

const TYPING = "input, textarea, select, [contenteditable='true']";
const OWN_KEYS = "[role='dialog'], [role='menu'], [role='alertdialog']";
const MOVES: ReadonlySet<Command> = new Set(["next", "previous", "first", "last"]);

/** Listen to the keyboard of the whole page. */
export function useKeys(enabled: boolean, answer: Answer): void {
  const stable = useEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const given = command(event, target.closest(TYPING) !== null);
    if (given === null || taken(event, given, target, enabled)) return;
    if (answer(given)) event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener("keydown", stable);
    return () => document.removeEventListener("keydown", stable);
  }, [stable]);
}

/** Windows keep their own keys; arrows outside the list scroll what has the focus. */
function taken(
  event: KeyboardEvent,
  given: Command,
  target: Element,
  enabled: boolean,
): boolean {
  if (given === "palette") return false;
  if (target.closest(OWN_KEYS)) return true;
  const letter = event.code.startsWith("Key") || event.code === "Period";
  if (letter) return !enabled;
  const free = target === document.body || target.closest("[role='listbox']") !== null;
  return MOVES.has(given) && !free;
}
