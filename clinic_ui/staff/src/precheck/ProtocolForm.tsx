/** Choosing a protocol: a shipped one, read as a table, or attempts of one's own. */

import { useState } from "react";
import type { AskSaid, PrecheckPage } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Choose } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { AskTable } from "./AskTable.tsx";

type Protocol = PrecheckPage["now"]["protocol"];

const MINUTE_S = 60;
const FIRST: AskSaid = { way: "voice", wait_s: 3 * MINUTE_S };
const WAYS: readonly AskSaid["way"][] = ["tablet", "voice", "sms"];

export function ProtocolForm(props: {
  readonly page: PrecheckPage;
  readonly changed: () => void;
}) {
  const { w, say } = useWords();
  const desk = useDesk();
  const { page } = props;
  const words = w.precheck;
  const { busy, error, run, mistake } = useBusy();
  const [protocol, setProtocol] = useState<Protocol>(page.now.protocol);
  const [asks, setAsks] = useState<readonly AskSaid[]>(
    page.now.asks.length > 0 ? page.now.asks : [FIRST],
  );
  const offered = page.offered.find((one) => one.protocol === protocol);
  const save = async (): Promise<void> => {
    const body = {
      organisation_id: page.organisation_id,
      after: page.now.after,
      protocol,
      asks: protocol === "own" ? [...asks] : [],
    };
    if (await run(() => desk.hub.ask("put", "/api/prechecks", { body }))) props.changed();
  };
  return (
    <section className="card" aria-labelledby="precheck-choose">
      <h2 id="precheck-choose">{words.choose}</h2>
      <Choose
        label={words.choose}
        value={protocol}
        choices={[
          ...page.offered.map((one) => ({ id: one.protocol, label: say(one.name) })),
          { id: "own" as const, label: words.own },
        ]}
        onChange={setProtocol}
      />
      {offered ? (
        <>
          <AskTable label={say(offered.name)} asks={offered.asks} carried={page.carried} />
          <p>{say(offered.after_it)}</p>
          {say(offered.source) ? (
            <p className="caption">
              {words.source}: {say(offered.source)}
            </p>
          ) : null}
        </>
      ) : (
        <OwnAsks
          asks={asks}
          put={setAsks}
          most={page.most_asks}
          mistake={(at) => mistake(`ask_${at}`)}
        />
      )}
      {mistake("asks") ? (
        <p className="react-aria-FieldError" role="alert">
          {mistake("asks")}
        </p>
      ) : null}
      <Said error={error} />
      <div className="line-verbs">
        <Button className="primary" isDisabled={busy} onPress={() => void save()}>
          {words.save}
        </Button>
      </div>
    </section>
  );
}

function OwnAsks(props: {
  readonly asks: readonly AskSaid[];
  readonly put: (asks: readonly AskSaid[]) => void;
  readonly most: number;
  readonly mistake: (at: number) => string | undefined;
}) {
  const { w } = useWords();
  const words = w.precheck;
  const { asks, put } = props;
  const change = (at: number, to: Partial<AskSaid>): void =>
    put(asks.map((ask, other) => (other === at ? { ...ask, ...to } : ask)));
  return (
    <>
      <p className="caption">{words.ownWhy}</p>
      <ol className="own-asks">
        {asks.map((ask, at) => (
          <li key={at}>
            <select
              aria-label={words.wayOf(at + 1)}
              value={ask.way}
              onChange={({ target }) =>
                change(at, { way: WAYS.find((way) => way === target.value) ?? "voice" })
              }
            >
              {WAYS.map((way) => (
                <option key={way} value={way}>
                  {words.ways[way]}
                </option>
              ))}
            </select>{" "}
            <input
              type="number"
              min={1}
              max={60}
              aria-label={words.waitOf(at + 1)}
              value={ask.wait_s / MINUTE_S}
              onChange={({ target }) =>
                change(at, { wait_s: Math.round(target.valueAsNumber * MINUTE_S) || 0 })
              }
            />{" "}
            {words.minutes}{" "}
            <Button
              className="small"
              aria-label={words.remove(at + 1)}
              onPress={() => put(asks.filter((_, other) => other !== at))}
            >
              {w.common.remove}
            </Button>
            {props.mistake(at) ? (
              <p className="react-aria-FieldError" role="alert">
                {props.mistake(at)}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      {asks.length < props.most ? (
        <Button className="small" onPress={() => put([...asks, FIRST])}>
          {words.add}
        </Button>
      ) : null}
    </>
  );
}
