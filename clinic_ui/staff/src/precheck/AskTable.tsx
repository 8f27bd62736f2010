/** The attempts of a protocol as a table: in which order, how, and how long is waited. */

import type { AskSaid, PrecheckPage } from "@telecare/core/shapes";
import { useWords } from "../app/hooks.ts";

const MINUTE_S = 60;

export function AskTable(props: {
  readonly label: string;
  readonly asks: readonly AskSaid[];
  readonly carried: PrecheckPage["carried"];
}) {
  const { w } = useWords();
  const words = w.precheck;
  if (props.asks.length === 0) return <p>{words.noAttempts}</p>;
  return (
    <table className="table tight" aria-label={props.label}>
      <thead>
        <tr>
          <th scope="col">{words.columns.no}</th>
          <th scope="col">{words.columns.way}</th>
          <th scope="col">{words.columns.wait}</th>
        </tr>
      </thead>
      <tbody>
        {props.asks.map((ask, at) => (
          <tr key={at}>
            <td>{at + 1}</td>
            <td>
              {words.ways[ask.way]}
              {props.carried.includes(ask.way) ? null : (
                <small className="caption"> {words.notCarried}</small>
              )}
            </td>
            <td>{words.minutesOf(Math.round((ask.wait_s / MINUTE_S) * 10) / 10)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
