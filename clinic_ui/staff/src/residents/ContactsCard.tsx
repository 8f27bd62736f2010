import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ContactFull } from "@telecare/core/shapes";
import { named } from "@telecare/core/words";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Button } from "../parts/Button.tsx";
import { Phone } from "../parts/Phone.tsx";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import type { CardProps } from "./card.ts";
import { ContactWindow } from "./windows.tsx";

export function ContactsCard({ page, mayEdit }: CardProps) {
  const { w } = useWords();
  const [open, setOpen] = useState<ContactFull | "new" | null>(null);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{w.resident.contacts}</h2>
        {mayEdit ? (
          <Button className="small" onPress={() => setOpen("new")}>
            {w.register.contact.open}
          </Button>
        ) : null}
      </header>
      {page.contacts.length === 0 ? <p className="caption">{w.resident.noContacts}</p> : null}
      <ul className="lines">
        {page.contacts.map((contact) => (
          <ContactLine
            key={contact.id}
            contact={contact}
            residentId={page.id}
            edit={mayEdit ? () => setOpen(contact) : null}
          />
        ))}
      </ul>
      {open !== null ? (
        <ContactWindow
          residentId={page.id}
          contact={open === "new" ? null : open}
          position={page.contacts.length}
          close={() => setOpen(null)}
        />
      ) : null}
    </section>
  );
}

function ContactLine(props: {
  contact: ContactFull;
  residentId: string;
  edit: (() => void) | null;
}) {
  const { w } = useWords();
  const desk = useDesk();
  const cache = useQueryClient();
  const { contact, residentId, edit } = props;
  const { busy, error, run } = useBusy();
  const remove = () =>
    run(async () => {
      await desk.hub.ask("delete", "/api/residents/{resident_id}/contacts/{contact_id}", {
        path: { resident_id: residentId, contact_id: contact.id },
        body: { version: contact.version },
      });
      await cache.invalidateQueries({ queryKey: ["resident", residentId] });
    });
  return (
    <li>
      <span>
        <b>{contact.name}</b>{" "}
        <span className="caption">
          {contact.relation || named(w.resident.contactKinds, contact.kind)}
          {contact.has_key ? ` · ${w.resident.hasKey}` : ""}
        </span>
      </span>
      <Phone
        masked={contact.phone_masked}
        whose={contact.name}
        reveal={() => desk.hub.revealOf(residentId, contact.id)}
      />
      {edit ? (
        <>
          <Button
            className="small plain"
            aria-label={`${w.common.edit}: ${contact.name}`}
            onPress={edit}
          >
            {w.common.edit}
          </Button>
          <Button
            className="small plain"
            isPending={busy}
            aria-label={`${w.common.remove}: ${contact.name}`}
            onPress={() => void remove()}
          >
            {w.common.remove}
          </Button>
        </>
      ) : null}
      <Said error={error} />
    </li>
  );
}
