"""Addressing: a person's own ways to be reached, the daily test of each, and the providers.

Every address is tested once a day at nine in Korea; whoever does not confirm within two hours
is shown as unreachable, before an emergency finds it out.
"""

import ipaddress
import json
import logging
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, Row, insert, select, update

from telecare.actions import outbox, sending
from telecare.actions.fields import Faults
from telecare.care.localtime import next_due
from telecare.config import PORT_MAX
from telecare.db.engine import reading, transaction
from telecare.errors import Invalid, NotYours
from telecare.records import addresses, audit
from telecare.records.actor import SERVICE
from telecare.records.addresses import ADDRESSES, Channel
from telecare.records.context import Context
from telecare.records.keys import KeyRing
from telecare.records.notifications import About
from telecare.records.organisations import ORGANISATIONS
from telecare.records.providers import PROVIDERS, Carries, ProviderKind
from telecare.records.scope import subtree
from telecare.records.staff import Staff
from telecare.vault.vault import Vault

TEST_AT: Final = time(9)  # daytime carers begin; the night desk has just ended
ZONE: Final = ZoneInfo("Asia/Seoul")
AT_MOST: Final = 8  # addresses of one person: phones, a mailbox, a few browsers
ADDRESS_CHARS: Final = 320  # RFC 5321: 64 before the @, 255 after it
SUBSCRIPTION_CHARS: Final = 2_000
PHONE_DIGITS: Final = range(8, 16)
NEEDS: Final[Mapping[ProviderKind, tuple[str, ...]]] = {
    ProviderKind.SMTP: ("host", "from"),
    ProviderKind.WEBHOOK: ("url",),
    ProviderKind.APPRISE: (),
}
CARRIED_BY: Final[Mapping[Carries, frozenset[ProviderKind]]] = {
    Carries.MAIL: frozenset(ProviderKind),
    Carries.SMS: frozenset({ProviderKind.WEBHOOK, ProviderKind.APPRISE}),
    Carries.VOICE: frozenset({ProviderKind.WEBHOOK}),
    Carries.WEBHOOK: frozenset({ProviderKind.WEBHOOK}),
}
MAY_SET: Final = frozenset({"host", "port", "from", "user", "tls", "url"})
SECRET_CHARS: Final = range(16, 2_000)
LABEL_CHARS: Final = 60  # a line of a table
TLS: Final = frozenset({"starttls", "tls", "none"})
LIMIT: Final = 200  # tests written in one tick

log = logging.getLogger(__name__)


# --- one's own addresses ----------------------------------------------------------------


def add_mine(
    ctx: Context, channel: Channel, text: str, *, push_hosts: tuple[str, ...] = ()
) -> UUID:
    """Keep an address of one's own; a test goes there at once.

    Args:
        ctx: Who.
        channel: Of the address.
        text: The address; of push, the browser's subscription as JSON.
        push_hosts: Ends of the names of services a subscription may point to: a browser's
            word must not make the hub call anywhere.

    Raises:
        Invalid: It is no such address, or there are eight already.
    """
    me = _me(ctx)
    plain = _checked(channel, text.strip(), push_hosts)
    mine = addresses.standing(ctx.db, [me])
    for row in mine:
        if row.channel is channel and addresses.plain(ctx, row) == plain:
            _renew(ctx, row.id)
            return row.id  # type: ignore[no-any-return]
    if len(mine) >= AT_MOST:
        raise Invalid(
            {"address": f"There are {AT_MOST} already; remove one first."},
            {"address": f"이미 {AT_MOST}개입니다. 먼저 하나를 지우세요."},
        )
    address_id = addresses.add(ctx, me, channel, plain)
    audit.write(
        ctx.db, ctx.actor, "address.added", at=ctx.now, address=address_id, channel=channel
    )
    return address_id


def remove_mine(ctx: Context, address_id: UUID) -> None:
    """Forget an address of one's own; raise `NotYours` if it is not."""
    _mine(ctx, address_id, {"removed_at": ctx.now, "test_due_at": None})
    audit.write(ctx.db, ctx.actor, "address.removed", at=ctx.now, address=address_id)


def test_mine(ctx: Context, address_id: UUID) -> None:
    """Ask for a test of one's own address now; raise `NotYours` if it is not."""
    _mine(ctx, address_id, {"test_due_at": ctx.now})
    audit.write(ctx.db, ctx.actor, "address.test_asked", at=ctx.now, address=address_id)


def _renew(ctx: Context, address_id: UUID) -> None:
    """The same address again: it may live again, and is tested."""
    values = {
        "disabled_at": None, "disabled_why": None, "failures": 0, "test_due_at": ctx.now,
    }  # fmt: skip
    _mine(ctx, address_id, values)
    audit.write(ctx.db, ctx.actor, "address.renewed", at=ctx.now, address=address_id)


def _mine(ctx: Context, address_id: UUID, values: Mapping[str, object]) -> None:
    changed = ctx.db.execute(
        update(ADDRESSES)
        .where(ADDRESSES.c.id == address_id, ADDRESSES.c.staff_id == _me(ctx))
        .where(ADDRESSES.c.removed_at.is_(None))
        .values(version=ADDRESSES.c.version + 1, **values)
        .returning(ADDRESSES.c.id)
    )
    if changed.first() is None:
        raise NotYours


def _me(ctx: Context) -> UUID:
    if ctx.actor.staff_id is None:
        raise NotYours
    return ctx.actor.staff_id


def _checked(channel: Channel, text: str, push_hosts: tuple[str, ...]) -> str:
    if channel is Channel.PUSH:
        return _subscription(text, push_hosts)
    fits = _mailbox(text) if channel is Channel.MAIL else _telephone(text)
    if not fits:
        raise Invalid(
            {"address": "This is no address of that kind."},
            {"address": "그런 연락처로 쓸 수 없는 글자입니다."},
        )
    return text


def _mailbox(text: str) -> bool:
    name, at, place = text.rpartition("@")
    plain = text.isprintable() and not any(c.isspace() or c in '<>,;"' for c in text)
    return bool(name and at and "." in place) and plain and len(text) <= ADDRESS_CHARS


def _telephone(text: str) -> bool:
    digits = [c for c in text if c.isascii() and c.isdigit()]
    others = set(text) - set(digits) - set("+- ")
    return not others and len(digits) in PHONE_DIGITS and text.rfind("+") <= 0


def _subscription(text: str, push_hosts: tuple[str, ...]) -> str:
    """Return what is needed of a browser's subscription, checked."""
    wrong = Invalid(
        {"address": "This browser's push service is not one this hub may call."},
        {"address": "이 허브가 쓸 수 없는 브라우저 알림 서비스입니다."},
    )
    if len(text) > SUBSCRIPTION_CHARS:
        raise wrong
    try:
        given = json.loads(text)
        endpoint = str(given["endpoint"])
        keys = {name: str(given["keys"][name]) for name in ("p256dh", "auth")}
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
    except (ValueError, KeyError, TypeError):
        raise wrong from None
    known = any(host == end or host.endswith("." + end) for end in push_hosts)
    safe = parts.scheme == "https" or (parts.scheme == "http" and _loopback(host))
    if not (known and safe):
        raise wrong
    return json.dumps({"endpoint": endpoint, "keys": keys}, sort_keys=True)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


# --- the daily test ---------------------------------------------------------------------


def test_due(engine: Engine, vault: Vault, now: datetime) -> int:
    """Write a test to every address whose time has come; return how many."""
    with reading(engine) as db:
        due = db.scalars(
            select(ADDRESSES.c.id)
            .join(Staff, Staff.id == ADDRESSES.c.staff_id)
            .where(ADDRESSES.c.test_due_at <= now)
            .order_by(ADDRESSES.c.test_due_at)
            .limit(LIMIT)
        ).all()
    written = 0
    for address_id in due:
        try:
            with transaction(engine) as db:
                written += _test(Context(db, KeyRing(db, vault), SERVICE, now), address_id)
        except Exception:  # one must not hold the others back; it is tried again
            log.exception("an address could not be tested and is tried again")
    return written


def _test(ctx: Context, address_id: UUID) -> bool:
    """Claim the test that is due and write its message; False: somebody else has."""
    row = ctx.db.execute(
        update(ADDRESSES)
        .where(ADDRESSES.c.id == address_id, ADDRESSES.c.test_due_at <= ctx.now)
        .values(tested_at=ctx.now, test_due_at=next_due(TEST_AT, ZONE, ctx.now))
        .returning(ADDRESSES.c.staff_id, ADDRESSES.c.channel, ADDRESSES.c.disabled_at)
    ).first()
    if row is None:
        return False
    who = ctx.db.execute(
        select(Staff.organisation_id, Staff.ended_at).where(Staff.id == row.staff_id)
    ).one()
    if who.ended_at is not None:
        stop = {"test_due_at": None}
        ctx.db.execute(update(ADDRESSES).where(ADDRESSES.c.id == address_id).values(stop))
        return False
    outbox.say(
        ctx.db, About.TEST, address_id, organisation_id=who.organisation_id,
        target=f"staff:{row.staff_id}", channels=(row.channel.value,), now=ctx.now,
        word=f"{int(ctx.now.timestamp())}", staff_id=row.staff_id, address_id=address_id,
    )  # fmt: skip
    audit.write(
        ctx.db, SERVICE, "address.tested", at=ctx.now, organisation=who.organisation_id,
        address=address_id, channel=row.channel,
    )  # fmt: skip
    return True


# --- providers --------------------------------------------------------------------------


def add_provider(
    ctx: Context,
    channel: Carries,
    kind: ProviderKind,
    *,
    label: str,
    settings: Mapping[str, str],
    secret: str,
    simulated: bool = False,
    organisation_id: UUID | None = None,
) -> UUID:
    """Let an organisation's messages of a channel go through a service; the old one ends.

    Raises:
        NotYours: The organisation is not the actor's nor below it.
        Invalid: The kind cannot carry it, or a setting is missing or cannot be used.
    """
    place = organisation_id or ctx.actor.organisation_id
    within = select(ORGANISATIONS.c.id).where(
        ORGANISATIONS.c.id == place, ORGANISATIONS.c.id.in_(subtree(ctx.actor.path))
    )
    if ctx.db.scalar(within) is None:
        raise NotYours
    kept = {name: value.strip() for name, value in settings.items()}
    _check_provider(channel, kind, label, kept, secret)
    if channel is not Carries.WEBHOOK:
        same = (PROVIDERS.c.organisation_id == place, PROVIDERS.c.channel == channel)
        ctx.db.execute(
            update(PROVIDERS)
            .where(*same, PROVIDERS.c.ended_at.is_(None))
            .values(ended_at=ctx.now, version=PROVIDERS.c.version + 1)
        )
    provider_id = uuid4()
    sealed = sending.seal_line(ctx, provider_id, {**kept, "secret": secret})
    ctx.db.execute(
        insert(PROVIDERS).values(
            id=provider_id, organisation_id=place, channel=channel, kind=kind,
            label=label.strip(), simulated=simulated, created_at=ctx.now,
            created_by=ctx.actor.staff_id, **sealed,
        )
    )  # fmt: skip
    audit.write(
        ctx.db, ctx.actor, "provider.set", at=ctx.now, organisation=place,
        provider=provider_id, channel=channel, kind=kind, simulated=simulated,
    )  # fmt: skip
    return provider_id


def end_provider(ctx: Context, provider_id: UUID) -> None:
    """Use a service no more; raise `NotYours` if it is not the actor's to end."""
    row: Row[Any] | None = ctx.db.execute(
        update(PROVIDERS)
        .where(PROVIDERS.c.id == provider_id, PROVIDERS.c.ended_at.is_(None))
        .where(PROVIDERS.c.organisation_id.in_(subtree(ctx.actor.path)))
        .values(ended_at=ctx.now, version=PROVIDERS.c.version + 1)
        .returning(PROVIDERS.c.organisation_id)
    ).first()
    if row is None:
        raise NotYours
    audit.write(
        ctx.db, ctx.actor, "provider.ended", at=ctx.now, provider=provider_id,
        organisation=row.organisation_id,
    )  # fmt: skip


def _check_provider(
    channel: Carries, kind: ProviderKind, label: str, kept: Mapping[str, str], secret: str
) -> None:
    faults = Faults()
    if kind not in CARRIED_BY[channel]:
        faults.say(
            "kind", "This kind cannot carry that channel.", "이 방식으로는 보낼 수 없습니다."
        )
    if not 1 <= len(label.strip()) <= LABEL_CHARS:
        faults.say(
            "label", f"Give it a name of up to {LABEL_CHARS} characters.",
            f"{LABEL_CHARS}자까지 이름을 적으세요.",
        )  # fmt: skip
    if kind is not ProviderKind.SMTP and len(secret) not in SECRET_CHARS:
        faults.say("secret", "Use 16 characters or more.", "16자 이상 적으세요.")
    _check_settings(faults, kind, kept)
    faults.stop()


def _check_settings(faults: Faults, kind: ProviderKind, kept: Mapping[str, str]) -> None:
    for name in NEEDS[kind]:
        if not kept.get(name):
            faults.say(f"settings.{name}", "This is needed.", "꼭 필요합니다.")
    if kept.keys() - MAY_SET:
        faults.say(
            "settings", "There is a setting this kind does not know.", "모르는 설정이 있습니다."
        )
    if kind is ProviderKind.WEBHOOK and not _web_address(kept.get("url", "")):
        faults.say(
            "settings.url", "Write an http or https address.", "http(s) 주소를 적으세요."
        )
    port = kept.get("port") or "25"
    if not (port.isascii() and port.isdigit() and 0 < int(port) <= PORT_MAX):
        faults.say("settings.port", "Write a port number.", "포트 번호를 적으세요.")
    if (kept.get("tls") or "starttls") not in TLS:
        words = ", ".join(sorted(TLS))
        faults.say("settings.tls", f"One of: {words}.", f"다음 중에서: {words}")


def _web_address(text: str) -> bool:
    try:
        url = urlsplit(text)
    except ValueError:
        return False
    return url.scheme in {"http", "https"} and bool(url.hostname)
