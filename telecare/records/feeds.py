"""Feeds: numbered changes, one row of numbers per si/gun."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Row, delete, func, insert, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from telecare.db import bell
from telecare.db.prepared import Prepared
from telecare.db.types import Base, Word, one_of
from telecare.errors import Resync
from telecare.records.actor import Actor
from telecare.records.organisations import Kind, Organisation
from telecare.records.residents import Resident
from telecare.records.scope import related_to


class Change(StrEnum):
    """What a numbered change is about."""

    ALERT = "alert"
    RESIDENT = "resident"
    INCIDENT = "incident"


class Feed(Base):
    """The last number given in one si/gun; the row itself is the lock that orders commits."""

    __tablename__ = "feed"

    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("organisation.id"), primary_key=True
    )
    seq: Mapped[int]


class FeedChange(Base):
    """One numbered change; it names the record, never its content."""

    __tablename__ = "feed_change"
    __table_args__ = (one_of("kind", Change),)

    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("feed.organisation_id"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[Change] = mapped_column(Word(Change))
    alert_id: Mapped[UUID | None]
    resident_id: Mapped[UUID | None]
    at: Mapped[datetime]


def announce(
    db: Session,
    sigungu_id: UUID,
    kind: Change | str,
    *,
    alert_id: UUID | None = None,
    resident_id: UUID | None = None,
    at: datetime,
) -> int:
    """Number a change of one si/gun and return the number; ring its bell after the commit.

    Among the last statements of a transaction: the feed's row stays locked until the commit,
    which is what makes the numbers dense and their commits come in order. A transaction that
    touches several feeds announces them in the order of their codes.
    """
    on_postgresql = db.get_bind().dialect.name == "postgresql"
    numbering = _NUMBER_POSTGRESQL if on_postgresql else _NUMBER_SQLITE
    first = {"organisation_id": sigungu_id, "seq": 1}
    seq: int = numbering.first(db, first).seq
    change = {
        "organisation_id": sigungu_id, "seq": seq, "kind": kind, "alert_id": alert_id,
        "resident_id": resident_id, "at": at,
    }  # fmt: skip
    _CHANGED.run(db, change)
    bell.note(db, sigungu_id)
    return seq


def followed_by(db: Session, actor: Actor, now: datetime) -> dict[UUID, int]:
    """Return the last number of every feed `actor` may follow, in the order of codes.

    These are the si/gun at, above or below their organisation, and those of residents a care
    relationship ties them to. A feed names records only; what is then read is scoped.
    """
    home = aliased(Organisation)
    related = (
        select(home.id)
        .join(Resident, Resident.organisation_id == home.id)
        .where(Resident.id.in_(related_to(actor, now)))
        .where(home.path.startswith(Organisation.path))
    )
    rows = db.execute(
        select(Organisation.id, func.coalesce(Feed.seq, 0))
        .outerjoin(Feed, Feed.organisation_id == Organisation.id)
        .where(Organisation.kind == Kind.SIGUNGU)
        .where(
            or_(
                Organisation.path.startswith(actor.path, autoescape=True),
                literal(actor.path).startswith(Organisation.path),
                related.exists(),
            )
        )
        .order_by(Organisation.code)
    )
    return {feed_id: seq for feed_id, seq in rows}  # noqa: C416


def changes_after(
    db: Session, sigungu_id: UUID, after: int, *, limit: int = 500
) -> Sequence[Row[Any]]:
    """Return the changes of one feed numbered above `after`, oldest first; at most `limit`.

    Raises:
        Resync: They are more than `limit`, are no longer all kept, or `after` was never given
            (a restored hub). Whoever is that far behind in a storm must not page through
            thousands of silences to the one press behind them: a snapshot has it first.
    """
    last = db.scalar(select(Feed.seq).where(Feed.organisation_id == sigungu_id)) or 0
    if after > last or last - after > limit:
        raise Resync
    rows = db.execute(
        select(FeedChange.__table__)
        .where(FeedChange.organisation_id == sigungu_id)
        .where(FeedChange.seq > after)
        .order_by(FeedChange.seq)
        .limit(limit)  # more may have come since
    ).all()
    if after < last and (not rows or rows[0].seq != after + 1):
        raise Resync
    return rows


def prune(db: Session, *, before: datetime) -> int:
    """Delete changes older than `before`; a screen that far behind fetches the board anew."""
    return db.connection().execute(delete(FeedChange).where(FeedChange.at < before)).rowcount


def _number(build: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - two dialects' own Insert
    return (
        build(Feed.__table__)
        .on_conflict_do_update(
            index_elements=[Feed.organisation_id], set_={"seq": Feed.__table__.c.seq + 1}
        )
        .returning(Feed.__table__.c.seq)
    )


_NUMBER_SQLITE: Final = Prepared(_number(sqlite.insert))
_NUMBER_POSTGRESQL: Final = Prepared(_number(postgresql.insert))
_CHANGED: Final = Prepared(insert(FeedChange.__table__))
