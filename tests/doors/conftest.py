"""A hub whose doors are open, and desks at which the cast is signed in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import Engine, insert
from werkzeug.datastructures import Headers

from telecare.actions import signin
from telecare.app import Hub, create_hub
from telecare.care.alert import State
from telecare.care.escalation import DEFAULT_POLICIES, policy_to_json
from telecare.care.facts import AlertClass, Severity
from telecare.config import Settings
from telecare.db.engine import transaction
from telecare.records.alerts import ALERTS
from telecare.records.incidents import Incident, IncidentState, ScopeKind
from tests.cast import NOON, VAULT, Cast, Worker


@dataclass(frozen=True)
class Answer:
    """What a door answered."""

    status_code: int
    json: Any
    data: bytes
    headers: Headers


@dataclass
class Desk:
    """A browser at which somebody sits: its cookie, and the CSRF word of its session."""

    client: FlaskClient
    csrf: str = ""

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        sent: dict[str, Any] = {} if body is None else {"json": body}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["headers"] = {"X-CSRF": self.csrf} | named
        return self.send(method, path, **sent)

    def send(self, method: str, path: str, **sent: Any) -> Answer:  # noqa: ANN401
        """Send anything at all."""
        got = self.client.open(path, method=method, buffered=True, **sent)
        read = got.get_json(silent=True)
        return Answer(got.status_code, read, got.data, got.headers)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: object = None, **headers: str) -> Answer:
        return self.ask("POST", path, body, **headers)

    def sign_in(self, worker: Worker, password: str) -> Answer:
        answer = self.post("/api/session", {"login": worker.login, "password": password})
        self.renew(answer)
        return answer

    def renew(self, answer: Answer) -> None:
        """Keep the CSRF word of a session begun or strengthened."""
        if answer.status_code == 200:
            self.csrf = answer.json["csrf"]


def page_of(desk: Desk, resident_id: UUID | str) -> Any:  # noqa: ANN401
    return desk.get(f"/api/residents/{resident_id}", X_Opened="0").json


@pytest.fixture
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(database_url=database_url)


@pytest.fixture
def hub(
    engine: Engine, settings: Settings, cast: Cast, at_noon: time_machine.Traveller
) -> Iterator[Hub]:
    """A hub that answers; nothing ticks in it."""
    hub = create_hub(settings, engine=engine, vault=VAULT)
    yield hub
    hub.writer.close()


@pytest.fixture
def nobody(hub: Hub) -> Desk:
    """A browser at which nobody is signed in."""
    return Desk(hub.app.test_client())


@pytest.fixture
def sit(hub: Hub) -> Callable[..., Desk]:
    """Seat somebody: `sit(cast.jimin)`; `strong=False` before the second factor."""

    def seated(worker: Worker, *, strong: bool = True) -> Desk:
        with transaction(hub.engine) as db:
            who = signin.account(db, worker.login)
            token = signin.begin(db, who, now=NOON, strong=strong)
        desk = Desk(hub.app.test_client())
        desk.client.set_cookie("telecare", token)
        desk.csrf = desk.get("/api/session").json["csrf"]
        return desk

    return seated


@pytest.fixture
def alert(engine: Engine, cast: Cast) -> UUID:
    """An open P2 about Soonja."""
    return open_alert(engine, cast)


def open_alert(engine: Engine, cast: Cast, **more: object) -> UUID:
    severity = Severity.P2
    row = {
        "id": uuid4(), "organisation_id": cast.bonghwa, "resident_id": cast.soonja.id,
        "alert_class": AlertClass.SILENCE, "rule": "quiet_home", "rule_version": 1,
        "severity": severity, "state": State.OPEN, "opened_at": NOON,
        "episode_since": NOON - timedelta(hours=9), "first_signal_taken_at": NOON,
        "first_signal_received_at": NOON, "last_signal_at": NOON,
        "policy": policy_to_json(DEFAULT_POLICIES[severity]), "policy_version": 1,
        "due_at": NOON + timedelta(minutes=15), "because_ko": "9시간 동안 활동 없음",
        "because_en": "no activity for 9 h", "evidence": {"silent_min": 540},
    }  # fmt: skip
    with transaction(engine) as db:
        db.execute(insert(ALERTS).values(row | more))
    return row["id"]  # type: ignore[return-value]


@pytest.fixture
def incident(engine: Engine, cast: Cast) -> UUID:
    """An outage of 춘양면 that has taken Soonja's home."""
    incident_id = uuid4()
    with transaction(engine) as db:
        db.execute(
            insert(Incident).values(
                id=incident_id, scope_kind=ScopeKind.EUPMYEON, scope_key="4792034000",
                state=IncidentState.OPEN, opened_at=NOON, since=NOON, homes=5,
                because_ko="다섯 집의 신호가 함께 끊김", because_en="five homes fell silent",
            )
        )  # fmt: skip
    open_alert(
        engine, cast, id=uuid4(), alert_class=AlertClass.DEVICE, rule="silent_device",
        incident_id=incident_id,
    )  # fmt: skip
    return incident_id


@pytest.fixture
def secure(settings: Settings) -> Settings:
    """The settings of a hub that browsers reach by https."""
    return replace(settings, public_origin="https://telecare.example")
