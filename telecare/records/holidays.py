"""Holidays: Korea's, with the lunar ones and their substitutes, and an organisation's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Final
from uuid import UUID

import holidays as calendars
from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from telecare.db.types import Base
from telecare.records.organisations import ORGANISATIONS

COUNTRY: Final = "KR"


class OwnHoliday(Base):
    """A day off that an organisation has named itself; it holds for all below it too."""

    __tablename__ = "holiday"
    __table_args__ = (UniqueConstraint("organisation_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    day: Mapped[str]  # ISO
    name_ko: Mapped[str]
    name_en: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


OWN: Final = OwnHoliday.__table__


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off by its name; `own_id` names the organisation's own, None a public one."""

    ko: str
    en: str
    own_id: UUID | None = None


def between(
    db: Session, organisation_ids: Iterable[UUID], first: date, last: date
) -> dict[UUID, dict[date, Holiday]]:
    """Return each organisation's days off from `first` to `last`, both included.

    Its own and those of every organisation above it stand beside the public ones; a day that
    is both keeps the public name.
    """
    asked = set(organisation_ids)
    public = {
        day: holiday
        for year in range(first.year, last.year + 1)
        for day, holiday in public_in(year).items()
        if first <= day <= last
    }
    found: dict[UUID, dict[date, Holiday]] = {one: {} for one in asked}
    here = ORGANISATIONS.alias("here")
    for row in db.execute(
        select(here.c.id.label("for_id"), OWN)
        .join(ORGANISATIONS, ORGANISATIONS.c.id == OWN.c.organisation_id)
        .join(here, here.c.path.startswith(ORGANISATIONS.c.path))
        .where(here.c.id.in_(asked))
        .where(OWN.c.day >= first.isoformat(), OWN.c.day <= last.isoformat())
        .order_by(ORGANISATIONS.c.path)
    ):
        found[row.for_id][date.fromisoformat(row.day)] = Holiday(
            row.name_ko, row.name_en, row.id
        )
    return {one: own | public for one, own in found.items()}


@cache
def public_in(year: int) -> Mapping[date, Holiday]:
    """Return Korea's public holidays of a year by day, lunar and substitute ones included.

    Source: the `holidays` package, which follows 관공서의 공휴일에 관한 규정. A day that the
    government declares at short notice is not known to it: an organisation adds that itself.
    """
    korean = calendars.country_holidays(COUNTRY, years=year, language="ko")
    english = calendars.country_holidays(COUNTRY, years=year, language="en_US")
    named = {day: Holiday(name, english[day]) for day, name in sorted(korean.items())}
    return MappingProxyType(named)
