"""Phoning: one press calls the home or a contact, by a service or by one's own hand."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, insert, select

from telecare.actions import phoning
from telecare.actions.phoning import Dialled
from telecare.actions.sending import seal_line, take
from telecare.boards.colleagues import phone_of
from telecare.db.engine import reading
from telecare.errors import Invalid, NotYours
from telecare.records import addresses, residents
from telecare.records.addresses import Channel
from telecare.records.notifications import NOTICES, About
from telecare.records.providers import PROVIDERS, Carries, ProviderKind
from tests.cast import Cast
from tests.stories.story import Story, begin

OWN = "010-9999-1111"


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    story = begin(engine, cast)
    story.presses()
    return story


def provide(story: Story, *, simulated: bool = False) -> None:
    """A service of Bonghwa carries voice, and Jimin has told her own telephone."""
    provider_id = uuid4()
    with story.acting("haneul") as ctx:
        sealed = seal_line(ctx, provider_id, {"url": "http://127.0.0.1:9/", "secret": "s"})
        ctx.db.execute(
            insert(PROVIDERS).values(
                id=provider_id, organisation_id=story.cast.bonghwa, channel=Carries.VOICE,
                kind=ProviderKind.WEBHOOK, label="SIP", simulated=simulated, failures=0,
                created_at=ctx.now, version=1, **sealed,
            )
        )  # fmt: skip
        addresses.add(ctx, story.cast.jimin.id, Channel.VOICE, OWN)


def dial(
    story: Story, contact_id: UUID | None = None, *, who: str = "jimin", bridge: bool = True
) -> Dialled:
    with story.acting(who) as ctx:
        return phoning.dial(ctx, story.alert().id, contact_id, bridge=bridge)


def test_without_a_service_the_number_is_told_and_that_is_kept(story: Story) -> None:
    dialled = dial(story)

    assert dialled == Dialled("tel", story.cast.chungil.phone, None)
    entry = story.entries("phone.revealed")[0]
    assert (entry.staff_id, entry.alert_id) == (story.cast.jimin.id, story.alert().id)
    assert story.cast.chungil.phone not in str(entry.facts)


def test_a_service_rings_the_callers_own_telephone_and_connects(story: Story) -> None:
    provide(story)

    dialled = dial(story, story.cast.chungil.contact_id)

    assert (dialled.by, dialled.phone) == ("bridge", None)
    assert story.entries("phone.revealed") == []  # nobody has read a number
    assert story.entries("phone.connected")
    with story.acting("jimin") as ctx:
        contact = phone_of(ctx, story.home.resident_id, story.cast.chungil.contact_id)
    with story.acting("haneul") as ctx:
        ready = take(ctx, urgent=True, origin="http://127.0.0.1")
    bridge = next(one.message for one in ready if one.message.connect is not None)
    assert (bridge.to, bridge.connect, bridge.channel) == (OWN, contact, "voice")
    assert contact not in bridge.text


def test_each_press_is_a_call_of_its_own(story: Story) -> None:
    provide(story)
    dial(story)
    dial(story)
    with reading(story.engine) as db:
        bridges = select(NOTICES.c.id).where(NOTICES.c.about == About.BRIDGE)
        assert len(db.scalars(bridges).all()) == 2


def test_the_number_is_told_all_the_same_to_who_asks_for_it(story: Story) -> None:
    provide(story)
    assert dial(story, bridge=False).phone == story.cast.chungil.phone


def test_who_has_told_no_telephone_of_their_own_dials(story: Story) -> None:
    provide(story)
    assert dial(story, who="sera").by == "tel"


def test_a_service_that_reaches_nobody_real_connects_no_real_alert(story: Story) -> None:
    provide(story, simulated=True)
    assert dial(story).by == "tel"


def test_where_no_number_is_kept_the_caller_is_sent_on(story: Story) -> None:
    with story.acting("jimin") as ctx:
        before = residents.one_for(ctx, story.home.resident_id)
        residents.change(ctx, before.id, before.version, {"phone": ""})

    with pytest.raises(Invalid) as refused:
        dial(story)

    assert set(refused.value.fields) == {"contact_id"}


def test_a_number_of_somebody_elses_contact_is_not_told(story: Story) -> None:
    with pytest.raises(NotYours):
        dial(story, story.cast.soonja.contact_id)
    with pytest.raises(NotYours):
        dial(story, who="oeji")
    assert story.entries("phone.revealed") == []
