/** The figures of a month: how soon humans acted, what was late and why, and false alarms. */

import { useState } from "react";
import { read } from "@telecare/core/client";
import { monthsUpTo, monthText } from "@telecare/core/figures";
import type { FiguresPage } from "@telecare/core/shapes";
import { MINUTE } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Choose } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { Headline, Months, Severities, Shifts, Towns } from "./Answers.tsx";
import { Devices, Rules } from "./FalseAlarms.tsx";
import { Late } from "./Late.tsx";

export function FiguresScreen() {
  const { w } = useWords();
  const desk = useDesk();
  const [place, setPlace] = useState("");
  const [month, setMonth] = useState("");
  const { data, error, refetch } = usePeople(
    ["figures", place, month],
    (reading) =>
      desk.hub.ask("get", "/api/figures", {
        query: { ...(place ? { organisation: place } : {}), ...(month ? { month } : {}) },
        ...read(reading),
      }),
    () => MINUTE,
  );
  return (
    <div className="page figures">
      <header className="page-head">
        <h1>{w.figures.title}</h1>
        {data ? <Tools page={data} setPlace={setPlace} setMonth={setMonth} /> : null}
      </header>
      <p className="caption">{w.figures.why}</p>
      <Said error={data ? null : error} />
      {data ? (
        <>
          <Headline page={data} />
          <Late page={data} changed={() => void refetch()} />
          <Severities page={data} />
          <Shifts page={data} />
          <Towns page={data} />
          <Months page={data} />
          <Rules page={data} />
          <Devices page={data} />
        </>
      ) : null}
    </div>
  );
}

function Tools(props: {
  readonly page: FiguresPage;
  readonly setPlace: (id: string) => void;
  readonly setMonth: (month: string) => void;
}) {
  const { w, language, say } = useWords();
  const { page } = props;
  return (
    <div className="page-tools">
      {page.places.length > 1 ? (
        <Choose
          label={w.figures.place}
          value={page.organisation_id}
          choices={page.places.map(({ id, name }) => ({ id, label: say(name) }))}
          onChange={props.setPlace}
        />
      ) : null}
      <Choose
        label={w.figures.month}
        value={page.month}
        choices={monthsUpTo(page.newest_month).map((one) => ({
          id: one,
          label: monthText(one, language),
        }))}
        onChange={props.setMonth}
      />
    </div>
  );
}
