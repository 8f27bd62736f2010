import { Button } from "../parts/Button.tsx";
import type { AlertDetail, AlertRow, Contact } from "@telecare/core/shapes";
import { named } from "@telecare/core/words";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { Phone } from "../parts/Phone.tsx";
import type { Acts } from "./asked.ts";

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
  return (
    <li>
      <span className="contact-who">
        <b>{contact.name}</b>
        <span className="caption">
          {contact.relation || named(w.resident.contactKinds, contact.kind)}
          {contact.has_key ? ` · ${w.board.detail.hasKey}` : ""}
        </span>
      </span>
      {contact.phone_masked ? (
        <Phone
          masked={contact.phone_masked}
          whose={contact.name}
          reveal={() => desk.hub.reveal(row.id, contact.id)}
        />
      ) : null}
      <Button
        className="small"
        aria-label={`${w.help.dial}: ${contact.name}`}
        onPress={() => acts.dial(row, contact.id)}
      >
        {w.help.dial}
      </Button>
      <Button
        className="small"
        aria-label={`${w.board.detail.call}: ${contact.name}`}
        onPress={() => acts.act("call", row, contact.id)}
      >
        {w.board.detail.call}
      </Button>
    </li>
  );
}
