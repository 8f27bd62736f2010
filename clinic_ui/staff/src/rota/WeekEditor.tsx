/** The weekly plan of a duty, day by day; what is still missing is said where it is missing. */

import { useState } from "react";
import { localDay } from "@telecare/core/format";
import {
  clock,
  copiedToWeekdays,
  DAY_MINUTES,
  hoursText,
  KINDS,
  minutesOf,
  spanText,
  uncovered,
  type Line,
  type Span,
} from "@telecare/core/rota";
import type { DutyShape } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Field } from "../parts/Field.tsx";
import { Icon } from "../parts/icons.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { useRota } from "./useRota.ts";

/** A line while it is written; `staff_id` may still be empty. */
interface Draft extends Line {
  readonly key: number;
}

let keys = 0;
const drafted = (line: Line): Draft => ({ ...line, key: ++keys });

export function WeekEditor({ duty, close }: { duty: DutyShape; close: () => void }) {
  const { w, say } = useWords();
  const desk = useDesk();
  const { changed } = useRota();
  const { busy, error, run, mistake } = useBusy();
  const words = w.rota.editor;
  const today = localDay(desk.now(), duty.zone);
  const [day, setDay] = useState(today);
  const [lines, setLines] = useState<readonly Draft[]>(() =>
    (duty.plan?.lines ?? []).map(drafted),
  );
  const left = KINDS.reduce((sum, kind) => sum + missing(duty, lines, kind).length, 0);
  const publish = async (): Promise<void> => {
    const kept = lines
      .filter((line) => line.staff_id)
      .map(({ kind, start, end, staff_id }) => ({ kind, start, end, staff_id }));
    const done = await run(() =>
      desk.hub.ask("put", "/api/rota/duties/{duty_id}/plan", {
        path: { duty_id: duty.id },
        body: { after: duty.plan?.version ?? 0, from_day: day, lines: kept },
      }),
    );
    if (!done) return;
    changed();
    close();
  };
  return (
    <div className="rota-editor" role="group" aria-label={words.title(say(duty.name))}>
      <p className="help">{words.why}</p>
      <div className="rota-columns">
        {KINDS.map((kind) => (
          <DayColumn
            key={kind}
            duty={duty}
            kind={kind}
            lines={lines}
            put={setLines}
            mistake={mistake(`day_${kind}`)}
          />
        ))}
      </div>
      <Said error={error} />
      <div className="rota-foot">
        <Field
          label={words.beginDay}
          type="date"
          value={day}
          onChange={setDay}
          mistake={mistake("from_day")}
          required
        />
        <p role="status" className={left ? "rota-left" : "good"}>
          {left ? words.left(left) : words.full}
        </p>
        <Button onPress={close}>{w.common.cancel}</Button>
        <Button className="primary" isPending={busy} onPress={() => void publish()}>
          {words.publish}
        </Button>
      </div>
    </div>
  );
}

function missing(duty: DutyShape, lines: readonly Line[], kind: number): readonly Span[] {
  const of = lines.filter((line) => line.kind === kind && line.staff_id);
  return uncovered(duty.hours[kind] ?? [], of);
}

function DayColumn(props: {
  readonly duty: DutyShape;
  readonly kind: number;
  readonly lines: readonly Draft[];
  readonly put: (lines: readonly Draft[]) => void;
  readonly mistake: string | undefined;
}) {
  const { w } = useWords();
  const words = w.rota.editor;
  const { duty, kind, lines, put } = props;
  const day = w.rota.days[kind] ?? "";
  const mine = lines.filter((line) => line.kind === kind);
  const hours = duty.hours[kind] ?? [];
  const gaps = missing(duty, lines, kind).filter(
    (gap) => !mine.some((line) => !line.staff_id && line.start === gap.start),
  );
  const add = (span: Span): void =>
    put([...lines, drafted({ kind, start: span.start, end: span.end, staff_id: "" })]);
  const change = (line: Draft, to: Partial<Line>): void =>
    put(lines.map((each) => (each === line ? { ...each, ...to } : each)));
  return (
    <div className="rota-column" role="group" aria-label={day}>
      <h3>{day}</h3>
      <p className="caption">{hours.length ? hoursText(hours) : words.closed}</p>
      {mine.map((line) => (
        <LineFields
          key={line.key}
          day={day}
          line={line}
          change={(to) => change(line, to)}
          remove={() => put(lines.filter((each) => each !== line))}
        />
      ))}
      {gaps.map((gap) => (
        <Button
          key={gap.start}
          className="rota-fill"
          aria-label={words.fillFor(day, spanText(gap))}
          onPress={() => add(gap)}
        >
          <b>{words.missing}</b> {spanText(gap)}
        </Button>
      ))}
      {props.mistake ? <p className="react-aria-FieldError">{props.mistake}</p> : null}
      {hours.length ? (
        <Button
          className="small plain"
          aria-label={words.addFor(day)}
          onPress={() => add(hours[0] ?? { start: 0, end: DAY_MINUTES })}
        >
          <Icon name="plus" size={16} /> {words.add}
        </Button>
      ) : null}
      {kind === 0 && mine.length > 0 ? (
        <Button
          className="small plain"
          aria-label={words.copyFor(day)}
          onPress={() => put(copiedToWeekdays(lines, kind).map(drafted))}
        >
          {words.copy}
        </Button>
      ) : null}
    </div>
  );
}

function LineFields(props: {
  readonly day: string;
  readonly line: Draft;
  readonly change: (to: Partial<Line>) => void;
  readonly remove: () => void;
}) {
  const { w } = useWords();
  const { page } = useRota();
  const words = w.rota.editor;
  const { day, line, change } = props;
  const may = page.people.filter((each) => each.may_be_on || each.id === line.staff_id);
  return (
    <div className="rota-line">
      <select
        aria-label={`${day} ${words.who}`}
        value={line.staff_id}
        onChange={({ target }) => change({ staff_id: target.value })}
      >
        <option value="">{words.choose}</option>
        {may.map((each) => (
          <option key={each.id} value={each.id}>
            {each.may_be_on ? each.name : w.rota.ended(each.name)}
          </option>
        ))}
      </select>
      <span className="rota-times">
        <TimeInput
          label={`${day} ${words.from}`}
          value={line.start}
          put={(start) => change({ start })}
        />
        –
        <TimeInput
          label={`${day} ${words.to}`}
          value={line.end}
          put={(end) => change({ end })}
        />
        <Button
          className="icon-button"
          aria-label={words.remove(day, spanText(line))}
          onPress={props.remove}
        >
          <Icon name="close" size={16} />
        </Button>
      </span>
    </div>
  );
}

/** A time of 24 hours, typed: the browser's own field knows no 24:00, and may ask for AM. */
function TimeInput(props: {
  readonly label: string;
  readonly value: number;
  readonly put: (minutes: number) => void;
}) {
  const [text, setText] = useState<string | null>(null);
  return (
    <input
      type="text"
      inputMode="numeric"
      maxLength={5}
      aria-label={props.label}
      value={text ?? clock(props.value)}
      onChange={({ target }) => {
        setText(target.value);
        const minutes = minutesOf(target.value);
        if (minutes !== null) props.put(minutes);
      }}
      onBlur={() => setText(null)}
    />
  );
}
