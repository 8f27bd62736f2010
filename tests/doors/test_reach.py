"""Messages leave the house over real wires: SMTP, signed HTTP, Web Push; answers come back."""

import json
import os
import socket
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID, uuid4

import http_ece
import pytest
import time_machine
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select, update
from werkzeug.serving import make_server

from devices.simulator.provider import Service, serve
from telecare.actions import addressing, outbox
from telecare.actions.outbox import Call
from telecare.app import Hub
from telecare.care.alert import State
from telecare.care.escalation import Step
from telecare.care.facts import Severity
from telecare.db.engine import reading, transaction
from telecare.protocol.hooks import SIGNATURE, signed
from telecare.records.addresses import ADDRESSES, Channel
from telecare.records.alerts import ALERTS
from telecare.records.notifications import NOTICES, NotificationState
from telecare.records.providers import PROVIDERS, Carries, ProviderKind
from telecare.scheduler import deliver_due, send_due
from tests.cast import NOON, VAULT, Cast, Worker
from tests.doors.conftest import Desk, open_alert
from tests.reaching import SECRET, give_address, give_provider, notices

ORIGIN = "https://telecare.example"
Sit = Callable[..., Desk]


def tell(hub: Hub, alert: UUID, target: str, channel: str, *, p1: bool = True) -> None:
    """Write one step of the alert's policy and let it leave the house."""
    with transaction(hub.engine) as db:
        severity = Severity.P1 if p1 else Severity.P3
        epoch = db.scalar(select(ALERTS.c.epoch).where(ALERTS.c.id == alert)) or 1
        call = Call(alert, severity, epoch, 0, "1")
        outbox.tell_step(db, call, Step(60, (target,), (channel,)), NOON)
        db.execute(update(NOTICES).values(due_at=NOON))  # no waiting for an undo
    deliver_due(hub.engine, NOON)
    if p1:
        send(hub)


def send(hub: Hub, *, urgent: bool = True) -> int:
    if not urgent:
        with transaction(hub.engine) as db:
            db.execute(update(NOTICES).values(due_at=NOON))
    return send_due(hub.engine, VAULT, NOON, origin=ORIGIN, urgent=urgent)


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


@pytest.fixture
def service() -> Iterator[Service]:
    """The message service of the demo, on a real port."""
    playing = Service(SECRET)
    with listening(serve(playing, 0)) as url:
        playing.url = url  # type: ignore[attr-defined]
        yield playing


@pytest.fixture
def voice(hub: Hub, cast: Cast, service: Service) -> UUID:
    url = service.url  # type: ignore[attr-defined]
    give_address(hub.engine, cast.suhyeon, Channel.VOICE, "010-2222-3333")
    return give_provider(hub.engine, cast.province, Carries.VOICE, simulated=True, url=url)


def child(hub: Hub) -> Any:  # noqa: ANN401
    (row,) = [row for row in notices(hub.engine) if row.parent_id is not None]
    return row


# -------------------------------------------------------------------------- outward


class Mailbox:
    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.refuse = ""

    async def handle_RCPT(self, *asked: Any) -> str:  # noqa: ANN401, N802
        _, _, envelope, address, _ = asked
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *asked: Any) -> str:  # noqa: ANN401, N802
        self.mails.append(asked[-1])
        return "250 taken"


@pytest.fixture
def mailbox(hub: Hub, cast: Cast) -> Iterator[Mailbox]:
    """A real SMTP server that takes the province's mail."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    give_provider(
        hub.engine, cast.province, Carries.MAIL, kind=ProviderKind.SMTP,
        host="127.0.0.1", port=str(port), tls="none", sender="telecare@gb.example",
    )  # fmt: skip
    yield box
    server.stop()


def test_a_mail_arrives_and_names_nobody(
    hub: Hub, cast: Cast, alert: UUID, mailbox: Mailbox
) -> None:
    give_address(hub.engine, cast.suhyeon, Channel.MAIL, "suhyeon@bonghwa.example")

    tell(hub, alert, "supervisor", "mail")

    (mail,) = mailbox.mails
    assert mail.rcpt_tos == ["suhyeon@bonghwa.example"]
    text = mail.content.decode()
    assert cast.soonja.name not in text
    assert (child(hub).state, child(hub).result) == (NotificationState.ACCEPTED, "accepted")


def test_an_address_the_server_does_not_know_is_disabled_and_the_next_step_is_told(
    hub: Hub, cast: Cast, alert: UUID, mailbox: Mailbox
) -> None:
    mailbox.refuse = "550 no such user"
    give_address(hub.engine, cast.suhyeon, Channel.MAIL, "gone@bonghwa.example")
    with transaction(hub.engine) as db:
        db.execute(update(ALERTS).where(ALERTS.c.id == alert).values(step_no=2))

    tell(hub, alert, "supervisor", "mail")

    assert (child(hub).state, child(hub).result) == (
        NotificationState.FAILED, "no_such_address",
    )  # fmt: skip
    with reading(hub.engine) as db:
        assert db.scalar(select(ADDRESSES.c.disabled_why)) == "no_such_address"
        assert db.scalar(select(ALERTS.c.due_at).where(ALERTS.c.id == alert)) == NOON


def test_an_sms_goes_signed_to_the_service_and_its_delivery_comes_back(
    hub: Hub, cast: Cast, alert: UUID, service: Service
) -> None:
    url = service.url  # type: ignore[attr-defined]
    give_address(hub.engine, cast.sera, Channel.SMS, "010-1111-2222")
    give_provider(hub.engine, cast.bonghwa, Carries.SMS, simulated=True, url=url)

    tell(hub, alert, f"staff:{cast.sera.id}", "sms")
    tell(hub, alert, f"staff:{cast.sera.id}", "sms")  # said twice is said once

    (taken,) = service.taken
    assert taken.message["to"] == "010-1111-2222"
    words, _, link = taken.message["text"].partition("https://")
    assert words == "텔레케어: 새 긴급 알림. "
    assert link.startswith("telecare.example/m/")
    assert child(hub).simulated


def test_a_service_that_is_away_is_tried_again_and_then_shown_as_down(
    hub: Hub, cast: Cast, alert: UUID
) -> None:
    give_address(hub.engine, cast.sera, Channel.SMS, "010-1111-2222")
    dead = give_provider(hub.engine, cast.bonghwa, Carries.SMS, url="http://127.0.0.1:9/")

    tell(hub, alert, f"staff:{cast.sera.id}", "sms")
    pauses = []
    for _ in range(4):
        row = child(hub)
        assert row.state is NotificationState.QUEUED
        pauses.append((row.due_at - NOON).total_seconds())
        with transaction(hub.engine) as db:
            db.execute(update(NOTICES).where(NOTICES.c.id == row.id).values(due_at=NOON))
        send(hub)

    assert pauses == [5, 15, 45, 135]
    assert child(hub).state is NotificationState.FAILED
    with reading(hub.engine) as db:
        down = db.scalar(select(PROVIDERS.c.disabled_at).where(PROVIDERS.c.id == dead))
    assert down == NOON


def test_what_is_not_urgent_goes_to_a_person_as_one_message(
    hub: Hub, cast: Cast, alert: UUID, service: Service
) -> None:
    url = service.url  # type: ignore[attr-defined]
    give_address(hub.engine, cast.sera, Channel.SMS, "010-1111-2222")
    give_provider(hub.engine, cast.bonghwa, Carries.SMS, url=url)
    second = uuid4()
    open_alert(hub.engine, cast, id=second, resident_id=cast.chungil.id)
    for one in (alert, second):
        tell(hub, one, f"staff:{cast.sera.id}", "sms", p1=False)

    assert send(hub, urgent=True) == 0
    assert send(hub, urgent=False) == 1

    (taken,) = service.taken
    assert "새 알림 2건." in taken.message["text"]
    states = [row.state for row in notices(hub.engine) if row.parent_id is not None]
    assert NotificationState.BUNDLED in states  # said inside the other: nothing is dropped
    assert len(states) == 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what Apprise itself imports
def test_another_service_is_spoken_to_by_apprise(hub: Hub, cast: Cast, alert: UUID) -> None:
    got: list[tuple[str, dict[str, str]]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.path, json.loads(body)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with listening(ThreadingHTTPServer(("127.0.0.1", 0), Receiver)) as url:
        where = url.replace("http://", "json://") + "/sms/{to}"
        give_address(hub.engine, cast.sera, Channel.SMS, "010-1111-2222")
        give_provider(
            hub.engine, cast.bonghwa, Carries.SMS, kind=ProviderKind.APPRISE, secret=where
        )
        tell(hub, alert, f"staff:{cast.sera.id}", "sms")

    ((path, said),) = got
    assert "010-1111-2222" in path
    assert said["message"].startswith("텔레케어: 새 긴급 알림.")
    assert child(hub).state is NotificationState.ACCEPTED


def test_a_push_is_encrypted_for_the_browser_and_carries_no_person(
    hub: Hub, cast: Cast, alert: UUID
) -> None:
    got: list[tuple[dict[str, str], bytes]] = []

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(201 if len(got) == 1 else 410)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    browser, auth = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
    point = browser.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    with listening(ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)) as url:
        keys = {
            "p256dh": urlsafe_b64encode(point).rstrip(b"=").decode(),
            "auth": urlsafe_b64encode(auth).decode(),
        }
        subscription = json.dumps({"endpoint": f"{url}/push/1", "keys": keys})
        give_address(hub.engine, cast.sera, Channel.PUSH, subscription)
        tell(hub, alert, f"staff:{cast.sera.id}", "push")
        row = child(hub)
        assert row.state is NotificationState.ACCEPTED
        with transaction(hub.engine) as db:
            again = {"state": NotificationState.QUEUED}
            db.execute(update(NOTICES).where(NOTICES.c.id == row.id).values(again))
        send(hub)

    headers, body = got[0]
    plain = json.loads(
        http_ece.decrypt(body, private_key=browser, auth_secret=auth, version="aes128gcm")
    )
    assert plain == {"n": str(row.id), "urgent": True}
    assert headers["authorization"].startswith("vapid ")
    with reading(hub.engine) as db:  # 410: the browser has gone, and nobody asks it again
        assert db.scalar(select(ADDRESSES.c.disabled_why)) == "gone"


# ---------------------------------------------------------------------- answers


def report(
    hub: Hub, provider_id: UUID, *, at: int | None = None, secret: str = SECRET, **said: str
) -> Any:  # noqa: ANN401
    body = json.dumps({"event": "e1", "result": "delivered", **said}).encode()
    headers = signed(secret, int(NOON.timestamp()) if at is None else at, body)
    return Desk(hub.app.test_client()).send(
        "POST", f"/api/hooks/{provider_id}", data=body, headers=headers
    )


def test_pressing_1_on_the_telephone_claims_the_alert_once(
    hub: Hub, cast: Cast, alert: UUID, voice: UUID
) -> None:
    tell(hub, alert, "supervisor", "voice")
    name = str(child(hub).id)

    first = report(hub, voice, notification=name, result="key", key="1")
    again = report(hub, voice, notification=name, result="key", key="1")

    assert (first.json, again.json) == ({"said": "claimed"}, {"said": "claimed"})
    with reading(hub.engine) as db:
        row = db.execute(select(ALERTS).where(ALERTS.c.id == alert)).one()
    assert (row.state, row.owner_id) == (State.CLAIMED, cast.suhyeon.id)
    assert (row.version, row.first_human_at) == (2, NOON)
    assert child(hub).state is NotificationState.READ


def test_who_presses_second_is_told_that_it_is_taken(
    hub: Hub, cast: Cast, alert: UUID, voice: UUID, sit: Sit
) -> None:
    tell(hub, alert, "supervisor", "voice")
    assert sit(cast.jimin).post(f"/api/alerts/{alert}/claim", {"version": 1}).status_code == 200

    said = report(hub, voice, notification=str(child(hub).id), result="key", key="1")

    assert said.json == {"said": "taken"}


def test_a_call_nobody_takes_lets_the_next_step_be_told(
    hub: Hub, alert: UUID, voice: UUID
) -> None:
    with transaction(hub.engine) as db:
        db.execute(update(ALERTS).where(ALERTS.c.id == alert).values(step_no=2))
    tell(hub, alert, "supervisor", "voice")

    report(hub, voice, notification=str(child(hub).id), result="no_answer")

    assert (child(hub).state, child(hub).result) == (NotificationState.FAILED, "no_answer")
    with reading(hub.engine) as db:
        assert db.scalar(select(ALERTS.c.due_at).where(ALERTS.c.id == alert)) == NOON


def test_a_report_is_believed_by_its_signature_alone(
    hub: Hub, alert: UUID, voice: UUID
) -> None:
    tell(hub, alert, "supervisor", "voice")
    name = str(child(hub).id)
    late = int(NOON.timestamp()) - 301

    assert report(hub, voice, notification=name, secret="another secret").status_code == 401
    assert report(hub, voice, notification=name, at=late).status_code == 401
    assert report(hub, uuid4(), notification=name).status_code == 401
    assert report(hub, voice, notification=str(uuid4())).status_code == 404
    assert report(hub, voice, notification="not an id").status_code == 404
    assert report(hub, voice, notification=name, result="sung").status_code == 422
    assert report(hub, voice, notification=name, event="").status_code == 422
    bare = Desk(hub.app.test_client()).send(
        "POST", f"/api/hooks/{voice}", data=b"{}", headers={SIGNATURE: "v1=é"}
    )
    assert bare.status_code == 401
    assert child(hub).state is NotificationState.ACCEPTED  # nothing moved


def test_the_service_reports_over_the_wire(
    hub: Hub, cast: Cast, alert: UUID, voice: UUID, service: Service
) -> None:
    """The demo's telephone, answered and claimed with a key, through the hub's real port."""
    with listening(make_server("127.0.0.1", 0, hub.app, threaded=True)) as url:
        tell(hub, alert, "supervisor", "voice")
        (taken,) = service.taken
        taken.message["answer_to"] = taken.message["answer_to"].replace(ORIGIN, url)
        assert taken.message["keys"] == ["1"]

        assert service.report(taken.message["id"], "answered") == "noted"
        assert service.report(taken.message["id"], "key", "1") == "claimed"


# ------------------------------------------------------------------- links and tests


def token_of(service: Service) -> str:
    return str(service.taken[-1].message["text"]).rpartition("/m/")[2]


@pytest.fixture
def sera_by_sms(hub: Hub, cast: Cast, service: Service) -> Worker:
    url = service.url  # type: ignore[attr-defined]
    give_address(hub.engine, cast.sera, Channel.SMS, "010-1111-2222")
    give_provider(hub.engine, cast.bonghwa, Carries.SMS, url=url)
    return cast.sera


def test_a_link_opens_once_for_its_person_and_for_nobody_else(
    hub: Hub, cast: Cast, alert: UUID, sera_by_sms: Worker, service: Service, sit: Sit
) -> None:
    tell(hub, alert, f"staff:{sera_by_sms.id}", "sms")
    asked = {"token": token_of(service)}
    nobody = Desk(hub.app.test_client())

    assert nobody.post("/api/links/open", asked).status_code == 401
    assert nobody.post("/api/links/about", asked).json == {"about": "alert"}
    assert sit(cast.jimin).post("/api/links/open", asked).json["error"] == "not_your_link"
    opened = sit(cast.sera).post("/api/links/open", asked)
    assert opened.json == {
        "about": "alert", "leads": "alert", "alert_id": str(alert), "resident_id": None,
    }  # fmt: skip
    assert sit(cast.sera).post("/api/links/open", asked).status_code == 410
    assert child(hub).state is NotificationState.READ


def test_a_link_is_over_after_fifteen_minutes(
    hub: Hub, cast: Cast, alert: UUID, sera_by_sms: Worker, service: Service, sit: Sit,
    at_noon: time_machine.Traveller,
) -> None:  # fmt: skip
    tell(hub, alert, f"staff:{sera_by_sms.id}", "sms")
    desk, asked = sit(cast.sera), {"token": token_of(service)}
    desk.get("/api/session")
    at_noon.shift(15 * 60)

    assert desk.post("/api/links/about", asked).json["error"] == "link_over"


def test_a_test_goes_to_a_new_address_and_only_its_answer_makes_it_count(
    hub: Hub, cast: Cast, sera_by_sms: Worker, service: Service, sit: Sit
) -> None:
    jimin = sit(cast.jimin)
    added = jimin.post("/api/me/addresses", {"channel": "sms", "address": "010-7777-8888"})
    assert added.status_code == 201
    (row,) = jimin.get("/api/me/addresses").json["rows"]
    assert (row["standing"], row["address"]) == ("waiting", "010-7777-8888")

    assert addressing.test_due(hub.engine, VAULT, NOON) >= 1
    assert addressing.test_due(hub.engine, VAULT, NOON) == 0  # the next is tomorrow's
    send(hub, urgent=False)
    sent = [one for one in service.taken if one.message["to"] == "010-7777-8888"]
    token = str(sent[0].message["text"]).rpartition("/m/")[2]
    asked = {"token": token}
    nobody = Desk(hub.app.test_client())
    assert nobody.post("/api/links/confirm", asked).status_code == 200
    assert nobody.post("/api/links/confirm", asked).status_code == 410

    (row,) = jimin.get("/api/me/addresses").json["rows"]
    assert row["standing"] == "reachable"
    people = {
        one["name"]: one for one in sit(cast.suhyeon).get("/api/reachability").json["rows"]
    }
    assert people[cast.jimin.name]["reachable"]
    assert not people[cast.suhyeon.name]["reachable"]


def test_bad_addresses_and_providers_are_refused_by_field(
    hub: Hub, cast: Cast, sit: Sit
) -> None:
    desk = sit(cast.jimin)
    inside = {"endpoint": "https://10.0.0.1/x", "keys": {"p256dh": "x", "auth": "y"}}
    for channel, text in (
        ("mail", "nobody"), ("mail", "a@b.c\r\nBcc: x@y.z"), ("sms", "010"), ("sms", "전화"),
        ("push", "{}"), ("push", json.dumps(inside)),
    ):  # fmt: skip
        answer = desk.post("/api/me/addresses", {"channel": channel, "address": text})
        assert (answer.status_code, set(answer.json["fields"])) == (422, {"address"}), text

    admin = sit(cast.haneul)
    bad = {"channel": "voice", "kind": "smtp", "label": "", "settings": {"port": "x"}}
    answer = admin.post("/api/providers", bad)
    assert set(answer.json["fields"]) >= {"kind", "label", "settings.host", "settings.port"}
    good = {
        "channel": "sms", "kind": "webhook", "label": "문자 모뎀", "secret": SECRET,
        "settings": {"url": "http://10.1.1.1/sms"},
    }  # fmt: skip
    assert admin.post("/api/providers", good).status_code == 201
    assert admin.post("/api/providers", good).status_code == 201  # replaces the former one
    (row,) = admin.get("/api/providers").json["rows"]
    assert (row["label"], row["mine"]) == ("문자 모뎀", True)
    assert SECRET not in json.dumps(row)
