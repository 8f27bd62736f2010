"""How people are reached outside the console: their addresses, providers, links."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Bilingual, RoleWord, Shape

ChannelWord = Literal["mail", "sms", "voice", "push"]
CarriesWord = Literal["mail", "sms", "voice", "webhook"]
ProviderWord = Literal["smtp", "webhook", "apprise"]
StandingWord = Literal["reachable", "waiting", "unconfirmed", "dead", "no_address"]
AboutWord = Literal["alert", "test", "precheck", "bridge", "notice"]
LeadsWord = Literal["alert", "watch", "handover", "tasks", "rota", "resident", "board"]


class Reported(Shape, frozen=True, kw_only=True):
    """What is said to a service that reported; it may read it out."""

    said: str


class AddressRow(Shape, frozen=True, kw_only=True):
    """One address of one's own."""

    id: UUID
    channel: ChannelWord
    address: str  # in full: only its owner sees it; "" for a browser
    standing: StandingWord
    tested_at: datetime | None
    confirmed_at: datetime | None
    carried: bool  # somebody carries this channel here
    simulated: bool


class MyAddresses(Shape, frozen=True, kw_only=True):
    """One's own addresses, and the key with which a browser subscribes to Web Push."""

    rows: list[AddressRow]
    push_key: str  # RFC 8292: the hub's public key, base64url


class AddressAsked(Asked, frozen=True, kw_only=True):
    """An address to keep; of push, the browser's subscription as JSON."""

    channel: ChannelWord
    address: str


class WayRow(Shape, frozen=True, kw_only=True):
    """How one person stands on one channel."""

    channel: ChannelWord
    standing: StandingWord
    confirmed_at: datetime | None


class PersonRow(Shape, frozen=True, kw_only=True):
    """One person and whether they would be reached; no address is shown."""

    id: UUID
    name: str
    role: RoleWord
    organisation_name: Bilingual
    reachable: bool
    ways: list[WayRow]


class Reachability(Shape, frozen=True, kw_only=True):
    """Everybody of the organisation, the unreachable first."""

    rows: list[PersonRow]


class ProviderRow(Shape, frozen=True, kw_only=True):
    """A service that carries messages; its secret is never shown."""

    id: UUID
    organisation_name: Bilingual
    mine: bool  # one's own organisation's or below: it may be changed
    channel: CarriesWord
    kind: ProviderWord
    label: str
    settings: dict[str, str]
    simulated: bool
    down_since: datetime | None


class Providers(Shape, frozen=True, kw_only=True):
    """The services at, above and below one's organisation."""

    rows: list[ProviderRow]


class ProviderAsked(Asked, frozen=True, kw_only=True):
    """A service to use; which settings it needs is told by its kind."""

    channel: CarriesWord
    kind: ProviderWord
    label: str
    settings: dict[str, str]
    secret: str = ""
    simulated: bool = False
    organisation_id: UUID | None = None  # None: one's own


class LinkAsked(Asked, frozen=True, kw_only=True):
    """The token of a link."""

    token: str


class LinkAbout(Shape, frozen=True, kw_only=True):
    """What a link is about: all that is said before signing in."""

    about: AboutWord


class LinkOpened(Shape, frozen=True, kw_only=True):
    """Where a link leads."""

    about: AboutWord
    alert_id: UUID | None
    leads: LeadsWord
    resident_id: UUID | None  # whose page, if it leads to one
