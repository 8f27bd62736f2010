/** What was found at the door: one choice and a few words, kept on the phone at once. */

import { useEffect, useRef, useState } from "react";
import type { AlongRow, VisitAsked } from "@telecare/core/shapes";
import { draftOf, keepDraft, type Draft, type Result } from "./queue.ts";
import type { Safe } from "./safe.ts";
import { useSpoken } from "./speech.ts";

type Found = VisitAsked["found"];

const FOUND: readonly Found[] = ["well", "helped", "needs_help", "not_home", "not_let_in"];
const WORDS_CHARS = 2_000;
const EMPTY: Draft = { found: null, words: "" };

export function VisitForm(props: {
  readonly safe: Safe;
  readonly row: AlongRow;
  readonly author: string;
  readonly keep: (result: Result) => Promise<void>;
  readonly back: () => void;
}) {
  const { safe, row, author } = props;
  const { w } = useSpoken();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [busy, setBusy] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    void draftOf(safe, row.task_id).then((found) => setDraft(found ?? EMPTY));
    head.current?.focus();
  }, [safe, row.task_id]);
  if (draft === null) return null;

  const change = (next: Draft): void => {
    setDraft(next);
    void keepDraft(safe, row.task_id, next); // a lock or a dead battery loses no word
  };
  const submit = async (): Promise<void> => {
    if (draft.found === null || busy) return;
    setBusy(true);
    await props.keep({
      visit: {
        id: crypto.randomUUID(),
        author_id: author,
        resident_id: row.resident_id,
        task_id: row.task_id,
        task_version: row.task_version,
        found: draft.found,
        words: draft.words.trim(),
        captured_at: new Date().toISOString(),
      },
      name: row.name,
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
        {row.name}
      </h2>
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
        {w.keep}
      </button>
      <button type="button" onClick={props.back}>
        {w.back}
      </button>
    </form>
  );
}
