"""What staff agree, see and ask about a resident's tablet; tasks and appointments."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Language, Shape
from telecare.boards.shapes.tablet import PromptAnswer, PromptKind, TabletButton

PromptStateWord = Literal["asked", "shown", "answered", "undeliverable", "withdrawn"]
ConsentBy = Literal["self", "guardian"]
VoiceWord = Literal["clips", "browser", "none"]


class AutoAnswer(Shape, frozen=True, kw_only=True):
    """The recorded consent that a call about a P1 opens by itself after a chime of 5 s."""

    by: ConsentBy
    at: datetime
    consent_version: str


class AutoAnswerAsked(Asked, frozen=True, kw_only=True):
    """Record that consent: who agreed, when, to which version of the form."""

    by: ConsentBy
    at: datetime
    consent_version: str


class TabletPlan(Shape, frozen=True, kw_only=True):
    """What is agreed about the tablet; the defaults filled in. Walls are "HH:MM"."""

    buttons: list[TabletButton]
    language: Language
    touch_counts: bool
    practice: bool
    night_from: str
    night_until: str
    video_welfare: bool
    auto_answer: AutoAnswer | None


class TabletPlanAsked(Asked, frozen=True, kw_only=True):
    """The tablet's part of the plan's next version, whole; "help" is always a button."""

    buttons: list[TabletButton]
    language: Language
    touch_counts: bool
    practice: bool
    night_from: str
    night_until: str
    video_welfare: bool
    auto_answer: AutoAnswerAsked | None = None


class PromptAsked(Asked, frozen=True, kw_only=True):
    """Put a question on the tablet; with an alert it is told in that alert's timeline."""

    kind: PromptKind = "are_you_ok"
    alert_id: UUID | None = None


class PromptRow(Shape, frozen=True, kw_only=True):
    """One prompt and what has become of it."""

    id: UUID
    kind: PromptKind
    alert_id: UUID | None
    asked_at: datetime
    asked_by: str  # a worker's name, "" for the service
    state: PromptStateWord
    shown_at: datetime | None
    answered_at: datetime | None
    answer: PromptAnswer | None


class TabletStatus(Shape, frozen=True, kw_only=True):
    """How a home's tablet is; every None: it has not told, or there is none."""

    device_id: UUID | None
    label: str
    state: Literal["heard", "late", "silent", "never", "revoked"]
    battery_percent: int | None
    charging: bool | None
    storage_free_mb: int | None
    storage_persistent: bool | None
    version: str | None
    voice: VoiceWord | None
    outbox: int | None
    offline_since: datetime | None  # None: heard in time, or never
    heard_at: datetime | None
    status_at: datetime | None  # when the tablet told what stands above
    connected: bool  # heard within 90 s
    prompts: list[PromptRow]  # of the last 24 h, newest first


class Appointment(Shape, frozen=True, kw_only=True):
    """A visit to come; the tablet shows the next one."""

    id: UUID
    version: int
    at: datetime
    who: str
    what: str
    created_by: str


class AppointmentAsked(Asked, frozen=True, kw_only=True):
    """A visit to come: who comes, and what for, in the resident's words."""

    at: datetime
    who: str
    what: str


class Appointments(Shape, frozen=True, kw_only=True):
    """The visits ahead, soonest first."""

    rows: list[Appointment]
