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
IDLE_LOCK_S = 300  # a console left alone shows names no longer than five minutes
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


def _yes(environ: Mapping[str, str], name: str) -> bool:
    word = environ.get(name, "").strip().lower()
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
