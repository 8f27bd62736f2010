/** Whom an organisation asks first: the protocol that counts, and choosing another. */

import { useState } from "react";
import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import type { PrecheckPage } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Choose } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { AskTable } from "./AskTable.tsx";
import { ProtocolForm } from "./ProtocolForm.tsx";

export function PrecheckScreen() {
  const { w, say } = useWords();
  const desk = useDesk();
  const [place, setPlace] = useState("");
  const { data, error, refetch } = usePeople(["prechecks", place], (reading) =>
    desk.hub.ask("get", "/api/prechecks", {
      query: place ? { organisation: place } : {},
      ...read(reading),
    }),
  );
  return (
    <div className="page prechecks">
      <header className="page-head">
        <h1>{w.precheck.title}</h1>
        {data && data.places.length > 1 ? (
          <div className="page-tools">
            <Choose
              label={w.precheck.place}
              value={data.organisation_id}
              choices={data.places.map(({ id, name }) => ({ id, label: say(name) }))}
              onChange={setPlace}
            />
          </div>
        ) : null}
      </header>
      <p className="caption">{w.precheck.why}</p>
      <Said error={data ? null : error} />
      {data ? (
        <>
          <Now page={data} />
          {data.may_choose ? (
            <ProtocolForm
              key={`${data.organisation_id} ${data.now.after}`}
              page={data}
              changed={() => void refetch()}
            />
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function Now({ page }: { page: PrecheckPage }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const { now } = page;
  const offered = page.offered.find(({ protocol }) => protocol === now.protocol);
  const name = offered ? say(offered.name) : w.precheck.own;
  const when = now.chosen_at ? momentText(instant(now.chosen_at), desk.now(), language) : "";
  return (
    <section className="card" aria-labelledby="precheck-now">
      <div className="card-head">
        <h2 id="precheck-now">
          {w.precheck.now} · {name}
        </h2>
        <span className="caption">
          {[
            w.precheck.sources[now.source](say(now.source_name)),
            w.precheck.chosenBy(now.chosen_by ?? "", when),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <AskTable label={name} asks={now.asks} carried={page.carried} />
      {offered ? <p>{say(offered.after_it)}</p> : null}
    </section>
  );
}
