/** A call going out: one's own telephone rings, or the number is there to dial. */

import { useEffect, useRef, useState } from "react";
import type { AlertRow } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";

interface Dialled {
  readonly by: "bridge" | "tel";
  readonly phone: string | null;
}

/** Dials once, whom it was opened for; another choice in the window dials nobody. */
export function Dialling({ row, contactId }: { row: AlertRow; contactId: string | null }) {
  const { w } = useWords();
  const desk = useDesk();
  const [dialled, setDialled] = useState<Dialled | null>(null);
  const [whom] = useState(contactId);
  const { busy, error, run } = useBusy();
  const dial = (bridge: boolean) =>
    run(async () => {
      const path = { alert_id: row.id };
      const body = { contact_id: whom, bridge };
      setDialled(await desk.hub.ask("post", "/api/alerts/{alert_id}/dial", { path, body }));
    });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void dial(true);
  });
  return (
    <div className="dialling" role="status">
      {busy ? <p>{w.help.dialling}</p> : null}
      {dialled?.by === "bridge" ? (
        <p>
          <b>{w.help.bridged}</b>{" "}
          <Button className="small" onPress={() => void dial(false)}>
            {w.help.byHand}
          </Button>
        </p>
      ) : null}
      {dialled?.phone ? (
        <p>
          {w.help.dialHere}{" "}
          <a className="phone dial-link" href={`tel:${dialled.phone.replaceAll(" ", "")}`}>
            {dialled.phone}
          </a>
        </p>
      ) : null}
      <Said error={error} />
    </div>
  );
}
