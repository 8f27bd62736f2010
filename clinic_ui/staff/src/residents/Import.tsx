import { useState } from "react";
import { pick } from "@telecare/core/words";
import type { ImportReport } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Window } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";

/** A file in, a report per line out; good lines count even when others are faulty. */
export function ImportWindow({ close, changed }: { close: () => void; changed: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const { busy, error, run } = useBusy();
  const words = w.register.csv;
  const send = () =>
    run(async () => {
      if (!file) return;
      const answer = await desk.hub.ask("post", "/api/residents/import", {
        file,
        headers: { "content-type": "text/csv" },
      });
      setReport(answer);
      changed();
    });
  return (
    <Window title={words.title} close={close} wide>
      <p className="help">{words.why}</p>
      <p>
        <a className="text-link" href="/api/residents/import/template" download="residents.csv">
          {words.template}
        </a>
      </p>
      <label className="file">
        <span>{words.choose}</span>
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null);
            setReport(null);
          }}
        />
      </label>
      <Said error={error} />
      {report ? <Report report={report} /> : null}
      <div className="window-foot">
        <Button onPress={close}>{w.common.close}</Button>
        <Button
          className="primary"
          isDisabled={!file || report !== null}
          isPending={busy}
          onPress={() => void send()}
        >
          {words.send}
        </Button>
      </div>
    </Window>
  );
}

function Report({ report }: { report: ImportReport }) {
  const { w, language } = useWords();
  const words = w.register.csv;
  const bad = report.rows.filter((row) => !row.ok).length;
  return (
    <>
      <p role="status" className={bad ? "said" : "good"}>
        {words.result(report.imported, bad)}
      </p>
      <div className="table-place" tabIndex={0} role="region" aria-label={words.outcome}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.outcome}</th>
              <th scope="col">{words.problem}</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <tr key={row.line}>
                <th scope="row">{row.line}</th>
                <td>{row.ok ? words.fine : words.bad}</td>
                <td>
                  {row.errors
                    .map(
                      (fault) =>
                        `${fault.field}: ${pick({ ko: fault.message_ko, en: fault.message }, language)}`,
                    )
                    .join(" · ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
