/** Who would be reached, known before an emergency; and through whom. */

import { useState } from "react";
import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import type { PersonReach, ProviderAsked, ProviderRow } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { usePerson } from "../app/person.ts";
import { choicesOf } from "../board/windows.tsx";
import { Button } from "../parts/Button.tsx";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Icon } from "../parts/icons.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";

export function People() {
  const { w } = useWords();
  const desk = useDesk();
  const { session } = usePerson();
  const words = w.reach;
  const { data, error } = usePeople(["reachability"], (reading) =>
    desk.hub.ask("get", "/api/reachability", read(reading)),
  );
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.people}</h1>
        <span className="caption">{words.peopleWhy}</span>
      </header>
      <Said error={data ? null : error} />
      {data && data.rows.length === 0 ? <p className="empty">{words.noPeople}</p> : null}
      {data && data.rows.length > 0 ? <Everybody rows={data.rows} /> : null}
      {session.staff?.role === "administrator" ? <ProviderList /> : null}
    </div>
  );
}

const CHANNELS = ["mail", "sms", "voice", "push"] as const;

function Everybody({ rows }: { rows: readonly PersonReach[] }) {
  const { w, say } = useWords();
  const words = w.reach;
  return (
    <div className="table-place" tabIndex={0} role="region" aria-label={words.people}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.columns.standing}</th>
            {CHANNELS.map((channel) => (
              <th key={channel} scope="col">
                {words.channel[channel]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.name} <span className="caption">{w.common.role[row.role]}</span>
              </th>
              <td>{say(row.organisation_name)}</td>
              <td>
                <span className={row.reachable ? "chip ok" : "chip strong"}>
                  {row.reachable ? words.reachable : words.unreachable}
                </span>
              </td>
              {row.ways.map((way) => (
                <td key={way.channel}>{words.standing[way.standing]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ProviderList() {
  const { w } = useWords();
  const desk = useDesk();
  const words = w.reach;
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = usePeople(["providers"], (reading) =>
    desk.hub.ask("get", "/api/providers", read(reading)),
  );
  const changed = (): void => void refetch();
  return (
    <section>
      <header className="page-head">
        <h2>{words.providers}</h2>
        <div className="page-tools">
          <Button className="primary" onPress={() => setAdding(true)}>
            <Icon name="plus" size={16} /> {words.addProvider}
          </Button>
        </div>
      </header>
      <p className="caption">{words.providersWhy}</p>
      <Said error={data ? null : error} />
      {data && data.rows.length === 0 ? <p className="empty">{words.noProviders}</p> : null}
      {data && data.rows.length > 0 ? (
        <div className="table-place" tabIndex={0} role="region" aria-label={words.providers}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.columns.channel}</th>
                <th scope="col">{words.label}</th>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.place}</th>
                <th scope="col">{words.columns.standing}</th>
                <th scope="col">
                  <span className="unseen">{words.columns.verbs}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <Provider key={row.id} row={row} changed={changed} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {adding ? <NewProvider close={() => setAdding(false)} made={changed} /> : null}
    </section>
  );
}

function Provider({ row, changed }: { row: ProviderRow; changed: () => void }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const words = w.reach;
  const { busy, error, run } = useBusy();
  const end = () =>
    run(async () => {
      const here = { path: { provider_id: row.id } };
      await desk.hub.ask("delete", "/api/providers/{provider_id}", here);
      changed();
    });
  const since = row.down_since
    ? ` ${momentText(instant(row.down_since), desk.now(), language)}`
    : "";
  return (
    <tr>
      <th scope="row">{words.carries[row.channel]}</th>
      <td>
        {row.label}{" "}
        {row.simulated ? <span className="chip simulated">{w.common.simulated}</span> : null}
      </td>
      <td>{words.kinds[row.kind]}</td>
      <td>{say(row.organisation_name)}</td>
      <td>{row.down_since ? words.down + since : words.working}</td>
      <td className="right">
        {row.mine ? (
          <Button
            className="small"
            isPending={busy}
            aria-label={`${words.end}: ${row.label}`}
            onPress={() => void end()}
          >
            {words.end}
          </Button>
        ) : null}
        <Said error={error} />
      </td>
    </tr>
  );
}

type Kind = ProviderAsked["kind"];
const NEEDS = {
  webhook: ["url"],
  smtp: ["host", "port", "tls", "from", "user"],
  apprise: [],
} as const satisfies Record<Kind, readonly string[]>;

function NewProvider({ close, made }: { close: () => void; made: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const words = w.reach;
  const [channel, setChannel] = useState<ProviderAsked["channel"]>("sms");
  const [kind, setKind] = useState<Kind>("webhook");
  const [label, setLabel] = useState("");
  const [secret, setSecret] = useState("");
  const [settings, setSettings] = useState<Record<string, string>>({});
  const submit = async (): Promise<void> => {
    const needed = Object.fromEntries(NEEDS[kind].map((name) => [name, settings[name] ?? ""]));
    const given = Object.fromEntries(Object.entries(needed).filter(([, value]) => value));
    const body = { channel, kind, label, secret, settings: given, simulated: false };
    await desk.hub.ask("post", "/api/providers", { body });
    made();
  };
  return (
    <FormWindow
      title={words.addProvider}
      save={words.addProvider}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <div className="form-grid">
          <Choose
            label={words.columns.channel}
            value={channel}
            choices={choicesOf(words.carries)}
            onChange={(next) => setChannel(next as ProviderAsked["channel"])}
          />
          <Choose
            label={words.kind}
            value={kind}
            choices={choicesOf(words.kinds)}
            onChange={(next) => setKind(next as Kind)}
            mistake={mistake("kind")}
          />
          <Field
            label={words.label}
            value={label}
            onChange={setLabel}
            mistake={mistake("label")}
            required
          />
          {NEEDS[kind].map((name) => (
            <Field
              key={name}
              label={words[name]}
              value={settings[name] ?? ""}
              onChange={(value) => setSettings((old) => ({ ...old, [name]: value }))}
              mistake={mistake(`settings.${name}`)}
            />
          ))}
          <Field
            label={kind === "apprise" ? words.appriseSecret : words.secret}
            value={secret}
            onChange={setSecret}
            type="password"
            mistake={mistake("secret")}
          />
        </div>
      )}
    </FormWindow>
  );
}
