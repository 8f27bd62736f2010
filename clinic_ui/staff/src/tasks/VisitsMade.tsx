/** Visits that were written down: those kept beside their task, and those to one resident. */

import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import type { VisitRow } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import type { CardProps } from "../residents/card.ts";
import { TASKS } from "./TaskWindow.tsx";

const LOOK_MS = 60_000;
const CLOCK_OFF_S = 120; // less is nothing to read

/** What came too late to do its work, until somebody has looked; nothing while there is none. */
export function Beside() {
  const { w } = useWords();
  const desk = useDesk();
  const { data, error } = usePeople(
    [...TASKS, "beside"],
    (reading) => desk.hub.ask("get", "/api/visits/beside", read(reading)),
    () => LOOK_MS,
  );
  if (!data) return <Said error={error} />;
  if (data.rows.length === 0) return null;
  return (
    <section className="card" aria-label={w.visits.besideTitle}>
      <header className="card-head">
        <h2>{w.visits.besideTitle}</h2>
      </header>
      <p className="caption">{w.visits.besideLead}</p>
      <ul className="lines">
        {data.rows.map((row) => (
          <li key={row.id}>
            <Made row={row} named />
            <Settle row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The visits to one resident, the newest first. */
export function VisitsMade({ page }: CardProps) {
  const { w } = useWords();
  const desk = useDesk();
  const { data, error } = usePeople([...TASKS, "visits", page.id], (reading) =>
    desk.hub.ask("get", "/api/residents/{resident_id}/visits", {
      path: { resident_id: page.id },
      ...read(reading),
    }),
  );
  return (
    <section className="card" aria-label={w.visits.history}>
      <header className="card-head">
        <h2>{w.visits.history}</h2>
      </header>
      <Said error={data ? null : error} />
      {data?.rows.length === 0 ? <p className="caption">{w.visits.historyNone}</p> : null}
      <ul className="lines">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <Made row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Made({ row, named = false }: { row: VisitRow; named?: boolean }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const at = (text: string): string => momentText(instant(text), desk.now(), language);
  const off = Math.round(row.clock_off_s / 60);
  const clocks = [
    row.author,
    w.visits.clocks(at(row.captured_at), at(row.received_at)),
    Math.abs(row.clock_off_s) >= CLOCK_OFF_S ? w.visits.clockOff(off) : "",
  ];
  return (
    <span>
      {named ? (
        <Link to="/residents/$id" params={{ id: row.resident_id }} className="text-link">
          {row.resident}
        </Link>
      ) : null}{" "}
      <b>{w.visits.foundWords[row.found]}</b>{" "}
      {row.beside && row.settled_at === null ? (
        <span className="chip strong">{w.visits.besideWhy[row.beside]}</span>
      ) : null}
      {row.words ? <span className="task-words"> {row.words}</span> : null}
      <div className="caption">{clocks.filter(Boolean).join(" · ")}</div>
    </span>
  );
}

function Settle({ row }: { row: VisitRow }) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { busy, error, run } = useBusy();
  const settle = () =>
    run(() =>
      desk.hub.ask("post", "/api/visits/{visit_id}/settle", { path: { visit_id: row.id } }),
    ).then(() => cache.invalidateQueries({ queryKey: TASKS }));
  return (
    <>
      <Button
        className="small"
        isPending={busy}
        aria-label={w.visits.settleFor(row.resident)}
        onPress={() => void settle()}
      >
        {w.visits.settle}
      </Button>
      <Said error={error} />
    </>
  );
}
