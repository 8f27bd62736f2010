import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import type { IncidentRow } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";

/** Area outages: open ones first, closed ones below. */
export function Incidents() {
  const { w } = useWords();
  const desk = useDesk();
  const words = w.board.incident;
  const { data, error, refetch } = usePeople(["incidents"], (reading) =>
    desk.hub.ask("get", "/api/incidents", read(reading)),
  );
  return (
    <div className="page">
      <header className="page-head">
        <h1>{w.common.screens.incidents}</h1>
        <span className="caption">{words.closeNote}</span>
      </header>
      <Said error={data ? null : error} />
      {data && data.rows.length === 0 ? <p className="empty">{words.none}</p> : null}
      {data && data.rows.length > 0 ? (
        <div
          className="table-place"
          tabIndex={0}
          role="region"
          aria-label={w.common.screens.incidents}
        >
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.column.scope}</th>
                <th scope="col">{words.column.because}</th>
                <th scope="col" className="right">
                  {words.column.homes}
                </th>
                <th scope="col">{words.column.since}</th>
                <th scope="col">{words.column.state}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.rows.map((incident) => (
                <Line key={incident.id} incident={incident} changed={() => void refetch()} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </div>
  );
}

function Line({ incident, changed }: { incident: IncidentRow; changed: () => void }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const { busy, error, run } = useBusy();
  const words = w.board.incident;
  const close = () =>
    run(async () => {
      await desk.hub.closeIncident(incident.id, incident.version);
      changed();
    });
  return (
    <tr className={incident.state === "closed" ? "ended" : ""}>
      <th scope="row">
        {say(incident.scope)}{" "}
        {incident.scope_kind === "platform" ? null : (
          <span className="caption">{words.scope[incident.scope_kind]}</span>
        )}
        {incident.simulated ? (
          <span className="chip simulated">{w.common.simulated}</span>
        ) : null}
      </th>
      <td>{say(incident.because)}</td>
      <td className="right">{words.homes(incident.homes)}</td>
      <td>{momentText(instant(incident.since), desk.now(), language)}</td>
      <td>{incident.state === "open" ? words.open : words.closed}</td>
      <td className="right">
        {incident.state === "open" ? (
          <Button className="small" isPending={busy} onPress={() => void close()}>
            {words.close}
          </Button>
        ) : null}
        <Said error={error} />
      </td>
    </tr>
  );
}
