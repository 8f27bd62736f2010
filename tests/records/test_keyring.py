"""Personal words are unreadable on disk, and gone for good once their key is destroyed."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import StatementError

from telecare.db.engine import open_engine, reading, transaction
from telecare.db.types import Sealed
from telecare.errors import KeyDestroyed, SealBroken, WrongSiteKey
from telecare.records import contacts, households, keys, residents
from telecare.records.keys import ERASED, DataKey, KeyRing
from telecare.records.notes import Note, NoteKind
from telecare.records.residents import RESIDENTS, Profile, Resident
from telecare.records.tables import metadata
from telecare.vault.vault import Vault
from tests.cast import NOON, VAULT, Cast, build, context


def name_of(engine: Engine, cast: Cast) -> tuple[bytes, str]:
    with reading(engine) as db:
        ring = KeyRing(db, VAULT)
        sealed = db.scalar(select(Resident.name).where(Resident.id == cast.soonja.id))
        assert sealed is not None
        return sealed, ring.read(sealed, table="resident", column="name", row=cast.soonja.id)


def test_names_addresses_contacts_and_notes_are_sealed() -> None:
    sealed = {
        f"{table.name}.{column.name}"
        for table in metadata().tables.values()
        for column in table.columns
        if isinstance(column.type, Sealed)
    }

    assert sealed >= {
        "resident.name", "resident.birth_date", "resident.phone", "resident.notes",
        "household.address", "household.way_in", "contact.name", "contact.phone",
        "note.text", "staff.name", "staff.totp_secret", "quarantine.body_sealed",
    }  # fmt: skip


def test_no_planted_word_is_in_the_bytes_of_the_database(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with transaction(engine) as db:
        cast = build(db, KeyRing(db, VAULT), NOON)
        ctx = context(db, cast.jimin)
        note_id = cast.jimin.id
        db.execute(
            insert(Note).values(
                id=note_id,
                resident_id=cast.soonja.id,
                kind=NoteKind.NOTE,
                text=ctx.ring.seal(
                    ("resident", cast.soonja.id),
                    "넘어지셨다가 일어나심",
                    table="note",
                    column="text",
                    row=note_id,
                ),
                by=cast.jimin.id,
                at=NOON,
            )
        )
    engine.dispose()
    folder = Path(str(engine.url.database)).parent
    stored = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())

    planted = ["김순자", "박춘길", "박은희", "이장수", "한지민", "솔숲길", "열쇠는", "무릎이"]
    planted += ["넘어지셨다가", "2345-6789", "8765-4321", "1941-03-09", "ㄱㅅㅈ", "23456789"]
    assert "춘양면".encode() in stored  # the places are public, and the scan does see text
    for word in planted:
        for encoding in ("utf-8", "utf-16-le"):
            assert word.encode(encoding) not in stored, word


def test_a_sealed_column_refuses_plain_words(engine: Engine, cast: Cast) -> None:
    with (
        pytest.raises(StatementError, match="takes an envelope") as refused,
        transaction(engine) as db,
    ):
        db.execute(RESIDENTS.update().values(name="김순자".encode()))

    assert "김순자" not in str(refused.value)


def test_words_copied_to_another_row_do_not_open(engine: Engine, cast: Cast) -> None:
    sealed, name = name_of(engine, cast)
    assert name == "김순자"

    with reading(engine) as db, pytest.raises(SealBroken):
        KeyRing(db, VAULT).open(sealed, table="resident", column="name", row=cast.chungil.id)


def test_destroying_a_key_makes_its_words_unreadable_for_good(
    engine: Engine, cast: Cast
) -> None:
    sealed, _ = name_of(engine, cast)
    with transaction(engine) as db:
        ring = KeyRing(db, VAULT)
        assert ring.destroy(("resident", cast.soonja.id), at=NOON)
        assert not ring.destroy(("resident", cast.soonja.id), at=NOON)

    with transaction(engine) as db:
        ctx = context(db)
        row = cast.soonja.id
        with pytest.raises(KeyDestroyed):
            ctx.ring.open(sealed, table="resident", column="name", row=row)
        assert ctx.ring.read(sealed, table="resident", column="name", row=row) == ERASED
        with pytest.raises(KeyDestroyed):
            ctx.ring.ensure(("resident", cast.soonja.id), at=NOON)
        with pytest.raises(KeyDestroyed):
            residents.change(ctx, cast.soonja.id, 1, {"name": "다시"})
        assert not residents.found_by(ctx, "김순자")
        assert (
            db.scalar(select(DataKey.wrapped).where(DataKey.destroyed_at.is_not(None))) is None
        )


def test_another_process_forgets_a_destroyed_key_too(engine: Engine, cast: Cast) -> None:
    other = Vault(bytes(range(32)))  # a second process with the same site key
    with reading(engine) as db:
        ring = KeyRing(db, other)
        sealed = db.scalar(select(Resident.name).where(Resident.id == cast.soonja.id))
        assert sealed is not None
        assert (
            ring.read(sealed, table="resident", column="name", row=cast.soonja.id) == "김순자"
        )

    with transaction(engine) as db:
        KeyRing(db, VAULT).destroy(("resident", cast.soonja.id), at=NOON)

    with reading(engine) as db:
        ring = KeyRing(db, other)
        assert ring.read(sealed, table="resident", column="name", row=cast.soonja.id) == ERASED


def test_a_list_opens_with_one_query_for_all_its_keys(engine: Engine, cast: Cast) -> None:
    fresh = Vault(bytes(range(32)))
    with reading(engine) as db:
        ring = KeyRing(db, fresh)
        rows = db.execute(select(Resident.id, Resident.name)).all()
        ring.warm(row.name for row in rows)
        db.connection().invalidate()  # whoever asks the database from here on fails

        names = {ring.open(r.name, table="resident", column="name", row=r.id) for r in rows}
    assert names == {"김순자", "박춘길"}


def test_each_subject_has_a_key_of_its_own(engine: Engine, cast: Cast) -> None:
    with reading(engine) as db:
        counted = select(DataKey.subject_kind, func.count()).group_by(DataKey.subject_kind)
        per_kind = {str(kind): count for kind, count in db.execute(counted)}

    assert per_kind == {"resident": 2, "household": 2, "staff": 7}


def test_ensuring_a_key_twice_keeps_the_first(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        KeyRing(db, VAULT).ensure(("resident", cast.soonja.id), at=NOON)
        KeyRing(db, VAULT).ensure(("site", keys.SITE.id), at=NOON)
        KeyRing(db, VAULT).ensure(("site", keys.SITE.id), at=NOON)
        found = db.scalar(select(func.count()).select_from(DataKey))

    assert found == 12
    assert name_of(engine, cast)[1] == "김순자"


def test_sealing_without_a_key_is_a_mistake_of_ours(engine: Engine, cast: Cast) -> None:
    with reading(engine) as db, pytest.raises(LookupError):
        KeyRing(db, VAULT).seal(
            ("site", keys.SITE.id),
            "x",
            table="quarantine",
            column="body_sealed",
            row=cast.clinic,
        )


def test_the_wrong_site_key_is_noticed_at_the_start(engine: Engine, cast: Cast) -> None:
    with reading(engine) as db:
        keys.check(db, VAULT)
        with pytest.raises(WrongSiteKey):
            keys.check(db, Vault(bytes(32)))


def test_a_resident_is_found_by_name_initials_and_phones(engine: Engine, cast: Cast) -> None:
    def found(typed: str) -> list[str]:
        with reading(engine) as db:
            ctx = context(db, cast.jimin)
            return [
                ctx.ring.open(row.name, table="resident", column="name", row=row.id)
                for row in residents.found_by(ctx, typed)
            ]

    for typed in ("김순자", " 김 순자 ", "ㄱㅅㅈ", "6789", "010-2345-6789", "4321"):
        assert found(typed) == ["김순자"], typed
    for typed in ("", "   ", "김순", "ㄱㅅ", "345", "박은희", "9999"):
        assert found(typed) == [], typed


def test_what_is_searched_follows_every_change(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        ctx = context(db, cast.jimin)
        residents.change(ctx, cast.soonja.id, 1, {"name": "김순옥", "phone": "010-1-0007"})
        contacts.change(ctx, cast.soonja.id, cast.soonja.contact_id, 1, {"phone": "02-1-0008"})

        assert not residents.found_by(ctx, "김순자")
        assert not residents.found_by(ctx, "6789")
        assert not residents.found_by(ctx, "4321")
        for typed in ("김순옥", "ㄱㅅㅇ", "0007", "0008"):
            assert len(residents.found_by(ctx, typed)) == 1, typed

        contacts.remove(ctx, cast.soonja.id, cast.soonja.contact_id)
        assert not residents.found_by(ctx, "0008")
        assert residents.found_by(ctx, "0007")


def test_a_birth_date_is_written_as_iso_text(engine: Engine, cast: Cast) -> None:
    with transaction(engine) as db:
        ctx = context(db)
        home = households.add(ctx, households.Home(address="집"), organisation_id=cast.chunyang)
        profile = Profile(name="최고령", birth_date=date(1930, 1, 2), sex="male")
        added = residents.add(ctx, profile, organisation_id=cast.chunyang, household_id=home)
        row = residents.one_for(ctx, added)

        opened = ctx.ring.open(row.birth_date, table="resident", column="birth_date", row=added)
    assert opened == "1930-01-02"
