/** Enrolling and editing one resident: the same fields in the same sections. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactNode } from "react";
import type { ResidentAsked, ResidentEdited, ResidentPage } from "@telecare/core/shapes";
import { WORDS } from "@telecare/core/words";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { choicesOf } from "../board/windows.tsx";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { usePlaceChoices } from "./places.ts";

interface Draft {
  readonly name: string;
  readonly birth_date: string;
  readonly sex: "female" | "male" | "other";
  readonly phone: string;
  readonly notes: string;
  readonly language: "ko" | "en";
  readonly hearing: NonNullable<ResidentAsked["hearing"]>;
  readonly category: NonNullable<ResidentAsked["category"]>;
  readonly organisation_id: string;
  readonly address: string;
  readonly way_in: string;
  readonly door_code: string;
  readonly health_conditions: string;
  readonly medicines: string;
  readonly network: string;
  readonly legal_basis: NonNullable<ResidentAsked["legal_basis"]>;
  readonly consent_version: string;
  /** A day, 2026-11-22; "" when there is no consent. */
  readonly consent_day: string;
}

const EMPTY: Draft = {
  name: "",
  birth_date: "",
  sex: "female",
  phone: "",
  notes: "",
  language: "ko",
  hearing: "unknown",
  category: "living_alone",
  organisation_id: "",
  address: "",
  way_in: "",
  door_code: "",
  health_conditions: "",
  medicines: "",
  network: "",
  legal_basis: "consent",
  consent_version: "",
  consent_day: "",
};

type Put = (change: Partial<Draft>) => void;
interface FieldsProps {
  readonly draft: Draft;
  readonly put: Put;
  readonly mistake: (field: string) => string | undefined;
  readonly phoneNow?: string;
  /** A door code is kept, which this form does not show. */
  readonly codeKept?: boolean;
}

/** The instant a day of consent stands for: its noon in Korea, so that no zone moves the day. */
function consentAt(day: string): string | null {
  return day ? new Date(`${day}T12:00:00+09:00`).toISOString() : null;
}

export function NewResident({
  close,
  made,
}: {
  close: () => void;
  made: (id: string) => void;
}) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const put: Put = (change) => setDraft((old) => ({ ...old, ...change }));
  const submit = async (): Promise<void> => {
    const { consent_day, ...rest } = draft;
    const body: ResidentAsked = {
      ...rest,
      name: rest.name.trim(),
      consent_at: consentAt(consent_day),
    };
    const { id } = await desk.hub.ask("post", "/api/residents", { body });
    void cache.invalidateQueries({ queryKey: ["residents"] });
    made(id);
  };
  const ready = Boolean(
    draft.name.trim() && draft.birth_date && draft.organisation_id && draft.address.trim(),
  );
  return (
    <FormWindow
      wide
      title={w.register.form.newTitle}
      save={w.register.form.create}
      ready={ready}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <PersonFields draft={draft} put={put} mistake={mistake} />
          <HomeFields draft={draft} put={put} mistake={mistake} place />
          <GroundFields draft={draft} put={put} mistake={mistake} />
        </>
      )}
    </FormWindow>
  );
}

/** The code, if this screen has a word for it. */
function known<T extends string>(table: Readonly<Record<T, string>>, code: string) {
  return choicesOf(table).find(({ id }) => id === code)?.id;
}

function draftOf(page: ResidentPage): Draft {
  const words = WORDS.ko.resident;
  const { sex, language } = page;
  return {
    ...EMPTY,
    name: page.name,
    birth_date: page.birth_date ?? "",
    sex: sex === "male" || sex === "other" ? sex : "female",
    notes: page.notes,
    language: language === "en" ? "en" : "ko",
    hearing: known(words.hearings, page.hearing_ability) ?? EMPTY.hearing,
    category: known(words.categories, page.category) ?? EMPTY.category,
    organisation_id: page.organisation_id,
    address: page.address,
    way_in: page.way_in,
    health_conditions: page.health_conditions,
    medicines: page.medicines,
    network: page.network,
    legal_basis: known(words.legalBases, page.legal_basis) ?? EMPTY.legal_basis,
    consent_version: page.consent_version,
    consent_day: page.consent_at?.slice(0, 10) ?? "",
  };
}

/** Only what was changed is sent: what somebody else changed meanwhile stays. */
function changesOf(before: Draft, after: Draft): Omit<ResidentEdited, "version"> {
  const fields = Object.keys(before) as readonly (keyof Draft)[];
  const changed = fields.filter((field) => before[field] !== after[field]);
  const { consent_day, ...rest } = Object.fromEntries(
    changed.map((field) => [field, after[field]]),
  );
  return consent_day === undefined ? rest : { ...rest, consent_at: consentAt(consent_day) };
}

export function EditResident({ page, close }: { page: ResidentPage; close: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const [before] = useState(() => draftOf(page));
  const [draft, setDraft] = useState(before);
  const put: Put = (change) => setDraft((old) => ({ ...old, ...change }));
  const submit = async (): Promise<void> => {
    const body: ResidentEdited = { version: page.version, ...changesOf(before, draft) };
    const path = { resident_id: page.id };
    await desk.hub.ask("patch", "/api/residents/{resident_id}", { path, body });
    await cache.invalidateQueries({ queryKey: ["resident", page.id] });
  };
  return (
    <FormWindow
      wide
      title={w.register.form.editTitle}
      save={w.common.save}
      ready={Boolean(draft.name.trim())}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <PersonFields
            draft={draft}
            put={put}
            mistake={mistake}
            phoneNow={page.phone_masked}
          />
          <HomeFields draft={draft} put={put} mistake={mistake} codeKept={page.has_door_code} />
          <GroundFields draft={draft} put={put} mistake={mistake} />
        </>
      )}
    </FormWindow>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="form-section">
      <legend>{title}</legend>
      <div className="form-grid">{children}</div>
    </fieldset>
  );
}

function PersonFields({ draft, put, mistake, phoneNow }: FieldsProps) {
  const { w } = useWords();
  const words = w.resident;
  const { female, male, other } = w.common.sex;
  const sexes = choicesOf<Draft["sex"]>({
    female: female ?? "",
    male: male ?? "",
    other: other ?? "",
  });
  const phoneHelp = phoneNow
    ? `${w.register.form.phoneKept}${phoneNow}. ${w.register.form.phoneHelp}`
    : undefined;
  return (
    <Section title={w.register.form.person}>
      <Field
        label={words.name}
        value={draft.name}
        onChange={(name) => put({ name })}
        mistake={mistake("name")}
        required
        autoFocus
      />
      <Field
        label={words.birthDate}
        type="date"
        value={draft.birth_date}
        onChange={(birth_date) => put({ birth_date })}
        mistake={mistake("birth_date")}
        required
      />
      <Choose
        label={words.sex}
        value={draft.sex}
        choices={sexes}
        onChange={(sex) => put({ sex })}
      />
      <Field
        label={words.phone}
        type="tel"
        inputMode="tel"
        value={draft.phone}
        onChange={(phone) => put({ phone })}
        help={phoneHelp}
        mistake={mistake("phone")}
      />
      <Choose
        label={words.language}
        value={draft.language}
        choices={choicesOf(words.languages)}
        onChange={(language) => put({ language: language === "en" ? "en" : "ko" })}
      />
      <Choose
        label={words.hearing}
        value={draft.hearing}
        choices={choicesOf(words.hearings)}
        onChange={(hearing) => put({ hearing })}
        mistake={mistake("hearing")}
      />
      <Choose
        label={words.category}
        value={draft.category}
        choices={choicesOf(words.categories)}
        onChange={(category) => put({ category })}
        mistake={mistake("category")}
      />
      <Field
        label={words.healthConditions}
        value={draft.health_conditions}
        onChange={(health_conditions) => put({ health_conditions })}
        help={w.register.form.healthHelp}
        lines={2}
        className="span"
        mistake={mistake("health_conditions")}
      />
      <Field
        label={words.medicines}
        value={draft.medicines}
        onChange={(medicines) => put({ medicines })}
        help={w.register.form.medicinesHelp}
        lines={2}
        className="span"
        mistake={mistake("medicines")}
      />
      <Field
        label={words.notes}
        value={draft.notes}
        onChange={(notes) => put({ notes })}
        help={w.register.form.notesHelp}
        lines={2}
        className="span"
        mistake={mistake("notes")}
      />
    </Section>
  );
}

function HomeFields({
  draft,
  put,
  mistake,
  codeKept = false,
  place = false,
}: FieldsProps & { place?: boolean }) {
  const { w } = useWords();
  const places = usePlaceChoices();
  const words = w.resident;
  return (
    <Section title={w.register.form.home}>
      {place ? (
        <Choose
          label={words.place}
          value={draft.organisation_id}
          choices={places}
          empty={w.register.form.choosePlace}
          required
          onChange={(organisation_id) => put({ organisation_id })}
          mistake={mistake("organisation_id")}
        />
      ) : null}
      <Field
        label={words.address}
        value={draft.address}
        onChange={(address) => put({ address })}
        help={w.register.form.addressHelp}
        mistake={mistake("address")}
        required
      />
      <Field
        label={words.network}
        value={draft.network}
        onChange={(network) => put({ network })}
        mistake={mistake("network")}
      />
      <Field
        label={words.wayIn}
        value={draft.way_in}
        onChange={(way_in) => put({ way_in })}
        help={w.register.form.wayInHelp}
        className="span"
        mistake={mistake("way_in")}
      />
      <Field
        label={words.doorCode}
        value={draft.door_code}
        onChange={(door_code) => put({ door_code })}
        help={codeKept ? w.register.form.doorCodeKeptHelp : w.register.form.doorCodeHelp}
        mistake={mistake("door_code")}
      />
    </Section>
  );
}

function GroundFields({ draft, put, mistake }: FieldsProps) {
  const { w } = useWords();
  const words = w.resident;
  return (
    <Section title={w.register.form.ground}>
      <Choose
        label={words.legalBasis}
        value={draft.legal_basis}
        choices={choicesOf(words.legalBases)}
        onChange={(legal_basis) => put({ legal_basis })}
        mistake={mistake("legal_basis")}
      />
      <Field
        label={words.consent}
        value={draft.consent_version}
        onChange={(consent_version) => put({ consent_version })}
        mistake={mistake("consent_version")}
      />
      <Field
        label={w.register.form.consentAt}
        type="date"
        value={draft.consent_day}
        onChange={(consent_day) => put({ consent_day })}
        mistake={mistake("consent_at")}
      />
    </Section>
  );
}
