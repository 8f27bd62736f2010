/** One person: the routine, what is open, what was agreed, who can be called, what is installed. */

import { Link, useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { read } from "@telecare/core/client";
import { named } from "@telecare/core/words";
import { agoText, dateText, momentText } from "@telecare/core/format";
import type { ResidentPage } from "@telecare/core/shapes";
import { instant } from "@telecare/core/time";
import { useDesk } from "../app/desk.ts";
import { useWords } from "../app/hooks.ts";
import { usePeople } from "../app/people.ts";
import { usePerson } from "../app/person.ts";
import { Pair } from "../parts/Pair.tsx";
import { useCalling } from "../call/calling.tsx";
import { ConsultCard } from "../consult/ConsultCard.tsx";
import { Button } from "../parts/Button.tsx";
import { Phone } from "../parts/Phone.tsx";
import { Said } from "../parts/Said.tsx";
import { SeverityBadge } from "../parts/Severity.tsx";
import { Timeline } from "../parts/Timeline.tsx";
import { Icon } from "../parts/icons.tsx";
import { Activity } from "./Activity.tsx";
import type { CardProps } from "./card.ts";
import { Agreed } from "./Agreed.tsx";
import { ContactsCard } from "./ContactsCard.tsx";
import { Devices } from "./Devices.tsx";
import { DoorCode } from "./DoorCode.tsx";
import { HeldBack } from "./HeldBack.tsx";
import { Relationships } from "./Relationships.tsx";
import { TabletCard } from "./TabletCard.tsx";
import { TransferCard } from "../handover/TransferCard.tsx";
import { KEEPS } from "../handover/useHandover.ts";
import { TasksCard } from "../tasks/TasksCard.tsx";
import { VisitsMade } from "../tasks/VisitsMade.tsx";
import { VisitsCard } from "./VisitsCard.tsx";
import { EndWindow } from "./windows.tsx";
import { EditResident } from "./ResidentForm.tsx";
import { ASKS_WHO_LOOKED } from "./Looks.tsx";
import { MAY_EDIT } from "./Register.tsx";

export function ResidentScreen() {
  const { id = "" } = useParams({ strict: false });
  const desk = useDesk();
  const { data, error } = usePeople(["resident", id], (reading) =>
    desk.hub.ask("get", "/api/residents/{resident_id}", {
      path: { resident_id: id },
      ...read(reading),
    }),
  );
  return (
    <div className="page">
      <Said error={data ? null : error} />
      {data && data.id.replaceAll("-", "") === id.replaceAll("-", "") ? (
        <Page page={data} />
      ) : null}
    </div>
  );
}

function Page({ page }: { page: ResidentPage }) {
  const { session } = usePerson();
  const calling = useCalling();
  const mayEdit = MAY_EDIT.has(session.staff?.role ?? "") && page.ended_at === null;
  const ring = (): void => void calling.ring({ residentId: page.id, purpose: "care" });
  return (
    <>
      <Head page={page} mayEdit={mayEdit} />
      <div className="resident">
        <div className="resident-main">
          {session.staff?.role === "clinician" ? (
            <ConsultCard residentId={page.id} ring={ring} />
          ) : null}
          {session.staff && MAY_EDIT.has(session.staff.role) ? (
            <HeldBack page={page} mayEdit={mayEdit} />
          ) : null}
          <Activity id={page.id} />
          <AlertsCard page={page} />
          <Devices page={page} mayEdit={mayEdit} />
          <TabletCard page={page} mayEdit={mayEdit} />
        </div>
        <div className="resident-side">
          <Profile page={page} />
          {session.staff && MAY_EDIT.has(session.staff.role) ? (
            <>
              <TasksCard page={page} mayEdit={mayEdit} />
              <VisitsMade page={page} mayEdit={mayEdit} />
            </>
          ) : null}
          <VisitsCard page={page} mayEdit={mayEdit} />
          <ContactsCard page={page} mayEdit={mayEdit} />
          <Agreed page={page} mayEdit={mayEdit} />
          <Relationships page={page} mayEdit={mayEdit} />
          {KEEPS.has(session.staff?.role ?? "") ? (
            <TransferCard page={page} mayEdit={mayEdit} />
          ) : null}
          <History page={page} />
        </div>
      </div>
    </>
  );
}

function Head({ page, mayEdit }: CardProps) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  const { session } = usePerson();
  const [open, setOpen] = useState<"edit" | "end" | null>(null);
  const last = instant(page.last_activity_at);
  return (
    <header className="page-head">
      <Link to="/residents" className="back-link" aria-label={w.common.screens.residents}>
        <Icon name="back" />
      </Link>
      <h1>{page.name}</h1>
      <span className="lead">
        {[
          page.age === null ? "" : w.common.age(page.age),
          w.common.sex[page.sex] ?? "",
          say(page.place),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
      <span className={`state ${page.hearing}`}>{w.resident.hearingStates[page.hearing]}</span>
      {last === null ? null : (
        <span className="caption">
          {w.register.columns.last} {agoText(last, desk.now(), language)}
        </span>
      )}
      {page.simulated ? <span className="chip simulated">{w.common.simulated}</span> : null}
      {page.ended_at ? (
        <span className="chip strong">
          {w.resident.ended(
            dateText(instant(page.ended_at), language),
            named(w.register.end.reasons, page.end_reason ?? ""),
          )}
        </span>
      ) : null}
      {session.staff && ASKS_WHO_LOOKED.has(session.staff.role) ? (
        <Link to="/residents/$id/looks" params={{ id: page.id }} className="text-link">
          {w.office.looks.title}
        </Link>
      ) : null}
      {mayEdit ? (
        <div className="page-tools">
          <Button onPress={() => setOpen("edit")}>{w.common.edit}</Button>
          <Button onPress={() => setOpen("end")}>{w.register.end.open}</Button>
        </div>
      ) : null}
      {open === "edit" ? <EditResident page={page} close={() => setOpen(null)} /> : null}
      {open === "end" ? <EndWindow page={page} close={() => setOpen(null)} /> : null}
    </header>
  );
}

function Profile({ page }: { page: ResidentPage }) {
  const { w, language } = useWords();
  const desk = useDesk();
  const words = w.resident;
  const pairs: readonly (readonly [string, ReactNode])[] = [
    [words.birthDate, page.birth_date ?? ""],
    [
      words.phone,
      page.phone_masked ? (
        <Phone
          key="phone"
          masked={page.phone_masked}
          whose={page.name}
          reveal={() => desk.hub.revealOf(page.id, null)}
        />
      ) : (
        ""
      ),
    ],
    [words.address, page.address],
    [words.wayIn, page.way_in],
    [words.doorCode, page.has_door_code ? <DoorCode key="code" residentId={page.id} /> : ""],
    [words.network, page.network],
    [words.language, words.languages[page.language] ?? page.language],
    [words.hearing, named(words.hearings, page.hearing_ability)],
    [words.category, named(words.categories, page.category)],
    [words.legalBasis, named(words.legalBases, page.legal_basis)],
    [
      words.consent,
      page.consent_at
        ? words.consentVersion(
            page.consent_version,
            dateText(instant(page.consent_at), language),
          )
        : page.consent_version,
    ],
    [words.healthConditions, page.health_conditions],
    [words.medicines, page.medicines],
    [words.notes, page.notes],
  ];
  return (
    <section className="card">
      <h2>{words.profile}</h2>
      <dl className="pairs">
        {pairs
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <Pair key={name} name={name}>
              {value}
            </Pair>
          ))}
      </dl>
    </section>
  );
}

function AlertsCard({ page }: { page: ResidentPage }) {
  const { w, say, language } = useWords();
  const desk = useDesk();
  return (
    <section className="card">
      <h2>{w.resident.alerts}</h2>
      {page.alerts.length === 0 ? <p className="caption">{w.resident.noAlerts}</p> : null}
      <ul className="alert-lines">
        {page.alerts.map((row) => (
          <li key={row.id}>
            <Link to="/" search={{ view: "now", alert: row.id }}>
              <SeverityBadge severity={row.severity} />
              <b>{say(row.title)}</b>
              <span>{say(row.because)}</span>
              <span className="caption">
                {momentText(instant(row.opened_at), desk.now(), language)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {page.conditions.length > 0 ? (
        <details>
          <summary>{w.resident.conditions}</summary>
          <ul className="verdicts">
            {page.conditions.map((each) => (
              <li key={`${each.rule} ${each.subject}`} className={`verdict ${each.verdict}`}>
                <span>{w.evidence.rules[each.rule] ?? each.rule}</span>
                <b>{w.board.verdict[each.verdict]}</b>
                <span className="caption">
                  {page.devices.find(({ id }) => id === each.subject)?.label ?? ""}{" "}
                  {momentText(instant(each.evaluated_at), desk.now(), language)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function History({ page }: { page: ResidentPage }) {
  const { w } = useWords();
  return (
    <section className="card">
      <h2>{w.resident.timeline}</h2>
      <Timeline entries={page.timeline} empty={w.resident.noTimeline} />
    </section>
  );
}
