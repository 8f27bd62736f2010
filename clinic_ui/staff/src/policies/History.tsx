/** Every version an organisation has published: what it said, who, when and why. */

import { read } from "@telecare/core/client";
import { dayText, timeText } from "@telecare/core/format";
import type { PolicyNow, PolicyVersion } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Button } from "../parts/Button.tsx";
import { Window } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { usePolicies, usePolicyTexts } from "./usePolicies.ts";

export function History(props: {
  readonly policy: PolicyNow;
  readonly close: () => void;
  readonly takeUp: (version: PolicyVersion) => void;
}) {
  const { w } = useWords();
  const desk = useDesk();
  const { page } = usePolicies();
  const texts = usePolicyTexts();
  const { severity, after } = props.policy;
  const place = page.organisation_id;
  const { data, error } = usePeople(["policy history", place, severity, after], (reading) =>
    desk.hub.ask("get", "/api/policies/{severity}/history", {
      path: { severity },
      query: { organisation: place },
      ...read(reading),
    }),
  );
  const words = w.policy.history;
  return (
    <Window wide title={words.title(texts.severity(severity))} close={props.close}>
      <Said error={data ? null : error} />
      {data && data.rows.length === 0 ? <p className="empty">{words.none}</p> : null}
      <ol className="policy-history">
        {data?.rows.map((version) => (
          <Version key={version.version} version={version} takeUp={props.takeUp} />
        ))}
      </ol>
    </Window>
  );
}

function Version(props: {
  readonly version: PolicyVersion;
  readonly takeUp: (version: PolicyVersion) => void;
}) {
  const { w, language } = useWords();
  const { page } = usePolicies();
  const texts = usePolicyTexts();
  const { version } = props;
  const words = w.policy.history;
  const at = instant(version.published_at);
  return (
    <li>
      <div className="card-head">
        <h3>{words.version(version.version)}</h3>
        {version.given_back ? <span className="chip">{words.givenBack}</span> : null}
        <span className="caption">
          {dayText(at, language)} {timeText(at)} · {version.published_by ?? words.service}
        </span>
        {page.may_edit ? (
          <Button className="small" onPress={() => props.takeUp(version)}>
            {words.useFor(version.version)}
          </Button>
        ) : null}
      </div>
      {version.reason ? <p>{version.reason}</p> : null}
      <ul className="caption">
        {version.steps.map((step) => (
          <li key={step.delay_s}>
            <b>{texts.delay(step.delay_s)}</b> {texts.step(step)}
            {step.hours && step.hours !== "always" ? ` · ${w.policy.hours[step.hours]}` : ""}
          </li>
        ))}
        <li>{texts.repeat(version.repeat_s)}</li>
      </ul>
    </li>
  );
}
