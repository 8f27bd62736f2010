/** The register: everybody in scope, page by page. */

import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Checkbox } from "react-aria-components";
import { read } from "@telecare/core/client";
import { agoText } from "@telecare/core/format";
import type { RegisterRow } from "@telecare/core/shapes";
import { named } from "@telecare/core/words";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { usePerson } from "../app/person.ts";
import { Button } from "../parts/Button.tsx";
import { Choose } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";
import { Icon } from "../parts/icons.tsx";
import { ImportWindow } from "./Import.tsx";
import { NewResident } from "./ResidentForm.tsx";
import { usePlaceChoices } from "./places.ts";

export const MAY_EDIT: ReadonlySet<string> = new Set([
  "administrator",
  "supervisor",
  "caseworker",
]);

export function Register() {
  const { w, language } = useWords();
  const { session } = usePerson();
  const desk = useDesk();
  const navigate = useNavigate();
  const places = usePlaceChoices();
  const [page, setPage] = useState(1);
  const [place, setPlace] = useState("");
  const [ended, setEnded] = useState(false);
  const [open, setOpen] = useState<"new" | "import" | null>(null);
  const query = {
    page,
    ...(ended ? { ended: 1 } : {}),
    ...(place ? { organisation: place } : {}),
  };
  const { data, error, refetch } = usePeople(["residents", query], (reading) =>
    desk.hub.ask("get", "/api/residents", { query, ...read(reading) }),
  );
  const look = (next: string): void => {
    setPlace(next);
    setPage(1);
  };
  const mayEdit = MAY_EDIT.has(session.staff?.role ?? "");
  return (
    <div className="page">
      <header className="page-head">
        <h1>{w.register.title}</h1>
        {data ? <span className="caption">{w.register.total(data.total)}</span> : null}
        <div className="page-tools">
          <Choose
            label={w.register.organisation}
            value={place}
            empty={w.register.everywhere}
            choices={places}
            onChange={look}
            cleared={() => look("")}
          />
          <Checkbox
            className="check"
            isSelected={ended}
            onChange={(next) => {
              setEnded(next);
              setPage(1);
            }}
          >
            <span className="check-box" aria-hidden="true" />
            {w.register.withEnded}
          </Checkbox>
          {mayEdit ? (
            <>
              <Button onPress={() => setOpen("import")}>{w.register.import}</Button>
              <Button className="primary" onPress={() => setOpen("new")}>
                <Icon name="plus" size={16} /> {w.register.new}
              </Button>
            </>
          ) : null}
        </div>
      </header>
      <Said error={data ? null : error} />
      {data ? <Rows rows={data.rows} /> : null}
      {data && data.pages > 1 ? (
        <nav className="pager" aria-label={w.common.pageOf(data.page, data.pages)}>
          <Button isDisabled={data.page <= 1} onPress={() => setPage(data.page - 1)}>
            {w.common.previousPage}
          </Button>
          <span lang={language}>{w.common.pageOf(data.page, data.pages)}</span>
          <Button isDisabled={data.page >= data.pages} onPress={() => setPage(data.page + 1)}>
            {w.common.nextPage}
          </Button>
        </nav>
      ) : null}
      {open === "new" ? (
        <NewResident
          close={() => setOpen(null)}
          made={(id) => void navigate({ to: "/residents/$id", params: { id } })}
        />
      ) : null}
      {open === "import" ? (
        <ImportWindow close={() => setOpen(null)} changed={() => void refetch()} />
      ) : null}
    </div>
  );
}

function Rows({ rows }: { rows: readonly RegisterRow[] }) {
  const { w } = useWords();
  const { columns } = w.register;
  if (rows.length === 0) return <p className="empty">{w.register.none}</p>;
  return (
    <div className="table-place" tabIndex={0} role="region" aria-label={w.register.title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.place}</th>
            <th scope="col">{columns.alert}</th>
            <th scope="col">{columns.hearing}</th>
            <th scope="col">{columns.last}</th>
            <th scope="col">{columns.risk}</th>
            <th scope="col">{columns.category}</th>
            <th scope="col" className="right">
              {columns.devices}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ row }: { row: RegisterRow }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const last = instant(row.last_activity_at);
  return (
    <tr className={row.ended_at ? "ended" : ""}>
      <th scope="row">
        <Link to="/residents/$id" params={{ id: row.id }}>
          {row.name}
        </Link>
        <span className="age"> {row.age}</span>
        {row.simulated ? <span className="chip simulated">{w.common.simulated}</span> : null}
        {row.ended_at ? <span className="chip"> {w.register.ended}</span> : null}
      </th>
      <td>{say(row.place)}</td>
      <td>{row.alert ? <SeverityBadge severity={row.alert} /> : null}</td>
      <td>
        <span className={`state ${row.hearing}`}>{w.resident.hearingStates[row.hearing]}</span>
      </td>
      <td>{last === null ? "–" : agoText(last, desk.now(), language)}</td>
      <td>{w.resident.risks[row.risk]}</td>
      <td>{named(w.resident.categories, row.category)}</td>
      <td className="right">{row.devices}</td>
    </tr>
  );
}
