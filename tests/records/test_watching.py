"""Who must be judged is found at once, the urgent first, and nobody is forgotten."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, text

from telecare.care.facts import Severity, Verdict
from telecare.db.engine import open_engine, reading, transaction
from telecare.errors import Overtaken, Resync
from telecare.records import feeds, residents, watching
from telecare.records.keys import KeyRing
from telecare.records.watching import CONDITIONS, WATCHES, Concluded
from tests.cast import NOON, VAULT, Cast, build, context

MINUTE = timedelta(minutes=1)


def concluded(rule: str, verdict: Verdict, due_at: datetime | None) -> Concluded:
    severity = Severity.P2 if verdict is Verdict.TRUE else None
    return Concluded(rule, "", verdict, severity, None, due_at, 8 * 60 * MINUTE, {"n": 1})


def unmark(engine: Engine) -> None:
    with transaction(engine) as db:
        db.execute(WATCHES.update().values(to_judge_at=None, urgent=False))


def waiting(engine: Engine, now: datetime = NOON, limit: int = 10) -> list[UUID]:
    with transaction(engine) as db:
        return [marked.resident_id for marked in watching.waiting(db, now=now, limit=limit)]


def test_a_new_resident_is_judged_once(engine: Engine, cast: Cast) -> None:
    assert set(waiting(engine)) == {cast.soonja.id, cast.chungil.id}


def test_the_urgent_are_judged_first_and_the_oldest_mark_is_kept(
    engine: Engine, cast: Cast
) -> None:
    unmark(engine)
    with transaction(engine) as db:
        watching.mark(db, cast.soonja.id, at=NOON - 2 * MINUTE)
        watching.mark(db, cast.soonja.id, at=NOON)
        watching.mark(db, cast.chungil.id, at=NOON, urgent=True)
        watching.mark(db, cast.chungil.id, at=NOON)
        watching.mark(db, at=NOON)

    assert waiting(engine) == [cast.chungil.id, cast.soonja.id]
    assert waiting(engine, limit=1) == [cast.chungil.id]
    assert waiting(engine, now=NOON - MINUTE) == [cast.soonja.id]


def test_a_deadline_that_has_come_marks_its_resident(engine: Engine, cast: Cast) -> None:
    unmark(engine)
    with transaction(engine) as db:
        rules = [
            concluded("quiet_home", Verdict.FALSE, NOON - MINUTE),
            concluded("missed_check_in", Verdict.FALSE, NOON - 2 * MINUTE),
            concluded("never_heard", Verdict.FALSE, NOON + MINUTE),
            concluded("sos", Verdict.TRUE, None),
        ]
        watching.set_conditions(db, cast.soonja.id, rules, now=NOON - 5 * MINUTE)

    with transaction(engine) as db:
        assert watching.flag_due(db, now=NOON - 3 * MINUTE, limit=10) == 0
        assert watching.flag_due(db, now=NOON, limit=10) == 2
        assert watching.flag_due(db, now=NOON, limit=10) == 0
        [marked] = watching.waiting(db, now=NOON, limit=10)
        kept = {row.rule: row.due_at for row in watching.conditions_of(db, cast.soonja.id)}

    assert (marked.resident_id, marked.to_judge_at) == (cast.soonja.id, NOON - 2 * MINUTE)
    assert kept["never_heard"] == NOON + MINUTE
    assert kept["quiet_home"] is None


def test_what_no_rule_speaks_of_any_more_is_dropped(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        rules = [concluded(rule, Verdict.TRUE, None) for rule in ("sos", "quiet_home")]
        watching.set_conditions(db, cast.soonja.id, rules, now=NOON)
        watching.set_conditions(
            db, cast.soonja.id, [concluded("sos", Verdict.FALSE, None)], now=NOON + MINUTE
        )
        [left] = watching.conditions_of(db, cast.soonja.id)

    assert (left.rule, left.verdict, left.severity) == ("sos", Verdict.FALSE, None)
    assert left.window_us == 8 * 60 * 60_000_000
    assert left.evidence == {"n": 1}


def test_the_end_of_the_service_stops_every_rule_at_once(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        rules = [concluded("sos", Verdict.TRUE, NOON)]
        watching.set_conditions(db, cast.soonja.id, rules, now=NOON)
        ctx = context(db, cast.jimin)
        residents.end(ctx, cast.soonja.id, 1, "moved")
        with pytest.raises(Overtaken):
            residents.end(ctx, cast.soonja.id, 2, "moved")
        watching.mark(db, cast.soonja.id, at=NOON)

    assert waiting(engine) == [cast.chungil.id]
    with reading(engine) as db:
        assert watching.conditions_of(db, cast.soonja.id) == []
        ctx = context(db, cast.jimin)
        assert [row.id for row in residents.page_for(ctx)[1]] == [cast.chungil.id]
        assert [row.id for row in residents.page_for(ctx, ended=True)[1]] == [cast.soonja.id]
        assert residents.page_for(ctx, ended=None)[0] == 2


def test_two_judges_never_take_the_same_resident(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    with transaction(engine) as db:
        build(db, KeyRing(db, VAULT), NOON)
    with transaction(engine) as first, transaction(engine) as second:
        taken = watching.waiting(first, now=NOON, limit=1)
        left = watching.waiting(second, now=NOON, limit=10)
        assert len(taken) == len(left) == 1
        assert taken[0].resident_id != left[0].resident_id
    engine.dispose()


def test_looking_for_what_is_due_is_one_index_probe(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    questions = {
        "ix_condition_due": select(CONDITIONS.c.rule).where(CONDITIONS.c.due_at <= NOON),
        "ix_watch_to_judge": select(WATCHES.c.resident_id)
        .where(WATCHES.c.urgent.is_(True))
        .where(WATCHES.c.to_judge_at <= NOON),
    }
    with reading(engine) as db:
        for index, question in questions.items():
            written = str(question.compile(engine, compile_kwargs={"literal_binds": True}))
            [plan] = db.execute(text(f"EXPLAIN QUERY PLAN {written}")).all()
            assert f"USING INDEX {index}" in plan[3] or f"COVERING INDEX {index}" in plan[3]
    engine.dispose()


def test_changes_are_numbered_without_a_gap_and_a_screen_too_far_behind_is_told(
    engine: Engine, cast: Cast
) -> None:
    with transaction(engine) as db:
        for minute in range(5):
            feeds.announce(
                db,
                cast.bonghwa,
                "resident",
                resident_id=cast.soonja.id,
                at=NOON + minute * MINUTE,
            )
        assert feeds.prune(db, before=NOON + 2 * MINUTE) == 2

    with reading(engine) as db:
        assert [c.seq for c in feeds.changes_after(db, cast.bonghwa, 2)] == [3, 4, 5]
        assert list(feeds.changes_after(db, cast.bonghwa, 5)) == []
        assert list(feeds.changes_after(db, cast.andong, 0)) == []
        for behind in (0, 1, 6):
            with pytest.raises(Resync):
                feeds.changes_after(db, cast.bonghwa, behind)
