import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { dateText, instantOfLocal } from "@telecare/core/format";
import type { RelationshipAsked } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { named } from "@telecare/core/words";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePerson } from "../app/person.ts";
import { Choices, choicesOf } from "../board/windows.tsx";
import { Button } from "../parts/Button.tsx";
import { Choose, Field } from "../parts/Field.tsx";
import { FormWindow } from "../parts/FormWindow.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import { useOfficeChoices } from "./places.ts";
import type { CardProps } from "./card.ts";

const MAY_RELATE: ReadonlySet<string> = new Set(["supervisor", "administrator"]);

/** Who outside the organisation may see this person, and until when. */
export function Relationships({ page, mayEdit }: CardProps) {
  const { w } = useWords();
  const { session } = usePerson();
  const [adding, setAdding] = useState(false);
  const words = w.register.relationship;
  const may = mayEdit && MAY_RELATE.has(session.staff?.role ?? "");
  return (
    <section className="card">
      <header className="card-head">
        <h2>{words.title}</h2>
        {may ? (
          <Button className="small" onPress={() => setAdding(true)}>
            {words.open}
          </Button>
        ) : null}
      </header>
      {page.relationships.length === 0 ? <p className="caption">{words.none}</p> : null}
      <ul className="lines">
        {page.relationships.map((each) => (
          <Line key={each.id} page={page} mayEdit={may} relationship={each} />
        ))}
      </ul>
      {adding ? <AddWindow page={page} close={() => setAdding(false)} /> : null}
    </section>
  );
}

type Relationship = CardProps["page"]["relationships"][number];

function Line({ page, mayEdit, relationship }: CardProps & { relationship: Relationship }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { busy, error, run } = useBusy();
  const words = w.register.relationship;
  const { id, who, role, basis, until } = relationship;
  const end = () =>
    run(async () => {
      const path = { resident_id: page.id, relationship_id: id };
      await desk.hub.ask(
        "delete",
        "/api/residents/{resident_id}/relationships/{relationship_id}",
        { path },
      );
      await cache.invalidateQueries({ queryKey: ["resident", page.id] });
    });
  return (
    <li>
      <span>
        <b>{who}</b>{" "}
        <span className="caption">
          {named(words.roles, role)} · {named(w.resident.legalBases, basis)}
          {until ? ` · ${words.ends(dateText(instant(until), language))}` : ""}
        </span>
      </span>
      {mayEdit ? (
        <Button
          className="small plain"
          isPending={busy}
          aria-label={`${words.end}: ${who}`}
          onPress={() => void end()}
        >
          {words.end}
        </Button>
      ) : null}
      <Said error={error} />
    </li>
  );
}

function AddWindow({ page, close }: { page: CardProps["page"]; close: () => void }) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const offices = useOfficeChoices();
  const [login, setLogin] = useState("");
  const [office, setOffice] = useState("");
  const [role, setRole] = useState<RelationshipAsked["role"] | null>(null);
  const [basis, setBasis] = useState<RelationshipAsked["basis"]>("consent");
  const [until, setUntil] = useState("");
  const words = w.register.relationship;
  const submit = async (): Promise<void> => {
    if (!role) return;
    const body: RelationshipAsked = {
      role,
      basis,
      login: login.trim(),
      organisation_id: office || null,
      until: until ? new Date(instantOfLocal(`${until}T23:59`, page.zone)).toISOString() : null,
    };
    const path = { resident_id: page.id };
    await desk.hub.ask("post", "/api/residents/{resident_id}/relationships", { path, body });
    await cache.invalidateQueries({ queryKey: ["resident", page.id] });
  };
  return (
    <FormWindow
      title={words.open}
      why={words.why}
      save={words.save}
      ready={role !== null && Boolean(login.trim() || office)}
      close={close}
      submit={submit}
    >
      {(mistake) => (
        <>
          <div className="form-grid">
            <Field
              label={words.login}
              value={login}
              onChange={setLogin}
              mistake={mistake("login")}
            />
            <Choose
              label={words.office}
              value={office}
              empty={words.nobody}
              cleared={() => setOffice("")}
              choices={offices}
              onChange={setOffice}
              mistake={mistake("organisation_id")}
            />
          </div>
          <Choices
            label={words.role}
            value={role}
            onChange={setRole}
            choices={choicesOf(words.roles)}
            columns={3}
          />
          <div className="form-grid">
            <Choose
              label={words.basis}
              value={basis}
              onChange={setBasis}
              choices={choicesOf(w.resident.legalBases)}
              mistake={mistake("basis")}
            />
            <Field
              label={words.until}
              type="date"
              value={until}
              onChange={setUntil}
              help={words.untilHelp}
              mistake={mistake("until")}
            />
          </div>
        </>
      )}
    </FormWindow>
  );
}
