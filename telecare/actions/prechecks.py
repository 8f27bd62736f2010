"""Pre-checks: asking the resident before people are told, and what each answer does.

An alert that asks first stands in PRECHECK with its copy of the protocol. Its timer is the
deadline of the attempt that is waited for; no answer, or one that cannot be given, takes the
next attempt, and after the last the alert opens and its policy begins (law 1). "I am well"
ends it and is kept; "help" makes it a P1. An answer that comes late is never lost.
"""

import re
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from telecare.actions import episodes, looking, outbox, precheck_ends, prompts, tasks, triage
from telecare.care import precheck
from telecare.care.alert import LIVE_STATES, OWNED_STATES, Move, State, Verified, after
from telecare.care.facts import AlertClass, Finding, Sentence, Severity
from telecare.care.precheck import Ask, Way
from telecare.records import (
    alerts,
    audit,
    feeds,
    organisations,
    prechecks,
    providers,
    tablets,
    watching,
)
from telecare.records.actor import SERVICE
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.facts import facts_at
from telecare.records.notifications import NOTICES, About
from telecare.records.prechecks import ATTEMPTS, Result
from telecare.records.prompts import PROMPTS, Answer, PromptKind
from telecare.records.providers import Carries
from telecare.records.residents import RESIDENTS
from telecare.records.tasks import TaskKind

_BY_TELEPHONE: Final = Sentence(
    ko="안부를 여쭌 전화에서 도움을 요청했습니다.",
    en="Asked for help on the telephone, when we called to ask how they were.",
)
_REPLY: Final = re.compile(r"(1|9|ok|help)\s*번?[\s.!~]*", re.IGNORECASE)
SAID_CHARS: Final = 500  # of a written reply, kept as a note
_ANSWER_OF_KEY: Final = {"1": Answer.OK, "9": Answer.HELP, "ok": Answer.OK, "help": Answer.HELP}


def next_attempt(db: Session, alert: Row[Any], now: datetime) -> bool:
    """Ask once more, by the next way that is alive; open the alert when there is none left.

    `alert` is locked and due. False when somebody else has moved it.
    """
    prechecks.end_attempt(db, alert.id, Result.NO_ANSWER, now)
    asks = precheck.from_json(alert.policy.get("precheck"))
    done = len(prechecks.of_alert(db, alert.id))
    for no, ask in enumerate(asks[done:], start=done + 1):
        asked = _asked(db, alert, no, ask, now)
        row = {
            "alert_id": alert.id, "no": no, "way": ask.way, "asked_at": now,
            "answer_by": now + ask.wait, "result": None if asked else Result.NOT_POSSIBLE,
            "ended_at": None if asked else now,
        }  # fmt: skip
        db.execute(insert(ATTEMPTS).values(row))
        if asked:
            return _waits(db, alert, no, ask, now)
        _log(db, alert, "precheck.not_possible", now, attempt=no, way=ask.way.value)
    if not _opened(db, alert, now):
        return False
    _log(db, alert, "precheck.expired", now, attempts=len(asks))
    return True


def answered_on_tablet(
    db: Session, device_id: UUID, prompt_id: UUID, answer: Answer, now: datetime
) -> None:
    """Take what a prompt was answered on its own tablet, if it was asked by a pre-check."""
    alert_id = db.scalar(
        select(PROMPTS.c.alert_id)
        .where(PROMPTS.c.id == prompt_id, PROMPTS.c.device_id == device_id)
        .where(PROMPTS.c.kind == PromptKind.ARE_YOU_OK)
    )
    asked = None if alert_id is None else prechecks.of_alert(db, alert_id)
    if alert_id is not None and asked:
        answered(db, alert_id, answer, now)


def answered(
    db: Session, alert_id: UUID, answer: Answer, now: datetime, *, spoken: bool = False
) -> str:
    """Take the resident's answer; return the word said back: "ok", "help" or "over".

    "Well" ends only an alert nobody has seen yet. "Help" makes a P1 of whatever still lives.

    Args:
        db: The transaction.
        alert_id: What the resident was asked about.
        answer: What they said.
        now: The instant.
        spoken: By telephone: their word is then itself the fact that they are well, since no
            device of the home has told it.
    """
    resident = db.scalar(select(ALERTS.c.resident_id).where(ALERTS.c.id == alert_id))
    if resident is None:
        return "over"
    watching.mark(db, resident, at=now)  # first: a judge locks watch, alert, feed in this order
    alert = db.execute(select(*ALERTS.c).where(ALERTS.c.id == alert_id).with_for_update()).one()
    if answer is Answer.HELP:
        prechecks.end_attempt(db, alert_id, Result.HELP, now)
        return _help(db, alert, now, spoken=spoken)
    if alert.state is not State.PRECHECK:
        prechecks.end_attempt(db, alert_id, Result.OK, now)
        _log(db, alert, "precheck.ok_late", now)
        return "over"
    values: dict[str, object] = {
        "state": after(alert.state, Move.PRECHECK_OK), "epoch": alert.epoch + 1,
        "condition_cleared_at": now, "resolved_at": now, "due_at": None,
    }  # fmt: skip
    if spoken:
        values |= {"person_verified_at": now, "person_verified_how": Verified.VOICE}
    alerts.move(db, alert.id, alert.version, [alert.state], values)
    _log(db, alert, "precheck.ok", now, spoken=spoken)
    precheck_ends.ended_well(db, alert, Result.OK, now, on_tablet=not spoken)
    return "ok"


def by_telephone(ctx: Context, notice: Row[Any], result: str, key: str) -> str:
    """Take what the service tells of a call or message of a pre-check."""
    if notice.alert_id is None or notice.channel not in {Way.VOICE, Way.SMS}:
        return "noted"
    way = Way(notice.channel)
    if result == "key":
        answer = _answer(key)
        if answer is not None:
            return answered(ctx.db, notice.alert_id, answer, ctx.now, spoken=True)
        if way is Way.SMS:  # words, not a slip of a finger: a person has to look
            _unclear(ctx, notice.alert_id, key)
        return "noted"
    _came_to_nothing(ctx.db, notice, way, result, ctx.now)
    return "noted"


def _answer(key: str) -> Answer | None:
    """Read a key or a written reply: "1", "1번", " 9. "; None: neither, such as "119"."""
    said = _REPLY.fullmatch(key.strip())
    return _ANSWER_OF_KEY.get(said[1].lower()) if said else None


def _unclear(ctx: Context, alert_id: UUID, said: str) -> None:
    """Have a person read what the resident wrote, which is neither yes nor no.

    It is kept as a note. What is asked about opens; who has it already is told, or the step
    that stands; when it is over, it is a task.
    """
    db, now = ctx.db, ctx.now
    prechecks.lock(db, alert_id)
    alert = db.execute(select(*ALERTS.c).where(ALERTS.c.id == alert_id)).one()
    triage.add_note(ctx, alert, triage.Written(said.strip()[:SAID_CHARS]))
    _log(db, alert, "precheck.unclear", now)
    if alert.state is State.PRECHECK:
        if _opened(db, alert, now):
            prechecks.end_attempt(db, alert_id, Result.NO_ANSWER, now)
    elif alert.state in LIVE_STATES:
        values = {
            "state": alert.state, "signals": alert.signals + 1, "last_signal_at": now,
        }  # fmt: skip
        if episodes.moved(db, alert, values, now):
            episodes.tell_again(db, alert, alert.severity, values, now)
    else:
        tasks.by_itself(
            db, SERVICE, now, alert.resident_id, TaskKind.WELL_BEING, alert_id=alert.id
        )


def _opened(db: Session, alert: Row[Any], now: datetime) -> bool:
    """Open an alert whose resident was asked; people's time begins here."""
    values = {
        "state": after(alert.state, Move.PRECHECK_EXPIRED), "due_at": now,
        "policy": alert.policy | {"began_at": now.isoformat()},
    }  # fmt: skip
    return alerts.move(db, alert.id, alert.version, [State.PRECHECK], values)


def undelivered(db: Session, notification_id: UUID, now: datetime) -> None:
    """Take it that a question could not be sent at all: the next way is tried at once."""
    notice = db.execute(select(*NOTICES.c).where(NOTICES.c.id == notification_id)).one()
    if notice.alert_id is not None and notice.channel in {Way.VOICE, Way.SMS}:
        _came_to_nothing(db, notice, Way(notice.channel), "failed", now)


def _came_to_nothing(
    db: Session, notice: Row[Any], way: Way, result: str, now: datetime
) -> None:
    nothing = {"no_answer": Result.NO_ANSWER, "busy": Result.NO_ANSWER,
               "failed": Result.UNDELIVERABLE}  # fmt: skip
    if result in nothing and _is_of_current(db, notice):
        prechecks.came_to_nothing(db, notice.alert_id, way, nothing[result], now)


def _help(db: Session, alert: Row[Any], now: datetime, *, spoken: bool) -> str:
    """Make a P1 of the alert, whoever has it; people are told at once.

    When it is over by then, the cry for help is an alert of its own. On the tablet it is one
    anyway: that tap is a press like any other.
    """
    if alert.state not in LIVE_STATES:
        _log(db, alert, "precheck.help_late", now)
        return _cry(db, alert, now) if spoken else "over"
    worse = alert.severity is not Severity.P1
    asking = alert.state is State.PRECHECK
    move = Move.PRECHECK_HELP if asking else Move.WORSEN if worse else Move.REPEAT
    values: dict[str, object] = {
        "state": after(alert.state, move), "severity": Severity.P1,
        "signals": alert.signals + 1, "last_signal_at": now, "condition_cleared_at": None,
    }  # fmt: skip
    if worse:
        values |= episodes.harder(db, alert, Severity.P1, now)
    elif alert.state in OWNED_STATES:
        values |= looking.asked_again(db, alert, now)
    if not episodes.moved(db, alert, values, now):
        return "over"  # never: the row is held
    episodes.tell_again(db, alert, Severity.P1, values, now)
    _log(db, alert, "precheck.help", now)
    return "help"


def _cry(db: Session, over: Row[Any], now: datetime) -> str:
    """Open an emergency call, or signal the one that lives, for help asked by telephone."""
    finding = Finding(
        rule="sos", alert_class=AlertClass.SOS, severity=Severity.P1, subject="", since=now,
        signal_at=now, because=_BY_TELEPHONE, soft=False, simulated=over.simulated,
    )  # fmt: skip
    lives = select(RESIDENTS.c.organisation_id).where(RESIDENTS.c.id == over.resident_id)
    desk = organisations.sigungu_of(db, db.execute(lives).scalar_one())  # of today
    home = episodes.Home(over.resident_id, desk, blind=over.blind)
    facts = facts_at(db, over.resident_id, at=now)
    mine = (ALERTS.c.resident_id == over.resident_id, ALERTS.c.alert_class == AlertClass.SOS)
    standing = select(*ALERTS.c).where(*mine, ALERTS.c.state.in_(LIVE_STATES))
    # one that stands may end between the two, but then the next is opened
    while not episodes.open_alert(db, home, finding, now, facts, now):
        live = db.execute(standing.with_for_update()).first()
        if live is not None:
            episodes.feed_alert(db, home, live, finding, now, now)
            break
    return "help"


def _asked(db: Session, alert: Row[Any], no: int, ask: Ask, now: datetime) -> bool:
    """Put one question by its way; False when the home or the service has no such way."""
    if ask.way is Way.TABLET:
        device_id = tablets.in_use(db, alert.resident_id)
        if device_id is None:
            return False
        prompts.put(
            db, SERVICE, now, device_id=device_id, resident_id=alert.resident_id,
            organisation_id=alert.organisation_id, kind=PromptKind.ARE_YOU_OK,
            alert_id=alert.id,
        )  # fmt: skip
        return True
    if providers.standing(db, alert.organisation_id, Carries(ask.way.value), now) is None:
        return False
    outbox.say(
        db, About.PRECHECK, alert.id, organisation_id=alert.organisation_id, target="",
        channels=(ask.way.value,), now=now, word=str(no), urgent=True,
        resident_id=alert.resident_id, alert_id=alert.id,
    )  # fmt: skip
    return True


def _waits(db: Session, alert: Row[Any], no: int, ask: Ask, now: datetime) -> bool:
    """Wait for this attempt. The version stays: asking must not overtake who claims."""
    moved = db.execute(
        update(ALERTS)
        .where(ALERTS.c.id == alert.id, ALERTS.c.version == alert.version)
        .where(ALERTS.c.state == State.PRECHECK)
        .values(due_at=now + ask.wait)
        .returning(ALERTS.c.id)
    ).first()
    if moved is not None:
        _log(db, alert, "precheck.asked", now, attempt=no, way=ask.way.value)
    return moved is not None


def _is_of_current(db: Session, notice: Row[Any]) -> bool:
    """Whether a message belongs to the newest attempt: an old call moves nothing (I12)."""
    attempts = prechecks.of_alert(db, notice.alert_id)
    word = str(notice.idempotency_key).split(":")[2]
    return bool(attempts) and word == str(attempts[-1].no)


def _log(
    db: Session,
    alert: Row[Any],
    what: str,
    now: datetime,
    **facts: Any,  # noqa: ANN401 - ids, numbers and words, as `audit.write` takes them
) -> None:
    audit.write(
        db, SERVICE, what, at=now, resident=alert.resident_id, alert=alert.id,
        organisation=alert.organisation_id, **facts,
    )  # fmt: skip
    feeds.announce(
        db, alert.organisation_id, "alert", alert_id=alert.id,
        resident_id=alert.resident_id, at=now,
    )  # fmt: skip
