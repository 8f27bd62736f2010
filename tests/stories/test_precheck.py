"""The resident is asked before people are told: by tablet, by telephone, never for a P1."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, Row, insert, select

from telecare.actions import precheck_choice, prechecks, prompts, triage
from telecare.care.alert import State
from telecare.care.facts import Severity
from telecare.care.precheck import Code
from telecare.db.engine import reading, transaction
from telecare.errors import NotYours, Overtaken
from telecare.records import prechecks as records
from telecare.records.alerts import ALERTS
from telecare.records.prechecks import ATTEMPTS, CHOICES
from telecare.records.prompts import PROMPTS, Answer, PromptState
from telecare.records.tasks import TASKS, TaskKind
from tests.cast import VAULT, Cast
from tests.stories.story import Story, begin
from tests.tablets import Tablet, make_tablet


@pytest.fixture
def story(engine: Engine, cast: Cast) -> Story:
    return begin(engine, cast)


@pytest.fixture
def tablet(story: Story) -> Tablet:
    """The tablet beside the gateway of the story's home."""
    return make_tablet(story.engine, story.home.resident_id, now=story.now)


def choose(story: Story, code: Code, after: int = 0, who: str = "suhyeon") -> int:
    with story.acting(who) as ctx:
        return precheck_choice.choose(ctx, story.cast.bonghwa, code, after)


def falls_silent(story: Story) -> Row[Any]:
    """Nobody moves until the rule says so, and the first attempt is made."""
    while not [a for a in story.alerts() if a.alert_class == "silence"]:
        story.lives_on(hours=0.25)
    story.climb()
    return story.alert("silence")


def attempts(story: Story, alert_id: UUID) -> list[tuple[str, str | None]]:
    with reading(story.engine) as db:
        return [(row.way, row.result) for row in records.of_alert(db, alert_id)]


def prompt_of(story: Story, alert_id: UUID) -> UUID:
    with reading(story.engine) as db:
        asked = select(PROMPTS.c.id).where(PROMPTS.c.alert_id == alert_id)
        found: UUID = db.scalars(asked).one()
    return found


def taps(story: Story, tablet: Tablet, answer: str) -> None:
    prompt = str(prompt_of(story, falls_silent(story).id))
    data = {"prompt_id": prompt, "answer": answer}
    said = tablet.saw("prompt_answer", story.now, data=data)
    tablet.says(story.engine, said, now=story.now)


def steps_told(story: Story) -> list[str]:
    return [notice.target for notice in story.notices() if notice.step_no >= 0]


def test_nobody_is_asked_first_where_nothing_was_chosen(story: Story, tablet: Tablet) -> None:
    del tablet
    assert falls_silent(story).state is State.OPEN
    assert steps_told(story)


def test_the_tablet_asks_and_nobody_else_is_told_yet(story: Story, tablet: Tablet) -> None:
    del tablet
    choose(story, Code.STANDARD)
    alert = falls_silent(story)

    assert alert.state is State.PRECHECK
    assert alert.severity is Severity.P2
    assert alert.due_at == story.now + timedelta(minutes=10)
    assert attempts(story, alert.id) == [("tablet", None)]
    assert steps_told(story) == []


def test_well_ends_it_and_is_kept_as_evidence(story: Story, tablet: Tablet) -> None:
    choose(story, Code.STANDARD)
    taps(story, tablet, "ok")
    alert = story.alert("silence")

    assert (alert.state, alert.resolved_by) == (State.AUTO_CLEARED, None)
    assert attempts(story, alert.id) == [("tablet", "ok")]
    story.judge()
    assert story.alert("silence").state is State.AUTO_CLEARED  # the tap was news of its own
    assert steps_told(story) == []


def test_help_makes_a_p1_and_tells_people_at_once(story: Story, tablet: Tablet) -> None:
    choose(story, Code.STANDARD)
    taps(story, tablet, "help")
    cry = story.alert("sos")  # a tap for help is a press like any other

    assert (cry.state, cry.severity) == (State.OPEN, Severity.P1)
    assert attempts(story, story.alert("silence").id) == [("tablet", "help")]
    assert steps_told(story)


def test_help_by_telephone_makes_a_p1_of_what_was_asked(story: Story, tablet: Tablet) -> None:
    del tablet
    choose(story, Code.STANDARD)
    asked = falls_silent(story)
    with transaction(story.engine) as db:
        said = prechecks.answered(db, asked.id, Answer.HELP, story.now, spoken=True)
    alert = story.alert("silence")

    assert said == "help"
    assert (alert.state, alert.severity) == (State.OPEN, Severity.P1)
    assert steps_told(story)


def test_no_answer_and_no_other_way_opens_it(story: Story, tablet: Tablet) -> None:
    del tablet
    choose(story, Code.STANDARD)
    alert = falls_silent(story)
    story.later(minutes=10).climb()

    assert story.alert("silence").state is State.OPEN
    assert attempts(story, alert.id) == [("tablet", "no_answer"), ("voice", "not_possible")]
    story.climb()
    assert steps_told(story)


def test_a_prompt_that_is_not_shown_waits_no_longer(story: Story, tablet: Tablet) -> None:
    del tablet
    choose(story, Code.STANDARD)
    alert = falls_silent(story)
    story.later(seconds=30)
    assert prompts.give_up_due(story.engine, VAULT, story.now) == 1
    story.climb()

    assert attempts(story, alert.id)[0] == ("tablet", "undeliverable")
    assert story.alert("silence").state is State.OPEN


def test_a_home_that_cannot_be_asked_opens_at_once(story: Story) -> None:
    choose(story, Code.CHUNGJU)
    alert = falls_silent(story)
    assert attempts(story, alert.id) == [("voice", "not_possible")] * 4
    assert alert.state is State.OPEN


def test_activity_seen_ends_it(story: Story, tablet: Tablet) -> None:
    del tablet
    choose(story, Code.STANDARD)
    falls_silent(story)
    story.later(minutes=1).moves()
    story.judge()
    assert story.alert("silence").state is State.AUTO_CLEARED


def test_i5_a_p1_is_never_asked_first(story: Story, tablet: Tablet) -> None:
    del tablet
    choose(story, Code.STANDARD)
    story.presses()
    assert story.alert("sos").state is State.OPEN


def test_a_caseworker_need_not_wait_for_the_answer(story: Story, tablet: Tablet) -> None:
    del tablet
    choose(story, Code.STANDARD)
    alert = falls_silent(story)
    with story.acting("jimin") as ctx:
        triage.claim(ctx, alert.id, alert.version)
    assert story.alert("silence").state is State.CLAIMED

    with transaction(story.engine) as db:  # the answer that comes after all
        assert prechecks.answered(db, alert.id, Answer.OK, story.now) == "over"
    assert story.alert("silence").state is State.CLAIMED
    with transaction(story.engine) as db:
        assert prechecks.answered(db, alert.id, Answer.HELP, story.now) == "help"
    claimed = story.alert("silence")
    assert (claimed.state, claimed.severity) == (State.CLAIMED, Severity.P1)


def test_a_claim_taken_back_lets_the_resident_be_asked_on(story: Story, tablet: Tablet) -> None:
    del tablet
    choose(story, Code.STANDARD)
    asked = falls_silent(story)
    with story.acting("jimin") as ctx:
        claimed = triage.claim(ctx, asked.id, asked.version)
        triage.undo(ctx, asked.id, claimed.version, claimed.lease_token)
    again = story.alert("silence")

    assert (again.state, again.due_at) == (State.PRECHECK, asked.due_at)
    assert attempts(story, asked.id) == [("tablet", None)]
    assert steps_told(story) == []


def test_a_claim_taken_back_after_an_answer_tells_people_at_once(
    story: Story, tablet: Tablet
) -> None:
    del tablet
    choose(story, Code.STANDARD)
    asked = falls_silent(story)
    with story.acting("jimin") as ctx:
        claimed = triage.claim(ctx, asked.id, asked.version)
        prechecks.answered(ctx.db, asked.id, Answer.OK, story.now)
        triage.undo(ctx, asked.id, claimed.version, claimed.lease_token)
    assert story.alert("silence").state is State.OPEN
    story.climb()
    assert steps_told(story)


def test_i15_a_later_choice_changes_no_alert_that_is_asked_about(
    story: Story, tablet: Tablet
) -> None:
    del tablet
    choose(story, Code.STANDARD)
    alert = falls_silent(story)
    choose(story, Code.NONE, after=1)
    story.later(minutes=10).climb()
    assert attempts(story, alert.id)[1] == ("voice", "not_possible")


def test_a_word_by_telephone_is_itself_the_fact(story: Story, tablet: Tablet) -> None:
    del tablet
    choose(story, Code.STANDARD)
    alert = falls_silent(story)
    with transaction(story.engine) as db:
        assert prechecks.answered(db, alert.id, Answer.OK, story.now, spoken=True) == "ok"
    story.judge()
    assert story.alert("silence").state is State.AUTO_CLEARED


def test_who_was_overtaken_or_is_elsewhere_chooses_nothing(story: Story) -> None:
    assert choose(story, Code.GYEONGGI) == 1
    with pytest.raises(Overtaken):
        choose(story, Code.NONE)
    with pytest.raises(NotYours):
        choose(story, Code.NONE, after=1, who="oeji")
    with reading(story.engine) as db:
        assert records.standing(db, story.cast.chunyang).code is Code.GYEONGGI
        assert db.scalars(select(CHOICES.c.protocol)).all() == [Code.GYEONGGI]


def says(story: Story, alert_id: UUID, answer: Answer) -> str:
    with transaction(story.engine) as db:
        return prechecks.answered(db, alert_id, answer, story.now, spoken=True)


def cleared_before(story: Story, like: Row[Any], *, days: float) -> None:
    """One more alert like this one that ended well `days` ago."""
    ended = story.now - timedelta(days=days)
    kept = dict(like._mapping) | {
        "id": uuid4(), "state": State.AUTO_CLEARED, "resolved_at": ended, "due_at": None,
    }  # fmt: skip
    attempt = {"alert_id": kept["id"], "no": 1, "way": "voice", "asked_at": ended,
               "answer_by": ended, "result": "ok", "ended_at": ended}  # fmt: skip
    with transaction(story.engine) as db:
        db.execute(insert(ALERTS).values(kept))
        db.execute(insert(ATTEMPTS).values(attempt))


def well_being_tasks(story: Story) -> list[UUID | None]:
    with reading(story.engine) as db:
        kind = TASKS.c.kind == TaskKind.WELL_BEING
        return list(db.scalars(select(TASKS.c.alert_id).where(kind)))


@pytest.mark.parametrize(("days", "made"), [((1, 6), 1), ((1, 8), 0)])
def test_three_that_ended_well_in_seven_days_make_a_task(
    story: Story, tablet: Tablet, days: tuple[int, int], made: int
) -> None:
    del tablet
    choose(story, Code.STANDARD)
    asked = falls_silent(story)
    for ago in days:
        cleared_before(story, asked, days=ago)
    says(story, asked.id, Answer.OK)
    assert well_being_tasks(story) == [asked.id] * made


def test_who_is_seen_is_asked_no_longer(story: Story, tablet: Tablet) -> None:
    del tablet
    choose(story, Code.STANDARD)
    alert = falls_silent(story)
    story.later(minutes=1).moves()
    story.judge()

    assert attempts(story, alert.id) == [("tablet", "activity")]
    with reading(story.engine) as db:
        state = select(PROMPTS.c.state).where(PROMPTS.c.alert_id == alert.id)
        assert db.scalars(state).all() == [PromptState.WITHDRAWN]


def test_help_on_the_telephone_after_it_is_over_opens_a_p1(
    story: Story, tablet: Tablet
) -> None:
    del tablet
    choose(story, Code.STANDARD)
    asked = falls_silent(story)
    says(story, asked.id, Answer.OK)

    assert says(story, asked.id, Answer.HELP) == "help"
    cry = story.alert("sos")
    assert (cry.state, cry.severity, cry.signals) == (State.OPEN, Severity.P1, 1)
    assert steps_told(story)
    story.judge()
    story.later(minutes=1)
    assert says(story, asked.id, Answer.HELP) == "help"  # said again: one emergency still
    assert (story.alert("sos").state, story.alert("sos").signals) == (State.OPEN, 2)
    assert story.alert("silence").state is State.AUTO_CLEARED
