"""Places as people say them: the si/gun and the eup/myeon/dong in it."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from telecare.boards.shapes.common import Bilingual
from telecare.records.context import Context
from telecare.records.organisations import Kind, Organisation


def places_of(ctx: Context, organisation_ids: Iterable[UUID]) -> dict[UUID, Bilingual]:
    """Return the names of several homes' places; one query however many."""
    town, county = aliased(Organisation), aliased(Organisation)
    rows = ctx.db.execute(
        select(town.id, town.name_ko, town.name_en, county.name_ko, county.name_en)
        .join(county, town.path.startswith(county.path))
        .where(town.id.in_(set(organisation_ids)), county.kind == Kind.SIGUNGU)
    )
    return {
        organisation_id: Bilingual(ko=f"{county_ko} {ko}", en=f"{en}, {county_en}")
        for organisation_id, ko, en, county_ko, county_en in rows
    }
