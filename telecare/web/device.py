"""What a home's gateway does, over HTTP: enrol, deliver, ask for its settings.

These routes know no session. A device is who its signature says (RFC 9421); whether it may
still deliver is read in the transaction that stores its batch, so revoking holds from the
next request on, in every process. Its key is kept in memory between requests, together with
the version of the device row it was read at; a row that has moved since is read again.

Delivering is the one hot route of the hub, so it is answered before Flask's dispatch
(`FastLane`): routing, request and response objects and the headers meant for browsers cost
as much as verifying the signature. The route is registered all the same, with the same
function behind it, for everything else that is asked of the path.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import UUID

from flask import Blueprint, Flask, Response, current_app, request
from sqlalchemy import Engine

from telecare import clock
from telecare.actions import delivery, enrolment
from telecare.actions.delivery import Batch, Stale, Stored
from telecare.db.engine import reading, transaction
from telecare.db.writer import GroupWriter
from telecare.errors import (
    BadSignature,
    Busy,
    ClockOff,
    DigestMismatch,
    FromTheFuture,
    Malformed,
    NotJson,
    Refused,
    SlowDown,
    TooLarge,
    TooMany,
    UnknownDevice,
)
from telecare.protocol import limits, messages
from telecare.protocol.messages import RefusalBody, Unreadable
from telecare.protocol.signature import (
    Algorithm,
    Claim,
    PublicKey,
    Unsigned,
    load_key,
    read_claim,
    verify,
)
from telecare.protocol.timing import clock_off
from telecare.records import arrivals
from telecare.records.arrivals import Identity
from telecare.vault.vault import Vault
from telecare.web.guard import allow_signed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

KEPT_SIGNERS: Final = 50_000  # 1 kB each; then the memory starts afresh
READ_AGAIN: Final = 3  # times a device row may change under one request before it is `busy`
LENGTH_DIGITS: Final = 12  # a longer Content-Length is a joke
RETRY_AFTER_S: Final = 2  # what a busy hub asks of a home

Message = TypeVar("Message")

_UNREADABLE: Final[Mapping[str, type[Refused]]] = {
    "too_large": TooLarge,
    "too_many": TooMany,
    "malformed": Malformed,
}
_STATUS_LINES: Final = {
    status.value: f"{status.value} {status.phrase}" for status in HTTPStatus
}
_FIELDS: Final = {
    "content-type": "CONTENT_TYPE",
    "content-digest": "HTTP_CONTENT_DIGEST",
    "signature-input": "HTTP_SIGNATURE_INPUT",
    "signature": "HTTP_SIGNATURE",
}


@dataclass(frozen=True, slots=True)
class Signer:
    """A device row and its public key, parsed once."""

    identity: Identity
    key: PublicKey


class DeviceDoor:
    """Answers devices. One per process; safe to call from any thread."""

    def __init__(
        self,
        engine: Engine,
        vault: Vault,
        writer: "GroupWriter[Batch, Stored]",
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self.engine = engine
        self.vault = vault
        self.writer = writer
        self.now = now
        self.guesses = enrolment.Guesses()
        self._signers: dict[str, Signer] = {}

    def deliver(self, environ: Mapping[str, Any]) -> bytes:
        """Store a signed batch; the answer is only given once it is on disk."""
        body = _body(environ)
        received_at = self.now()
        claim = _claim("POST", limits.OBSERVATIONS_PATH, environ, body)
        identity = self._signer(claim, received_at).identity
        message = _read(messages.read_delivery, body)
        for _ in range(READ_AGAIN):
            batch = delivery.prepare(identity, message, received_at)
            lane = self.writer.submit_urgent if batch.urgent else self.writer.submit
            try:
                stored = lane(batch)
            except Stale:
                self._signers.pop(claim.key_id, None)
                identity = self._signer(claim, received_at).identity
                continue
            return messages.write(
                messages.Receipt(
                    contiguous=stored.contiguous,
                    missing=stored.missing,
                    stored=stored.stored,
                    hub_time=self.now(),
                    settings_version=stored.settings_version,
                )
            )
        raise Busy

    def whose(self, method: str, environ: Mapping[str, Any]) -> tuple[UUID, bytes | None]:
        """Return which device signed this request, and the body it covers (None: a GET).

        Whether it may still ask is for the caller's own transaction to find out.

        Raises:
            BadSignature, UnknownDevice, ClockOff, DigestMismatch: It is not what it claims.
            TooLarge, NotJson, Malformed: The body cannot be read.
        """
        body = None if method == "GET" else _body(environ)
        claim = _claim(method, str(environ["PATH_INFO"]), environ, body)
        return UUID(self._signer(claim, self.now()).identity.device_id), body

    def settings(self, environ: Mapping[str, Any]) -> bytes:
        """Answer what the hub wants of this device."""
        claim = _claim("GET", limits.SETTINGS_PATH, environ, None)
        signer = self._signer(claim, self.now())
        with reading(self.engine) as db:
            return messages.write(enrolment.settings_of(db, UUID(signer.identity.device_id)))

    def enrol(self, environ: Mapping[str, Any]) -> bytes:
        """Redeem a code; guessing is slowed down per address and for everybody."""
        now = self.now()
        message = _read(messages.read_enrolment, _body(environ))
        address = str(environ.get("REMOTE_ADDR", ""))
        if not self.guesses.may_try(address, now):
            raise SlowDown
        try:
            with transaction(self.engine) as db:
                enrolled = enrolment.redeem(db, self.vault, message, now=now)
        except Refused:
            self.guesses.failed(address, now)
            raise
        return messages.write(enrolled)

    def _signer(self, claim: Claim, received_at: datetime) -> Signer:
        """Return who made this request, or refuse it."""
        signer = self._signers.get(claim.key_id)
        if signer is None or not verify(signer.key, claim):
            signer = self._signers[claim.key_id] = self._look_up(claim)
        if clock_off(claim.created, received_at):
            raise ClockOff
        return signer

    def _look_up(self, claim: Claim) -> Signer:
        try:
            device_id = UUID(claim.key_id)
        except ValueError:
            raise UnknownDevice from None
        with reading(self.engine) as db:
            identity = arrivals.identity_of(db, device_id)
        if identity is None:
            raise UnknownDevice
        key = load_key(Algorithm(identity.algorithm), identity.public_key)
        if not verify(key, claim):
            raise BadSignature
        if len(self._signers) >= KEPT_SIGNERS:
            self._signers.clear()
        return Signer(identity, key)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, before it is anybody's response object."""

    status: int
    body: bytes
    retry_after_s: int | None = None

    def headers(self) -> list[tuple[str, str]]:
        """Return the header fields; an answer to one device is nobody else's."""
        fields = [
            ("Content-Type", limits.CONTENT_TYPE),
            ("Content-Length", str(len(self.body))),
            ("Cache-Control", "no-store"),
        ]
        if self.retry_after_s is not None:
            fields.append(("Retry-After", str(self.retry_after_s)))
        return fields


class FastLane:
    """WSGI in front of the app: takes deliveries, passes on everything else.

    What nobody expected is answered by the app's own handler, like everywhere.
    """

    def __init__(self, app: Flask, door: DeviceDoor) -> None:
        self.app = app
        self.door = door
        self.rest = app.wsgi_app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        if (
            environ["PATH_INFO"] != limits.OBSERVATIONS_PATH
            or environ["REQUEST_METHOD"] != "POST"
        ):
            return self.rest(environ, start_response)
        try:
            reply = _reply(HTTPStatus.OK, self.door.deliver, environ)
        except Exception as error:  # noqa: BLE001 handled as the app handles it
            with self.app.request_context(environ):
                response = self.app.make_response(self.app.handle_user_exception(error))
                return response(environ, start_response)
        start_response(_STATUS_LINES[reply.status], reply.headers())
        return [reply.body]


blueprint = Blueprint("device", __name__)


def install(app: Flask, *, engine: Engine, vault: Vault) -> "GroupWriter[Batch, Stored]":
    """Open the devices' door of an app and return its writer, for /health and for closing."""
    writer = GroupWriter[Batch, Stored](engine, partial(delivery.receive, vault=vault))
    door = app.extensions["telecare.device"] = DeviceDoor(engine, vault, writer)
    app.register_blueprint(blueprint)
    app.wsgi_app = FastLane(app, door)  # type: ignore[method-assign]  # as Flask documents
    return writer


@blueprint.post(limits.OBSERVATIONS_PATH)
@allow_signed(body=messages.Delivery, answers=messages.Receipt)
def post_observations() -> Response:
    """Deliver 1–500 observations. 200 with a receipt once they are on disk."""
    return answered(HTTPStatus.OK, device_door().deliver)


@blueprint.get(limits.SETTINGS_PATH)
@allow_signed(answers=messages.DeviceSettings)
def get_settings() -> Response:
    """Ask for the device's settings. 200."""
    return answered(HTTPStatus.OK, device_door().settings)


@blueprint.post(limits.ENROLMENTS_PATH)
@allow_signed(body=messages.Enrolment, answers=messages.Enrolled, status=201)
def post_enrolment() -> Response:
    """Redeem an enrolment code. 201 with the device's id and settings."""
    return answered(HTTPStatus.CREATED, device_door().enrol)


def device_door() -> DeviceDoor:
    """Return the devices' door of the current app."""
    door: DeviceDoor = current_app.extensions["telecare.device"]
    return door


def answered(status: int, act: Callable[[Mapping[str, Any]], bytes]) -> Response:
    """Answer a device with what `act` makes of its request, or with its refusal."""
    reply = _reply(status, act, request.environ)
    return Response(reply.body, reply.status, reply.headers())


def _reply(
    status: int, act: Callable[[Mapping[str, Any]], bytes], environ: Mapping[str, Any]
) -> Reply:
    """Return what the door says, or its refusal; anything unexpected is raised."""
    try:
        return Reply(status, act(environ))
    except Refused as refusal:
        return _refused(refusal)


def _refused(refusal: Refused) -> Reply:
    """Shape a refusal for a device: code, sentence, and what helps it to do better."""
    number = refusal.facts.get("number")
    body = RefusalBody(
        error=refusal.code,
        message=refusal.sentence,
        message_ko=refusal.message_ko,
        hub_time=clock.now() if isinstance(refusal, ClockOff | FromTheFuture) else None,
        number=number if isinstance(number, int) else None,
    )
    waits = RETRY_AFTER_S if isinstance(refusal, Busy | SlowDown) else None
    return Reply(refusal.status, messages.write(body), waits)


def _body(environ: Mapping[str, Any]) -> bytes:
    """Read the body, but never more than the protocol allows."""
    declared = environ.get("CONTENT_LENGTH") or ""
    chunked = bool(environ.get("wsgi.input_terminated")) and not declared
    if declared and not (declared.isascii() and declared.isdigit()):
        raise Malformed
    if len(declared) > LENGTH_DIGITS or int(declared or 0) > limits.MAX_BODY_BYTES:
        raise TooLarge
    kind, _, _ = (environ.get("CONTENT_TYPE") or "").partition(";")
    if kind.strip().lower() != limits.CONTENT_TYPE:
        raise NotJson
    wanted = limits.MAX_BODY_BYTES + 1 if chunked else int(declared or 0)
    body: bytes = environ["wsgi.input"].read(wanted)
    if len(body) > limits.MAX_BODY_BYTES:
        raise TooLarge
    return body


def _claim(method: str, path: str, environ: Mapping[str, Any], body: bytes | None) -> Claim:
    """Read who claims to have signed this request; a query is not covered, so there is none."""
    if environ.get("QUERY_STRING"):
        raise BadSignature
    fields = {name: environ.get(key, "") for name, key in _FIELDS.items()}
    try:
        return read_claim(method, path, fields, body)
    except Unsigned as error:
        raise (DigestMismatch if error.code == "digest_mismatch" else BadSignature) from None


def _read(reader: Callable[[bytes], Message], body: bytes) -> Message:
    try:
        return reader(body)
    except Unreadable as error:
        raise _UNREADABLE[error.code] from None
