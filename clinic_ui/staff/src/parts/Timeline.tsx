import { momentText } from "@telecare/core/format";
import type { TimelineEntry } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";

/** What happened, newest first, with who did it. */
export function Timeline(props: {
  readonly entries: readonly TimelineEntry[];
  readonly empty: string;
}) {
  const { say, language } = useWords();
  const desk = useDesk();
  const entries = props.entries.toSorted((a, b) => instant(b.at) - instant(a.at));
  if (entries.length === 0) return <p className="caption">{props.empty}</p>;
  return (
    <ol className="timeline">
      {entries.map((entry, at) => (
        <li key={`${entry.at} ${entry.what} ${at}`}>
          <time dateTime={entry.at}>{momentText(instant(entry.at), desk.now(), language)}</time>
          <div>
            <span>{say(entry.text)}</span>
            {entry.who ? <span className="by"> · {entry.who}</span> : null}
            {entry.note ? <p className="noted">{entry.note}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
