"""Who is told next, and when: policies, their timer, and the reminders of a lease.

A policy is copied into the alert when it opens, so editing one never changes an episode that
runs. While an alert is live there is always a next timer: nothing here answers "never".

Source: monitoring.md §3.4 (bounded by the TSA's 60 s and 180 s) and the severity table of
ARCHITECTURE.md. The last step reaches a desk that is never empty, and is repeated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from telecare.care.facts import Severity

VERSION: Final = 1  # of the policies below; copied into each alert with them


CHANNELS: Final = ("console", "push", "mail", "sms", "voice", "webhook")
OF_STAFF: Final = (
    "desk", "province_desk", "work_list", "technical_queue", "caseworker", "next_caseworker",
    "desk_leader", "technical_lead", "supervisor", "owner", "emergency_card",
)  # fmt: skip
OF_RESIDENT: Final = ("contacts", "neighbour", "key_holder")
NAMED: Final = ("rota", "role", "staff", "webhook")  # written with a name: "rota:night"
NEVER_EMPTY: Final = ("province_desk", "supervisor")  # or a role: whom a last step must reach
TARGET_KO: Final[Mapping[str, str]] = MappingProxyType(
    {
        "desk": "시·군 관제", "province_desk": "도 관제", "work_list": "오늘 할 일",
        "technical_queue": "기기 담당", "caseworker": "담당자",
        "next_caseworker": "다음 담당자", "desk_leader": "관제 책임자",
        "technical_lead": "기기 책임자", "supervisor": "책임자", "owner": "맡은 사람",
        "emergency_card": "119 인계 카드", "contacts": "연락처", "neighbour": "이웃",
        "key_holder": "열쇠 맡은 사람",
    }
)  # fmt: skip
TARGET_EN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "desk": "county desk", "province_desk": "province desk", "work_list": "work list",
        "technical_queue": "technical queue", "caseworker": "caseworker",
        "next_caseworker": "next caseworker", "desk_leader": "desk leader",
        "technical_lead": "technical lead", "supervisor": "supervisor", "owner": "owner",
        "emergency_card": "119 card", "contacts": "contacts", "neighbour": "neighbour",
        "key_holder": "key-holder",
    }
)  # fmt: skip
_ROLE_KO: Final[Mapping[str, str]] = MappingProxyType(
    {"caseworker": "담당자", "supervisor": "책임자", "administrator": "관리자"}
)
_NAMED_AS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "rota": ("당번({})", "on call ({})"),
        "role": ("역할({})", "role ({})"),
        "staff": ("이름으로 정한 사람", "a person by name"),
        "webhook": ("웹훅", "a webhook"),
    }
)  # an id says nothing to a reader: it is left out
OFFICE_FROM: Final = time(9)
OFFICE_UNTIL: Final = time(18)
_FRIDAY: Final = 4


class Hours(StrEnum):
    """When a step is told; outside them the next step comes at once."""

    ALWAYS = "always"
    WORKING = "working"  # Monday to Friday, 09:00–18:00, no holiday
    OFF = "off"  # all other time


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whom to tell by which channels, `delay_s` seconds after the first step."""

    delay_s: int
    targets: tuple[str, ...]
    channels: tuple[str, ...]
    hours: Hours = Hours.ALWAYS

    def told_when(self, *, working: bool) -> bool:
        """Whether this step is told now, in working time or outside it."""
        return self.hours is Hours.ALWAYS or working is (self.hours is Hours.WORKING)


def known_target(target: str) -> bool:
    """Whether a policy may name `target`; who that is, only the records know."""
    kind, _, name = target.partition(":")
    if kind in NAMED:
        return bool(name)
    return target in OF_STAFF or target in OF_RESIDENT


def target_words(target: str) -> dict[str, str]:
    """Return `target` as people read it, under "ko" and "en"; an unknown word as it is."""
    kind, _, name = target.partition(":")
    if kind in NAMED:
        ko, en = _NAMED_AS[kind]
        return {"ko": ko.format(_ROLE_KO.get(name, name)), "en": en.format(name)}
    return {"ko": TARGET_KO.get(target, target), "en": TARGET_EN.get(target, target)}


def never_empty(target: str) -> bool:
    """Whether a last step that names `target` on a console reaches a desk or a role."""
    return target in NEVER_EMPTY or target.startswith("role:")


def office_hours(wall: datetime) -> bool:
    """Whether a local instant lies in office time; holidays are the caller's to know."""
    return wall.weekday() <= _FRIDAY and OFFICE_FROM <= wall.time() < OFFICE_UNTIL


@dataclass(frozen=True, slots=True)
class Policy:
    """What happens until somebody claims: the steps, then the last every `repeat_s` seconds.

    `repeat_s` of None repeats as often as the slowest default, once a day: an open alert is
    never without a timer (I10).
    """

    version: int
    severity: Severity
    steps: tuple[Step, ...]
    repeat_s: int | None

    def __post_init__(self) -> None:
        """Refuse a policy that could fall silent or run backwards."""
        delays = [step.delay_s for step in self.steps]
        if not delays or delays[0] != 0:
            raise ValueError("a policy begins with a step at 0 s")
        if delays != sorted(set(delays)):
            raise ValueError("each step comes later than the one before")
        if self.repeat_s is not None and self.repeat_s <= 0:
            raise ValueError("a policy repeats after a positive number of seconds")


_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86_400

DEFAULT_POLICIES: Final[Mapping[Severity, Policy]] = MappingProxyType(
    {
        Severity.P1: Policy(
            version=VERSION,
            severity=Severity.P1,
            steps=(
                Step(0, ("desk",), ("console",)),
                Step(60, ("province_desk", "desk_leader"), ("console", "voice")),
                Step(120, ("caseworker", "contacts"), ("voice", "sms")),
                Step(180, ("supervisor", "emergency_card"), ("console", "voice")),
            ),
            repeat_s=120,
        ),
        Severity.P2: Policy(
            version=VERSION,
            severity=Severity.P2,
            steps=(
                Step(0, ("desk",), ("console",)),
                Step(15 * _MINUTE, ("next_caseworker",), ("console", "sms")),
                Step(30 * _MINUTE, ("desk_leader",), ("console", "voice")),
                Step(60 * _MINUTE, ("neighbour", "contacts"), ("voice",)),
                Step(120 * _MINUTE, ("supervisor", "province_desk"), ("console", "voice")),
            ),
            repeat_s=30 * _MINUTE,
        ),
        Severity.P3: Policy(
            version=VERSION,
            severity=Severity.P3,
            steps=(
                Step(0, ("work_list",), ("console",)),
                Step(8 * _HOUR, ("desk_leader",), ("console",)),
                Step(_DAY, ("supervisor", "province_desk"), ("console",)),
            ),
            repeat_s=_DAY,
        ),
        Severity.P4: Policy(
            version=VERSION,
            severity=Severity.P4,
            steps=(
                Step(0, ("technical_queue",), ("console",)),
                Step(4 * _HOUR, ("technical_lead",), ("console",)),
                Step(3 * _DAY, ("supervisor", "province_desk"), ("console",)),
            ),
            repeat_s=_DAY,
        ),
    }
)

CANARY_POLICY: Final = Policy(  # seen on no board: a robot closes it, `actions.canary` alarms
    version=VERSION,
    severity=Severity.P1,
    steps=(Step(0, ("technical_queue",), ("console",)),),
    repeat_s=10 * _MINUTE,
)


def next_timer(
    policy: Policy, step_no: int, loop_no: int, started_at: datetime
) -> tuple[int, int, datetime]:
    """Return (step, loop, instant) of the step after `step_no`; never None (I10).

    After the last step the same step comes again, in the next loop, until somebody claims.
    Time is counted from when `step_no` was told, so a hub that was down, or a lease that ran
    out after hours, goes on at a human pace instead of telling everybody at once.

    Args:
        policy: The alert's own copy.
        step_no: The step just told, from 0; one past the end is taken as the last.
        loop_no: How often the last step has been repeated, from 0.
        started_at: When step `step_no` was told.
    """
    last = len(policy.steps) - 1
    if step_no < last:
        here, then = policy.steps[step_no], policy.steps[step_no + 1]
        pause = timedelta(seconds=then.delay_s - here.delay_s)
        return step_no + 1, loop_no, started_at + pause
    return last, loop_no + 1, started_at + timedelta(seconds=policy.repeat_s or _DAY)


class LeaseEvent(StrEnum):
    """What the timer of a claimed alert says next."""

    REMIND_OWNER = "remind_owner"
    REMIND_SUPERVISOR = "remind_supervisor"  # and the owner again
    EXPIRE = "expire"


LEASE_MARKS: Final[Sequence[tuple[LeaseEvent, int]]] = (
    (LeaseEvent.REMIND_OWNER, 50),  # percent of the lease that has gone by
    (LeaseEvent.REMIND_SUPERVISOR, 80),
    (LeaseEvent.EXPIRE, 100),
)


def next_lease_timer(
    leased_at: datetime, lease_until: datetime, after: datetime
) -> tuple[LeaseEvent, datetime]:
    """Return the first mark of a lease strictly later than `after`, else its expiry.

    A lease already over answers its expiry, which lies in the past: it is due at once.
    """
    length = lease_until - leased_at
    for event, percent in LEASE_MARKS:
        due = leased_at + length * percent / 100
        if due > after:
            return event, due
    return LeaseEvent.EXPIRE, lease_until


def policy_to_json(policy: Policy) -> dict[str, Any]:
    """Return a value that `json` can write, for the copy kept in an alert."""
    return asdict(policy)


def policy_from_json(stored: Mapping[str, Any]) -> Policy:
    """Read the copy kept in an alert.

    Raises:
        ValueError: it is no policy, or one that could fall silent.
    """
    try:
        steps = tuple(
            Step(
                int(s["delay_s"]),
                tuple(s["targets"]),
                tuple(s["channels"]),
                Hours(s.get("hours", Hours.ALWAYS)),  # copies older than hours are told always
            )
            for s in stored["steps"]
        )
        severity = Severity(stored["severity"])
        return Policy(int(stored["version"]), severity, steps, stored["repeat_s"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a policy: {error}") from error
