/** One step while it is written: when, whom, by what, in which hours. */

import { Checkbox } from "react-aria-components";
import { UNITS, type Length, type StepDraft, type Unit } from "@telecare/core/policy";
import type { StepTold } from "@telecare/core/shapes";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Icon } from "../parts/icons.tsx";
import { ToldLines } from "./Trial.tsx";
import { usePolicies, usePolicyTexts } from "./usePolicies.ts";

const CHANNELS = ["console", "push", "mail", "sms", "voice", "webhook"];
const HOURS = ["always", "working", "off"] as const;

interface StepProps {
  readonly step: StepDraft;
  readonly at: number;
  readonly last: number;
  readonly change: (to: Partial<StepDraft>) => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
  readonly mistake: string | undefined;
  readonly told: StepTold | undefined;
}

export function StepFields(props: StepProps) {
  const { w } = useWords();
  const words = w.policy.editor;
  const { step, at, change } = props;
  const name = words.step(at + 1);
  return (
    <div
      className={props.mistake ? "policy-step refused" : "policy-step"}
      role="group"
      aria-label={name}
    >
      <div className="card-head">
        <h3>{name}</h3>
        {at === 0 ? (
          <b>{w.policy.atOnce}</b>
        ) : (
          <Delay step={name} value={step.delay} put={(delay) => change({ delay })} />
        )}
        <Places {...props} />
      </div>
      <Whom name={name} targets={step.targets} put={(targets) => change({ targets })} />
      <By channels={step.channels} put={(channels) => change({ channels })} />
      <label className="policy-length">
        <span>{words.hours}</span>
        <select
          aria-label={`${name} ${words.hours}`}
          value={step.hours}
          onChange={({ target }) =>
            change({ hours: HOURS.find((one) => one === target.value) ?? "always" })
          }
        >
          {HOURS.map((hours) => (
            <option key={hours} value={hours}>
              {w.policy.hours[hours]}
            </option>
          ))}
        </select>
      </label>
      {props.mistake ? (
        <p className="react-aria-FieldError" role="alert">
          {props.mistake}
        </p>
      ) : null}
      <ToldLines told={props.told} last={at === props.last} />
    </div>
  );
}

function Delay(props: {
  readonly step: string;
  readonly value: Length;
  readonly put: (value: Length) => void;
}) {
  const { w } = useWords();
  const words = w.policy.editor;
  const { value, put } = props;
  return (
    <span className="policy-length">
      <span aria-hidden="true">{words.delay}</span>
      <input
        type="text"
        inputMode="numeric"
        maxLength={7}
        aria-label={`${props.step} ${words.delay}`}
        value={value.n}
        onChange={({ target }) => put({ ...value, n: target.value })}
      />
      <select
        aria-label={`${props.step} ${words.unit}`}
        value={value.unit}
        onChange={({ target }) => put({ ...value, unit: target.value as Unit })}
      >
        {(Object.keys(UNITS) as Unit[]).map((unit) => (
          <option key={unit} value={unit}>
            {words.units[unit]}
          </option>
        ))}
      </select>
    </span>
  );
}

/** Earlier, later, away. */
function Places({ at, last, move, remove }: StepProps) {
  const { w } = useWords();
  const words = w.policy.editor;
  return (
    <span className="line-verbs">
      <Button
        className="small"
        isDisabled={at === 0}
        aria-label={words.up(at + 1)}
        onPress={() => move(-1)}
      >
        <Icon name="up" size={16} />
      </Button>
      <Button
        className="small"
        isDisabled={at === last}
        aria-label={words.down(at + 1)}
        onPress={() => move(1)}
      >
        <Icon name="down" size={16} />
      </Button>
      <Button
        className="icon-button"
        isDisabled={last === 0}
        aria-label={words.drop(at + 1)}
        onPress={remove}
      >
        <Icon name="close" size={16} />
      </Button>
    </span>
  );
}

function Whom(props: {
  readonly name: string;
  readonly targets: readonly string[];
  readonly put: (targets: readonly string[]) => void;
}) {
  const { w, say } = useWords();
  const { page } = usePolicies();
  const texts = usePolicyTexts();
  const words = w.policy.editor;
  const { targets, put } = props;
  const left = page.targets.filter(({ target }) => !targets.includes(target));
  return (
    <div className="policy-whom" role="group" aria-label={`${props.name} ${words.whom}`}>
      <span aria-hidden="true">{words.whom}</span>
      {targets.map((target) => (
        <span key={target} className="chip">
          {texts.target(target)}
          <Button
            className="chip-drop"
            aria-label={words.dropTarget(texts.target(target))}
            onPress={() => put(targets.filter((one) => one !== target))}
          >
            <Icon name="close" size={16} />
          </Button>
        </span>
      ))}
      <select
        aria-label={`${props.name} ${words.addTarget}`}
        value=""
        onChange={({ target }) => put([...targets, target.value])}
      >
        <option value="">{words.choose}</option>
        {left.map(({ target, name }) => (
          <option key={target} value={target}>
            {say(name)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The channels of this release, and any other the step already names: it is never lost. */
function By(props: {
  readonly channels: readonly string[];
  readonly put: (channels: readonly string[]) => void;
}) {
  const { w } = useWords();
  const texts = usePolicyTexts();
  const words = w.policy.editor;
  const { channels, put } = props;
  const shown = [...CHANNELS, ...channels.filter((one) => !CHANNELS.includes(one))];
  return (
    <div className="policy-by" role="group" aria-label={words.by}>
      <span aria-hidden="true">{words.by}</span>
      {shown.map((channel) => (
        <Checkbox
          key={channel}
          className="check"
          isSelected={channels.includes(channel)}
          onChange={(on) =>
            put(on ? [...channels, channel] : channels.filter((one) => one !== channel))
          }
        >
          <span className="check-box" aria-hidden="true" />
          {texts.channel(channel)}
        </Checkbox>
      ))}
    </div>
  );
}
