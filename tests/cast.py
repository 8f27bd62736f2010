"""The one cast of test people, and the fixtures that bring them on stage.

In 춘양면, 봉화군: the residents Soonja (a home of her own, with a gateway and four sensors) and
Chungil (no devices), the caseworkers Jimin and Sera and their supervisor Suhyeon. Doyun is a
clinician of an institution that cares for Soonja, and for nobody else. Haneul administers the
province; Nari is its privacy officer. Oeji is a caseworker of 안동시: a stranger here, who
must see nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from uuid import UUID, uuid4

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from telecare.care.facts import CheckInPromise, DeviceKind, Power
from telecare.db.engine import open_engine, transaction
from telecare.records import (
    contacts,
    households,
    organisations,
    plans,
    relationships,
    residents,
    tables,
)
from telecare.records.actor import SERVICE, Actor
from telecare.records.contacts import ContactKind, NewContact
from telecare.records.context import Context
from telecare.records.devices import Device
from telecare.records.households import Home
from telecare.records.keys import KeyRing
from telecare.records.organisations import Kind, NewOrganisation
from telecare.records.relationships import Carer
from telecare.records.residents import Profile
from telecare.records.staff import Language, Role, Staff
from telecare.vault.vault import Vault

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)  # twelve o'clock in Seoul, a Sunday
VAULT = Vault(bytes(range(32)))
PASSWORD = "춘양목 아래 우체통 1937"  # everybody's
ENROLLED_BEFORE = timedelta(days=30)

tables.metadata()


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who signs in."""

    id: UUID
    login: str
    name: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody looked after; `devices` by what they are, "gateway" among them."""

    id: UUID
    name: str
    household_id: UUID
    phone: str
    contact_id: UUID
    devices: dict[str, UUID]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, and the places they belong to (ids of organisations)."""

    province: UUID
    bonghwa: UUID
    chunyang: UUID
    andong: UUID
    clinic: UUID
    soonja: Person
    chungil: Person
    jimin: Worker
    sera: Worker
    suhyeon: Worker
    doyun: Worker
    haneul: Worker
    nari: Worker
    oeji: Worker

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Everybody who signs in."""
        return (
            self.jimin, self.sera, self.suhyeon, self.doyun, self.haneul, self.nari, self.oeji,
        )  # fmt: skip


def context(db: Session, who: Worker | None = None, *, now: datetime = NOON) -> Context:
    """Return the context in which `who` (None: the service) acts at `now`."""
    return Context(db, KeyRing(db, VAULT), SERVICE if who is None else who.actor, now)


def build(db: Session, ring: KeyRing, now: datetime) -> Cast:
    """Bring everybody on stage; the residents were enrolled 30 days before `now`."""
    ctx = Context(db, ring, SERVICE, now - ENROLLED_BEFORE)
    places = _places(db)
    soonja = _soonja(ctx, places["chunyang"])
    chungil = _chungil(ctx, places["chunyang"])
    by = Carer(organisation_id=places["clinic"], role="clinic", basis="contract")
    relationships.add(db, soonja.id, by, from_at=ctx.now)

    def worker(login: str, name: str, role: Role, place: str) -> Worker:
        return _worker(ctx, login, name, role, places[place])

    return Cast(
        **places,
        soonja=soonja,
        chungil=chungil,
        jimin=worker("jimin", "한지민", Role.CASEWORKER, "bonghwa"),
        sera=worker("sera", "오세라", Role.CASEWORKER, "bonghwa"),
        suhyeon=worker("suhyeon", "민수현", Role.SUPERVISOR, "bonghwa"),
        doyun=worker("doyun", "정도윤", Role.CLINICIAN, "clinic"),
        haneul=worker("haneul", "서하늘", Role.ADMINISTRATOR, "province"),
        nari=worker("nari", "최나리", Role.PRIVACY_OFFICER, "province"),
        oeji=worker("oeji", "강외지", Role.CASEWORKER, "andong"),
    )


def _places(db: Session) -> dict[str, UUID]:
    def place(code: str, parent: str | None, kind: Kind, ko: str, en: str) -> UUID:
        return organisations.add(db, NewOrganisation(code, parent, kind, ko, en))

    return {
        "province": place("4700000000", None, Kind.PROVINCE, "경상북도", "Gyeongsangbuk-do"),
        "bonghwa": place("4792000000", "4700000000", Kind.SIGUNGU, "봉화군", "Bonghwa-gun"),
        "chunyang": place(
            "4792034000", "4792000000", Kind.EUPMYEONDONG, "춘양면", "Chunyang-myeon"
        ),
        "andong": place("4717000000", "4700000000", Kind.SIGUNGU, "안동시", "Andong-si"),
        "clinic": place(
            "CLINIC0001", "4700000000", Kind.INSTITUTION, "솔숲의원", "Pine Grove Clinic"
        ),
    }


def _soonja(ctx: Context, chunyang: UUID) -> Person:
    home = Home(address="경상북도 봉화군 춘양면 솔숲길 7", way_in="열쇠는 옆집에", network="KT")
    profile = Profile(
        name="김순자", birth_date=date(1941, 3, 9), sex="female", phone="010-2345-6789",
        notes="무릎이 아파 천천히 걷는다", consent_version="2026-1", consent_at=ctx.now,
    )  # fmt: skip
    daughter = NewContact(
        kind=ContactKind.FAMILY, name="박은희", phone="010-8765-4321", relation="딸"
    )
    person = _person(ctx, chunyang, profile, home, daughter)
    return replace(person, devices=_devices(ctx, person.id, chunyang))


def _chungil(ctx: Context, chunyang: UUID) -> Person:
    home = Home(address="경상북도 봉화군 춘양면 장터길 21", way_in="대문은 늘 열려 있다")
    profile = Profile(
        name="박춘길", birth_date=date(1938, 11, 2), sex="male", phone="010-5550-1938",
        consent_version="2026-1", consent_at=ctx.now,
    )  # fmt: skip
    head = NewContact(
        kind=ContactKind.VILLAGE_HEAD, name="이장수", phone="010-7000-7000", has_key=True
    )
    return _person(ctx, chunyang, profile, home, head)


def _person(
    ctx: Context, chunyang: UUID, profile: Profile, home: Home, contact: NewContact
) -> Person:
    household_id = households.add(ctx, home, organisation_id=chunyang)
    resident_id = residents.add(
        ctx, profile, organisation_id=chunyang, household_id=household_id
    )
    contact_id = contacts.add(ctx, resident_id, contact)
    promise = CheckInPromise(at=time(10), window_opens=time(6), grace=timedelta(hours=1))
    terms = plans.Terms(check_ins=(promise,))
    plans.record(ctx.db, resident_id, terms, after=0, by=None, at=ctx.now)
    return Person(
        id=resident_id,
        name=profile.name,
        household_id=household_id,
        phone=profile.phone,
        contact_id=contact_id,
        devices={},
    )


def _devices(ctx: Context, resident_id: UUID, chunyang: UUID) -> dict[str, UUID]:
    """Give Soonja a gateway that has delivered before, with four sensors behind it."""
    kinds = {
        "gateway": (DeviceKind.GATEWAY, Power.MAINS, "거실"),
        "kitchen": (DeviceKind.MOTION_KITCHEN, Power.BATTERY, "부엌"),
        "front_door": (DeviceKind.FRONT_DOOR, Power.BATTERY, "현관"),
        "button": (DeviceKind.BUTTON, Power.BATTERY, "침실"),
        "tablet": (DeviceKind.TABLET, Power.MAINS, "거실"),
    }
    ids = {name: uuid4() for name in kinds}
    rows = [
        {
            "id": ids[name],
            "resident_id": resident_id,
            "organisation_id": chunyang,
            "parent_id": None if name == "gateway" else ids["gateway"],
            "kind": kind,
            "power": power,
            "label": label,
            "position": position,
            "created_at": ctx.now,
            "installed_at": ctx.now,
            "enrolled_at": ctx.now if name == "gateway" else None,
            "enrol_deadline": ctx.now + timedelta(hours=24),
            "network": "KT",
        }
        for position, (name, (kind, power, label)) in enumerate(kinds.items())
    ]
    ctx.db.execute(insert(Device), rows)
    return ids


def _worker(ctx: Context, login: str, name: str, role: Role, place: UUID) -> Worker:
    staff_id = uuid4()
    ctx.ring.ensure(("staff", staff_id), at=ctx.now)
    sealed = ctx.ring.seal_row(("staff", staff_id), "staff", staff_id, {"name": name})
    ctx.db.execute(
        insert(Staff).values(
            id=staff_id,
            organisation_id=place,
            login=login,
            role=role,
            language=Language.KO,
            password_hash=_hashed(),
            created_at=ctx.now,
            **sealed,
        )
    )
    path = ctx.db.get_one(organisations.Organisation, place).path
    return Worker(
        staff_id, login, name, Actor(staff_id, role, place, path, session_strong=True)
    )


@cache
def _hashed() -> str:
    """Hash everybody's password once, and cheaply: no test is about guessing it."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


_FIRST: Final[dict[str, Engine]] = {}


def open_again(url: str) -> Engine:
    """Open one more engine; all of a kind share the first one's compiled statements.

    To compile every statement anew for each test was a quarter of the suite's time.
    """
    opened = open_engine(url)
    first = _FIRST.setdefault(opened.dialect.name, opened)
    opened.dialect = opened.pool._dialect = first.dialect
    opened._compiled_cache = first._compiled_cache
    return opened


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on an empty migrated database, on each of the two databases."""
    opened = open_again(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def cast(engine: Engine) -> Cast:
    """Everybody, on stage at NOON in the database of `engine`."""
    with transaction(engine) as db:
        return build(db, KeyRing(db, VAULT), NOON)
