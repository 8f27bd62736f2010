/** The steps of a policy along time, each as a sentence, and the repeat at the end. */

import type { StepSaid, StepTold } from "@telecare/core/shapes";
import { useWords } from "../app/hooks.ts";
import { ToldLines } from "./Trial.tsx";
import { usePolicyTexts } from "./usePolicies.ts";

export function PolicyLine(props: {
  readonly label: string;
  readonly steps: readonly StepSaid[];
  readonly repeat: number | null;
  /** Whom each step would reach; null: not asked. */
  readonly told: readonly StepTold[] | null;
}) {
  const { w } = useWords();
  const texts = usePolicyTexts();
  const last = props.steps.length - 1;
  return (
    <div className="policy-place" tabIndex={0} role="region" aria-label={props.label}>
      <ol className="policy-line">
        {props.steps.map((step, at) => (
          <li key={step.delay_s}>
            <b className="policy-when">{texts.delay(step.delay_s)}</b>
            <p>{texts.step(step)}</p>
            {step.hours && step.hours !== "always" ? (
              <p className="caption">{w.policy.hours[step.hours]}</p>
            ) : null}
            {at === last ? <p className="policy-repeat">{texts.repeat(props.repeat)}</p> : null}
            <ToldLines told={props.told?.[at]} last={at === last} />
          </li>
        ))}
      </ol>
    </div>
  );
}
