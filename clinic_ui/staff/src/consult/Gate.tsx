/** The gate before a consultation: why it is allowed, who it is, and what they will hear. */

import { useState } from "react";
import { Form } from "react-aria-components";
import { read } from "@telecare/core/client";
import { momentText } from "@telecare/core/format";
import type { GateAsked, GatePage } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { Choices, choicesOf } from "../board/windows.tsx";
import { Button } from "../parts/Button.tsx";
import { Field } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";

interface GateProps {
  readonly residentId: string;
  /** The gate stands: a call may ring now. */
  readonly onPassed: (gateId: string) => void;
}

type Basis = GateAsked["basis"];
type Language = GateAsked["language"];

export function GateForm({ residentId, onPassed }: GateProps) {
  const { w, language } = useWords();
  const desk = useDesk();
  const [again, setAgain] = useState(false);
  const { data, error } = usePeople(["gate", residentId], (reading) =>
    desk.hub.ask("get", "/api/residents/{resident_id}/gates", {
      path: { resident_id: residentId },
      ...read(reading),
    }),
  );
  const words = w.consult.gate;
  if (!data) return <Said error={error} />;
  if (data.bases.length === 0) return <p className="help">{words.none}</p>;
  const { standing } = data;
  if (!standing || again) {
    return <Questions page={data} residentId={residentId} onPassed={onPassed} />;
  }
  const until = momentText(instant(standing.valid_until), desk.now(), language);
  return (
    <div className="stack">
      <p className="help">{words.standing(until)}</p>
      <div className="window-foot">
        <Button onPress={() => setAgain(true)}>{words.again}</Button>
        <Button className="primary" autoFocus onPress={() => onPassed(standing.id)}>
          {words.callNow}
        </Button>
      </div>
    </div>
  );
}

/** The form begins where this doctor left it the last time. */
function useAnswers(page: GatePage) {
  const { before } = page;
  const allowed = (basis: Basis): boolean => page.bases.some((one) => one.basis === basis);
  const firstBasis =
    before?.basis && allowed(before.basis) ? before.basis : (page.bases[0]?.basis ?? null);
  const [basis, setBasis] = useState<Basis | null>(firstBasis);
  const [date, setDate] = useState(
    firstBasis === before?.basis ? (before?.basis_date ?? "") : "",
  );
  const [identity, setIdentity] = useState(before?.identity_how ?? "video_face");
  const [language, setLanguage] = useState<Language>(page.resident_language);
  const [spoken, setSpoken] = useState<"yes" | "no">(before?.spoken === false ? "no" : "yes");
  const [by, setBy] = useState(before?.consent_by ?? "self");
  return {
    basis, date, identity, language, spoken, by,
    setDate, setIdentity, setLanguage, setSpoken, setBy,
    choose(next: Basis) {
      setBasis(next);
      setDate(next === before?.basis ? (before.basis_date ?? "") : "");
    },
  }; // prettier-ignore
}

function Questions({ page, residentId, onPassed }: GateProps & { readonly page: GatePage }) {
  const { w } = useWords();
  const desk = useDesk();
  const { busy, error, run, mistake } = useBusy();
  const answers = useAnswers(page);
  const words = w.consult.gate;
  const text = page.texts.find((one) => one.language === answers.language);
  const { basis } = answers;
  const ready = basis !== null && answers.date !== "" && text !== undefined;
  const pass = async (): Promise<void> => {
    if (basis === null || !text) return;
    const passed = await desk.hub.ask("post", "/api/residents/{resident_id}/gates", {
      path: { resident_id: residentId },
      body: {
        basis,
        basis_date: answers.date,
        identity_how: answers.identity,
        explained_text_id: text.id,
        consent_by: answers.by,
        language: answers.language,
        spoken: answers.spoken === "yes",
      },
    });
    onPassed(passed.id);
  };
  return (
    <Form
      className="stack gate"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void run(pass);
      }}
    >
      <div className="stack questions">
        <p className="help">{words.why}</p>
        <Ground page={page} answers={answers} mistake={mistake} />
        <Choices
          label={words.identity}
          value={answers.identity}
          onChange={answers.setIdentity}
          choices={choicesOf(words.identities)}
          columns={3}
        />
        <Explanation page={page} answers={answers} />
      </div>
      <Said error={error} />
      <div className="window-foot">
        <Button type="submit" className="primary" isPending={busy} isDisabled={!ready}>
          {words.pass}
        </Button>
      </div>
    </Form>
  );
}

type Answers = ReturnType<typeof useAnswers>;

function Ground(props: {
  readonly page: GatePage;
  readonly answers: Answers;
  readonly mistake: (field: string) => string | undefined;
}) {
  const { w } = useWords();
  const { page, answers } = props;
  const words = w.consult.gate;
  const term = page.bases.find(({ basis }) => basis === answers.basis);
  const limits = [
    term?.evidence_days ? words.within(term.evidence_days) : "",
    term?.drug_days ? words.drugs(term.drug_days) : "",
  ].filter(Boolean);
  return (
    <>
      <Choices
        label={words.basis}
        value={answers.basis}
        onChange={answers.choose}
        choices={page.bases.map(({ basis }) => ({ id: basis, label: words.bases[basis] }))}
      />
      {answers.basis ? (
        <Field
          label={words.dates[answers.basis]}
          type="date"
          value={answers.date}
          onChange={answers.setDate}
          help={limits.join(" ")}
          mistake={props.mistake("basis_date") ?? props.mistake("basis")}
          required
        />
      ) : null}
    </>
  );
}

function Explanation({ page, answers }: { page: GatePage; answers: Answers }) {
  const { w } = useWords();
  const words = w.consult.gate;
  const named = w.resident.languages;
  return (
    <section className="stack" aria-label={words.consent}>
      <h3>{words.consent}</h3>
      <ReadAloud page={page} language={answers.language} />
      <div className="form-grid">
        <Choices
          label={words.by}
          value={answers.by}
          onChange={answers.setBy}
          choices={choicesOf(words.consenters)}
        />
        <Choices
          label={words.spoken}
          value={answers.spoken}
          onChange={answers.setSpoken}
          choices={choicesOf(words.how)}
        />
        <Choices
          label={words.language}
          value={answers.language}
          onChange={answers.setLanguage}
          choices={page.texts.map(({ language }) => ({
            id: language,
            label: named[language] ?? language,
          }))}
        />
      </div>
    </section>
  );
}

function ReadAloud({ page, language }: { page: GatePage; language: Language }) {
  const { w } = useWords();
  const text = page.texts.find((one) => one.language === language);
  if (!text) return null;
  return (
    <>
      <p className="help">{w.consult.gate.read}</p>
      <ExplainedLines id={text.id} language={text.language} lines={text.lines} />
    </>
  );
}

/** Sentences large enough to read aloud from, one breath a line. */
export function ExplainedLines(props: {
  readonly id: string;
  readonly language: string;
  readonly lines: readonly string[];
}) {
  const { w } = useWords();
  return (
    <blockquote className="read-aloud" lang={props.language}>
      {props.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <footer className="caption">{w.consult.gate.version(props.id)}</footer>
    </blockquote>
  );
}
