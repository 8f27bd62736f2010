/** What is held back for one person, and the windows to begin, extend and end it. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { read } from "@telecare/core/client";
import { instantOfLocal, localOfInstant, momentText } from "@telecare/core/format";
import type { SuppressionReason, SuppressionRow } from "@telecare/core/shapes";
import { DAY, HOUR, instant } from "@telecare/core/time";
import type { Words } from "@telecare/core/words";
import { Choices, choicesOf } from "../board/windows.tsx";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Button } from "../parts/Button.tsx";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import type { CardProps } from "./card.ts";

const OF_DEVICES: ReadonlySet<SuppressionReason> = new Set(["device_test", "out_of_service"]);
const PATH = "/api/residents/{resident_id}/suppressions";
const SECOND = 1000;

export function HeldBack({ page, mayEdit }: CardProps) {
  const { w, language } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { error: refused, busy, run } = useBusy();
  const [open, setOpen] = useState<"start" | SuppressionRow | null>(null);
  const key = ["suppressions", page.id];
  const { data, error } = usePeople(key, (reading) =>
    desk.hub.ask("get", PATH, { path: { resident_id: page.id }, ...read(reading) }),
  );
  const changed = () => cache.invalidateQueries({ queryKey: ["suppressions"] });
  const end = (row: SuppressionRow) =>
    run(async () => {
      await desk.hub.ask("post", "/api/suppressions/{suppression_id}/end", {
        path: { suppression_id: row.id },
        body: { version: row.version },
      });
      await changed();
    });
  const words = w.suppression;
  const most = data?.most_s ?? {};
  const close = () => setOpen(null);
  return (
    <section className="card" aria-label={words.title}>
      <header className="card-head">
        <h2>{words.title}</h2>
        {mayEdit && data ? (
          <Button className="small" onPress={() => setOpen("start")}>
            {words.open}
          </Button>
        ) : null}
      </header>
      <Said error={data ? refused : error} />
      {data?.rows.length === 0 ? <p className="caption">{words.none}</p> : null}
      <ul className="lines">
        {data?.rows.map((row) => {
          const until = momentText(instant(row.until_at), desk.now(), language);
          return (
            <li key={row.id}>
              <span>
                <b>{words.running(words.reasons[row.reason], until, row.by)}</b>{" "}
                {[row.device, row.note, row.extended_note].filter(Boolean).join(" · ")}
              </span>
              {mayEdit ? (
                <span>
                  <Button className="small plain" onPress={() => setOpen(row)}>
                    {words.extend}
                  </Button>
                  <Button
                    className="small plain"
                    isPending={busy}
                    onPress={() => void end(row)}
                  >
                    {words.end}
                  </Button>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {open === "start" ? <Start page={page} {...{ most, changed, close }} /> : null}
      {open !== null && open !== "start" ? (
        <Extend row={open} zone={page.zone} {...{ most, changed, close }} />
      ) : null}
    </section>
  );
}

interface WindowProps {
  readonly most: Readonly<Record<string, number>>;
  readonly changed: () => Promise<unknown>;
  readonly close: () => void;
}

function Start({ page, most, changed, close }: WindowProps & { page: CardProps["page"] }) {
  const { w } = useWords();
  const desk = useDesk();
  const [reason, setReason] = useState<SuppressionReason | null>(null);
  const [until, setUntil] = useState("");
  const [device, setDevice] = useState("");
  const [note, setNote] = useState("");
  const words = w.suppression;
  const ofDevice = reason !== null && OF_DEVICES.has(reason);
  const choose = (chosen: SuppressionReason): void => {
    setReason(chosen);
    const span = Math.min((most[chosen] ?? 0) * SECOND, DAY);
    setUntil(localOfInstant(desk.now() + span, page.zone));
  };
  const submit = async (): Promise<void> => {
    await desk.hub.ask("post", PATH, {
      path: { resident_id: page.id },
      body: {
        reason: reason ?? "visit",
        until: new Date(instantOfLocal(until, page.zone)).toISOString(),
        device_id: ofDevice && device ? device : null,
        note,
      },
    });
    await changed();
  };
  return (
    <FormWindow
      title={words.open}
      why={words.why}
      save={words.start}
      ready={reason !== null && until !== ""}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <Choices
            label={words.reason}
            value={reason}
            onChange={choose}
            choices={choicesOf(words.reasons)}
          />
          {ofDevice ? (
            <Choose
              label={words.device}
              value={device}
              onChange={setDevice}
              choices={page.devices.map(({ id, label }) => ({ id, label }))}
              empty={words.wholeHome}
              cleared={() => setDevice("")}
              mistake={mistake("device_id")}
            />
          ) : null}
          <Field
            label={words.until}
            type="datetime-local"
            value={until}
            onChange={setUntil}
            help={reason ? words.most(spanOf(most[reason] ?? 0, words)) : undefined}
            mistake={mistake("until") ?? mistake("reason")}
            required
          />
          <Field
            label={words.note}
            value={note}
            onChange={setNote}
            lines={2}
            maxLength={500}
            mistake={mistake("note")}
          />
        </>
      )}
    </FormWindow>
  );
}

function Extend(props: WindowProps & { row: SuppressionRow; zone: string }) {
  const { row, zone, most, changed, close } = props;
  const { w } = useWords();
  const desk = useDesk();
  const [until, setUntil] = useState(() => localOfInstant(instant(row.until_at) ?? 0, zone));
  const [note, setNote] = useState("");
  const words = w.suppression;
  const submit = async (): Promise<void> => {
    await desk.hub.ask("post", "/api/suppressions/{suppression_id}/extend", {
      path: { suppression_id: row.id },
      body: {
        version: row.version,
        until: new Date(instantOfLocal(until, zone)).toISOString(),
        note,
      },
    });
    await changed();
  };
  return (
    <FormWindow
      title={words.extendTitle}
      save={words.extend}
      ready={until !== "" && note.trim() !== ""}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <Field
            label={words.until}
            type="datetime-local"
            value={until}
            onChange={setUntil}
            help={words.most(spanOf(most[row.reason] ?? 0, words))}
            mistake={mistake("until")}
            required
          />
          <Field
            label={words.extendNote}
            value={note}
            onChange={setNote}
            lines={2}
            maxLength={500}
            mistake={mistake("note")}
            required
          />
        </>
      )}
    </FormWindow>
  );
}

/** The longest time of a reason in words: whole days, else hours. */
function spanOf(seconds: number, words: Words["suppression"]): string {
  const span = seconds * SECOND;
  return span >= DAY ? words.days(Math.floor(span / DAY)) : words.hours(span / HOUR);
}
