"""The triage board, one alert beside it, and the verbs."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from telecare.boards.shapes.common import (
    Asked,
    Bilingual,
    RiskWord,
    RoleWord,
    SeverityWord,
    Shape,
    StateWord,
)
from telecare.boards.shapes.prechecks import ResultWord, WayWord
from telecare.boards.shapes.tablets import PromptRow
from telecare.boards.shapes.tasks import KindWord, PriorityWord


class PersonBrief(Shape, frozen=True, kw_only=True):
    """Whom an alert is about."""

    id: UUID
    name: str  # "" while the console is locked
    age: int | None  # None while locked, or when no birth date is known
    place: Bilingual


class Owner(Shape, frozen=True, kw_only=True):
    """Who has claimed an alert."""

    id: UUID
    name: str


class Asking(Shape, frozen=True, kw_only=True):
    """The attempt of a pre-check that is waited for: number `no` of `of`."""

    no: int
    of: int
    way: WayWord
    answer_by: datetime


class Attempt(Shape, frozen=True, kw_only=True):
    """One attempt to ask the resident, and what came of it."""

    no: int
    way: WayWord
    asked_at: datetime
    answer_by: datetime
    ended_at: datetime | None
    result: ResultWord | None  # None: no word yet


class AlertRow(Shape, frozen=True, kw_only=True):
    """One row of the board."""

    id: UUID
    version: int
    severity: SeverityWord
    lifted: bool  # ranked one step higher because it is unowned and overdue
    state: StateWord
    alert_class: str
    rule: str
    title: Bilingual
    because: Bilingual
    resident: PersonBrief
    household_signals: int  # other live alerts of the same household
    opened_at: datetime
    first_human_by: datetime | None  # None once a human has acted, or while `asking`
    asking: Asking | None  # the resident is asked first: nobody else is told yet
    lease_until: datetime | None
    expected_by: datetime | None
    owner: Owner | None
    mine: bool
    signals: int
    late_by_s: int | None
    blind: bool
    simulated: bool
    spark: list[int]  # activity per hour of the last 24 h, oldest first
    incident_id: UUID | None
    undo_until: datetime | None
    last_signal_at: datetime | None
    condition_cleared_at: datetime | None


class IncidentRow(Shape, frozen=True, kw_only=True):
    """An area outage."""

    id: UUID
    version: int
    state: Literal["open", "closed"]
    scope_kind: Literal["eupmyeon", "sigungu", "network", "platform"]
    scope: Bilingual
    because: Bilingual
    homes: int
    opened_at: datetime
    since: datetime
    simulated: bool


class TaskRow(Shape, frozen=True, kw_only=True):
    """Something a human should do that is no alert."""

    id: UUID
    version: int
    kind: KindWord
    resident: PersonBrief
    asked_at: datetime
    from_at: datetime | None  # not before; None: at once
    due_at: datetime  # done by then
    late: bool
    priority: PriorityWord
    alert_id: UUID | None  # it came from
    assigned: Owner | None  # None: any of the caseworkers
    mine: bool
    words: str  # "" while the console is locked
    done_at: datetime | None


class Tasks(Shape, frozen=True, kw_only=True):
    """The tasks that stand, whichever is due first."""

    rows: list[TaskRow]


class FeedCursor(Shape, frozen=True, kw_only=True):
    """How far a screen has read one feed."""

    feed: UUID
    seq: int


class Counts(Shape, frozen=True, kw_only=True):
    """Live alerts in scope, by severity and by view."""

    P1: int
    P2: int
    P3: int
    P4: int
    now: int
    asking: int
    mine: int
    held: int
    devices: int


class Board(Shape, frozen=True, kw_only=True):
    """A snapshot of the triage board; `feeds` is where its changes begin."""

    server_time: datetime
    feeds: list[FeedCursor]
    evaluated_up_to: datetime | None
    counts: Counts
    rows: list[AlertRow]
    incidents: list[IncidentRow]
    tasks: list[TaskRow]


class Change(Shape, frozen=True, kw_only=True):
    """One numbered change of a feed."""

    seq: int
    kind: Literal["alert", "resident", "incident"]
    alert_id: UUID | None
    resident_id: UUID | None


class Changes(Shape, frozen=True, kw_only=True):
    """What moved in one feed after a number, and how those rows stand now."""

    feed: UUID
    seq: int
    changes: list[Change]
    rows: list[AlertRow]
    gone: list[UUID]
    counts: Counts


class PolicyStep(Shape, frozen=True, kw_only=True):
    """One step of the escalation policy copied into an alert."""

    step: int
    delay_s: int
    targets: list[str]
    channels: list[str]
    state: Literal["done", "next", "later"]
    at: datetime | None


class ProcedureStep(Shape, frozen=True, kw_only=True):
    """One line of what was agreed for this person."""

    n: int
    label: Bilingual
    kind: Literal["tablet", "home_phone", "contact", "key_holder", "emergency_119"]
    contact_id: UUID | None
    phone_masked: str | None
    done_at: datetime | None
    result: str | None


class PersonCard(Shape, frozen=True, kw_only=True):
    """What one must know of the person before calling; "" or None while locked."""

    age: int | None
    sex: str
    language: str
    hearing: str
    risk: RiskWord
    chips: list[Bilingual]
    way_in: str | None
    address: str | None


class ContactCard(Shape, frozen=True, kw_only=True):
    """Somebody who can be called; the number is masked until it is revealed."""

    id: UUID
    kind: str
    name: str
    relation: str
    phone_masked: str
    has_key: bool


class TimelineEntry(Shape, frozen=True, kw_only=True):
    """One line of what happened and who did it."""

    at: datetime
    what: str
    who: str | None  # None: the service
    text: Bilingual
    note: str | None


class Verdict(Shape, frozen=True, kw_only=True):
    """What one rule concludes about the person now."""

    rule: str
    verdict: Literal["true", "false", "unknown"]
    because: Bilingual | None


class Told(Shape, frozen=True, kw_only=True):
    """One message about an alert: to whom it went, by what, and what became of it."""

    at: datetime  # when it went, or is due to
    whose: Literal["staff", "contact", "screens", "machine", "nobody"]
    who: str  # "" of what is no person, of a contact removed since, and while locked
    channel: str
    state: Literal[
        "queued", "sent", "accepted", "delivered", "read", "failed", "bundled", "no_one"
    ]
    answered_at: datetime | None  # a result came back, or the person read it


class AlertDetail(Shape, frozen=True, kw_only=True):
    """Everything beside the list."""

    row: AlertRow
    evidence: dict[str, Any]
    policy: list[PolicyStep]
    procedure: list[ProcedureStep]
    person: PersonCard
    contacts: list[ContactCard]
    timeline: list[TimelineEntry]
    lease_token: UUID | None  # only for its owner
    verdicts: list[Verdict]
    other_alerts: list[AlertRow]
    attempts: list[Attempt]  # of the pre-check, the first asked first; none: it had none
    prompts: list[PromptRow]  # asked about this alert, newest first
    tablet: bool  # the home has a tablet in use
    told: list[Told]  # who was told, newest first


class VersionAsked(Asked, frozen=True, kw_only=True):
    """The version a decision was made on."""

    version: int


class StandAsked(Asked, frozen=True, kw_only=True):
    """The version a decision was made on, and the token of the claim."""

    version: int
    lease_token: UUID


class HoldAsked(Asked, frozen=True, kw_only=True):
    """Put on hold until an instant, with a word for the reason."""

    version: int
    lease_token: UUID
    until: datetime
    reason: str


class ResolveAsked(Asked, frozen=True, kw_only=True):
    """Finish: the outcome, how the person was verified, and a note."""

    version: int
    lease_token: UUID
    outcome: str
    verified: str | None = None
    note: str = ""


class HandOverAsked(Asked, frozen=True, kw_only=True):
    """Give the claim to a colleague."""

    version: int
    lease_token: UUID
    to: UUID


class NoteAsked(Asked, frozen=True, kw_only=True):
    """A note, or the record of a call with its result."""

    text: str = ""
    kind: Literal["note", "call"] = "note"
    result: str | None = None
    contact_id: UUID | None = None
    lease_token: UUID | None = None


class VerbAnswer(Shape, frozen=True, kw_only=True):
    """How the alert stands after a verb; the token only for its owner."""

    row: AlertRow
    lease_token: UUID | None = None
    undo_until: datetime | None = None


class RevealAsked(Asked, frozen=True, kw_only=True):
    """Which masked field to show; a contact's number, or with None the person's own."""

    what: Literal["phone"]
    contact_id: UUID | None = None


class Revealed(Shape, frozen=True, kw_only=True):
    """One telephone number; showing it left an entry."""

    phone: str


class Colleague(Shape, frozen=True, kw_only=True):
    """Somebody who may take an alert over."""

    id: UUID
    name: str
    role: RoleWord


class Colleagues(Shape, frozen=True, kw_only=True):
    """Who may take an alert over."""

    rows: list[Colleague]


class Incidents(Shape, frozen=True, kw_only=True):
    """Area outages, open ones first."""

    rows: list[IncidentRow]


class SearchAsked(Asked, frozen=True, kw_only=True):
    """A name, Hangul initials, or the last four digits of a telephone."""

    text: str


class Found(Shape, frozen=True, kw_only=True):
    """One person found."""

    id: UUID
    name: str
    age: int | None
    place: Bilingual
    severity: SeverityWord | None
    alert_id: UUID | None


class SearchAnswer(Shape, frozen=True, kw_only=True):
    """At most twenty people."""

    residents: list[Found]
