/** What was written on this phone: begun, waiting, sent, or refused and to be mended. */

import { useState } from "react";
import { agoText, momentText } from "@telecare/core/format";
import { instant } from "@telecare/core/time";
import type { Draft, Result } from "./queue.ts";
import { useSpoken } from "./speech.ts";

/** What was begun: it is kept, however old, until it is a result or its author deletes it. */
export function Begun(props: {
  readonly begun: readonly Draft[];
  readonly goOn: (draft: Draft) => void;
  readonly drop: (draft: Draft) => void;
}) {
  const { w, language } = useSpoken();
  if (props.begun.length === 0) return null;
  return (
    <section aria-label={w.begun}>
      <h2>{w.begun}</h2>
      <ul className="cards">
        {props.begun.map((draft) => (
          <li key={draft.visited.task_id} className="card">
            <b>{draft.visited.name}</b>
            <small>{w.begunAt(agoText(draft.at, Date.now(), language))}</small>
            {draft.words ? <p className="words">{draft.words}</p> : null}
            <button type="button" onClick={() => props.goOn(draft)}>
              {w.goOn(draft.visited.name)}
            </button>
            <Delete name={draft.visited.name} drop={() => props.drop(draft)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Results(props: {
  readonly written: readonly Result[];
  readonly mend: (result: Result) => void;
  readonly drop: (result: Result) => void;
}) {
  const { w, language, say } = useSpoken();
  if (props.written.length === 0) return null;
  return (
    <section aria-label={w.results}>
      <h2>{w.results}</h2>
      <ul className="cards">
        {props.written.map((result) => {
          const { visit, name, state, beside, why } = result;
          return (
            <li key={visit.id} className={`card result ${state}`}>
              <b>
                {name} · {w.foundWords[visit.found]}
              </b>
              <small>
                {w.writtenAt(momentText(instant(visit.captured_at), Date.now(), language))}
              </small>
              <span className="state">{beside ? w.beside[beside] : w[state]}</span>
              {why ? <span className="wrong">{say(why)}</span> : null}
              {state === "refused" ? (
                <>
                  {visit.words ? <p className="words">{visit.words}</p> : null}
                  <button type="button" className="primary" onClick={() => props.mend(result)}>
                    {w.mend(name)}
                  </button>
                  <Delete name={name} drop={() => props.drop(result)} />
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Words that nobody else has are deleted by a second press only. */
function Delete({ name, drop }: { name: string; drop: () => void }) {
  const { w } = useSpoken();
  const [sure, setSure] = useState(false);
  if (!sure)
    return (
      <button type="button" className="quiet" onClick={() => setSure(true)}>
        {w.dropOf(name)}
      </button>
    );
  return (
    <div className="stack" role="group" aria-label={w.dropOf(name)}>
      <p>{w.dropSure}</p>
      <button type="button" className="danger" onClick={drop}>
        {w.wipeYes}
      </button>
      <button type="button" onClick={() => setSure(false)}>
        {w.back}
      </button>
    </div>
  );
}
