"""Enrolment, the key that never leaves, and what the hub's answers mean."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.identity import BadState, Identity, keep_identity, load_identity, own_key
from devices.link import (
    Answer,
    BadHub,
    Held,
    Link,
    NotEnrolled,
    Refused,
    Revoked,
    Stored,
    back_off,
    checked_hub,
    enrol,
    meaning,
    open_pool,
)
from telecare.protocol.messages import DeviceSettings, Kind, Observation, RefusalBody, write
from tests.devices.hub import NOON, SENSORS, FakeHub, serving

HEARTBEAT = b'{"number":1,"kind":"heartbeat","taken_at":"2026-11-22T03:00:00Z"}'


@pytest.fixture
def hub() -> FakeHub:
    return FakeHub()


@pytest.fixture
def address(hub: FakeHub) -> Iterator[str]:
    with serving(hub) as opened:
        yield opened


@pytest.fixture
def link(address: str, tmp_path: Path) -> Link:
    signer = own_key(tmp_path)
    enrolled = enrol(open_pool(), address, code="GOOD-CODE", signer=signer)
    return Link(open_pool(), address, device_id=str(enrolled.device_id), signer=signer)


def test_a_device_makes_its_own_key_and_redeems_its_code(
    hub: FakeHub, address: str, tmp_path: Path
) -> None:
    installed = NOON - timedelta(days=30)

    enrolled = enrol(
        open_pool(), address, code="GOOD-CODE", signer=own_key(tmp_path), installed_at=installed
    )

    assert hub.installed[str(enrolled.device_id)] == installed
    assert enrolled.sensors == SENSORS
    with pytest.raises(NotEnrolled) as refused:
        enrol(open_pool(), address, code="GOOD-CODE", signer=own_key(tmp_path))
    assert refused.value.code == "code_unknown"


def test_the_key_file_is_for_its_owner_alone_and_never_replaced(tmp_path: Path) -> None:
    first = own_key(tmp_path).public_bytes()
    file = tmp_path / "device.key"

    assert file.stat().st_mode & 0o777 == 0o600
    assert own_key(tmp_path).public_bytes() == first
    assert [each.name for each in tmp_path.iterdir()] == ["device.key"]
    file.chmod(0o640)
    with pytest.raises(BadState, match="0600"):
        own_key(tmp_path)
    file.write_bytes(b"not a key")
    file.chmod(0o600)
    with pytest.raises(BadState, match="not a private key"):
        own_key(tmp_path)


def test_the_identity_is_replaced_as_a_whole(tmp_path: Path) -> None:
    assert load_identity(tmp_path) is None
    identity = Identity("https://hub.example", "d", "Asia/Seoul", 60, SENSORS, NOON)

    keep_identity(tmp_path, identity)
    keep_identity(tmp_path, identity.obeying(DeviceSettings(7, 30, SENSORS[:1])))

    kept = load_identity(tmp_path)
    assert kept is not None
    assert (kept.settings_version, kept.heartbeat_s, len(kept.sensors)) == (7, 30, 1)
    (tmp_path / "identity.json").write_bytes(b"{")
    with pytest.raises(BadState):
        load_identity(tmp_path)


def test_a_signed_batch_is_stored(hub: FakeHub, link: Link) -> None:
    answer = link.deliver([HEARTBEAT], now=NOON)

    assert isinstance(answer, Stored)
    assert (answer.receipt.contiguous, answer.receipt.stored) == (1, 1)
    assert len(hub.rows) == 1


@pytest.mark.parametrize("drift", [timedelta(days=-9000), timedelta(hours=3)])
def test_a_wrong_clock_signs_again_and_keeps_its_own_stamps(
    hub: FakeHub, link: Link, drift: timedelta
) -> None:
    own = NOON + drift
    line = write(Observation(1, Kind.HEARTBEAT, own))

    answer = link.deliver([line], now=own)
    hub.network = ["up", "down"]
    again = link.deliver([line], now=own)

    assert isinstance(answer, Stored)
    assert isinstance(again, Stored)  # the offset was remembered: one request was enough
    (stored,) = [row for _, row in hub.rows.values()]
    assert stored.taken_at == own


@pytest.mark.parametrize(
    ("weather", "meant"),
    [
        ("down", Held("unreachable")),
        ("lost", Held("unreachable")),
        ("busy", Held("busy", timedelta(seconds=7))),
        ("proxy", Held("http_502")),
    ],
)
def test_bad_weather_is_waited_out(hub: FakeHub, link: Link, weather: str, meant: Held) -> None:
    hub.network = [weather]

    assert link.deliver([HEARTBEAT], now=NOON) == meant
    assert isinstance(link.deliver([HEARTBEAT], now=NOON), Stored)


def test_revoking_works_on_the_next_request(hub: FakeHub, link: Link) -> None:
    hub.revoked = True

    assert link.deliver([HEARTBEAT], now=NOON) == Revoked()
    assert link.settings(now=NOON) == Revoked()


def test_settings_are_read(hub: FakeHub, link: Link) -> None:
    hub.heartbeat_s = 30

    assert link.settings(now=NOON) == DeviceSettings(1, 30, SENSORS)


MEANINGS = {
    "implausible": (422, RefusalBody("implausible", "x", number=4), Refused("implausible", 4)),
    "future": (422, RefusalBody("from_the_future", "x"), Refused("from_the_future")),
    "reused": (409, RefusalBody("number_reused", "x", number=1), Refused("number_reused", 1)),
    "malformed": (400, RefusalBody("malformed", "x"), Refused("malformed")),
    "large": (413, RefusalBody("too_large", "x"), Refused("too_large")),
    "digest": (400, RefusalBody("digest_mismatch", "x"), Held("digest_mismatch")),
    "signature": (401, RefusalBody("bad_signature", "x"), Held("bad_signature")),
    "unknown": (401, RefusalBody("unknown_device", "x"), Held("unknown_device")),
    "clock without time": (401, RefusalBody("clock_off", "x"), Held("clock_off")),
    "revoked": (403, RefusalBody("revoked", "x"), Revoked()),
    "a proxy's 403": (403, RefusalBody("http_403", "x"), Held("http_403")),
    "never heard of": (418, RefusalBody("teapot", "x"), Held("teapot")),
}


@pytest.mark.parametrize(("status", "body", "meant"), MEANINGS.values(), ids=MEANINGS)
def test_when_in_doubt_nothing_is_thrown_away(
    status: int, body: RefusalBody, meant: Answer
) -> None:
    assert meaning(status, body, None) == meant


@pytest.mark.parametrize(
    ("asked", "after"),
    [
        ("7", 7),
        ("99999", 300),
        ("-1", None),
        ("Sun, 22 Nov 2026", None),
        ("²", None),
        ("", None),
    ],
)
def test_retry_after_is_obeyed_within_reason(asked: str, after: int | None) -> None:
    expected = None if after is None else timedelta(seconds=after)

    assert meaning(503, RefusalBody("busy", "x"), asked) == Held("busy", expected)


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_waiting_grows_and_stays_bounded(failures: int, jitter: float) -> None:
    wait = back_off(failures, jitter)

    assert timedelta(seconds=0.5) <= wait <= timedelta(minutes=5)
    assert back_off(failures, 0) <= back_off(failures + 1, 0)
    assert back_off(failures, jitter, urgent=True) <= timedelta(seconds=5)


@pytest.mark.parametrize(
    "address",
    ["hub.example", "ftp://hub.example", "http://hub.example", "https://", "https://a/b"],
)
def test_a_hub_on_another_machine_is_only_reached_by_https(address: str) -> None:
    with pytest.raises(BadHub):
        checked_hub(address)


def test_good_addresses_are_taken() -> None:
    assert checked_hub("https://hub.example/") == "https://hub.example"
    assert checked_hub("http://127.0.0.1:8000") == "http://127.0.0.1:8000"
    assert checked_hub("http://localhost:8000") == "http://localhost:8000"
