"""Escalation policies: each step as it is said, and whom it would reach now."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Bilingual, Shape

SeverityWord = Literal["P1", "P2", "P3", "P4"]
HoursWord = Literal["always", "working", "off"]
ChannelWord = Literal["console", "push", "mail", "sms", "voice", "webhook"]


class StepSaid(Asked, frozen=True, kw_only=True):
    """One step: `delay_s` seconds after the first, in these hours only."""

    delay_s: int
    targets: list[str]
    channels: list[ChannelWord]
    hours: HoursWord = "always"


class PolicyAsked(Asked, frozen=True, kw_only=True):
    """A policy to publish: `after` is the newest own version the editor has seen, 0: none."""

    organisation_id: UUID
    after: int
    steps: list[StepSaid]
    repeat_s: int


class StepsTried(Asked, frozen=True, kw_only=True):
    """Steps, published or not, of which one asks who would be told now."""

    organisation_id: UUID
    steps: list[StepSaid]


class PolicyPublished(Shape, frozen=True, kw_only=True):
    """The version of a policy just published."""

    version: int


class PolicyNow(Shape, frozen=True, kw_only=True):
    """The policy that stands for one severity."""

    severity: SeverityWord
    own_version: int  # 0: it is inherited or the shipped one
    steps: list[StepSaid]
    repeat_s: int
    published_at: datetime | None


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
    channel: ChannelWord
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
