/** The chart beside the picture: what a doctor wants to know while they talk. */

import { read } from "@telecare/core/client";
import { agoText, dayText, momentText } from "@telecare/core/format";
import { howGood } from "@telecare/core/call";
import type { EndMeasured, NoteBrief, ResidentPage } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Pair } from "../parts/Pair.tsx";
import { Said } from "../parts/Said.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";

const ALERTS = 5;

export function ChartPane({ residentId }: { readonly residentId: string }) {
  const { w } = useWords();
  const desk = useDesk();
  const path = { resident_id: residentId };
  const person = usePeople(["resident", residentId], (reading) =>
    desk.hub.ask("get", "/api/residents/{resident_id}", { path, ...read(reading) }),
  );
  const notes = useNotes(residentId);
  return (
    <section className="chart stack" aria-label={w.consult.chart.title}>
      <Said error={person.data ? null : person.error} />
      {person.data ? <Known page={person.data} /> : null}
      <h3>{w.consult.chart.notes}</h3>
      <Said error={notes.data ? null : notes.error} />
      {notes.data ? <Earlier rows={notes.data.rows} /> : null}
    </section>
  );
}

export function useNotes(residentId: string) {
  const desk = useDesk();
  return usePeople(["clinical-notes", residentId], (reading) =>
    desk.hub.ask("get", "/api/residents/{resident_id}/clinical-notes", {
      path: { resident_id: residentId },
      ...read(reading),
    }),
  );
}

function Known({ page }: { readonly page: ResidentPage }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const words = w.consult.chart;
  const last = instant(page.last_activity_at);
  return (
    <>
      <h3>{words.vitals}</h3>
      <p className="caption">{words.noVitals}</p>
      <h3>{words.life}</h3>
      <dl className="pairs">
        <Pair name={words.lastActivity}>
          {last === null
            ? w.resident.hearingStates[page.hearing]
            : agoText(last, desk.now(), language)}
        </Pair>
        {page.notes ? <Pair name={words.caution}>{page.notes}</Pair> : null}
      </dl>
      <h3>{words.alerts}</h3>
      {page.alerts.length === 0 ? <p className="caption">{w.resident.noAlerts}</p> : null}
      <ul className="lines">
        {page.alerts.slice(0, ALERTS).map((row) => (
          <li key={row.id}>
            <span>
              <SeverityBadge severity={row.severity} /> <b>{say(row.title)}</b>{" "}
              {say(row.because)}{" "}
              <span className="caption">
                {/* The reason tells the hour; the day is what it leaves out. */}
                {dayText(instant(row.opened_at), language)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Earlier({ rows }: { readonly rows: readonly NoteBrief[] }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const words = w.consult.chart;
  if (rows.length === 0) return <p className="caption">{words.noNotes}</p>;
  return (
    <ol className="earlier">
      {rows.map((row) => (
        <li key={row.consultation_id}>
          <p className="caption">
            {momentText(instant(row.written_at), desk.now(), language)} · {row.by} ·{" "}
            {row.signed_at ? words.signed : words.unsigned}
          </p>
          <p className="noted">{row.text}</p>
          <Measured ends={row.measured} />
        </li>
      ))}
    </ol>
  );
}

/** How the line was, a line of words for each end that measured it. */
export function Measured({ ends }: { readonly ends: readonly EndMeasured[] }) {
  const { w } = useWords();
  const words = w.consult.chart;
  return ends.map(({ side, loss_percent, freezes, reconnects }) => {
    const grade = w.call.quality[howGood({ loss_percent })];
    return (
      <p key={side} className="caption">
        {words.sides[side]}: {words.line(grade, loss_percent, freezes, reconnects)}
      </p>
    );
  });
}
