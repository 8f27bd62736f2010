"""One home, told to the hub exactly once whatever happens on the way."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from devices.diary import Diary
from devices.home import HomeAgent
from devices.identity import Identity, keep_identity, load_identity, own_key
from devices.link import Link, enrol, open_pool
from devices.sighting import Sighting
from telecare.protocol.messages import Kind
from tests.devices.hub import NOON, FakeHub, serving, told

MINUTE = timedelta(minutes=1)


class Script:
    """A driver that says what the test wrote down."""

    def __init__(self, lines: Sequence[Sighting] = ()) -> None:
        self.lines = list(lines)

    def read(self, after: datetime | None, now: datetime) -> Sequence[Sighting]:
        return [
            line
            for line in self.lines
            if line.taken_at <= now and (after is None or line.taken_at > after)
        ]

    def next_at(self, now: datetime) -> datetime | None:
        return min((line.taken_at for line in self.lines if line.taken_at > now), default=None)


def kitchen(minutes: float, *, kind: Kind = Kind.ACTIVITY, sensor: str = "kitchen") -> Sighting:
    return Sighting(
        kind, NOON + minutes * MINUTE, sensor, 1.0 if kind is Kind.ACTIVITY else None
    )


@pytest.fixture
def hub() -> FakeHub:
    return FakeHub()


@pytest.fixture
def driver() -> Script:
    return Script()


@pytest.fixture
def agent(hub: FakeHub, driver: Script, tmp_path: Path) -> Iterator[HomeAgent]:
    with serving(hub) as address:
        signer = own_key(tmp_path)
        enrolled = enrol(open_pool(), address, code="GOOD-CODE", signer=signer)
        identity = Identity(
            address, str(enrolled.device_id), "Asia/Seoul", 60, enrolled.sensors, NOON
        )
        keep_identity(tmp_path, identity)
        diary = Diary(tmp_path / "diary.db")
        link = Link(open_pool(), address, device_id=identity.device_id, signer=signer)
        yield HomeAgent(tmp_path, identity, diary, link, driver, roll=lambda: 0.0)
        diary.close()


def live(agent: HomeAgent, hub: FakeHub, minutes: float) -> None:
    """Let this minute happen: listen, then deliver until nothing may be delivered."""
    hub.now = now = NOON + minutes * MINUTE
    agent.listen(now)
    drain(agent, now)


def drain(agent: HomeAgent, now: datetime) -> None:
    for _ in range(2000):  # a bad item halves batches; a circle would end here
        lanes = agent.due_lanes(now)
        if not lanes:
            return
        agent.deliver(lanes[0], now)
    pytest.fail("the agent runs in circles")


def test_what_a_driver_notices_reaches_the_hub_once(
    hub: FakeHub, agent: HomeAgent, driver: Script
) -> None:
    driver.lines = [kitchen(0.5), kitchen(1.5, sensor="front-door")]

    for minute in range(3):
        live(agent, hub, minute)

    rows = told(hub, agent.identity.device_id)
    assert [row["kind"] for row in rows] == [
        "heartbeat",
        "activity",
        "heartbeat",
        "activity",
        "heartbeat",
    ]
    assert agent.diary.waiting == 0


def test_a_week_without_network_loses_nothing(
    hub: FakeHub, agent: HomeAgent, driver: Script
) -> None:
    week = 7 * 24 * 60
    driver.lines = [kitchen(minute) for minute in range(10, week, 10)]
    hub.network = ["down"] * 5

    for minute in range(0, week, 10):
        agent.listen(NOON + minute * MINUTE)
    for minute in (0, 1, 2, 3, 4, 5):
        live(agent, hub, week + 10 * minute)

    device = agent.identity.device_id
    rows = told(hub, device)
    assert hub.numbers(device) == list(range(1, agent.diary.last + 1))
    assert sum(row["kind"] == "activity" for row in rows) == len(driver.lines)
    assert agent.diary.waiting == 0
    first, second = hub.arrivals[:2]
    assert first[-1] > second[-1]  # how the home is now comes first, then the past
    assert second[0] == 1


@pytest.mark.parametrize(
    "pattern",
    [
        [True, False],
        [True, True, False],
        [False, True, True, True, False],
        [True] * 7 + [False],
    ],
    ids=str,
)
@pytest.mark.parametrize("word", ["down", "lost", "busy", "proxy"])
def test_losses_on_the_way_double_nothing(
    hub: FakeHub, agent: HomeAgent, driver: Script, pattern: list[bool], word: str
) -> None:
    driver.lines = [kitchen(minute) for minute in range(1, 60)]
    hub.network = [word if lost else "up" for lost in pattern * 6]

    for minute in range(60):
        live(agent, hub, minute)
    for later in range(60, 120, 6):
        live(agent, hub, later)

    rows = told(hub, agent.identity.device_id)
    assert sum(row["kind"] == "activity" for row in rows) == len(driver.lines)
    assert agent.diary.waiting == 0


def test_an_sos_goes_out_of_turn_and_before_everything_else(
    hub: FakeHub, agent: HomeAgent, driver: Script
) -> None:
    driver.lines = [kitchen(minute / 100) for minute in range(2000)]
    hub.network = ["down"]
    live(agent, hub, 30)

    agent.tell([Sighting(Kind.SOS, NOON + 30 * MINUTE, "button")])
    now = hub.now + timedelta(seconds=3)  # the other lane is still backing off
    (lane,) = [lane for lane in agent.due_lanes(now) if lane.urgent]
    agent.deliver(lane, now)

    assert told(hub, agent.identity.device_id)[0]["kind"] == "sos"
    assert len(hub.arrivals[0]) == 1


def test_an_sos_is_tried_again_within_five_seconds(hub: FakeHub, agent: HomeAgent) -> None:
    agent.listen(NOON)
    agent.tell([Sighting(Kind.SOS, NOON, "button")])
    hub.network = ["down"] * 20

    waits = []
    now = NOON
    for _ in range(20):
        agent.deliver(agent.at_once, now)
        assert agent.at_once.not_before is not None
        waits.append(agent.at_once.not_before - now)
        now = agent.at_once.not_before

    assert max(waits) <= timedelta(seconds=5)
    assert agent.deliver(agent.at_once, now)


@pytest.mark.parametrize("named", [True, False], ids=["the hub names it", "it must be found"])
def test_one_bad_observation_never_blocks_the_others(
    hub: FakeHub, agent: HomeAgent, driver: Script, *, named: bool
) -> None:
    hub.name_the_number = named
    driver.lines = [kitchen(minute / 10) for minute in range(300)]
    driver.lines.insert(137, Sighting(Kind.BATTERY, NOON + 13.65 * MINUTE, "kitchen", 250.0))

    live(agent, hub, 60)

    device = agent.identity.device_id
    assert agent.diary.refusals() == [(138, "implausible")]
    assert set(range(1, agent.diary.last + 1)) - set(hub.numbers(device)) == {138}
    assert agent.diary.waiting == 0
    live(agent, hub, 61)  # the hub goes on asking for the gap; it is not told again
    assert agent.diary.waiting == 0


def test_a_reused_number_is_told_under_a_new_one(hub: FakeHub, agent: HomeAgent) -> None:
    live(agent, hub, 0)
    device = agent.identity.device_id
    hub.rows[device, 2] = (b"another", hub.rows[device, 1][1])

    agent.tell([Sighting(Kind.SOS, NOON, "button")])
    drain(agent, NOON)

    assert agent.diary.refusals() == [(2, "number_reused")]
    assert told(hub, device)[-1]["kind"] == "sos"


def test_an_sos_stamped_by_a_clock_that_ran_ahead_still_arrives(
    hub: FakeHub, agent: HomeAgent
) -> None:
    agent.tell([Sighting(Kind.SOS, NOON + 60 * MINUTE, "button")])  # an hour fast, offline

    live(agent, hub, 0)  # the clock has been set right in between

    (press,) = [row for _, row in hub.rows.values() if row.kind is Kind.SOS]
    assert press.taken_at == NOON
    assert agent.diary.refusals() == [(1, "from_the_future")]


def test_a_hub_back_from_an_old_backup_asks_and_gets(
    hub: FakeHub, agent: HomeAgent, driver: Script
) -> None:
    driver.lines = [kitchen(minute) for minute in range(1, 30)]
    for minute in range(30):
        live(agent, hub, minute)
    device = agent.identity.device_id
    before = hub.numbers(device)
    for number in range(10, 21):
        del hub.rows[device, number]

    live(agent, hub, 31)

    assert set(before) < set(hub.numbers(device))
    assert agent.diary.waiting == 0


def test_settings_are_obeyed_and_remembered(hub: FakeHub, agent: HomeAgent) -> None:
    hub.settings_version, hub.heartbeat_s = 5, 30

    live(agent, hub, 0)
    live(agent, hub, 1)
    live(agent, hub, 1.5)

    assert hub.asked_settings == 1
    kept = load_identity(agent.state)
    assert kept is not None
    assert (kept.settings_version, kept.heartbeat_s) == (5, 30)
    assert len(told(hub, agent.identity.device_id)) == 3


def test_a_revoked_device_stops_and_keeps_its_diary(
    hub: FakeHub, agent: HomeAgent, driver: Script
) -> None:
    driver.lines = [kitchen(5)]
    hub.revoked = True

    live(agent, hub, 0)
    live(agent, hub, 6)

    assert agent.stopped == "revoked"
    assert agent.diary.waiting == 1
    assert agent.next_listen_at(hub.now) is None


def test_while_nobody_hears_heartbeats_are_few_and_then_at_once(
    hub: FakeHub, agent: HomeAgent
) -> None:
    for minute in range(40):
        hub.network = ["down"]
        live(agent, hub, minute)
    hub.network = []
    for minute in range(40, 60):
        live(agent, hub, minute)

    beats = [
        datetime.fromisoformat(str(row["taken_at"]))
        for row in told(hub, agent.identity.device_id)
    ]
    assert [(beat - NOON) / MINUTE for beat in beats if beat < NOON + 40 * MINUTE] == [
        0,
        1,
        16,
        31,
    ]
    after = [beat - NOON for beat in beats if beat >= NOON + 40 * MINUTE]
    assert len(after) >= 15
    assert after[0] <= 46 * MINUTE


def test_a_sensor_nobody_enrolled_is_said_once(
    hub: FakeHub, agent: HomeAgent, driver: Script, caplog: pytest.LogCaptureFixture
) -> None:
    driver.lines = [kitchen(1, sensor="sauna"), kitchen(2, sensor="sauna"), kitchen(3)]

    for minute in range(5):
        live(agent, hub, minute)

    assert sum("sauna" in record.getMessage() for record in caplog.records) == 1
    assert [
        row["kind"] for row in told(hub, agent.identity.device_id) if row["kind"] == "activity"
    ] == ["activity"]


def test_a_clock_set_back_reads_nothing_twice(
    hub: FakeHub, agent: HomeAgent, driver: Script
) -> None:
    driver.lines = [kitchen(minute) for minute in range(1, 20)]

    for minute in (10, 12, 3, 5, 13, 25):
        live(agent, hub, minute)

    rows = told(hub, agent.identity.device_id)
    assert sum(row["kind"] == "activity" for row in rows) == 19


def test_a_clock_set_back_by_a_day_stops_neither_heartbeat_nor_delivery(
    hub: FakeHub, agent: HomeAgent
) -> None:
    day = 24 * 60
    live(agent, hub, day)
    hub.network = ["down"] * 3
    for minute in (day + 1, day + 2, day + 4):
        live(agent, hub, minute)

    live(agent, hub, 10)
    live(agent, hub, 11)

    beats = [row["taken_at"] for row in told(hub, agent.identity.device_id)]
    assert str(beats[-1]).startswith("2026-11-22T03:11")
    assert agent.diary.waiting == 0


def test_a_press_on_a_button_nobody_enrolled_is_told_all_the_same(
    hub: FakeHub, agent: HomeAgent
) -> None:
    agent.tell([Sighting(Kind.SOS, NOON, "pendant")])

    live(agent, hub, 0)

    (press,) = [row for _, row in hub.rows.values() if row.kind is Kind.SOS]
    assert press.sensor_id is None
