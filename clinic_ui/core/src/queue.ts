/** What one tab of the board lists, in order: incidents with their children, then the rest. */

import type { Board } from "./board.ts";
import { ranked } from "./rank.ts";
import type { AlertRow, IncidentRow } from "./shapes.ts";
import type { Millis } from "./time.ts";
import { belongs, type View } from "./view.ts";

const INCIDENT = "incident:";

export function incidentKey(id: string): string {
  return INCIDENT + id;
}
/** The id of the incident a key names; null when the key is an alert's. */
export function incidentOf(key: string): string | null {
  return key.startsWith(INCIDENT) ? key.slice(INCIDENT.length) : null;
}

/** Incidents stand where somebody would look for the outage: not among one's own or held. */
const WITH_INCIDENTS: ReadonlySet<View> = new Set(["now", "devices"]);

/** The keys of a view, best first. An emergency is never folded into an incident. */
export function queue(board: Board, view: View, now: Millis): readonly string[] {
  const rows = ranked(
    [...board.rows.values()].filter((row) => belongs(row, view)),
    now,
  );
  if (!WITH_INCIDENTS.has(view)) return rows.map((row) => row.id);
  const open = new Map(board.incidents.map((incident) => [incident.id, incident]));
  const groups = Map.groupBy(rows, (row) => parent(row, open));
  const keys: string[] = [];
  const entered = new Set<string>();
  for (const row of rows) {
    const id = parent(row, open);
    if (id === null) keys.push(row.id);
    else if (!entered.has(id)) {
      entered.add(id);
      keys.push(incidentKey(id), ...(groups.get(id) ?? []).map((child) => child.id));
    }
  }
  const childless = [...open.keys()].filter((id) => !entered.has(id)).map(incidentKey);
  return keys.toSpliced(emergenciesAtTop(keys, board), 0, ...childless);
}

function parent(row: AlertRow, open: ReadonlyMap<string, IncidentRow>): string | null {
  if (row.severity === "P1" || row.incident_id === null) return null;
  return open.has(row.incident_id) ? row.incident_id : null;
}

/** How many emergencies lead the list: an incident without children stands below them. */
function emergenciesAtTop(keys: readonly string[], board: Board): number {
  const first = keys.findIndex((key) => board.rows.get(key)?.severity !== "P1");
  return first < 0 ? keys.length : first;
}

/** Unowned emergencies that the list on the screen does not show yet: pinned above it. */
export function pinned(
  board: Board,
  shown: readonly string[],
  now: Millis,
): readonly AlertRow[] {
  const listed = new Set(shown);
  const rows = [...board.rows.values()].filter(
    (row) => row.severity === "P1" && !row.owner && belongs(row, "now") && !listed.has(row.id),
  );
  return ranked(rows, now);
}
