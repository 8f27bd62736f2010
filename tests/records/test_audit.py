"""The audit trail shows who did what, and shows when somebody rewrote it."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select, text

from telecare.care.facts import Severity
from telecare.db.engine import open_engine, reading, transaction
from telecare.records import audit
from telecare.records.actor import SERVICE
from telecare.records.audit import Fault
from telecare.vault.vault import Vault
from tests.cast import NOON, VAULT, Cast

LATER = NOON + timedelta(minutes=2)


def write(engine: Engine, entries: int) -> None:
    with transaction(engine) as db:
        for number in range(entries):
            audit.write(db, SERVICE, "alert.opened", at=NOON, number=number, share=0.1)


def chain(engine: Engine, *, vault: Vault = VAULT) -> int:
    with transaction(engine) as db:
        return audit.chain(db, vault, now=NOON)


def faults(engine: Engine, *, vault: Vault = VAULT) -> list[Fault]:
    with reading(engine) as db:
        return audit.verify(db, vault, now=LATER)


@pytest.fixture
def unguarded(sqlite_url: str) -> Iterator[Engine]:
    """A trail of five chained entries whose triggers somebody with a console has removed."""
    engine = open_engine(sqlite_url)
    write(engine, 5)
    chain(engine)
    with engine.begin() as connection:
        triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in connection.execute(triggers).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
    yield engine
    engine.dispose()


def by_hand(engine: Engine, *statements: str) -> None:
    driver = engine.raw_connection()
    driver.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
    for statement in statements:
        driver.driver_connection.execute(statement)  # type: ignore[union-attr]
    driver.commit()
    driver.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
    driver.close()


def test_a_sound_trail_shows_no_fault(engine: Engine) -> None:
    assert faults(engine) == []
    write(engine, 3)
    assert chain(engine) == 3
    assert chain(engine) == 0
    write(engine, 2)
    assert chain(engine) == 2

    assert faults(engine) == []
    with reading(engine) as db:
        last = audit.last_link(db)
    assert last is not None
    assert last.position == 5


def test_an_entry_nobody_chained_within_a_minute_shows(engine: Engine) -> None:
    write(engine, 2)

    assert [fault.what for fault in faults(engine)] == ["unchained"] * 2
    with reading(engine) as db:
        assert audit.verify(db, VAULT, now=NOON + timedelta(seconds=59)) == []


def test_an_altered_entry_shows(unguarded: Engine) -> None:
    by_hand(unguarded, "UPDATE audit_entry SET what = 'alert.closed' WHERE id = 3")

    assert faults(unguarded) == [Fault("altered", 3, 3)]


@pytest.mark.parametrize(
    "column", ["at = at + 1", "role = 'x'", "purpose = 'x'", "facts = '{}'", "alert_id = 'x'"]
)
def test_no_column_of_an_entry_can_be_altered_unseen(unguarded: Engine, column: str) -> None:
    if column.startswith("alert_id"):
        column = f"alert_id = '{uuid4().hex}'"
    by_hand(unguarded, f"UPDATE audit_entry SET {column} WHERE id = 2")

    assert faults(unguarded) == [Fault("altered", 2, 2)]


def test_a_removed_entry_shows(unguarded: Engine) -> None:
    by_hand(unguarded, "DELETE FROM audit_entry WHERE id = 4")

    assert faults(unguarded) == [Fault("removed", 4, 4)]


def test_an_entry_removed_with_its_link_shows(unguarded: Engine) -> None:
    by_hand(
        unguarded,
        "DELETE FROM audit_chain WHERE entry_id = 2",
        "DELETE FROM audit_entry WHERE id = 2",
    )

    assert faults(unguarded) == [Fault("reordered", 3, 3)]


CUT = (
    "DELETE FROM audit_chain WHERE position > 3",
    "DELETE FROM audit_entry WHERE id > 3",
)


def test_a_tail_cut_off_shows(unguarded: Engine) -> None:
    by_hand(unguarded, *CUT)

    assert faults(unguarded) == [Fault("cut", None, 5)]


def test_a_tail_cut_off_still_shows_when_the_trail_has_grown_again(unguarded: Engine) -> None:
    by_hand(unguarded, *CUT)
    write(unguarded, 4)
    chain(unguarded)

    assert [fault.what for fault in faults(unguarded)] == ["reordered"]


@pytest.mark.parametrize(
    "hand",
    ["DELETE FROM audit_head", "UPDATE audit_head SET position = 3", "DELETE FROM audit_chain"],
)
def test_what_says_how_long_the_trail_was_cannot_be_taken_or_moved(
    unguarded: Engine, hand: str
) -> None:
    by_hand(unguarded, hand)

    assert "cut" in {fault.what for fault in faults(unguarded)}


def test_a_chain_of_a_release_without_a_head_gets_one(unguarded: Engine) -> None:
    by_hand(unguarded, "DELETE FROM audit_head")

    assert chain(unguarded) == 0
    assert chain(unguarded) == 1  # that a head was made is an entry itself
    assert faults(unguarded) == []
    with reading(unguarded) as db:
        newest = db.scalar(select(audit.ENTRIES.c.what).order_by(audit.ENTRIES.c.id.desc()))
    assert newest == "audit.head_made"


def test_links_that_changed_places_show(unguarded: Engine) -> None:
    by_hand(
        unguarded,
        "UPDATE audit_chain SET position = 20 WHERE position = 2",
        "UPDATE audit_chain SET position = 2 WHERE position = 3",
        "UPDATE audit_chain SET position = 3 WHERE position = 20",
    )

    assert {fault.what for fault in faults(unguarded)} == {"reordered"}


def test_a_trail_rewritten_without_the_key_shows(unguarded: Engine) -> None:
    by_hand(
        unguarded,
        "DELETE FROM audit_chain",
        "DELETE FROM audit_head",
        "UPDATE audit_entry SET what = 'nothing.happened' WHERE id = 1",
    )
    chain(unguarded, vault=Vault(bytes(32)))

    assert faults(unguarded, vault=Vault(bytes(32))) == []
    assert [fault.what for fault in faults(unguarded)] == ["altered"] * 5 + ["cut"]


def test_old_entries_are_chained_however_many_came_after(engine: Engine) -> None:
    write(engine, 4)
    with transaction(engine) as db:
        assert audit.chain(db, VAULT, now=NOON, limit=3) == 3
        assert audit.chain_all(db, VAULT, now=NOON, limit=3) == 1
        assert audit.chain_all(db, VAULT, now=NOON) == 0

    assert faults(engine) == []


def test_an_entry_names_who_where_and_why(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        audit.write(
            db, cast.jimin.actor, "resident.viewed", at=NOON, resident=cast.soonja.id,
            purpose="triage", shown=[cast.soonja.id], severity=Severity.P1, since=NOON,
        )  # fmt: skip
        entry = db.execute(audit.ENTRIES.select()).one()

    assert (entry.staff_id, entry.role) == (cast.jimin.id, "caseworker")
    assert (entry.organisation_id, entry.purpose) == (cast.bonghwa, "triage")
    assert entry.facts == {
        "shown": [str(cast.soonja.id)],
        "severity": "P1",
        "since": "2026-11-22T03:00:00+00:00",
    }


def test_a_fact_that_is_no_id_number_or_word_is_refused(engine: Engine) -> None:
    with pytest.raises(TypeError, match="bytes"), transaction(engine) as db:
        audit.write(db, SERVICE, "x", at=NOON, sealed=b"\x01")
