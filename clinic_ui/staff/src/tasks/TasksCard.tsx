/** The tasks that stand for one resident, and the way to one more. */

import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Said } from "../parts/Said.tsx";
import type { CardProps } from "../residents/card.ts";
import { MakeTask } from "./MakeTask.tsx";
import { TASKS } from "./TaskWindow.tsx";

export function TasksCard({ page, mayEdit }: CardProps) {
  const { w, language } = useWords();
  const desk = useDesk();
  const { data, error } = usePeople([...TASKS, page.id], (reading) =>
    desk.hub.ask("get", "/api/residents/{resident_id}/tasks", {
      path: { resident_id: page.id },
      ...read(reading),
    }),
  );
  return (
    <section className="card" aria-label={w.tasks.title}>
      <header className="card-head">
        <h2>{w.tasks.title}</h2>
        {mayEdit ? <MakeTask residentId={page.id} /> : null}
      </header>
      <Said error={data ? null : error} />
      {data?.rows.length === 0 ? <p className="caption">{w.tasks.none.all}</p> : null}
      <ul className="lines">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <span>
              {w.tasks.by(momentText(instant(row.due_at), desk.now(), language))} ·{" "}
              {w.board.taskKinds[row.kind]}
              {row.assigned ? ` · ${row.mine ? w.tasks.me : row.assigned.name}` : ""}
              {row.late ? <span className="chip strong">{w.tasks.late}</span> : null}
              {row.words ? <div className="caption task-words">{row.words}</div> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
