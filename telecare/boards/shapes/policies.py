"""Escalation policies: each step as it is said, and whom it would reach now."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Bilingual, Shape

SeverityWord = Literal["P1", "P2", "P3", "P4"]
HoursWord = Literal["always", "working", "off"]
SourceWord = Literal["own", "inherited", "shipped"]


class StepSaid(Asked, frozen=True, kw_only=True):
    """One step: `delay_s` seconds after the first, in these hours only.

    `channels` may hold a word this release does not know: it is shown and kept, never dropped.
    """

    delay_s: int
    targets: list[str]
    channels: list[str]
    hours: HoursWord = "always"


class PolicyAsked(Asked, frozen=True, kw_only=True):
    """A policy to publish: `after` is the newest own version the editor has seen, 0: none.

    `repeat_s` of None repeats the last step once a day.
    """

    organisation_id: UUID
    after: int
    steps: list[StepSaid]
    repeat_s: int | None
    reason: str


class GiveBackAsked(Asked, frozen=True, kw_only=True):
    """An own policy to give up for what is inherited; `after` as in `PolicyAsked`."""

    organisation_id: UUID
    after: int
    reason: str


class StepsTried(Asked, frozen=True, kw_only=True):
    """Steps, published or not, of which one asks who would be told at `at`; None: now."""

    organisation_id: UUID
    steps: list[StepSaid]
    at: datetime | None = None


class PolicyPublished(Shape, frozen=True, kw_only=True):
    """The version of a policy just published, or given back."""

    version: int


class PolicyNow(Shape, frozen=True, kw_only=True):
    """The policy that stands for one severity, and where it comes from."""

    severity: SeverityWord
    source: SourceWord
    source_name: Bilingual | None  # whose policy it is; None: shipped with the product
    version: int  # of that organisation's versions
    after: int  # to send when publishing: the newest own version, given back or not; 0: none
    steps: list[StepSaid]
    repeat_s: int | None  # None: once a day
    published_at: datetime | None  # None: shipped
    published_by: str | None


class PolicyVersion(Shape, frozen=True, kw_only=True):
    """One version of an organisation's own policy: what it said, who published it and why."""

    version: int
    given_back: bool  # from here on it was inherited; the steps are what that was then
    steps: list[StepSaid]
    repeat_s: int | None
    published_at: datetime
    published_by: str | None  # None: the service
    reason: str


class PolicyHistory(Shape, frozen=True, kw_only=True):
    """The own versions of one severity, newest first."""

    rows: list[PolicyVersion]


class PolicyTarget(Shape, frozen=True, kw_only=True):
    """A target a step may name here."""

    target: str
    name: Bilingual


class PolicyPlace(Shape, frozen=True, kw_only=True):
    """An organisation whose policies one may look at."""

    id: UUID
    name: Bilingual
    may_edit: bool


class PolicyPage(Shape, frozen=True, kw_only=True):
    """The policies of one organisation, and of what new ones may be made."""

    organisation_id: UUID
    may_edit: bool
    places: list[PolicyPlace]
    policies: list[PolicyNow]
    targets: list[PolicyTarget]


class TargetTold(Shape, frozen=True, kw_only=True):
    """Whom one target and channel of a step would reach now."""

    target: str
    channel: str
    people: list[str]  # names of staff who have a way to be told by this channel
    contacts: bool  # told too: the contacts of whoever the alert is about
    why: Literal["", "nobody", "no_provider", "no_address", "not_a_channel"]


class StepTold(Shape, frozen=True, kw_only=True):
    """What one step would do now."""

    now: bool  # its hours are now; False: the next step comes at once
    told: list[TargetTold]


class WhoTold(Shape, frozen=True, kw_only=True):
    """What each step would do now."""

    steps: list[StepTold]
