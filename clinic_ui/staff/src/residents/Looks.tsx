/** Who looked at one person's file, when, at what and why; newest first. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { clockText, dayText } from "@telecare/core/format";
import type { LooksPage } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { useMayTriage, usePerson } from "../app/person.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { Icon } from "../parts/icons.tsx";

type Row = LooksPage["rows"][number];

/** The hub refuses the others anyway. */
export const ASKS_WHO_LOOKED: ReadonlySet<string> = new Set(["supervisor", "privacy_officer"]);

export function Looks() {
  const { id = "" } = useParams({ strict: false });
  const { w } = useWords();
  const { session } = usePerson();
  const desk = useDesk();
  const words = w.office.looks;
  const pages = useInfiniteQuery({
    queryKey: ["looks", id],
    enabled: !session.locked,
    initialPageParam: null as number | null,
    getNextPageParam: (last: LooksPage) => last.before,
    queryFn: ({ pageParam }) =>
      desk.hub.ask("get", "/api/residents/{resident_id}/looks", {
        path: { resident_id: id },
        query: pageParam === null ? {} : { before: pageParam },
      }),
  });
  const read = session.locked ? [] : (pages.data?.pages ?? []);
  const rows = read.flatMap((page) => page.rows);
  const name = read[0]?.name;
  return (
    <div className="page">
      <header className="page-head">
        <Link to="/residents/$id" params={{ id }} className="back-link" aria-label={name ?? ""}>
          <Icon name="back" />
        </Link>
        <h1>{name ? words.of(name) : words.title}</h1>
        <span className="caption">{words.why}</span>
      </header>
      <Said error={pages.data ? null : pages.error} />
      {pages.data && rows.length === 0 ? <p className="empty">{words.none}</p> : null}
      {rows.length > 0 ? <Table rows={rows} /> : null}
      {pages.hasNextPage ? (
        <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {words.older}
        </Button>
      ) : null}
    </div>
  );
}

function Table({ rows }: { readonly rows: readonly Row[] }) {
  const { w } = useWords();
  const { columns, title } = w.office.looks;
  return (
    <div className="table-place" tabIndex={0} role="region" aria-label={title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.who}</th>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.why}</th>
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

function Line({ row }: { readonly row: Row }) {
  const { w, say, language } = useWords();
  const mayOpen = useMayTriage() && row.alert_id !== null;
  const at = instant(row.at);
  const role = w.common.role[row.role as keyof typeof w.common.role];
  return (
    <tr>
      <th scope="row" className="nowrap">
        {dayText(at, language)} {clockText(at)}
      </th>
      <td>
        {row.who ?? w.office.audit.service}{" "}
        {row.who && role ? <span className="caption">{role}</span> : null}
      </td>
      <td>{say(row.what)}</td>
      <td>
        {mayOpen ? (
          <Link to="/" search={{ view: "now", alert: row.alert_id ?? "" }}>
            {row.why ? say(row.why) : w.office.audit.openAlert}
          </Link>
        ) : (
          say(row.why)
        )}
      </td>
    </tr>
  );
}
