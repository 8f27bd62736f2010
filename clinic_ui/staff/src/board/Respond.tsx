/** Who is on the way, and by when: the alert waits for them under its owner's name. */

import { useState } from "react";
import { momentText } from "@telecare/core/format";
import type { HelpWord } from "@telecare/core/shapes";
import { MINUTE } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useRow, useWords } from "../app/hooks.ts";
import { Field } from "../parts/Field.tsx";
import { AskWindow, Choices, choicesOf, type AskProps } from "./windows.tsx";

const SPANS = [10, 20, 30, 60] as const; // minutes; a P1 waits no longer than an hour

export function RespondWindow({ acts, open }: AskProps) {
  const { w, language } = useWords();
  const desk = useDesk();
  const row = useRow(open.row.id) ?? open.row; // a new signal makes a new version
  const [how, setHow] = useState<HelpWord | null>(null);
  const [span, setSpan] = useState<string>(String(SPANS[1]));
  const [note, setNote] = useState("");
  const [began] = useState(() => desk.now());
  const by = began + Number(span) * MINUTE;
  const send = () =>
    acts.send(open, "respond", (lease_token) =>
      desk.hub.ask("post", "/api/alerts/{alert_id}/respond", {
        path: { alert_id: open.row.id },
        body: {
          version: row.version,
          lease_token,
          expected_by: new Date(by).toISOString(),
          how: how ?? "other",
          note: note.trim(),
        },
      }),
    );
  return (
    <AskWindow
      acts={acts}
      open={open}
      title={w.help.respondTitle}
      save={w.help.saveRespond}
      ready={how !== null}
      submit={send}
    >
      {(mistake) => (
        <>
          <Choices
            label={w.help.how}
            value={how}
            onChange={setHow}
            choices={choicesOf(w.help.hows)}
          />
          <Choices
            label={w.help.expectedBy}
            help={w.help.respondWhy}
            value={span}
            onChange={setSpan}
            choices={SPANS.map((each) => ({
              id: String(each),
              label: w.board.hold.minutes(each),
            }))}
          />
          <p className="help">
            {mistake("expected_by") ??
              w.board.detail.expectedBy(momentText(by, desk.now(), language))}
          </p>
          <Field
            label={w.help.note}
            value={note}
            onChange={setNote}
            lines={2}
            mistake={mistake("text")}
          />
        </>
      )}
    </AskWindow>
  );
}
