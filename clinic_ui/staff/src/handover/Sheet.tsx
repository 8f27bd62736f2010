/** One sheet: what goes on, what to watch, what is done; ticked line by line by its receiver. */

import { Link } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { momentText } from "@telecare/core/format";
import type { HandoverLineRow, HandoverSheet } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";
import { useBusy } from "../parts/busy.ts";
import { LineWindow } from "./BeginWindow.tsx";
import { SHEETS } from "./useHandover.ts";

const COLUMNS = ["pass", "watch", "done"] as const;
type Column = (typeof COLUMNS)[number];
const COLUMN: Readonly<Record<HandoverLineRow["kind"], Column>> = {
  promise: "pass",
  open: "pass",
  task: "pass",
  words: "pass",
  watch: "watch",
  suppression: "watch",
  done: "done",
};

export function Sheet({ sheet }: { sheet: HandoverSheet }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const text = (at: string): string => momentText(instant(at), desk.now(), language);
  const left = sheet.lines.filter(({ ticked_at }) => ticked_at === null).length;
  const { handover } = w;
  return (
    <section className="card" aria-label={handover.sheet(sheet.giver, sheet.receiver)}>
      <header className="card-head">
        <h2>{handover.sheet(sheet.giver, sheet.receiver)}</h2>
        <span className="caption">
          {[
            handover.given(text(sheet.begun_at)),
            sheet.received_at ? handover.taken(text(sheet.received_at)) : "",
            sheet.closed_at ? handover.closed(text(sheet.closed_at)) : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <span className={left > 0 ? "chip strong" : "chip ok"} role="status">
          {left > 0 ? handover.left(left) : handover.allTaken}
        </span>
        {sheet.closed_at ? null : <Tools sheet={sheet} />}
      </header>
      <div className="handover-columns">
        {COLUMNS.map((column) => (
          <Lines
            key={column}
            title={handover.columns[column]}
            sheet={sheet}
            lines={sheet.lines.filter(({ kind }) => COLUMN[kind] === column)}
          />
        ))}
      </div>
    </section>
  );
}

function Tools({ sheet }: { sheet: HandoverSheet }) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { staff } = usePerson().session;
  const { busy, error, run } = useBusy();
  const [open, setOpen] = useState(false);
  const end = () =>
    run(() =>
      desk.hub.ask("post", "/api/handovers/{handover_id}/close", {
        path: { handover_id: sheet.id },
      }),
    ).then(() => cache.invalidateQueries({ queryKey: SHEETS }));
  return (
    <div className="page-tools">
      {staff?.id === sheet.giver_id ? (
        <Button className="small" onPress={() => setOpen(true)}>
          {w.handover.addLine}
        </Button>
      ) : null}
      <Button className="small" isPending={busy} onPress={() => void end()}>
        {w.handover.close}
      </Button>
      <span className="caption">{w.handover.closeWhy}</span>
      <Said error={error} />
      {open ? <LineWindow sheetId={sheet.id} close={() => setOpen(false)} /> : null}
    </div>
  );
}

function Lines(props: {
  readonly title: string;
  readonly sheet: HandoverSheet;
  readonly lines: readonly HandoverLineRow[];
}) {
  const { w } = useWords();
  return (
    <section aria-label={props.title}>
      <h3>{props.title}</h3>
      {props.lines.length === 0 ? <p className="caption">{w.handover.empty}</p> : null}
      <ul className="handover-lines">
        {props.lines.map((line) => (
          <Line key={line.id} sheet={props.sheet} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Line({ sheet, line }: { sheet: HandoverSheet; line: HandoverLineRow }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const { staff } = usePerson().session;
  const text = (at: string): string => momentText(instant(at), desk.now(), language);
  const { until, kinds } = w.handover;
  const by =
    line.until_at && line.kind in until
      ? until[line.kind as keyof typeof until](text(line.until_at))
      : "";
  const what = line.task ? w.board.taskKinds[line.task] : say(line.because);
  const waits = line.ticked_at === null && sheet.closed_at === null;
  return (
    <li className={line.ticked_at ? "taken" : ""}>
      <div>
        <span className="chip">{kinds[line.kind]}</span>{" "}
        {line.severity ? <SeverityBadge severity={line.severity} /> : null}{" "}
        {line.resident_id ? (
          <Link to="/residents/$id" params={{ id: line.resident_id }} className="text-link">
            {line.resident}
          </Link>
        ) : null}
        {by ? <b className="handover-by">{by}</b> : null}
        {what ? <div>{what}</div> : null}
        {line.words ? <div className="handover-words">{line.words}</div> : null}
      </div>
      {waits && staff?.id === sheet.receiver_id ? (
        <Take sheet={sheet} line={line} what={[kinds[line.kind], line.resident].join(" ")} />
      ) : (
        <span className="caption">
          {line.ticked_at ? w.handover.takenAt(text(line.ticked_at)) : w.handover.notTaken}
        </span>
      )}
    </li>
  );
}

function Take(props: {
  readonly sheet: HandoverSheet;
  readonly line: HandoverLineRow;
  readonly what: string;
}) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { busy, error, run } = useBusy();
  const path = { handover_id: props.sheet.id, line_id: props.line.id };
  const take = () =>
    run(() =>
      desk.hub.ask("post", "/api/handovers/{handover_id}/lines/{line_id}/tick", { path }),
    ).then(() => cache.invalidateQueries({ queryKey: SHEETS }));
  return (
    <>
      <Button
        className="small primary"
        isPending={busy}
        aria-label={w.handover.takeFor(props.what)}
        onPress={() => void take()}
      >
        {w.handover.take}
      </Button>
      <Said error={error} />
    </>
  );
}
