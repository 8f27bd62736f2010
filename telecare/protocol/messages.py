"""Messages between a home and the hub, as frozen values.

Decoding is strict about types and names: every instant carries its zone, numbers are whole
and positive, ids are UUIDs. Fields this release does not know are ignored, so a newer home
agent can talk to an older hub; kinds it does not know are refused, because an observation
nobody can judge must not look delivered.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from math import isfinite
from typing import Annotated, Final, Literal, TypeVar
from uuid import UUID

import msgspec
from msgspec import Meta, Raw, Struct

from telecare.protocol.limits import MAX_BATCH, MAX_BODY_BYTES, MAX_DATA_BYTES, MAX_NUMBER

Aware = Annotated[datetime, Meta(tz=True)]
Number = Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
AlgorithmName = Literal["ed25519", "ecdsa-p256-sha256"]
NO_DATA: Final = Raw(b"")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)


class Kind(StrEnum):
    """What a home can report."""

    ACTIVITY = "activity"
    CHECK_IN = "check_in"
    SOS = "sos"
    HEARTBEAT = "heartbeat"
    BATTERY = "battery"
    DEVICE_STATUS = "device_status"
    PROMPT_ANSWER = "prompt_answer"  # data: `PromptAnswer`
    DOCTOR_ASKED = "doctor_asked"  # the resident wishes to speak with the doctor


URGENT: Final = frozenset({Kind.SOS})  # judged in the transaction that stores it; never 503


class Observation(Struct, frozen=True, omit_defaults=True):
    """One thing a home noticed.

    `number` counts from 1 on the signing device and names the observation for ever.
    `sensor_id` is None when the gateway itself speaks. `data` is raw JSON text of an object,
    empty when absent; `value` is a percentage for a battery.
    """

    number: Number
    kind: Kind
    taken_at: Aware
    sensor_id: UUID | None = None
    value: float | None = None
    simulated: bool = False
    data: Raw = NO_DATA


class PromptAnswer(Struct, frozen=True):
    """The `data` of a `prompt_answer`: which question one tap has answered, and how."""

    prompt_id: UUID
    answer: Literal["ok", "help"]


class TabletReport(Struct, frozen=True, omit_defaults=True):
    """The `data` of a tablet's `device_status`; None: the browser does not tell.

    `voice` is `clips` (recorded sentences only, names are shown), `browser` (names are spoken
    too) or `none`; `outbox` counts what waited when this was said, itself left out.
    """

    storage_free_mb: Annotated[int, Meta(ge=0, le=MAX_NUMBER)] | None = None
    storage_persistent: bool | None = None
    version: Annotated[str, Meta(max_length=64)] | None = None
    voice: Literal["clips", "browser", "none"] | None = None
    outbox: Annotated[int, Meta(ge=0, le=MAX_NUMBER)] | None = None
    charging: bool | None = None
    visible_since: Aware | None = None


class Delivery(Struct, frozen=True):
    """A batch: the device's clock at sending and 1 to 500 observations in any order."""

    sent_at: Aware
    observations: Annotated[tuple[Observation, ...], Meta(min_length=1)]


class Receipt(Struct, frozen=True):
    """What the hub has on disk after a delivery.

    `contiguous` is the highest number below which nothing is missing (0: nothing yet);
    `missing` names at most 20 inclusive gaps above it; `stored` counts what was new.
    """

    contiguous: int
    missing: tuple[tuple[int, int], ...]
    stored: int
    hub_time: Aware
    settings_version: int


class Sensor(Struct, frozen=True):
    """A sensor of the home as the register knows it."""

    sensor_id: UUID
    kind: str
    label: str


class Enrolment(Struct, frozen=True, omit_defaults=True):
    """A device redeems its code and proves it holds the private key.

    `public_key` is base64: 32 raw bytes for Ed25519, SPKI DER for P-256. `proof` is the
    base64 signature over `enrolment_proof(code)`. `installed_at` None means now.
    """

    code: Annotated[str, Meta(min_length=1, max_length=64)]
    algorithm: AlgorithmName
    public_key: Annotated[str, Meta(max_length=512)]
    proof: Annotated[str, Meta(max_length=128)]
    software: Annotated[str, Meta(max_length=64)] = ""
    installed_at: Aware | None = None


class Enrolled(Struct, frozen=True):
    """The hub knows the device now; `heartbeat_s` is how often it expects to hear."""

    device_id: UUID
    resident_zone: str
    heartbeat_s: int
    sensors: tuple[Sensor, ...]
    hub_time: Aware


class DeviceSettings(Struct, frozen=True):
    """What the hub wants of a device; taken whole whenever the version moves."""

    settings_version: int
    heartbeat_s: int
    sensors: tuple[Sensor, ...]
    revoked: bool = False


class RefusalBody(Struct, frozen=True, omit_defaults=True):
    """The body of every refusal: a stable code and a sentence in both languages.

    `number` names the one observation at fault where there is one.
    """

    error: str
    message: str
    message_ko: str = ""
    hub_time: Aware | None = None
    number: int | None = None


class Unreadable(ValueError):
    """The request body cannot be read.

    `code` is `too_large`, `malformed` or `too_many`; `where` is a JSON path such as
    `$.observations[3].taken_at` ("" when unknown) and never contains what was sent.
    """

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.code = code
        self.where = where


_Message = TypeVar("_Message")
_delivery: Final = msgspec.json.Decoder(Delivery)
_enrolment: Final = msgspec.json.Decoder(Enrolment)
_observation: Final = msgspec.json.Decoder(Observation)
_prompt_answer: Final = msgspec.json.Decoder(PromptAnswer)
_tablet_report: Final = msgspec.json.Decoder(TabletReport)
_object: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_encoder: Final = msgspec.json.Encoder()


def read_delivery(body: bytes) -> Delivery:
    """Read a batch, or raise `Unreadable`. Plausibility of the values is another question."""
    delivery = _read(_delivery, body)
    if len(delivery.observations) > MAX_BATCH:
        raise Unreadable("too_many", "$.observations")
    return delivery


def read_enrolment(body: bytes) -> Enrolment:
    """Read an enrolment, or raise `Unreadable`."""
    return _read(_enrolment, body)


def write(message: Struct) -> bytes:
    """Write a message as JSON bytes; instants become RFC 3339 with their zone."""
    return _encoder.encode(message)


def write_delivery(sent_at: datetime, observations: Sequence[bytes]) -> bytes:
    """Join observations that are already JSON (as a diary keeps them) into one batch."""
    head = b'{"sent_at":' + _encoder.encode(sent_at) + b',"observations":['
    return head + b",".join(observations) + b"]}"


def read_observation(line: bytes) -> Observation:
    """Read one observation as a diary keeps it, or raise `Unreadable`."""
    return _read(_observation, line)


def enrolment_proof(code: str) -> bytes:
    """Return the bytes a device signs to show that it holds the key it enrols."""
    return b"telecare-enrol\n" + code.encode()


def micros_of(instant: datetime) -> int:
    """Return whole microseconds since 1970-01-01 UTC."""
    return (instant - EPOCH) // MICROSECOND


def content_digest_of(observation: Observation) -> bytes:
    """Return the SHA-256 (32 bytes) of what an observation says, its number included.

    Taken over our own writing of the values and not over the sent text, so the same
    observation written by another release of the agent (order of fields, zone of the stamp,
    `1` or `1.0`, fields unknown here) digests alike. The free `data` counts as it was sent.
    """
    if observation.taken_at.tzinfo is not UTC:
        with suppress(OverflowError):  # at the edge of the calendar: it counts as it was sent
            utc = observation.taken_at.astimezone(UTC)
            observation = msgspec.structs.replace(observation, taken_at=utc)
    return sha256(_encoder.encode(observation)).digest()


def prompt_answer_of(data: str | bytes | None) -> PromptAnswer | None:
    """Return what the data of a `prompt_answer` says, or None if it says nothing readable."""
    return _decoded(_prompt_answer, data)


def tablet_report_of(data: str | bytes | None) -> TabletReport | None:
    """Return what the data of a tablet's `device_status` says, or None."""
    return _decoded(_tablet_report, data)


def is_urgent(kind: str, data: str | bytes | None) -> bool:
    """Whether this is a call for help: the button, or a prompt answered with "help"."""
    if kind in URGENT:
        return True
    said = prompt_answer_of(data) if kind == Kind.PROMPT_ANSWER else None
    return said is not None and said.answer == "help"


def implausible(observation: Observation, *, from_tablet: bool = False) -> str | None:
    """Return a stable reason why this cannot be true of any home, or None.

    Reasons: `value_missing`, `value_unwanted`, `value_out_of_range`, `sensor_missing` (only a
    tablet is touched itself), `sensor_unwanted`, `data_too_large`, `data_not_an_object`,
    `data_not_an_answer`. Whether the sensor belongs to
    the device, and whether the stamp lies before the installation, only the hub can tell.
    """
    wrong = _value_of[observation.kind](observation.value)
    if wrong is not None:
        return wrong
    kind, alone = observation.kind, observation.sensor_id is None
    if kind is Kind.ACTIVITY and alone and not from_tablet:
        return "sensor_missing"
    if kind in _OF_THE_SIGNER and not alone:
        return "sensor_unwanted"
    data = bytes(observation.data)
    wrong = _wrong_data(data)
    if wrong is None and kind is Kind.PROMPT_ANSWER and prompt_answer_of(data) is None:
        return "data_not_an_answer"
    return wrong


def _no_value(value: float | None) -> str | None:
    return None if value is None else "value_unwanted"


def _any_value(value: float | None) -> str | None:
    if value is None or (isfinite(value) and abs(value) <= 1e9):  # noqa: PLR2004 no meter counts further
        return None
    return "value_out_of_range"


def _percentage(value: float | None) -> str | None:
    if value is None:
        return "value_missing"
    return None if 0 <= value <= 100 else "value_out_of_range"  # noqa: PLR2004 percent


_value_of: Final = {
    Kind.ACTIVITY: _any_value,
    Kind.CHECK_IN: _no_value,
    Kind.SOS: _no_value,
    Kind.HEARTBEAT: _no_value,
    Kind.BATTERY: _percentage,
    Kind.DEVICE_STATUS: _any_value,
    Kind.PROMPT_ANSWER: _no_value,
    Kind.DOCTOR_ASKED: _no_value,
}
_OF_THE_SIGNER: Final = frozenset({Kind.HEARTBEAT, Kind.PROMPT_ANSWER, Kind.DOCTOR_ASKED})


def _wrong_data(data: bytes) -> str | None:
    if not data:
        return None
    if len(data) > MAX_DATA_BYTES:
        return "data_too_large"
    try:
        _object.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return "data_not_an_object"
    return None


def _decoded(
    decoder: "msgspec.json.Decoder[_Message]", data: str | bytes | None
) -> _Message | None:
    try:
        return decoder.decode(data) if data else None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _read(decoder: "msgspec.json.Decoder[_Message]", body: bytes) -> _Message:
    if len(body) > MAX_BODY_BYTES:
        raise Unreadable("too_large")
    try:
        return decoder.decode(body)
    except msgspec.ValidationError as error:
        _, found, path = str(error).rpartition(" - at `")
        raise Unreadable("malformed", path.rstrip("`") if found else "") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unreadable("malformed") from None
