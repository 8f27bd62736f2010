/** The exception report: every P1 beyond 180 s, and why. */

import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { waitText } from "@telecare/core/figures";
import { momentText } from "@telecare/core/format";
import type { FiguresPage, LateReason, LateRow } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { choicesOf } from "../board/windows.tsx";
import { Button } from "../parts/Button.tsx";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Part, Table } from "./parts.tsx";

const WORDS_CHARS = 1000; // as the hub allows

export function Late({ page, changed }: { page: FiguresPage; changed: () => void }) {
  const { w } = useWords();
  const words = w.figures;
  const { columns } = words;
  const [writing, setWriting] = useState<LateRow | null>(null);
  const heads = [
    columns.received,
    columns.waited,
    columns.about,
    columns.shift,
    columns.outcome,
    columns.reason,
  ];
  const without = page.late.filter(({ report }) => report === null).length;
  return (
    <Part title={words.late} table="late" page={page}>
      {page.late.length === 0 ? (
        <p className="empty">{words.lateNone}</p>
      ) : (
        <>
          <p>
            <b>{without > 0 ? words.unreported(without) : words.reported}</b>{" "}
            {page.late_total > page.late.length ? words.lateMore(page.late_total) : null}
          </p>
          <Table label={words.late} columns={heads}>
            {page.late.map((row) => (
              <Line
                key={`${row.alert_id} ${String(row.wait_no)}`}
                row={row}
                write={page.may_report ? () => setWriting(row) : null}
              />
            ))}
          </Table>
        </>
      )}
      {writing ? (
        <ReportWindow row={writing} close={() => setWriting(null)} written={changed} />
      ) : null}
    </Part>
  );
}

function useSaid(): (row: LateRow) => { readonly when: string; readonly what: string } {
  const desk = useDesk();
  const { language, say } = useWords();
  return (row) => {
    const when = momentText(instant(row.received_at), desk.now(), language);
    return { when, what: `${say(row.title)}, ${say(row.place)}, ${when}` };
  };
}

function Line({ row, write }: { row: LateRow; write: (() => void) | null }) {
  const { w, language, say } = useWords();
  const words = w.figures;
  const { when, what } = useSaid()(row);
  return (
    <tr>
      <th scope="row">{when}</th>
      <td>
        {waitText(row.waited_s, language)}
        {row.human_at === null ? <b className="chip">{words.stillWaiting}</b> : null}
      </td>
      <td>
        <Link to="/residents/$id" params={{ id: row.resident_id }} className="text-link">
          {say(row.title)} · {say(row.place)}
        </Link>
      </td>
      <td>{row.shift ? say(row.shift) : words.noShift}</td>
      <td>
        {say(row.outcome)}{" "}
        {row.called_119 ? <span className="chip">{words.called119}</span> : null}
      </td>
      <td>
        <Reason row={row} />
        {write ? (
          <Button
            className="small"
            aria-label={row.report ? words.correctOf(what) : words.reportOf(what)}
            onPress={write}
          >
            {row.report ? words.correct : words.report}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function Reason({ row }: { row: LateRow }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const { report } = row;
  if (!report) return null;
  const when = momentText(instant(report.at), desk.now(), language);
  return (
    <div className="figures-reason">
      <b>{w.figures.reasons[report.reason]}</b>
      {report.words ? <p>{report.words}</p> : null}
      <p className="caption">{w.figures.by(report.by, when)}</p>
    </div>
  );
}

function ReportWindow(props: { row: LateRow; close: () => void; written: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const words = w.figures;
  const { row } = props;
  const [reason, setReason] = useState<LateReason | "">(row.report?.reason ?? "");
  const [text, setText] = useState(row.report?.words ?? "");
  const { what } = useSaid()(row);
  const submit = async (): Promise<void> => {
    if (!reason) return;
    await desk.hub.ask("put", "/api/figures/late/{alert_id}", {
      path: { alert_id: row.alert_id },
      body: {
        wait_no: row.wait_no,
        version: row.report?.version ?? 0,
        reason,
        words: text,
      },
    });
    props.written();
  };
  return (
    <FormWindow
      title={what}
      why={words.reportWhy}
      save={words.save}
      ready={reason !== ""}
      close={props.close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <Choose
            label={words.reason}
            value={reason}
            choices={choicesOf(words.reasons)}
            empty={words.chooseReason}
            onChange={(next) => setReason(next as LateReason)}
            required
            mistake={mistake("reason")}
          />
          <Field
            label={words.words}
            value={text}
            onChange={setText}
            lines={4}
            maxLength={WORDS_CHARS}
            required={reason === "other"}
            mistake={mistake("words") ?? mistake("alert")}
          />
        </>
      )}
    </FormWindow>
  );
}
