/** Consultations on a resident's page: begin one, finish a note, read the earlier ones. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { momentText } from "@telecare/core/format";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Window } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { Earlier, Measured, useNotes } from "./Chart.tsx";
import { ConsultButton } from "./Entry.tsx";
import { NotePane } from "./Note.tsx";

interface CardProps {
  readonly residentId: string;
  /** Ring the tablet: the gate stands. Without it this card begins no consultation. */
  readonly ring?: ((gateId: string) => void) | undefined;
}

export function ConsultCard({ residentId, ring }: CardProps) {
  const { w } = useWords();
  const cache = useQueryClient();
  const [open, setOpen] = useState<string | null>(null);
  const { data, error } = useNotes(residentId);
  const close = (): void => {
    setOpen(null);
    void cache.invalidateQueries({ queryKey: ["clinical-notes", residentId] });
  };
  return (
    <section className="card">
      <header className="card-head">
        <h2>{w.consult.chart.notes}</h2>
        {ring ? <ConsultButton residentId={residentId} onPassed={ring} /> : null}
      </header>
      <Said error={data ? null : error} />
      {data ? <Unfinished rows={data.unfinished} open={setOpen} /> : null}
      {data ? <Earlier rows={data.rows} /> : null}
      {open === null ? null : (
        <Window wide title={w.consult.note.title} close={close}>
          <NotePane callId={open} />
        </Window>
      )}
    </section>
  );
}

type Rows = NonNullable<ReturnType<typeof useNotes>["data"]>["unfinished"];

function Unfinished(props: { readonly rows: Rows; readonly open: (callId: string) => void }) {
  const { w, language } = useWords();
  const desk = useDesk();
  if (props.rows.length === 0) return null;
  const words = w.consult.chart;
  return (
    <ul className="lines">
      {props.rows.map((row) => {
        const at = momentText(instant(row.rung_at), desk.now(), language);
        return (
          <li key={row.consultation_id}>
            <div>
              {at} · {words.unsigned}
              <Measured ends={row.measured} />
            </div>
            <Button
              className="small"
              aria-label={`${words.finish}: ${at}`}
              onPress={() => props.open(row.consultation_id)}
            >
              {words.finish}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
