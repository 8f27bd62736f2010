/** The operator's page: ticks, the sign of life to the outside, canaries, dead channels. */

import { read } from "@telecare/core/client";
import { clockText, dayText } from "@telecare/core/format";
import type { WatchPage } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useState } from "react";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";

type Bird = WatchPage["canaries"][number];

export function WatchScreen() {
  const { w } = useWords();
  const desk = useDesk();
  const { data, error, refetch } = usePeople(["watch"], (reading) =>
    desk.hub.ask("get", "/api/watch", read(reading)),
  );
  return (
    <div className="page">
      <header className="page-head">
        <h1>{w.watch.title}</h1>
        <span className="caption">{w.watch.why}</span>
      </header>
      <Said error={data ? null : error} />
      {data ? (
        <>
          <p role="status">
            <strong>{data.ok ? w.watch.well : w.watch.ill}</strong>
          </p>
          <h2>{w.watch.ping.title}</h2>
          <p>{w.watch.ping[data.ping]}</p>
          <p>
            {w.watch.channels}: <strong>{data.dead_channels}</strong>
          </p>
          <Canaries rows={data.canaries} changed={() => void refetch()} />
          <Ticks rows={data.ticks} />
        </>
      ) : null}
    </div>
  );
}

function Canaries({ rows, changed }: { rows: readonly Bird[]; changed: () => void }) {
  const { w } = useWords();
  const words = w.watch.canary;
  return (
    <section className="page-part">
      <h2>{words.title}</h2>
      <p className="caption">{words.why}</p>
      {rows.some(({ standing }) => standing === "unheard") ? (
        <p role="alert">
          <strong>{words.mend}</strong>
        </p>
      ) : null}
      <div className="table-place" tabIndex={0} role="region" aria-label={words.title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.place}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.every}</th>
              <th scope="col">{words.last}</th>
              <th scope="col">{words.took}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Canary key={row.organisation_id} row={row} changed={changed} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Canary({ row, changed }: { row: Bird; changed: () => void }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const words = w.watch.canary;
  const [error, setError] = useState<unknown>(null);
  const path = { organisation_id: row.organisation_id };
  const runs = row.standing !== "none" && row.standing !== "stopped";
  const turn = () => {
    const place = "/api/watch/canaries/{organisation_id}";
    const asked = runs
      ? desk.hub.ask("delete", place, { path })
      : desk.hub.ask("put", place, { path, body: { every_minutes: 10 } });
    void asked.then(changed, setError);
  };
  return (
    <tr>
      <th scope="row">{say(row.organisation_name)}</th>
      <td>
        {row.standing === "unheard" ? (
          <>
            <strong>{words.standing.unheard}</strong>
            <p className="caption">{words.lost[lost(row.result)]}</p>
          </>
        ) : (
          words.standing[row.standing]
        )}
        <Said error={error} />
      </td>
      <td className="nowrap">{runs ? words.minutes(row.every_minutes ?? 0) : ""}</td>
      <td className="nowrap">
        {row.pressed_at
          ? `${dayText(instant(row.pressed_at), language)} ${clockText(instant(row.pressed_at))}`
          : ""}
      </td>
      <td className="nowrap">
        {row.took_ms === null || row.through_at === null
          ? ""
          : words.seconds((row.took_ms / 1000).toFixed(1))}
      </td>
      <td>
        {row.yours ? (
          <Button
            onPress={turn}
            aria-label={`${say(row.organisation_name)} ${runs ? words.stop : words.begin}`}
          >
            {runs ? words.stop : words.begin}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** Why a press was lost, by what the door said to it. */
function lost(result: string | null): "unreachable" | "refused" | "taken" | "silent" {
  if (result === "unreachable" || result === "taken") return result;
  return result?.startsWith("refused") ? "refused" : "silent";
}

function Ticks({ rows }: { rows: WatchPage["ticks"] }) {
  const { w } = useWords();
  const words = w.watch.ticks;
  const stopped = rows.filter(({ silent }) => silent);
  const living = rows.filter(({ silent }) => !silent);
  return (
    <section className="page-part">
      <h2>{words.title}</h2>
      {stopped.length > 0 ? (
        <p role="alert">
          <strong>{words.mend}</strong>
        </p>
      ) : null}
      <div className="table-place" tabIndex={0} role="region" aria-label={words.title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.ended}</th>
            </tr>
          </thead>
          <tbody>
            {[...stopped, ...living].map((row) => (
              <Tick key={row.name} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Tick({ row }: { row: WatchPage["ticks"][number] }) {
  const { w, language } = useWords();
  const words = w.watch.ticks;
  const said = words.of[row.name];
  return (
    <tr>
      <th scope="row">
        {said.name} <code className="caption">{row.name}</code>
      </th>
      <td>
        {row.silent ? (
          <>
            <strong>{words.silent}</strong>
            <p className="caption">
              {said.silent} {said.meanwhile}
            </p>
          </>
        ) : (
          words.lives
        )}
      </td>
      <td className="nowrap">
        {row.ended_at
          ? `${dayText(instant(row.ended_at), language)} ${clockText(instant(row.ended_at))}`
          : words.never}
      </td>
    </tr>
  );
}
