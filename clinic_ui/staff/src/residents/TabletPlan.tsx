/** The tablet's part of the care plan, as a window. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Checkbox } from "react-aria-components";
import { instantOfLocal, localOfInstant } from "@telecare/core/format";
import type { PlanAsked, ResidentPage, TabletPlanAsked } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Choices, choicesOf } from "../board/windows.tsx";
import { Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";

type Asked = { -readonly [K in keyof TabletPlanAsked]: TabletPlanAsked[K] };
type Consent = NonNullable<TabletPlanAsked["auto_answer"]>;
type Mistake = (field: string) => string | undefined;
type Put = (change: Partial<Asked>) => void;

const BUTTONS = ["ok", "help", "doctor"] as const;

export function TabletPlanWindow({ page, close }: { page: ResidentPage; close: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const [tablet, setTablet] = useState<Asked>(page.plan.tablet);
  const put: Put = (change) => setTablet((before) => ({ ...before, ...change }));
  const submit = async (): Promise<void> => {
    const { version, risk, check_ins, day_limit_min, any_limit_min } = page.plan;
    const body: PlanAsked = { version, risk, check_ins, day_limit_min, any_limit_min, tablet };
    await desk.hub.ask("put", "/api/residents/{resident_id}/plan", {
      path: { resident_id: page.id },
      body,
    });
    await cache.invalidateQueries({ queryKey: ["resident", page.id] });
  };
  const words = w.tablets.plan;
  return (
    <FormWindow
      wide
      title={words.title}
      why={words.why}
      save={w.common.save}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <Screen tablet={tablet} put={put} mistake={mistake} />
          <Rules tablet={tablet} put={put} />
          <AutoAnswer
            consent={tablet.auto_answer ?? null}
            zone={page.zone}
            put={put}
            mistake={mistake}
          />
        </>
      )}
    </FormWindow>
  );
}

function Tick(props: {
  label: string;
  on: boolean;
  fixed?: boolean;
  set: (on: boolean) => void;
}) {
  return (
    <Checkbox
      className="check"
      isSelected={props.on}
      isDisabled={props.fixed ?? false}
      onChange={props.set}
    >
      <span className="check-box" aria-hidden="true" />
      {props.label}
    </Checkbox>
  );
}

function Screen({ tablet, put, mistake }: { tablet: Asked; put: Put; mistake: Mistake }) {
  const { w } = useWords();
  const words = w.tablets.plan;
  const set = (name: (typeof BUTTONS)[number], on: boolean): void =>
    put({
      buttons: BUTTONS.filter((one) => (one === name ? on : tablet.buttons.includes(one))),
    });
  return (
    <>
      <fieldset className="form-section">
        <legend>{words.buttons}</legend>
        {BUTTONS.map((name) => (
          <Tick
            key={name}
            label={words.buttonNames[name]}
            on={tablet.buttons.includes(name)}
            fixed={name === "help"}
            set={(on) => set(name, on)}
          />
        ))}
      </fieldset>
      <Choices
        label={words.language}
        value={tablet.language}
        onChange={(language) => put({ language })}
        choices={choicesOf(words.languages)}
      />
      <div className="form-grid">
        <Field
          label={words.nightFrom}
          type="time"
          value={tablet.night_from}
          onChange={(night_from) => put({ night_from })}
          mistake={mistake("tablet.night_from")}
        />
        <Field
          label={words.nightUntil}
          type="time"
          value={tablet.night_until}
          onChange={(night_until) => put({ night_until })}
          mistake={mistake("tablet.night_until")}
        />
      </div>
    </>
  );
}

function Rules({ tablet, put }: { tablet: Asked; put: Put }) {
  const { w } = useWords();
  const words = w.tablets.plan;
  return (
    <div className="stack">
      <Tick
        label={words.touch}
        on={tablet.touch_counts}
        set={(touch_counts) => put({ touch_counts })}
      />
      <Tick
        label={words.video}
        on={tablet.video_welfare}
        set={(video_welfare) => put({ video_welfare })}
      />
      <Tick label={words.practice} on={tablet.practice} set={(practice) => put({ practice })} />
    </div>
  );
}

function AutoAnswer(props: {
  readonly consent: Consent | null;
  readonly zone: string;
  readonly put: Put;
  readonly mistake: Mistake;
}) {
  const { consent, zone, put, mistake } = props;
  const { w } = useWords();
  const desk = useDesk();
  const words = w.tablets.plan;
  const change = (next: Partial<Consent>): void => {
    if (consent) put({ auto_answer: { ...consent, ...next } });
  };
  const begin = (on: boolean): void => {
    const at = new Date(desk.now()).toISOString();
    put({ auto_answer: on ? { by: "self", at, consent_version: "" } : null });
  };
  return (
    <fieldset className="form-section">
      <legend>{words.auto}</legend>
      <p className="help">{words.autoWhy}</p>
      <Tick label={words.auto} on={consent !== null} set={begin} />
      {consent ? (
        <>
          <Choices
            label={words.autoBy}
            value={consent.by}
            onChange={(by) => change({ by })}
            choices={choicesOf(words.autoBys)}
          />
          <div className="form-grid">
            <Field
              label={words.autoAt}
              type="datetime-local"
              value={localOfInstant(instant(consent.at), zone)}
              onChange={(at) =>
                at && change({ at: new Date(instantOfLocal(at, zone)).toISOString() })
              }
              mistake={mistake("tablet.auto_answer.at")}
            />
            <Field
              label={words.autoVersion}
              value={consent.consent_version}
              onChange={(consent_version) => change({ consent_version })}
              mistake={mistake("tablet.auto_answer.consent_version")}
              required
            />
          </div>
        </>
      ) : null}
    </fieldset>
  );
}
