"""The doors of a call: who may use which, what a socket takes, what the media process says."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from telecare.actions import seats
from telecare.actions.seats import SeatClaim
from telecare.app import Hub
from telecare.call_errors import BadOffer, MediaAway
from telecare.care.consultation import Side, State
from telecare.live.call import NAMESPACE, CallDoor, MediaWatch
from telecare.media_client import MediaClient
from telecare.protocol.media import (
    MAX_OFFER_BYTES,
    MEDIA_KEY_HEADER,
    Admit,
    Admitted,
    MediaHealth,
    RoomStats,
)
from telecare.web.media import SOCKET
from tests.calls import OTHER_PRINT, PRINT, Call, cared_for, tablet_of
from tests.cast import NOON, VAULT, Cast
from tests.doors.conftest import Desk
from tests.stories.story import Story, begin

OURS = SimpleNamespace(family=socket.AF_UNIX)  # a connection of the hub's own socket
WORLD = SimpleNamespace(family=socket.AF_INET)
EVENTS = "/internal/media/events"


@dataclass
class Media(MediaClient):
    """A media process that remembers what it was asked."""

    away: bool = False
    refuses: str | None = None
    life: str = "first"
    seated: dict[UUID, dict[Any, Any]] = field(default_factory=dict)
    asked: list[tuple[UUID, str, Admit]] = field(default_factory=list)
    closed: list[UUID] = field(default_factory=list)

    def _may(self) -> None:
        if self.away:
            raise MediaAway

    def admit(self, room: UUID, side: Any, asked: Admit) -> Admitted:  # noqa: ANN401
        self._may()
        if self.refuses:
            raise BadOffer(reason=self.refuses)
        self.asked.append((room, side, asked))
        return Admitted(answer="v=0 answer")

    def close_room(self, room: UUID) -> None:
        self._may()
        self.closed.append(room)

    def stats(self, room: UUID) -> RoomStats | None:
        self._may()
        return RoomStats(seats=self.seated[room]) if room in self.seated else None

    def health(self) -> MediaHealth:
        self._may()
        return MediaHealth(ok=True, life=self.life, rooms=0, seats=0, uptime_s=100)


@dataclass
class Ends:
    """A hub's `/call` door, and browsers that knock at it."""

    hub: Hub
    door: CallDoor
    media: Media

    def knock(self, token: object) -> Any:  # noqa: ANN401
        return self.hub.sockets.test_client(
            self.hub.app, namespace=NAMESPACE, auth={"token": token}
        )

    def offer(self, client: Any, *said: object) -> Any:  # noqa: ANN401
        return client.emit("offer", *said, namespace=NAMESPACE, callback=True)


def heard(client: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
    return [(event["name"], event["args"][0]) for event in client.get_received(NAMESPACE)]


def sdp(fingerprint: str = PRINT) -> str:
    return f"v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\na=fingerprint:{fingerprint}\r\n"


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    story = begin(engine, cast)
    story.presses()
    cared_for(story)
    return story


@pytest.fixture
def call(story: Story) -> Call:
    return Call(story, tablet_of(story)).claimed()


@pytest.fixture
def ends(hub: Hub) -> Ends:
    media = Media()
    door = hub.calls
    door._media = media
    door._watch = MediaWatch(media)
    door.open()
    return Ends(hub, door, media)


# ---------------------------------------------------------------------- routes


def test_a_call_over_http_from_the_ring_to_its_end(
    hub: Hub, call: Call, sit: Callable[..., Desk]
) -> None:
    desk = sit(call.story.cast.jimin)
    assert call.lease is not None
    asked = {
        "purpose": "welfare", "fingerprint": PRINT, "video": True,
        "alert_id": str(call.story.alert().id), "lease_token": str(call.lease.lease_token),
    }  # fmt: skip
    rung = desk.post(f"/api/residents/{call.story.home.resident_id}/calls", asked)
    assert (rung.status_code, rung.json["call"]["state"]) == (201, "ringing")
    call.id = UUID(rung.json["call"]["id"])
    where = f"/api/calls/{call.id}"
    assert desk.get("/api/calls/mine").json["id"] == str(call.id)
    again = desk.post(f"{where}/seat", {"fingerprint": OTHER_PRINT})
    assert (again.status_code, again.json["side"]) == (200, "caller")
    call.says("answer")
    call.media("connected")
    measured = {"loss_percent": 0.5, "round_trip_ms": 20.0, "width": 640, "height": 480}
    assert desk.post(f"{where}/quality", measured).json == {"ok": True}
    ended = desk.post(f"{where}/end")

    assert (ended.json["state"], ended.json["outcome"]) == ("ended", "completed")
    assert desk.get(where).json == ended.json
    nothing = desk.get("/api/calls/mine")
    assert (nothing.status_code, nothing.json["error"]) == (404, "no_call")


def test_a_locked_console_shows_no_name_but_may_hang_up(
    hub: Hub, call: Call, sit: Callable[..., Desk], at_noon: time_machine.Traveller
) -> None:
    desk = sit(call.story.cast.jimin)
    call.ring()
    shown = desk.get(f"/api/calls/{call.id}").json
    assert isinstance(shown["resident_birth_year"], int), "beside the name, of two alike"
    assert shown["resident_place"]["ko"].startswith("봉화군 ")
    at_noon.shift(timedelta(minutes=6))

    seen = desk.get(f"/api/calls/{call.id}").json
    assert (seen["resident_name"], seen["caller_name"]) == ("", "")
    assert seen["resident_birth_year"] is None
    assert desk.post(f"/api/calls/{call.id}/end").json["outcome"] == "cancelled"


ROUTES: list[tuple[str, str, Any]] = [
    ("GET", "/api/calls/{call}", None),
    ("POST", "/api/calls/{call}/seat", {"fingerprint": PRINT}),
    ("POST", "/api/calls/{call}/end", None),
    ("POST", "/api/calls/{call}/phone", {"reason": "other"}),
    ("POST", "/api/calls/{call}/quality", {"loss_percent": 0.0}),
    (
        "POST", "/api/residents/{resident}/calls",
        {"purpose": "welfare", "fingerprint": PRINT, "alert_id": "{alert}"},
    ),
]  # fmt: skip
WHO = {  # a colleague sees the resident, but the call is not theirs
    "sera": (404, 404, 404, 404, 404, 409),
    "suhyeon": (404, 404, 404, 404, 404, 409),
    "doyun": (404, 404, 404, 404, 404, 403),
    "haneul": (403,) * 6,
    "nari": (403,) * 6,
    "oeji": (404,) * 6,
    None: (401,) * 6,
}


@pytest.mark.parametrize("who", WHO, ids=str)
def test_who_may_use_which_route(
    hub: Hub, call: Call, sit: Callable[..., Desk], nobody: Desk, who: str | None
) -> None:
    call.ring()
    desk = nobody if who is None else sit(call.story.worker(who))
    names = {
        "call": call.id, "resident": call.story.home.resident_id,
        "alert": call.story.alert().id,
    }  # fmt: skip
    said = []
    for method, path, body in ROUTES:
        sent = body and {
            key: value.format(**names) if isinstance(value, str) else value
            for key, value in body.items()
        }
        said.append(desk.ask(method, path.format(**names), sent).status_code)

    assert tuple(said) == WHO[who]
    assert call.row().state is State.RINGING


@pytest.mark.parametrize(
    "body",
    [
        {}, {"purpose": "care"}, {"purpose": "x", "fingerprint": PRINT},
        {"purpose": "care", "fingerprint": 7}, {"purpose": "care", "fingerprint": "\0"},
        {"purpose": "care", "fingerprint": PRINT, "more": 1}, [], "x", None,
    ],
    ids=repr,
)  # fmt: skip
def test_a_malformed_ring_is_refused(
    hub: Hub, call: Call, sit: Callable[..., Desk], body: object
) -> None:
    where = f"/api/residents/{call.story.home.resident_id}/calls"
    answer = sit(call.story.cast.jimin).post(where, body)

    assert 400 <= answer.status_code < 500
    assert answer.json["message_ko"]


# ------------------------------------------------------------- the call's socket


def test_only_a_seat_token_opens_the_socket(ends: Ends, call: Call) -> None:
    rung = call.ring()
    assert rung.seat is not None
    assert ends.knock(rung.seat.token).is_connected(NAMESPACE)
    forged = rung.seat.token[:-4] + ("AAAA" if rung.seat.token[-4:] != "AAAA" else "BBBB")
    for token in (forged, None, 7, "", "a.b", {"token": 1}, rung.seat.token.partition(".")[0]):
        assert not ends.knock(token).is_connected(NAMESPACE)


def test_a_token_whose_time_has_run_out_opens_nothing(
    ends: Ends, call: Call, at_noon: time_machine.Traveller
) -> None:
    rung = call.ring()
    assert rung.seat is not None
    at_noon.shift(timedelta(seconds=120))

    assert not ends.knock(rung.seat.token).is_connected(NAMESPACE)


def test_a_token_of_a_call_that_has_ended_opens_nothing(ends: Ends, call: Call) -> None:
    rung = call.ring()
    assert rung.seat is not None
    call.says("decline")

    assert not ends.knock(rung.seat.token).is_connected(NAMESPACE)


def test_a_tablet_takes_no_seat_before_it_has_answered(ends: Ends, call: Call) -> None:
    call.ring()
    early = SeatClaim(
        consultation_id=call.id, side=Side.RESIDENT, fingerprint="b2" * 32,
        expires_at=NOON + timedelta(seconds=60),
    )  # fmt: skip
    assert not ends.knock(seats.seat_token(VAULT, early)).is_connected(NAMESPACE)
    seat = call.says("answer")
    assert seat is not None
    assert ends.knock(seat.token).is_connected(NAMESPACE)


def test_an_offer_goes_to_the_room_of_the_token_and_its_answer_comes_back(
    ends: Ends, call: Call
) -> None:
    client = ends.knock(call.ring().seat.token)  # type: ignore[union-attr]
    answer = ends.offer(client, {"sdp": sdp(), "room": str(uuid4()), "side": "resident"})

    assert answer == {"sdp": "v=0 answer", "error": None}
    ((room, side, asked),) = ends.media.asked
    assert (room, side, asked.fingerprint, asked.video) == (
        call.id, "caller", "a1" * 32, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (({"sdp": sdp(OTHER_PRINT)},), "fingerprint_mismatch"),
        (({"sdp": sdp() + f"a=fingerprint:{OTHER_PRINT}\r\n"},), "fingerprint_mismatch"),
        (({"sdp": "v=0\r\n"},), "bad_offer"),
        (({"sdp": "a=fingerprint:sha-256 nonsense"},), "bad_offer"),
        (({"sdp": "x" * (MAX_OFFER_BYTES + 1)},), "bad_offer"),
        (({"sdp": 7},), "bad_offer"),
        (({},), "bad_offer"),
        ((None,), "bad_offer"),
        ((), "bad_offer"),
        (("x", "y"), "bad_offer"),
    ],
    ids=[str(n) for n in range(10)],
)
def test_an_offer_that_cannot_be_is_answered_with_its_code(
    ends: Ends, call: Call, said: tuple[object, ...], error: str
) -> None:
    client = ends.knock(call.ring().seat.token)  # type: ignore[union-attr]

    assert ends.offer(client, *said) == {"sdp": None, "error": error}
    assert ends.media.asked == []


def test_a_media_process_that_is_away_or_refuses_is_said_so(ends: Ends, call: Call) -> None:
    client = ends.knock(call.ring().seat.token)  # type: ignore[union-attr]
    ends.media.away = True
    assert ends.offer(client, {"sdp": sdp()})["error"] == "media_away"
    ends.media.away, ends.media.refuses = False, "full"
    time.sleep(0.3)  # a flood of offers is slowed down
    assert ends.offer(client, {"sdp": sdp()})["error"] == "full"
    assert ends.offer(client, {"sdp": sdp()})["error"] == "slow_down"


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(event=st.sampled_from(["offer", "line", "call", "peer", "x"]), said=st.lists(json))
def test_no_event_crashes_or_moves_anything(
    ends: Ends, call: Call, event: str, said: list[Any]
) -> None:
    """Whatever is sent, the door still takes the next good offer of another socket."""
    if not call.story.entries("call.rung"):
        call.agreed().ring()
    seat = seats.seat_token(
        VAULT,
        SeatClaim(
            consultation_id=call.id, side=Side.CALLER, fingerprint="a1" * 32,
            expires_at=NOON + timedelta(seconds=60),
        ),
    )  # fmt: skip
    bad, good = ends.knock(seat), ends.knock(seat)
    bad.emit(event, *said, namespace=NAMESPACE)

    assert ends.offer(good, {"sdp": sdp()})["error"] is None
    assert call.row().version == 1
    for client in (bad, good):
        client.disconnect(NAMESPACE)


def test_a_typed_line_goes_to_the_tablet_alone(ends: Ends, call: Call) -> None:
    caller = ends.knock(call.ring().seat.token)  # type: ignore[union-attr]
    tablet = ends.knock(call.says("answer").token)  # type: ignore[union-attr]
    for client in (caller, tablet):
        heard(client)
    caller.emit("line", {"text": " 화면을 보세요 "}, namespace=NAMESPACE)
    caller.emit("line", {"text": "too soon"}, namespace=NAMESPACE)
    tablet.emit("line", {"text": "a tablet types nothing"}, namespace=NAMESPACE)

    assert heard(tablet) == [("line", {"text": "화면을 보세요"})]
    assert heard(caller) == []


@pytest.mark.parametrize("text", ["x" * 201, "a\0b", "a\nb"])
def test_a_line_that_cannot_be_shown_is_not(ends: Ends, call: Call, text: str) -> None:
    caller = ends.knock(call.ring().seat.token)  # type: ignore[union-attr]
    tablet = ends.knock(call.says("answer").token)  # type: ignore[union-attr]
    heard(tablet)
    caller.emit("line", {"text": text}, namespace=NAMESPACE)

    assert heard(tablet) == []


def test_both_ends_are_told_where_the_call_stands_and_who_is_there(
    ends: Ends, call: Call
) -> None:
    caller = ends.knock(call.ring().seat.token)  # type: ignore[union-attr]
    tablet = ends.knock(call.says("answer").token)  # type: ignore[union-attr]
    ends.door.look()
    assert ("call", {"consultation_id": str(call.id), "state": "answered", "version": 2}) in (
        heard(caller)
    )
    call.media("connected")
    ends.door.look()
    assert ("peer", {"state": "here"}) in heard(tablet)
    heard(caller)
    call.media("lost", "resident")
    ends.door.look()
    assert [event for event in heard(caller) if event[0] == "peer"] == [
        ("peer", {"state": "away"})
    ]
    assert [event for event in heard(tablet) if event[0] == "peer"] == []
    assert ends.door.look() == 0


def test_the_room_of_a_call_that_has_ended_is_taken_away(ends: Ends, call: Call) -> None:
    caller = ends.knock(call.ring().seat.token)  # type: ignore[union-attr]
    ends.door.look()
    call.says("decline")
    ends.door.look()
    until = time.monotonic() + 5
    while time.monotonic() < until and caller.is_connected(NAMESPACE):
        time.sleep(0.02)

    assert ends.media.closed == [call.id]
    assert not caller.is_connected(NAMESPACE)


def test_after_a_restart_of_the_media_process_everybody_offers_anew(
    ends: Ends, call: Call
) -> None:
    caller = ends.knock(call.ring().seat.token)  # type: ignore[union-attr]
    call.says("answer")
    call.media("connected")
    ends.media.seated[call.id] = {"caller": {}, "resident": {}}
    ends.door.look_at_media()
    ends.media.seated.clear()
    heard(caller)
    ends.media.life = "second"
    ends.door.look_at_media()

    assert ("rejoin", {}) in heard(caller)
    ends.door.look_at_media()
    assert ("rejoin", {}) not in heard(caller)  # said once
    row = call.row()
    assert (row.state, row.caller_presence, row.resident_presence) == (
        State.CONNECTED, "away", "away",
    )  # fmt: skip


def test_a_media_process_that_stays_away_is_noticed_once(ends: Ends) -> None:
    watch = MediaWatch(ends.media)
    ends.media.away = True
    assert [watch.look() for _ in range(5)] == ["", "", "away", "", ""]
    ends.media.away = False
    assert [watch.look(), watch.look()] == ["began", "well"]


# ------------------------------------------------- what the media process says


def told(hub: Hub, body: object, *, key: str | None = None, by: object = OURS) -> int:
    key = VAULT.media_key() if key is None else key
    answer = hub.app.test_client().post(
        EVENTS, json=body, headers={MEDIA_KEY_HEADER: key}, environ_overrides={SOCKET: by}
    )
    return answer.status_code


def test_the_media_process_moves_a_call(hub: Hub, call: Call) -> None:
    call.ring()
    call.says("answer")
    events = [
        {"room": str(call.id), "side": side, "what": "connected", "at": NOON.isoformat()}
        for side in ("caller", "resident")
    ]
    assert told(hub, {"events": events}) == 204

    assert call.row().state is State.CONNECTED


def test_nobody_else_finds_that_door(hub: Hub, call: Call) -> None:
    events: dict[str, Any] = {"events": []}
    assert told(hub, events) == 204
    assert told(hub, events, by=WORLD) == 404
    assert told(hub, events, by=None) == 404
    assert told(hub, events, key="") == 404
    assert told(hub, events, key="a" * 64) == 404


@pytest.mark.parametrize(
    "body",
    [
        [], {}, "x", {"events": [{}]}, {"events": [{"room": "x"}]},
        {
            "events": [
                {"room": str(uuid4()), "side": "stranger", "what": "gone",
                 "at": NOON.isoformat()}
            ]
        },
    ],
    ids=[str(n) for n in range(6)],
)  # fmt: skip
def test_what_no_media_process_of_ours_says_is_refused(hub: Hub, body: object) -> None:
    assert told(hub, body) == 400


def test_news_of_a_room_nobody_knows_moves_nothing(hub: Hub) -> None:
    event = {"room": str(uuid4()), "side": "caller", "what": "gone", "at": NOON.isoformat()}

    assert told(hub, {"events": [event]}) == 204
