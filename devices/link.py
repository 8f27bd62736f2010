"""The line to the hub: signed requests out, answers as values in.

Nothing here waits, repeats or decides what to do next; that is the agent's. The one
exception is a wrong clock: a request refused with `clock_off` is signed again at once with
the hub's time, while the observations keep the device's own stamps.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

import msgspec
import urllib3

from telecare.protocol.limits import ENROLMENTS_PATH, OBSERVATIONS_PATH, SETTINGS_PATH
from telecare.protocol.messages import (
    DeviceSettings,
    Enrolled,
    Enrolment,
    Receipt,
    RefusalBody,
    enrolment_proof,
    write,
    write_delivery,
)
from telecare.protocol.signature import Signer, signed_headers

SOFTWARE: Final = "telecare-home-agent"
_PATIENCE: Final = urllib3.Timeout(connect=5, read=15)
_URGENT_PATIENCE: Final = urllib3.Timeout(connect=3, read=5)  # then an SOS is tried again
_SHORTEST: Final = timedelta(seconds=1)
_LONGEST: Final = timedelta(minutes=5)
_LONGEST_URGENT: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Stored:
    """The hub has the whole batch on disk."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Held:
    """Not delivered, nothing lost: try again later.

    `why` is a refusal code, or `unreachable`; `after` is what the hub asked for
    (Retry-After), None when it did not say.
    """

    why: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The hub will never take this batch as it is.

    `number` names the observation at fault when the hub knows it; the others are fine.
    """

    code: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Revoked:
    """The hub does not want to hear from this device any more."""


Answer = Stored | Held | Refused | Revoked

# What is wrong with the observations themselves; everything else is the line, the hub or us.
_FAULTS: Final = frozenset(
    {"malformed", "implausible", "from_the_future", "number_reused", "too_large", "too_many"}
)


class NotEnrolled(Exception):
    """The hub did not enrol this device; `code` and the text say why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class BadHub(ValueError):
    """This address cannot be a hub's; the text says why."""


def back_off(failures: int, jitter: float, *, urgent: bool = False) -> timedelta:
    """Return how long to wait after so many failures in a row (1 or more).

    Doubles from 1 s to at most 5 min, for what is urgent to at most 5 s; `jitter` in [0, 1)
    takes away up to half, so that a street of homes does not come back in step.
    """
    longest = _LONGEST_URGENT if urgent else _LONGEST
    whole = min(_SHORTEST * float(2 ** min(failures - 1, 16)), longest)
    return whole * (1 - jitter / 2)


def checked_hub(address: str) -> str:
    """Return the address without a path, or raise `BadHub`; plain HTTP only to this machine."""
    parts = urlsplit(address)
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.path.strip("/"):
        raise BadHub("the hub's address looks like https://hub.example")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise BadHub("the hub is on another machine: its address must begin with https://")
    return f"{parts.scheme}://{parts.netloc}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def open_pool(ca_file: str | None = None, *, size: int = 4) -> urllib3.PoolManager:
    """Return connections that verify the hub's certificate, never follow and never repeat."""
    return urllib3.PoolManager(
        num_pools=2,
        maxsize=size,
        block=False,
        retries=False,
        timeout=_PATIENCE,
        ca_certs=ca_file,
        cert_reqs="CERT_REQUIRED",
    )


def enrol(
    pool: urllib3.PoolManager,
    hub: str,
    *,
    code: str,
    signer: Signer,
    installed_at: datetime | None = None,
) -> Enrolled:
    """Redeem an enrolment code for this device's key, or raise `NotEnrolled`.

    A code is for one use: when the answer is lost on the way, ask for a new one.
    """
    message = Enrolment(
        code=code,
        algorithm=signer.algorithm.value,
        public_key=b64encode(signer.public_bytes()).decode(),
        proof=b64encode(signer.sign(enrolment_proof(code))).decode(),
        software=SOFTWARE,
        installed_at=installed_at,
    )
    headers = {"content-type": "application/json"}
    try:
        response = pool.request(
            "POST", hub + ENROLMENTS_PATH, body=write(message), headers=headers, redirect=False
        )
    except urllib3.exceptions.HTTPError:
        raise NotEnrolled("unreachable", "the hub cannot be reached") from None
    if response.status == 201:  # noqa: PLR2004 Created
        try:
            return msgspec.json.decode(response.data, type=Enrolled)
        except msgspec.MsgspecError:
            raise NotEnrolled("unreadable", "the hub's answer cannot be read") from None
    body = _refusal(response)
    raise NotEnrolled(body.error, body.message)


class Link:
    """One enrolled device's line to its hub; safe from several threads."""

    def __init__(
        self, pool: urllib3.PoolManager, hub: str, *, device_id: str, signer: Signer
    ) -> None:
        self._pool = pool
        self._hub = hub
        self._device_id = device_id
        self._signer = signer
        self._ahead = timedelta(0)  # how far the hub's clock is ahead of ours, once it told us

    def deliver(self, lines: Sequence[bytes], *, now: datetime, urgent: bool = False) -> Answer:
        """Send observations (JSON lines), stamped with this device's own clock.

        `now` is the device's clock, right or wrong: the hub learns the offset from it.
        """
        body = write_delivery(now, lines)
        patience = _URGENT_PATIENCE if urgent else _PATIENCE
        answer = self._ask("POST", OBSERVATIONS_PATH, now, body, patience)
        if not isinstance(answer, urllib3.BaseHTTPResponse):
            return answer
        try:
            return Stored(msgspec.json.decode(answer.data, type=Receipt))
        except msgspec.MsgspecError:
            return Held("unreadable")

    def settings(self, *, now: datetime) -> DeviceSettings | Answer:
        """Ask what the hub wants of this device."""
        answer = self._ask("GET", SETTINGS_PATH, now, None, _PATIENCE)
        if not isinstance(answer, urllib3.BaseHTTPResponse):
            return answer
        try:
            return msgspec.json.decode(answer.data, type=DeviceSettings)
        except msgspec.MsgspecError:
            return Held("unreadable")

    def _ask(
        self,
        method: str,
        path: str,
        now: datetime,
        body: bytes | None,
        patience: urllib3.Timeout,
    ) -> urllib3.BaseHTTPResponse | Answer:
        """Return the response of a success, else what its refusal means."""
        for last in (False, True):
            headers = signed_headers(
                self._signer,
                key_id=self._device_id,
                created=int((now + self._ahead).timestamp()),
                method=method,
                path=path,
                body=body,
            )
            try:
                response = self._pool.request(
                    method,
                    self._hub + path,
                    body=body,
                    headers=headers,
                    timeout=patience,
                    redirect=False,
                )
            except urllib3.exceptions.HTTPError:
                return Held("unreachable")
            if response.status == 200:  # noqa: PLR2004 OK
                return response
            refusal = _refusal(response)
            if last or refusal.error != "clock_off" or refusal.hub_time is None:
                return meaning(response.status, refusal, response.headers.get("retry-after"))
            self._ahead = refusal.hub_time - now
        raise AssertionError  # pragma: no cover - the second round always returns


def meaning(status: int, refusal: RefusalBody, retry_after: str | None) -> Answer:
    """Say what a refusal means for the batch. When in doubt nothing is thrown away."""
    if status == 403 and refusal.error == "revoked":  # noqa: PLR2004 Forbidden
        return Revoked()
    if refusal.error in _FAULTS:
        return Refused(refusal.error, refusal.number)
    seconds = (
        int(retry_after)
        if retry_after and retry_after.isascii() and retry_after.isdigit()
        else None
    )
    after = None if seconds is None else min(timedelta(seconds=seconds), _LONGEST)
    return Held(refusal.error, after)


def _refusal(response: urllib3.BaseHTTPResponse) -> RefusalBody:
    """Read a refusal; a proxy's page is an unnamed one."""
    try:
        return msgspec.json.decode(response.data, type=RefusalBody)
    except msgspec.MsgspecError:
        return RefusalBody(f"http_{response.status}", "the answer is not the hub's")
