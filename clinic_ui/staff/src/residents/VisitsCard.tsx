/** Visits ahead: the nearest one stands on the tablet's first screen. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { read } from "@telecare/core/client";
import { instantOfLocal, localOfInstant, momentText } from "@telecare/core/format";
import { DAY, instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Button } from "../parts/Button.tsx";
import { Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import type { CardProps } from "./card.ts";

const VISITS = "/api/residents/{resident_id}/appointments";

export function VisitsCard({ page, mayEdit }: CardProps) {
  const { w, language } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { busy, error: refused, run } = useBusy();
  const [open, setOpen] = useState(false);
  const key = ["visits", page.id];
  const { data, error } = usePeople(key, (reading) =>
    desk.hub.ask("get", VISITS, { path: { resident_id: page.id }, ...read(reading) }),
  );
  const changed = () => cache.invalidateQueries({ queryKey: key });
  const cancel = (id: string) =>
    run(async () => {
      await desk.hub.ask("delete", `${VISITS}/{appointment_id}`, {
        path: { resident_id: page.id, appointment_id: id },
      });
      await changed();
    });
  const words = w.tablets.visits;
  return (
    <section className="card">
      <header className="card-head">
        <h2>{words.title}</h2>
        {mayEdit ? (
          <Button className="small" onPress={() => setOpen(true)}>
            {words.add}
          </Button>
        ) : null}
      </header>
      <Said error={data ? refused : error} />
      {data?.rows.length === 0 ? <p className="caption">{words.none}</p> : null}
      <ul className="lines">
        {data?.rows.map((visit) => {
          const at = momentText(instant(visit.at), desk.now(), language);
          return (
            <li key={visit.id}>
              <span>
                {at} · {visit.who} · {visit.what}
              </span>
              {mayEdit ? (
                <Button
                  className="small plain"
                  isPending={busy}
                  aria-label={`${words.cancel}: ${at}`}
                  onPress={() => void cancel(visit.id)}
                >
                  {words.cancel}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {open ? (
        <VisitWindow
          residentId={page.id}
          zone={page.zone}
          changed={changed}
          close={() => setOpen(false)}
        />
      ) : null}
    </section>
  );
}

function VisitWindow(props: {
  readonly residentId: string;
  readonly zone: string;
  readonly changed: () => Promise<unknown>;
  readonly close: () => void;
}) {
  const { w } = useWords();
  const desk = useDesk();
  const [at, setAt] = useState(() => localOfInstant(desk.now() + DAY, props.zone));
  const [who, setWho] = useState("");
  const [what, setWhat] = useState("");
  const words = w.tablets.visits;
  const submit = async (): Promise<void> => {
    const moment = new Date(instantOfLocal(at, props.zone)).toISOString();
    await desk.hub.ask("post", VISITS, {
      path: { resident_id: props.residentId },
      body: { at: moment, who, what },
    });
    await props.changed();
  };
  return (
    <FormWindow
      title={words.add}
      why={words.why}
      save={w.common.save}
      ready={Boolean(at && who.trim() && what.trim())}
      close={props.close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <Field
            label={words.at}
            type="datetime-local"
            value={at}
            onChange={setAt}
            mistake={mistake("at")}
            required
          />
          <Field
            label={words.who}
            value={who}
            onChange={setWho}
            maxLength={60}
            mistake={mistake("who")}
            required
          />
          <Field
            label={words.what}
            value={what}
            onChange={setWhat}
            maxLength={120}
            mistake={mistake("what")}
            required
          />
        </>
      )}
    </FormWindow>
  );
}
