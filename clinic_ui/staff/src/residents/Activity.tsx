/** The routine, and the hole in it: rows are days, columns are hours. */

import { useMemo, useState } from "react";
import {
  busiestCount,
  dayTotal,
  shade,
  SHADES,
  summary,
  untilNow,
} from "@telecare/core/activity";
import { read } from "@telecare/core/client";
import { dayText, localDay, timeText } from "@telecare/core/format";
import type { ActivityPicture } from "@telecare/core/shapes";
import { instant, type Millis } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords, type Speech } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Button } from "../parts/Button.tsx";
import { Said } from "../parts/Said.tsx";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const CELL = { wide: 26, tall: 13 } as const;
const LEFT = 84; // room for "11월 22일 (일)"
const TOP = 18;
const DAYS = 30;

export function Activity({ id }: { id: string }) {
  const { w } = useWords();
  const desk = useDesk();
  const [table, setTable] = useState(false);
  const { data, error } = usePeople(["activity", id], (reading) =>
    desk.hub.ask("get", "/api/residents/{resident_id}/activity", {
      path: { resident_id: id },
      query: { days: DAYS },
      ...read(reading),
    }),
  );
  const picture = useMemo(
    () =>
      data && untilNow(data, localDay(desk.now(), data.zone), hourOf(desk.now(), data.zone)),
    [data, desk],
  );
  const empty = picture !== undefined && picture.days.every((day) => dayTotal(day.hours) === 0);
  return (
    <section className="card activity">
      <header className="card-head">
        <h2>{w.resident.activity}</h2>
        {picture && !empty ? (
          <Button className="small plain" onPress={() => setTable(!table)}>
            {table ? w.resident.asPicture : w.resident.asTable}
          </Button>
        ) : null}
      </header>
      <Said error={data ? null : error} />
      {empty ? <p className="empty">{w.resident.activityEmpty}</p> : null}
      {picture && !empty ? (
        table ? (
          <Table picture={picture} />
        ) : (
          <Picture picture={picture} />
        )
      ) : null}
    </section>
  );
}

function hourOf(at: Millis, zone: string): number {
  return Number(timeText(at, zone).slice(0, 2));
}

/** The local noon of a day names the day in every zone this service knows. */
function nameOfDay(date: string, { language }: Speech): string {
  return dayText(instant(`${date}T12:00:00+09:00`), language);
}

function cellText(count: number | null, w: Speech["w"]): string {
  if (count === null) return w.resident.notHeard;
  return count === 0 ? w.resident.noActivity : w.resident.times(count);
}

function summaryText(picture: ActivityPicture, { w }: Speech): string {
  const { days, perDay, busiest, unheard } = summary(picture);
  const hour = busiest === null ? "–" : `${busiest}:00–${busiest + 1}:00`;
  return w.resident.activitySummary(days, String(perDay), hour, unheard);
}

function Picture({ picture }: { picture: ActivityPicture }) {
  const speech = useWords();
  const { w } = speech;
  const [told, setTold] = useState("");
  const days = useMemo(() => picture.days.toReversed(), [picture]);
  const top = useMemo(() => busiestCount(picture), [picture]);
  const size = { wide: LEFT + 24 * CELL.wide + 2, tall: TOP + days.length * CELL.tall + 2 };
  const text = summaryText(picture, speech);
  return (
    <figure>
      <svg
        className="heat"
        viewBox={`0 0 ${size.wide} ${size.tall}`}
        role="img"
        aria-label={`${w.resident.activity}. ${text}`}
        onPointerLeave={() => setTold("")}
        onPointerOver={(event) => setTold((event.target as SVGElement).dataset["said"] ?? "")}
      >
        <Hatch />
        {HOURS.filter((hour) => hour % 3 === 0).map((hour) => (
          <text key={hour} className="heat-hour" x={LEFT + hour * CELL.wide} y={TOP - 6}>
            {hour}
          </text>
        ))}
        {days.map((day, at) => (
          <g key={day.date} transform={`translate(0 ${TOP + at * CELL.tall})`}>
            <text className="heat-day" x={LEFT - 8} y={CELL.tall - 3}>
              {nameOfDay(day.date, speech)}
            </text>
            {day.hours.map((count, hour) => (
              <rect
                key={hour}
                className={count === null ? "unheard" : `shade-${shade(count, top)}`}
                x={LEFT + hour * CELL.wide}
                width={CELL.wide - 1}
                height={CELL.tall - 1}
                data-said={w.resident.hourCell(
                  nameOfDay(day.date, speech),
                  hour,
                  cellText(count, w),
                )}
              />
            ))}
          </g>
        ))}
      </svg>
      <p className="heat-told" aria-hidden="true">
        {told || w.resident.activityWhy}
      </p>
      <figcaption>
        <span>{text}</span>
        <Legend />
      </figcaption>
    </figure>
  );
}

/** Not heard is not "quiet": it is drawn as a hatch, never as an empty box. */
function Hatch() {
  return (
    <defs>
      <pattern
        id="unheard"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="5" height="5" fill="#eef1f4" />
        <path d="M0 0V5" stroke="#7a8794" strokeWidth="2" />
      </pattern>
    </defs>
  );
}

function Legend() {
  const { w } = useWords();
  return (
    <span className="legend">
      <svg width="18" height="12" aria-hidden="true">
        <rect className="shade-0" width="17" height="11" />
      </svg>
      {w.resident.noActivity}
      <svg width={SHADES * 14} height="12" aria-hidden="true">
        {Array.from({ length: SHADES }, (_, at) => (
          <rect key={at} className={`shade-${at + 1}`} x={at * 14} width="13" height="11" />
        ))}
      </svg>
      {w.resident.lessMore}
      <svg width="18" height="12" aria-hidden="true">
        <rect className="unheard" width="17" height="11" />
      </svg>
      {w.resident.notHeard}
    </span>
  );
}

function Table({ picture }: { picture: ActivityPicture }) {
  const speech = useWords();
  const { w } = speech;
  return (
    <>
      <p className="help">{summaryText(picture, speech)}</p>
      <div className="table-place" tabIndex={0} role="region" aria-label={w.resident.activity}>
        <table className="table tight">
          <thead>
            <tr>
              <th scope="col">{w.resident.activity}</th>
              {HOURS.map((hour) => (
                <th key={hour} scope="col" className="right">
                  {w.resident.hourHeading(hour)}
                </th>
              ))}
              <th scope="col" className="right">
                {w.resident.dayTotal}
              </th>
            </tr>
          </thead>
          <tbody>
            {picture.days.toReversed().map((day) => (
              <tr key={day.date}>
                <th scope="row">{nameOfDay(day.date, speech)}</th>
                {day.hours.map((count, hour) => (
                  <td key={hour} className="right">
                    {count ?? <abbr title={w.resident.notHeard}>×</abbr>}
                  </td>
                ))}
                <td className="right">{dayTotal(day.hours)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
