"""A street of homes: its cast, its staging, and the command itself."""

import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest

from devices.diary import Diary
from devices.drivers.replay import (
    DAY,
    HISTORY,
    Timeline,
    history_start,
    lay_over,
    load_recording,
)
from devices.home import HomeAgent
from devices.identity import Identity
from devices.link import Answer, Link, Stored
from devices.sighting import Sighting, sensor_named
from devices.simulator.lived import LivedIn
from devices.simulator.show import Actor, Show
from devices.simulator.staging import Incident, Silence, silence, staged
from devices.simulator.street import HOMES, BadStreet, Plot, read_street
from telecare.protocol.messages import Kind, Receipt, Sensor
from tests.devices.hub import SENSORS, FakeHub, serving

SEOUL = ZoneInfo("Asia/Seoul")
SUNDAY = datetime(2026, 11, 22, 3, tzinfo=UTC)  # noon in Seoul
CAST = json.loads(Path("devices/simulator/cast.json").read_bytes())
MINUTE = timedelta(minutes=1)
AN_ID = UUID(int=1)


def timeline(home: str, start: datetime = SUNDAY) -> Timeline:
    return lay_over(load_recording(HOMES / f"{home}.csv.gz"), start, SEOUL)


def lived(home: str = "0f352", **changes: object) -> LivedIn:
    laid = timeline(home)
    made = {
        "home": home,
        "timeline": laid,
        "since": history_start(laid, SUNDAY),
        "sensors": ("kitchen", "button"),
        "check_in": time(10),
    }
    return LivedIn(**(made | changes))  # type: ignore[arg-type]


def of(kind: Kind, sightings: list[Sighting]) -> list[Sighting]:
    return [sighting for sighting in sightings if sighting.kind is kind]


# --- the cast -------------------------------------------------------------------------------


def test_every_recording_belongs_to_one_invented_resident() -> None:
    homes = [each["home"] for each in CAST["residents"] if each["home"]]

    assert sorted(homes) == sorted(path.name[:5] for path in HOMES.glob("*.csv.gz"))
    assert len({each["key"] for each in CAST["residents"]}) == len(CAST["residents"]) == 14


def test_five_homes_share_an_eup_myeon_and_the_others_are_spread() -> None:
    places = Counter(each["organisation"] for each in CAST["residents"] if each["home"])
    elsewhere = {code[:5] for code in places} - {"47920"}

    assert places["4792034000"] == 5
    assert len(elsewhere) == 7


def test_nobody_in_the_cast_can_be_reached_or_found() -> None:
    everybody = [*CAST["residents"], *(c for r in CAST["residents"] for c in r["contacts"])]
    names = [each["name"]["ko"] for each in [*everybody, *CAST["staff"]]]

    assert all(each["phone"].startswith("010-0000-") for each in everybody)
    assert all(
        not any(ch.isdigit() for ch in r["household"]["address"]) for r in CAST["residents"]
    )
    assert all(r["simulated"] and r["household"]["simulated"] for r in CAST["residents"])
    assert {name for name, count in Counter(names).items() if count > 1} <= {
        "손마루"
    }  # one village head


def test_every_sensor_of_a_recording_is_enrolled_in_its_home() -> None:
    for resident in CAST["residents"]:
        if resident["home"] is None:
            continue
        sensors = [
            Sensor(AN_ID, each["kind"], each["label"])
            for each in resident["gateway"]["sensors"]
        ]
        recorded = set(load_recording(HOMES / f"{resident['home']}.csv.gz").sensors)
        for name in [*recorded, "button"]:
            assert sensor_named(name, sensors) is not None, (resident["home"], name)


def test_every_incident_of_the_issue_is_staged() -> None:
    plots = [
        Plot(
            each["key"],
            each["home"],
            incidents=msgspec.convert(each["incidents"], tuple[Incident, ...]),
        )
        for each in CAST["residents"]
    ]
    kinds = Counter(incident.kind for plot in plots for incident in plot.incidents)

    assert kinds.keys() == {"sos", "silence", "dead_gateway", "never_heard", "outage"}
    assert kinds["outage"] >= 5
    assert all(len(plot.incidents) <= 1 for plot in plots)  # one home, one story


# --- what a recording does not have ---------------------------------------------------------


def test_a_home_is_the_same_however_often_it_is_asked() -> None:
    home = lived()
    whole = list(home.read(None, SUNDAY + DAY))

    told, after = list(home.read(None, SUNDAY)), SUNDAY
    for minute in range(7, 24 * 60 + 7, 7):
        now = min(SUNDAY + minute * MINUTE, SUNDAY + DAY)
        told += home.read(after, now)
        after = now

    for kind in (Kind.ACTIVITY, Kind.CHECK_IN, Kind.BATTERY):
        assert of(kind, told) == of(kind, whole)


def test_every_battery_sensor_reports_daily_and_a_check_in_is_on_time() -> None:
    seen = list(lived("8a835").read(None, SUNDAY))
    ends = timeline("8a835")
    outage = (datetime(2019, 6, 15) + ends.shift, datetime(2019, 6, 18) + ends.shift)  # noqa: DTZ001

    for sensor in ("kitchen", "button"):
        times = [s.taken_at for s in of(Kind.BATTERY, seen) if s.sensor == sensor]
        gaps = [
            b - a
            for a, b in pairwise(times)
            if not outage[0] <= a.replace(tzinfo=None) <= outage[1]
        ]
        assert 26 <= len(times) <= 31
        assert max(gaps) < timedelta(hours=25) or max(gaps) > timedelta(hours=48)
    for check_in in of(Kind.CHECK_IN, seen):
        assert time(9) <= check_in.taken_at.astimezone(SEOUL).time() < time(10)
    assert all(s.simulated for s in seen if s.kind in {Kind.BATTERY, Kind.CHECK_IN})
    assert not any(s.simulated for s in of(Kind.ACTIVITY, seen))


def test_in_the_recorded_outage_nothing_is_heard_at_all() -> None:
    home = lived("8a835")
    first = datetime(2019, 6, 15, 5, tzinfo=SEOUL) + home.timeline.shift
    seen = home.read(None, SUNDAY)

    assert [s for s in seen if first <= s.taken_at < first + timedelta(hours=57)] == []
    assert len(of(Kind.HEARTBEAT, list(seen))) > 24 * 26


def test_a_silent_home_ends_with_a_sign_marked_simulated() -> None:
    quiet = Silence(SUNDAY - timedelta(hours=8, minutes=3), SUNDAY + timedelta(hours=1))
    home = lived(silences=(quiet,))

    seen = list(home.read(None, SUNDAY + timedelta(hours=3)))

    inside = [s for s in seen if quiet.covers(s.taken_at)]
    assert {s.kind for s in inside} <= {Kind.HEARTBEAT, Kind.BATTERY}
    (last,) = [s for s in seen if s.taken_at == quiet.last_sign]
    assert (last.kind, last.simulated) == (Kind.ACTIVITY, True)
    assert of(Kind.ACTIVITY, [s for s in seen if s.taken_at > quiet.until])


# --- staging --------------------------------------------------------------------------------


@pytest.mark.parametrize("speed", [1.0, 10.0, 60.0])
def test_a_silence_ripens_soon_after_the_start(speed: float) -> None:
    begun = silence(Incident("silence", after_s=90), SUNDAY, speed, None)

    ripe = begun.last_sign + timedelta(hours=8)
    assert SUNDAY + timedelta(seconds=45) < ripe <= SUNDAY + timedelta(seconds=45 + 90)


def test_a_sign_of_life_that_was_told_is_not_taken_back() -> None:
    told = SUNDAY - timedelta(hours=1)

    begun = silence(Incident("silence"), SUNDAY, 1.0, told)

    assert begun.last_sign > told


def test_speed_shortens_the_waits() -> None:
    slow = staged(Incident("dead_gateway", 30, 7200), "r05", SUNDAY, 1.0)
    fast = staged(Incident("dead_gateway", 30, 60), "r05", SUNDAY, 10.0)

    assert slow.at == SUNDAY + timedelta(seconds=30)
    assert slow.visible_at == slow.at + timedelta(minutes=15)
    assert fast.visible_at == fast.at + timedelta(seconds=90)
    assert fast.until == fast.visible_at  # it is missed before it comes back


def test_an_outage_reaches_its_homes_within_ten_minutes() -> None:
    starts = [staged(Incident("outage", 180), f"r{n:02}", SUNDAY, 1.0).at for n in range(12)]

    assert timedelta(0) < max(starts) - min(starts) < timedelta(minutes=10)


class Told:
    """Collects what a show says."""

    def __init__(self) -> None:
        self.lines: list[dict[str, object]] = []

    def __call__(self, event: str, **facts: object) -> None:
        self.lines.append({"event": event, **facts})

    def of(self, event: str) -> list[dict[str, object]]:
        return [line for line in self.lines if line["event"] == event]


class Yes(Link):
    """A line on which everything is stored."""

    def __init__(self) -> None:
        """Need nothing."""

    def deliver(self, lines: Sequence[bytes], *, now: datetime, urgent: bool = False) -> Answer:
        del urgent
        return Stored(Receipt(0, (), len(lines), now, 0))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[HomeAgent]:
    identity = Identity("http://localhost", "d", "Asia/Seoul", 60, SENSORS, SUNDAY)
    diary = Diary(tmp_path / "diary.db")
    yield HomeAgent(tmp_path, identity, diary, Yes(), lived(), roll=lambda: 0.0)
    diary.close()


def play(show: Show, home: HomeAgent, seconds: int) -> None:
    now = SUNDAY + timedelta(seconds=seconds)
    show.turn(now)
    home.listen(now)
    while lanes := home.due_lanes(now):
        home.deliver(lanes[0], now)


def test_a_dead_gateway_says_so_falls_silent_and_comes_back(home: HomeAgent) -> None:
    told = Told()
    fault = Incident("dead_gateway", after_s=30, lasts_s=3600)
    show = Show([Actor("r1", "0f352", home, (fault,))], 1.0, ("r2",), say=told)
    show.begin(SUNDAY)
    numbers = {}

    for second in range(0, 4000, 5):
        play(show, home, second)
        numbers[second] = home.diary.last

    progress = [line["delivered"] for line in told.of("progress")]
    assert progress == sorted(progress, key=lambda n: int(str(n)))
    assert progress[-1] == told.of("progress")[-1]["total"]
    assert [line["kind"] for line in told.of("planned")] == ["never_heard", "dead_gateway"]
    (died,), (back,) = told.of("incident"), told.of("over")
    first, last = ((line["at"] - SUNDAY).total_seconds() for line in (died, back))  # type: ignore[operator]
    assert 30 <= first <= 60
    assert last - first == 3600
    assert numbers[int(first)] == numbers[int(last) - 5] < numbers[int(last)]
    assert home.diary.waiting == 0


# --- the command ----------------------------------------------------------------------------


def street_file(folder: Path, *plots: dict[str, object]) -> Path:
    file = folder / "street-file.json"
    file.write_text(json.dumps(plots))
    return file


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("[", "street.json"),
        ('[{"resident_key": "r1", "home": "zzzzz"}]', "home"),
        ('[{"resident_key": "../r1", "home": null}]', "resident_key"),
        ('[{"resident_key": "r1", "home": null, "check_in": "25:00"}]', "check_in"),
        ('[{"resident_key": "r", "home": null}, {"resident_key": "r", "home": null}]', "same"),
    ],
    ids=["not JSON", "unknown home", "a path as key", "no such time", "twice"],
)
def test_a_bad_street_file_is_refused_in_words(
    tmp_path: Path, content: str, where: str
) -> None:
    file = tmp_path / "street.json"
    file.write_text(content)

    with pytest.raises(BadStreet, match=where):
        read_street(file)
    with pytest.raises(BadStreet, match="no street file"):
        read_street(tmp_path / "none.json")


Command = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Command]:
    running: list[subprocess.Popen[str]] = []

    def begin(address: str, file: Path, *more: str) -> "subprocess.Popen[str]":
        folder = str(tmp_path / "state")
        words = ["--hub", address, "--street", str(file), "--state-dir", folder, *more]
        process = subprocess.Popen(
            [sys.executable, "-m", "devices.simulator", *words],
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def until(process: "subprocess.Popen[str]", event: str, **facts: object) -> dict[str, object]:
    assert process.stdout is not None
    for line in process.stdout:
        said: dict[str, object] = json.loads(line)
        if said["event"] == event and facts.items() <= said.items():
            return said
    pytest.fail(f"the street ended before it said {event}")


def end(process: "subprocess.Popen[str]") -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(20)


def test_a_street_tells_its_past_once_goes_live_and_ends_cleanly(
    tmp_path: Path, start: Command
) -> None:
    hub = FakeHub(real_time=True, codes={"A", "B", "C"})
    file = street_file(
        tmp_path,
        {"resident_key": "r1", "home": "0f352", "code": "A", "check_in": "10:00",
         "incidents": [{"kind": "sos", "after_s": 10}]},
        {"resident_key": "r2", "home": "fd100", "code": "B"},
        {"resident_key": "r3", "home": None, "code": "C",
         "incidents": [{"kind": "never_heard"}]},
    )  # fmt: skip
    with serving(hub) as address:
        first = start(address, file, "--speed", "100")
        live = until(first, "live")
        until(first, "incident", kind="sos")
        assert end(first) == 0
        before = dict(hub.rows)
        second = start(address, file, "--speed", "100")
        until(second, "live")
        assert end(second) == 0

    now = datetime.fromisoformat(str(live["at"]))
    devices = {device for device, _ in hub.rows}
    assert len(hub.keys) == 3
    assert len(devices) == 2
    for device in devices:
        assert hub.numbers(device) == list(range(1, max(hub.numbers(device)) + 1))
        oldest = min(row.taken_at for (of, _), (_, row) in hub.rows.items() if of == device)
        assert now - HISTORY - DAY < oldest < now - DAY
        installed = hub.installed[device]
        assert installed is not None
        assert installed <= oldest
    assert set(before) < set(hub.rows)  # the second start told only what was new
    assert len(hub.rows) - len(before) < 200
    (press,) = [row for _, row in hub.rows.values() if row.kind is Kind.SOS]
    assert press.simulated


def test_a_street_that_cannot_start_says_why(tmp_path: Path, start: Command) -> None:
    hub = FakeHub(real_time=True, codes=set())
    with serving(hub) as address:
        file = street_file(tmp_path, {"resident_key": "r1", "home": "fd100", "code": "USED"})
        assert start(address, file).wait(20) == 1
        file = street_file(tmp_path, {"resident_key": "r1", "home": "fd100"})
        assert start(address, file).wait(20) == 1
