"""A pre-check by telephone, through the local message service and the hub's real port."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select
from werkzeug.serving import make_server

from devices.simulator.provider import Service, serve
from telecare import clock
from telecare.actions import precheck_choice, triage
from telecare.app import Hub
from telecare.boards import alert as boards
from telecare.care.alert import State
from telecare.care.facts import Severity
from telecare.care.precheck import Ask, Code, Way
from telecare.db.engine import reading
from telecare.records import prechecks
from telecare.records.providers import Carries
from telecare.records.tasks import TASKS, TaskKind
from telecare.scheduler import send_due
from tests.cast import VAULT, Cast
from tests.reaching import SECRET, give_provider
from tests.stories.story import Story, begin


@contextmanager
def listening(server: Any) -> Iterator[str]:  # noqa: ANN401 - two kinds of server
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Line:
    """A silent home in Chungju's manner, its telephone, and the hub that calls it."""

    def __init__(self, story: Story, service: Service, origin: str) -> None:
        self.story, self.service, self.origin = story, service, origin

    def rings(self) -> str:
        """Let the next call leave the house; return its id at the service."""
        self.story.climb()
        send_due(self.story.engine, VAULT, self.story.now, origin=self.origin, urgent=True)
        return str(self.service.taken[-1].message["id"])

    def attempts(self) -> list[tuple[str, str | None]]:
        with reading(self.story.engine) as db:
            rows = prechecks.of_alert(db, self.alert().id)
        return [(row.way, row.result) for row in rows]

    def alert(self) -> Row[Any]:
        return self.story.alert("silence")


@pytest.fixture
def line(hub: Hub, cast: Cast) -> Iterator[Line]:
    with asks_by(hub, cast, Carries.VOICE, Code.CHUNGJU) as found:
        yield found


@pytest.fixture
def letters(hub: Hub, cast: Cast) -> Iterator[Line]:
    """The same home, asked by SMS."""
    by_sms = [Ask(Way.SMS, timedelta(minutes=10))]
    with asks_by(hub, cast, Carries.SMS, Code.OWN, by_sms) as found:
        yield found


@contextmanager
def asks_by(
    hub: Hub, cast: Cast, carries: Carries, code: Code, asks: Sequence[Ask] = ()
) -> Iterator[Line]:
    service = Service(SECRET)
    story = begin(hub.engine, cast)
    with (
        listening(serve(service, 0)) as url,
        listening(make_server("127.0.0.1", 0, hub.app, threaded=True)) as origin,
    ):
        give_provider(hub.engine, cast.province, carries, simulated=True, url=url)
        with story.acting("suhyeon") as ctx:
            precheck_choice.choose(ctx, cast.bonghwa, code, 0, asks)
        while not [a for a in story.alerts() if a.alert_class == "silence"]:
            story.lives_on(hours=0.25)
        yield Line(story, service, origin)


def test_key_1_says_that_all_is_well(line: Line) -> None:
    called = line.rings()
    message = line.service.taken[-1].message
    assert message["keys"] == ["1", "9"]

    assert line.service.report(called, "key", "1") == "ok"
    assert line.alert().state is State.AUTO_CLEARED
    assert line.attempts() == [("voice", "ok")]


def test_key_9_makes_it_an_emergency(line: Line) -> None:
    called = line.rings()
    assert line.service.report(called, "key", "9") == "help"
    alert = line.alert()
    assert (alert.state, alert.severity) == (State.OPEN, Severity.P1)


def test_busy_and_no_answer_ring_again_until_it_opens(line: Line) -> None:
    for result in ("busy", "no_answer", "busy", "no_answer"):
        assert line.alert().state is State.PRECHECK
        assert line.service.report(line.rings(), result) == "noted"
    line.story.climb()

    assert len({taken.message["id"] for taken in line.service.taken}) == 4
    assert line.attempts() == [("voice", "no_answer")] * 4
    assert line.alert().state is State.OPEN


def test_an_old_call_that_comes_to_nothing_moves_no_newer_one(line: Line) -> None:
    first = line.rings()
    line.service.report(first, "busy")
    line.rings()
    line.service.report(first, "no_answer")
    assert line.attempts() == [("voice", "no_answer"), ("voice", None)]


def test_who_was_seen_meanwhile_is_not_called(line: Line) -> None:
    line.story.climb()  # the call is written, and waits to leave
    line.story.moves()
    line.story.judge()
    assert line.alert().state is State.AUTO_CLEARED
    send_due(line.story.engine, VAULT, line.story.now, origin=line.origin, urgent=True)
    assert line.service.taken == []


@pytest.mark.parametrize("reply", ["1", " 1번 ", "1.", "OK"])
def test_an_sms_says_how_to_answer_and_a_1_ends_it(letters: Line, reply: str) -> None:
    asked = letters.rings()
    assert "9라고 답장" in letters.service.taken[-1].message["text"]

    assert letters.service.report(asked, "key", reply) == "ok"
    assert letters.alert().state is State.AUTO_CLEARED


@pytest.mark.parametrize("reply", ["9번!", "help"])
def test_a_9_by_sms_makes_it_an_emergency(letters: Line, reply: str) -> None:
    assert letters.service.report(letters.rings(), "key", reply) == "help"
    assert letters.alert().severity is Severity.P1


@pytest.mark.parametrize("reply", ["살려줘", "119", "1시간 뒤에 전화해", "19"])
def test_a_reply_nobody_can_read_is_looked_at_by_a_person_at_once(
    letters: Line, reply: str
) -> None:
    assert letters.service.report(letters.rings(), "key", reply) == "noted"
    alert = letters.alert()
    assert alert.state is State.OPEN
    assert alert.due_at <= clock.now()
    assert letters.attempts() == [("sms", "no_answer")]
    assert [entry.what for entry in letters.story.entries("precheck.unclear")]


def test_a_reply_nobody_can_read_is_told_to_whoever_has_it_by_then(letters: Line) -> None:
    asked, story = letters.rings(), letters.story
    alert = letters.alert()
    with story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)
    before = {n.id for n in story.notices()}

    assert letters.service.report(asked, "key", "살려줘") == "noted"
    assert {n.target for n in story.notices() if n.id not in before} == {"owner"}
    with story.acting("jimin") as ctx:
        shown = boards.detail(ctx, alert.id, purpose="triage", locked=False)
    assert [line.note for line in shown.timeline if line.note] == ["살려줘"]


def test_a_reply_nobody_can_read_after_the_end_is_a_task(letters: Line) -> None:
    asked = letters.rings()
    assert letters.service.report(asked, "key", "1") == "ok"
    again = letters.service.report(asked, "key", "그런데 다리가 아파")
    assert again == "noted"
    with reading(letters.story.engine) as db:
        kinds = db.scalars(select(TASKS.c.kind)).all()
    assert kinds == [TaskKind.WELL_BEING]
