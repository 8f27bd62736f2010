import { Button } from "../parts/Button.tsx";
import { momentText } from "@telecare/core/format";
import type { IncidentRow } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useBoard, useWords } from "../app/hooks.ts";
import { Said } from "../parts/Said.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";
import { Icon } from "../parts/icons.tsx";
import { useBusy } from "../parts/busy.ts";
import { BackButton } from "./Detail.tsx";
import { Pair } from "../parts/Pair.tsx";
import { nameOf, ownerText } from "./texts.ts";

/** An area outage and the alerts it brought; each of those keeps its own life. */
export function IncidentPane(props: {
  readonly id: string;
  readonly back: () => void;
  readonly choose: (key: string) => void;
}) {
  const { w, say } = useWords();
  const board = useBoard((whole) => whole);
  const incident = board?.incidents.find(({ id }) => id === props.id);
  const children = [...(board?.rows.values() ?? [])].filter(
    (row) => row.incident_id === props.id,
  );
  if (!incident) return <aside className="detail detail-empty">{w.board.gone}</aside>;
  return (
    <aside className="detail" aria-label={w.board.incident.title}>
      <BackButton back={props.back} />
      <header className="what P2">
        <div className="what-top">
          <Icon name="incidents" />
          <h2>
            {w.board.incident.title} · {say(incident.scope)}
          </h2>
        </div>
        <p>{say(incident.because)}</p>
        {incident.simulated ? (
          <p className="what-marks">
            <span className="chip simulated">{w.common.simulated}</span>
          </p>
        ) : null}
      </header>
      <IncidentFacts incident={incident} />
      <section>
        <h4>{w.board.incident.children(children.length)}</h4>
        <ul className="others">
          {children.map((row) => (
            <li key={row.id}>
              <button type="button" onClick={() => props.choose(row.id)}>
                <SeverityBadge severity={row.severity} />
                <b>{nameOf(row, w)}</b>
                <span>{say(row.title)}</span>
                <span className="caption">{ownerText(row, w)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}

function IncidentFacts({ incident }: { incident: IncidentRow }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const { busy, error, run } = useBusy();
  const close = () =>
    run(async () => {
      await desk.hub.closeIncident(incident.id, incident.version);
      desk.resync();
    });
  return (
    <section>
      <dl className="pairs">
        <Pair name={w.board.incident.column.scope}>
          {w.board.incident.scope[incident.scope_kind]}
        </Pair>
        <Pair name={w.board.incident.column.homes}>
          {w.board.incident.homes(incident.homes)}
        </Pair>
        <Pair name={w.board.incident.column.since}>
          {momentText(instant(incident.since), desk.now(), language)}
        </Pair>
      </dl>
      <Said error={error} />
      <div className="verbs">
        <Button onPress={() => void close()} isPending={busy}>
          {w.board.incident.close}
        </Button>
      </div>
      <p className="caption">{w.board.incident.closeNote}</p>
    </section>
  );
}
