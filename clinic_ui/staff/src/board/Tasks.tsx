/**
 * What residents have asked for that is no alert, under the list; nothing while there is none.
 * The list follows the board's own changes; a slow look catches what a lost nudge left out.
 */

import { useEffect } from "react";
import { Link } from "@tanstack/react-router";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { agoText, momentText } from "@telecare/core/format";
import type { TaskRow } from "@telecare/core/shapes";
import { DAY, instant, type Millis } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useBoard, useTick, useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { read } from "@telecare/core/client";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";

const LOOK_MS = 60_000; // a task is due the same working day
const TASKS = ["tasks"];

export function Tasks() {
  const { w } = useWords();
  const desk = useDesk();
  const { session } = usePerson();
  const cache = useQueryClient();
  const queryKey = [...TASKS, session.locked];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const again = cache.getQueryData(queryKey) !== undefined;
      return desk.hub.ask("get", "/api/tasks", read({ signal, again }));
    },
    refetchInterval: LOOK_MS,
  });
  const cursors = useBoard((board) => board?.cursors ?? null); // another map with each change
  useEffect(() => {
    void cache.invalidateQueries({ queryKey: TASKS });
  }, [cache, cursors]);
  const rows = byDue((data?.rows ?? []).filter((row) => isNear(row, desk.now())));
  if (rows.length === 0) return null;
  return (
    <section className="tasks" aria-label={w.board.tasks}>
      <h2>{w.board.tasks}</h2>
      <ul>
        {rows.map((task) => (
          <Task key={task.id} task={task} locked={session.locked} />
        ))}
      </ul>
    </section>
  );
}

/** The board shows what matters in this shift; the rest is on the screen of tasks. */
function isNear(row: TaskRow, now: Millis): boolean {
  return row.kind === "doctor_asked" || instant(row.due_at) - now < DAY;
}

/** Whichever is due first: what is late stands above what is not. */
function byDue(rows: readonly TaskRow[]): readonly TaskRow[] {
  return rows.toSorted((one, other) => instant(one.due_at) - instant(other.due_at));
}

function Task({ task, locked }: { task: TaskRow; locked: boolean }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { busy, error, run } = useBusy();
  const { resident } = task;
  const due = instant(task.due_at);
  const late = useTick((now) => due <= now); // it becomes late while one looks
  const done = () =>
    run(async () => {
      await desk.hub.ask("post", "/api/tasks/{task_id}/done", {
        path: { task_id: task.id },
        body: { version: task.version },
      });
    }).then(() => cache.invalidateQueries({ queryKey: TASKS }));
  return (
    <li className={late ? "late" : ""}>
      <span className="task-due">
        {w.board.taskBy(momentText(due, desk.now(), language))}
        {late ? ` · ${w.board.taskLate}` : ""}
      </span>
      <b>{w.board.taskKinds[task.kind]}</b>
      {locked ? null : (
        <Link to="/residents/$id" params={{ id: resident.id }} className="text-link">
          {resident.name}
        </Link>
      )}
      <span>{say(resident.place)}</span>
      <span className="caption">{agoText(instant(task.asked_at), desk.now(), language)}</span>
      {locked ? null : (
        <Button className="small" isPending={busy} onPress={() => void done()}>
          {w.board.taskDone}
        </Button>
      )}
      <Said error={error} />
    </li>
  );
}
