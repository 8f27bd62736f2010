/** Who would be told by the steps, now or at a chosen time; nothing is sent. */

import { useState } from "react";
import { instantOfLocal } from "@telecare/core/format";
import type { StepSaid, StepTold } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Field } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy, type Busy } from "../parts/busy.ts";
import { usePolicies, usePolicyTexts } from "./usePolicies.ts";

export interface Trying extends Busy {
  readonly open: boolean;
  readonly told: readonly StepTold[] | null;
  readonly toggle: () => void;
  /** What was found no longer fits the steps. */
  readonly forget: () => void;
  readonly look: (steps: readonly StepSaid[], local: string) => void;
}

export function useTrial(): Trying {
  const desk = useDesk();
  const { page } = usePolicies();
  const busy = useBusy();
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState<readonly StepTold[] | null>(null);
  const look = (steps: readonly StepSaid[], local: string): void =>
    void busy.run(async () => {
      const at = local ? new Date(instantOfLocal(local)).toISOString() : null;
      const body = { organisation_id: page.organisation_id, steps: [...steps], at };
      setTold((await desk.hub.ask("post", "/api/policies/who", { body })).steps);
    });
  const toggle = (): void => {
    setOpen(!open);
    setTold(null);
  };
  return { ...busy, open, told, toggle, look, forget: () => setTold(null) };
}

export function Trial({ trial, steps }: { trial: Trying; steps: readonly StepSaid[] }) {
  const { w } = useWords();
  const [local, setLocal] = useState("");
  const words = w.policy.trial;
  if (!trial.open) return null;
  return (
    <div className="policy-trial">
      <Field
        label={words.at}
        type="datetime-local"
        value={local}
        onChange={setLocal}
        mistake={trial.mistake("at") ?? trial.mistake("steps")}
      />
      <Button isDisabled={trial.busy} onPress={() => trial.look(steps, local)}>
        {words.look}
      </Button>
      <span className="caption">{words.nothingSent}</span>
      <Said error={trial.error} />
    </div>
  );
}

/** Whom one step would reach, or why it goes on at once. */
export function ToldLines({ told, last }: { told: StepTold | undefined; last: boolean }) {
  const { w } = useWords();
  const texts = usePolicyTexts();
  const words = w.policy.trial;
  if (!told) return null;
  if (!told.now) return <p className="policy-told none">{words.skipped}</p>;
  const none = told.told.every(({ why }) => why !== "");
  return (
    <div role="status">
      <ul className="policy-told">
        {told.told.map(({ target, channel, people, contacts, why }) => {
          const others = contacts ? words.contacts : words.machine;
          const who = why ? words.why[why] : people.join(", ") || others;
          return (
            <li key={`${target} ${channel}`} className={why ? "none" : ""}>
              {words.people(texts.channel(channel), texts.target(target), who)}
            </li>
          );
        })}
      </ul>
      {none ? (
        <p className="policy-told none">{last ? words.nobodyLast : words.nobody}</p>
      ) : null}
    </div>
  );
}
