/** The card read to 119: what opens the door first and largest, then who it is and what happened. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { linesOf, textOf } from "@telecare/core/card119";
import { instantOfLocal, localOfInstant, momentText } from "@telecare/core/format";
import type { AlertRow, Card119 } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Form } from "react-aria-components";
import { Button } from "../parts/Button.tsx";
import { Field, Window } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import type { AskProps } from "./windows.tsx";

export function Card119Window({ acts, open }: AskProps) {
  const { w } = useWords();
  const desk = useDesk();
  const { row } = open;
  const { data: card, error } = useQuery({
    queryKey: ["card119", row.id],
    queryFn: () =>
      desk.hub.ask("get", "/api/alerts/{alert_id}/card-119", { path: { alert_id: row.id } }),
    staleTime: 0,
    gcTime: 0, // each opening is its own look, and its own entry
  });
  return (
    <Window wide title={w.help.card} close={acts.shut}>
      <Said error={card ? null : error} />
      {card ? (
        <>
          <Sheet card={card} />
          <Tools card={card} />
          <Made card={card} />
          <Called acts={acts} open={open} row={row} />
        </>
      ) : null}
    </Window>
  );
}

function Sheet({ card }: { card: Card119 }) {
  const { w, language } = useWords();
  return (
    <div className="card119">
      {card.simulated ? <p className="card119-simulated">{w.help.simulated}</p> : null}
      <p className="card119-opening">{w.help.opening}</p>
      <dl>
        {linesOf(card, w, language).map(({ key, label, value, first }) => (
          <div key={key} className={first ? "first" : ""}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Tools({ card }: { card: Card119 }) {
  const { w, language } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(textOf(card, w, language));
    setCopied(true);
  };
  return (
    <div className="card119-tools no-print">
      {card.simulated ? null : (
        <a className="btn danger" href="tel:119">
          {w.help.call119}
        </a>
      )}
      <Button onPress={() => window.print()}>{w.help.print}</Button>
      <Button onPress={() => void copy()}>{w.common.copy}</Button>
      <span className="caption" role="status">
        {copied ? w.help.copied : w.help.auditNote}
      </span>
    </div>
  );
}

function Made({ card }: { card: Card119 }) {
  const { w, language } = useWords();
  if (card.calls.length === 0) return null;
  return (
    <section>
      <h3>{w.help.made}</h3>
      <ul>
        {card.calls.map((call, made) => {
          const at = momentText(instant(call.called_at), instant(card.server_time), language);
          const said = [call.spoken_with, call.reference].filter(Boolean).join(" · ");
          return (
            <li key={made}>
              {w.help.madeLine(at, call.by)} {said}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Called({ acts, open, row }: AskProps & { row: AlertRow }) {
  const { w } = useWords();
  const desk = useDesk();
  const { busy, error, run, mistake } = useBusy();
  const [at, setAt] = useState(() => localOfInstant(desk.now()));
  const [name, setName] = useState("");
  const [reference, setReference] = useState("");
  const called = instantOfLocal(at);
  const ready = Number.isFinite(called);
  const send = () =>
    acts.send(open, "called119", (lease_token) =>
      desk.hub.ask("post", "/api/alerts/{alert_id}/called-119", {
        path: { alert_id: row.id },
        body: {
          lease_token: lease_token || null,
          at: new Date(called).toISOString(),
          spoken_with: name.trim(),
          reference: reference.trim(),
        },
      }),
    );
  return (
    <Form
      className="stack card119-called no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void run(send);
      }}
    >
      <h3>{w.help.record}</h3>
      <p className="help">{w.help.recordWhy}</p>
      <div className="form-grid">
        <Field
          label={w.help.at}
          type="datetime-local"
          value={at}
          onChange={setAt}
          required
          mistake={mistake("at")}
        />
        <Field
          label={w.help.spokenWith}
          value={name}
          onChange={setName}
          mistake={mistake("spoken_with")}
        />
        <Field
          label={w.help.reference}
          value={reference}
          onChange={setReference}
          mistake={mistake("reference")}
        />
      </div>
      <Said error={error} />
      <div className="window-foot">
        <Button type="submit" className="primary" isPending={busy} isDisabled={!ready}>
          {w.help.save119}
        </Button>
      </div>
    </Form>
  );
}
