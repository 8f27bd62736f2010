/** One's own addresses: where alerts go while one is away from the console. */

import { useState } from "react";
import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import type { AddressRow, Channel } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { choicesOf } from "../board/windows.tsx";
import { Button } from "../parts/Button.tsx";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Icon } from "../parts/icons.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { mayPush, subscription } from "./push.ts";

const SOON_MS = 10_000; // a test that is confirmed on the telephone shows here by itself

export function Mine() {
  const { w } = useWords();
  const desk = useDesk();
  const words = w.reach;
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = usePeople(
    ["addresses"],
    (reading) => desk.hub.ask("get", "/api/me/addresses", read(reading)),
    () => SOON_MS,
  );
  const changed = (): void => void refetch();
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.mine}</h1>
        <div className="page-tools">
          {data ? <PushButton pushKey={data.push_key} changed={changed} /> : null}
          <Button className="primary" onPress={() => setAdding(true)}>
            <Icon name="plus" size={16} /> {words.add}
          </Button>
        </div>
      </header>
      <p className="caption">{words.mineWhy}</p>
      <Said error={data ? null : error} />
      {data && data.rows.length === 0 ? <p className="empty">{words.none}</p> : null}
      {data && data.rows.length > 0 ? <Addresses rows={data.rows} changed={changed} /> : null}
      {adding ? <NewAddress close={() => setAdding(false)} made={changed} /> : null}
    </div>
  );
}

function PushButton({ pushKey, changed }: { pushKey: string; changed: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const { busy, error, run } = useBusy();
  const [refused, setRefused] = useState(false);
  if (!mayPush()) return <span className="caption">{w.reach.pushNot}</span>;
  const on = () =>
    run(async () => {
      const address = await subscription(pushKey);
      setRefused(address === null);
      if (address === null) return;
      await desk.hub.ask("post", "/api/me/addresses", { body: { channel: "push", address } });
      changed();
    });
  return (
    <>
      <Button isPending={busy} onPress={() => void on()}>
        {w.reach.pushOn}
      </Button>
      {refused ? <span role="alert">{w.reach.pushRefused}</span> : <Said error={error} />}
    </>
  );
}

function Addresses(props: { rows: readonly AddressRow[]; changed: () => void }) {
  const { w } = useWords();
  const { columns } = w.reach;
  return (
    <div className="table-place" tabIndex={0} role="region" aria-label={w.reach.mine}>
      <table className="table stacks">
        <thead>
          <tr>
            <th scope="col">{columns.channel}</th>
            <th scope="col">{columns.address}</th>
            <th scope="col">{columns.standing}</th>
            <th scope="col">{columns.confirmed}</th>
            <th scope="col">
              <span className="unseen">{columns.verbs}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <Line key={row.id} row={row} changed={props.changed} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ row, changed }: { row: AddressRow; changed: () => void }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const words = w.reach;
  const { busy, error, run } = useBusy();
  const here = { path: { address_id: row.id } };
  const test = () =>
    run(async () => {
      await desk.hub.ask("post", "/api/me/addresses/{address_id}/test", here);
      changed();
    });
  const remove = () =>
    run(async () => {
      await desk.hub.ask("delete", "/api/me/addresses/{address_id}", here);
      changed();
    });
  const whose = `${words.channel[row.channel]} ${row.address}`.trim();
  return (
    <tr>
      <th scope="row">{words.channel[row.channel]}</th>
      <td>{row.address || words.thisBrowser}</td>
      <td>
        {row.carried ? words.standing[row.standing] : words.notCarried}{" "}
        {row.simulated ? <span className="chip simulated">{w.common.simulated}</span> : null}
      </td>
      <td>
        {row.confirmed_at
          ? momentText(instant(row.confirmed_at), desk.now(), language)
          : words.never}
      </td>
      <td className="right">
        <span className="line-verbs">
          <Button
            className="small"
            isPending={busy}
            aria-label={`${words.test}: ${whose}`}
            onPress={() => void test()}
          >
            {words.test}
          </Button>
          <Button
            className="small"
            isPending={busy}
            aria-label={`${words.remove}: ${whose}`}
            onPress={() => void remove()}
          >
            {words.remove}
          </Button>
        </span>
        <Said error={error} />
      </td>
    </tr>
  );
}

function NewAddress({ close, made }: { close: () => void; made: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const words = w.reach;
  const [channel, setChannel] = useState<Channel>("sms");
  const [address, setAddress] = useState("");
  const { mail, sms, voice } = words.channel;
  const submit = async (): Promise<void> => {
    await desk.hub.ask("post", "/api/me/addresses", { body: { channel, address } });
    made();
  };
  return (
    <FormWindow
      title={words.add}
      save={words.save}
      ready={address.trim() !== ""}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <div className="form-grid">
          <Choose
            label={words.columns.channel}
            value={channel}
            choices={choicesOf({ sms, voice, mail })}
            onChange={(next) => setChannel(next as Channel)}
          />
          <Field
            label={words.address}
            value={address}
            onChange={setAddress}
            mistake={mistake("address")}
            required
            autoFocus
          />
        </div>
      )}
    </FormWindow>
  );
}
