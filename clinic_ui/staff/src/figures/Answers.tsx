/** How soon humans acted: the month against the targets, then by severity, shift, place, month. */

import { monthText, percentText, share } from "@telecare/core/figures";
import type { FiguresPage } from "@telecare/core/shapes";
import { useWords } from "../app/hooks.ts";
import { SeverityBadge } from "../parts/Severity.tsx";
import { MonthsPicture } from "./Pictures.tsx";
import { AnswerCells, Part, Share, Table, type Column } from "./parts.tsx";

type Props = { readonly page: FiguresPage };

export function Headline({ page }: Props) {
  const { w } = useWords();
  const words = w.figures;
  const answers = page.severities[0]?.answers;
  if (!answers) return null;
  return (
    <section className="figures-headline" aria-label={w.common.severity.P1}>
      <Target word={words.soon} k={answers.soon} n={answers.n} target={page.soon_target} />
      <Target word={words.inTime} k={answers.in_time} n={answers.n} target={page.late_target} />
      <div className="figures-notes caption">
        <p>{words.source}</p>
        {answers.n > 0 && answers.n < page.few ? <p>{words.few(page.few)}</p> : null}
        <p>{words.leftOut(page.simulated, page.tests)}</p>
      </div>
    </section>
  );
}

function Target(props: { word: string; k: number; n: number; target: number }) {
  const { w } = useWords();
  const words = w.figures;
  const found = share(props.k, props.n);
  return (
    <div className="card figures-target">
      <h2>
        {w.common.severity.P1} · {props.word}
      </h2>
      <p className="figures-big">{percentText(found)}</p>
      {found === null ? (
        <p>{words.nothing}</p>
      ) : (
        <p>
          {words.ofAll(props.k, props.n)} · {words.target(`${props.target}%`)} ·{" "}
          <b>{found >= props.target ? words.met : words.missed}</b>
        </p>
      )}
    </div>
  );
}

function useColumns(first: string): readonly Column[] {
  const { columns } = useWords().w.figures;
  return [
    first,
    { number: columns.n },
    columns.soon,
    columns.inTime,
    { number: columns.median },
    { number: columns.p95 },
  ];
}

export function Severities({ page }: Props) {
  const { w } = useWords();
  const { severities: title, columns } = w.figures;
  const heads = [
    ...useColumns(columns.severity),
    { number: columns.passed },
    { number: columns.waiting },
  ];
  return (
    <Part title={title} table="severities" page={page}>
      <Table label={title} columns={heads}>
        {page.severities.map((row) => (
          <tr key={row.severity}>
            <th scope="row">
              <SeverityBadge severity={row.severity} />
            </th>
            <AnswerCells answers={row.answers} few={page.few} />
            <td className="right">{row.passed}</td>
            <td className="right">{row.waiting}</td>
          </tr>
        ))}
      </Table>
    </Part>
  );
}

export function Shifts({ page }: Props) {
  const { w, say } = useWords();
  const { shifts: title, columns, noShift, nothing } = w.figures;
  const heads = useColumns(columns.shift);
  return (
    <Part title={title} table="shifts" page={page}>
      {page.shifts.length === 0 ? (
        <p className="empty">{nothing}</p>
      ) : (
        <Table label={title} columns={heads}>
          {page.shifts.map((row) => (
            <tr key={row.name?.ko ?? ""}>
              <th scope="row">{row.name ? say(row.name) : noShift}</th>
              <AnswerCells answers={row.answers} few={page.few} />
            </tr>
          ))}
        </Table>
      )}
    </Part>
  );
}

export function Towns({ page }: Props) {
  const { w, say } = useWords();
  const { towns: title, columns } = w.figures;
  const heads = useColumns(columns.town);
  if (page.towns.length < 2) return null;
  return (
    <Part title={title} table="places" page={page}>
      <Table label={title} columns={heads}>
        {page.towns.map((row) => (
          <tr key={row.name?.en ?? ""}>
            <th scope="row">{say(row.name)}</th>
            <AnswerCells answers={row.answers} few={page.few} />
          </tr>
        ))}
      </Table>
    </Part>
  );
}

export function Months({ page }: Props) {
  const { w, language } = useWords();
  const { months: title, columns } = w.figures;
  const rows = [...page.months].reverse();
  return (
    <Part title={title} table="months" page={page}>
      <div className="figures-beside">
        <MonthsPicture page={page} />
        <Table
          label={title}
          columns={[columns.month, { number: columns.n }, columns.soon, columns.inTime]}
        >
          {rows.map((row) => (
            <tr key={row.month}>
              <th scope="row">{monthText(row.month, language)}</th>
              <td className="right">{row.n}</td>
              <td>
                <Share k={row.soon} n={row.n} few={page.few} />
              </td>
              <td>
                <Share k={row.in_time} n={row.n} few={page.few} />
              </td>
            </tr>
          ))}
        </Table>
      </div>
    </Part>
  );
}
