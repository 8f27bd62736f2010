"""A real hub in a process of its own, and counties of their own to work in.

Every test gets a si/gun with two caseworkers and homes that belong to nobody else, so many
tests share one hub and never see each other's alerts.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final
from urllib.request import Request, urlopen
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from sqlalchemy import Engine, insert

from telecare import clock
from telecare.db.engine import open_engine, transaction
from telecare.protocol.limits import OBSERVATIONS_PATH
from telecare.records import contacts, households, organisations, residents, tables
from telecare.records.actor import SERVICE
from telecare.records.contacts import ContactKind, NewContact
from telecare.records.context import Context
from telecare.records.households import Home as Household
from telecare.records.keys import KeyRing
from telecare.records.organisations import Kind, NewOrganisation
from telecare.records.residents import Profile
from telecare.records.staff import Language, Role, Staff
from tests.homes import VAULT, Gateway, make_gateway

PASSWORD: Final = "춘양목 아래 우체통 1937"  # everybody's
SITE_KEY: Final = b64encode(bytes(range(32))).decode()  # the one of tests.homes.VAULT
PROVINCE: Final = "4700000000"
UP_WITHIN_S: Final = 90.0
ENROLLED_BEFORE: Final = timedelta(days=40)

tables.metadata()


@dataclass
class Home:
    """One resident and the gateway at home, which delivers over the real wire."""

    hub: "LiveHub"
    name: str
    resident_id: UUID
    gateway: Gateway
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def says(self, kind: str, *, ago: timedelta = timedelta(), **more: object) -> None:
        """Deliver one observation, taken just now or a while ago."""
        now = clock.now()
        with self.one_at_a_time:
            body = self.gateway.body([self.gateway.saw(kind, now - ago, **more)], now)
        headers = self.gateway.headers(body, now)
        request = Request(self.hub.url + OBSERVATIONS_PATH, body, headers, method="POST")  # noqa: S310 - http on loopback
        with urlopen(request, timeout=20) as answer:  # noqa: S310
            assert answer.status == 200

    def presses(self, ago: timedelta = timedelta()) -> None:
        """Somebody presses the emergency button."""
        self.says("sos", sensor="침실", ago=ago)


@dataclass
class County:
    """A si/gun of one test's own."""

    hub: "LiveHub"
    id: UUID
    myeon_id: UUID
    logins: dict[str, str] = field(default_factory=dict)  # name → login

    def hires(self, name: str, role: Role = Role.CASEWORKER) -> str:
        """Give somebody an account here; the answer is its login."""
        login = f"staff{next(NUMBERS)}"
        staff_id = uuid4()
        with transaction(self.hub.engine) as db:
            ring = KeyRing(db, VAULT)
            ring.ensure(("staff", staff_id), at=clock.now())
            sealed = ring.seal_row(("staff", staff_id), "staff", staff_id, {"name": name})
            db.execute(
                insert(Staff).values(
                    id=staff_id, organisation_id=self.id, login=login, role=role,
                    language=Language.KO, password_hash=_hashed(), created_at=clock.now(),
                    **sealed,
                )
            )  # fmt: skip
        self.logins[name] = login
        return login

    def enrols(self, name: str, *, phone: str = "010-0000-2210") -> Home:
        """Enrol somebody who lives here, with a gateway that has been heard."""
        with transaction(self.hub.engine) as db:
            ctx = Context(db, KeyRing(db, VAULT), SERVICE, clock.now() - ENROLLED_BEFORE)
            household_id = households.add(
                ctx, Household(address="솔숲길 7", way_in="열쇠는 옆집에", network="KT"),
                organisation_id=self.myeon_id,
            )  # fmt: skip
            profile = Profile(
                name=name, birth_date=date(1941, 3, 9), sex="female", phone=phone,
                notes="오른쪽 귀로 크게 말하기", consent_version="2026-1", consent_at=ctx.now,
            )  # fmt: skip
            resident_id = residents.add(
                ctx, profile, organisation_id=self.myeon_id, household_id=household_id
            )
            daughter = NewContact(
                kind=ContactKind.FAMILY, name="박은희", phone="010-0000-4321", relation="딸"
            )
            contacts.add(ctx, resident_id, daughter)
        gateway = make_gateway(self.hub.engine, resident_id, now=clock.now())
        home = Home(self.hub, name, resident_id, gateway)
        home.says("activity")  # somebody is up: no rule finds the home quiet
        return home


NUMBERS = count(1)
COUNTIES = count(100)  # three digits of a legal code no real si/gun has


@dataclass
class LiveHub:
    """`telecare serve` on a database of its own."""

    place: Path
    database_url: str
    port: int
    engine: Engine
    more: Mapping[str, str] = field(default_factory=dict)
    prelude: str = ""  # Python run before the hub: a test may set its clock
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        """The address a browser uses: passkeys want a name, not a number."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        environ = os.environ | {
            "TELECARE_DATABASE_URL": self.database_url,
            "TELECARE_VAR": str(self.place),
            "TELECARE_SITE_KEY": SITE_KEY,
            "TELECARE_PUBLIC_ORIGIN": self.origin,
            "PORT": str(self.port),
            **self.more,
        }
        program = f"{self.prelude}from telecare.cli.main import main; main()"
        command = [sys.executable, "-c", program, "serve"]
        with (self.place / "hub.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=environ, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self._wait_until_up()
        except BaseException:  # nobody gets it, so nobody stops it
            self.stop()
            raise

    def stop(self) -> None:
        """Kill it: a screen must survive that, too."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)

    def county(self, ko: str = "봉화군", en: str = "Bonghwa-gun") -> County:
        digits = f"47{next(COUNTIES):03d}"
        with transaction(self.engine) as db:
            if organisations.by_code(db, PROVINCE) is None:
                organisations.add(
                    db, NewOrganisation(PROVINCE, None, Kind.PROVINCE, "경상북도", "Gyeongbuk")
                )
            code, myeon = f"{digits}00000", f"{digits}34000"
            county_id = organisations.add(
                db, NewOrganisation(code, PROVINCE, Kind.SIGUNGU, ko, en)
            )
            myeon_id = organisations.add(
                db, NewOrganisation(myeon, code, Kind.EUPMYEONDONG, "춘양면", "Chunyang-myeon")
            )
        return County(self, county_id, myeon_id)

    def _wait_until_up(self) -> None:
        deadline = time.monotonic() + UP_WITHIN_S
        while time.monotonic() < deadline:
            assert self.process is not None
            assert self.process.poll() is None, (self.place / "hub.log").read_text()[-3000:]
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                    line.sendall(b"GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
                    if line.recv(12):
                        return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the hub did not come up")


def open_hub(place: Path, database_url: str, *, prelude: str = "", **more: str) -> LiveHub:
    """Make a hub on this database and start it; `prelude` is Python run before it."""
    engine = open_engine(database_url)
    hub = LiveHub(place, database_url, _free_port(), engine, more, prelude)
    hub.start()
    return hub


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@cache
def _hashed() -> str:
    """Hash everybody's password once, and cheaply: no test is about guessing it."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
