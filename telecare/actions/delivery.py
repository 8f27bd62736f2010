"""Delivery: what a home reports is checked, stored once, and handed to judgement.

A door prepares each batch on its own thread (`prepare`); the group writer stores what waits
together in one transaction (`receive`). A batch is stored whole or not at all.

What is refused here: a device that is revoked, or whose resident's service has ended (the
home is told 403 and stops; nothing of it is stored after that instant), a number that already
names other content, a value that cannot be, a stamp from the future. What was refused for its
content is kept in quarantine, sealed, for a person to look at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import msgspec
from sqlalchemy.orm import Session

from telecare.actions import at_once
from telecare.db.bell import WATCH, note
from telecare.db.types import to_us
from telecare.errors import FromTheFuture, Implausible, NumberReused, Refused, Revoked
from telecare.protocol.limits import MAX_MISSING_RANGES
from telecare.protocol.messages import (
    Delivery,
    Kind,
    Observation,
    content_digest_of,
    implausible,
    is_urgent,
)
from telecare.protocol.timing import Stamp, from_the_future, offset_of, stamp
from telecare.records import arrivals
from telecare.records.arrivals import (
    DeliveryRow,
    GatewayRow,
    Identity,
    MarkRow,
    News,
    ObservationRow,
    PushRow,
    QuarantineRow,
    SensorRow,
    Standing,
)
from telecare.records.keys import KeyRing
from telecare.records.numbering import Numbering, TooManyGaps
from telecare.vault.vault import Vault

CENTURY: Final = timedelta(days=36_525)  # no diary is older; also keeps the arithmetic in range
BEFORE_INSTALLATION: Final = timedelta(minutes=5)  # a stamp may be this much earlier, no more
CALM: Final = timedelta(seconds=5)  # how long ordinary news of a well home may wait for a judge
_CALM_US: Final = CALM // timedelta(microseconds=1)
_MILLISECOND: Final = timedelta(milliseconds=1)
_ACTIVITY: Final = Kind.ACTIVITY.value
_HEARTBEAT: Final = Kind.HEARTBEAT.value
_BATTERY: Final = Kind.BATTERY.value
_TAPS: Final = frozenset({Kind.PROMPT_ANSWER, Kind.DOCTOR_ASKED})
_SIGNS_OF_LIFE: Final = frozenset({Kind.ACTIVITY, Kind.CHECK_IN})
QUIET_HOME: Final = "quiet_home"
SILENT_DEVICE: Final = "silent_device"


class Stale(Exception):
    """The device row has changed since its signature was checked against it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a batch is refused for what one of its observations says."""

    refusal: Refused
    observation: Observation


@dataclass(frozen=True, slots=True)
class Gist:
    """What some rows of one device come to; instants in microseconds, None: not spoken of."""

    lowest: int  # number
    newest: int
    sensors: Mapping[str, int]  # each sensor's newest news
    batteries: Mapping[str, tuple[int, int]]  # by speaker: when, and whole per cent
    active: int | None  # the newest sign of life
    indoors: int | None  # the newest that proves somebody is home
    taps: tuple[ObservationRow, ...]  # what a tablet was tapped for that somebody is told of
    only_beats: bool
    calm: bool  # nothing that could worsen a verdict sooner than its deadline
    urgent: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """A verified, checked delivery: ready to be stored, or to be refused for its `content`."""

    signer: Identity
    received_at: datetime
    offset: timedelta
    rows: tuple[ObservationRow, ...]  # none when it is to be refused
    content: Gist | Fault
    observations: tuple[Observation, ...]

    def __len__(self) -> int:
        """The observations in it."""
        return len(self.observations)

    @property
    def urgent(self) -> bool:
        """Whether it belongs in the lane that is judged at once and never refused as busy."""
        return any(is_urgent(said.kind, bytes(said.data)) for said in self.observations)


@dataclass(frozen=True, slots=True)
class Stored:
    """What the hub has of a device once a batch is on disk; `stored` counts what was new."""

    contiguous: int
    missing: tuple[tuple[int, int], ...]
    stored: int
    settings_version: int


def prepare(signer: Identity, delivery: Delivery, received_at: datetime) -> Batch:
    """Check a delivery and work out its rows; touches no database."""
    offset = offset_of(delivery.sent_at, received_at)
    said = delivery.observations
    fault = _first_fault(signer, delivery, received_at)
    if fault is not None:
        return Batch(signer, received_at, offset, (), fault, said)
    rows = tuple(_row(signer, observation, offset, received_at) for observation in said)
    return Batch(signer, received_at, offset, rows, _gist(signer, rows), said)


def receive(
    db: Session, batches: Sequence[Batch], *, vault: Vault
) -> list["Stored | Exception"]:
    """Store a group of batches in one transaction; one answer per batch, in order.

    A refused batch answers its refusal and leaves the others alone. An emergency is judged
    before this returns, so that its alert is on disk with it.
    """
    group = _Group(db, vault, arrivals.standings(db, (b.signer.device_id for b in batches)))
    answers = [group.answer(batch) for batch in batches]
    arrivals.write(db, group.news())
    if group.marks or group.beats:
        note(db, WATCH)
    for resident_id, now in group.emergencies.items():
        at_once.judge(db, vault, resident_id, now)
    for tap in group.taps:
        at_once.tell(db, vault, tap)
    return answers


def _first_fault(signer: Identity, delivery: Delivery, received_at: datetime) -> Fault | None:
    seen: set[int] = set()
    for observation in delivery.observations:
        refusal = _wrong(signer, observation, delivery.sent_at, received_at)
        if observation.number in seen:
            refusal = NumberReused(number=observation.number)
        if refusal is not None:
            return Fault(refusal, observation)
        seen.add(observation.number)
    return None


def _wrong(
    signer: Identity, observation: Observation, sent_at: datetime, received_at: datetime
) -> Refused | None:
    """Return why this observation cannot be taken, or None."""
    number = observation.number
    if from_the_future(observation.taken_at, sent_at):
        return FromTheFuture(number=number)
    reason = implausible(observation, from_tablet=signer.is_tablet)
    if reason is None:
        offset = offset_of(sent_at, received_at)
        # a cry for help is heard whatever its stamp says
        urgent = is_urgent(observation.kind, bytes(observation.data))
        if not urgent and _clock_was_unset(signer, observation, offset, received_at):
            reason = "before_installation"
        elif observation.sensor_id is not None and observation.sensor_id not in signer.sensors:
            reason = "sensor_unknown"
        elif observation.data and not _readable(bytes(observation.data)):
            reason = "data_not_an_object"
    return None if reason is None else Implausible(number=number, reason=reason)


def _clock_was_unset(
    signer: Identity, observation: Observation, offset: timedelta, received_at: datetime
) -> bool:
    """Whether a stamp is from before there was this device here."""
    age = received_at - observation.taken_at + offset
    return age > CENTURY or received_at - age < signer.installed_at - BEFORE_INSTALLATION


def _readable(data: bytes) -> bool:
    """Whether the free text can be stored: JSON all the way down, not only at its surface."""
    try:
        msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _stamped(
    signer: Identity, observation: Observation, offset: timedelta, received_at: datetime
) -> Stamp:
    """Return when it happened; what was pressed before the clock was set happened now."""
    urgent = is_urgent(observation.kind, bytes(observation.data))
    if urgent and _clock_was_unset(signer, observation, offset, received_at):
        return Stamp(received_at, corrected=True, late=False)
    return stamp(observation.taken_at, offset, received_at)


def _row(
    signer: Identity, observation: Observation, offset: timedelta, received_at: datetime
) -> ObservationRow:
    at = _stamped(signer, observation, offset, received_at)
    sensor = observation.sensor_id
    if sensor is None and observation.kind is Kind.ACTIVITY:  # only a tablet may
        sensor = UUID(signer.device_id)  # a touch is news of the tablet's own screen
    data = bytes(observation.data)
    return ObservationRow(
        device_id=signer.device_id,
        number=observation.number,
        resident_id=signer.resident_id,
        sensor_id=None if sensor is None else sensor.hex,
        kind=observation.kind.value,
        taken_at=to_us(at.taken_at),
        received_at=to_us(received_at),
        digest=content_digest_of(observation),
        value=observation.value,
        payload=data.decode() if data else None,
        corrected=at.corrected,
        late=at.late,
        simulated=observation.simulated or signer.simulated,
    )


def _gist(signer: Identity, rows: Sequence[ObservationRow]) -> Gist:
    """Go over the rows once, so that the writer need not."""
    sensors: dict[str, int] = {}
    batteries: dict[str, tuple[int, int]] = {}
    newest = active = indoors = 0
    only_beats, calm, urgent = True, True, False
    taps: list[ObservationRow] = []
    for row in rows:
        at, kind, sensor = row.taken_at, row.kind, row.sensor_id
        newest = max(newest, at)
        if sensor is not None and sensor != signer.device_id:
            sensors[sensor] = max(at, sensors.get(sensor, 0))
        if kind == _HEARTBEAT:
            continue
        only_beats = False
        if kind in _SIGNS_OF_LIFE:
            active = max(active, at)
            if sensor in signer.indoors:
                indoors = max(indoors, at)
            calm = calm and kind == _ACTIVITY and sensor in signer.indoors
        elif kind == _BATTERY and row.value is not None:
            speaker = sensor or signer.device_id
            reading = (at, round(row.value))
            batteries[speaker] = max(reading, batteries.get(speaker, reading))
        elif kind in _TAPS:
            active = max(active, at)
            calm = False
            taps.append(row)
        if is_urgent(kind, row.payload):
            calm, urgent = False, True
    return Gist(
        lowest=min((row.number for row in rows), default=0),
        newest=newest,
        sensors=sensors,
        batteries=batteries,
        active=active or None,
        indoors=indoors or None,
        taps=tuple(taps),
        only_beats=only_beats,
        calm=calm,
        urgent=urgent,
    )


class _Group:
    """One transaction's worth of batches, gathered into as few rows as possible."""

    def __init__(self, db: Session, vault: Vault, standings: dict[str, Standing]) -> None:
        self.db = db
        self.vault = vault
        self.standings = standings
        self.emergencies: dict[str, datetime] = {}
        self.taps: list[ObservationRow] = []
        self.observations: list[ObservationRow] = []
        self.deliveries: list[DeliveryRow] = []
        self.gateways: dict[str, GatewayRow] = {}
        self.sensors: dict[str, SensorRow] = {}
        self.batteries: dict[str, tuple[int, int]] = {}
        self.marks: dict[str, MarkRow] = {}
        self.beats: dict[str, MarkRow] = {}
        self.pushes: dict[tuple[str, str, str], int] = {}
        self.quarantined: list[QuarantineRow] = []

    def answer(self, batch: Batch) -> "Stored | Exception":
        """Take a batch in, or say why not; nothing of a refused batch is kept."""
        standing = self.standings.get(batch.signer.device_id)
        if standing is None or standing.barred:
            return Revoked()
        if standing.version != batch.signer.version:
            return Stale()
        gist, numbering = batch.content, standing.numbering
        if isinstance(gist, Fault):
            return self._refuse(batch, gist)
        if gist.lowest > numbering.highest:  # all of it is new: the ordinary case
            return self._keep(batch, standing, batch.rows, gist)
        known = [row for row in batch.rows if numbering.has(row.number)]
        reused = self._reused(batch, known) if known else None
        if reused is not None:
            return self._refuse(batch, reused)
        new = [row for row in batch.rows if not numbering.has(row.number)]
        return self._keep(batch, standing, new, _gist(batch.signer, new) if known else gist)

    def news(self) -> News:
        """Return all rows to write."""
        return News(
            observations=self.observations,
            deliveries=self.deliveries,
            gateways=list(self.gateways.values()),
            sensors=list(self.sensors.values()),
            marks=list(self.marks.values()),
            beats=[beat for key, beat in self.beats.items() if key not in self.marks],
            pushes=[PushRow(base, *key) for key, base in self.pushes.items()],
            quarantined=self.quarantined,
        )

    def _keep(
        self, batch: Batch, standing: Standing, new: Sequence[ObservationRow], gist: Gist
    ) -> "Stored | Exception":
        numbering = Numbering(standing.numbering.highest, standing.numbering.gaps)
        try:
            numbering.add([row.number for row in new])
        except TooManyGaps:
            return Implausible(number=batch.observations[0].number, reason="too_many_gaps")
        if new:
            device_id = batch.signer.device_id
            self.standings[device_id] = standing._replace(heard=True, numbering=numbering)
            self._gather_rows(batch, new, gist, numbering)
            self._gather_pushes(batch.signer, gist)
            self.taps += gist.taps
            self._gather_marks(batch, gist, first_heard=not standing.heard)
        return Stored(
            contiguous=numbering.contiguous,
            missing=numbering.missing(MAX_MISSING_RANGES),
            stored=len(new),
            settings_version=standing.version,
        )

    def _gather_rows(
        self, batch: Batch, new: Sequence[ObservationRow], gist: Gist, numbering: Numbering
    ) -> None:
        """Note the observations, the delivery that brought them, and who has spoken."""
        device_id = batch.signer.device_id
        received_at = new[0].received_at
        self.observations += new
        numbers = [row.number for row in new]
        self.deliveries.append(
            DeliveryRow(
                id=uuid4().hex,
                device_id=device_id,
                received_at=received_at,
                first_number=min(numbers),
                last_number=max(numbers),
                count=len(new),
                offset_ms=batch.offset // _MILLISECOND,
            )
        )
        battery_at, battery = self._battery(device_id, gist)
        self.gateways[device_id] = GatewayRow(
            heard_at=received_at,  # the database keeps the later of two
            contiguous=numbering.contiguous,
            highest=numbering.highest,
            missing=numbering.dump(),
            battery_at=battery_at,
            battery=battery,
            id=device_id,
        )
        for sensor_id, heard_at in gist.sensors.items():
            before = self.sensors.get(sensor_id)
            battery_at, battery = self._battery(sensor_id, gist)
            self.sensors[sensor_id] = SensorRow(
                heard_at=max(heard_at, before.heard_at) if before else heard_at,
                battery_at=battery_at,
                battery=battery,
                id=sensor_id,
            )

    def _battery(self, speaker: str, gist: Gist) -> tuple[int, int] | tuple[None, None]:
        """Return when and what the newest reading of this group was, if there was one."""
        reading = gist.batteries.get(speaker)
        if reading is not None:
            self.batteries[speaker] = max(reading, self.batteries.get(speaker, reading))
        return self.batteries.get(speaker, (None, None))

    def _gather_pushes(self, signer: Identity, gist: Gist) -> None:
        """Note which deadlines the news moves: only forwards, counted from when it happened.

        Going out by a door does not prove that somebody is home; only judgement may move the
        deadline then (the resident is marked anyway).
        """
        resident_id = signer.resident_id
        self._push((resident_id, SILENT_DEVICE, signer.subjects[signer.device_id]), gist.newest)
        for sensor_id, heard_at in gist.sensors.items():
            self._push((resident_id, SILENT_DEVICE, signer.subjects[sensor_id]), heard_at)
        if gist.indoors is not None:
            self._push((resident_id, QUIET_HOME, ""), gist.indoors)

    def _push(self, key: tuple[str, str, str], base_at: int) -> None:
        if base_at > self.pushes.get(key, 0):
            self.pushes[key] = base_at

    def _gather_marks(self, batch: Batch, gist: Gist, *, first_heard: bool) -> None:
        """Have the resident judged: now, after a while if all is well, or not at all.

        News of an ordinary kind cannot worsen a verdict before the deadline it has just moved,
        so a well home that is chatty is judged once in a while, not four times a second.
        """
        resident_id = batch.signer.resident_id
        now = batch.rows[0].received_at
        calm = now + _CALM_US if gist.calm and not first_heard else now
        active = gist.active
        marks = self.beats if gist.only_beats and not first_heard else self.marks
        before = marks.get(resident_id)
        if before is not None:
            now, calm = min(now, before.mark_at), min(calm, before.calm_at)
            active = max(active or 0, before.active_at or 0) or None
        marks[resident_id] = MarkRow(now, calm, active, resident_id)
        if gist.urgent:
            at = self.emergencies.get(resident_id, batch.received_at)
            self.emergencies[resident_id] = max(at, batch.received_at)

    def _reused(self, batch: Batch, known: Sequence[ObservationRow]) -> Fault | None:
        """Return the first number that already names other content; None: all the same.

        A number whose observation is no longer kept counts as the same.
        """
        device_id = batch.signer.device_id
        kept = arrivals.digests(self.db, device_id, [row.number for row in known])
        kept |= {r.number: r.digest for r in self.observations if r.device_id == device_id}
        for row in known:
            if kept.get(row.number, row.digest) != row.digest:
                said = next(o for o in batch.observations if o.number == row.number)
                return Fault(NumberReused(number=row.number), said)
        return None

    def _refuse(self, batch: Batch, fault: Fault) -> Refused:
        """Keep what was refused, sealed, for a person to look at."""
        row_id = uuid4()
        said = fault.observation
        ring = KeyRing(self.db, self.vault)
        body = ring.seal(
            ("resident", UUID(batch.signer.resident_id)),  # erased with the resident
            msgspec.json.encode(said).decode(),
            table="quarantine",
            column="body_sealed",
            row=row_id,
        )
        self.quarantined.append(
            QuarantineRow(
                id=row_id.hex,
                device_id=batch.signer.device_id,
                number=said.number,
                code=fault.refusal.code,
                digest=content_digest_of(said),
                body_sealed=body,
                received_at=to_us(batch.received_at),
            )
        )
        return fault.refusal
