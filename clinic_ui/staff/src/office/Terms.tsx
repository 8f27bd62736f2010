/** What the law asks for before a consultation: what stands today, and every version kept. */

import { useState } from "react";
import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import type { GateAsked, TermsVersion } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { usePerson } from "../app/person.ts";
import { Button } from "../parts/Button.tsx";
import { Icon } from "../parts/icons.tsx";
import { Pair } from "../parts/Pair.tsx";
import { Said } from "../parts/Said.tsx";
import { SHA_SHOWN, Texts } from "./Explanations.tsx";
import { PublishTerms } from "./PublishTerms.tsx";

export function TermsScreen() {
  const { w } = useWords();
  const desk = useDesk();
  const { session } = usePerson();
  const [publishing, setPublishing] = useState(false);
  const [published, setPublished] = useState<string | null>(null);
  const { data, error, refetch } = usePeople(["consultation-terms"], (reading) =>
    desk.hub.ask("get", "/api/consultation-terms", read(reading)),
  );
  const words = w.office.terms;
  const standing = data?.rows.find((row) => row.in_force);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.title}</h1>
        <div className="page-tools">
          {data && session.staff?.role === "administrator" ? (
            <Button className="primary" onPress={() => setPublishing(true)}>
              <Icon name="plus" size={16} /> {words.publish}
            </Button>
          ) : null}
        </div>
      </header>
      <Said error={data ? null : error} />
      <p role="status">{published ? words.published(published) : ""}</p>
      {data ? <Standing row={standing} /> : null}
      {data ? <Texts page={data} /> : null}
      {data ? <History rows={data.rows} /> : null}
      {data && publishing ? (
        <PublishTerms
          page={data}
          close={() => setPublishing(false)}
          done={(day) => {
            setPublished(day);
            void refetch();
          }}
        />
      ) : null}
    </div>
  );
}

type TermsWords = ReturnType<typeof useWords>["w"]["office"]["terms"];

/** Which law it is: what was typed, or for what is shipped the reader's own words. */
function sourceOf({ version, terms }: TermsVersion, words: TermsWords): string {
  const shipped = version ? undefined : words.shippedSources[terms.from_day];
  return shipped ?? terms.source;
}

function Standing({ row }: { row: TermsVersion | undefined }) {
  const { w } = useWords();
  const words = w.office.terms;
  const gate = w.consult.gate;
  return (
    <section className="card reading">
      <h2>{words.today}</h2>
      {row ? (
        <dl className="pairs">
          <Pair name={words.fromDay}>{row.terms.from_day}</Pair>
          <Pair name={words.source}>{sourceOf(row, words)}</Pair>
          <Pair name={words.minutes}>{row.terms.gate_minutes}</Pair>
          {Object.entries(row.terms.bases).map(([basis, term]) => (
            <Pair key={basis} name={gate.bases[basis as GateAsked["basis"]]}>
              {[
                term.evidence_days ? gate.within(term.evidence_days) : words.anyAge,
                term.drug_days ? gate.drugs(term.drug_days) : words.noDrugLimit,
              ].join(" ")}
            </Pair>
          ))}
          <Pair name={words.identity}>{Object.values(gate.identities).join(" · ")}</Pair>
        </dl>
      ) : (
        <p>{gate.none}</p>
      )}
    </section>
  );
}

function History({ rows }: { rows: readonly TermsVersion[] }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const words = w.office.terms;
  return (
    <section className="card">
      <h2>{words.history}</h2>
      <div className="table-place" tabIndex={0} role="region" aria-label={words.history}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.version}</th>
              <th scope="col">{words.fromDay}</th>
              <th scope="col">{words.source}</th>
              <th scope="col">SHA-256</th>
              <th scope="col">{words.by}</th>
              <th scope="col">{words.at}</th>
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map((row) => (
              <tr key={row.sha256 + String(row.version)}>
                <th scope="row">
                  {row.version || words.shipped} {row.in_force ? `· ${words.inForce}` : ""}
                </th>
                <td>{row.terms.from_day}</td>
                <td>{sourceOf(row, words)}</td>
                <td>
                  <code>{row.sha256.slice(0, SHA_SHOWN)}</code>
                </td>
                <td>{row.by ?? words.shipped}</td>
                <td>
                  {row.at ? momentText(instant(row.at), desk.now(), language) : words.shipped}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
