import { momentText, spanText } from "@telecare/core/format";
import type { AlertDetail, AlertRow } from "@telecare/core/shapes";
import { named } from "@telecare/core/words";
import { instant, SECOND } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords, type Speech } from "../app/hooks.ts";
import { Pair } from "../parts/Pair.tsx";

/** The numbers behind the sentence, and what every rule says now. */
export function Evidence({ row, detail }: { row: AlertRow; detail: AlertDetail }) {
  const speech = useWords();
  const desk = useDesk();
  const { w, say } = speech;
  const facts = Object.entries(detail.evidence).filter(
    ([name, value]) =>
      value !== null && !name.endsWith("_id") && !(name === "late_by_s" && Number(value) < 1),
  );
  return (
    <section>
      <h4>{w.board.detail.evidence}</h4>
      <dl className="pairs">
        {facts.map(([name, value]) => (
          <Pair key={name} name={w.evidence.names[name] ?? name}>
            {valueText(name, value, speech, desk.now())}
          </Pair>
        ))}
        <Pair name={w.evidence.rule}>{w.evidence.rules[row.rule] ?? row.rule}</Pair>
      </dl>
      {detail.verdicts.length > 0 ? (
        <details>
          <summary>{w.board.detail.verdicts}</summary>
          <ul className="verdicts">
            {detail.verdicts.map((each, at) => (
              <li key={`${each.rule} ${at}`} className={`verdict ${each.verdict}`}>
                <span>{w.evidence.rules[each.rule] ?? each.rule}</span>
                <b>{w.board.verdict[each.verdict] ?? each.verdict}</b>
                {each.because ? <span className="caption">{say(each.because)}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Policy detail={detail} />
    </section>
  );
}

function Policy({ detail }: { detail: AlertDetail }) {
  const { w, language } = useWords();
  const desk = useDesk();
  if (detail.policy.length === 0) return null;
  return (
    <details>
      <summary>{w.board.detail.policy}</summary>
      <ol className="policy">
        {detail.policy.map((step) => (
          <li key={step.step} className={step.state}>
            <span className="phone">+{spanText(step.delay_s * SECOND, language)}</span>
            <span>
              {step.targets.map((target) => w.evidence.targets[target] ?? target).join(", ")}
            </span>
            <span className="caption">
              {step.state === "done"
                ? step.at
                  ? w.board.detail.policyAt(momentText(instant(step.at), desk.now(), language))
                  : w.board.detail.policyDone
                : step.state === "next"
                  ? w.board.detail.policyNext
                  : ""}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT/u;

/** Units live in the names: `_s` seconds, `_at` instants. */
function valueText(name: string, value: unknown, { language, w }: Speech, now: number): string {
  if (typeof value === "boolean") return value ? w.common.yes : w.common.no;
  if (typeof value === "number") {
    if (name.endsWith("_s")) return spanText(value * SECOND, language);
    if (name.endsWith("_min")) return spanText(value * 60 * SECOND, language);
    return String(Math.round(value * 100) / 100);
  }
  if (typeof value === "string") {
    if (INSTANT.test(value)) return momentText(instant(value), now, language);
    return w.evidence.values[value] ?? named(w.resident.deviceKinds, value);
  }
  return JSON.stringify(value);
}
