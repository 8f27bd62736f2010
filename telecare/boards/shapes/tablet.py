"""What the resident's tablet asks of the hub and what it is told; carried in signed requests.

The tablet reads one value, `TabletHome`, and draws it. A socket only says "look again".
"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.calls import QualityAsked
from telecare.boards.shapes.common import Asked, Bilingual, Language, Shape

TabletButton = Literal["ok", "help", "doctor"]
PromptKind = Literal["are_you_ok", "call_soon", "test"]
PromptAnswer = Literal["ok", "help"]
HelpState = Literal["waiting", "claimed", "lapsed", "over"]


class CheckInTimes(Shape, frozen=True, kw_only=True):
    """One promised check-in of the resident's day."""

    opens_at: datetime
    closes_at: datetime
    chimes_at: list[datetime]  # soft chimes, only while nothing was received
    done_at: datetime | None  # when the hub has one for this window


class NextVisit(Shape, frozen=True, kw_only=True):
    """What the resident can look forward to; words are changing words (shown, not clips)."""

    at: datetime
    who: str
    what: str


class Prompt(Shape, frozen=True, kw_only=True):
    """A question of the hub that one tap answers."""

    id: UUID
    kind: PromptKind
    asked_at: datetime
    answer_by: datetime | None  # None: it stands until it is answered or withdrawn


class HelpSeen(Shape, frozen=True, kw_only=True):
    """What has become of the resident's call for help.

    `waiting`: nobody has it yet; `claimed`: `by` looks after it; `lapsed`: `by` had it and
    let it go, nobody has it now; `over`: it has been dealt with.
    """

    state: HelpState
    asked_at: datetime  # the tablet's first press of this call
    unattended_since: datetime | None  # counts to 30, 60 and 180 s; None while claimed or over
    by: str | None  # the worker's name, for the person who called


class Ringing(Shape, frozen=True, kw_only=True):
    """Somebody calls."""

    consultation_id: UUID
    caller: str
    institution: Bilingual
    purpose: Literal["care", "welfare"]
    portrait: str | None  # where a signed GET has the picture; None: the drawn figure
    video: bool
    rung_at: datetime
    rings_until: datetime
    auto_answer: bool  # agreed and P1: chime and banner for 5 s, then it opens by itself
    state: Literal["ringing", "answered", "connected"]


class TabletRules(Shape, frozen=True, kw_only=True):
    """What was agreed about this tablet, from the plan."""

    buttons: list[TabletButton]  # always holds "help"
    language: Language
    touch_counts: bool  # any touch inside the window is a check-in
    practice: bool  # blue frame, nothing leaves
    night_from: str  # wall clock "21:30"
    night_until: str
    auto_answer: bool
    dial_119: bool  # False in a demo: the button is inert


class TabletHome(Shape, frozen=True, kw_only=True):
    """Everything the tablet draws; it keeps the last one for the time without a network."""

    server_time: datetime
    zone: str
    name: str  # how the resident is addressed
    today: date
    rules: TabletRules
    check_ins: list[CheckInTimes]  # of the resident's today
    last_check_in_at: datetime | None
    next_visit: NextVisit | None
    prompts: list[Prompt]
    help: HelpSeen | None
    ringing: Ringing | None
    doctor_asked_at: datetime | None  # a task stands on the board
    reload_version: int  # it moved: load the app anew


class SocketTicket(Shape, frozen=True, kw_only=True):
    """A ticket for the `/tablet` and `/call` sockets."""

    ticket: str
    expires_at: datetime


class CallAnswered(Asked, frozen=True, kw_only=True):
    """The tablet's word about a call; `fingerprint` is its DTLS certificate's (answer, seat).

    `fingerprint` is `sha-256 AA:BB:…` as WebRTC writes it.
    """

    consultation_id: UUID
    act: Literal["answer", "auto_answer", "decline", "end", "seat"]
    fingerprint: str | None = None


class TabletQuality(Asked, frozen=True, kw_only=True):
    """What the tablet's end measured since its last report, as the caller's end tells it."""

    consultation_id: UUID
    quality: QualityAsked


class PromptShown(Asked, frozen=True, kw_only=True):
    """The tablet has put a prompt on its screen and said it aloud."""

    prompt_id: UUID
