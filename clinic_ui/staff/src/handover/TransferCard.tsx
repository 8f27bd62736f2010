/** On a resident's page: the way to another organisation, and what became of earlier offers. */

import { useState } from "react";
import { read } from "@telecare/core/client";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import type { CardProps } from "../residents/card.ts";
import { TransferRows } from "./TransferList.tsx";
import { OfferWindow } from "./TransferWindows.tsx";
import { TRANSFERS } from "./useHandover.ts";

export function TransferCard({ page, mayEdit }: CardProps) {
  const { w } = useWords();
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  const { data, error } = usePeople([...TRANSFERS, page.id], (reading) =>
    desk.hub.ask("get", "/api/residents/{resident_id}/transfers", {
      path: { resident_id: page.id },
      ...read(reading),
    }),
  );
  const words = w.handover.transfer;
  const waits = data?.rows.some(({ state }) => state === "offered") ?? true;
  return (
    <section className="card" aria-label={words.card}>
      <header className="card-head">
        <h2>{words.card}</h2>
        {mayEdit && !waits ? (
          <Button className="small" onPress={() => setOpen(true)}>
            {words.offer}
          </Button>
        ) : null}
      </header>
      <Said error={data ? null : error} />
      {data?.rows.length === 0 ? <p className="caption">{words.cardNone}</p> : null}
      <TransferRows rows={data?.rows ?? []} />
      {open ? <OfferWindow residentId={page.id} close={() => setOpen(false)} /> : null}
    </section>
  );
}
