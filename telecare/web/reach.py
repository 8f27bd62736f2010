"""How people are reached outside the console, over HTTP: addresses, links, providers."""

import base64
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Blueprint

from telecare.actions import addressing, links
from telecare.boards import reach as boards
from telecare.boards.shapes.common import Done
from telecare.boards.shapes.reach import (
    AddressAsked,
    LeadsWord,
    LinkAbout,
    LinkAsked,
    LinkOpened,
    MyAddresses,
    ProviderAsked,
    Providers,
    Reachability,
)
from telecare.protocol.vapid import private_key
from telecare.records.addresses import Channel
from telecare.records.context import Context
from telecare.records.providers import Carries, ProviderKind
from telecare.records.staff import Role
from telecare.web.guard import ANY_ROLE, allow, allow_anyone, guard

LEADS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)

blueprint = Blueprint("reach", __name__)


@blueprint.get("/api/me/addresses")
@allow(*ANY_ROLE, answers=MyAddresses, reads=True)
def get_mine(ctx: Context) -> MyAddresses:
    """One's own addresses, and the key with which this browser subscribes to Web Push."""
    return boards.mine(ctx, push_key=_public_key(private_key(ctx.ring.vault.push_key())))


@blueprint.post("/api/me/addresses")
@allow(*ANY_ROLE, body=AddressAsked, answers=Done, status=201)
def add_mine(ctx: Context, body: AddressAsked) -> Done:
    """Keep an address of one's own; a test goes there at once."""
    hosts = guard().settings.push_hosts
    addressing.add_mine(ctx, Channel(body.channel), body.address, push_hosts=hosts)
    return Done()


@blueprint.delete("/api/me/addresses/<uuid:address_id>")
@allow(*ANY_ROLE, answers=Done)
def remove_mine(ctx: Context, address_id: UUID) -> Done:
    """Forget an address of one's own."""
    addressing.remove_mine(ctx, address_id)
    return Done()


@blueprint.post("/api/me/addresses/<uuid:address_id>/test")
@allow(*ANY_ROLE, answers=Done)
def test_mine(ctx: Context, address_id: UUID) -> Done:
    """Send a test to one's own address now."""
    addressing.test_mine(ctx, address_id)
    return Done()


@blueprint.get("/api/reachability")
@allow(*LEADS, answers=Reachability)
def get_reachability(ctx: Context) -> Reachability:
    """Who of one's organisation would be reached now; no address is shown."""
    return boards.reachability(ctx)


@blueprint.get("/api/providers")
@allow(Role.ADMINISTRATOR, answers=Providers, reads=True)
def get_providers(ctx: Context) -> Providers:
    """The services that carry messages at, above and below one's organisation."""
    return boards.provider_list(ctx)


@blueprint.post("/api/providers")
@allow(Role.ADMINISTRATOR, body=ProviderAsked, answers=Done, status=201)
def add_provider(ctx: Context, body: ProviderAsked) -> Done:
    """Use a service for a channel; the organisation's former one of that channel ends."""
    addressing.add_provider(
        ctx,
        Carries(body.channel),
        ProviderKind(body.kind),
        label=body.label,
        settings=body.settings,
        secret=body.secret,
        simulated=body.simulated,
        organisation_id=body.organisation_id,
    )
    return Done()


@blueprint.delete("/api/providers/<uuid:provider_id>")
@allow(Role.ADMINISTRATOR, answers=Done)
def end_provider(ctx: Context, provider_id: UUID) -> Done:
    """Use a service no more."""
    addressing.end_provider(ctx, provider_id)
    return Done()


@blueprint.post("/api/links/about")
@allow_anyone(body=LinkAsked, answers=LinkAbout)
def link_about(ctx: Context, body: LinkAsked) -> LinkAbout:
    """What a link is about; uses nothing up. 410 `link_over`: used, or its time is over."""
    return LinkAbout(about=links.about(ctx, body.token).value)


@blueprint.post("/api/links/confirm")
@allow_anyone(body=LinkAsked, answers=Done)
def confirm_link(ctx: Context, body: LinkAsked) -> Done:
    """Confirm that a daily test arrived; its link is proof enough."""
    links.confirm(ctx, body.token)
    return Done()


@blueprint.post("/api/links/open")
@allow(*ANY_ROLE, body=LinkAsked, answers=LinkOpened)
def open_link(ctx: Context, body: LinkAsked) -> LinkOpened:
    """Use one's own link; says which screen it leads to, and to whose alert or page."""
    opened = links.open_(ctx, body.token)
    return _opened(opened)


@blueprint.post("/api/messages/<uuid:notification_id>/open")
@allow(*ANY_ROLE, answers=LinkOpened)
def open_message(ctx: Context, notification_id: UUID) -> LinkOpened:
    """Open a message that knocked at one's own browser; a daily test is confirmed by it."""
    opened = links.open_own(ctx, notification_id)
    return _opened(opened)


def _opened(opened: links.Opened) -> LinkOpened:
    leads: LeadsWord = opened.leads.value
    return LinkOpened(
        about=opened.about.value, alert_id=opened.alert_id, leads=leads,
        resident_id=opened.resident_id,
    )  # fmt: skip


def _public_key(key: ec.EllipticCurvePrivateKey) -> str:
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()
