"""Column types and the base of every table.

Instants are whole microseconds since 1970-01-01 UTC on both databases, so that the same SQL
and the same arithmetic work on both and no driver can lose a zone.
"""

# ruff: noqa: ARG002 - the signatures are SQLAlchemy's

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar, cast
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Dialect,
    Double,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeEngine

from telecare.vault.envelope import looks_sealed

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
WORD_CHARS: Final = 24  # the longest word an enum column may hold

NAMES: Final = {  # every constraint has a name, or a batch migration could not drop it
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

W = TypeVar("W", bound=StrEnum)


def to_us(moment: datetime) -> int:
    """Return whole microseconds since 1970 of an aware instant; refuse a naive one."""
    if moment.tzinfo is None:
        raise TypeError("an instant must be aware")
    return (moment - EPOCH) // MICROSECOND


def from_us(us: int) -> datetime:
    """Return the aware UTC instant `us` microseconds after 1970."""
    return EPOCH + timedelta(microseconds=us)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, stored as microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Store the instant; a naive one raises TypeError."""
        return None if value is None else to_us(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Give the instant back, aware, in UTC."""
        return None if value is None else EPOCH + timedelta(microseconds=value)

    def coerce_compared_value(self, op: Any, value: object) -> TypeEngine[Any]:  # noqa: ANN401
        """Let `column + 60_000_000` add microseconds; a datetime stays an instant."""
        return cast("TypeEngine[Any]", self if isinstance(value, datetime) else BigInteger())


class Sealed(TypeDecorator[bytes]):
    """An envelope made by the vault; plain text is refused before it reaches the disk."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Store the envelope; anything else raises TypeError (and its text is not repeated)."""
        if value is not None and not looks_sealed(value):
            raise TypeError("a sealed column takes an envelope made by the vault")
        return value


class Word(TypeDecorator[W]):
    """A member of a StrEnum, stored as its short word."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[W]) -> None:
        super().__init__(WORD_CHARS)
        self.words = words
        self.known = {word.value: word for word in words}

    def process_bind_param(self, value: W | str | None, dialect: Dialect) -> str | None:
        """Store the word; one that is not in the enum raises ValueError."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> W | None:
        """Give the member back; a word of a newer release raises KeyError."""
        return None if value is None else self.known[value]


Json: Final = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Return the check that `column` holds one of the words of a closed enum."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Base(DeclarativeBase):
    """What every table shares: names of constraints and the meaning of Python types."""

    if TYPE_CHECKING:  # every class here maps one plain table
        __table__: ClassVar[Table]

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {
        datetime: Instant,
        UUID: Uuid,
        str: Text,
        bytes: LargeBinary,
        int: BigInteger,
        float: Double,
        dict[str, Any]: Json,
        list[Any]: Json,
    }
