/** A policy while it is written: its steps, the repeat, the reason; refused step by step. */

import { useState } from "react";
import {
  added,
  drafted,
  lengthOf,
  moved,
  removed,
  saidOf,
  secondsOf,
  UNITS,
  type Length,
  type StepDraft,
  type Unit,
} from "@telecare/core/policy";
import type { PolicyNow } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Field } from "../parts/Field.tsx";
import { Icon } from "../parts/icons.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import type { Model } from "./PolicyCard.tsx";
import { StepFields } from "./StepFields.tsx";
import { Trial, useTrial } from "./Trial.tsx";
import { usePolicies, usePolicyTexts } from "./usePolicies.ts";

const MOST_STEPS = 12;

export function PolicyEditor(props: {
  readonly policy: PolicyNow;
  readonly model: Model;
  readonly close: () => void;
}) {
  const { w } = useWords();
  const desk = useDesk();
  const { page, changed } = usePolicies();
  const texts = usePolicyTexts();
  const { busy, error, run, mistake } = useBusy();
  const trial = useTrial();
  const [steps, put] = useState<readonly StepDraft[]>(() => props.model.steps.map(drafted));
  const [repeat, setRepeat] = useState<Length | null>(() =>
    props.model.repeat_s === null ? null : lengthOf(props.model.repeat_s),
  );
  const [reason, setReason] = useState("");
  const words = w.policy.editor;
  const { severity, after } = props.policy;
  const change = (next: readonly StepDraft[]): void => {
    put(next);
    trial.forget();
  };
  const publish = async (): Promise<void> => {
    const repeat_s = repeat === null ? null : (secondsOf(repeat) ?? 0);
    const body = {
      organisation_id: page.organisation_id,
      after,
      steps: steps.map(saidOf),
      repeat_s,
      reason,
    };
    const done = await run(() =>
      desk.hub.ask("put", "/api/policies/{severity}", { path: { severity }, body }),
    );
    if (!done) return;
    changed();
    props.close();
  };
  return (
    <div
      className="policy-editor"
      role="group"
      aria-label={words.title(texts.severity(severity))}
    >
      <p className="help">{words.moveWhy}</p>
      {steps.map((step, at) => (
        <StepFields
          key={step.key}
          step={step}
          at={at}
          last={steps.length - 1}
          change={(to) => change(steps.map((one) => (one === step ? { ...one, ...to } : one)))}
          move={(by) => change(moved(steps, at, by))}
          remove={() => change(removed(steps, at))}
          mistake={mistake(`step_${at}`)}
          told={trial.told?.[at]}
        />
      ))}
      {mistake("steps") ? <p className="react-aria-FieldError">{mistake("steps")}</p> : null}
      <Button
        className="small plain"
        isDisabled={steps.length >= MOST_STEPS}
        onPress={() => change(added(steps))}
      >
        <Icon name="plus" size={16} /> {words.add}
      </Button>
      <RepeatField value={repeat} put={setRepeat} mistake={mistake("repeat_s")} />
      <Field
        label={words.reason}
        help={words.reasonWhy}
        value={reason}
        onChange={setReason}
        mistake={mistake("reason")}
        maxLength={300}
        required
      />
      <Trial trial={trial} steps={steps.map(saidOf)} />
      <Said error={error} />
      <div className="policy-foot">
        <Button aria-expanded={trial.open} onPress={trial.toggle}>
          {w.policy.trial.open}
        </Button>
        <Button onPress={props.close}>{w.common.cancel}</Button>
        <Button className="primary" isDisabled={busy} onPress={() => void publish()}>
          {words.publish}
        </Button>
      </div>
    </div>
  );
}

const DAILY = "daily";
const FIRST_REPEAT: Length = { n: "30", unit: "min" };

/** How often the last step comes again; null: not said, which is once a day. */
function RepeatField(props: {
  readonly value: Length | null;
  readonly put: (value: Length | null) => void;
  readonly mistake: string | undefined;
}) {
  const { w } = useWords();
  const words = w.policy.editor;
  const { value, put } = props;
  return (
    <div className="policy-length" role="group" aria-label={words.repeat}>
      <b aria-hidden="true">{words.repeat}</b>
      {value ? (
        <input
          type="text"
          inputMode="numeric"
          maxLength={7}
          aria-label={words.repeat}
          aria-invalid={Boolean(props.mistake)}
          value={value.n}
          onChange={({ target }) => put({ ...value, n: target.value })}
        />
      ) : null}
      <select
        aria-label={words.unit}
        value={value?.unit ?? DAILY}
        onChange={({ target }) =>
          put(
            target.value === DAILY
              ? null
              : { ...(value ?? FIRST_REPEAT), unit: target.value as Unit },
          )
        }
      >
        {(Object.keys(UNITS) as Unit[]).map((unit) => (
          <option key={unit} value={unit}>
            {words.units[unit]}
          </option>
        ))}
        <option value={DAILY}>{words.daily}</option>
      </select>
      {props.mistake ? <p className="react-aria-FieldError">{props.mistake}</p> : null}
    </div>
  );
}
