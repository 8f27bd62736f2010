/** What the tables of the figures share: a card with its file, a share with its numbers. */

import type { ReactNode } from "react";
import { address } from "@telecare/core/http";
import { percentText, share, waitText } from "@telecare/core/figures";
import type { Answers, FiguresPage } from "@telecare/core/shapes";
import { useWords } from "../app/hooks.ts";
import { Icon } from "../parts/icons.tsx";

export function Part(props: {
  readonly title: string;
  readonly table: string;
  readonly page: FiguresPage;
  readonly why?: string;
  readonly children: ReactNode;
}) {
  const { w, language } = useWords();
  const { title, table, page, why } = props;
  const href = address(`/api/figures/${table}.csv`, {
    query: { month: page.month, organisation: page.organisation_id, language },
  });
  return (
    <section className="card figures-part">
      <div className="card-head">
        <h2>{title}</h2>
        <a className="text-link" href={href} download aria-label={w.figures.file(title)}>
          <Icon name="download" size={16} /> {w.figures.fileShort}
        </a>
      </div>
      {why ? <p className="caption">{why}</p> : null}
      {props.children}
    </section>
  );
}

/** The head of a column; that of numbers stands at the right, as they do. */
export type Column = string | { readonly number: string };

export function Table(props: {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly children: ReactNode;
}) {
  return (
    <div className="table-place" tabIndex={0} role="region" aria-label={props.label}>
      <table className="table tight">
        <thead>
          <tr>
            {props.columns.map((column) =>
              typeof column === "string" ? (
                <th key={column} scope="col">
                  {column}
                </th>
              ) : (
                <th key={column.number} scope="col" className="right">
                  {column.number}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}

/** "97.5% · 39/40", with a word where the few say little. */
export function Share({ k, n, few }: { k: number; n: number; few: number }) {
  const { w } = useWords();
  if (n === 0)
    return (
      <span className="figures-share faint">
        <b>–</b>
      </span>
    );
  return (
    <span className="figures-share">
      <b>{percentText(share(k, n))}</b>{" "}
      <span className="caption">
        {k}/{n}
      </span>
      {n < few ? (
        <span className="chip" title={w.figures.few(few)}>
          {w.figures.fewMark}
        </span>
      ) : null}
    </span>
  );
}

/** The cells of how soon humans acted, from the number on. */
export function AnswerCells({ answers, few }: { answers: Answers; few: number }) {
  const { language } = useWords();
  return (
    <>
      <td className="right">{answers.n}</td>
      <td>
        <Share k={answers.soon} n={answers.n} few={few} />
      </td>
      <td>
        <Share k={answers.in_time} n={answers.n} few={few} />
      </td>
      <td className="right nowrap">{waitText(answers.median_s, language)}</td>
      <td className="right nowrap">{waitText(answers.p95_s, language)}</td>
    </>
  );
}
