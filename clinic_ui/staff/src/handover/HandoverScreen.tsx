/** The shift change: the sheets that run, then transfers, then what was handed over before. */

import { momentText } from "@telecare/core/format";
import { useState } from "react";
import type { HandoverSheet } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { BeginWindow } from "./BeginWindow.tsx";
import { Sheet } from "./Sheet.tsx";
import { TransferList } from "./TransferList.tsx";
import { useSheets } from "./useHandover.ts";

export function HandoverScreen() {
  const { w } = useWords();
  const { staff } = usePerson().session;
  const [open, setOpen] = useState(false);
  const { data, error } = useSheets();
  const rows = data?.rows ?? [];
  const running = rows.filter(({ closed_at }) => closed_at === null);
  const past = rows.filter(({ closed_at }) => closed_at !== null);
  const gives = running.some(({ giver_id }) => giver_id === staff?.id);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{w.handover.title}</h1>
        <span className="caption">{w.handover.lead}</span>
        {data && !gives ? (
          <div className="page-tools">
            <Button className="primary" onPress={() => setOpen(true)}>
              {w.handover.begin}
            </Button>
          </div>
        ) : null}
      </header>
      <Said error={data ? null : error} />
      {data && rows.length === 0 ? <p className="empty">{w.handover.none}</p> : null}
      {running.map((sheet) => (
        <Sheet key={sheet.id} sheet={sheet} />
      ))}
      <TransferList />
      {past.length > 0 ? <Past sheets={past} /> : null}
      {open ? <BeginWindow close={() => setOpen(false)} /> : null}
    </div>
  );
}

function Past({ sheets }: { sheets: readonly HandoverSheet[] }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const text = (at: string | null): string =>
    at === null ? "" : momentText(instant(at), desk.now(), language);
  return (
    <section className="card" aria-label={w.handover.history}>
      <h2>{w.handover.history}</h2>
      {sheets.map((sheet) => (
        <details key={sheet.id} className="handover-past">
          <summary>
            <b>{w.handover.sheet(sheet.giver, sheet.receiver)}</b>{" "}
            <span className="caption">
              {[
                w.handover.given(text(sheet.begun_at)),
                w.handover.closed(text(sheet.closed_at)),
                w.handover.lines(sheet.lines.length),
              ].join(" · ")}
            </span>
          </summary>
          <Sheet sheet={sheet} />
        </details>
      ))}
    </section>
  );
}
