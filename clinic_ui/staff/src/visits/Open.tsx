/** Unlocked: whom to visit, what was written, and whether it is sent. */

import { useCallback, useEffect, useState } from "react";
import { momentText } from "@telecare/core/format";
import type { AlongRow } from "@telecare/core/shapes";
import { instant, SECOND } from "@telecare/core/time";
import { Begun, Results } from "./Kept.tsx";
import { VisitForm } from "./VisitForm.tsx";
import {
  drafts,
  dropDraft,
  dropResult,
  keepResult,
  results,
  send,
  takeAlong,
  takenAlong,
  type Draft,
  type Line,
  type Result,
  type Taken,
  type Visited,
} from "./queue.ts";
import type { Safe } from "./safe.ts";
import { useSpoken } from "./speech.ts";

/** At a closed door the visit is still to be made. */
const AGAIN: ReadonlySet<string> = new Set(["not_home", "not_let_in"]);
const TRY_MS = 20 * SECOND;

interface Chosen {
  readonly visited: Visited;
  readonly mends: Result | null;
}

export function Open({ safe }: { safe: Safe }) {
  const { w } = useSpoken();
  const [taken, setTaken] = useState<Taken | null>(null);
  const [author, setAuthor] = useState<string | null>(null);
  const [written, setWritten] = useState<readonly Result[]>([]);
  const [begun, setBegun] = useState<readonly Draft[]>([]);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const { line, again } = useSending(safe, setWritten);
  const look = useCallback(async (): Promise<void> => {
    setWritten(await results(safe));
    setBegun(await drafts(safe));
  }, [safe]);
  useEffect(() => {
    void takenAlong(safe).then(setTaken);
    void safe.fact("author").then((found) => setAuthor(found ?? null));
    void look();
  }, [safe, look]);

  const back = (): void => {
    setChosen(null);
    void look();
  };
  if (chosen && author) {
    const keep = async (result: Result): Promise<void> => {
      await keepResult(safe, result, chosen.mends);
      back();
      again();
    };
    return <VisitForm safe={safe} author={author} {...chosen} keep={keep} back={back} />;
  }
  const over = written.filter(
    ({ visit, state }) => state !== "sent" || !AGAIN.has(visit.found),
  );
  const seen = new Set(over.map(({ visit }) => visit.task_id));
  const left = (taken?.along.rows ?? []).filter(({ task_id }) => !seen.has(task_id));
  return (
    <>
      <LineBar line={line} />
      {taken && left.length === 0 ? <p className="empty">{w.none}</p> : null}
      <ul className="cards">
        {left.map((row) => (
          <Card
            key={row.task_id}
            row={row}
            write={() => {
              if (taken) setChosen({ visited: visitedOf(row, taken), mends: null });
            }}
          />
        ))}
      </ul>
      <Begun
        begun={begun.filter(({ visited }) => !seen.has(visited.task_id))}
        goOn={({ visited }) => setChosen({ visited, mends: null })}
        drop={({ visited }) => void dropDraft(safe, visited.task_id).then(look)}
      />
      <Results
        written={written}
        mend={(one) => setChosen({ visited: visitOf(one), mends: one })}
        drop={(one) => void dropResult(safe, one).then(look)}
      />
      <footer className="stack">
        {taken ? <TakenAt taken={taken} /> : null}
        {line === "online" ? (
          <button
            type="button"
            onClick={() => void takeAlong(safe, Date.now()).then(setTaken, again)}
          >
            {w.refresh}
          </button>
        ) : null}
      </footer>
    </>
  );
}

function visitedOf(row: AlongRow, { at, along }: Taken): Visited {
  const { resident_id, task_id, task_version, name, alert_signals } = row;
  const seen = {
    alert_signals,
    seen_at: along.server_time,
    taken_at: new Date(at).toISOString(),
  };
  return { resident_id, task_id, task_version, name, seen };
}

/** Whom a result is about; this page writes none without a task. */
function visitOf({ visit, name }: Result): Visited {
  const { resident_id, task_id, task_version, alert_signals, seen_at, taken_at } = visit;
  return {
    resident_id,
    task_id: task_id ?? visit.id,
    task_version: task_version ?? null,
    name,
    seen: {
      alert_signals: alert_signals ?? null,
      seen_at: seen_at ?? null,
      taken_at: taken_at ?? null,
    },
  };
}

/** Send at once, whenever a network comes back, and every 20 s while something may wait. */
function useSending(safe: Safe, heard: (written: readonly Result[]) => void) {
  const [line, setLine] = useState<Line>("offline");
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((n) => n + 1), []);
  useEffect(() => {
    let over = false;
    void (async () => {
      const stands = await send(safe, Date.now);
      if (over || !safe.unlocked) return;
      setLine(stands);
      heard(await results(safe));
    })().catch(() => (over || !safe.unlocked ? undefined : setLine("offline")));
    return () => void (over = true);
  }, [safe, turn, heard]);
  useEffect(() => {
    const timer = setInterval(again, TRY_MS);
    addEventListener("online", again);
    addEventListener("offline", again);
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
      removeEventListener("offline", again);
    };
  }, [again]);
  return { line, again };
}

function LineBar({ line }: { line: Line }) {
  const { w } = useSpoken();
  return (
    <p className={`line ${line}`} role="status">
      {w[line]} {line === "signIn" ? <a href="/">{w.signInLink}</a> : null}
    </p>
  );
}

function Card({ row, write }: { row: AlongRow; write: () => void }) {
  const { w, language, say } = useSpoken();
  const at = (text: string): string => momentText(instant(text), Date.now(), language);
  return (
    <li className="card">
      <h2>
        {row.name} {row.age === null ? null : <small>{row.age}</small>}
      </h2>
      <p className="due">
        {row.priority === "high" ? <b>{w.first} · </b> : null}
        {row.from_at ? `${w.from(at(row.from_at))} · ` : ""}
        {w.by(at(row.due_at))}
      </p>
      {row.words ? <p className="words">{row.words}</p> : null}
      <dl>
        <dt>{w.address}</dt>
        <dd>
          {row.address} <small>{say(row.place)}</small>
        </dd>
        {row.way_in ? (
          <>
            <dt>{w.wayIn}</dt>
            <dd>{row.way_in}</dd>
          </>
        ) : null}
        {row.phone ? (
          <>
            <dt>{w.phone}</dt>
            <dd>
              <a href={`tel:${row.phone}`}>{row.phone}</a>
            </dd>
          </>
        ) : null}
      </dl>
      <button type="button" className="primary" onClick={write}>
        {w.write(row.name)}
      </button>
    </li>
  );
}

function TakenAt({ taken }: { taken: Taken }) {
  const { w, language } = useSpoken();
  return <small>{w.takenAt(momentText(taken.at, Date.now(), language))}</small>;
}
