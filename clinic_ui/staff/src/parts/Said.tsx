/** What the hub refused, in the reader's language, and what to do now. */

import { Refusal } from "@telecare/core/http";
import { pick } from "@telecare/core/words";
import { useWords, type Speech } from "../app/hooks.ts";

export function sentences({ w, language }: Speech, error: unknown): readonly string[] {
  if (!(error instanceof Refusal)) return [w.refusals.unreachable];
  const said = pick(error.sentence, language) || w.refusals.unexpected;
  const todo = w.refusals.whatToDo[error.code];
  return todo ? [said, todo] : [said];
}

export function Said({ error }: { error: unknown }) {
  const speech = useWords();
  if (!error) return null;
  return (
    <p className="said" role="alert">
      {sentences(speech, error).join(" ")}
    </p>
  );
}
