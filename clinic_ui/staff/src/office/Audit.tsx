/** Who looked and who acted: newest first, page after page. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { clockText, dayText } from "@telecare/core/format";
import type { AuditPage } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";

type Row = AuditPage["rows"][number];

export function Audit() {
  const { w } = useWords();
  const { session } = usePerson();
  const desk = useDesk();
  const { resident } = useSearch({ strict: false }) as { resident?: string };
  const words = w.office.audit;
  const pages = useInfiniteQuery({
    queryKey: ["audit", resident ?? null],
    enabled: !session.locked,
    initialPageParam: null as number | null,
    getNextPageParam: (last: AuditPage) => last.before,
    queryFn: ({ pageParam }) => {
      const query = {
        ...(resident ? { resident } : {}),
        ...(pageParam === null ? {} : { before: pageParam }),
      };
      return desk.hub.ask("get", "/api/audit", { query });
    },
  });
  const read = session.locked ? [] : (pages.data?.pages ?? []);
  const rows = read.flatMap((page) => page.rows);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.title}</h1>
        <span className="caption">{resident ? words.ofResident : words.why}</span>
        {resident ? (
          <Link to="/audit" className="text-link">
            {words.all}
          </Link>
        ) : null}
      </header>
      <Said error={pages.data ? null : pages.error} />
      {pages.data && rows.length === 0 ? <p className="empty">{words.none}</p> : null}
      {rows.length > 0 ? <Entries rows={rows} /> : null}
      {pages.hasNextPage ? (
        <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {words.older}
        </Button>
      ) : null}
    </div>
  );
}

function Entries({ rows }: { rows: readonly Row[] }) {
  const { w } = useWords();
  const { columns, title } = w.office.audit;
  return (
    <div className="table-place" tabIndex={0} role="region" aria-label={title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.who}</th>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.purpose}</th>
            <th scope="col">{columns.about}</th>
            <th scope="col">{columns.facts}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Entry key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Entry({ row }: { row: Row }) {
  const { w, say, language } = useWords();
  const words = w.office.audit;
  const at = instant(row.at);
  const role = w.common.role[row.role as keyof typeof w.common.role];
  return (
    <tr>
      <th scope="row" className="nowrap">
        {dayText(at, language)} {clockText(at)}
      </th>
      <td>
        {row.who ?? words.service}{" "}
        {row.who && role ? <span className="caption">{role}</span> : null}
      </td>
      <td>
        {say(row.said)} <code className="caption">{row.what}</code>
      </td>
      <td>{say(row.purpose)}</td>
      <td className="nowrap">
        {row.resident_id ? (
          <Link to="/residents/$id" params={{ id: row.resident_id }}>
            {words.openResident}
          </Link>
        ) : null}{" "}
        {row.alert_id ? (
          <Link to="/" search={{ view: "now", alert: row.alert_id }}>
            {words.openAlert}
          </Link>
        ) : null}
      </td>
      <td className="facts">{factsText(row.facts)}</td>
    </tr>
  );
}

function factsText(facts: Row["facts"]): string {
  return Object.entries<unknown>(facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.length : String(value)}`)
    .join(" · ");
}
