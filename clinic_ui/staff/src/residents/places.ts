import { read } from "@telecare/core/client";
import type { OrganisationRow } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords, type Speech } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import type { Choice } from "../parts/Field.tsx";

function useOrganisations(): readonly OrganisationRow[] {
  const desk = useDesk();
  return (
    usePeople(["organisations"], (reading) =>
      desk.hub.ask("get", "/api/organisations", read(reading)),
    ).data?.rows ?? []
  );
}

/** "봉화군 춘양면": a node with the node above it, which tells two of one name apart. */
function fullName(
  row: OrganisationRow,
  byId: ReadonlyMap<string, OrganisationRow>,
  say: Speech["say"],
): string {
  const above = row.parent_id === null ? undefined : byId.get(row.parent_id);
  return above && above.kind !== "province"
    ? `${say(above.name)} ${say(row.name)}`
    : say(row.name);
}

function useChoices(of: (row: OrganisationRow) => boolean): readonly Choice[] {
  const rows = useOrganisations();
  const { say } = useWords();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return rows
    .filter(of)
    .map((row) => ({ id: row.id, label: fullName(row, byId, say) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

/** Where a home can stand: eup, myeon and dong. */
export function usePlaceChoices(): readonly Choice[] {
  return useChoices((row) => row.kind === "eupmyeondong");
}

/** Where a member of staff can belong: any node of the tree. */
export function useOfficeChoices(): readonly Choice[] {
  return useChoices(() => true);
}
