"""Transferring: the giver's until it is accepted, the receiver's in the same instant."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, Row, select

from telecare.actions import moving, responding, suppressing, tasks, transferring, triage
from telecare.actions.moving import NewHome
from telecare.boards import transfers as boards
from telecare.care.alert import State
from telecare.db.engine import transaction
from telecare.errors import Forbidden, Invalid, NotYours, Overtaken, ServiceEnded
from telecare.records import households, organisations, residents
from telecare.records import tasks as task_rows
from telecare.records.alerts import ALERTS
from telecare.records.audit import AuditEntry
from telecare.records.devices import DEVICES
from telecare.records.feeds import FeedChange
from telecare.records.notifications import NOTICES
from telecare.records.organisations import Kind, NewOrganisation
from telecare.records.residents import RESIDENTS
from telecare.records.suppressions import HELD
from telecare.records.transfers import TRANSFERS
from tests.cast import VAULT, Cast
from tests.stories.story import Story, begin


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


@pytest.fixture
def town(story: Story) -> UUID:
    """A place of 안동시 where somebody can live."""
    new = NewOrganisation(
        "4717025000", "4717000000", Kind.EUPMYEONDONG, "풍산읍", "Pungsan-eup"
    )
    with transaction(story.engine) as db:
        return organisations.add(db, new)


def offers(story: Story, name: str = "jimin", to: UUID | None = None) -> UUID:
    with story.acting(name) as ctx:
        place = to or story.cast.andong
        return transferring.offer(ctx, story.home.resident_id, to=place, words="딸네로 이사")


def accepts(story: Story, offer_id: UUID, home: NewHome, name: str = "oeji") -> None:
    with story.acting(name) as ctx:
        transferring.accept(ctx, offer_id, 1, home)


def rows(story: Story, asked: Any) -> Sequence[Row[Any]]:  # noqa: ANN401 - any select
    with transaction(story.engine) as db:
        return db.execute(asked).all()


def new_home(town: UUID) -> NewHome:
    return NewHome(place_id=town, address="안동시 풍산읍 새집길 3", way_in="벨을 두 번")


def test_an_offer_changes_nothing_and_tells_the_other_desk(story: Story) -> None:
    story.presses()
    story.judge()
    offer_id = offers(story)

    assert story.alert("sos").organisation_id == story.cast.bonghwa
    with story.acting("oeji") as ctx:
        with pytest.raises(NotYours):
            residents.one_for(ctx, story.home.resident_id)
        [row] = boards.mine(ctx, opened=True).rows
    assert (row.resident, row.words, row.alerts) == (story.cast.chungil.name, "딸네로 이사", 1)
    assert (row.mine_to_answer, row.mine_to_withdraw) == (True, False)
    told = rows(story, select(NOTICES).where(NOTICES.c.about_id == offer_id))
    assert {(one.target, one.organisation_id) for one in told} == {("desk", story.cast.andong)}


def test_everything_goes_along_in_one_transaction(story: Story, town: UUID) -> None:
    who = story.home.resident_id
    story.presses()
    story.judge()
    by, due = story.now + timedelta(minutes=20), story.now + timedelta(hours=3)
    with story.acting("jimin") as ctx:
        held = triage.claim(ctx, story.alert("sos").id, story.alert("sos").version)
        responding.respond(
            ctx, story.alert("sos").id, held.version, held.lease_token,
            expected_by=by, how="neighbour",
        )  # fmt: skip
        suppressing.start(ctx, who, reason="hospital", until=story.now + timedelta(days=2))
        task_id = tasks.make(
            ctx, who,
            tasks.Asked(kind="visit", due_at=due, assigned_to=story.cast.jimin.id),
        )  # fmt: skip
    offer_id = offers(story)
    accepts(story, offer_id, new_home(town))

    alert = story.alert("sos")
    assert (alert.organisation_id, alert.owner_id) == (story.cast.andong, story.cast.oeji.id)
    assert (alert.state, alert.expected_by) == (State.CLAIMED, by)
    assert alert.lease_token != held.lease_token
    assert alert.step_no == 0  # a lease that runs out begins the new desk's policy
    [kept] = rows(story, select(HELD).where(HELD.c.resident_id == who))
    assert (kept.organisation_id, kept.ended_at) == (story.cast.andong, None)
    places = rows(story, select(DEVICES.c.organisation_id).where(DEVICES.c.resident_id == who))
    assert {one.organisation_id for one in places} == {town}
    with story.acting("oeji") as ctx:
        assert task_rows.one_for(ctx, task_id).assigned_to == story.cast.oeji.id
        home = households.of(ctx.db, residents.one_for(ctx, who).household_id)
        words = ctx.ring.open(home.address, table="household", column="address", row=home.id)
    assert words == "안동시 풍산읍 새집길 3"


def test_the_scope_changes_at_once_and_both_feeds_say_so(story: Story, town: UUID) -> None:
    story.presses()
    story.judge()
    alert_id = story.alert("sos").id
    offer_id = offers(story)
    accepts(story, offer_id, new_home(town))

    with story.acting("oeji") as ctx:
        residents.one_for(ctx, story.home.resident_id)
    with story.acting("jimin") as ctx:
        with pytest.raises(NotYours):
            residents.one_for(ctx, story.home.resident_id)
        [row] = boards.mine(ctx, opened=True).rows
    assert (row.state, row.resident, row.answer) == ("accepted", "", "")
    changed = rows(story, select(FeedChange.__table__).where(FeedChange.alert_id == alert_id))
    assert {one.organisation_id for one in changed} == {story.cast.bonghwa, story.cast.andong}
    written = rows(
        story,
        select(AuditEntry.what, AuditEntry.organisation_id).where(
            AuditEntry.what.in_(("transfer.given", "transfer.accepted"))
        ),
    )
    assert {tuple(one) for one in written} == {
        ("transfer.given", story.cast.chunyang), ("transfer.accepted", town),
    }  # fmt: skip


def test_an_alert_nobody_owns_begins_the_new_desks_policy(story: Story, town: UUID) -> None:
    story.presses()
    story.judge()
    before = story.alert("sos")
    accepts(story, offers(story), new_home(town))

    after = story.alert("sos")
    assert (after.state, after.owner_id, after.step_no) == (State.OPEN, None, 0)
    assert (after.epoch, after.due_at) == (before.epoch + 1, story.now)


def test_an_owner_who_still_sees_the_resident_keeps_the_alert(story: Story, town: UUID) -> None:
    story.presses()
    story.judge()
    accepts(story, offers(story), new_home(town))
    with story.acting("oeji") as ctx:
        triage.claim(ctx, story.alert("sos").id, story.alert("sos").version)
        back = transferring.offer(
            ctx, story.home.resident_id, to=story.cast.bonghwa, words="돌아오심"
        )
    home = NewHome(place_id=story.cast.chunyang)
    accepts(story, back, home, name="suhyeon")
    assert story.alert("sos").owner_id == story.cast.suhyeon.id  # 안동 no longer sees them


@pytest.mark.parametrize("answer", ["refuse", "withdraw"])
def test_a_no_needs_a_reason_and_leaves_the_resident_where_they_are(
    story: Story, answer: str
) -> None:
    offer_id = offers(story)
    act, name = {
        "refuse": (transferring.refuse, "oeji"), "withdraw": (transferring.withdraw, "suhyeon"),
    }[answer]  # fmt: skip
    with story.acting(name) as ctx, pytest.raises(Invalid):
        act(ctx, offer_id, 1, "  ")
    with story.acting(name) as ctx:
        act(ctx, offer_id, 1, "빈 자리가 없음")
    with story.acting(name) as ctx, pytest.raises(Overtaken):
        act(ctx, offer_id, 2, "또")
    with story.acting("jimin") as ctx:
        [row] = boards.of(ctx, story.home.resident_id).rows
    assert row.answer == "빈 자리가 없음"
    assert offers(story) != offer_id  # and it can be offered again


def test_an_offer_nobody_answers_is_told_again_and_never_ends(story: Story) -> None:
    offer_id = offers(story)
    for told in (1, 2):
        story.later(days=4)
        assert transferring.remind_due(story.engine, VAULT, story.now) == 1
        assert transferring.remind_due(story.engine, VAULT, story.now) == 0
        [row] = rows(story, select(TRANSFERS).where(TRANSFERS.c.id == offer_id))
        assert (row.state, row.reminders) == ("offered", told)
    said = rows(story, select(NOTICES.c.target).where(NOTICES.c.about_id == offer_id))
    assert {one.target for one in said} == {
        "desk", "supervisor", f"staff:{story.cast.jimin.id}",
    }  # fmt: skip


def test_the_end_of_the_service_takes_the_offer_back(story: Story, town: UUID) -> None:
    offer_id = offers(story)
    with story.acting("suhyeon") as ctx:
        resident = residents.one_for(ctx, story.home.resident_id)
        residents.end(ctx, resident.id, resident.version, "withdrew")
    with pytest.raises(ServiceEnded):
        accepts(story, offer_id, new_home(town))
    story.later(days=4)
    transferring.remind_due(story.engine, VAULT, story.now)
    [row] = rows(story, select(TRANSFERS.c.state).where(TRANSFERS.c.id == offer_id))
    assert row.state == "withdrawn"


def test_two_who_accept_at_once_take_the_resident_once(story: Story, town: UUID) -> None:
    offer_id = offers(story)
    accepts(story, offer_id, new_home(town))
    with pytest.raises(Overtaken):
        accepts(story, offer_id, new_home(town))
    with story.acting("jimin") as ctx, pytest.raises(NotYours):
        transferring.offer(ctx, story.home.resident_id, to=story.cast.bonghwa, words="다시")


def test_only_the_receiver_answers_and_only_the_giver_withdraws(story: Story) -> None:
    offer_id = offers(story)
    with story.acting("jimin") as ctx, pytest.raises(NotYours):
        transferring.refuse(ctx, offer_id, 1, "우리가")
    with story.acting("oeji") as ctx, pytest.raises(NotYours):
        transferring.withdraw(ctx, offer_id, 1, "저쪽이")


def test_a_place_without_a_desk_or_the_same_place_is_refused(story: Story) -> None:
    for place in (story.cast.clinic, story.cast.bonghwa, story.cast.province, uuid4()):
        with pytest.raises(Invalid) as refused:
            offers(story, to=place)
        assert set(refused.value.fields) == {"to"}
    with story.acting("doyun") as ctx, pytest.raises(Forbidden):
        transferring.offer(ctx, story.cast.soonja.id, to=story.cast.andong, words="병원이")


def test_a_home_that_others_live_in_stays_theirs(story: Story, town: UUID) -> None:
    offer_id = offers(story)
    with story.acting("suhyeon") as ctx:
        who = residents.one_for(ctx, story.home.resident_id)
        profile = residents.Profile(
            name="박동거", birth_date=story.now.date().replace(year=1940), sex="female"
        )
        residents.add(
            ctx, profile, organisation_id=who.organisation_id, household_id=who.household_id
        )
    with pytest.raises(Invalid):
        accepts(story, offer_id, replace(new_home(town), address=""))
    accepts(story, offer_id, new_home(town))
    asked = select(RESIDENTS.c.household_id, RESIDENTS.c.organisation_id)
    homes = rows(story, asked.where(RESIDENTS.c.household_id == who.household_id))
    assert [one.organisation_id for one in homes] == [who.organisation_id]


def test_an_institution_in_a_county_takes_a_resident_with_the_home(story: Story) -> None:
    new = NewOrganisation(
        "CENTRE0001", "4717000000", Kind.INSTITUTION, "안동복지관", "Andong Welfare Centre"
    )
    with transaction(story.engine) as db:
        centre = organisations.add(db, new)
    story.presses()
    story.judge()
    accepts(story, offers(story, to=centre), moving.NewHome())
    theirs = ALERTS.c.resident_id == story.home.resident_id
    moved = rows(story, select(ALERTS.c.organisation_id).where(theirs))
    assert {row.organisation_id for row in moved} == {story.cast.andong}
    with story.acting("oeji") as ctx:
        assert residents.one_for(ctx, story.home.resident_id).organisation_id == centre
