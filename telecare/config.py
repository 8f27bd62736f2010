"""Settings: one frozen value, read once from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from telecare.errors import BadSetting

AsyncMode = Literal["threading", "gevent"]

HOST = "127.0.0.1"
PORT = 8000
PORT_MAX = 65_535
MEDIA_PORTS = (50_000, 50_999)
PING_S = 60  # of the dead-man ping; the service outside should wait for two or three
IDLE_LOCK_S = 300  # a console left alone shows names no longer than five minutes
PUSH_HOSTS = (  # the push services of the browsers people use
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "notify.windows.com",
    "push.apple.com",
)
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can set, with the defaults of the embedded hub.

    Attributes:
        database_url: `sqlite:///FILE` or `postgresql://…`; drivers are chosen by `db.engine`.
        var: Folder of everything the hub writes beside the database.
        site_key: Base64 of 32 bytes. Unset: the site key file is read.
        site_key_file: File of mode 0600 holding the same base64.
        host: Address to listen on; the loopback one is reached from this machine only.
        port: TCP port, 1–65535.
        async_mode: How Socket.IO waits: threads (embedded) or gevent (many screens).
        idle_lock_s: Seconds without a human's touch until the console masks names.
        demo: 1 only under `telecare demo`, which sets it by itself.
        speed: By how much the demo shortens its waiting; above 0, the demo takes 1–1000.
        public_origin: Scheme, host and port a browser sees. Unset: made of host and port.
        media: Whether the hub starts the media process and looks after it; 0: an operator
            does, with the same sockets and key.
        media_socket: Unix socket on which the media process takes the hub's requests.
        hub_socket: Unix socket on which the hub takes the media process's events.
        media_key: What the media process shows with its events. Unset: made of the site key.
        media_ports: UDP ports of calls, first and last.
        media_address: Address browsers reach the media process at. Unset: this host's own.
        turn_urls: TURN servers of this site, such as `turns:turn.example:443?transport=tcp`;
            never one outside.
        turn_secret: What coturn's `static-auth-secret` is; makes credentials that last hours.
        ping_url: Where the hub says that it is well, for a service outside that raises the
            alarm when it hears no more. Unset: nowhere.
        ping_s: Seconds between two pings, 30–3600.
        push_hosts: Names of the Web Push services that browsers may subscribe at, and what
            lies below them; a closed network names its own.
    """

    database_url: str = field(default="sqlite:///var/telecare.db", repr=False)
    var: Path = Path("var")
    site_key: str | None = field(default=None, repr=False)
    site_key_file: Path = Path("var/site.key")
    host: str = HOST
    port: int = PORT
    async_mode: AsyncMode = "threading"
    idle_lock_s: int = IDLE_LOCK_S
    demo: bool = False
    speed: float = 1.0
    public_origin: str | None = None
    media: bool = True
    media_socket: Path = Path("var/media.sock")
    hub_socket: Path = Path("var/hub.sock")
    media_key: str | None = field(default=None, repr=False)
    media_ports: tuple[int, int] = MEDIA_PORTS
    media_address: str | None = None
    turn_urls: tuple[str, ...] = ()
    turn_secret: str | None = field(default=None, repr=False)
    push_hosts: tuple[str, ...] = PUSH_HOSTS
    ping_url: str | None = field(default=None, repr=False)
    ping_s: int = PING_S

    @property
    def origin(self) -> str:
        """Scheme, host and port by which people reach this hub; links begin with it."""
        return self.public_origin or f"http://{self.host}:{self.port}"

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings from `environ`; raise `BadSetting` naming the first bad one."""
        var = Path(environ.get("TELECARE_VAR") or "var")
        key_file = environ.get("TELECARE_SITE_KEY_FILE")
        return cls(
            database_url=environ.get("TELECARE_DATABASE_URL") or f"sqlite:///{var}/telecare.db",
            var=var,
            site_key=environ.get("TELECARE_SITE_KEY") or None,
            site_key_file=Path(key_file) if key_file else var / "site.key",
            host=environ.get("TELECARE_HOST") or HOST,
            port=_whole(environ, ("TELECARE_PORT", "PORT"), default=PORT, low=1, high=PORT_MAX),
            async_mode=_async_mode(environ),
            idle_lock_s=_whole(
                environ, ("TELECARE_IDLE_LOCK_S",), default=IDLE_LOCK_S, low=1, high=86_400
            ),
            demo=_yes(environ, "TELECARE_DEMO"),
            speed=_speed(environ),
            public_origin=environ.get("TELECARE_PUBLIC_ORIGIN") or None,
            media=_yes(environ, "TELECARE_MEDIA", default=True),
            media_socket=Path(environ.get("TELECARE_MEDIA_SOCKET") or var / "media.sock"),
            hub_socket=Path(environ.get("TELECARE_HUB_SOCKET") or var / "hub.sock"),
            media_key=environ.get("TELECARE_MEDIA_KEY") or None,
            media_ports=_ports(environ),
            media_address=environ.get("TELECARE_MEDIA_ADDRESS") or None,
            turn_urls=_turn_urls(environ),
            turn_secret=environ.get("TELECARE_TURN_SECRET") or None,
            push_hosts=tuple(environ.get("TELECARE_PUSH_HOSTS", "").split()) or PUSH_HOSTS,
            ping_url=_ping_url(environ),
            ping_s=_whole(environ, ("TELECARE_PING_S",), default=PING_S, low=30, high=3600),
        )


def _whole(
    environ: Mapping[str, str], names: tuple[str, ...], *, default: int, low: int, high: int
) -> int:
    """Return the first of `names` that is set, as a whole number from `low` to `high`."""
    for name in names:
        text = environ.get(name, "").strip()
        if not text:
            continue
        if text.isascii() and text.isdigit() and low <= int(text) <= high:
            return int(text)
        raise BadSetting(f"{name} must be a whole number from {low} to {high}.")
    return default


def _async_mode(environ: Mapping[str, str]) -> AsyncMode:
    match environ.get("TELECARE_ASYNC_MODE") or "threading":
        case "threading":
            return "threading"
        case "gevent":
            return "gevent"
        case _:
            raise BadSetting("TELECARE_ASYNC_MODE must be threading or gevent.")


def _yes(environ: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    word = environ.get(name, "").strip().lower()
    if not word:
        return default
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise BadSetting(f"{name} must be 1 or 0.")


def _speed(environ: Mapping[str, str]) -> float:
    text = environ.get("TELECARE_SPEED") or "1"
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed < float("inf"):
        raise BadSetting("TELECARE_SPEED must be a number above 0.")
    return speed


def _ports(environ: Mapping[str, str]) -> tuple[int, int]:
    """Return the first and the last UDP port of calls; a call takes two."""
    text = environ.get("TELECARE_MEDIA_PORTS", "").strip()
    if not text:
        return MEDIA_PORTS
    first, _, last = text.partition("-")
    if first.isascii() and first.isdigit() and last.isascii() and last.isdigit():
        low, high = int(first), int(last)
        if 1024 <= low < high <= PORT_MAX:  # noqa: PLR2004 - below are the system's
            return low, high
    raise BadSetting(
        "TELECARE_MEDIA_PORTS must be two ports from 1024 up, such as 50000-50999."
    )


def _ping_url(environ: Mapping[str, str]) -> str | None:
    url = environ.get("TELECARE_PING_URL", "").strip()
    if url and not url.startswith(("https://", "http://")):
        raise BadSetting("TELECARE_PING_URL must begin with https:// or http://.")
    return url or None


def _turn_urls(environ: Mapping[str, str]) -> tuple[str, ...]:
    urls = tuple(environ.get("TELECARE_TURN_URLS", "").replace(",", " ").split())
    if any(not url.startswith(("turn:", "turns:")) for url in urls):
        raise BadSetting("TELECARE_TURN_URLS must name turn: or turns: addresses.")
    return urls
