"""The pre-check as people read it: the protocol that counts, and the attempts of an alert."""

from collections.abc import Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select

from telecare.boards.names import staff_names
from telecare.boards.shapes.common import Bilingual
from telecare.boards.shapes.prechecks import (
    AskSaid,
    PrecheckNow,
    PrecheckPage,
    PrecheckPlace,
    ProtocolOffered,
    WayWord,
)
from telecare.care.precheck import (
    LONGEST_IN_ALL,
    MOST_ASKS,
    PROTOCOLS,
    SHORTEST_WAIT,
    Ask,
    Code,
)
from telecare.errors import NotYours
from telecare.records import prechecks, providers, rotas
from telecare.records.context import Context
from telecare.records.organisations import ORGANISATIONS, Kind
from telecare.records.providers import Carries
from telecare.records.staff import Role

CHOOSERS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)
_OPENS: Final = Bilingual(
    ko="답이 없으면 알림이 열리고 알림 순서가 시작됩니다.",
    en="Without an answer the alert opens and its policy begins.",
)
_OURS: Final = Bilingual(
    ko="전화를 기다리는 3분은 이 제품이 정한 값입니다.",
    en="The three minutes a call is waited for are this product’s own.",
)
NAMES: Final = MappingProxyType(
    {
        Code.NONE: Bilingual(ko="하지 않음", en="Ask nobody first"),
        Code.STANDARD: Bilingual(
            ko="기본: 태블릿, 그다음 전화", en="Standard: tablet, then a call"
        ),
        Code.CHUNGJU: Bilingual(ko="충주: 자동 전화 4번", en="Chungju: four automatic calls"),
        Code.GYEONGGI: Bilingual(
            ko="경기: 자동 전화 3번", en="Gyeonggi: three automatic calls"
        ),
        Code.OWN: Bilingual(ko="직접 정하기", en="Own attempts"),
    }
)
_AFTER: Final = MappingProxyType(
    {
        Code.NONE: Bilingual(
            ko="알림이 바로 열리고 알림 순서가 시작됩니다.",
            en="The alert opens at once and its policy begins.",
        ),
        Code.CHUNGJU: Bilingual(
            ko="그다음 관제 직원이 3번 전화하고 읍면동에 바로 알립니다: 알림 순서에 적으세요.",
            en="Then staff of the control centre call three times and the town office is told "
            "at once: write these into the policy.",
        ),
        Code.GYEONGGI: Bilingual(
            ko="그다음 사회서비스원 직원이 전화하고 읍면동에서 방문합니다: 알림 순서에 "
            "적으세요.",
            en="Then staff of the social service agency call and the town office visits: write "
            "these into the policy.",
        ),
    }
)
_SOURCES: Final = MappingProxyType(
    {
        Code.NONE: Bilingual(ko="", en=""),
        Code.STANDARD: Bilingual(
            ko=f"태블릿을 기다리는 10분은 이 서비스의 관제 규칙입니다. {_OURS.ko}",
            en="The ten minutes of the tablet are this service’s monitoring rules. " + _OURS.en,
        ),
        Code.CHUNGJU: Bilingual(
            ko=f"행정안전부 2025년 모델, 충주시 270명. {_OURS.ko}",
            en="Ministry of the Interior and Safety, 2025 model, Chungju, 270 residents. "
            + _OURS.en,
        ),
        Code.GYEONGGI: Bilingual(
            ko=f"경기도 노인말벗서비스. {_OURS.ko}",
            en="Gyeonggi Province, companion calls to older people. " + _OURS.en,
        ),
    }
)


def precheck_page(ctx: Context, organisation_id: UUID | None) -> PrecheckPage:
    """Return what counts in one organisation; None: the actor's own, or the nearest si/gun.

    Raises:
        NotYours: It is no province or si/gun at, below or above the actor's.
    """
    places = ctx.db.execute(
        select(ORGANISATIONS)
        .where(rotas.nearby(ctx.actor.path))
        .where(ORGANISATIONS.c.kind.in_((Kind.PROVINCE, Kind.SIGUNGU)))
        .order_by(ORGANISATIONS.c.path)
    ).all()
    place = _place(ctx, places, organisation_id)
    return PrecheckPage(
        organisation_id=place.id,
        may_choose=_may_choose(ctx, place),
        places=[
            PrecheckPlace(id=one.id, name=_name(one), may_choose=_may_choose(ctx, one))
            for one in places
        ],
        now=_now(ctx, place.id),
        offered=[
            ProtocolOffered(
                protocol=code.value,
                name=NAMES[code],
                asks=asks_said(asks),
                after_it=_AFTER.get(code, _OPENS),
                source=_SOURCES[code],
            )
            for code, asks in PROTOCOLS.items()
        ],
        most_asks=MOST_ASKS,
        shortest_s=_seconds(SHORTEST_WAIT),
        longest_s=_seconds(LONGEST_IN_ALL),
        carried=_carried(ctx, place.id),
    )


def asks_said(asks: Sequence[Ask]) -> list[AskSaid]:
    """Return attempts as a screen shows them."""
    return [AskSaid(way=ask.way.value, wait_s=_seconds(ask.wait)) for ask in asks]


def _place(ctx: Context, places: Sequence[Row[Any]], wanted: UUID | None) -> Row[Any]:
    if wanted is not None:
        found = next((one for one in places if one.id == wanted), None)
    else:  # somebody of a town or an institution looks at the county above them
        above = [one for one in places if ctx.actor.path.startswith(one.path)]
        found = above[-1] if above else None
    if found is None:
        raise NotYours
    return found


def _now(ctx: Context, place: UUID) -> PrecheckNow:
    row = prechecks.standing_row(ctx.db, place)
    after = prechecks.newest_version(ctx.db, place)
    if row is None:
        return PrecheckNow(
            protocol="none", asks=[], source="unchosen", source_name=None, after=after,
            chosen_at=None, chosen_by=None,
        )  # fmt: skip
    protocol = prechecks.protocol_of(row)
    whose = ctx.db.execute(
        select(ORGANISATIONS).where(ORGANISATIONS.c.id == row.organisation_id)
    ).one()
    return PrecheckNow(
        protocol=protocol.code.value,
        asks=asks_said(protocol.asks),
        source="own" if row.organisation_id == place else "inherited",
        source_name=_name(whose),
        after=after,
        chosen_at=row.chosen_at,
        chosen_by=staff_names(ctx, [row.chosen_by]).get(row.chosen_by),
    )


def _carried(ctx: Context, place: UUID) -> list[WayWord]:
    ways: list[WayWord] = ["tablet"]
    phones: tuple[WayWord, ...] = ("voice", "sms")
    ways += [
        way
        for way in phones
        if providers.standing(ctx.db, place, Carries(way), ctx.now) is not None
    ]
    return ways


def _may_choose(ctx: Context, place: Row[Any]) -> bool:
    return ctx.actor.role in CHOOSERS and place.path.startswith(ctx.actor.path)


def _name(row: Row[Any]) -> Bilingual:
    return Bilingual(ko=row.name_ko, en=row.name_en)


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
