/** A task is made or changed: what, from when, by when, by whom. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { instantOfLocal, localOfInstant } from "@telecare/core/format";
import type { TaskRow } from "@telecare/core/shapes";
import { HOUR, instant } from "@telecare/core/time";
import { choicesOf, Choices } from "../board/windows.tsx";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";

export const TASKS = ["tasks"] as const;
const MADE_BY_PEOPLE = [
  "visit",
  "call",
  "well_being",
  "technical",
  "welfare",
  "other",
] as const satisfies readonly TaskRow["kind"][];

export function TaskWindow(props: {
  readonly residentId: string;
  readonly alertId?: string | null;
  /** The task to change; null: a new one. */
  readonly task: TaskRow | null;
  readonly close: () => void;
}) {
  const { residentId, task, close } = props;
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const colleagues = useColleagues();
  const [kind, setKind] = useState<TaskRow["kind"]>(task?.kind ?? "visit");
  const [due, setDue] = useState(() =>
    localOfInstant(task ? instant(task.due_at) : desk.now() + 3 * HOUR),
  );
  const [from, setFrom] = useState(() =>
    task?.from_at ? localOfInstant(instant(task.from_at)) : "",
  );
  const [priority, setPriority] = useState(task?.priority ?? "normal");
  const [assigned, setAssigned] = useState(task?.assigned?.id ?? "");
  const [words, setWords] = useState(task?.words ?? "");
  const send = async (): Promise<void> => {
    const body = {
      kind,
      due_at: new Date(instantOfLocal(due)).toISOString(),
      from_at: from === "" ? null : new Date(instantOfLocal(from)).toISOString(),
      priority,
      assigned_to: assigned || null,
      words: words.trim(),
    };
    if (task) {
      const path = { task_id: task.id };
      const changed = { ...body, version: task.version };
      await desk.hub.ask("put", "/api/tasks/{task_id}", { path, body: changed });
    } else {
      const path = { resident_id: residentId };
      const made = { ...body, alert_id: props.alertId ?? null };
      await desk.hub.ask("post", "/api/residents/{resident_id}/tasks", { path, body: made });
    }
    await cache.invalidateQueries({ queryKey: TASKS });
  };
  const kinds = MADE_BY_PEOPLE.map((id) => ({ id, label: w.board.taskKinds[id] }));
  return (
    <FormWindow
      title={task ? w.tasks.change : w.tasks.make}
      why={w.tasks.why}
      save={w.common.save}
      ready={Number.isFinite(instantOfLocal(due))}
      close={close}
      submit={send}
    >
      {(mistake) => (
        <>
          {task ? null : (
            <Choices
              label={w.tasks.kind}
              value={kind}
              onChange={setKind}
              choices={kinds}
              columns={3}
            />
          )}
          <Field
            label={w.tasks.due}
            type="datetime-local"
            value={due}
            onChange={setDue}
            required
            mistake={mistake("due_at")}
          />
          <Field
            label={w.tasks.from}
            type="datetime-local"
            value={from}
            onChange={setFrom}
            mistake={mistake("from_at")}
          />
          <Choose
            label={w.tasks.assigned}
            value={assigned}
            onChange={setAssigned}
            empty={w.tasks.anyone}
            cleared={() => setAssigned("")}
            choices={colleagues}
            mistake={mistake("assigned_to")}
          />
          <Choices
            label={w.tasks.priority}
            value={priority}
            onChange={setPriority}
            choices={choicesOf(w.tasks.priorities)}
          />
          <Field
            label={w.tasks.words}
            value={words}
            onChange={setWords}
            lines={2}
            required={kind === "other"}
            mistake={mistake("words") ?? mistake("kind")}
          />
        </>
      )}
    </FormWindow>
  );
}

/** Who may be given a task: oneself first, then the colleagues. */
function useColleagues() {
  const { w } = useWords();
  const desk = useDesk();
  const { staff } = usePerson().session;
  const { data } = useQuery({
    queryKey: ["colleagues"],
    queryFn: () => desk.hub.ask("get", "/api/colleagues", {}),
  });
  const others = (data?.rows ?? []).map(({ id, name }) => ({ id, label: name }));
  const may = staff?.role === "caseworker" || staff?.role === "supervisor";
  return staff && may ? [{ id: staff.id, label: w.tasks.me }, ...others] : others;
}
