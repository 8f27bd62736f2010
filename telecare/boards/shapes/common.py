"""Words and values that every screen shares."""

from typing import Literal

from msgspec import Struct

View = Literal["now", "asking", "mine", "held", "devices", "done"]
SecondFactor = Literal["none", "enrol", "needed", "done"]
Language = Literal["ko", "en"]
RoleWord = Literal["administrator", "supervisor", "caseworker", "clinician", "privacy_officer"]
SeverityWord = Literal["P1", "P2", "P3", "P4"]
StateWord = Literal[
    "precheck", "open", "claimed", "responding", "resolved", "closed", "auto_cleared", "merged"
]
RiskWord = Literal["normal", "high"]
HearingWord = Literal["heard", "late", "blind", "never"]


class Shape(Struct, frozen=True, kw_only=True):
    """A value on its way to or from a screen."""


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request body; a field it does not know is refused rather than ignored."""


class Bilingual(Shape, frozen=True, kw_only=True):
    """One sentence, or one name, in both languages."""

    ko: str
    en: str


class Done(Shape, frozen=True, kw_only=True):
    """The answer of a verb that has nothing else to say."""

    ok: bool = True


class Refusal(Shape, frozen=True, kw_only=True):
    """The one shape of every refusal."""

    error: str
    message: str
    message_ko: str
    fields: dict[str, Bilingual] | None = None
    owner: str | None = None  # who was faster
    incident: str | None = None  # a number to quote when the fault is ours
