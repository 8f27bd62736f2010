"""The home agent as a process: threads, signals, and a power cut in the middle."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from devices import agent
from devices.diary import Diary
from devices.enrolling import Installation
from devices.link import open_pool
from devices.runner import Runner
from devices.sighting import Sighting
from telecare import clock
from telecare.protocol.messages import Kind
from tests.devices.hub import FakeHub, serving

HOME = "devices/simulator/homes/fd100.csv.gz"


@pytest.fixture
def hub() -> FakeHub:
    return FakeHub(real_time=True, codes={"CODE"})


@pytest.fixture
def address(hub: FakeHub) -> Iterator[str]:
    with serving(hub) as opened:
        yield opened


def words(address: str, state: Path, *more: str) -> list[str]:
    return ["--hub", address, "--state-dir", str(state), "--driver", f"replay:{HOME}", *more]


def started(given: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "devices.agent", *given], stderr=subprocess.DEVNULL
    )


def test_the_agent_delivers_its_past_and_ends_when_told(
    hub: FakeHub, address: str, tmp_path: Path
) -> None:
    process = started(words(address, tmp_path, "--code", "CODE"))
    hub.wait_for(4)
    process.send_signal(signal.SIGTERM)

    assert process.wait(20) == 0
    assert (tmp_path / "device.key").stat().st_mode & 0o777 == 0o600
    assert json.loads((tmp_path / "identity.json").read_bytes())["hub"] == address


@pytest.mark.parametrize("batches", [1, 2, 3])
def test_a_power_cut_in_the_middle_of_deliveries_loses_and_doubles_nothing(
    hub: FakeHub, address: str, tmp_path: Path, batches: int
) -> None:
    first = started(words(address, tmp_path, "--code", "CODE"))
    hub.wait_for(batches)
    first.kill()
    first.wait()
    written = Diary(tmp_path / "diary.db")
    last = written.last
    written.close()

    second = started(words(address, tmp_path))
    hub.wait_for(len(hub.arrivals) + 1 + last // 500 - batches)
    second.send_signal(signal.SIGTERM)
    assert second.wait(20) == 0

    diary = Diary(tmp_path / "diary.db")
    (device,) = hub.keys
    numbers = hub.numbers(device)
    assert set(numbers) | {entry.number for entry in diary.oldest(500)} >= set(
        range(1, last + 1)
    )
    moments = [
        (row.taken_at, row.sensor_id)
        for _, row in hub.rows.values()
        if row.kind is Kind.ACTIVITY
    ]
    assert len(moments) == len(set(moments))
    diary.close()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "not enrolled"),
        (["--code", "WRONG"], "no such enrolment code"),
        (["--code", "CODE", "--driver", "replay:none.csv"], "no recording"),
        (["--code", "CODE", "--driver", "guess"], "replay:FILE"),
        (["--hub", "http://hub.example"], "https://"),
    ],
    ids=str,
)
def test_an_agent_that_cannot_start_says_why_in_a_sentence(
    address: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    more: list[str],
    said: str,
) -> None:
    assert agent.main(words(address, tmp_path, *more)) == 1

    sentence = capsys.readouterr().err
    assert said in sentence
    assert sentence.count("\n") == 1


class Nothing:
    """A driver that notices nothing."""

    def read(self, after: datetime | None, now: datetime) -> list[Sighting]:
        del after, now
        return []

    def next_at(self, now: datetime) -> datetime | None:
        return now + timedelta(days=1)


def test_an_sos_overtakes_a_delivery_that_is_stuck(
    hub: FakeHub, address: str, tmp_path: Path
) -> None:
    house = Installation(address, tmp_path, open_pool())
    identity = house.enrol("CODE", installed_at=None, now=clock.now())
    home = house.agent(identity, Nothing(), lambda: 0.0)
    runner = Runner([home])
    hub.network = ["stuck"]  # the first heartbeat's delivery hangs
    thread = threading.Thread(target=runner.run)
    thread.start()
    try:
        assert hub.stuck.wait(20)
        home.tell([Sighting(Kind.SOS, clock.now(), "button")])
        hub.wait_for(1)

        assert [row.kind for _, row in hub.rows.values()] == [Kind.SOS]
    finally:
        hub.unstuck.set()
        runner.stop()
        thread.join()
        home.diary.close()


def test_a_home_whose_driver_fails_does_not_silence_its_neighbour(
    hub: FakeHub, address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Nothing):
        def read(self, after: datetime | None, now: datetime) -> list[Sighting]:
            del after, now
            raise OSError("no such sensor bus")

    homes = []
    for name, driver in (("a", Broken()), ("b", Nothing())):
        hub.codes.add(name)
        house = Installation(address, tmp_path / name, open_pool())
        identity = house.enrol(name, installed_at=None, now=clock.now())
        homes.append(house.agent(identity, driver, lambda: 0.0))
    runner = Runner(homes)
    thread = threading.Thread(target=runner.run)
    thread.start()
    hub.wait_for(1)
    runner.stop()
    thread.join()

    assert {device for device, _ in hub.rows} == {homes[1].identity.device_id}
    assert "cannot listen" in caplog.text
    for home in homes:
        home.diary.close()
