/** What was found at the door: one choice and a few words, kept on the phone at once. */

import { useEffect, useRef, useState } from "react";
import type { VisitAsked } from "@telecare/core/shapes";
import { draftOf, keepDraft, type Draft, type Result, type Visited } from "./queue.ts";
import type { Safe } from "./safe.ts";
import { useSpoken } from "./speech.ts";

type Found = VisitAsked["found"];

const FOUND: readonly Found[] = ["well", "helped", "needs_help", "not_home", "not_let_in"];
const WORDS_CHARS = 2_000;

export function VisitForm(props: {
  readonly safe: Safe;
  readonly visited: Visited;
  readonly author: string;
  /** What the hub refused and this mends; null: it is written for the first time. */
  readonly mends: Result | null;
  readonly keep: (result: Result) => Promise<void>;
  readonly back: () => void;
}) {
  const { safe, visited, author, mends } = props;
  const { w, say } = useSpoken();
  const [draft, setDraft] = useState<Pick<Draft, "found" | "words"> | null>(null);
  const [busy, setBusy] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const written = { found: mends?.visit.found ?? null, words: mends?.visit.words ?? "" };
    void draftOf(safe, visited.task_id).then((found) => setDraft(found ?? written));
    head.current?.focus();
  }, [safe, visited.task_id, mends]);
  if (draft === null) return null;

  const change = (next: Pick<Draft, "found" | "words">): void => {
    setDraft(next);
    // a lock or a dead battery loses no word
    void keepDraft(safe, { visited, ...next, at: Date.now() });
  };
  const submit = async (): Promise<void> => {
    if (draft.found === null || busy) return;
    setBusy(true);
    await props.keep({
      visit: {
        id: crypto.randomUUID(), // a mended one is another: the hub may have kept the first
        author_id: author,
        resident_id: visited.resident_id,
        task_id: visited.task_id,
        task_version: visited.task_version,
        ...visited.seen,
        found: draft.found,
        words: draft.words.trim(),
        captured_at: mends?.visit.captured_at ?? new Date().toISOString(),
      },
      name: visited.name,
      state: "waiting",
      beside: null,
      why: null,
    });
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2 ref={head} tabIndex={-1}>
        {visited.name}
      </h2>
      {mends?.why ? <p className="wrong">{say(mends.why)}</p> : null}
      <fieldset>
        <legend>{w.found}</legend>
        {FOUND.map((found) => (
          <label key={found} className="choice">
            <input
              type="radio"
              name="found"
              checked={draft.found === found}
              onChange={() => change({ ...draft, found })}
            />
            {w.foundWords[found]}
          </label>
        ))}
      </fieldset>
      <label className="field">
        {w.words}
        <textarea
          rows={3}
          maxLength={WORDS_CHARS}
          value={draft.words}
          onChange={({ target }) => change({ ...draft, words: target.value })}
        />
      </label>
      <button type="submit" className="primary" disabled={draft.found === null || busy}>
        {mends ? w.sendAgain : w.keep}
      </button>
      <button type="button" onClick={props.back}>
        {w.back}
      </button>
    </form>
  );
}
