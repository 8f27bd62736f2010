/** What is to be done, by when and by whom; late ones marked by word and frame. */

import { Link } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import type { TaskRow } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useTick, useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { Beside } from "./VisitsMade.tsx";
import { TASKS, TaskWindow } from "./TaskWindow.tsx";

const WHICH = ["mine", "all", "done"] as const;
type Which = (typeof WHICH)[number];
const LOOK_MS = 60_000;

export function TasksScreen() {
  const { w } = useWords();
  const desk = useDesk();
  const [which, setWhich] = useState<Which>("mine");
  const [open, setOpen] = useState<TaskRow | null>(null);
  const { data, error } = usePeople(
    [...TASKS, "screen", which],
    (reading) => desk.hub.ask("get", "/api/tasks", { query: { which }, ...read(reading) }),
    () => LOOK_MS,
  );
  const rows = data?.rows ?? [];
  return (
    <div className="page">
      <header className="page-head">
        <h1>{w.tasks.title}</h1>
        <span className="caption">{w.tasks.lead}</span>
        <a href="/visits.html" className="text-link">
          {w.visits.phoneLink}
        </a>
      </header>
      <div className="task-which" role="group" aria-label={w.tasks.filter}>
        {WHICH.map((each) => (
          <Button
            key={each}
            className={each === which ? "small primary" : "small"}
            aria-pressed={each === which}
            onPress={() => setWhich(each)}
          >
            {w.tasks.which[each]}
          </Button>
        ))}
      </div>
      <Said error={data ? null : error} />
      {data && rows.length === 0 ? <p className="empty">{w.tasks.none[which]}</p> : null}
      {rows.length > 0 ? <Table rows={rows} change={setOpen} /> : null}
      <Beside />
      {open ? (
        <TaskWindow residentId={open.resident.id} task={open} close={() => setOpen(null)} />
      ) : null}
    </div>
  );
}

function Table({ rows, change }: { rows: readonly TaskRow[]; change: (row: TaskRow) => void }) {
  const { w } = useWords();
  const { columns } = w.tasks;
  return (
    <div className="table-place" tabIndex={0} role="region" aria-label={w.tasks.title}>
      <table className="table stacks">
        <thead>
          <tr>
            <th scope="col">{columns.due}</th>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.who}</th>
            <th scope="col">{columns.assigned}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} change={() => change(row)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ row, change }: { row: TaskRow; change: () => void }) {
  const { w, say } = useWords();
  const what = w.board.taskKinds[row.kind];
  const { resident, assigned } = row;
  return (
    <tr className={row.done_at ? "ended" : ""}>
      <td>
        <Due row={row} />
      </td>
      <th scope="row">
        {what} {row.priority === "high" ? <span className="chip">{w.tasks.high}</span> : null}
        {row.words ? <div className="caption task-words">{row.words}</div> : null}
      </th>
      <td>
        <Link to="/residents/$id" params={{ id: resident.id }} className="text-link">
          {resident.name}
        </Link>{" "}
        <span className="caption">{say(resident.place)}</span>
      </td>
      <td>{assigned === null ? w.tasks.anyone : row.mine ? w.tasks.me : assigned.name}</td>
      <td className="right">{row.done_at ? null : <Acts row={row} change={change} />}</td>
    </tr>
  );
}

/** The window in words; it becomes late while one looks. */
function Due({ row }: { row: TaskRow }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const due = instant(row.due_at);
  const late = useTick((now) => row.done_at === null && due <= now);
  const text = (at: number): string => momentText(at, desk.now(), language);
  const by = row.from_at
    ? w.tasks.between(text(instant(row.from_at)), text(due))
    : w.tasks.by(text(due));
  return (
    <>
      <span className="task-due">{by}</span>
      {late ? <span className="chip strong">{w.tasks.late}</span> : null}
      {row.done_at ? (
        <div className="caption">{w.tasks.doneAt(text(instant(row.done_at)))}</div>
      ) : null}
    </>
  );
}

function Acts({ row, change }: { row: TaskRow; change: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { busy, error, run } = useBusy();
  const what = w.board.taskKinds[row.kind];
  const done = () =>
    run(() =>
      desk.hub.ask("post", "/api/tasks/{task_id}/done", {
        path: { task_id: row.id },
        body: { version: row.version },
      }),
    ).then(() => cache.invalidateQueries({ queryKey: TASKS }));
  return (
    <>
      {row.kind === "doctor_asked" ? null : (
        <Button
          className="small plain"
          aria-label={w.tasks.editFor(what, row.resident.name)}
          onPress={change}
        >
          {w.common.edit}
        </Button>
      )}
      <Button
        className="small"
        isPending={busy}
        aria-label={w.tasks.doneFor(what, row.resident.name)}
        onPress={() => void done()}
      >
        {w.tasks.done}
      </Button>
      <Said error={error} />
    </>
  );
}
