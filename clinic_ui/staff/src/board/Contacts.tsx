import { useState } from "react";
import { Button } from "../parts/Button.tsx";
import type { AlertDetail, AlertRow, Contact } from "@telecare/core/shapes";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Said } from "../parts/Said.tsx";
import { useBusy } from "../parts/busy.ts";
import type { Acts } from "./acts.tsx";

interface Props {
  readonly row: AlertRow;
  readonly detail: AlertDetail;
  readonly acts: Acts;
}

export function Contacts({ row, detail, acts }: Props) {
  const { w } = useWords();
  return (
    <section>
      <h4>{w.board.detail.contacts}</h4>
      {detail.contacts.length === 0 ? (
        <p className="caption">{w.board.detail.noContacts}</p>
      ) : (
        <p className="caption">{w.board.detail.revealNote}</p>
      )}
      <ul className="contacts">
        {detail.contacts.map((contact) => (
          <OneContact key={contact.id} contact={contact} row={row} acts={acts} />
        ))}
      </ul>
    </section>
  );
}

function OneContact({ contact, row, acts }: { contact: Contact; row: AlertRow; acts: Acts }) {
  const { w } = useWords();
  const desk = useDesk();
  const [phone, setPhone] = useState<string | null>(null);
  const { busy, error, run } = useBusy();
  const reveal = () =>
    run(async () => setPhone((await desk.hub.reveal(row.id, contact.id)).phone));
  const kind = w.resident.contactKinds[contact.kind] ?? contact.kind;
  return (
    <li>
      <span className="contact-who">
        <b>{contact.name}</b>
        <span className="caption">
          {contact.relation || kind}
          {contact.has_key ? ` · ${w.board.detail.hasKey}` : ""}
        </span>
      </span>
      {phone === null ? (
        <>
          <span className="phone">{contact.phone_masked}</span>
          <Button
            className="small plain"
            isPending={busy}
            aria-label={`${w.board.detail.reveal}: ${contact.name}`}
            onPress={() => void reveal()}
          >
            {w.board.detail.reveal}
          </Button>
        </>
      ) : (
        <a className="phone" href={`tel:${phone}`}>
          {phone}
        </a>
      )}
      <Button
        className="small"
        aria-label={`${w.board.detail.call}: ${contact.name}`}
        onPress={() => acts.act("call", row, contact.id)}
      >
        {w.board.detail.call}
      </Button>
      <Said error={error} />
    </li>
  );
}
