"""The machine: a home, its people, the ticks and their deaths, at random, beside the model.

Every rule is one thing that really happens: a press, a claim with the version a screen had, a
tick, a process killed at any commit, an hour going by. After each the hub's rows must be what
`model` says and no invariant may be broken (see `world`).
"""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from telecare.actions import (
    escalating,
    judging,
    outbox,
    precheck_choice,
    prechecks,
    suppressing,
    triage,
)
from telecare.care.alert import Outcome, Verified
from telecare.care.precheck import Code
from telecare.db.engine import transaction
from telecare.records import prechecks as choices
from telecare.records.context import Context
from telecare.records.prompts import Answer
from telecare.scheduler import deliver_due
from tests.cast import VAULT, open_again
from tests.stories import model
from tests.stories.model import Alert
from tests.stories.world import MOST, Killed, World, dying, promise

SPANS: Final = [  # seconds: within an undo, past it, a step, a lease, a silence, a night, a day
    1, 5, 9, 31, 61, 125, 200, 305, 640, 960, 1_260, 3_700, 4 * 3_600, 9 * 3_600, 25 * 3_600,
]  # fmt: skip
PEOPLE: Final = st.sampled_from(["owner"] * 5 + ["jimin", "sera", "suhyeon", "oeji"])
DIES: Final = st.sampled_from([0] * 8 + [1, 2, 3])  # at which commit; 0: it lives
WHICH: Final = st.integers(0, 7)
STALE: Final = st.sampled_from([0] * 5 + [1])


class Machine(World):
    """One random life of one home."""

    # ------------------------------------------------------------- time and the home

    @rule(span=st.sampled_from(SPANS), home=st.sampled_from(["dead", "quiet", "moving"]))
    def time_passes(self, *, span: int, home: str) -> None:
        """No tick runs meanwhile; a home that is not dead has beaten every ten minutes."""
        story, began = self.second(), self.story.now
        story.later(seconds=span)
        if home != "dead":
            beats = [began + timedelta(minutes=10) * n for n in range(1, span // 600 + 1)]
            said = [story.home.saw("heartbeat", at) for at in [*beats, story.now]]
            if home == "moving":
                said.append(story.home.saw("activity", story.now))
            story.says(*said)
        self.agree(judging=True)

    @rule(dies=DIES)
    def press(self, *, dies: int) -> None:
        """The button is pressed; what was acknowledged is on the board at once (I5)."""
        story, said = self.second(), self.story.home.said
        try:
            with dying(min(dies, 1)):
                story.presses()
        except Killed:
            story.home.said = said  # the gateway tells it again, under the same number
            self.agree()
            return
        self.agree(judging=True)
        stands = [one for one in self.live_ones() if one.alert_class == "sos"]
        promise("I5: a press was lost", [one.severity for one in stands] == ["P1"])

    # ------------------------------------------------------------- ticks and their deaths

    @rule(dies=DIES)
    def judge(self, *, dies: int) -> None:
        """The judge's tick."""
        story = self.second()
        with suppress(Killed), dying(dies):
            judging.judge_due(story.engine, VAULT, story.now)
        self.agree(judging=True)

    @rule(dies=DIES)
    def climb(self, *, dies: int) -> None:
        """The tick of steps and leases; each alert is moved whole or not at all."""
        story = self.second()
        with suppress(Killed), dying(dies):
            escalating.climb_due(story.engine, story.now)
        self.agree(climb=True, killed=dies > 0)

    @rule(dies=DIES)
    def deliver(self, *, dies: int) -> None:
        """The tick of messages; one that dies leaves rows that are taken again (I13)."""
        story = self.second()
        with suppress(Killed), dying(dies):
            deliver_due(story.engine, story.now)
        self.agree()

    @rule()
    def take_and_die(self) -> None:
        """Messages are taken and the process dies before the first is sent."""
        story = self.second()
        with transaction(story.engine) as db:
            outbox.due(db, story.now)
        self.agree()

    @rule()
    def all_ticks(self) -> None:
        """A scheduler that is awake runs them all: then nothing that is true is silent (I6)."""
        self.second()
        self.tick_all()
        self.nothing_true_is_silent()

    @rule(which=WHICH)
    def an_old_timer_comes_late(self, *, which: int) -> None:
        """A step that was read before the last move tells nothing and moves nothing (I12)."""
        story = self.second()
        old = [row for row in self.older if row.state == "open"]
        if not old:
            return
        read = old[which % len(old)]
        now = self.rows[read.id]
        if (now.version, now.state, now.epoch, now.due_at) == (
            read.version, read.state, read.epoch, read.due_at,
        ):  # fmt: skip
            return
        with transaction(story.engine) as db:
            moved = escalating._next_step(db, read, story.now)
        promise("I12: an old timer rang", not moved)
        self.agree()

    @rule()
    def restart(self) -> None:
        """The process ends and another begins: nothing was in its memory (I11)."""
        url = self.story.engine.url
        self.story.engine.dispose()
        self.story.engine = open_again(url.render_as_string(hide_password=False))
        self.second()
        self.agree()

    # ------------------------------------------------------------- people

    @rule(who=PEOPLE, which=WHICH, stale=STALE, dies=DIES)
    def claim(self, *, who: str, which: int, stale: int, dies: int) -> None:
        def act(ctx: Context, one: Alert, alert_id: UUID) -> object:
            return triage.claim(ctx, alert_id, one.version - stale)

        self.person(
            who, which, dies, act,
            lambda one, me, now: model.claim(one, me, one.version - stale, now),
        )  # fmt: skip

    @rule(who=PEOPLE, which=WHICH, old=STALE, dies=DIES)
    def renew(self, *, who: str, which: int, old: int, dies: int) -> None:
        self.person(
            who, which, dies,
            lambda ctx, one, alert_id: triage.renew(ctx, alert_id, self.token(one, old)),
            lambda one, me, now: model.renew(one, me, self.token(one, old), now),
        )  # fmt: skip

    @rule(who=PEOPLE, which=WHICH, old=STALE, stale=STALE, dies=DIES)
    def release(self, *, who: str, which: int, old: int, stale: int, dies: int) -> None:
        self.person(
            who, which, dies,
            lambda ctx, one, alert_id: triage.release(
                ctx, alert_id, one.version - stale, self.token(one, old)
            ),
            lambda one, me, now: model.release(
                one, me, self.token(one, old), one.version - stale, now
            ),
        )  # fmt: skip

    @rule(who=PEOPLE, which=WHICH, old=STALE, dies=DIES)
    def hold(self, *, who: str, which: int, old: int, dies: int) -> None:
        def act(ctx: Context, one: Alert, alert_id: UUID) -> object:
            until = ctx.now + timedelta(minutes=30)
            token = self.token(one, old)
            triage.hold(ctx, alert_id, one.version, token, until, "visit")
            return None

        self.person(
            who, which, dies, act,
            lambda one, me, now: model.hold(one, me, self.token(one, old), one.version, now),
        )  # fmt: skip

    @rule(who=PEOPLE, which=WHICH, old=STALE, to=st.sampled_from(["jimin", "sera", "suhyeon"]))
    def hand_over(self, *, who: str, which: int, old: int, to: str) -> None:
        colleague = self.story.worker(to).id
        self.person(
            who, which, 0,
            lambda ctx, one, alert_id: triage.hand_over(
                ctx, alert_id, one.version, self.token(one, old), colleague
            ),
            lambda one, me, now: model.hand_over(
                one, me, self.token(one, old), one.version, colleague, now
            ),
        )  # fmt: skip

    @rule(who=PEOPLE, which=WHICH, old=STALE, stale=STALE, verified=st.booleans(), dies=DIES)
    def resolve(
        self, *, who: str, which: int, old: int, stale: int, verified: bool, dies: int
    ) -> None:
        how = Verified.VISIT if verified else None
        self.person(
            who, which, dies,
            lambda ctx, one, alert_id: triage.resolve(
                ctx, alert_id, one.version - stale, self.token(one, old),
                Outcome.ASSISTED, how,
            ),
            lambda one, me, now: model.resolve(
                one, me, self.token(one, old), one.version - stale,
                verified=verified, now=now,
            ),
        )  # fmt: skip

    @rule(who=PEOPLE, which=WHICH, old=STALE, stale=STALE, dies=DIES)
    def undo(self, *, who: str, which: int, old: int, stale: int, dies: int) -> None:
        self.person(
            who, which, dies,
            lambda ctx, one, alert_id: triage.undo(
                ctx, alert_id, one.version - stale, self.token(one, old)
            ),
            lambda one, me, now: model.undo(
                one, me, self.token(one, old), one.version - stale, now,
                another=any(
                    each.alert_class == one.alert_class and each is not one
                    for each in self.live_ones()
                ),
            ),
        )  # fmt: skip

    @rule(who=PEOPLE, which=WHICH, stale=STALE)
    def close(self, *, who: str, which: int, stale: int) -> None:
        self.person(
            who, which, 0,
            lambda ctx, one, alert_id: triage.close(ctx, alert_id, one.version - stale),
            lambda one, _me, _now: model.close(one, one.version - stale),
        )  # fmt: skip

    @rule(who=PEOPLE, which=WHICH)
    def note_with_an_old_token(self, *, who: str, which: int) -> None:
        """What was seen is always kept, and moves nothing (I3)."""
        self.person(
            who, which, 0,
            lambda ctx, _one, alert_id: triage.note(
                ctx, alert_id, triage.Written("문 앞에 있음"), uuid4()
            ),
            model.noted,
        )  # fmt: skip

    # ------------------------------------------------------------- holding back, asking

    @rule(
        who=st.sampled_from(["jimin", "sera", "oeji"]),
        reason=st.sampled_from(sorted(MOST)),
        hours=st.sampled_from([0.1, 0.5, 1, 3, 24, 24 * 13, 24 * 31]),
        dies=DIES,
    )
    def hold_back(self, *, who: str, reason: str, hours: float, dies: int) -> None:
        """Hold alerts back: only with an end, none beyond the longest of its reason (I7)."""
        story = self.second()
        expected = None
        if who == "oeji":
            expected = "NotYours"
        elif not 0.25 <= hours <= MOST[reason] or any(
            held.ended_at is None and held.subject == "" for held in self.held()
        ):
            expected = "Invalid"
        until, before = story.now + timedelta(hours=hours), len(self.held())
        said, killed = self.attempt(
            who, dies,
            lambda ctx: suppressing.start(
                ctx, story.home.resident_id, reason=reason, until=until
            ),
        )  # fmt: skip
        if not killed:
            promise(f"a suppression was {said}, not {expected}", said == expected)
        began = len(self.held()) - before
        promise("a suppression half begun", began == (said is None and not killed))
        self.agree()

    @rule(dies=DIES)
    def end_suppressions(self, *, dies: int) -> None:
        """A caseworker ends what is held back; what is true may open with the next judging."""
        self.second()
        for held in [held for held in self.held() if held.ended_at is None]:
            self.attempt("jimin", dies, partial(_ends, held))
        self.agree()

    @rule(dies=DIES)
    def tick_suppressions(self, *, dies: int) -> None:
        """The ticks that remind, end and notice who is home again."""
        story = self.second()
        with suppress(Killed), dying(dies):
            suppressing.end_due(story.engine, VAULT, story.now)
            suppressing.notice_returns(story.engine, VAULT, story.now)
        self.agree()

    @rule(code=st.sampled_from([Code.NONE, Code.STANDARD]))
    def choose(self, *, code: Code) -> None:
        """The supervisor chooses whether residents are asked first."""
        story = self.second()
        with story.acting("suhyeon") as ctx:
            after = choices.newest_version(ctx.db, story.cast.bonghwa)
            precheck_choice.choose(ctx, story.cast.bonghwa, code, after)
        self.agree()

    @precondition(lambda self: any(map(self.lives, self.asked)))
    @rule(which=WHICH, help_=st.booleans())
    def resident_answers(self, *, which: int, help_: bool) -> None:
        """By telephone: "well" ends what is asked about, "help" makes a P1 of what lives."""
        story = self.second()
        living = [one for one in self.known if one in self.asked and self.lives(one)]
        alert_id = living[which % len(living)]
        answer = Answer.HELP if help_ else Answer.OK
        with transaction(story.engine) as db:
            prechecks.answered(db, alert_id, answer, story.now, spoken=True)
        one = self.known[alert_id]
        if help_:
            self.known[alert_id] = model.fed(one, "P1", story.now)
        elif one.state == "precheck":
            self.known[alert_id] = model.auto_cleared(one, story.now)
        self.agree()


def _ends(held: Any, ctx: Context) -> None:  # noqa: ANN401 - a row
    suppressing.end(ctx, held.id, version=held.version)
