/** One policy as it stands: where it comes from, its steps in time, and what can be done. */

import { useState } from "react";
import { momentText } from "@telecare/core/format";
import type { PolicyNow, PolicyVersion, StepSaid } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";
import { GiveBack } from "./GiveBack.tsx";
import { History } from "./History.tsx";
import { PolicyEditor } from "./PolicyEditor.tsx";
import { PolicyLine } from "./PolicyLine.tsx";
import { Trial, useTrial } from "./Trial.tsx";
import { usePolicies, usePolicyTexts } from "./usePolicies.ts";

/** What an editor begins with: the standing policy, or an older version of it. */
export interface Model {
  readonly steps: readonly StepSaid[];
  readonly repeat_s: number | null;
}

export function PolicyCard({ policy }: { policy: PolicyNow }) {
  const { w } = useWords();
  const texts = usePolicyTexts();
  const [model, setModel] = useState<Model | null>(null);
  const [past, setPast] = useState(false);
  const [back, setBack] = useState(false);
  const trial = useTrial();
  const title = `policy-${policy.severity}`;
  const name = texts.severity(policy.severity);
  const takeUp = (version: PolicyVersion): void => {
    setPast(false);
    setModel(version);
  };
  return (
    <section className="card" aria-labelledby={title}>
      <div className="card-head">
        <h2 id={title}>
          <SeverityBadge severity={policy.severity} />
        </h2>
        <Source policy={policy} />
        {model ? null : (
          <Verbs
            policy={policy}
            edit={() => setModel(policy)}
            tryIt={trial.toggle}
            trying={trial.open}
            showPast={() => setPast(true)}
            giveBack={() => setBack(true)}
          />
        )}
      </div>
      {model ? (
        <PolicyEditor policy={policy} model={model} close={() => setModel(null)} />
      ) : (
        <>
          <Trial trial={trial} steps={policy.steps} />
          <PolicyLine
            label={w.policy.line(name)}
            steps={policy.steps}
            repeat={policy.repeat_s}
            told={trial.told}
          />
        </>
      )}
      {past ? <History policy={policy} close={() => setPast(false)} takeUp={takeUp} /> : null}
      {back ? <GiveBack policy={policy} close={() => setBack(false)} /> : null}
    </section>
  );
}

function Source({ policy }: { policy: PolicyNow }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const { source, published_at: at } = policy;
  const when = at ? momentText(instant(at), desk.now(), language) : "";
  return (
    <p className="policy-source">
      <span className={source === "own" ? "chip strong" : "chip"}>
        {w.policy.source[source](say(policy.source_name))}
      </span>{" "}
      {at ? (
        <span className="caption">
          {w.policy.published(policy.version, when, policy.published_by ?? "")}
        </span>
      ) : null}
    </p>
  );
}

function Verbs(props: {
  readonly policy: PolicyNow;
  readonly edit: () => void;
  readonly tryIt: () => void;
  readonly trying: boolean;
  readonly showPast: () => void;
  readonly giveBack: () => void;
}) {
  const { w } = useWords();
  const { page } = usePolicies();
  const texts = usePolicyTexts();
  const { policy } = props;
  const name = texts.severity(policy.severity);
  const words = w.policy;
  return (
    <span className="line-verbs">
      {policy.after > 0 ? (
        <Button
          className="small plain"
          aria-label={words.history.openFor(name)}
          onPress={props.showPast}
        >
          {words.history.open}
        </Button>
      ) : null}
      {page.may_edit && policy.source === "own" ? (
        <Button
          className="small plain"
          aria-label={words.giveBack.openFor(name)}
          onPress={props.giveBack}
        >
          {words.giveBack.open}
        </Button>
      ) : null}
      {page.may_edit ? (
        <>
          <Button
            className="small"
            aria-label={words.trial.openFor(name)}
            aria-expanded={props.trying}
            onPress={props.tryIt}
          >
            {words.trial.open}
          </Button>
          <Button className="small" aria-label={words.editFor(name)} onPress={props.edit}>
            {words.edit}
          </Button>
        </>
      ) : null}
    </span>
  );
}
