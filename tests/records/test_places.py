"""The province is there with its own codes, and its settings are read once and checked."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from telecare.config import Settings
from telecare.db.engine import reading, transaction
from telecare.errors import BadSetting
from telecare.records import organisations
from telecare.records.organisations import ORGANISATIONS, Kind, NewOrganisation


def test_gyeongbuk_has_22_sigungu_and_no_gunwi(engine: Engine) -> None:
    with transaction(engine) as db:
        assert organisations.load_gyeongbuk(db) == 550
        assert organisations.load_gyeongbuk(db) == 0
        rows = db.execute(select(ORGANISATIONS)).all()

    kinds = [row.kind for row in rows]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        Kind.PROVINCE: 1, Kind.SIGUNGU: 22, Kind.GU: 2, Kind.EUPMYEONDONG: 525,
    }  # fmt: skip
    assert "군위군" not in {row.name_ko for row in rows}
    assert all(row.name_en.isascii() and row.name_en for row in rows)


@pytest.mark.parametrize(
    ("code", "path", "name_en", "sigungu"),
    [
        ("4792034000", "/47/47920/47920340/", "Chunyang-myeon", "Bonghwa-gun"),
        ("4711110100", "/47/47110/47111/47111101/", "Sangdo-dong", "Pohang-si"),
        ("4794000000", "/47/47940/", "Ulleung-gun", "Ulleung-gun"),
    ],
)
def test_a_place_stands_under_its_sigungu(
    engine: Engine, code: str, path: str, name_en: str, sigungu: str
) -> None:
    with transaction(engine) as db:
        organisations.load_gyeongbuk(db)
        place = organisations.by_code(db, code)
        assert place is not None
        above = organisations.above(db, place.path)
        found = organisations.sigungu_of(db, place.id)

    assert (place.path, place.name_en) == (path, name_en)
    assert [row.name_en for row in above][:2] == ["Gyeongsangbuk-do", sigungu]
    assert above[1].id == found


def test_a_place_needs_its_parent(engine: Engine) -> None:
    with reading(engine) as db, pytest.raises(LookupError):
        organisations.add(
            db, NewOrganisation("4799900000", "4700000000", Kind.SIGUNGU, "가", "G")
        )


def test_the_defaults_are_those_of_the_embedded_hub() -> None:
    settings = Settings.from_env({})

    assert settings == Settings()
    assert settings.database_url == "sqlite:///var/telecare.db"
    assert (settings.host, settings.port, settings.async_mode) == (
        "127.0.0.1",
        8000,
        "threading",
    )


def test_everything_can_be_set() -> None:
    settings = Settings.from_env(
        {
            "TELECARE_VAR": "/srv/telecare", "TELECARE_SITE_KEY": "k", "PORT": "9000",
            "TELECARE_ASYNC_MODE": "gevent", "TELECARE_IDLE_LOCK_S": "60",
            "TELECARE_DEMO": "1", "TELECARE_SPEED": "60", "TELECARE_HOST": "::1",
            "TELECARE_PUBLIC_ORIGIN": "https://care.example",
        }
    )  # fmt: skip

    assert settings == Settings(
        database_url="sqlite:////srv/telecare/telecare.db", var=Path("/srv/telecare"),
        site_key="k", site_key_file=Path("/srv/telecare/site.key"), host="::1", port=9000,
        async_mode="gevent", idle_lock_s=60, demo=True, speed=60.0,
        public_origin="https://care.example",
        media_socket=Path("/srv/telecare/media.sock"),
        hub_socket=Path("/srv/telecare/hub.sock"),
    )  # fmt: skip
    named = Settings.from_env({"TELECARE_PORT": "8001", "PORT": "9000"})
    assert named.port == 8001


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "80a"), ("PORT", "0"), ("TELECARE_PORT", "65536"), ("PORT", "٣"),
        ("TELECARE_SPEED", "0"), ("TELECARE_SPEED", "nan"), ("TELECARE_SPEED", "inf"),
        ("TELECARE_SPEED", "fast"), ("TELECARE_DEMO", "perhaps"),
        ("TELECARE_ASYNC_MODE", "eventlet"), ("TELECARE_IDLE_LOCK_S", "-1"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_named_in_one_sentence(name: str, text: str) -> None:
    with pytest.raises(BadSetting) as refused:
        Settings.from_env({name: text})

    assert refused.value.sentence.startswith(name)
    assert refused.value.sentence.endswith(".")
