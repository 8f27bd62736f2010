"""The canary: in each organisation a machine presses SOS on a schedule, as a resident would.

Its device has a key of its own and delivers over HTTP by the public address, so a press
comes through only if the front door, the store, the judge, the outbox and the ticks all work.
A robot closes the alert. Nobody is paged by it, it stands on no board and in no figure; what
people hear of is a press that did not come through in 30 seconds.
"""

import logging
from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor as Pool
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import urllib3
from nacl.signing import SigningKey
from sqlalchemy import Engine, Row, func, insert, select, update
from sqlalchemy.orm import Session

from telecare.actions import enrolment, outbox
from telecare.care.alert import LIVE_STATES, Move, Outcome, State, after
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, NotYours
from telecare.protocol.limits import OBSERVATIONS_PATH
from telecare.protocol.messages import (
    Enrolment,
    Kind,
    Observation,
    enrolment_proof,
    write,
    write_delivery,
)
from telecare.protocol.signature import Ed25519Signer, signed_headers
from telecare.records import (
    alerts,
    audit,
    canaries,
    households,
    organisations,
    plans,
    residents,
)
from telecare.records.actor import SERVICE
from telecare.records.alerts import ALERTS
from telecare.records.canaries import CANARIES
from telecare.records.context import Context
from telecare.records.devices import DEVICES
from telecare.records.keys import KeyRing
from telecare.records.notifications import NOTICES, About, NotificationState
from telecare.vault.vault import Vault

THROUGH_WITHIN: Final = timedelta(seconds=30)  # issue 4, 12
EVERY: Final = timedelta(minutes=10)  # our own: broken is known well within one shift
SHORTEST: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(hours=1)
AT_ONCE: Final = 8  # presses on their way at the same time
TIMEOUT: Final = urllib3.Timeout(connect=5, read=10)
# who answers for the desk, and who can mend the service; both may open `/watch`
TOLD: Final = ("supervisor", "role:administrator")
TOLD_BY: Final = ("console", "push", "mail", "sms")
WAITING: Final = (NotificationState.QUEUED, NotificationState.SENT)
OVERDUE: Final = timedelta(seconds=60)  # a press that is not made is as bad as one not heard
SEALED_AS: Final = ("canary", "key")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Press:
    """One press to be made: whose, with which key and number."""

    organisation_id: UUID
    device_id: UUID
    signer: Ed25519Signer = field(repr=False)  # a private key: in no log
    number: int
    at: datetime


def begin(ctx: Context, organisation_id: UUID, *, every: timedelta = EVERY) -> None:
    """Let an organisation's canary press from now on; its resident is made the first time.

    Args:
        ctx: The request.
        organisation_id: A si/gun at or below the actor's organisation.
        every: From `SHORTEST` to `LONGEST`.

    Raises:
        NotYours: There is no such organisation for them.
        Invalid: It is no si/gun, or the time between presses is too short or too long.
    """
    _must_be_sigungu(ctx, organisation_id)
    if not SHORTEST <= every <= LONGEST:
        raise Invalid(
            {"every_minutes": "Choose 1 to 60 minutes."},
            {"every_minutes": "1분에서 60분 사이로 고르세요."},
        )
    every_s = int(every.total_seconds())
    kept = canaries.of(ctx.db, organisation_id)
    if kept is None:
        _make(ctx, organisation_id, every_s)
    else:
        _set(ctx.db, kept, {"every_s": every_s, "due_at": ctx.now})
    _log(ctx, "canary.begun", organisation_id, every_s=every_s)


def stop(ctx: Context, organisation_id: UUID) -> None:
    """Let an organisation's canary press no more; what is on its way is still closed.

    Raises:
        NotYours: There is no such organisation for them, or it has no canary.
    """
    _must_be_sigungu(ctx, organisation_id)
    kept = canaries.of(ctx.db, organisation_id)
    if kept is None:
        raise NotYours
    _set(ctx.db, kept, {"due_at": None, "failing_since": None})
    _log(ctx, "canary.stopped", organisation_id)


def ill(db: Session, now: datetime) -> list[UUID]:
    """Return the organisations whose canary is not heard, or does not press any more."""
    return [
        one.organisation_id
        for one in canaries.running(db)
        if one.failing_since is not None or one.due_at < now - OVERDUE
    ]


def press_due(engine: Engine, vault: Vault, now: datetime, *, origin: str) -> int:
    """Press for every canary that is due, over HTTP; return how many.

    Args:
        engine: The hub's database; no transaction is open while a press is on its way.
        vault: For the devices' keys.
        now: The instant; presses carry it.
        origin: The public address: scheme, host and port.
    """
    with transaction(engine) as db:
        presses = _take(Context(db, KeyRing(db, vault), SERVICE, now))
    if not presses:
        return 0
    with Pool(min(AT_ONCE, len(presses)), "canary") as pool:
        for press, result in zip(
            presses, pool.map(lambda one: _deliver(one, origin), presses), strict=True
        ):
            with transaction(engine) as db:
                mine = (
                    CANARIES.c.organisation_id == press.organisation_id,
                    CANARIES.c.pressed_at == press.at,
                )
                db.execute(update(CANARIES).where(*mine).values(result=result))
    return len(presses)


def look(engine: Engine, vault: Vault, now: datetime) -> int:
    """Close what has come through and alarm for what has not; return how many presses moved."""
    with reading(engine) as db:
        waiting = db.scalars(
            select(CANARIES.c.organisation_id)
            .where(CANARIES.c.pressed_at.is_not(None), CANARIES.c.through_at.is_(None))
            .order_by(CANARIES.c.pressed_at)
        ).all()
    moved = 0
    for organisation_id in waiting:
        with transaction(engine) as db:
            moved += _look(Context(db, KeyRing(db, vault), SERVICE, now), organisation_id)
    return moved


def _make(ctx: Context, organisation_id: UUID, every_s: int) -> None:
    """Put a machine into the register and enrol its device as any home's is."""
    machine = replace(ctx, actor=SERVICE)
    household_id = households.add(
        machine, households.Home(address="-"), organisation_id=organisation_id
    )
    profile = residents.Profile(
        name="카나리아 점검", birth_date=date(2000, 1, 1), sex="unknown",
        legal_basis="consent", simulated=True, canary=True,
    )  # fmt: skip
    resident_id = residents.add(
        machine, profile, organisation_id=organisation_id, household_id=household_id
    )
    plans.record(ctx.db, resident_id, plans.Terms(), after=0, by=None, at=ctx.now)
    signer = Ed25519Signer(SigningKey.generate())
    issued = enrolment.make_device(machine, resident_id, label="canary", simulated=True)
    enrolment.redeem(ctx.db, ctx.ring.vault, _enrolment(issued.code, signer), now=ctx.now)
    table, column = SEALED_AS
    key = ctx.ring.seal(
        ("resident", resident_id), b64encode(bytes(signer.key)).decode(),
        table=table, column=column, row=organisation_id,
    )  # fmt: skip
    ctx.db.execute(
        insert(CANARIES).values(
            organisation_id=organisation_id, resident_id=resident_id,
            device_id=issued.device_id, key=key, version=1, every_s=every_s, due_at=ctx.now,
        )
    )  # fmt: skip


def _enrolment(code: str, signer: Ed25519Signer) -> Enrolment:
    return Enrolment(
        code=code,
        algorithm="ed25519",
        public_key=b64encode(signer.public_bytes()).decode(),
        proof=b64encode(signer.sign(enrolment_proof(code))).decode(),
    )


def _take(ctx: Context) -> list[Press]:
    """Claim every press that is due; of two schedulers one gets it (law 1)."""
    due = ctx.db.execute(
        select(CANARIES, DEVICES.c.highest)
        .join(DEVICES, DEVICES.c.id == CANARIES.c.device_id)
        .where(CANARIES.c.due_at <= ctx.now)
        .order_by(CANARIES.c.due_at)
    ).all()
    taken = []
    for row in due:
        values = {
            "due_at": ctx.now + timedelta(seconds=row.every_s),
            "pressed_at": ctx.now,
            "result": None,
            "through_at": None,
        }
        if not _set(ctx.db, row, values):
            continue
        table, column = SEALED_AS
        key = ctx.ring.open(row.key, table=table, column=column, row=row.organisation_id)
        signer = Ed25519Signer(SigningKey(b64decode(key)))
        # what was stored is in `highest`, so a press that was lost leaves no gap
        number = row.highest + 1
        taken.append(Press(row.organisation_id, row.device_id, signer, number, ctx.now))
    return taken


def _deliver(press: Press, origin: str) -> str:
    """Send one press as a gateway does; return a word for what the door said."""
    said = Observation(press.number, Kind.SOS, press.at, simulated=True)
    body = write_delivery(press.at, [write(said)])
    headers = signed_headers(
        press.signer, key_id=str(press.device_id), created=int(press.at.timestamp()),
        method="POST", path=OBSERVATIONS_PATH, body=body,
    )  # fmt: skip
    try:
        answer = urllib3.request(
            "POST", origin + OBSERVATIONS_PATH, body=body, headers=headers, timeout=TIMEOUT,
            retries=False, redirect=False,
        )  # fmt: skip
    except urllib3.exceptions.HTTPError:
        return "unreachable"
    return "taken" if answer.status == 200 else f"refused_{answer.status}"  # noqa: PLR2004


def _look(ctx: Context, organisation_id: UUID) -> bool:
    canary = canaries.of(ctx.db, organisation_id)
    if canary is None or canary.pressed_at is None or canary.through_at is not None:
        return False  # another scheduler was first
    in_time = ctx.now - canary.pressed_at <= THROUGH_WITHIN
    if _close(ctx, canary):
        took = ctx.now - canary.pressed_at
        values = {"through_at": ctx.now, "took_ms": int(took / timedelta(milliseconds=1))}
        if in_time and canary.failing_since is not None:
            values["failing_since"] = None
            log.warning("the canary comes through again")
            _log(ctx, "canary.recovered", organisation_id)
        return _set(ctx.db, canary, values)
    if in_time or canary.failing_since is not None or canary.due_at is None:
        return False
    if not _set(ctx.db, canary, {"failing_since": canary.pressed_at}):
        return False
    _alarm(ctx, canary)
    return True


def _close(ctx: Context, canary: Row[Any]) -> bool:
    """Finish the canary's alert once its notification has been dealt with; tell whether."""
    alert = ctx.db.execute(
        select(ALERTS)
        .where(ALERTS.c.resident_id == canary.resident_id)
        .where(ALERTS.c.state.in_(LIVE_STATES))
        .where(ALERTS.c.last_signal_at >= canary.pressed_at)
    ).first()
    if alert is None or not _told(ctx.db, alert.id):
        return False
    values = {
        "state": _finished(alert.state),
        "epoch": alert.epoch + 1,
        "outcome": Outcome.TEST,
        "person_verified_at": ctx.now,  # the press is answered; by a robot, as its audit says
        "resolved_at": ctx.now,
        "closed_at": ctx.now,
        "due_at": None,
    }
    if not alerts.move(ctx.db, alert.id, alert.version, [alert.state], values):
        return False
    audit.write(
        ctx.db, SERVICE, "canary.closed", at=ctx.now, resident=canary.resident_id,
        alert=alert.id, organisation=canary.organisation_id,
    )  # fmt: skip
    return True


def _told(db: Session, alert_id: UUID) -> bool:
    """Whether something was said of the alert and nothing of it still waits."""
    count = func.count()
    said, waiting = db.execute(
        select(count, count.filter(NOTICES.c.state.in_(WAITING))).where(
            NOTICES.c.alert_id == alert_id
        )
    ).one()
    return bool(said) and not waiting


def _finished(state: State) -> State:
    """Return where the robot takes it, by the same moves as a person would."""
    for move in (Move.CLAIM, Move.RESOLVE, Move.CLOSE):
        state = after(state, move)
    return state


def _alarm(ctx: Context, canary: Row[Any]) -> None:
    """Say it everywhere: the log, `/health` (by `failing_since`), people, the audit.

    It is about the machine's resident: that is how its link leads to `/watch`.
    """
    said = canary.result or "no answer"
    log.error("the canary did not come through in 30 s: %s", said)
    began = canary.pressed_at.astimezone(UTC).isoformat()
    for target in TOLD:
        outbox.say(
            ctx.db, About.NOTICE, canary.resident_id, organisation_id=canary.organisation_id,
            target=target, channels=TOLD_BY, now=ctx.now, word=began, urgent=True,
        )  # fmt: skip
    _log(ctx, "canary.failed", canary.organisation_id, result=said)


def _set(db: Session, read: Row[Any], values: dict[str, Any]) -> bool:
    """Change the row if it still stands as it was read (law 2)."""
    changed = db.execute(
        update(CANARIES)
        .where(CANARIES.c.organisation_id == read.organisation_id)
        .where(CANARIES.c.version == read.version)
        .values(version=read.version + 1, **values)
        .returning(CANARIES.c.organisation_id)
    )
    return changed.first() is not None


def _must_be_sigungu(ctx: Context, organisation_id: UUID) -> None:
    place = organisations.at(ctx.db, organisation_id)
    if place is None or not place.path.startswith(ctx.actor.path):
        raise NotYours
    if place.kind is not organisations.Kind.SIGUNGU:
        raise Invalid(
            {"organisation_id": "Choose a si, gun or gu: each has one canary."},
            {"organisation_id": "시·군·구를 고르세요. 카나리아는 시·군·구마다 하나입니다."},
        )


def _log(ctx: Context, what: str, organisation_id: UUID, **facts: Any) -> None:  # noqa: ANN401 - see `audit.write`
    audit.write(ctx.db, ctx.actor, what, at=ctx.now, organisation=organisation_id, **facts)
