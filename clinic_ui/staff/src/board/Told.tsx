/** Who was told of an alert, by what, and whether it reached them. */

import { momentText } from "@telecare/core/format";
import type { AlertDetail } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { named } from "@telecare/core/words";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";

type Line = AlertDetail["told"][number];

const REACHED: ReadonlySet<Line["state"]> = new Set(["delivered", "read"]);
const LOST: ReadonlySet<Line["state"]> = new Set(["failed", "no_one"]);

export function Told({ told }: { readonly told: readonly Line[] }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const words = w.told;
  if (told.length === 0) return null;
  const count = (states: ReadonlySet<Line["state"]>): number =>
    told.filter(({ state }) => states.has(state)).length;
  return (
    <section>
      <h4>{words.title}</h4>
      <details>
        <summary>{words.sum(told.length, count(REACHED), count(LOST))}</summary>
        <ol className="timeline told-lines">
          {told.map((line, at) => (
            <li key={`${line.at} ${line.channel} ${at}`}>
              <time dateTime={line.at}>
                {momentText(instant(line.at), desk.now(), language)}
              </time>
              <span>
                {line.who || words.whose[line.whose]} · {named(w.policy.channels, line.channel)}{" "}
                · <b>{words.states[line.state]}</b>
                {line.answered_at ? (
                  <span className="by">
                    {" "}
                    {momentText(instant(line.answered_at), desk.now(), language)}
                  </span>
                ) : null}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
