/** How often an alarm was for nothing, by rule and by device. */

import { Link } from "@tanstack/react-router";
import type { FiguresPage, Judged } from "@telecare/core/shapes";
import { named } from "@telecare/core/words";
import { useWords } from "../app/hooks.ts";
import { JudgedBar } from "./Pictures.tsx";
import { Part, Share, Table, type Column } from "./parts.tsx";

type Props = { readonly page: FiguresPage };

function useColumns(first: string): readonly Column[] {
  const { columns } = useWords().w.figures;
  return [
    first,
    { number: columns.n },
    columns.falseAlarms,
    { number: columns.well },
    { number: columns.needed },
    columns.picture,
  ];
}

function JudgedCells({ judged, few }: { judged: Judged; few: number }) {
  return (
    <>
      <td className="right">{judged.n}</td>
      <td>
        <Share k={judged.false} n={judged.n} few={few} />
      </td>
      <td className="right">{judged.well}</td>
      <td className="right">{judged.needed}</td>
      <td>
        <JudgedBar judged={judged} />
      </td>
    </>
  );
}

export function Rules({ page }: Props) {
  const { w, say } = useWords();
  const words = w.figures;
  const heads = useColumns(words.columns.rule);
  return (
    <Part title={words.rules} table="rules" page={page} why={words.rulesWhy}>
      {page.rules.length === 0 ? (
        <p className="empty">{words.rulesNone}</p>
      ) : (
        <Table label={words.rules} columns={heads}>
          {page.rules.map((row) => (
            <tr key={row.rule}>
              <th scope="row">{say(row.title)}</th>
              <JudgedCells judged={row.judged} few={page.few} />
            </tr>
          ))}
        </Table>
      )}
    </Part>
  );
}

export function Devices({ page }: Props) {
  const { w, say } = useWords();
  const words = w.figures;
  const heads = useColumns(words.columns.device);
  return (
    <Part title={words.devices} table="devices" page={page} why={words.devicesWhy}>
      {page.devices.length === 0 ? (
        <p className="empty">{words.devicesNone}</p>
      ) : (
        <Table label={words.devices} columns={heads}>
          {page.devices.map((row) => (
            <tr key={row.device_id}>
              <th scope="row">
                <Link
                  to="/residents/$id"
                  params={{ id: row.resident_id }}
                  className="text-link"
                >
                  {say(row.place)} · {named(w.resident.deviceKinds, row.kind)} {row.label}
                </Link>
              </th>
              <JudgedCells judged={row.judged} few={page.few} />
            </tr>
          ))}
        </Table>
      )}
    </Part>
  );
}
