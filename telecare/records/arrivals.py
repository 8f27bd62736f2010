"""What a group of deliveries writes, in as few statements as the database allows.

This is the hot path: the driver is spoken to directly. Both databases take the same rows;
SQLite as one `executemany` per table, PostgreSQL as one JSON parameter per table. Ids travel
as 32 hex digits (SQLite keeps them so, PostgreSQL reads them as uuid), instants as
microseconds since 1970.

Locks on PostgreSQL are taken in one order (devices by id, watch by resident) and condition
rows a judge holds are skipped: it then sets an earlier deadline than the push would have,
which costs one evaluation too many and never one too few.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from telecare.care.facts import OUTER_DOORS, DeviceKind
from telecare.records.devices import Device
from telecare.records.numbering import Numbering


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signs, as of `version` of the device row; safe to keep while that version stands.

    `sensors` are all that ever belonged to it, revoked ones too: a diary may still hold
    what they said. `subjects` are the names rules know gateway and sensors by.
    """

    device_id: str
    version: int
    resident_id: str
    algorithm: str
    public_key: bytes
    installed_at: datetime
    simulated: bool
    sensors: Mapping[UUID, DeviceKind]
    subjects: Mapping[str, str]
    indoors: frozenset[str]  # sensors whose activity proves that somebody is home
    is_tablet: bool = False  # its own screen is what is touched


class Standing(NamedTuple):
    """Where a device stands, read and locked in the transaction that will store its news."""

    version: int
    barred: bool  # revoked, or its resident's service has ended
    heard: bool  # at least once before
    numbering: Numbering


class ObservationRow(msgspec.Struct, frozen=True):
    """One row of `observation`."""

    device_id: str
    number: int
    resident_id: str
    sensor_id: str | None
    kind: str
    taken_at: int
    received_at: int
    digest: bytes
    value: float | None
    payload: str | None
    corrected: bool
    late: bool
    simulated: bool


class DeliveryRow(msgspec.Struct, frozen=True):
    """One row of `delivery`."""

    id: str
    device_id: str
    received_at: int
    first_number: int
    last_number: int
    count: int
    offset_ms: int


class GatewayRow(msgspec.Struct, frozen=True):
    """What a delivery changes in the row of the device that signed it."""

    heard_at: int
    contiguous: int
    highest: int
    missing: str | None
    battery_at: int | None
    battery: int | None
    id: str


class SensorRow(msgspec.Struct, frozen=True):
    """What an observation changes in the row of its sensor.

    A battery reading counts unless the sensor was heard after `battery_at` already: a diary
    may bring its old pages after its new ones. None: there was no reading.
    """

    heard_at: int
    battery_at: int | None
    battery: int | None
    id: str


class MarkRow(msgspec.Struct, frozen=True):
    """Judge this resident from `mark_at` on, or from `calm_at` if all is well there.

    All is well when rules have concluded, and each of them FALSE. `active_at` is the newest
    sign of life, None if there is none.
    """

    mark_at: int
    calm_at: int
    active_at: int | None
    resident_id: str


class PushRow(msgspec.Struct, frozen=True):
    """Move the deadline of a rule that waits on silence to `base_at` plus its window."""

    base_at: int
    resident_id: str
    rule: str
    subject: str


class QuarantineRow(msgspec.Struct, frozen=True):
    """One row of `quarantine`, without its sealed body."""

    id: str
    device_id: str
    number: int | None
    code: str
    digest: bytes
    body_sealed: bytes | None
    received_at: int


class News(msgspec.Struct):
    """Everything one group of deliveries writes."""

    observations: list[ObservationRow]
    deliveries: list[DeliveryRow]
    gateways: list[GatewayRow]
    sensors: list[SensorRow]
    marks: list[MarkRow]  # judge these residents
    beats: list[MarkRow]  # judge these only if something about them is not FALSE
    pushes: list[PushRow]
    quarantined: list[QuarantineRow]


def standings(db: Session, device_ids: Iterable[str]) -> dict[str, Standing]:
    """Read and lock the devices of a group; an id that is not there is left out."""
    ids = sorted(set(device_ids))
    if _on_sqlite(db):
        rows = _driver(db).execute(_SQLITE_STANDINGS, (msgspec.json.encode(ids).decode(),))
    else:
        rows = _driver(db).execute(_POSTGRES_STANDINGS, (ids,))
    return {
        row[0]: Standing(row[1], bool(row[2]), bool(row[3]), Numbering.load(row[4], row[5]))
        for row in rows.fetchall()
    }


def digests(db: Session, device_id: str, numbers: Sequence[int]) -> dict[int, bytes]:
    """Return the content digests of those numbers of a device that are still kept."""
    listed = msgspec.json.encode(numbers).decode()
    statement = _SQLITE_DIGESTS if _on_sqlite(db) else _POSTGRES_DIGESTS
    rows = _driver(db).execute(statement, (device_id, listed))
    return {number: bytes(digest) for number, digest in rows.fetchall()}


def write(db: Session, news: News) -> None:
    """Write everything a group brought."""
    write_rows = _write_sqlite if _on_sqlite(db) else _write_postgres
    write_rows(_driver(db), news)


def mark_urgent(db: Session, resident_id: str, at: int) -> None:
    """Have the judge tick take this resident before all others."""
    _driver(db).execute(
        _SQLITE_URGENT if _on_sqlite(db) else _POSTGRES_URGENT, (at, resident_id)
    )


def identity_of(db: Session, device_id: UUID) -> "Identity | None":
    """Return who signs as `device_id`: an enrolled gateway or tablet; None for others."""
    row = db.execute(_IDENTITY.where(Device.id == device_id)).one_or_none()
    if row is None:
        return None
    found = db.execute(select(Device.id, Device.kind).where(Device.parent_id == device_id))
    sensors = {child.id: child.kind for child in found}
    return Identity(
        device_id=device_id.hex,
        version=row.version,
        resident_id=row.resident_id.hex,
        algorithm=row.algorithm,
        public_key=row.public_key,
        installed_at=row.installed_at,
        simulated=row.simulated,
        sensors=sensors,
        subjects={one.hex: str(one) for one in (device_id, *sensors)},
        indoors=frozenset(one.hex for one, kind in sensors.items() if kind not in OUTER_DOORS),
        is_tablet=row.kind is DeviceKind.TABLET,
    )


_IDENTITY: Final = select(
    Device.version,
    Device.kind,
    Device.resident_id,
    Device.algorithm,
    Device.public_key,
    Device.installed_at,
    Device.simulated,
).where(Device.parent_id.is_(None), Device.public_key.is_not(None))


def _on_sqlite(db: Session) -> bool:
    return db.get_bind().dialect.name == "sqlite"


def _driver(db: Session) -> Any:  # noqa: ANN401 - sqlite3 and psycopg share no type
    """Return the driver's own connection, inside the session's transaction."""
    return db.connection().connection.driver_connection


def _write_sqlite(driver: Any, news: News) -> None:  # noqa: ANN401
    for statement, rows in (
        (_INSERT_OBSERVATION, news.observations),
        (_INSERT_DELIVERY, news.deliveries),
        (_UPDATE_GATEWAY, news.gateways),
        (_UPDATE_SENSOR, news.sensors),
        (_MARK, news.marks),
        (_MARK_BEAT, news.beats),
        (_PUSH, news.pushes),
        (_QUARANTINE, news.quarantined),
    ):
        if rows:
            driver.executemany(statement, map(msgspec.structs.astuple, rows))


def _write_postgres(driver: Any, news: News) -> None:  # noqa: ANN401
    if news.marks or news.beats:
        driver.execute(_PG_MARKS, (_json(news.marks), _json(news.beats)))
    if news.quarantined:
        driver.cursor().executemany(
            _PG_QUARANTINE, [msgspec.structs.astuple(row) for row in news.quarantined]
        )
    if news.deliveries:
        told = (news.observations, news.deliveries, news.gateways, news.sensors, news.pushes)
        driver.execute(_PG_STORE, [_json(rows) for rows in told])


def _json(rows: Sequence[msgspec.Struct]) -> str:
    return msgspec.json.encode(rows).decode()


_SQLITE_STANDINGS: Final = """
    SELECT d.id, d.version, d.revoked_at IS NOT NULL OR r.ended_at IS NOT NULL,
           d.heard_at IS NOT NULL, d.highest, d.missing
    FROM device AS d JOIN resident AS r ON r.id = d.resident_id
    WHERE d.id IN (SELECT value FROM json_each(?))"""
_POSTGRES_STANDINGS: Final = """
    SELECT replace(d.id::text, '-', ''), d.version,
           d.revoked_at IS NOT NULL OR r.ended_at IS NOT NULL,
           d.heard_at IS NOT NULL, d.highest, d.missing
    FROM device AS d JOIN resident AS r ON r.id = d.resident_id
    WHERE d.id = ANY(%s::uuid[]) ORDER BY d.id FOR NO KEY UPDATE OF d"""

_SQLITE_DIGESTS: Final = """
    SELECT number, digest FROM observation
    WHERE device_id = ? AND number IN (SELECT value FROM json_each(?))"""
_POSTGRES_DIGESTS: Final = """
    SELECT number, digest FROM observation WHERE device_id = %s::uuid
    AND number IN (SELECT value::bigint FROM json_array_elements_text(%s::json))"""

_INSERT_OBSERVATION: Final = """
    INSERT INTO observation (device_id, number, resident_id, sensor_id, kind, taken_at,
        received_at, digest, value, payload, corrected, late, simulated)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_INSERT_DELIVERY: Final = """
    INSERT INTO delivery (id, device_id, received_at, first_number, last_number, count,
        offset_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""
_UPDATE_GATEWAY: Final = """
    UPDATE device SET heard_at = max(coalesce(heard_at, 0), ?), contiguous = ?, highest = ?,
        missing = ?, battery_percent = iif(? >= coalesce(heard_at, 0), ?, battery_percent)
    WHERE id = ?"""
_UPDATE_SENSOR: Final = """
    UPDATE device SET heard_at = max(coalesce(heard_at, 0), ?),
        battery_percent = iif(? >= coalesce(heard_at, 0), ?, battery_percent)
    WHERE id = ?"""
_MARK: Final = """
    UPDATE watch SET to_judge_at = min(coalesce(to_judge_at, ?2), CASE
            WHEN ?1 < ?2 AND (SELECT min(c.verdict = 'false') FROM condition AS c
                WHERE c.resident_id = watch.resident_id) THEN ?2 ELSE ?1 END),
        active_at = coalesce(max(active_at, ?3), active_at, ?3)
    WHERE resident_id = ?4"""
_MARK_BEAT: Final = """
    UPDATE watch SET to_judge_at = min(coalesce(to_judge_at, ?1), ?1)
    WHERE resident_id = ?4 AND EXISTS (SELECT 1 FROM condition AS c
        WHERE c.resident_id = watch.resident_id AND c.verdict <> 'false')"""
_PUSH: Final = """
    UPDATE condition SET due_at = ?1 + window_us
    WHERE resident_id = ?2 AND rule = ?3 AND subject = ?4 AND due_at < ?1 + window_us"""
_QUARANTINE: Final = """
    INSERT INTO quarantine (id, device_id, number, code, digest, body_sealed, received_at)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (SELECT 1 FROM quarantine
        WHERE device_id = ?2 AND number IS ?3 AND code = ?4 AND digest = ?5)"""

_PG_MARKS: Final = """
    WITH told AS (
        SELECT *, true AS always FROM json_to_recordset(%s::json)
            AS m(resident_id uuid, mark_at bigint, calm_at bigint, active_at bigint)
        UNION ALL
        SELECT *, false FROM json_to_recordset(%s::json)
            AS b(resident_id uuid, mark_at bigint, calm_at bigint, active_at bigint)
    ), marked AS (
        SELECT w.resident_id, t.active_at,
            CASE WHEN calm.is_well THEN t.calm_at ELSE t.mark_at END AS mark_at
        FROM watch AS w JOIN told AS t USING (resident_id)
        CROSS JOIN LATERAL (SELECT bool_and(c.verdict = 'false') AS is_well
            FROM condition AS c WHERE c.resident_id = w.resident_id) AS calm
        WHERE t.always OR NOT calm.is_well
        ORDER BY w.resident_id FOR NO KEY UPDATE OF w
    )
    UPDATE watch SET to_judge_at = least(watch.to_judge_at, marked.mark_at),
        active_at = greatest(watch.active_at, marked.active_at)
    FROM marked WHERE watch.resident_id = marked.resident_id"""
_PG_STORE: Final = """
    WITH stored AS (
        INSERT INTO observation (device_id, number, resident_id, sensor_id, kind, taken_at,
            received_at, digest, value, payload, corrected, late, simulated)
        SELECT device_id, number, resident_id, sensor_id, kind, taken_at, received_at,
            decode(digest, 'base64'), value, payload, corrected, late, simulated
        FROM json_to_recordset(%s::json) AS o(device_id uuid, number bigint,
            resident_id uuid, sensor_id uuid, kind text, taken_at bigint, received_at bigint,
            digest text, value float8, payload text, corrected boolean, late boolean,
            simulated boolean)
    ), delivered AS (
        INSERT INTO delivery (id, device_id, received_at, first_number, last_number, count,
            offset_ms)
        SELECT id, device_id, received_at, first_number, last_number, count, offset_ms
        FROM json_to_recordset(%s::json) AS d(id uuid, device_id uuid, received_at bigint,
            first_number bigint, last_number bigint, count bigint, offset_ms bigint)
    ), gateways AS (
        UPDATE device SET heard_at = greatest(device.heard_at, g.heard_at),
            contiguous = g.contiguous, highest = g.highest, missing = g.missing,
            battery_percent = CASE WHEN g.battery_at >= coalesce(device.heard_at, 0)
                THEN g.battery ELSE device.battery_percent END
        FROM json_to_recordset(%s::json) AS g(heard_at bigint, contiguous bigint,
            highest bigint, missing text, battery_at bigint, battery bigint, id uuid)
        WHERE device.id = g.id
    ), sensors AS (
        UPDATE device SET heard_at = greatest(device.heard_at, s.heard_at),
            battery_percent = CASE WHEN s.battery_at >= coalesce(device.heard_at, 0)
                THEN s.battery ELSE device.battery_percent END
        FROM json_to_recordset(%s::json)
            AS s(heard_at bigint, battery_at bigint, battery bigint, id uuid)
        WHERE device.id = s.id
    ), waiting AS (
        SELECT c.resident_id, c.rule, c.subject, p.base_at + c.window_us AS due_at
        FROM condition AS c
        JOIN json_to_recordset(%s::json) AS p(base_at bigint, resident_id uuid, rule text,
            subject text) USING (resident_id, rule, subject)
        WHERE c.due_at < p.base_at + c.window_us FOR NO KEY UPDATE OF c SKIP LOCKED
    )
    UPDATE condition SET due_at = waiting.due_at FROM waiting
    WHERE condition.resident_id = waiting.resident_id AND condition.rule = waiting.rule
        AND condition.subject = waiting.subject"""
_PG_QUARANTINE: Final = """
    INSERT INTO quarantine (id, device_id, number, code, digest, body_sealed, received_at)
    SELECT n.* FROM (VALUES (%s::uuid, %s::uuid, %s::bigint, %s, %s::bytea, %s::bytea,
        %s::bigint)) AS n(id, device_id, number, code, digest, body_sealed, received_at)
    WHERE NOT EXISTS (SELECT 1 FROM quarantine AS q WHERE q.device_id = n.device_id
        AND q.number IS NOT DISTINCT FROM n.number AND q.code = n.code
        AND q.digest = n.digest)"""
_SQLITE_URGENT: Final = """
    UPDATE watch SET to_judge_at = min(coalesce(to_judge_at, ?1), ?1), urgent = true
    WHERE resident_id = ?2"""
_POSTGRES_URGENT: Final = """
    UPDATE watch SET to_judge_at = least(to_judge_at, %s), urgent = true
    WHERE resident_id = %s::uuid"""
