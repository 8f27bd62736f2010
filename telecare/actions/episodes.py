"""The machine's side of an alert: what a verdict does to the episode of its class.

A verdict opens an alert, feeds the open one (repeat, worsen), notes that the condition has
cleared, ends a soft one nobody has claimed, or reopens one just resolved. What a human does is
in `triage`; which of these happens is decided by `care.alert.decide`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from telecare.actions import leases, looking, outbox, precheck_ends
from telecare.actions.outbox import Call
from telecare.care import escalation, precheck
from telecare.care.alert import LEASE, OWNED_STATES, Move, State, after
from telecare.care.escalation import Hours, Policy
from telecare.care.facts import AlertClass, Facts, Finding, Severity, worse
from telecare.care.judge import VERSIONS
from telecare.db.prepared import Prepared
from telecare.records import alerts, audit, feeds, past_waits, policies, prechecks
from telecare.records.actor import SERVICE
from telecare.records.alerts import Alert
from telecare.records.prechecks import Result

ALERTS = Alert.__table__
FIRST_EPOCH: Final = 1


@dataclass(frozen=True, slots=True)
class Home:
    """What an alert copies from the resident it is about. No personal data."""

    resident_id: UUID
    sigungu_id: UUID  # the organisation whose feed carries the alert
    blind: bool  # the home cannot be heard now
    canary: bool = False  # a machine lives there: nobody is to be told


def open_alert(
    db: Session, home: Home, finding: Finding, signal_at: datetime, facts: Facts, now: datetime
) -> bool:
    """Open an episode; return False when the class has one already.

    The partial unique index is the judge: two judges at once open one alert (I1). The policy is
    copied in, so that editing it never changes an episode that runs (I15).
    """
    policy = _policy(db, home, finding.severity)
    row = _new_row(home, finding, facts, policy, now) | {"last_signal_at": signal_at}
    on_postgres = db.get_bind().dialect.name == "postgresql"
    asked_first = _asked_first(db, home, finding)
    if asked_first is not None:  # the tick asks, due now; nobody else is told yet
        row |= {"state": State.PRECHECK, "policy": row["policy"] | {"precheck": asked_first}}
    if (_OPEN_POSTGRES if on_postgres else _OPEN_SQLITE).first(db, row) is None:
        return False
    if asked_first is not None:
        what = {"severity": finding.severity, "rule": finding.rule}
        _log(db, "precheck.began", row["id"], home, now, **what)
        return True
    call = Call(row["id"], finding.severity, FIRST_EPOCH, loop_no=0, step="0")
    _tell_first(db, call, policy, now)
    _log(db, "alert.opened", row["id"], home, now, severity=finding.severity, rule=finding.rule)
    return True


def feed_alert(
    db: Session,
    home: Home,
    live: Row[Any],
    finding: Finding,
    signal_at: datetime,
    now: datetime,
) -> bool:
    """Give a repeated or worse signal to the open alert and tell again who should know (I4).

    The severity only rises. The epoch is kept: nobody's claim ends because things got worse.
    False: somebody moved the alert meanwhile, and the signal is still to be told.
    """
    worst = worse(live.severity, finding.severity)
    worsened = worst is not live.severity
    move = Move.WORSEN if worsened else Move.REPEAT
    values: dict[str, object] = {
        "state": after(live.state, move),
        "signals": live.signals + 1,
        "last_signal_at": signal_at,
        "condition_cleared_at": None,
        "blind": home.blind,
        "simulated": live.simulated and finding.simulated,
    }
    if worsened or finding.severity is live.severity:  # a milder one does not reword the alert
        values |= _wording(finding)
    if worsened:
        values |= {"severity": worst, **harder(db, live, worst, now)}
    elif live.state in OWNED_STATES and finding.severity is Severity.P1:
        values |= looking.asked_again(db, live, now)
    if not moved(db, live, values, now):
        return False
    tell_again(db, live, worst, values, now)
    what = "alert.worsened" if worsened else "alert.repeated"
    _log(db, what, live.id, home, now, severity=worst, signals=live.signals + 1)
    return True


def note_cleared(db: Session, home: Home, live: Row[Any], now: datetime) -> bool:
    """The condition is no longer true; a human still has to finish the alert.

    False: somebody moved the alert meanwhile.
    """
    if live.condition_cleared_at is not None:
        return True
    if not moved(db, live, {"condition_cleared_at": now}, now):
        return False
    _log(db, "alert.condition_cleared", live.id, home, now)
    return True


def auto_clear(db: Session, home: Home, live: Row[Any], now: datetime) -> bool:
    """End a soft, unclaimed alert whose condition has gone; never a P1 (I5).

    False: somebody moved the alert meanwhile.
    """
    values = {
        "state": after(live.state, Move.AUTO_CLEAR),
        "epoch": live.epoch + 1,
        "condition_cleared_at": now,
        "resolved_at": now,  # by nobody: resolved_by stays empty
        "due_at": None,
    }
    if not moved(db, live, values, now):
        return False
    _log(db, "alert.auto_cleared", live.id, home, now)
    if live.state is State.PRECHECK:
        precheck_ends.ended_well(db, live, Result.ACTIVITY, now)
    return True


def reopen(
    db: Session,
    home: Home,
    last: Row[Any],
    finding: Finding,
    signal_at: datetime,
    facts: Facts,
    now: datetime,
) -> bool:
    """The verdict left TRUE and came back within half an hour: the same episode goes on.

    It waits for a human anew, under today's policy from its first step. False: somebody moved
    the alert meanwhile, and the signal is still to be told.
    """
    worst = worse(last.severity, finding.severity)
    policy = _policy(db, home, worst)
    ended_at = last.resolved_at or last.last_signal_at
    taken, received = first_signal(finding, facts, now, after=ended_at)
    late = finding.late_by
    values: dict[str, object] = {
        "state": after(last.state, Move.REOPEN),
        "organisation_id": home.sigungu_id,  # they may live elsewhere since it ended
        "epoch": last.epoch + 1,
        "severity": worst,
        "policy": _copied(policy, began_at=received),
        "policy_version": policy.version,
        "episode_since": finding.since,
        "first_signal_taken_at": taken,
        "signals": last.signals + 1,
        "last_signal_at": signal_at,
        "blind": home.blind,
        "late_by_s": None if late is None else int(late.total_seconds()),
        "simulated": finding.simulated,
        "reopen_count": last.reopen_count + 1,
        "loop_no": last.loop_no + 1,
        "step_no": 0,
        "due_at": now,
        **past_waits.anew(last, received),
        **_NOBODY,
        **_UNFINISHED,
        **_wording(finding),
    }
    if not moved(db, last, values, now):
        return False
    call = Call(last.id, worst, last.epoch + 1, last.loop_no + 1, "0")
    _tell_first(db, call, policy, now)
    _log(db, "alert.reopened", last.id, home, now, reopened=last.reopen_count + 1)
    return True


def _policy(db: Session, home: Home, severity: Severity) -> Policy:
    """Return what the home's organisation does now; of a canary's alert it tells no person."""
    if home.canary:
        return escalation.CANARY_POLICY
    return policies.standing(db, home.sigungu_id, severity)


_NOBODY: Final[Mapping[str, object]] = {  # no owner, no lease, nothing to undo
    "owner_id": None,
    "lease_until": None,
    "lease_token": None,
    "expected_by": None,
    "hold_reason": None,
    "undo_until": None,
    "undo_from": None,
}
_UNFINISHED: Final[Mapping[str, object]] = {
    "outcome": None,
    "resolved_at": None,
    "resolved_by": None,
    "condition_cleared_at": None,
}


_UNTOUCHED: Final[dict[str, Any]] = dict.fromkeys(ALERTS.c.keys()) | {
    "version": 1,
    "wait_no": 1,
    "signals": 1,
    "reopen_count": 0,
    "step_no": 0,
    "loop_no": 0,
}


def _asked_first(db: Session, home: Home, finding: Finding) -> dict[str, Any] | None:
    """Return the copy of the protocol by which the resident is asked first; None: nobody is."""
    if not precheck.asks_first(finding):
        return None
    protocol = prechecks.standing(db, home.sigungu_id)
    return precheck.to_json(protocol) if protocol.asks else None


def _new_row(
    home: Home, finding: Finding, facts: Facts, policy: Policy, now: datetime
) -> dict[str, Any]:
    taken, received = first_signal(finding, facts, now)
    late = finding.late_by
    return _UNTOUCHED | {
        "id": uuid4(),
        "organisation_id": home.sigungu_id,
        "resident_id": home.resident_id,
        "alert_class": finding.alert_class,
        "rule": finding.rule,
        "rule_version": VERSIONS[finding.rule],
        "subject": finding.subject,
        "severity": finding.severity,
        "state": State.OPEN,
        "opened_at": now,
        "episode_since": finding.since,
        "first_signal_taken_at": taken,
        "first_signal_received_at": received,
        "blind": home.blind,
        "late_by_s": None if late is None else int(late.total_seconds()),
        "simulated": finding.simulated,
        "policy": _copied(policy, began_at=received),
        "policy_version": policy.version,
        "epoch": FIRST_EPOCH,
        "due_at": now,  # the first step is written with the alert; the tick takes over at once
        **_wording(finding),
    }


def first_signal(
    finding: Finding, facts: Facts, now: datetime, *, after: datetime | None = None
) -> tuple[datetime, datetime]:
    """Return when the first signal was taken and received; the KPI clock starts at receipt.

    A press has both (I19). A silence has no signal: it is known from the verdict on, so both
    are `now`. Presses up to `after` were signals of a wait that is over.
    """
    presses = [press for press in facts.presses if press.at >= finding.since]
    if after is not None:
        presses = [press for press in presses if press.received_at > after]
    if finding.alert_class is AlertClass.SOS and presses:
        first = min(presses, key=lambda press: press.received_at)
        return first.at, first.received_at
    return now, now


def _copied(policy: Policy, *, began_at: datetime) -> dict[str, Any]:
    """Return the alert's own copy of the policy, with when the clock of its run began."""
    return _written(policy) | {"began_at": began_at.isoformat()}


@cache
def _written(policy: Policy) -> dict[str, Any]:
    """Return the policy's JSON, made once: hundreds of alerts may open in one tick."""
    return escalation.policy_to_json(policy)


def _wording(finding: Finding) -> dict[str, object]:
    return {
        "because_ko": finding.because.ko,
        "because_en": finding.because.en,
        "evidence": dict(finding.evidence),
    }


def harder(db: Session, live: Row[Any], worst: Severity, now: datetime) -> dict[str, object]:
    """Start the policy of the higher severity; a lease is only ever shortened.

    What has become a P1 waits for a human anew: its owner must look soon, or others are told
    (`looking`).
    """
    policy = policies.standing(db, live.organisation_id, worst)
    started: dict[str, object] = {
        "policy": _copied(policy, began_at=now),
        "policy_version": policy.version,
        "loop_no": live.loop_no + 1,
        "step_no": 0,
        "undo_until": None,  # what was undone would be an alert of the milder policy
        "undo_from": None,
    }
    if worst is Severity.P1:
        started |= past_waits.anew(live, now)
    if live.state not in OWNED_STATES:
        return started | {"due_at": now}
    lease_until = min(live.lease_until, now + LEASE[worst])
    due_at = leases.next_mark(worst, live.state, lease_until, now)
    copied = _copied(policy, began_at=now)
    return started | {"lease_until": lease_until, **looking.asked(copied, worst, due_at, now)}


def run_anew(
    db: Session, live: Row[Any], sigungu_id: UUID, now: datetime, *, carried: Collection[str]
) -> dict[str, object]:
    """Return what begins another organisation's policy: it names the people there.

    An alert nobody owns is due now, so that the tick tells the first step; what was told before
    is of an older epoch and not sent any more. One that is owned or asked about keeps its own
    deadline and comes to the first step when that is over.

    Args:
        db: The transaction.
        live: The alert's row.
        sigungu_id: The si/gun that has it from now on.
        now: When the clock of the run begins.
        carried: What the old copy of the policy keeps besides: "precheck", "look_by".
    """
    policy = policies.standing(db, sigungu_id, live.severity)
    kept = {word: live.policy[word] for word in carried if word in live.policy}
    begun: dict[str, object] = {
        "policy": _copied(policy, began_at=now) | kept,
        "policy_version": policy.version,
        "loop_no": live.loop_no + 1,
        "step_no": 0,
    }
    if live.state is State.OPEN:
        begun |= {"epoch": live.epoch + 1, "due_at": now}
    return begun


def tell_again(
    db: Session, live: Row[Any], worst: Severity, values: Mapping[str, Any], now: datetime
) -> None:
    """Tell the owner at once; an alert nobody owns is told by its policy instead."""
    if live.state in OWNED_STATES:
        call = Call(live.id, worst, live.epoch, live.loop_no, f"signal{values['signals']}")
        outbox.tell_persons(db, call, ["owner"], now)
    elif values["state"] is State.PRECHECK:
        return  # the resident is being asked already: nobody else is told yet
    elif "loop_no" in values:  # worse: the harder policy's first step
        call = Call(live.id, worst, live.epoch, values["loop_no"], "0")
        _tell_first(db, call, policies.standing(db, live.organisation_id, worst), now)
    else:  # a step that keeps hours may be nobody now: the first that is always told
        steps = escalation.policy_from_json(live.policy).steps
        step = next((one for one in steps if one.hours is Hours.ALWAYS), steps[-1])
        call = Call(live.id, worst, live.epoch, live.loop_no, f"signal{values['signals']}")
        outbox.tell_step(db, call, step, now)


def _tell_first(db: Session, call: Call, policy: Policy, now: datetime) -> None:
    """Tell a run's first step with the change itself.

    One that keeps hours is left to the tick, due now, which asks the calendar.
    """
    if policy.steps[0].hours is Hours.ALWAYS:
        outbox.tell_step(db, call, policy.steps[0], now)


def moved(db: Session, read: Row[Any], values: Mapping[str, object], now: datetime) -> bool:
    """Move the row if it still stands where it was read (I2); keep the wait that ends so.

    The judge holds the resident's mark, so only a human or a tick can have come between.
    """
    begins = "wait_no" in values
    acted = alerts.first_human_at(db, read.id) if begins else None  # a note raises no version
    if not alerts.move(db, read.id, read.version, [read.state], values):
        return False
    if begins:
        past_waits.keep(db, read, acted, now)
    return True


def _log(
    db: Session,
    what: str,
    alert_id: UUID,
    home: Home,
    now: datetime,
    **facts: Any,  # noqa: ANN401
) -> None:
    audit.write(
        db, SERVICE, what, at=now, resident=home.resident_id, alert=alert_id,
        organisation=home.sigungu_id, **facts,
    )  # fmt: skip
    feeds.announce(
        db, home.sigungu_id, "alert", alert_id=alert_id, resident_id=home.resident_id, at=now
    )


_OPEN_SQLITE: Final = Prepared(
    sqlite.insert(ALERTS).on_conflict_do_nothing().returning(ALERTS.c.id)
)
_OPEN_POSTGRES: Final = Prepared(
    postgresql.insert(ALERTS).on_conflict_do_nothing().returning(ALERTS.c.id)
)
