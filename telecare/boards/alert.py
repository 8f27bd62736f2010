"""One alert beside the list: why, whom to call in which order, what has happened so far."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from telecare.boards import asking, rows, words
from telecare.boards import tablets as tablet_boards
from telecare.boards.names import staff_names
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.triage import (
    AlertDetail,
    ContactCard,
    PersonCard,
    PolicyStep,
    ProcedureStep,
    TimelineEntry,
    Verdict,
)
from telecare.boards.told import told
from telecare.care.alert import LIVE_STATES, OUTCOME_LABELS, OWNED_STATES, Outcome, State
from telecare.care.escalation import policy_from_json
from telecare.care.facts import Risk
from telecare.care.localtime import local_day
from telecare.records import alerts, audit, emergency_calls, tablets, watching
from telecare.records.alerts import Alert
from telecare.records.audit import AuditEntry
from telecare.records.contacts import Contact
from telecare.records.context import Context
from telecare.records.households import Household
from telecare.records.notes import Note, NoteKind
from telecare.records.plans import PlanVersion
from telecare.records.prompts import PROMPTS
from telecare.records.residents import Resident

TOLD: Final = 200  # lines of a timeline; an alert with more is read in the audit
MASKED_BUT: Final = 4  # digits of a telephone number that are shown
WORST_FIRST: Final = ("true", "unknown", "false")


def detail(
    ctx: Context, alert_id: UUID, *, purpose: str, locked: bool, opened: bool = True
) -> AlertDetail:
    """Return everything beside the list, and leave the view entry (law 12).

    The lease token is there only for the owner. While the console is locked names, address,
    way in, numbers and notes are blank; the reason and the timers stay.

    Args:
        ctx: The request.
        alert_id: The alert.
        purpose: Why it is read, for the entry.
        locked: Whether the console is locked.
        opened: False: a screen that stands open reads it again. That is an entry as well, and
            shows nobody's look (`audit.seen_at`).

    Raises:
        NotYours: No such alert among those the actor may see.
    """
    alert = alerts.one_for(ctx, alert_id)
    person = ctx.db.execute(
        select(*Resident.__table__.c, Household.address, Household.way_in)
        .join(Household, Household.id == Resident.household_id)
        .where(Resident.id == alert.resident_id)
    ).one()
    contacts = _contacts(ctx, alert.resident_id)
    notes = ctx.db.execute(
        select(*Note.__table__.c).where(Note.alert_id == alert_id).order_by(Note.at)
    ).all()
    to_119 = emergency_calls.rows_of(ctx.db, alert_id)
    together = rows.rows_where(
        ctx,
        Alert.resident_id == alert.resident_id,
        (Alert.id == alert_id) | Alert.state.in_(LIVE_STATES),
        locked=locked,
    )
    _warm(ctx, person, contacts, notes)
    audit.write(
        ctx.db, ctx.actor, "alert.viewed" if opened else audit.REFRESHED, at=ctx.now,
        resident=alert.resident_id, alert=alert_id, organisation=alert.organisation_id,
        purpose=purpose,
    )  # fmt: skip
    mine = alert.state in {*OWNED_STATES, State.RESOLVED} and (
        alert.owner_id == ctx.actor.staff_id
    )
    cards = [_card(ctx, contact, locked=locked) for contact in contacts]
    return AlertDetail(
        row=next(row for row in together if row.id == alert_id),
        evidence=alert.evidence,
        policy=_policy(alert),
        procedure=_procedure(ctx, person, cards, notes, to_119, locked=locked),
        person=_person(ctx, person, alert, cards, locked=locked),
        contacts=cards,
        timeline=_timeline(ctx, alert_id, notes, to_119, locked=locked),
        lease_token=alert.lease_token if mine else None,
        verdicts=_verdicts(ctx, alert),
        other_alerts=[row for row in together if row.id != alert_id],
        attempts=asking.attempts(ctx, alert_id),
        prompts=tablet_boards.prompts(ctx, PROMPTS.c.alert_id == alert_id, locked=locked),
        tablet=tablets.in_use(ctx.db, alert.resident_id) is not None,
        told=told(ctx, alert_id, locked=locked),
    )


def masked(phone: str) -> str:
    """Return a telephone number with all but its last four digits hidden."""
    digits = sum(character.isdigit() for character in phone)
    hidden = max(digits - MASKED_BUT, 0)
    shown = []
    for character in phone:
        if character.isdigit() and hidden > 0:
            hidden -= 1
            shown.append("•")
        else:
            shown.append(character)
    return "".join(shown)


def _contacts(ctx: Context, resident_id: UUID) -> Sequence[Row[Any]]:
    return ctx.db.execute(
        select(Contact.__table__)
        .where(Contact.resident_id == resident_id)
        .order_by(Contact.position, Contact.id)
    ).all()


def _warm(
    ctx: Context,
    person: Row[*tuple[Any, ...]],
    contacts: Iterable[Row[Any]],
    notes: Iterable[Row[Any]],
) -> None:
    """Fetch every key these words need with one query."""
    sealed = [person.birth_date, person.phone, person.address, person.way_in]
    sealed += [word for contact in contacts for word in (contact.name, contact.phone)]
    ctx.ring.warm([*sealed, *(note.text for note in notes)])


def _card(ctx: Context, contact: Row[Any], *, locked: bool) -> ContactCard:
    def word(column: str) -> str:
        sealed = getattr(contact, column)
        return ctx.ring.read(sealed, table="contact", column=column, row=contact.id)

    return ContactCard(
        id=contact.id,
        kind=contact.kind.value,
        name="" if locked else word("name"),
        relation="" if locked else contact.relation,
        phone_masked="" if locked else masked(word("phone")),
        has_key=contact.has_key,
    )


StepState = Literal["done", "next", "later"]


def _policy(alert: Row[Any]) -> list[PolicyStep]:
    """Return the alert's own copy of its policy, each step done, next or still to come."""
    policy = policy_from_json(alert.policy)
    began_text = alert.policy.get("began_at")
    began = datetime.fromisoformat(began_text) if began_text else alert.opened_at
    climbing = alert.state is State.OPEN
    steps = []
    state: StepState
    for number, step in enumerate(policy.steps):
        at = began + timedelta(seconds=step.delay_s)
        if number < alert.step_no or not climbing:
            told = number < alert.step_no or alert.loop_no > 0  # the last: again and again
            state = "done" if told else "later"
        elif number == alert.step_no:
            state, at = "next", alert.due_at
        else:
            ahead = step.delay_s - policy.steps[alert.step_no].delay_s
            state, at = "later", alert.due_at + timedelta(seconds=ahead)
        steps.append(
            PolicyStep(
                step=number,
                delay_s=step.delay_s,
                targets=list(step.targets),
                channels=list(step.channels),
                state=state,
                at=at if climbing or state == "done" else None,
            )
        )
    return steps


def _procedure(
    ctx: Context,
    person: Row[*tuple[Any, ...]],
    cards: Sequence[ContactCard],
    notes: Sequence[Row[Any]],
    to_119: Sequence[Row[Any]],
    *,
    locked: bool,
) -> list[ProcedureStep]:
    """Return whom to try in which order, with what came of it: home, contacts, key, 119."""
    calls = {note.contact_id: note for note in notes if note.kind is NoteKind.CALL}
    home = ctx.ring.read(person.phone, table="resident", column="phone", row=person.id)
    wanted: list[tuple[str, Bilingual, UUID | None, str | None]] = []
    if home:
        phone = None if locked else masked(home)
        wanted.append(("home_phone", words.PROCEDURE["home_phone"], None, phone))
    for card in cards:
        kind = "key_holder" if card.has_key else "contact"
        wanted.append((kind, _called(kind, card), card.id, card.phone_masked or None))
    wanted.append(("emergency_119", words.PROCEDURE["emergency_119"], None, None))
    steps = []
    for number, (kind, label, contact_id, phone) in enumerate(wanted, start=1):
        call = None if kind == "emergency_119" else calls.get(contact_id)
        done_at = None if call is None else call.at
        if kind == "emergency_119" and to_119:
            done_at = to_119[-1].called_at
        steps.append(
            ProcedureStep(
                n=number,
                label=label,
                kind=kind,  # type: ignore[arg-type]  # words of the Literal, one above
                contact_id=contact_id,
                phone_masked=phone,
                done_at=done_at,
                result=None if call is None else call.result_code,
            )
        )
    return steps


def _called(kind: str, card: ContactCard) -> Bilingual:
    label = words.PROCEDURE[kind]
    if not card.name:
        return label
    who = f"{card.name} ({card.relation})" if card.relation else card.name
    return Bilingual(ko=f"{label.ko}: {who}", en=f"{label.en}: {who}")


def _person(
    ctx: Context,
    person: Row[*tuple[Any, ...]],
    alert: Row[Any],
    cards: Sequence[ContactCard],
    *,
    locked: bool,
) -> PersonCard:
    risk = ctx.db.scalar(
        select(PlanVersion.risk)
        .where(PlanVersion.resident_id == person.id)
        .order_by(PlanVersion.version.desc())
        .limit(1)
    )
    high = risk is Risk.HIGH
    known = [
        "high" if high else "",
        person.hearing,
        person.category,
        "key" if any(card.has_key for card in cards) else "",
        "blind" if alert.blind else "",
    ]
    age = None
    if not locked:
        born = ctx.ring.read(
            person.birth_date, table="resident", column="birth_date", row=person.id
        )
        age = rows.age_on(born, local_day(ctx.now, ZoneInfo(person.zone)))
    return PersonCard(
        age=age,
        sex=person.sex,
        language=person.language,
        hearing=person.hearing,
        risk="high" if high else "normal",
        chips=[words.CHIPS[word] for word in known if word in words.CHIPS],
        way_in=None if locked else _home(ctx, person, "way_in"),
        address=None if locked else _home(ctx, person, "address"),
    )


def _home(ctx: Context, person: Row[*tuple[Any, ...]], column: str) -> str:
    return ctx.ring.read(
        getattr(person, column), table="household", column=column, row=person.household_id
    )


def _timeline(
    ctx: Context,
    alert_id: UUID,
    notes: Sequence[Row[Any]],
    to_119: Sequence[Row[Any]],
    *,
    locked: bool,
) -> list[TimelineEntry]:
    """Return acts and notes, newest first; views are in the audit, not here."""
    entries = ctx.db.execute(
        select(AuditEntry.at, AuditEntry.what, AuditEntry.staff_id, AuditEntry.facts)
        .where(AuditEntry.alert_id == alert_id)
        .where(AuditEntry.what.not_in(_NOT_TOLD))
        .order_by(AuditEntry.id.desc())
        .limit(TOLD)
    ).all()
    names = staff_names(ctx, [*(one.staff_id for one in entries), *(one.by for one in notes)])
    heard = {} if locked else {str(row.id): _heard(ctx, row) for row in to_119}
    lines = [
        TimelineEntry(
            at=entry.at,
            what=entry.what,
            who=None if entry.staff_id is None else ("" if locked else names[entry.staff_id]),
            text=_text(entry.what, entry.facts),
            note=heard.get(entry.facts.get("call", "")),
        )
        for entry in entries
    ]
    for note in notes:
        what = f"alert.{note.kind.value}"
        lines.append(
            TimelineEntry(
                at=note.at,
                what=what,
                who="" if locked or note.by is None else names[note.by],
                text=_text(what, {"result": note.result_code}),
                note=None if locked else _note(ctx, note),
            )
        )
    return sorted(lines, key=lambda line: line.at, reverse=True)


_NOT_TOLD: Final = (
    "alert.viewed", audit.REFRESHED, "alert.explained", "alert.note", "alert.call",
    "call.ended",  # its note says how
)  # fmt: skip


def _note(ctx: Context, note: Row[Any]) -> str:
    return ctx.ring.read(note.text, table="note", column="text", row=note.id)


def _heard(ctx: Context, row: Row[Any]) -> str | None:
    """Return who answered at 119 and the number they gave; None: they said neither."""
    call = emergency_calls.opened(ctx, row)
    return " · ".join(filter(None, (call.spoken_with, call.reference))) or None


def _text(what: str, facts: Mapping[str, Any]) -> Bilingual:
    text = words.happened(what)
    outcome, result = facts.get("outcome"), str(facts.get("result"))
    if what == "alert.resolved" and outcome in set(Outcome):
        label = OUTCOME_LABELS[Outcome(outcome)]
        return Bilingual(ko=f"{text.ko}: {label.ko}", en=f"{text.en}: {label.en}")
    if what == "alert.call" and result in words.CALL_RESULTS:
        label_of = words.CALL_RESULTS[result]
        return Bilingual(ko=f"{text.ko}: {label_of.ko}", en=f"{text.en}: {label_of.en}")
    return text


def _verdicts(ctx: Context, alert: Row[Any]) -> list[Verdict]:
    """Return what each rule last concluded; of several devices the worst."""
    worst: dict[str, str] = {}
    for condition in watching.conditions_of(ctx.db, alert.resident_id):
        verdict = condition.verdict.value
        known = worst.get(condition.rule, verdict)
        worst[condition.rule] = min(known, verdict, key=WORST_FIRST.index)
    reason = Bilingual(ko=alert.because_ko, en=alert.because_en)
    return [
        Verdict(
            rule=rule,
            verdict=verdict,  # type: ignore[arg-type]  # a word of care's Verdict
            because=reason
            if rule == alert.rule and verdict == "true"
            else words.VERDICTS[verdict],
        )
        for rule, verdict in worst.items()
    ]
