/** The on-call rota of one organisation: what is missing first, then who is on, week by week. */

import { useEffect, useState } from "react";
import { read } from "@telecare/core/client";
import { localDay } from "@telecare/core/format";
import { mondayOf, movedDay } from "@telecare/core/rota";
import type { GapShape, RotaPage } from "@telecare/core/shapes";
import { instant, MINUTE } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useEvent, useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Button } from "../parts/Button.tsx";
import { Choose } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { DutyCard } from "./DutyCard.tsx";
import { Holidays } from "./Holidays.tsx";
import { Shipped } from "./Shipped.tsx";
import { Swaps } from "./Swaps.tsx";
import { placeOf, RotaContext, useDayName, useRota, useStretchText } from "./useRota.ts";

export function RotaScreen() {
  const { w } = useWords();
  const desk = useDesk();
  const [place, setPlace] = useState("");
  const [week, setWeek] = useState("");
  const [goal, setGoal] = useState<GapShape | null>(null);
  const { data, error, refetch } = usePeople(
    ["rota", place, week],
    (reading) =>
      desk.hub.ask("get", "/api/rota", {
        query: { ...(place ? { organisation: place } : {}), ...(week ? { week } : {}) },
        ...read(reading),
      }),
    () => MINUTE,
  );
  useArrival(data, goal, () => setGoal(null));
  const lead = (gap: GapShape): void => {
    setWeek(mondayOf(localDay(instant(gap.from_at), gap.zone)));
    setGoal(gap);
  };
  return (
    <div className="page rota">
      <header className="page-head">
        <h1>{w.rota.title}</h1>
        {data ? <Tools page={data} setPlace={setPlace} setWeek={setWeek} /> : null}
      </header>
      <Said error={data ? null : error} />
      {data ? (
        <RotaContext value={{ page: data, changed: () => void refetch() }}>
          <Missing gaps={data.gaps} lead={lead} />
          {data.duties.map((duty) => (
            <DutyCard key={duty.id} duty={duty} />
          ))}
          <Shipped />
          <div className="rota-below">
            <Swaps />
            <Holidays />
          </div>
        </RotaContext>
      ) : null}
    </div>
  );
}

/** Once the week of the gap stands on the page, put the gap before the reader. */
function useArrival(
  page: RotaPage | undefined,
  goal: GapShape | null,
  arrived: () => void,
): void {
  const done = useEvent(arrived);
  useEffect(() => {
    if (!page || !goal) return;
    const from = instant(goal.from_at);
    const duty = page.duties.find(({ id }) => id === goal.duty_id);
    const shift = duty?.days
      .flatMap((day) => day.shifts)
      .find((each) => instant(each.from_at) <= from && from < instant(each.until_at));
    if (!duty || !shift) return;
    const found = document.getElementById(placeOf(duty.id, shift));
    if (!found) return;
    found.scrollIntoView({ block: "center" });
    (found.querySelector("button") ?? found).focus();
    done();
  }, [page, goal, done]);
}

function Tools(props: {
  readonly page: RotaPage;
  readonly setPlace: (id: string) => void;
  readonly setWeek: (day: string) => void;
}) {
  const { w, say } = useWords();
  const day = useDayName();
  const { page, setWeek } = props;
  const { week_from } = page;
  return (
    <div className="page-tools">
      {page.places.length > 1 ? (
        <Choose
          label={w.rota.place}
          value={page.organisation_id}
          choices={page.places.map(({ id, name }) => ({ id, label: say(name) }))}
          onChange={props.setPlace}
        />
      ) : null}
      <b className="rota-week">{w.rota.week(day(week_from), day(movedDay(week_from, 6)))}</b>
      <Button onPress={() => setWeek(movedDay(week_from, -7))}>{w.rota.previousWeek}</Button>
      <Button onPress={() => setWeek("")}>{w.rota.thisWeek}</Button>
      <Button onPress={() => setWeek(movedDay(week_from, 7))}>{w.rota.nextWeek}</Button>
    </div>
  );
}

function Missing({ gaps, lead }: { gaps: readonly GapShape[]; lead: (gap: GapShape) => void }) {
  const { w, say } = useWords();
  const { page } = useRota();
  const when = useStretchText();
  const [first] = gaps;
  if (page.duties.length === 0) return null;
  if (!first) {
    return (
      <p className="rota-full" role="status">
        {w.rota.noGaps}
      </p>
    );
  }
  return (
    <section className="rota-missing" role="status">
      <div>
        <b>{w.rota.gaps(gaps.length)}</b>
        <p>{w.rota.firstGap(say(first.duty_name), when(first, first.zone))}</p>
      </div>
      <Button className="primary" onPress={() => lead(first)}>
        {w.rota.toGap}
      </Button>
    </section>
  );
}
