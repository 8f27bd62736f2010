"""The register of residents and one resident's page."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import UNSET, UnsetType, field

from telecare.boards.shapes.common import (
    Asked,
    Bilingual,
    HearingWord,
    Language,
    RiskWord,
    SeverityWord,
    Shape,
)
from telecare.boards.shapes.tablets import TabletPlan, TabletPlanAsked
from telecare.boards.shapes.triage import AlertRow, PersonBrief, TimelineEntry
from telecare.care.facts import DeviceKind

HearingAbility = Literal["normal", "hard_of_hearing", "deaf", "unknown"]
Category = Literal[  # why enrolled; never inferred from age
    "living_alone",
    "senior_couple",
    "skip_generation",
    "frail_senior",
    "dementia",
    "middle_aged_single",
    "disability",
    "other",
]
LegalBasis = Literal["consent", "public_task", "contract", "vital_interest"]
Sex = Literal["female", "male", "other"]
EndReason = Literal["moved", "deceased", "withdrew"]
RelationshipRole = Literal["clinic", "doctor", "nurse", "welfare_centre", "other"]
AbsenceWord = Literal["hospital", "family", "travel", "care_stay", "other"]


class RegisterRow(Shape, frozen=True, kw_only=True):
    """One resident in the list."""

    id: UUID
    name: str
    age: int | None
    place: Bilingual
    risk: RiskWord
    category: Category
    devices: int
    last_activity_at: datetime | None
    hearing: HearingWord
    alert: SeverityWord | None
    simulated: bool
    ended_at: datetime | None


class RegisterPage(Shape, frozen=True, kw_only=True):
    """One page of residents in scope."""

    page: int
    pages: int
    total: int
    rows: list[RegisterRow]


class CheckIn(Shape, frozen=True, kw_only=True):
    """A daily promise, in the resident's own time ("HH:MM")."""

    at: str
    window_opens: str
    grace_min: int


class PlanShape(Shape, frozen=True, kw_only=True):
    """What was agreed with a resident; None means the rule's own number."""

    version: int
    risk: RiskWord
    check_ins: list[CheckIn]
    day_limit_min: int | None
    any_limit_min: int | None
    recorded_at: datetime
    tablet: TabletPlan  # the defaults filled in


class PlanAsked(Asked, frozen=True, kw_only=True):
    """A new version of the plan; `version` is the one it was written from."""

    version: int
    risk: RiskWord
    check_ins: list[CheckIn] = field(default_factory=list)
    day_limit_min: int | None = None
    any_limit_min: int | None = None
    tablet: TabletPlanAsked | None = None  # None keeps what stands


class AbsenceShape(Shape, frozen=True, kw_only=True):
    """A time when nobody is expected at home."""

    id: UUID
    start: datetime
    end: datetime
    reason: AbsenceWord


class AbsenceAsked(Asked, frozen=True, kw_only=True):
    """Record an absence; the reason is a word, because it is kept unsealed."""

    start: datetime
    end: datetime
    reason: AbsenceWord


ContactWord = Literal["family", "neighbour", "village_head", "key_holder", "worker", "other"]


class ContactAsked(Asked, frozen=True, kw_only=True):
    """A contact to add; position 1 is called first, 0 means last."""

    kind: ContactWord
    name: str
    phone: str
    relation: str = ""
    has_key: bool = False
    position: int = 0
    version: int = 0


class ContactEdited(Asked, frozen=True, kw_only=True):
    """The fields of a contact to change; what is left out stays."""

    version: int
    kind: ContactWord | UnsetType = UNSET
    name: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    relation: str | UnsetType = UNSET
    has_key: bool | UnsetType = UNSET
    position: int | UnsetType = UNSET


class ResidentAsked(Asked, frozen=True, kw_only=True):
    """A resident to enrol, with the household."""

    name: str
    organisation_id: UUID  # the eup/myeon/dong of the home
    birth_date: date
    sex: Sex
    address: str
    phone: str = ""
    notes: str = ""
    way_in: str = ""
    door_code: str = ""
    health_conditions: str = ""
    medicines: str = ""
    network: str = ""
    language: Language = "ko"
    hearing: HearingAbility = "unknown"
    category: Category = "living_alone"
    risk: RiskWord = "normal"
    legal_basis: LegalBasis = "consent"
    consent_version: str = ""
    consent_at: datetime | None = None
    household_id: UUID | None = None  # share the household of somebody already enrolled


class ResidentEdited(Asked, frozen=True, kw_only=True):
    """The fields to change; what is left out stays."""

    version: int
    name: str | UnsetType = UNSET
    birth_date: date | UnsetType = UNSET
    sex: Sex | UnsetType = UNSET
    address: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    notes: str | UnsetType = UNSET
    way_in: str | UnsetType = UNSET
    door_code: str | UnsetType = UNSET
    health_conditions: str | UnsetType = UNSET
    medicines: str | UnsetType = UNSET
    network: str | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    hearing: HearingAbility | UnsetType = UNSET
    category: Category | UnsetType = UNSET
    legal_basis: LegalBasis | UnsetType = UNSET
    consent_version: str | UnsetType = UNSET
    consent_at: datetime | UnsetType | None = UNSET


class EndAsked(Asked, frozen=True, kw_only=True):
    """Why the service ends for a resident; it stops rules and prompts at once."""

    version: int
    reason: EndReason


class SensorAsked(Asked, frozen=True, kw_only=True):
    """A sensor behind a gateway."""

    kind: DeviceKind
    label: str
    power: Literal["mains", "battery"]


class DeviceAsked(Asked, frozen=True, kw_only=True):
    """A gateway to enrol with its sensors, or a tablet (which has none)."""

    label: str
    kind: Literal["gateway", "tablet"] = "gateway"
    sensors: list[SensorAsked] = field(default_factory=list)
    installed_at: datetime | None = None
    network: str = ""


class IssuedCodeShape(Shape, frozen=True, kw_only=True):
    """A single-use code; it is shown once and kept nowhere."""

    device_id: UUID
    code: str
    expires_at: datetime


class DeviceRow(Shape, frozen=True, kw_only=True):
    """One device of a home."""

    id: UUID
    parent_id: UUID | None
    kind: DeviceKind
    label: str
    power: Literal["mains", "battery"]
    battery_percent: int | None
    heard_at: datetime | None
    state: Literal["heard", "late", "silent", "never", "revoked"]
    installed_at: datetime
    enrolled_at: datetime | None
    enrol_deadline: datetime
    simulated: bool
    version: int


class Condition(Shape, frozen=True, kw_only=True):
    """How one rule stands for this person."""

    rule: str
    subject: str
    verdict: Literal["true", "false", "unknown"]
    severity: SeverityWord | None
    since: datetime | None
    evaluated_at: datetime


class Relationship(Shape, frozen=True, kw_only=True):
    """Somebody outside the organisation who may see this person, and until when."""

    id: UUID
    who: str
    role: str
    basis: str
    start: datetime
    until: datetime | None


class RelationshipAsked(Asked, frozen=True, kw_only=True):
    """Let one person (by sign-in name) or one institution see a resident for a time.

    Without `start` from now on; without `until` for a year.
    """

    role: RelationshipRole
    basis: LegalBasis
    login: str = ""
    organisation_id: UUID | None = None
    start: datetime | None = None
    until: datetime | None = None


class ContactFull(Shape, frozen=True, kw_only=True):
    """A contact on the resident page."""

    id: UUID
    kind: ContactWord
    name: str
    relation: str
    phone_masked: str
    has_key: bool
    position: int
    version: int


class ResidentPage(Shape, frozen=True, kw_only=True):
    """Everything about one person; opening it left an entry."""

    id: UUID
    version: int
    name: str
    birth_date: date | None
    age: int | None
    sex: Sex
    phone_masked: str
    notes: str
    health_conditions: str
    medicines: str
    language: str
    hearing_ability: HearingAbility
    category: Category
    zone: str
    place: Bilingual
    organisation_id: UUID
    household_id: UUID
    address: str
    way_in: str
    has_door_code: bool  # itself only shown when asked for
    network: str
    housemates: list[PersonBrief]
    legal_basis: LegalBasis
    consent_version: str
    consent_at: datetime | None
    simulated: bool
    created_at: datetime
    ended_at: datetime | None
    end_reason: EndReason | None
    hearing: HearingWord
    last_activity_at: datetime | None
    evaluated_up_to: datetime | None
    contacts: list[ContactFull]
    plan: PlanShape
    absences: list[AbsenceShape]
    devices: list[DeviceRow]
    conditions: list[Condition]
    alerts: list[AlertRow]
    timeline: list[TimelineEntry]
    relationships: list[Relationship]


class ActivityDay(Shape, frozen=True, kw_only=True):
    """One of the resident's own days, midnight to midnight in their zone."""

    date: date
    hours: list[int | None]  # 24 counts; None: the home could not be heard in that hour
    check_ins: list[datetime]


class ActivityPicture(Shape, frozen=True, kw_only=True):
    """The routine, and the hole in it."""

    zone: str
    days: list[ActivityDay]


class Created(Shape, frozen=True, kw_only=True):
    """The id of what was made."""

    id: UUID


class ImportFault(Shape, frozen=True, kw_only=True):
    """What is wrong with one field of one line."""

    field: str
    message: str
    message_ko: str


class ImportRow(Shape, frozen=True, kw_only=True):
    """What became of one line of the file."""

    line: int
    ok: bool
    id: UUID | None
    errors: list[ImportFault]


class ImportReport(Shape, frozen=True, kw_only=True):
    """What became of the file."""

    imported: int
    rows: list[ImportRow]
