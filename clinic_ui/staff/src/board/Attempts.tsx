/** Each attempt to ask the resident before other people were told, and what came of it. */

import { timeText } from "@telecare/core/format";
import type { AlertRow, Attempt } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useWords } from "../app/hooks.ts";

export function Attempts(props: {
  readonly row: AlertRow;
  readonly attempts: readonly Attempt[];
}) {
  const { w } = useWords();
  const words = w.precheck;
  if (props.attempts.length === 0) return null;
  const result = (attempt: Attempt): string => {
    if (attempt.result) return words.results[attempt.result];
    if (!props.row.asking) return words.noWord;
    return words.waits(timeText(instant(attempt.answer_by)));
  };
  return (
    <section>
      <h4>{words.attempts}</h4>
      {props.row.asking ? <p className="caption">{words.early}</p> : null}
      <ol className="timeline">
        {props.attempts.map((attempt) => (
          <li key={attempt.no}>
            <time dateTime={attempt.asked_at}>{timeText(instant(attempt.asked_at))}</time>
            <span>{words.attemptLine(words.shortWays[attempt.way], result(attempt))}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
