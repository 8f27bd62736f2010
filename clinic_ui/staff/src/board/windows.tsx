/** The windows in which a verb asks what it must know. */

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Form, Label, Radio, RadioGroup } from "react-aria-components";
import { Button } from "../parts/Button.tsx";
import { instantOfLocal, localOfInstant, momentText } from "@telecare/core/format";
import { named } from "@telecare/core/words";
import { Refusal } from "@telecare/core/http";
import type { AlertDetail } from "@telecare/core/shapes";
import { HOUR, MINUTE } from "@telecare/core/time";
import { pick } from "@telecare/core/words";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Choose, Field, Window, type Choice } from "../parts/Field.tsx";
import { Said } from "../parts/Said.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";
import { useBusy } from "../parts/busy.ts";
import type { Acts, Open } from "./asked.ts";
import { Dialling } from "./Dialling.tsx";
import { nameOf } from "./texts.ts";

export interface AskProps {
  readonly acts: Acts;
  readonly open: Open;
}

/** One form in a window: about whom, the fields, the refusal, save and cancel. */
export function AskWindow(
  props: AskProps & {
    title: string;
    save: string;
    ready: boolean;
    submit: () => Promise<void>;
    children: (mistake: (field: string) => string | undefined) => ReactNode;
  },
) {
  const { w, language, say } = useWords();
  const { busy, error, run } = useBusy();
  const { row } = props.open;
  const mistake = (field: string): string | undefined =>
    error instanceof Refusal ? pick(error.fields[field], language) || undefined : undefined;
  return (
    <Window title={props.title} close={props.acts.shut}>
      <p className="about">
        <SeverityBadge severity={row.severity} />
        <b>{nameOf(row, w)}</b>
        <span>{say(row.title)}</span>
      </p>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (props.ready) void run(props.submit);
        }}
      >
        {props.children(mistake)}
        <Said error={error} />
        <div className="window-foot">
          <Button onPress={props.acts.shut}>{w.common.cancel}</Button>
          <Button type="submit" className="primary" isPending={busy} isDisabled={!props.ready}>
            {props.save}
          </Button>
        </div>
      </Form>
    </Window>
  );
}

/** Everything at once on the screen: a choice is one press, never a list to open. */
export function Choices<T extends string>(props: {
  readonly label: string;
  readonly help?: string;
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly choices: readonly Choice<T>[];
  readonly columns?: 1 | 2 | 3;
}) {
  return (
    <RadioGroup
      className={`choices in-${props.columns ?? 2}`}
      value={props.value}
      onChange={(value) => {
        const chosen = props.choices.find(({ id }) => id === value);
        if (chosen) props.onChange(chosen.id);
      }}
    >
      <Label>{props.label}</Label>
      {props.help ? <p className="help">{props.help}</p> : null}
      <div>
        {props.choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className="choice">
            {choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

export function choicesOf<T extends string>(words: Readonly<Record<T, string>>) {
  const ids = Object.keys(words) as T[];
  return ids.map((id): Choice<T> => ({ id, label: words[id] }));
}

export function NoteWindow({ acts, open, kind }: AskProps & { kind: "note" | "call" }) {
  const { w } = useWords();
  const desk = useDesk();
  const [text, setText] = useState("");
  const [result, setResult] = useState<string | null>(null);
  const [contact, setContact] = useState(open.contactId ?? "");
  const { contacts } = useContacts(open.row.id);
  const call = kind === "call";
  const words = call ? w.board.call : w.board.note;
  const send = () =>
    acts.send(open, "note", (lease_token) =>
      desk.hub.note(open.row.id, {
        text: text.trim(),
        kind,
        lease_token: lease_token || null,
        ...(call && result ? { result, contact_id: contact || null } : {}),
      }),
    );
  return (
    <AskWindow
      acts={acts}
      open={open}
      title={open.dial ? w.help.dial : words.title}
      save={words.save}
      ready={call ? result !== null : text.trim() !== ""}
      submit={send}
    >
      {(mistake) => (
        <>
          {call ? (
            <>
              {open.dial ? <Dialling row={open.row} contactId={contact || null} /> : null}
              <Choose
                label={w.board.call.who}
                value={contact}
                onChange={setContact}
                empty={w.board.call.resident}
                cleared={() => setContact("")}
                choices={contacts}
              />
              <Choices
                label={w.board.call.result}
                value={result}
                onChange={setResult}
                choices={choicesOf(w.board.call.results)}
              />
            </>
          ) : null}
          <Field
            label={words.text}
            value={text}
            onChange={setText}
            lines={3}
            required={!call}
            autoFocus={!call}
            mistake={mistake("text")}
          />
        </>
      )}
    </AskWindow>
  );
}

/** The contacts the detail beside the list has already loaded. */
function useContacts(id: string): { contacts: readonly Choice[] } {
  const { w } = useWords();
  const detail = useQuery<AlertDetail>({ queryKey: ["alert", id], enabled: false }).data;
  const contacts = (detail?.contacts ?? []).map((each) => ({
    id: each.id,
    label: `${each.name} · ${each.relation || named(w.resident.contactKinds, each.kind)}`,
  }));
  return { contacts };
}

const HOLDS = [15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR] as const;
const OWN_TIME = "own";

export function HoldWindow({ acts, open }: AskProps) {
  const { w, language } = useWords();
  const desk = useDesk();
  const words = w.board.hold;
  const [span, setSpan] = useState<string>(String(HOLDS[1]));
  const [own, setOwn] = useState(() => localOfInstant(desk.now() + HOUR));
  const [reason, setReason] = useState<string | null>(null);
  const until = span === OWN_TIME ? instantOfLocal(own) : desk.now() + Number(span);
  const spans: readonly Choice[] = [
    ...HOLDS.map((each) => ({
      id: String(each),
      label: each < HOUR ? words.minutes(each / MINUTE) : words.hours(each / HOUR),
    })),
    { id: OWN_TIME, label: words.at },
  ];
  const send = () =>
    acts.send(open, "hold", (lease_token) =>
      desk.hub.hold(open.row.id, {
        version: open.row.version,
        lease_token,
        until: new Date(until).toISOString(),
        reason: reason ?? "",
      }),
    );
  return (
    <AskWindow
      acts={acts}
      open={open}
      title={words.title}
      save={words.save}
      ready={reason !== null && Number.isFinite(until)}
      submit={send}
    >
      {(mistake) => (
        <>
          <Choices
            label={words.until}
            help={words.why}
            value={span}
            onChange={setSpan}
            choices={spans}
            columns={3}
          />
          {span === OWN_TIME ? (
            <Field
              label={words.at}
              type="datetime-local"
              value={own}
              onChange={setOwn}
              required
              mistake={mistake("until")}
            />
          ) : null}
          {Number.isFinite(until) ? (
            <p className="help">
              {w.board.detail.expectedBy(momentText(until, desk.now(), language))}
            </p>
          ) : null}
          <Choices
            label={words.reason}
            value={reason}
            onChange={setReason}
            choices={choicesOf(words.reasons)}
          />
        </>
      )}
    </AskWindow>
  );
}

export function ResolveWindow({ acts, open }: AskProps) {
  const { w } = useWords();
  const desk = useDesk();
  const words = w.board.resolve;
  const must = open.row.severity === "P1" || open.row.severity === "P2";
  const [outcome, setOutcome] = useState<string | null>(null);
  const [verified, setVerified] = useState<string | null>(must ? null : "");
  const [note, setNote] = useState("");
  const ways: readonly Choice[] = [
    ...choicesOf(w.board.verifiedBy),
    ...(must ? [] : [{ id: "", label: words.notVerified }]),
  ];
  const send = () =>
    acts.send(open, "resolve", (lease_token) =>
      desk.hub.resolve(open.row.id, {
        version: open.row.version,
        lease_token,
        outcome: outcome ?? "",
        verified: verified || null,
        note: note.trim(),
      }),
    );
  return (
    <AskWindow
      acts={acts}
      open={open}
      title={words.title}
      save={words.save}
      ready={outcome !== null && verified !== null}
      submit={send}
    >
      {(mistake) => (
        <>
          <Choices
            label={words.outcome}
            value={outcome}
            onChange={setOutcome}
            choices={choicesOf(w.board.outcomes)}
            columns={3}
          />
          <Choices
            label={words.verified}
            {...(must ? { help: words.verifiedWhy } : {})}
            value={verified}
            onChange={setVerified}
            choices={ways}
            columns={3}
          />
          <Field
            label={words.note}
            value={note}
            onChange={setNote}
            lines={2}
            mistake={mistake("note")}
          />
        </>
      )}
    </AskWindow>
  );
}

export function HandOverWindow({ acts, open }: AskProps) {
  const { w } = useWords();
  const desk = useDesk();
  const [to, setTo] = useState("");
  const people = useQuery({
    queryKey: ["colleagues"],
    queryFn: () => desk.hub.ask("get", "/api/colleagues", {}),
  });
  const send = () =>
    acts.send(open, "release", (lease_token) =>
      desk.hub.handOver(open.row.id, { version: open.row.version, lease_token, to }),
    );
  return (
    <AskWindow
      acts={acts}
      open={open}
      title={w.board.handOver}
      save={w.board.handOver}
      ready={to !== ""}
      submit={send}
    >
      {(mistake) => (
        <Choose
          label={w.board.handOverTo}
          value={to}
          onChange={setTo}
          empty=" "
          required
          mistake={mistake("to")}
          choices={(people.data?.rows ?? []).map(({ id, name }) => ({ id, label: name }))}
        />
      )}
    </AskWindow>
  );
}
