"""Reaching: a word of a policy is people at an instant; each has ways, or a reason why not."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, update

from telecare.actions import reaching
from telecare.db.engine import reading, transaction
from telecare.records.addresses import ADDRESSES, Channel
from telecare.records.providers import PROVIDERS, Carries
from telecare.records.staff import Staff
from tests.cast import NOON, Cast
from tests.reaching import give_address, give_provider


def named(engine: Engine, cast: Cast, target: str, *, owner: UUID | None = None) -> set[str]:
    """Return who a target names, by login; a contact by "contact"."""
    logins = {worker.id: worker.login for worker in cast.workers}
    with reading(engine) as db:
        found = reaching.people(
            db, target, cast.bonghwa, owner, NOON, resident_id=cast.chungil.id
        )
    return {logins.get(one.id, "contact") for one in found}


@pytest.mark.parametrize(
    ("target", "who"),
    [
        ("desk", {"jimin", "sera", "suhyeon"}),
        ("caseworker", {"jimin", "sera"}),
        ("supervisor", {"suhyeon"}),
        ("province_desk", {"haneul"}),
        ("role:privacy_officer", {"nari"}),
        ("role:caseworker", {"jimin", "sera"}),
        ("neighbour", {"contact"}),
        ("key_holder", {"contact"}),
        ("contacts", {"contact"}),
        ("owner", set()),
        ("rota:night", set()),
        ("staff:not-an-id", set()),
        ("role:king", set()),
        ("nobody knows this", set()),
    ],
)
def test_a_target_names_people(engine: Engine, cast: Cast, target: str, who: set[str]) -> None:
    assert named(engine, cast, target) == who


def test_the_owner_is_not_the_next_caseworker(engine: Engine, cast: Cast) -> None:
    assert named(engine, cast, "owner", owner=cast.jimin.id) == {"jimin"}
    assert named(engine, cast, "next_caseworker", owner=cast.jimin.id) == {"sera"}
    assert named(engine, cast, f"staff:{cast.sera.id}") == {"sera"}


def test_who_has_left_is_named_no_more_and_the_level_above_leads(
    engine: Engine, cast: Cast
) -> None:
    with transaction(engine) as db:
        db.execute(update(Staff).where(Staff.id == cast.suhyeon.id).values(ended_at=NOON))

    assert named(engine, cast, "desk") == {"jimin", "sera"}
    assert named(engine, cast, "supervisor") == set()  # the province has none here


def test_who_works_elsewhere_by_now_is_not_named(engine: Engine, cast: Cast) -> None:
    mine = f"staff:{cast.sera.id}"
    assert named(engine, cast, mine) == {"sera"}
    with transaction(engine) as db:
        moved = update(Staff).where(Staff.id == cast.sera.id)
        db.execute(moved.values(organisation_id=cast.andong))
    assert named(engine, cast, mine) == set()


def why_not(engine: Engine, cast: Cast, channel: str) -> tuple[int, str]:
    reach = reaching.Reach(staff_id=cast.jimin.id)
    with reading(engine) as db:
        found, why = reaching.ways(db, reach, channel, cast.bonghwa, NOON)
    return len(found), why


def test_a_way_needs_an_address_that_lives_and_somebody_who_carries_it(
    engine: Engine, cast: Cast
) -> None:
    assert why_not(engine, cast, "console") == (0, "not_a_channel")
    assert why_not(engine, cast, "sms") == (0, "no_provider")
    give_provider(engine, cast.province, Carries.SMS, url="http://127.0.0.1:1/")
    assert why_not(engine, cast, "sms") == (0, "no_address")
    address_id = give_address(engine, cast.jimin, Channel.SMS, "010-1234-5678")
    assert why_not(engine, cast, "sms") == (1, "")
    assert why_not(engine, cast, "push") == (0, "no_address")  # push needs nobody between

    with transaction(engine) as db:
        dead = {"disabled_at": NOON, "disabled_why": "gone"}
        db.execute(update(ADDRESSES).where(ADDRESSES.c.id == address_id).values(dead))
    assert why_not(engine, cast, "sms") == (0, "no_address")


def test_a_provider_that_is_down_gives_way_to_the_one_above_until_it_is_tried_again(
    engine: Engine, cast: Cast
) -> None:
    above = give_provider(engine, cast.province, Carries.SMS, url="http://127.0.0.1:1/")
    own = give_provider(engine, cast.bonghwa, Carries.SMS, url="http://127.0.0.1:1/")
    give_address(engine, cast.jimin, Channel.SMS, "010-1234-5678")

    def carrier(after_s: int) -> UUID | None:
        reach = reaching.Reach(staff_id=cast.jimin.id)
        with reading(engine) as db:
            now = NOON + timedelta(seconds=after_s)
            ways, _ = reaching.ways(db, reach, "sms", cast.bonghwa, now)
        return ways[0].provider_id

    assert carrier(0) == own
    with transaction(engine) as db:
        values = {"disabled_at": NOON, "retry_at": NOON + timedelta(minutes=1)}
        db.execute(update(PROVIDERS).where(PROVIDERS.c.id == own).values(values))
    assert carrier(59) == above
    assert carrier(60) == own


def test_a_contact_has_a_telephone_and_nothing_else(engine: Engine, cast: Cast) -> None:
    give_provider(engine, cast.province, Carries.VOICE, url="http://127.0.0.1:1/")
    reach = reaching.Reach(contact_id=uuid4())
    with reading(engine) as db:
        ways, why = reaching.ways(db, reach, "voice", cast.bonghwa, NOON)
        assert [way.address_id for way in ways] == [None]
        assert why == ""
        assert reaching.ways(db, reach, "push", cast.bonghwa, NOON) == ([], "no_address")
