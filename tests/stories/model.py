"""A model of an alert's life in plain Python: what every act must do to it, to the second.

It shares no code with the hub: the numbers below are written down a second time, from
ARCHITECTURE.md (leases, steps, undo) and monitoring.md §3.5. What the rules conclude is not
modelled; a judging is *observed* as one of the few things it may do to an alert, and all that
follows from that is computed here. `Broken` says which promise was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

LEASE: Final = {
    "P1": timedelta(minutes=5),
    "P2": timedelta(minutes=20),
    "P3": timedelta(hours=24),
    "P4": timedelta(hours=72),
}
STEPS: Final = {  # seconds after the first step; then the last again every so many
    "P1": ((0, 60, 120, 180), 120),
    "P2": ((0, 900, 1_800, 3_600, 7_200), 1_800),
    "P3": ((0, 28_800, 86_400), 86_400),
    "P4": ((0, 14_400, 259_200), 86_400),
}
LIVE: Final = frozenset({"precheck", "open", "claimed", "responding"})
OWNED: Final = frozenset({"claimed", "responding"})
NEVER_SOFT: Final = frozenset({"sos", "fall", "fire_gas"})
HOLD_MARGIN: Final = timedelta(minutes=10)
LOOK_WITHIN: Final = timedelta(seconds=60)
UNDO_WITHIN: Final = timedelta(seconds=8)
REOPEN_WITHIN: Final = timedelta(minutes=30)
CLOSE_AFTER: Final = timedelta(hours=24)
MARKS: Final = (50, 80, 100)  # percent of a lease


class Broken(AssertionError):
    """The hub did what the model says must not happen."""


class Refused(Exception):
    """The model expects this refusal; its text is the name of the hub's class."""


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as the model knows it. `steps` is the severity whose steps were copied in."""

    alert_class: str
    state: str
    severity: str
    steps: str
    due: datetime | None
    version: int = 1
    epoch: int = 1
    step: int = 0
    loop: int = 0
    signals: int = 1
    reopened: int = 0
    owner: UUID | None = None
    token: UUID | None = None
    lease: datetime | None = None
    wait: int = 1  # which of its waits for a human
    first_human: datetime | None = None
    undo_until: datetime | None = None
    undo: Mapping[str, Any] | None = None  # what an undo puts back
    look_by: datetime | None = None
    looked: datetime | None = None  # when its owner last did something about it
    cleared: datetime | None = None
    outcome: str | None = None
    resolved_at: datetime | None = None
    resolved_by: UUID | None = None


NOBODY: Final[Mapping[str, Any]] = {"owner": None, "token": None, "lease": None}
NO_UNDO: Final[Mapping[str, Any]] = {"undo_until": None, "undo": None}


def next_mark(one: Alert, lease: datetime, now: datetime) -> datetime:
    """Return when a lease must next be looked at; its end when every mark is past."""
    span = HOLD_MARGIN if one.state == "responding" else LEASE[one.severity]
    marks = [lease - span + span * percent / 100 for percent in MARKS]
    return next((mark for mark in marks if mark > now), lease)


def leased(one: Alert, now: datetime, span: timedelta | None = None) -> Alert:
    """Give `one` a lease of its severity's length from now."""
    lease = now + (span or LEASE[one.severity])
    return replace(one, lease=lease, due=next_mark(one, lease, now))


def moved(one: Alert, *, epoch: bool = False, **values: object) -> Alert:
    """Return the alert one version on."""
    more = {"version": one.version + 1, "epoch": one.epoch + epoch}
    return replace(one, **(more | values))  # type: ignore[arg-type]


def acted(one: Alert, now: datetime) -> Alert:
    """Stop the clock of who waits for a human (I19)."""
    return replace(one, first_human=one.first_human or now)


# ------------------------------------------------------------------- what people do


def _fresh(one: Alert, version: int) -> None:
    if one.version != version:
        raise Refused("Overtaken")


def _mine(one: Alert, who: UUID, token: UUID | None) -> None:
    if one.state not in OWNED or one.token != token or one.owner != who:
        raise Refused("LeaseLost")


def claim(one: Alert, who: UUID, version: int, now: datetime) -> Alert:
    """Take an alert nobody has; what it was is kept for eight seconds."""
    _fresh(one, version)
    if one.state not in {"precheck", "open"}:
        raise Refused("IllegalMove")
    kept = {name: getattr(one, name) for name in ("step", "loop", "due", "first_human")}
    taken = moved(
        one, epoch=True, state="claimed", owner=who, first_human=one.first_human or now,
        undo_until=now + UNDO_WITHIN, undo=kept, looked=now,
    )  # fmt: skip
    return leased(taken, now)


def renew(one: Alert, who: UUID, token: UUID | None, now: datetime) -> Alert:
    """Lengthen a lease; nothing else changes, not even the version."""
    _mine(one, who, token)
    assert one.lease is not None
    lease = max(one.lease, now + LEASE[one.severity])
    return acted(replace(one, lease=lease, due=next_mark(one, lease, now)), now)


def release(one: Alert, who: UUID, token: UUID | None, version: int, now: datetime) -> Alert:
    """Give it back: it is open and due at once."""
    _mine(one, who, token)
    _fresh(one, version)
    free = moved(one, epoch=True, state="open", due=now, **NOBODY, **NO_UNDO)
    return acted(free, now)


def hold(one: Alert, who: UUID, token: UUID | None, version: int, now: datetime) -> Alert:
    """Wait for help expected in half an hour; never with a P1."""
    _mine(one, who, token)
    _fresh(one, version)
    if one.severity == "P1":
        raise Refused("IllegalMove")
    held = moved(one, state="responding", **NO_UNDO)
    return acted(leased(held, now, timedelta(minutes=30) + HOLD_MARGIN), now)


def hand_over(
    one: Alert, who: UUID, token: UUID | None, version: int, to: UUID, now: datetime
) -> Alert:
    """Give it to a colleague, with a lease of their own."""
    _mine(one, who, token)
    _fresh(one, version)
    own = to == who  # by their own act: they look
    given = moved(
        one, epoch=True, state="claimed", owner=to, looked=now if own else None, **NO_UNDO
    )
    taken = acted(leased(given, now), now)
    return taken if own else told_to_look(taken, now)


def told_to_look(one: Alert, now: datetime) -> Alert:
    """Give the owner of a P1 a minute to look at it."""
    if one.severity != "P1":
        return one
    assert one.due is not None
    look_by = now + LOOK_WITHIN
    return replace(one, due=min(one.due, look_by), look_by=look_by)


def has_looked(one: Alert) -> bool:
    """Whether the owner did something since they were told."""
    told = None if one.look_by is None else one.look_by - LOOK_WITHIN
    return told is not None and one.looked is not None and one.looked > told


def noted(one: Alert, who: UUID, now: datetime) -> Alert:
    """A note moves nothing; its owner's shows that they look."""
    return acted(replace(one, looked=now), now) if one.owner == who else one


def resolve(
    one: Alert, who: UUID, token: UUID | None, version: int, *, verified: bool, now: datetime
) -> Alert:
    """Finish it with an outcome; a P1 or P2 only with the person verified (I16)."""
    _mine(one, who, token)
    _fresh(one, version)
    if one.severity in {"P1", "P2"} and not verified:
        raise Refused("Invalid")
    done = moved(
        one, epoch=True, state="resolved", outcome="assisted", resolved_at=now,
        resolved_by=who, due=None, undo_until=now + UNDO_WITHIN, undo={},
    )  # fmt: skip
    return acted(done, now)


def undo(
    one: Alert, who: UUID, token: UUID | None, version: int, now: datetime, *, another: bool
) -> Alert:
    """Take one's own claim or resolution back; `another`: a new episode stands already."""
    _fresh(one, version)
    if one.token != token:
        raise Refused("LeaseLost")
    if one.undo_until is None or now > one.undo_until:
        raise Refused("IllegalMove")
    if (one.resolved_by if one.state == "resolved" else one.owner) != who:
        raise Refused("IllegalMove")
    assert one.undo is not None
    if one.state != "resolved":
        return moved(one, epoch=True, state="open", **one.undo, **NOBODY, **NO_UNDO)
    if another:
        raise Refused("Overtaken")
    back = moved(
        one, epoch=True, state="claimed", outcome=None, resolved_at=None, resolved_by=None,
        looked=now, **NO_UNDO,
    )  # fmt: skip
    return leased(back, now)


def close(one: Alert, version: int) -> Alert:
    """Close what is resolved, for good."""
    _fresh(one, version)
    if one.state != "resolved":
        raise Refused("IllegalMove")
    return moved(one, state="closed", token=None, **NO_UNDO)


# ------------------------------------------------------------------ what time does


def climbed(one: Alert, now: datetime) -> Alert:
    """Do what is due: the next step, a reminder, or the end of the lease."""
    if one.due is None or one.due > now or one.state not in LIVE - {"precheck"}:
        return one
    if one.state == "open":
        delays, repeat = STEPS[one.steps]
        if one.step < len(delays) - 1:
            pause = timedelta(seconds=delays[one.step + 1] - delays[one.step])
            return replace(one, step=one.step + 1, due=now + pause)
        return replace(one, loop=one.loop + 1, due=now + timedelta(seconds=repeat))
    assert one.lease is not None
    if now >= one.lease:
        return moved(one, epoch=True, state="open", due=now, **NOBODY, **NO_UNDO)
    later = replace(one, due=next_mark(one, one.lease, now))
    if one.look_by is None or one.look_by > now:
        return later
    return unlooked(later)


def unlooked(later: Alert) -> Alert:
    """Tell the next step if the owner has not looked in time; they keep it."""
    if has_looked(later):
        return replace(later, look_by=None)
    last = len(STEPS[later.steps][0]) - 1
    told = min(max(later.step, 1), last)  # the first was told with the alert
    return replace(
        later, look_by=None, step=min(told + 1, last), loop=later.loop + (told == last)
    )


# ------------------------------------------------------------- what a judging may do


def worsened(one: Alert, severity: str, now: datetime) -> Alert:
    """Start the harder steps; a lease is only ever shortened (I4).

    A P1 waits for a human anew, whoever has it (I19).
    """
    anew = severity == "P1"
    harder = moved(
        one, severity=severity, steps=severity, signals=one.signals + 1, cleared=None,
        step=0, loop=one.loop + 1, look_by=None, wait=one.wait + anew,
        first_human=None if anew else one.first_human, **NO_UNDO,
    )  # fmt: skip
    if one.state not in OWNED:
        return replace(harder, state="open", due=now)
    assert one.lease is not None
    lease = min(one.lease, now + LEASE[severity])
    due, look_by = next_mark(harder, lease, now), None
    if severity == "P1":
        look_by = now + LOOK_WITHIN
        due = min(due, look_by)
    return replace(harder, lease=lease, due=due, look_by=look_by)


def fed(one: Alert, severity: str, now: datetime) -> Alert:
    """One more signal: the severity never falls, nobody loses a claim (I4)."""
    if severity < one.severity:  # "P1" < "P2": more urgent
        return worsened(one, severity, now)
    if severity != one.severity:
        raise Broken("I4: the severity of a running episode fell")
    again = moved(one, signals=one.signals + 1, cleared=None)
    waited_for = one.look_by is not None and not has_looked(one)
    return again if one.state not in OWNED or waited_for else told_to_look(again, now)


def auto_cleared(one: Alert, now: datetime) -> Alert:
    """It passed before anybody claimed it; never a P1 (I5)."""
    if one.severity == "P1" or one.alert_class in NEVER_SOFT:
        raise Broken("I5: a P1 cleared itself")
    if one.state not in {"precheck", "open"}:
        raise Broken("I5: an alert somebody has cleared itself")
    return moved(one, epoch=True, state="auto_cleared", due=None, cleared=now, resolved_at=now)


def reopened(one: Alert, severity: str, now: datetime) -> Alert:
    """TRUE again within half an hour of its end: the same episode, from the first step."""
    if one.state not in {"resolved", "auto_cleared"}:
        raise Broken(f"I2: {one.state} was reopened")
    assert one.resolved_at is not None
    if now - one.resolved_at > REOPEN_WITHIN:
        raise Broken("an episode that ended long ago was reopened")
    return moved(
        one, epoch=True, state="open", severity=severity, steps=severity, due=now,
        signals=one.signals + 1, reopened=one.reopened + 1, step=0, loop=one.loop + 1,
        outcome=None, resolved_at=None, resolved_by=None, cleared=None, look_by=None,
        wait=one.wait + 1, first_human=None, **NOBODY, **NO_UNDO,
    )  # fmt: skip


def judged(one: Alert, row: Any, now: datetime) -> Alert:  # noqa: ANN401 - a row of `alert`
    """Say what the judging seen in `row` must have made of `one`; it does one thing."""
    if row.version == one.version:
        return one
    if row.reopen_count > one.reopened:
        return reopened(one, row.severity, now)
    if row.signals > one.signals:
        return fed(one, row.severity, now)
    if row.state == "auto_cleared":
        return auto_cleared(one, now)
    if row.condition_cleared_at is not None and one.cleared is None:
        return moved(one, cleared=now)
    raise Broken(f"a judging did something else: {one} → {row}")


def born(row: Any, now: datetime) -> Alert:  # noqa: ANN401 - a row of `alert`
    """Return a new alert; its class, severity and first question are the rules' to say."""
    if row.state not in {"open", "precheck"}:
        raise Broken(f"an alert was born {row.state}")
    if row.state == "precheck" and (row.severity == "P1" or row.alert_class in NEVER_SOFT):
        raise Broken("I5: a P1 was asked about first")
    return Alert(row.alert_class, row.state, row.severity, row.severity, now)


# --------------------------------------------------------------------- comparison

COMPARED: Final[Mapping[str, Callable[[Any], Any]]] = {
    "state": lambda row: str(row.state),
    "severity": lambda row: str(row.severity),
    "steps": lambda row: str(row.policy["severity"]),
    "version": lambda row: row.version,
    "epoch": lambda row: row.epoch,
    "step": lambda row: row.step_no,
    "loop": lambda row: row.loop_no,
    "due": lambda row: row.due_at,
    "signals": lambda row: row.signals,
    "reopened": lambda row: row.reopen_count,
    "owner": lambda row: row.owner_id,
    "lease": lambda row: row.lease_until,
    "wait": lambda row: row.wait_no,
    "first_human": lambda row: row.first_human_at,
    "undo_until": lambda row: row.undo_until,
    "outcome": lambda row: row.outcome and str(row.outcome),
    "resolved_at": lambda row: row.resolved_at,
    "resolved_by": lambda row: row.resolved_by,
}
AFTERWARDS: Final = frozenset({"owner", "lease"})  # of what has ended: of no meaning any more


def unlike(one: Alert, row: Any) -> dict[str, tuple[Any, Any]]:  # noqa: ANN401 - a row
    """Return where the hub's row is not what the model says: name → (model, hub)."""
    pairs = {name: (getattr(one, name), read(row)) for name, read in COMPARED.items()}
    over = one.state not in LIVE
    return {
        name: pair
        for name, pair in pairs.items()
        if pair[0] != pair[1] and not (over and name in AFTERWARDS)
    }


# ----------------------------------------------------- what else a tick may have done


def asking(one: Alert, row: Any, now: datetime) -> list[Alert]:  # noqa: ANN401 - a row
    """What asking the resident may make of a pre-check: another wait, or its end."""
    if one.state != "precheck" or row.due_at is None:
        return []
    waits = replace(one, due=row.due_at)
    opened = moved(one, state="open", due=now)
    return [waits] * (row.due_at <= now + timedelta(minutes=10)) + [opened]


def fallen_through(one: Alert, row: Any, now: datetime) -> list[Alert]:  # noqa: ANN401
    """A step that reached nobody makes the next due at once (I14), and nothing else."""
    if one.state != "open" or one.due is None or one.due <= now or row.due_at != now:
        return []
    return [replace(one, due=now)]
