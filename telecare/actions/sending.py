"""Sending: what is due leaves the house, and what became of it is kept.

Three steps, so that no transaction waits for a network: `take` marks and prepares (a message
with its address opened, its link made), a channel carries it, `settle` keeps the outcome. A
process that dies between leaves the row `sent`; it is taken again a minute later.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, or_, select, update

from telecare.actions import escalating, links, outbox, prechecks
from telecare.actions.expanding import ALONE
from telecare.actions.outbox import LEAVES, Waiting
from telecare.boards import messages
from telecare.boards.colleagues import phone_of
from telecare.boards.messages import Said
from telecare.care.alert import LIVE_STATES
from telecare.errors import NotYours
from telecare.protocol.hooks import Line, Message
from telecare.records import addresses, audit, providers
from telecare.records.actor import SERVICE
from telecare.records.addresses import ADDRESSES
from telecare.records.alerts import ALERTS
from telecare.records.context import Context
from telecare.records.keys import ERASED, SITE
from telecare.records.notifications import NOTICES, About, NotificationState
from telecare.records.providers import Carries
from telecare.records.staff import Language, Staff

AT_ONCE: Final = 16  # taken together: a service that hangs holds up no more than these
FOR_GOOD: Final = frozenset({"gone", "no_such_address", "refused"})  # trying again is no use
DOWN: Final = "provider_down"  # it stands, but is not asked now: the message waits for it
NOT_THEIRS: Final = frozenset({"gone", "no_such_address"})  # the address is dead, not the line
log = logging.getLogger(__name__)
LINKED: Final = frozenset({About.ALERT, About.TEST, About.NOTICE})


@dataclass(frozen=True, slots=True)
class Ready:
    """A message about to leave: who carries it, and what it is."""

    waiting: Waiting
    message: Message
    line: Line


def take(ctx: Context, *, urgent: bool, origin: str) -> list[Ready]:
    """Take what is due for people outside and make it ready; the rest is settled here.

    Args:
        ctx: The service's own; committed before anything is sent.
        urgent: Only P1, one message each; else the others, bundled per person.
        origin: Scheme, host and port of this hub as people reach it, for links.
    """
    ready = []
    due = outbox.due(ctx.db, ctx.now, AT_ONCE, leaves=True, urgent=urgent)
    for waiting in due if urgent else _carriers(ctx, due):
        if waiting.overtaken:
            _free(ctx, waiting)
            outbox.record(ctx.db, waiting, NotificationState.FAILED, outbox.OVERTAKEN, ctx.now)
            continue
        made = _made(ctx, waiting, origin)
        if isinstance(made, Ready):
            ready.append(made)
        elif made == DOWN:
            settle(ctx, waiting, NotificationState.FAILED, made)
        else:
            settle(ctx, waiting, NotificationState.NO_ONE, made)
    return ready


def settle(ctx: Context, waiting: Waiting, state: NotificationState, result: str) -> None:
    """Keep what became of a message, and what that says of its address and its provider.

    When it is settled as a failure and nothing else of the step is left, the next is told.
    """
    provider_id = ctx.db.scalar(select(NOTICES.c.provider_id).where(NOTICES.c.id == waiting.id))
    failed, tried = state is NotificationState.FAILED, result != DOWN
    settled = outbox.record(
        ctx.db, waiting, state, result, ctx.now, for_good=result in FOR_GOOD,
        back_at=None if tried else _back_at(ctx, waiting),
    )  # fmt: skip
    if provider_id is not None and tried:
        _judge_provider(ctx, provider_id, taken=not failed or result in NOT_THEIRS)
    if waiting.address_id is not None and settled and tried:
        _judge_address(ctx, waiting.address_id, result, failed=failed)
    if not settled:
        return
    if waiting.about is About.PRECHECK and state in outbox.NOBODY:
        prechecks.undelivered(ctx.db, waiting.id, ctx.now)
    for one in (waiting, *_settle_inside(ctx, waiting, state, result)):
        if one.step_no != outbox.REMINDER and state in outbox.NOBODY:
            escalating.fall_through(ctx.db, one, ctx.now)


def open_line(ctx: Context, row: Row[Any]) -> Line:
    """Open a provider's settings and secret for one use."""

    def plain(sealed: bytes, column: str) -> str:
        return ctx.ring.open(sealed, table="provider", column=column, row=row.id)

    settings = json.loads(plain(row.settings, "settings"))
    return Line(row.kind.value, settings, plain(row.secret, "secret"))


def seal_line(ctx: Context, provider_id: UUID, settings: dict[str, str]) -> dict[str, bytes]:
    """Seal what `open_line` opens; `secret` is one of the settings given."""
    ctx.ring.ensure(SITE, at=ctx.now)
    kept = {name: value for name, value in settings.items() if name != "secret"}
    words = {"settings": json.dumps(kept), "secret": settings.get("secret", "")}
    return ctx.ring.seal_row(SITE, "provider", provider_id, words)


def _carriers(ctx: Context, due: Sequence[Waiting]) -> list[Waiting]:
    """Let one message of each person's address carry all that waits for it."""
    carriers: dict[UUID, Waiting] = {}
    alone = []
    for waiting in due:
        if waiting.address_id is None or waiting.about in ALONE or waiting.overtaken:
            alone.append(waiting)
        elif waiting.address_id in carriers:
            _bundle(ctx, carriers[waiting.address_id], NOTICES.c.id == waiting.id)
        else:
            carriers[waiting.address_id] = waiting
    for address_id, carrier in carriers.items():
        mine = (NOTICES.c.address_id == address_id) & NOTICES.c.urgent.is_(False)
        waits = NOTICES.c.state == NotificationState.QUEUED
        _bundle(ctx, carrier, mine & waits & LEAVES & NOTICES.c.about.not_in(ALONE))
    return [*alone, *carriers.values()]


def _bundle(ctx: Context, carrier: Waiting, which: Any) -> None:  # noqa: ANN401 - a condition
    fresh = select(ALERTS.c.id).where(
        ALERTS.c.epoch == NOTICES.c.epoch, ALERTS.c.state.in_(LIVE_STATES)
    )
    ctx.db.execute(
        update(NOTICES)
        .where(which, NOTICES.c.id != carrier.id)
        .where(or_(NOTICES.c.alert_id.is_(None), NOTICES.c.alert_id.in_(fresh)))
        .values(state=NotificationState.BUNDLED, bundle_id=carrier.id)
    )


def _settle_inside(
    ctx: Context, carrier: Waiting, state: NotificationState, result: str
) -> list[Waiting]:
    """What a carrier came to is what all inside it came to; return those that reach nobody.

    In the order of their alerts, so that two carriers never wait for each other's locks.
    """
    inside = NOTICES.c.bundle_id == carrier.id
    if state not in outbox.NOBODY:
        ctx.db.execute(update(NOTICES).where(inside).values(result=result))
        return []
    ids = ctx.db.scalars(
        update(NOTICES)
        .where(inside, NOTICES.c.state == NotificationState.BUNDLED)
        .values(state=state, result=result)
        .returning(NOTICES.c.id)
    ).all()
    found = [outbox.one(ctx.db, notice_id) for notice_id in ids]
    return sorted(found, key=lambda one: str(one.alert_id))


def _free(ctx: Context, carrier: Waiting) -> None:
    """Let what waited inside a message that is not sent after all go by itself."""
    ctx.db.execute(
        update(NOTICES)
        .where(NOTICES.c.bundle_id == carrier.id)
        .where(NOTICES.c.state == NotificationState.BUNDLED)
        .values(state=NotificationState.QUEUED, bundle_id=None)
    )


def _made(ctx: Context, waiting: Waiting, origin: str) -> Ready | str:
    """Prepare one message; one that cannot be must not hold back the others of its batch."""
    try:
        with ctx.db.begin_nested():
            return _prepare(ctx, waiting, origin)
    except Exception:
        log.exception("a message could not be made ready and reaches nobody")
        return "unreadable"


def _prepare(ctx: Context, waiting: Waiting, origin: str) -> Ready | str:
    """Make a message ready; else the word for why there is no one to send it to."""
    to = _to(ctx, waiting)
    if to is None:
        return "no_address"
    line, provider_id = _line(ctx, waiting)
    if line is None:
        return "no_provider" if _back_at(ctx, waiting) is None else DOWN
    ctx.db.execute(
        update(NOTICES).where(NOTICES.c.id == waiting.id).values(provider_id=provider_id)
    )
    inside = select(NOTICES.c.id).where(NOTICES.c.bundle_id == waiting.id)
    said = Said(
        about=waiting.about,
        urgent=waiting.urgent,
        reminder=waiting.about is About.ALERT and waiting.step_no == outbox.REMINDER,
        outsider=waiting.contact_id is not None and waiting.staff_id is None,
        count=1 + len(ctx.db.scalars(inside).all()),
    )
    answer_to = f"{origin}/api/hooks/{provider_id}" if provider_id is not None else ""
    return Ready(waiting, _message(ctx, waiting, said, to, origin, answer_to), line)


def _message(
    ctx: Context, waiting: Waiting, said: Said, to: str, origin: str, answer_to: str
) -> Message:
    language = _language(ctx, waiting.staff_id)
    voice = waiting.channel == "voice"
    link = ""
    if waiting.staff_id is not None and waiting.about in LINKED and not voice:
        token = links.make(ctx, waiting.id, waiting.staff_id, waiting.address_id, waiting.about)
        link = f"{origin}/m/{token}"
    words = messages.spoken if voice else partial(messages.written, link=link)
    keys = messages.VOICE_KEYS.get(waiting.about, ()) if voice else ()
    return Message(
        id=str(waiting.id),
        channel=waiting.channel,
        to=to,
        text=words(said, language),
        subject=messages.written(said, language, ""),
        language=language,
        keys=("1",) if voice and said.outsider else keys,
        connect=_connect(ctx, waiting),
        urgent=waiting.urgent,
        answer_to=answer_to,
        data={"n": str(waiting.id)} if waiting.channel != "webhook" else _ids(waiting),
    )


def _ids(waiting: Waiting) -> dict[str, str]:
    """Return what a machine is told: ids and words, nothing a person wrote."""
    told = {"about": waiting.about.value, "organisation": str(waiting.organisation_id)}
    return told | ({} if waiting.alert_id is None else {"alert": str(waiting.alert_id)})


def _to(ctx: Context, waiting: Waiting) -> str | None:
    """Open where a message goes; None: it is no longer there. A machine has no address."""
    if waiting.channel == "webhook":
        return ""
    if waiting.staff_id is not None:
        row = ctx.db.execute(
            select(ADDRESSES)
            .where(ADDRESSES.c.id == waiting.address_id, ADDRESSES.c.removed_at.is_(None))
            .where(ADDRESSES.c.staff_id == waiting.staff_id)
        ).first()
        return None if row is None else addresses.plain(ctx, row)
    return _phone(ctx, waiting)


def _phone(ctx: Context, waiting: Waiting) -> str | None:
    if waiting.resident_id is None:
        return None
    try:
        phone = phone_of(ctx, waiting.resident_id, waiting.contact_id)
    except NotYours:  # the contact was removed meanwhile
        return None
    return phone if phone not in {"", ERASED} else None


def _connect(ctx: Context, waiting: Waiting) -> str | None:
    return _phone(ctx, waiting) if waiting.about is About.BRIDGE else None


def _line(ctx: Context, waiting: Waiting) -> tuple[Line | None, UUID | None]:
    """Return who carries a message, opened; push goes to the browser's own service."""
    if waiting.channel == "push":
        return Line("push", {}, ctx.ring.vault.push_key().hex()), None
    if waiting.channel == "webhook" and waiting.provider_id is not None:
        row = providers.named(ctx.db, waiting.provider_id)
    else:
        carries = Carries(waiting.channel)
        row = providers.standing(ctx.db, waiting.organisation_id, carries, ctx.now)
    return (None, None) if row is None else (open_line(ctx, row), row.id)


def _back_at(ctx: Context, waiting: Waiting) -> datetime | None:
    """Return when who carries a message, down now, is tried again; None: nobody is down.

    A step of a P1 does not wait for it: its next step is told at once.
    """
    step_of_p1 = waiting.urgent and waiting.step_no != outbox.REMINDER
    if step_of_p1 or waiting.channel in {"push", "webhook"}:
        return None
    carries = Carries(waiting.channel)
    return providers.back_at(ctx.db, waiting.organisation_id, carries, ctx.now)


def _language(ctx: Context, staff_id: UUID | None) -> str:
    if staff_id is None:
        return Language.KO
    found: Language = ctx.db.execute(
        select(Staff.language).where(Staff.id == staff_id)
    ).scalar_one()
    return found.value


def _judge_provider(ctx: Context, provider_id: UUID, *, taken: bool) -> None:
    if taken:
        providers.went_well(ctx.db, provider_id)
    elif providers.failed(ctx.db, provider_id, ctx.now):
        audit.write(ctx.db, SERVICE, "provider.down", at=ctx.now, provider=provider_id)


def _judge_address(ctx: Context, address_id: UUID, result: str, *, failed: bool) -> None:
    if not failed:
        addresses.went_well(ctx.db, address_id)
        return
    gone = result in NOT_THEIRS
    if addresses.failed(ctx.db, address_id, result, ctx.now, for_good=gone):
        audit.write(
            ctx.db, SERVICE, "address.disabled", at=ctx.now, address=address_id, why=result
        )
