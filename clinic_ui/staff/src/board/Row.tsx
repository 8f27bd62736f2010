import { memo, useEffect, useRef, useState } from "react";
import { bucket, overdueUnowned } from "@telecare/core/rank";
import { LEVEL } from "@telecare/core/severity";
import type { AlertRow } from "@telecare/core/shapes";
import { timeText } from "@telecare/core/format";
import { instant } from "@telecare/core/time";
import { belongs, type View } from "@telecare/core/view";
import { useDesk } from "../app/desk.ts";
import { useBoard, useRow, useTick, useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { Icon } from "../parts/icons.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";
import { Spark } from "../parts/Spark.tsx";
import { nameOf, ownerText, sparkText } from "./texts.ts";
import { TimeLeft } from "./TimeLeft.tsx";

interface OptionProps {
  readonly id: string;
  readonly itemKey: string;
  readonly top: number;
  readonly selected: boolean;
  readonly place: number;
  readonly size: number;
  readonly choose: (key: string) => void;
}

/** An alert that left the view keeps its place, greyed, until the list is refreshed. */
interface RowProps extends OptionProps {
  readonly view: View;
  /** Among those picked for a verb in bulk; null while nothing is. */
  readonly picked: boolean | null;
  readonly pick: (id: string) => void;
}

export const Row = memo(function Row(props: RowProps) {
  const { locked } = usePerson().session;
  const live = useRow(props.itemKey);
  const last = useRef<AlertRow | null>(null);
  if (live) last.current = live;
  else if (locked) last.current = null; // the kept row still has the name
  const row = live ?? last.current;
  if (!row) return null;
  const gone = !live || !belongs(live, props.view);
  return <Option {...props} row={row} gone={gone} />;
}, sameRow);

function sameRow(a: RowProps, b: RowProps): boolean {
  return a.picked === b.picked && sameOption(a, b);
}

function sameOption(a: OptionProps, b: OptionProps): boolean {
  return (
    a.itemKey === b.itemKey &&
    a.top === b.top &&
    a.selected === b.selected &&
    a.place === b.place &&
    a.size === b.size
  );
}

const FRESH_MS = 1200;
const ARRIVED_WITHIN_MS = 5000;

/** True for one highlight when the row is painted just after it was opened. */
function useFresh(row: AlertRow): boolean {
  const desk = useDesk();
  const [fresh, setFresh] = useState(
    () => desk.now() - Date.parse(row.opened_at) < ARRIVED_WITHIN_MS,
  );
  useEffect(() => {
    if (!fresh) return;
    const timer = setTimeout(() => setFresh(false), FRESH_MS);
    return () => clearTimeout(timer);
  }, [fresh]);
  return fresh;
}

function Option(props: RowProps & { row: AlertRow; gone: boolean }) {
  const { row, gone, selected, picked } = props;
  const fresh = useFresh(row);
  const names = ["row", row.severity];
  if (selected) names.push("selected");
  if (gone) names.push("gone");
  if (fresh) names.push("fresh");
  if (picked) names.push("picked");
  if (row.incident_id !== null && row.severity !== "P1") names.push("child");
  return (
    <div
      id={props.id}
      role="option"
      aria-selected={selected}
      {...(picked === null ? {} : { "aria-checked": picked })}
      aria-posinset={props.place}
      aria-setsize={props.size}
      className={names.join(" ")}
      style={{ transform: `translateY(${props.top}px)` }}
      data-alert={row.id}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) props.pick(row.id);
        else props.choose(row.id);
      }}
    >
      <Cells row={row} gone={gone} />
    </div>
  );
}

export function Cells({ row, gone }: { row: AlertRow; gone: boolean }) {
  const { w, language, say } = useWords();
  const desk = useDesk();
  const { resident } = row;
  return (
    <div className="columns">
      <span className="c-severity">
        <SeverityBadge severity={row.severity} />
        <Lifted row={row} />
      </span>
      <TimeLeft row={row} />
      <span className="c-resident">
        <b>
          {nameOf(row, w)}
          {resident.age === null ? null : <span className="age"> {resident.age}</span>}
        </b>
        <small>{say(resident.place)}</small>
      </span>
      <span className="c-what">
        <b>
          {say(row.title)}
          {row.simulated ? <span className="chip simulated">{w.common.simulated}</span> : null}
        </b>
        <small title={say(row.because)}>
          {gone ? w.board.gone : row.asking ? <AskedFirst row={row} /> : say(row.because)}
        </small>
      </span>
      <span className="c-spark">
        <Spark hours={row.spark} />
        <span className="unseen">{sparkText(row, desk.now(), w)}</span>
      </span>
      <Signals row={row} />
      <span className={row.owner ? "c-owner" : "c-owner unowned"} lang={language}>
        {ownerText(row, w)}
        {row.state === "responding" ? <small>{w.board.held}</small> : null}
      </span>
    </div>
  );
}

/** How far the asking is, and until when an answer is waited for. */
export function AskedFirst({ row }: { row: AlertRow }) {
  const { w } = useWords();
  const { asking } = row;
  if (!asking) return null;
  const until = timeText(instant(asking.answer_by));
  return <span className="asked-first">{w.precheck.asking(asking.no, asking.of, until)}</span>;
}

function Signals({ row }: { row: AlertRow }) {
  const { w } = useWords();
  const more = row.signals - 1;
  return (
    <span className="c-signals">
      <span aria-hidden="true">{more > 0 ? `+${more}` : "·"}</span>
      <span className="unseen">{w.board.signals(row.signals)}</span>
    </span>
  );
}

function Lifted({ row }: { row: AlertRow }) {
  const { w } = useWords();
  const lifted = useTick(
    (now) => overdueUnowned(row, now) && bucket(row, now) < LEVEL[row.severity],
  );
  if (!lifted) return null;
  return (
    <span className="lifted" title={w.board.liftedWhy}>
      <span aria-hidden="true">↑</span>
      <span className="unseen">{w.board.lifted}</span>
    </span>
  );
}

export const IncidentLine = memo(function IncidentLine(
  props: OptionProps & { incident: string },
) {
  const { w, say } = useWords();
  const incident = useBoard((board) =>
    board?.incidents.find(({ id }) => id === props.incident),
  );
  const children = useBoard((board) => {
    if (!board) return 0;
    return [...board.rows.values()].filter((row) => row.incident_id === props.incident).length;
  });
  return (
    <div
      id={props.id}
      role="option"
      aria-selected={props.selected}
      aria-posinset={props.place}
      aria-setsize={props.size}
      className={props.selected ? "row incident selected" : "row incident"}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => props.choose(props.itemKey)}
    >
      {incident ? (
        <div className="incident-line">
          <Icon name="incidents" size={18} />
          <b>
            {w.board.incident.title} · {say(incident.scope)}
          </b>
          <span>{say(incident.because)}</span>
          {incident.simulated ? (
            <span className="chip simulated">{w.common.simulated}</span>
          ) : null}
          <span className="incident-count">
            {w.board.incident.homes(incident.homes)} · {w.board.incident.children(children)}
          </span>
        </div>
      ) : null}
    </div>
  );
}, sameOption);
