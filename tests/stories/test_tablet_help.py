"""A resident presses "help" on the tablet, and is told the truth about it until it is over."""

from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import Engine

from telecare.actions import prompts, triage
from telecare.boards import tablet as boards
from telecare.boards import tablets as desk
from telecare.boards import triage as board
from telecare.boards.shapes.tablet import HelpSeen, TabletHome
from telecare.care.alert import Outcome, State, Verified
from telecare.db.engine import reading
from telecare.records.prompts import PromptKind
from tests.cast import VAULT, Cast, context
from tests.stories.story import Story, begin
from tests.tablets import Tablet, make_tablet


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


@pytest.fixture
def tablet(story: Story) -> Tablet:
    """The tablet beside the gateway of the story's home."""
    return make_tablet(story.engine, story.home.resident_id, now=story.now)


def drawn(story: Story, tablet: Tablet) -> TabletHome:
    """Return what the tablet would draw now."""
    with reading(story.engine) as db:
        return boards.home(context(db, now=story.now), tablet.device_id, dial_119=True)


def told(story: Story, tablet: Tablet) -> HelpSeen:
    seen = drawn(story, tablet).help
    assert seen is not None
    return seen


def presses(story: Story, tablet: Tablet, repeat: int = 0) -> None:
    """One tap and its countdown: one request of its own."""
    said = tablet.saw("sos", story.now, data={"repeat": repeat})
    tablet.says(story.engine, said, now=story.now)


def asks(story: Story, name: str = "jimin", kind: PromptKind = PromptKind.ARE_YOU_OK) -> UUID:
    alert_id = story.alert("sos").id
    with story.acting(name) as ctx:
        return prompts.ask(ctx, story.home.resident_id, kind, alert_id=alert_id)


def states(story: Story) -> list[str]:
    with story.acting("jimin") as ctx:
        return [one.state for one in desk.status(ctx, story.home.resident_id).prompts]


def test_a_press_is_on_the_board_and_the_tablet_is_told_who_has_it(
    story: Story, tablet: Tablet
) -> None:
    assert drawn(story, tablet).help is None
    presses(story, tablet)
    with story.acting("jimin") as ctx:
        (row,) = [
            one
            for one in board.board(ctx, "now", locked=False, opened=False).rows
            if one.resident.id == story.home.resident_id
        ]
    assert (row.severity, row.rule, row.state) == ("P1", "sos", "open")
    pressed_at = story.now
    waiting = told(story, tablet)
    assert (waiting.state, waiting.by) == ("waiting", None)
    assert waiting.asked_at == waiting.unattended_since == pressed_at

    story.later(seconds=40)
    with story.acting("jimin") as ctx:
        claimed = triage.claim(ctx, row.id, row.version)
    seen = told(story, tablet)
    assert (seen.state, seen.by, seen.unattended_since) == ("claimed", "한지민", None)
    assert seen.asked_at == pressed_at

    story.later(seconds=60)
    with story.acting("jimin") as ctx:
        triage.resolve(
            ctx, row.id, story.alert("sos").version, claimed.lease_token,
            Outcome.ASSISTED, Verified.VOICE,
        )  # fmt: skip
    assert told(story, tablet).state == "over"
    story.later(minutes=6)
    assert drawn(story, tablet).help is None


def test_a_claim_that_runs_out_is_told_at_once(story: Story, tablet: Tablet) -> None:
    presses(story, tablet)
    alert = story.alert("sos")
    with story.acting("sera") as ctx:
        triage.claim(ctx, alert.id, alert.version)
    story.later(minutes=5, seconds=1)
    story.climb()
    assert story.alert("sos").state is State.OPEN
    lapsed = told(story, tablet)
    assert (lapsed.state, lapsed.by) == ("lapsed", "오세라")
    assert lapsed.unattended_since == story.now


def test_a_claim_given_back_is_told_as_one_that_lapsed(story: Story, tablet: Tablet) -> None:
    presses(story, tablet)
    alert = story.alert("sos")
    with story.acting("sera") as ctx:
        claimed = triage.claim(ctx, alert.id, alert.version)
    story.later(seconds=20)
    with story.acting("sera") as ctx:
        triage.release(ctx, alert.id, story.alert("sos").version, claimed.lease_token)
    assert (told(story, tablet).state, told(story, tablet).by) == ("lapsed", "오세라")


def test_pressing_again_is_a_re_press_of_the_same_call(story: Story, tablet: Tablet) -> None:
    presses(story, tablet)
    first = story.now
    story.later(seconds=10)
    presses(story, tablet, repeat=1)
    story.later(seconds=40)
    presses(story, tablet, repeat=2)
    alert = story.alert("sos")
    assert alert.signals == 2, "within 30 s it is the same call, later it is told again"
    assert told(story, tablet).asked_at == first
    assert told(story, tablet).unattended_since == first


def test_a_prompt_that_is_not_shown_is_told_within_half_a_minute(
    story: Story, tablet: Tablet
) -> None:
    presses(story, tablet)
    prompt_id = asks(story)
    (prompt,) = drawn(story, tablet).prompts
    assert (prompt.id, prompt.kind) == (prompt_id, "are_you_ok")
    assert prompts.give_up_due(story.engine, VAULT, story.later(seconds=29).now) == 0
    assert prompts.give_up_due(story.engine, VAULT, story.later(seconds=1).now) == 1
    assert prompts.give_up_due(story.engine, VAULT, story.now) == 0
    assert states(story) == ["undeliverable"]
    (entry,) = story.entries("prompt.undeliverable")
    assert entry.alert_id == story.alert("sos").id, "it stands in the alert's timeline"

    with story.acting("jimin") as ctx:  # the network is back: it has been shown after all
        prompts.shown(ctx, tablet.device_id, prompt_id)
    assert states(story) == ["shown"]
    story.later(minutes=10)
    assert drawn(story, tablet).prompts == []


def test_one_tap_answers_a_prompt(story: Story, tablet: Tablet) -> None:
    presses(story, tablet)
    prompt_id = asks(story)
    answer = {"prompt_id": str(prompt_id), "answer": "ok"}
    story.later(seconds=5)
    said = tablet.saw("prompt_answer", story.now, data=answer)
    for _ in range(2):  # delivered twice, answered once
        tablet.says(story.engine, said, now=story.now)
    assert states(story) == ["answered"]
    assert len(story.entries("prompt.answered_ok")) == 1
    assert drawn(story, tablet).last_check_in_at == story.now
    assert prompts.give_up_due(story.engine, VAULT, story.later(minutes=1).now) == 0


def test_a_prompt_answered_with_help_is_a_call_for_help(story: Story, tablet: Tablet) -> None:
    with story.acting("jimin") as ctx:
        prompt_id = prompts.ask(ctx, story.home.resident_id, PromptKind.ARE_YOU_OK)
    data = {"prompt_id": str(prompt_id), "answer": "help"}
    said = tablet.saw("prompt_answer", story.now, data=data)
    tablet.says(story.engine, said, now=story.now)
    assert story.alert("sos").severity == "P1", "judged in the transaction that stored it"
    assert told(story, tablet).state == "waiting"
    assert states(story) == ["answered"]


def test_a_prompt_nobody_asked_changes_nothing(story: Story, tablet: Tablet) -> None:
    data = {"prompt_id": str(uuid4()), "answer": "ok"}
    said = tablet.saw("prompt_answer", story.now, data=data)
    assert tablet.says(story.engine, said, now=story.now).stored == 1
    assert states(story) == []
    assert msgspec.json.encode(drawn(story, tablet))
