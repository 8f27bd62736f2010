import { useState } from "react";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { TaskWindow } from "./TaskWindow.tsx";

/** The way from an alert, or from what somebody noticed of a person, to a task. */
export function MakeTask({ residentId, alertId }: { residentId: string; alertId?: string }) {
  const { w } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="small" onPress={() => setOpen(true)}>
        {w.tasks.make}
      </Button>
      {open ? (
        <TaskWindow
          residentId={residentId}
          alertId={alertId ?? null}
          task={null}
          close={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
