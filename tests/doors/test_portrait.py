"""Portraits: put up by oneself, sealed, and shown to nobody but whom one calls."""

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from telecare.app import Hub
from telecare.care.consultation import Outcome, State
from telecare.db.engine import reading, transaction
from telecare.records import consultations
from telecare.records.audit import ENTRIES
from telecare.records.portraits import PORTRAITS
from telecare.web.resident import CALLS_PATH, TABLET_PATH
from tests.cast import NOON, Cast, Worker
from tests.doors.conftest import Answer, Desk
from tests.doors.consultations import held
from tests.tablets import Tablet, make_tablet

OWN = "/api/session/portrait"
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 a face nobody else may see"
JPEG = b"\xff\xd8\xff\xe0 another face"
PNG = b"\x89PNG\r\n\x1a\n a third"


@pytest.fixture
def client(hub: Hub) -> FlaskClient:
    return hub.app.test_client()


@pytest.fixture
def tablet(engine: Engine, cast: Cast) -> Tablet:
    return make_tablet(engine, cast.chungil.id)


def put(desk: Desk, picture: bytes) -> Answer:
    sent = {"X-CSRF": desk.csrf, "Content-Type": "image/webp"}
    return desk.send("PUT", OWN, data=picture, headers=sent)


def rings(engine: Engine, cast: Cast, tablet: Tablet, by: Worker, **more: object) -> UUID:
    """A call of `by` that rings at `tablet` now."""
    row: dict[str, object] = {
        "resident_id": tablet.resident_id, "device_id": tablet.device_id,
        "state": State.RINGING, "outcome": None, "rung_at": NOON, "answered_at": None,
        "connected_at": None, "ended_at": None, "due_at": NOON + timedelta(seconds=45),
        "rings_until": NOON + timedelta(seconds=45), "version": 1,
    }  # fmt: skip
    return held(engine, cast, by, **(row | more))


def path_of(call: UUID) -> str:
    return f"{CALLS_PATH}/{call}/portrait"


def verbs(engine: Engine) -> list[str]:
    with reading(engine) as db:
        found = db.scalars(select(ENTRIES.c.what).order_by(ENTRIES.c.id))
        return [verb for verb in found if verb.startswith(("portrait", "staff.edited"))]


def test_a_person_puts_up_replaces_and_takes_down_their_own_picture(
    sit: Callable[..., Desk], cast: Cast, engine: Engine
) -> None:
    desk = sit(cast.jimin)
    missing = desk.get(OWN)
    assert (missing.status_code, missing.json["error"]) == (404, "no_portrait")
    for version, picture, kind in ((1, WEBP, "webp"), (2, JPEG, "jpeg"), (3, PNG, "png")):
        assert put(desk, picture).json == {"version": version}
        seen = desk.get(OWN)
        assert (seen.data, seen.headers["Content-Type"]) == (picture, f"image/{kind}")
        assert seen.headers["Cache-Control"] == "no-store"
        assert seen.headers["X-Content-Type-Options"] == "nosniff"
    assert sit(cast.doyun).get(OWN).status_code == 404, "nobody sees another's"
    for _ in range(2):  # taken down twice is taken down
        assert desk.ask("DELETE", OWN).status_code == 200
    assert desk.get(OWN).status_code == 404
    assert put(desk, WEBP).json == {"version": 5}
    assert verbs(engine) == [
        *["portrait.put_up"] * 3, "portrait.taken_down", "portrait.put_up",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("picture", "status", "code"),
    [
        (b"GIF89a", 422, "no_picture"),
        (b"", 422, "no_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "no_picture"),
        (b"RIFF\x00\x00\x00\x00AVI ", 422, "no_picture"),
        (WEBP + b"\0" * (64 * 1024), 413, "picture_too_large"),
    ],
)
def test_what_is_no_small_picture_is_refused_in_words(
    sit: Callable[..., Desk], cast: Cast, picture: bytes, status: int, code: str
) -> None:
    desk = sit(cast.jimin)
    answer = put(desk, picture)
    assert (answer.status_code, answer.json["error"]) == (status, code)
    assert answer.json["message"]
    assert answer.json["message_ko"]
    assert desk.get(OWN).status_code == 404


def test_a_picture_needs_the_word_of_the_session_and_an_open_console(
    sit: Callable[..., Desk], nobody: Desk, cast: Cast
) -> None:
    desk = sit(cast.jimin)
    assert desk.send("PUT", OWN, data=WEBP).json["error"] == "cross_site"
    assert nobody.get(OWN).json["error"] == "signed_out"
    assert put(sit(cast.jimin, strong=False), WEBP).json["error"] == "second_factor"
    put(desk, WEBP)
    desk.post("/api/session/lock")
    assert desk.get(OWN).json["error"] == "locked"


def test_the_tablet_that_is_rung_sees_the_caller(
    client: FlaskClient, sit: Callable[..., Desk], cast: Cast, engine: Engine, tablet: Tablet
) -> None:
    call = rings(engine, cast, tablet, cast.jimin)
    assert tablet.get(client, TABLET_PATH).json["ringing"]["portrait"] is None
    put(sit(cast.jimin), WEBP)
    assert tablet.get(client, TABLET_PATH).json["ringing"]["portrait"] == path_of(call)
    seen = tablet.get(client, path_of(call))
    assert (seen.status_code, seen.data) == (200, WEBP)
    assert seen.headers["Content-Type"] == "image/webp"
    assert seen.headers["Cache-Control"] == "no-store"
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    move(engine, call, state=State.CONNECTED)
    assert tablet.get(client, path_of(call)).data == WEBP
    move(engine, call, state=State.ENDED, outcome=Outcome.COMPLETED, due_at=None)
    over = tablet.get(client, path_of(call))
    assert (over.status_code, over.json["error"]) == (404, "no_portrait")
    assert over.json["message_ko"]


def move(engine: Engine, call: UUID, **values: Any) -> None:  # noqa: ANN401
    with transaction(engine) as db:
        row = consultations.one(db, call)
        assert row is not None
        assert consultations.move(db, row, values)


def test_no_other_tablet_and_no_other_call_gets_it(
    client: FlaskClient, sit: Callable[..., Desk], cast: Cast, engine: Engine, tablet: Tablet
) -> None:
    put(sit(cast.jimin), WEBP)
    call = rings(engine, cast, tablet, cast.jimin)
    other = make_tablet(engine, cast.soonja.id)
    elsewhere = rings(engine, cast, other, cast.doyun)
    for asking, path in (
        (other, path_of(call)),  # another home's ring
        (tablet, path_of(elsewhere)),
        (other, path_of(elsewhere)),  # this caller has none
        (tablet, path_of(uuid4())),
    ):
        refused = asking.get(client, path)
        assert (refused.status_code, refused.json["error"]) == (404, "no_portrait")
    assert client.get(path_of(call)).status_code == 401
    forged = tablet.headers("GET", path_of(elsewhere), None, NOON)
    assert client.get(path_of(call), headers=forged).status_code == 401
    assert sit(cast.jimin).get(path_of(call)).status_code == 401, "no staff's door"


def test_a_picture_is_sealed_where_it_lies(
    sit: Callable[..., Desk], cast: Cast, engine: Engine
) -> None:
    put(sit(cast.jimin), WEBP)
    with reading(engine) as db:
        kept = db.scalars(select(PORTRAITS.c.picture)).one()
    face = WEBP[12:]
    assert face not in kept
    assert b64encode(WEBP)[:32] not in kept
    if engine.dialect.name == "sqlite":
        path = engine.url.database
        assert path is not None
        lies = b"".join(open_all(path))
        assert kept[:40] in lies, "that is where it lies"
        assert face not in lies
        assert b64encode(WEBP)[:32] not in lies


def open_all(path: str) -> list[bytes]:
    return [one.read_bytes() for one in Path(path).parent.glob(f"{Path(path).name}*")]


def test_a_picture_goes_with_the_account(
    client: FlaskClient, sit: Callable[..., Desk], cast: Cast, engine: Engine, tablet: Tablet
) -> None:
    put(sit(cast.jimin), WEBP)
    call = rings(engine, cast, tablet, cast.jimin)
    office = sit(cast.haneul)
    (row,) = [
        one for one in office.get("/api/staff").json["rows"] if one["login"] == cast.jimin.login
    ]
    ended = {"version": row["version"], "ended": True}
    assert office.ask("PATCH", f"/api/staff/{row['id']}", ended).status_code == 200
    assert tablet.get(client, path_of(call)).status_code == 404
    assert tablet.get(client, TABLET_PATH).json["ringing"] is None  # the call ended with it
    with reading(engine) as db:
        assert db.scalars(select(PORTRAITS.c.picture)).one() is None
    assert verbs(engine) == ["portrait.put_up", "staff.edited"]
