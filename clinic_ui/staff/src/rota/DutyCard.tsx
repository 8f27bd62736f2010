/** One duty: who is on now, and the week as a grid in which a gap cannot be overlooked. */

import { useState } from "react";
import { momentText, timeText } from "@telecare/core/format";
import type { DutyShape, ShiftShape } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useTick, useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { DutyWindow } from "./DutyWindow.tsx";
import { ShiftWindow } from "./ShiftWindow.tsx";
import { WeekEditor } from "./WeekEditor.tsx";
import { endText, isGap, placeOf, useDayName, useNameOf, useRota } from "./useRota.ts";

type Day = DutyShape["days"][number];

export function DutyCard({ duty }: { duty: DutyShape }) {
  const { w, say } = useWords();
  const { page } = useRota();
  const [editing, setEditing] = useState(false);
  const [hours, setHours] = useState(false);
  // With the duty as it stood then: another week may come in below an open window.
  const [chosen, setChosen] = useState<{ duty: DutyShape; shift: ShiftShape } | null>(null);
  const title = `duty-${duty.id}`;
  return (
    <section className="card" aria-labelledby={title}>
      <div className="card-head">
        <h2 id={title}>{say(duty.name)}</h2>
        {page.may_edit && !editing ? (
          <span className="line-verbs">
            <Button className="small" onPress={() => setHours(true)}>
              {w.rota.duty.edit}
            </Button>
            <Button className="small" onPress={() => setEditing(true)}>
              {w.rota.edit}
            </Button>
          </span>
        ) : null}
      </div>
      <OnNow duty={duty} />
      {editing ? (
        <WeekEditor duty={duty} close={() => setEditing(false)} />
      ) : (
        <>
          <InForce duty={duty} />
          <WeekGrid duty={duty} choose={(shift) => setChosen({ duty, shift })} />
        </>
      )}
      {hours ? <DutyWindow duty={duty} close={() => setHours(false)} /> : null}
      {chosen ? <ShiftWindow {...chosen} close={() => setChosen(null)} /> : null}
    </section>
  );
}

function OnNow({ duty }: { duty: DutyShape }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const nameOf = useNameOf();
  const { now } = duty;
  const until = momentText(instant(now.until_at), desk.now(), language, duty.zone);
  const names = now.on.map(({ staff_id }) => nameOf(staff_id)).join(", ");
  if (!now.open && !names) return <p className="caption">{w.rota.closedNow}</p>;
  return (
    <p className={names ? "rota-now" : "rota-now missing"}>
      {w.rota.now}: <b>{names || w.rota.nobody}</b>{" "}
      <span className="caption">{w.rota.until(until)}</span>
    </p>
  );
}

function InForce({ duty }: { duty: DutyShape }) {
  const { w } = useWords();
  const day = useDayName();
  const { plan } = duty;
  if (!plan) return <p className="said">{w.rota.noPlan}</p>;
  return <p className="caption">{w.rota.plan(day(plan.from_day), plan.published_by ?? "")}</p>;
}

function WeekGrid({ duty, choose }: { duty: DutyShape; choose: (shift: ShiftShape) => void }) {
  const { w, say } = useWords();
  const day = useDayName();
  const first = day(duty.days[0]?.day ?? "");
  const last = day(duty.days.at(-1)?.day ?? "");
  const label = `${say(duty.name)} · ${w.rota.week(first, last)}`;
  return (
    <div className="rota-grid" tabIndex={0} role="region" aria-label={label}>
      <ol>
        {duty.days.map((each) => (
          <li key={each.day} className={each.holiday ? "off" : ""}>
            <h3>{day(each.day)}</h3>
            {each.holiday ? <p className="rota-holiday">{say(each.holiday)}</p> : null}
            <ul>
              {each.shifts.map((shift) => (
                <ShiftLine
                  key={shift.from_at}
                  duty={duty}
                  day={each}
                  shift={shift}
                  choose={choose}
                />
              ))}
            </ul>
            {each.shifts.length === 0 ? <p className="caption">{w.rota.off}</p> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

function ShiftLine(props: {
  readonly duty: DutyShape;
  readonly day: Day;
  readonly shift: ShiftShape;
  readonly choose: (shift: ShiftShape) => void;
}) {
  const { w } = useWords();
  const { page } = useRota();
  const nameOf = useNameOf();
  const dayName = useDayName();
  const { duty, day, shift } = props;
  const until = instant(shift.until_at);
  const over = useTick((now) => until <= now);
  const time = `${timeText(instant(shift.from_at), duty.zone)}–${endText(until, duty.zone)}`;
  const names = shift.on.map(({ staff_id }) => nameOf(staff_id)).join(", ");
  const mine = shift.on.some(({ staff_id }) => staff_id === page.me);
  const may = !over && (page.may_edit || mine);
  const label = isGap(shift) ? w.rota.fill : names;
  const marks = [
    shift.on.some((one) => one.override_id && !one.swapped) ? w.rota.standInMark : null,
    shift.on.some((one) => one.swapped) ? w.rota.swapMark : null,
  ].filter((mark) => mark !== null);
  return (
    <li
      id={placeOf(duty.id, shift)}
      className={isGap(shift) ? (over ? "past" : "gap") : over ? "past" : ""}
      tabIndex={-1}
    >
      <span className="rota-time">{time}</span>
      {isGap(shift) ? <b className="rota-gap">{w.rota.gap}</b> : null}
      {may ? (
        <Button
          className="small"
          aria-label={`${dayName(day.day)} ${time} ${label}`}
          onPress={() => props.choose(shift)}
        >
          {label}
        </Button>
      ) : isGap(shift) ? null : (
        <span>{names}</span>
      )}
      {marks.map((mark) => (
        <span key={mark} className="chip">
          {mark}
        </span>
      ))}
    </li>
  );
}
