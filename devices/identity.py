"""Who this device is: a private key that never leaves it, and what the hub told it."""

import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from nacl.signing import SigningKey

from telecare.protocol.messages import DeviceSettings, Sensor
from telecare.protocol.signature import Ed25519Signer

KEY_FILE: Final = "device.key"
IDENTITY_FILE: Final = "identity.json"


class BadState(Exception):
    """The state directory of this device cannot be used; the text says why."""


class Identity(Struct, frozen=True):
    """What enrolment and settings told this device.

    `heartbeat_s` is how often the hub expects to hear; `settings_version` is the version
    these values are from, 0 right after enrolment.
    """

    hub: str
    device_id: str
    zone: str
    heartbeat_s: int
    sensors: tuple[Sensor, ...]
    enrolled_at: datetime
    settings_version: int = 0

    def obeying(self, settings: DeviceSettings) -> "Identity":
        """Return the same device under new settings."""
        return msgspec.structs.replace(
            self,
            heartbeat_s=settings.heartbeat_s,
            sensors=settings.sensors,
            settings_version=settings.settings_version,
        )


def own_key(state: Path) -> Ed25519Signer:
    """Return this device's private key, made at the first call.

    The file is created with mode 0600 and never overwritten.

    Raises:
        BadState: the file can be read by others, or is not a key.
    """
    path = state / KEY_FILE
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        _create(fresh, b64encode(bytes(SigningKey.generate())))
        os.link(fresh, path)  # refuses to replace a key, and is never half written
        fresh.unlink()
    if path.stat().st_mode & 0o077:
        raise BadState(f"{path.name} can be read by others: its mode must be 0600")
    try:
        return Ed25519Signer(SigningKey(b64decode(path.read_bytes(), validate=True)))
    except (NotBase64, ValueError):
        raise BadState(f"{path.name} is not a private key of this device") from None


def load_identity(state: Path) -> Identity | None:
    """Return who this device is, None before enrolment."""
    try:
        return msgspec.json.decode((state / IDENTITY_FILE).read_bytes(), type=Identity)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError:
        raise BadState(f"{IDENTITY_FILE} cannot be read") from None


def keep_identity(state: Path, identity: Identity) -> None:
    """Put the identity on disk as a whole: after a power cut it is the old one or the new."""
    fresh = state / f"{IDENTITY_FILE}.new"
    fresh.unlink(missing_ok=True)
    _create(fresh, msgspec.json.encode(identity))
    fresh.replace(state / IDENTITY_FILE)
    folder = os.open(state, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _create(path: Path, content: bytes) -> None:
    """Write a new file only its owner can read; refuse to touch one that exists."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)
