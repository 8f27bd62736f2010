/** On the board: for whom alerts are held back now, whichever ends first; nothing for nobody. */

import { Link } from "@tanstack/react-router";
import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import { instant, MINUTE } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";

const LOOK_MS = 5 * MINUTE;

export function HeldLine() {
  const { w, language } = useWords();
  const desk = useDesk();
  const { data } = usePeople(
    ["suppressions", "running"],
    (reading) => desk.hub.ask("get", "/api/suppressions", read(reading)),
    () => LOOK_MS,
  );
  const words = w.suppression;
  const [first] = data?.rows ?? [];
  if (!data || !first) return null;
  const until = (at: string) => momentText(instant(at), desk.now(), language);
  return (
    <details className="held-line">
      <summary>
        <b>{words.count(data.rows.length)}</b>
        {" · "}
        {words.firstEnds(first.resident, until(first.until_at))}
      </summary>
      <ul>
        {data.rows.map((row) => (
          <li key={row.id}>
            <Link to="/residents/$id" params={{ id: row.resident_id }} className="text-link">
              {row.resident}
            </Link>{" "}
            {[words.running(words.reasons[row.reason], until(row.until_at), row.by), row.device]
              .filter(Boolean)
              .join(" · ")}
          </li>
        ))}
      </ul>
    </details>
  );
}
