"""Organisations: the province, its si/gun, gu, eup/myeon/dong, and institutions beside them."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Row, insert, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base, Word, one_of
from telecare.records.names import initials

GYEONGBUK: Final = "gyeongbuk.csv"  # the 22 si/gun, 2 gu and 525 eup/myeon/dong, by legal code
# How many digits of a legal code say something, per kind (do 2, si/gun and gu 5, eup/myeon 8)
DIGITS: Final = {"province": 2, "sigungu": 5, "gu": 5, "eupmyeondong": 8}


class Kind(StrEnum):
    """What an organisation is; an institution (hospital, welfare centre) owns no land."""

    PROVINCE = "province"
    SIGUNGU = "sigungu"
    GU = "gu"
    EUPMYEONDONG = "eupmyeondong"
    INSTITUTION = "institution"


class Organisation(Base):
    """A node of the tree that scopes every record.

    `path` is the codes from the root, "/47/47920/47920340/": a prefix of it is a subtree.
    """

    __tablename__ = "organisation"
    __table_args__ = (one_of("kind", Kind),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    code: Mapped[str] = mapped_column(unique=True)  # ten digits of the legal code
    path: Mapped[str] = mapped_column(unique=True)
    name_ko: Mapped[str]
    name_en: Mapped[str]
    name_initials: Mapped[str]  # Hangul initials of name_ko, for search


ORGANISATIONS: Final = Organisation.__table__


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """A node to add below a parent that exists, or a root."""

    code: str
    parent: str | None  # the parent's code
    kind: Kind
    name_ko: str
    name_en: str


def add(db: Session, new: NewOrganisation) -> UUID:
    """Add one organisation; return its id.

    Raises:
        LookupError: There is no parent of that code.
    """
    paths = {} if new.parent is None else {new.parent: _by_code(db, new.parent)}
    row = _row(new, paths)
    db.execute(insert(ORGANISATIONS).values(row))
    added: UUID = row["id"]
    return added


def load_gyeongbuk(db: Session) -> int:
    """Add what is missing of Gyeongsangbuk-do's province, si/gun, gu and eup/myeon/dong.

    Safe to run again; return how many were added. Gunwi is not among them: it moved to Daegu
    on 2023-07-01. English names follow the Revised Romanization.
    """
    known = {
        code: (organisation_id, path)
        for code, organisation_id, path in db.execute(
            select(ORGANISATIONS.c.code, ORGANISATIONS.c.id, ORGANISATIONS.c.path)
        )
    }
    rows = []
    with files("telecare.records").joinpath(GYEONGBUK).open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            if line["code"] in known:
                continue
            new = NewOrganisation(
                line["code"],
                line["parent"] or None,
                Kind(line["kind"]),
                line["name_ko"],
                line["name_en"],
            )
            row = _row(new, known)
            known[new.code] = (row["id"], row["path"])
            rows.append(row)
    if rows:
        db.execute(insert(ORGANISATIONS), rows)
    return len(rows)


def by_code(db: Session, code: str) -> Row[Any] | None:
    """Return the organisation of a legal code, or None."""
    return db.execute(select(ORGANISATIONS).where(ORGANISATIONS.c.code == code)).first()


def at(db: Session, organisation_id: UUID) -> Row[Any] | None:
    """Return an organisation, or None if there is none."""
    return db.execute(
        select(ORGANISATIONS).where(ORGANISATIONS.c.id == organisation_id)
    ).first()


def sigungu_of(db: Session, organisation_id: UUID) -> UUID:
    """Return the si/gun an organisation is or lies in: whose feed carries its changes.

    Raises:
        NoResultFound: It lies in none (the province, an institution).
    """
    below = ORGANISATIONS.alias("below")
    found: UUID = db.execute(
        select(ORGANISATIONS.c.id)
        .join(below, below.c.path.startswith(ORGANISATIONS.c.path))
        .where(below.c.id == organisation_id)
        .where(ORGANISATIONS.c.kind == Kind.SIGUNGU)
    ).scalar_one()
    return found


def above(db: Session, path: str) -> list[Row[Any]]:
    """Return the organisations a path leads through, from the root down."""
    rows = db.execute(
        select(ORGANISATIONS)
        .where(literal(path).startswith(ORGANISATIONS.c.path))
        .order_by(ORGANISATIONS.c.path)
    )
    return list(rows)


def _by_code(db: Session, code: str) -> tuple[UUID, str]:
    found = by_code(db, code)
    if found is None:
        raise LookupError(f"no organisation has the code {code}")
    return found.id, found.path


def _row(new: NewOrganisation, known: dict[str, tuple[UUID, str]]) -> dict[str, Any]:
    parent_id, above_it = (None, "/") if new.parent is None else known[new.parent]
    return {
        "id": uuid4(),
        "parent_id": parent_id,
        "kind": new.kind,
        "code": new.code,
        "path": f"{above_it}{new.code[: DIGITS.get(new.kind)]}/",
        "name_ko": new.name_ko,
        "name_en": new.name_en,
        "name_initials": initials(new.name_ko),
    }
