"""Which shift an instant of a month fell into, for every place of a county or province."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from telecare.boards.shapes.common import Bilingual
from telecare.care.rota import shifts
from telecare.db.types import to_us
from telecare.records import rotas
from telecare.records.figures import Span
from telecare.records.organisations import ORGANISATIONS

NO_SHIFT: Final = -1


class Shifts:
    """The duties of a span, told apart by their names.

    A shift is the hours of a duty as they are laid down now; who was on does not matter. Where
    two duties are open at once, the one laid down first has the alert, so that none counts
    twice.
    """

    def __init__(self, db: Session, span: Span) -> None:
        self._db, self._span = db, span
        self._names: list[Bilingual] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._of_path: dict[str, list[tuple[int, list[int]]]] = {}
        self._edges: dict[UUID, list[int]] = {}

    def at(self, path: str, at_us: int) -> int:
        """Return the number of the shift at a place; `NO_SHIFT`: no duty was open then."""
        if path not in self._of_path:
            self._of_path[path] = self._load(path)
        for number, edges in self._of_path[path]:
            if bisect_right(edges, at_us) % 2:
                return number
        return NO_SHIFT

    def name(self, number: int) -> Bilingual | None:
        """Return what a shift is called; None: it is no shift."""
        return None if number == NO_SHIFT else self._names[number]

    def _load(self, path: str) -> list[tuple[int, list[int]]]:
        here = select(ORGANISATIONS.c.id).where(ORGANISATIONS.c.path == path)
        duties = rotas.nearest(self._db, self._db.execute(here).scalar_one(), None)
        missing = [row for row in duties if row.id not in self._edges]
        self._cut(missing)
        return [(self._number(row), self._edges[row.id]) for row in duties]

    def _number(self, duty: Row[Any]) -> int:
        key = duty.name_ko, duty.name_en
        if key not in self._numbers:
            self._numbers[key] = len(self._names)
            self._names.append(Bilingual(ko=duty.name_ko, en=duty.name_en))
        return self._numbers[key]

    def _cut(self, duties: Sequence[Row[Any]]) -> None:
        """Keep where each duty opens and closes, in turn, beginning with where it opens."""
        span = self._span
        for duty_id, rota in rotas.loaded(self._db, duties, span.start, span.end).items():
            edges: list[int] = []
            for one in shifts(rota, span.start, span.end):
                if not one.open:
                    continue
                start, end = to_us(one.start), to_us(one.end)
                if edges and edges[-1] == start:
                    edges[-1] = end  # the people changed, the duty stays open
                else:
                    edges += [start, end]
            self._edges[duty_id] = edges
