/** The window in which an administrator records the terms of a day to come, or corrects them. */

import { useState } from "react";
import type { GateAsked, TermsPage } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Texts } from "./Explanations.tsx";

interface TermDraft {
  readonly allowed: boolean;
  /** As typed; empty: no limit. */
  readonly evidence: string;
  readonly drugs: string;
  readonly source: string;
}

type Basis = GateAsked["basis"];
type Drafts = Readonly<Record<Basis, TermDraft>>;
type Mistake = (field: string) => string | undefined;

const BASES: readonly Basis[] = [
  "seen_before",
  "same_region",
  "rare_disease",
  "type_1_diabetes",
];
const days = (typed: string): number | null => (typed.trim() === "" ? null : Number(typed));

/** The form begins with the newest version: a decree changes a number or two. */
function draftOf(page: TermsPage, basis: Basis): TermDraft {
  const term = page.rows.at(-1)?.terms.bases[basis];
  return {
    allowed: term !== undefined,
    evidence: String(term?.evidence_days ?? ""),
    drugs: String(term?.drug_days ?? ""),
    source: term?.source ?? "",
  };
}

function bodyOf(drafts: Drafts) {
  const allowed = BASES.filter((basis) => drafts[basis].allowed);
  return Object.fromEntries(
    allowed.map((basis) => {
      const { evidence, drugs, source } = drafts[basis];
      return [basis, { evidence_days: days(evidence), drug_days: days(drugs), source }];
    }),
  );
}

export function PublishTerms(props: {
  readonly page: TermsPage;
  readonly close: () => void;
  readonly done: (fromDay: string) => void;
}) {
  const { w } = useWords();
  const desk = useDesk();
  const { page } = props;
  const [fromDay, setFromDay] = useState("");
  const [source, setSource] = useState("");
  const [minutes, setMinutes] = useState(String(page.rows.at(-1)?.terms.gate_minutes ?? ""));
  const [sure, setSure] = useState(false);
  const [drafts, setDrafts] = useState<Drafts>(() => ({
    seen_before: draftOf(page, "seen_before"),
    same_region: draftOf(page, "same_region"),
    rare_disease: draftOf(page, "rare_disease"),
    type_1_diabetes: draftOf(page, "type_1_diabetes"),
  }));
  const words = w.office.terms;
  const submit = async (): Promise<void> => {
    const body = {
      from_day: fromDay, source, gate_minutes: Number(minutes), bases: bodyOf(drafts),
    }; // prettier-ignore
    await desk.hub.ask("post", "/api/consultation-terms", { body });
    props.done(fromDay);
  };
  return (
    <FormWindow
      wide
      title={words.publish}
      why={words.why}
      save={words.publish}
      ready={sure && fromDay !== ""}
      close={props.close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <div className="form-grid">
            <Field
              label={words.fromDay}
              type="date"
              value={fromDay}
              onChange={setFromDay}
              mistake={mistake("from_day")}
              required
              autoFocus
            />
            <Field
              label={words.source}
              value={source}
              onChange={setSource}
              mistake={mistake("source")}
              required
            />
            <Field
              label={words.minutes}
              type="number"
              value={minutes}
              onChange={setMinutes}
              mistake={mistake("gate_minutes")}
              required
            />
          </div>
          {BASES.map((basis) => (
            <Ground
              key={basis}
              basis={basis}
              draft={drafts[basis]}
              mistake={mistake}
              put={(draft) => setDrafts((old) => ({ ...old, [basis]: draft }))}
            />
          ))}
          {mistake("bases") ? <p role="alert">{mistake("bases")}</p> : null}
          <Texts page={page} />
          <label>
            <input
              type="checkbox"
              checked={sure}
              onChange={({ target }) => setSure(target.checked)}
            />{" "}
            {words.sure}
          </label>
        </>
      )}
    </FormWindow>
  );
}

function Ground(props: {
  readonly basis: Basis;
  readonly draft: TermDraft;
  readonly mistake: Mistake;
  readonly put: (draft: TermDraft) => void;
}) {
  const { w } = useWords();
  const { basis, draft, mistake, put } = props;
  const words = w.office.terms;
  return (
    <fieldset className="form-section">
      <legend>{w.consult.gate.bases[basis]}</legend>
      <label>
        <input
          type="checkbox"
          checked={draft.allowed}
          onChange={({ target }) => put({ ...draft, allowed: target.checked })}
        />{" "}
        {words.allowed}
      </label>
      {draft.allowed ? (
        <div className="form-grid">
          <Field
            label={words.evidence}
            type="number"
            value={draft.evidence}
            onChange={(evidence) => put({ ...draft, evidence })}
            help={words.empty}
            mistake={mistake(`bases.${basis}.evidence_days`)}
          />
          <Field
            label={words.drugs}
            type="number"
            value={draft.drugs}
            onChange={(drugs) => put({ ...draft, drugs })}
            help={words.empty}
            mistake={mistake(`bases.${basis}.drug_days`)}
          />
          <Field
            label={words.source}
            value={draft.source}
            onChange={(source) => put({ ...draft, source })}
            mistake={mistake(`bases.${basis}.source`)}
            required
          />
        </div>
      ) : null}
    </fieldset>
  );
}
