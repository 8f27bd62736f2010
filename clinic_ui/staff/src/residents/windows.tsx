/** The windows of the resident page: end, plan, absence, contact. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Checkbox } from "react-aria-components";
import { instantOfLocal, localOfInstant } from "@telecare/core/format";
import { WORDS } from "@telecare/core/words";
import type {
  AbsenceAsked,
  EndAsked,
  CheckIn,
  ContactAsked,
  ContactFull,
  PlanAsked,
  ResidentPage,
} from "@telecare/core/shapes";
import { DAY } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Choices, choicesOf } from "../board/windows.tsx";
import { Button } from "../parts/Button.tsx";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Icon } from "../parts/icons.tsx";

interface OfResident {
  readonly page: ResidentPage;
  readonly close: () => void;
}

/** Read the page again after a change to it. */
function useChanged(id: string): () => Promise<void> {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ["resident", id] });
}

const of = (page: ResidentPage) => ({ path: { resident_id: page.id } });

type EndReason = EndAsked["reason"];

export function EndWindow({ page, close }: OfResident) {
  const { w } = useWords();
  const desk = useDesk();
  const changed = useChanged(page.id);
  const [reason, setReason] = useState<EndReason | null>(null);
  const words = w.register.end;
  const submit = async (): Promise<void> => {
    if (!reason) return;
    const body = { version: page.version, reason };
    await desk.hub.ask("post", "/api/residents/{resident_id}/end", { ...of(page), body });
    await changed();
  };
  return (
    <FormWindow
      danger
      title={words.title}
      why={words.why}
      save={words.save}
      ready={reason !== null}
      close={close}
      submit={submit}
    >
      {() => (
        <Choices
          label={words.reason}
          value={reason}
          onChange={setReason}
          choices={choicesOf(words.reasons)}
          columns={3}
        />
      )}
    </FormWindow>
  );
}

const CONTACTS = "/api/residents/{resident_id}/contacts";

const NEW_CHECK_IN: CheckIn = { at: "10:00", window_opens: "06:00", grace_min: 30 };

/** Empty is the rule's own number. */
function minutesOrNone(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}

export function PlanWindow({ page, close }: OfResident) {
  const { w } = useWords();
  const desk = useDesk();
  const changed = useChanged(page.id);
  const [risk, setRisk] = useState(page.plan.risk);
  const [checkIns, setCheckIns] = useState<readonly CheckIn[]>(page.plan.check_ins);
  const [day, setDay] = useState(String(page.plan.day_limit_min ?? ""));
  const [any, setAny] = useState(String(page.plan.any_limit_min ?? ""));
  const words = w.register.plan;
  const submit = async (): Promise<void> => {
    const body: PlanAsked = {
      version: page.plan.version,
      risk,
      check_ins: checkIns,
      day_limit_min: minutesOrNone(day),
      any_limit_min: minutesOrNone(any),
    };
    await desk.hub.ask("put", "/api/residents/{resident_id}/plan", { ...of(page), body });
    await changed();
  };
  return (
    <FormWindow
      wide
      title={`${words.title} · ${words.version(page.plan.version)}`}
      why={words.why}
      save={w.common.save}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <Choices
            label={w.resident.risk}
            value={risk}
            onChange={(next) => setRisk(next === "high" ? "high" : "normal")}
            choices={choicesOf(w.resident.risks)}
          />
          <CheckIns checkIns={checkIns} change={setCheckIns} />
          <div className="form-grid">
            <Field
              label={words.dayLimit}
              type="number"
              value={day}
              onChange={setDay}
              help={words.limitHelp}
              mistake={mistake("day_limit_min")}
            />
            <Field
              label={words.anyLimit}
              type="number"
              value={any}
              onChange={setAny}
              help={words.limitHelp}
              mistake={mistake("any_limit_min")}
            />
          </div>
        </>
      )}
    </FormWindow>
  );
}

function CheckIns(props: {
  checkIns: readonly CheckIn[];
  change: (next: readonly CheckIn[]) => void;
}) {
  const { w } = useWords();
  const { checkIns, change } = props;
  const words = w.register.plan;
  const put = (at: number, next: Partial<CheckIn>): void =>
    change(checkIns.map((each, index) => (index === at ? { ...each, ...next } : each)));
  return (
    <fieldset className="form-section">
      <legend>{w.resident.checkIns}</legend>
      {checkIns.map((each, at) => (
        <div key={at} className="form-row">
          <Field
            label={words.opens}
            type="time"
            value={each.window_opens}
            onChange={(window_opens) => put(at, { window_opens })}
          />
          <Field
            label={words.at}
            type="time"
            value={each.at}
            onChange={(next) => put(at, { at: next })}
          />
          <Field
            label={words.grace}
            type="number"
            value={String(each.grace_min)}
            onChange={(next) => put(at, { grace_min: Number(next) })}
          />
          <Button
            className="icon-button"
            aria-label={`${w.common.remove}: ${words.checkIn(at + 1)}`}
            onPress={() => change(checkIns.filter((_, index) => index !== at))}
          >
            <Icon name="close" size={16} />
          </Button>
        </div>
      ))}
      <Button className="small" onPress={() => change([...checkIns, NEW_CHECK_IN])}>
        <Icon name="plus" size={14} /> {words.addCheckIn}
      </Button>
    </fieldset>
  );
}

export function AbsenceWindow({ page, close }: OfResident) {
  const { w } = useWords();
  const desk = useDesk();
  const changed = useChanged(page.id);
  const [start, setStart] = useState(() => localOfInstant(desk.now(), page.zone));
  const [end, setEnd] = useState(() => localOfInstant(desk.now() + DAY, page.zone));
  const [reason, setReason] = useState<AbsenceAsked["reason"] | null>(null);
  const words = w.register.absence;
  const submit = async (): Promise<void> => {
    const body: AbsenceAsked = {
      start: new Date(instantOfLocal(start, page.zone)).toISOString(),
      end: new Date(instantOfLocal(end, page.zone)).toISOString(),
      reason: reason ?? "other",
    };
    await desk.hub.ask("post", "/api/residents/{resident_id}/absences", { ...of(page), body });
    await changed();
  };
  return (
    <FormWindow
      title={words.title}
      why={words.why}
      save={words.save}
      ready={Boolean(start && end && reason)}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <div className="form-grid">
            <Field
              label={words.start}
              type="datetime-local"
              value={start}
              onChange={setStart}
              mistake={mistake("start")}
              required
            />
            <Field
              label={words.end}
              type="datetime-local"
              value={end}
              onChange={setEnd}
              mistake={mistake("end")}
              required
            />
          </div>
          <Choices
            label={w.common.reason}
            value={reason}
            onChange={setReason}
            choices={choicesOf(words.reasons)}
          />
        </>
      )}
    </FormWindow>
  );
}

/** A kind this screen does not know is "other". */
function contactKind(kind: string = "family"): ContactAsked["kind"] {
  const known = choicesOf(WORDS.ko.resident.contactKinds).find(({ id }) => id === kind);
  return known?.id ?? "other";
}

export function ContactWindow(props: {
  readonly residentId: string;
  readonly contact: ContactFull | null;
  readonly position: number;
  readonly close: () => void;
}) {
  const { w } = useWords();
  const desk = useDesk();
  const { contact, residentId } = props;
  const changed = useChanged(residentId);
  const [name, setName] = useState(contact?.name ?? "");
  const [phone, setPhone] = useState("");
  const [kind, setKind] = useState(() => contactKind(contact?.kind));
  const [relation, setRelation] = useState(contact?.relation ?? "");
  const [key, setKey] = useState(contact?.has_key ?? false);
  const words = w.register.contact;
  const submit = async (): Promise<void> => {
    const said = { kind, name: name.trim(), relation: relation.trim(), has_key: key };
    const number = phone.trim();
    if (contact) {
      // A number left empty is left out: the hub then keeps the one it has.
      const body = { ...said, version: contact.version, ...(number ? { phone: number } : {}) };
      await desk.hub.ask("patch", `${CONTACTS}/{contact_id}`, {
        path: { resident_id: residentId, contact_id: contact.id },
        body,
      });
    } else {
      const body: ContactAsked = { ...said, phone: number, position: props.position };
      await desk.hub.ask("post", CONTACTS, { path: { resident_id: residentId }, body });
    }
    await changed();
  };
  const help = contact
    ? `${w.register.form.phoneKept}${contact.phone_masked}. ${w.register.form.phoneHelp}`
    : undefined;
  return (
    <FormWindow
      title={contact ? words.editTitle : words.newTitle}
      save={words.save}
      ready={Boolean(name.trim() && (contact || phone.trim()))}
      close={props.close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <div className="form-grid">
            <Field
              label={w.resident.name}
              value={name}
              onChange={setName}
              mistake={mistake("name")}
              required
              autoFocus
            />
            <Field
              label={w.resident.phone}
              type="tel"
              inputMode="tel"
              value={phone}
              onChange={setPhone}
              help={help}
              mistake={mistake("phone")}
              required={!contact}
            />
            <Choose
              label={words.kind}
              value={kind}
              choices={choicesOf(w.resident.contactKinds)}
              onChange={setKind}
              mistake={mistake("kind")}
            />
            <Field
              label={words.relation}
              value={relation}
              onChange={setRelation}
              mistake={mistake("relation")}
            />
          </div>
          <Checkbox className="check" isSelected={key} onChange={setKey}>
            <span className="check-box" aria-hidden="true" />
            {words.key}
          </Checkbox>
        </>
      )}
    </FormWindow>
  );
}
