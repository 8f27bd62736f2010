"""The site key: 32 random bytes that wrap every data key, kept apart from the database."""

import base64
import binascii
import os
import secrets
import stat
from pathlib import Path
from typing import Final

from telecare.config import Settings
from telecare.errors import BadSiteKey, MissingSiteKey, OpenSiteKey
from telecare.vault.vault import Vault

KEY_BYTES: Final = 32
OWNER_ONLY: Final = 0o600
OTHERS: Final = 0o077  # any of these bits lets somebody else in


def open_vault(settings: Settings, *, make: bool = False) -> Vault:
    """Open the vault with the key of the environment, else of the site key file.

    Args:
        settings: Where the key is.
        make: Write a new key file where there is none: only `telecare init` and
            `telecare demo` do, on an empty hub. Everywhere else a missing key is refused,
            because a second key would lock everybody out of what the first one sealed.

    Raises:
        MissingSiteKey: There is no key.
        OpenSiteKey: Others can read the key file.
        BadSiteKey: The text is not the base64 of 32 bytes.
    """
    if settings.site_key is not None:
        return Vault(_decode(settings.site_key))
    if make and not settings.site_key_file.exists():
        _make(settings.site_key_file)
    return Vault(_decode(_read(settings.site_key_file)))


def _decode(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadSiteKey from error
    if len(key) != KEY_BYTES:
        raise BadSiteKey
    return key


def _read(path: Path) -> str:
    try:
        with path.open(encoding="ascii", errors="replace") as file:
            mode = os.fstat(file.fileno()).st_mode  # of what was opened, not of the name
            if stat.S_IMODE(mode) & OTHERS:
                raise OpenSiteKey
            return file.read()
    except OSError as error:
        raise MissingSiteKey from error


def _make(path: Path) -> None:
    """Write a new key; O_EXCL, so that two first starts cannot overwrite each other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        descriptor = os.open(path, flags, OWNER_ONLY)
    except FileExistsError:
        return  # another start made it a moment ago
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
