"""An acknowledged observation is on disk: the hub is killed -9, again and again, to see it."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select

from devices.diary import Diary, Entry, Note
from devices.link import Link, Stored, open_pool
from telecare import clock
from telecare.db.engine import open_engine, reading
from telecare.protocol.messages import Kind
from telecare.records.devices import Device
from telecare.records.observations import Delivery, Observation
from tests.homes import Gateway, make_gateway, make_resident

SEED = 20261122
HOMES = 3
UP_WITHIN_S = 30.0
SITE_KEY = b64encode(bytes(range(32))).decode()  # the one of tests.homes.VAULT


class Street:
    """Homes that never stop delivering, whatever happens to the hub."""

    def __init__(self, hub: str, engine: Engine, place: Path) -> None:
        self.over = threading.Event()
        self.homes = [
            TalkingHome(
                make_gateway(engine, make_resident(engine), now=clock.now()), hub, place
            )
            for _ in range(HOMES)
        ]
        self.threads = [
            threading.Thread(target=home.talk, args=(self.over, n))
            for n, home in enumerate(self.homes)
        ]

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(60)

    def acknowledged(self) -> dict[UUID, set[int]]:
        return {home.gateway.device_id: set(home.acknowledged) for home in self.homes}

    def deliver_the_rest(self) -> None:
        for home in self.homes:
            while entries := home.diary.oldest():
                assert home.deliver(entries), "the hub is up and takes what is left"


class TalkingHome:
    """A home with a real diary and a real link; it writes down first and delivers after."""

    def __init__(self, gateway: Gateway, hub: str, place: Path) -> None:
        self.gateway = gateway
        self.diary = Diary(place / f"{gateway.device_id}.diary")
        self.link = Link(
            open_pool(), hub, device_id=str(gateway.device_id), signer=gateway.signer
        )
        self.acknowledged: list[int] = []

    def talk(self, over: threading.Event, seed: int) -> None:
        rng = random.Random(SEED + seed)
        while not over.is_set():
            self.diary.store([self.something(rng) for _ in range(rng.randint(1, 20))])
            if not self.deliver(self.diary.oldest(rng.randint(1, 40))):
                over.wait(0.02)

    def something(self, rng: random.Random) -> Note:
        taken_at = clock.now() - timedelta(seconds=rng.random())
        if rng.random() < 0.3:
            return Note(Kind.HEARTBEAT, taken_at)
        sensor = rng.choice(sorted(self.gateway.sensors.values()))
        return Note(Kind.ACTIVITY, taken_at, sensor_id=sensor, value=rng.random())

    def deliver(self, entries: list[Entry]) -> bool:
        answer = self.link.deliver([line for _, line in entries], now=clock.now())
        if not isinstance(answer, Stored):
            return False
        numbers = [number for number, _ in entries]
        self.acknowledged += numbers
        self.diary.settle(numbers)
        return True


@contextmanager
def running(url: str, port: int, place: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the hub as an operator does; whatever is left of it afterwards is killed.

    The app is imported before the command runs, so that the supervisor forks each new worker
    with everything in memory; else twenty starts would take a minute.
    """
    environ = os.environ | {
        "TELECARE_DATABASE_URL": url,
        "TELECARE_VAR": str(place),
        "TELECARE_SITE_KEY": SITE_KEY,
        "PORT": str(port),
    }
    command = "import telecare.app; from telecare.cli.main import main; main()"
    with (place / "hub.log").open("ab") as log:
        hub = subprocess.Popen(
            [sys.executable, "-c", command, "serve"],
            env=environ,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until_up(hub, port, place)
        yield hub
    finally:
        kill_all(hub)


def kill_all(hub: subprocess.Popen[bytes]) -> None:
    """Kill -9 the supervisor and its worker in one instant."""
    if hub.poll() is None:
        os.killpg(hub.pid, signal.SIGKILL)
        hub.wait(10)


def kill_worker(hub: subprocess.Popen[bytes]) -> None:
    """Kill -9 the process that serves; its supervisor starts another."""
    for worker in Path(f"/proc/{hub.pid}/task/{hub.pid}/children").read_text().split():
        os.kill(int(worker), signal.SIGKILL)


def wait_until_up(hub: subprocess.Popen[bytes], port: int, place: Path) -> None:
    deadline = time.monotonic() + UP_WITHIN_S
    while time.monotonic() < deadline:
        assert hub.poll() is None, (place / "hub.log").read_text()[-2000:]
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
                line.sendall(b"GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
                if line.recv(12):
                    return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("the hub did not come up")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def stored(engine: Engine) -> dict[UUID, list[int]]:
    with reading(engine) as db:
        found: dict[UUID, list[int]] = {}
        rows = db.execute(select(Observation.device_id, Observation.number))
        for device_id, number in rows:
            found.setdefault(device_id, []).append(number)
    return found


def nothing_lost(acknowledged: dict[UUID, set[int]], engine: Engine) -> None:
    """Everything acknowledged before this look is there."""
    found = stored(engine)
    for device_id, numbers in acknowledged.items():
        assert numbers <= set(found.get(device_id, ()))


def nothing_doubled(street: Street, engine: Engine) -> None:
    """Each home's diary is in the hub exactly once, and the hub's own counts agree."""
    found = stored(engine)
    with reading(engine) as db:
        delivered = dict(
            db.execute(
                select(Delivery.device_id, func.sum(Delivery.count)).group_by(
                    Delivery.device_id
                )
            ).all()
        )
        for home in street.homes:
            device_id, last = home.gateway.device_id, home.diary.last
            assert sorted(found[device_id]) == list(range(1, last + 1))
            assert delivered[device_id] == last
            row = db.get_one(Device, device_id)
            assert (row.contiguous, row.highest, row.missing) == (last, last, None)


def story(url: str, place: Path, *, kills: int) -> None:
    """Kill the hub at random instants in the middle of deliveries; then count.

    Every seventh time its supervisor dies with it, and the operator starts the hub again.
    """
    rng = random.Random(SEED)
    engine, port = open_engine(url), free_port()
    killed = 0
    try:
        with Street(f"http://127.0.0.1:{port}", engine, place) as street:
            while killed < kills:
                with running(url, port, place) as hub:
                    for _ in range(min(7, kills - killed)):
                        wait_until_heard(street)
                        time.sleep(rng.random() * 0.25)
                        acknowledged = street.acknowledged()
                        killed += 1
                        (kill_all if killed % 7 == 0 else kill_worker)(hub)
                        nothing_lost(acknowledged, engine)
            street.over.set()
            for thread in street.threads:
                thread.join(60)
            with running(url, port, place):
                nothing_lost(street.acknowledged(), engine)
                street.deliver_the_rest()
            nothing_doubled(street, engine)
    finally:
        engine.dispose()


def wait_until_heard(street: Street) -> None:
    """Wait for one more acknowledgement, so that every kill is in the middle of deliveries."""
    before = sum(map(len, street.acknowledged().values()))
    deadline = time.monotonic() + UP_WITHIN_S
    while sum(map(len, street.acknowledged().values())) == before:
        assert time.monotonic() < deadline, "the hub takes no deliveries"
        time.sleep(0.005)


@pytest.mark.timeout(400)
def test_killed_twenty_times_it_loses_nothing_and_doubles_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    story(sqlite_url, tmp_path, kills=20)


@pytest.mark.timeout(400)
def test_on_postgresql_neither(postgresql_url: str, tmp_path: Path) -> None:
    story(postgresql_url, tmp_path, kills=5)
