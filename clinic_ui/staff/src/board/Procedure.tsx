import { Button } from "../parts/Button.tsx";
import { momentText } from "@telecare/core/format";
import type { AlertDetail, AlertRow, ProcedureStep } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { RingTablet } from "../call/RingTablet.tsx";
import { Icon } from "../parts/icons.tsx";
import type { Acts } from "./asked.ts";

interface Props {
  readonly row: AlertRow;
  readonly detail: AlertDetail;
  readonly acts: Acts;
}

/** The steps agreed for this person, in order; a call is recorded beside its step. */
export function Procedure({ row, detail, acts }: Props) {
  const { w } = useWords();
  const steps = detail.procedure;
  const next = steps.find((step) => step.done_at === null)?.n;
  return (
    <section>
      <h4>{w.board.detail.procedure}</h4>
      {steps.length === 0 ? <p className="caption">{w.board.detail.noProcedure}</p> : null}
      <ol className="steps">
        {steps.map((step) => (
          <Step
            key={step.n}
            step={step}
            next={step.n === next}
            row={row}
            detail={detail}
            acts={acts}
          />
        ))}
      </ol>
    </section>
  );
}

const CALLED: ReadonlySet<string> = new Set(["home_phone", "contact", "key_holder"]);

function Step(props: Props & { readonly step: ProcedureStep; readonly next: boolean }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const { step, next, row, detail, acts } = props;
  const done = instant(step.done_at);
  const names = ["step"];
  if (done !== null) names.push("done");
  if (next) names.push("next");
  return (
    <li className={names.join(" ")}>
      <span className="step-mark" aria-hidden="true">
        {done === null ? step.n : <Icon name="check" size={14} />}
      </span>
      <span className="step-text">
        {say(step.label)}
        {step.phone_masked ? <span className="phone"> {step.phone_masked}</span> : null}
        {done === null ? null : (
          <span className="caption">
            {" "}
            —{" "}
            {step.result
              ? (w.board.call.results[step.result] ?? step.result)
              : w.board.detail.done}{" "}
            {momentText(done, desk.now(), language)}
          </span>
        )}
      </span>
      {step.kind === "tablet" && row.mine && detail.tablet ? (
        <RingTablet row={row} small />
      ) : null}
      {step.kind === "emergency_119" ? (
        <Button className="small" onPress={() => acts.card119(row)}>
          {w.help.card}
        </Button>
      ) : null}
      {CALLED.has(step.kind) ? (
        <Button
          className={next ? "small primary" : "small"}
          aria-label={`${w.help.dial}: ${say(step.label)}`}
          onPress={() => acts.dial(row, step.contact_id)}
        >
          {w.help.dial}
        </Button>
      ) : null}
      {CALLED.has(step.kind) ? (
        <Button
          className="small"
          aria-label={`${w.board.detail.call}: ${say(step.label)}`}
          onPress={() => acts.act("call", row, step.contact_id)}
        >
          {w.board.detail.call}
        </Button>
      ) : null}
    </li>
  );
}
