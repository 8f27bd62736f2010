/** Accounts of the staff: made with a one-time code, reset the same way, ended for good. */

import { useState } from "react";
import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import type { Role, StaffAsked, StaffCode, StaffRow } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { choicesOf } from "../board/windows.tsx";
import { Button } from "../parts/Button.tsx";
import { CodeWindow } from "../parts/Code.tsx";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Icon } from "../parts/icons.tsx";
import { Said } from "../parts/Said.tsx";
import { useOfficeChoices } from "../residents/places.ts";

export function StaffScreen() {
  const { w } = useWords();
  const desk = useDesk();
  const words = w.office.staff;
  const [making, setMaking] = useState(false);
  const [issued, setIssued] = useState<StaffCode | null>(null);
  const { data, error, refetch } = usePeople(["staff"], (reading) =>
    desk.hub.ask("get", "/api/staff", read(reading)),
  );
  const changed = (code: StaffCode | null): void => {
    if (code) setIssued(code);
    void refetch();
  };
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.title}</h1>
        <div className="page-tools">
          <Button className="primary" onPress={() => setMaking(true)}>
            <Icon name="plus" size={16} /> {words.new}
          </Button>
        </div>
      </header>
      <Said error={data ? null : error} />
      {data ? <Accounts rows={data.rows} changed={changed} /> : null}
      {making ? <NewStaff close={() => setMaking(false)} made={changed} /> : null}
      {issued ? (
        <CodeWindow
          title={words.codeTitle}
          why={words.codeWhy}
          code={issued.code}
          expiresAt={issued.expires_at}
          close={() => setIssued(null)}
        />
      ) : null}
    </div>
  );
}

function Accounts({
  rows,
  changed,
}: {
  rows: readonly StaffRow[];
  changed: (code: StaffCode | null) => void;
}) {
  const { w } = useWords();
  const words = w.office.staff;
  const { columns } = words;
  if (rows.length === 0) return <p className="empty">{words.none}</p>;
  return (
    <div className="table-place" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.login}</th>
            <th scope="col">{columns.role}</th>
            <th scope="col">{columns.organisation}</th>
            <th scope="col">{columns.factor}</th>
            <th scope="col">{columns.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Account key={row.id} row={row} changed={changed} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Account({
  row,
  changed,
}: {
  row: StaffRow;
  changed: (code: StaffCode | null) => void;
}) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const [asking, setAsking] = useState<"reset" | "end" | null>(null);
  const words = w.office.staff;
  const locked = row.locked_until !== null && instant(row.locked_until) > desk.now();
  const state = row.ended_at
    ? words.ended
    : locked
      ? words.lockedUntil(momentText(instant(row.locked_until) ?? 0, desk.now(), language))
      : words.active;
  const here = { path: { staff_id: row.id } };
  const reset = async (): Promise<void> =>
    changed(await desk.hub.ask("post", "/api/staff/{staff_id}/reset", here));
  const end = async (): Promise<void> => {
    const body = { version: row.version, ended: true };
    await desk.hub.ask("patch", "/api/staff/{staff_id}", { ...here, body });
    changed(null);
  };
  return (
    <tr className={row.ended_at ? "ended" : ""}>
      <th scope="row">{row.name}</th>
      <td>{row.login}</td>
      <td>{w.common.role[row.role]}</td>
      <td>{say(row.organisation_name)}</td>
      <td>{row.second_factor ? words.factorSet : words.factorMissing}</td>
      <td>{state}</td>
      <td className="right">
        {row.ended_at ? null : (
          <span className="line-verbs">
            <Button
              className="small"
              onPress={() => setAsking("reset")}
              aria-label={`${words.reset}: ${row.name}`}
            >
              {words.reset}
            </Button>
            <Button
              className="small"
              onPress={() => setAsking("end")}
              aria-label={`${words.end}: ${row.name}`}
            >
              {words.end}
            </Button>
          </span>
        )}
        {asking === "reset" ? (
          <FormWindow
            title={`${words.reset} · ${row.name}`}
            why={words.resetWhy}
            save={words.reset}
            close={() => setAsking(null)}
            submit={reset}
          />
        ) : null}
        {asking === "end" ? (
          <FormWindow
            danger
            title={`${words.end} · ${row.name}`}
            save={words.end}
            close={() => setAsking(null)}
            submit={end}
          />
        ) : null}
      </td>
    </tr>
  );
}

function NewStaff({ close, made }: { close: () => void; made: (code: StaffCode) => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const offices = useOfficeChoices();
  const [draft, setDraft] = useState<StaffAsked>({
    login: "",
    name: "",
    role: "caseworker",
    organisation_id: "",
    language: "ko",
  });
  const put = (change: Partial<StaffAsked>): void => setDraft((old) => ({ ...old, ...change }));
  const words = w.office.staff;
  const submit = async (): Promise<void> =>
    made(await desk.hub.ask("post", "/api/staff", { body: draft }));
  return (
    <FormWindow
      title={words.new}
      save={words.create}
      ready={Boolean(draft.name.trim() && draft.login.trim() && draft.organisation_id)}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <div className="form-grid">
          <Field
            label={words.columns.name}
            value={draft.name}
            onChange={(name) => put({ name })}
            mistake={mistake("name")}
            required
            autoFocus
          />
          <Field
            label={words.columns.login}
            value={draft.login}
            onChange={(login) => put({ login })}
            mistake={mistake("login")}
            required
          />
          <Choose
            label={words.columns.role}
            value={draft.role}
            choices={choicesOf(w.common.role)}
            onChange={(role) => put({ role: role as Role })}
          />
          <Choose
            label={words.columns.organisation}
            value={draft.organisation_id}
            empty={words.chooseOrganisation}
            choices={offices}
            required
            onChange={(organisation_id) => put({ organisation_id })}
            mistake={mistake("organisation_id")}
          />
          <Choose
            label={w.common.language}
            value={draft.language ?? "ko"}
            choices={choicesOf(w.resident.languages)}
            onChange={(language) => put({ language: language === "en" ? "en" : "ko" })}
          />
        </div>
      )}
    </FormWindow>
  );
}
