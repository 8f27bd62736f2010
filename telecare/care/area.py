"""Many homes gone silent at once are one outage, not many quiet homes.

Counted over everything that homes have in common: their eup/myeon, their si/gun, their network,
the platform itself. The widest scope that fits names the outage, once: a scope does not fit
when a narrower one explains it, that is when the narrower one holds most of the silent homes
and outside it hardly anybody is silent. So a village without power is that village, and a hub
that cannot be reached is the platform, not every village in it.

An outage silences nothing: each home keeps its own alerts, and an SOS stays an SOS.

Source: issue 2 §4; monitoring.md I20.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from telecare.care.facts import Sentence
from telecare.care.parameters import Area, Parameters

PLATFORM_KEY: Final = "platform"


class ScopeKind(StrEnum):
    """What silent homes may have in common, widest first."""

    PLATFORM = "platform"
    NETWORK = "network"
    SIGUNGU = "sigungu"
    EUPMYEON = "eupmyeon"


_NAMES: Final = MappingProxyType(
    {
        ScopeKind.PLATFORM: Sentence("서비스 전체", "the whole service"),
        ScopeKind.NETWORK: Sentence("같은 통신망", "one network"),
        ScopeKind.SIGUNGU: Sentence("같은 시·군", "one si/gun"),
        ScopeKind.EUPMYEON: Sentence("같은 읍·면", "one eup/myeon"),
    }
)
_WIDE: Final = frozenset({ScopeKind.PLATFORM, ScopeKind.NETWORK})
_WIDEST_FIRST: Final = tuple(ScopeKind)


@dataclass(frozen=True, slots=True)
class HomeHearing:
    """One watched home: where it is, and since when it is blind (None: it is heard)."""

    resident_id: UUID
    eupmyeon: str
    sigungu: str
    network: str  # "" where nobody knows it
    blind_since: datetime | None


@dataclass(frozen=True, slots=True)
class Outage:
    """Homes that fell silent together; `since` is the first of them."""

    scope_kind: ScopeKind
    scope_key: str
    resident_ids: tuple[UUID, ...]
    since: datetime
    because: Sentence


@dataclass(frozen=True, slots=True)
class _Scope:
    kind: ScopeKind
    key: str


@dataclass(frozen=True, slots=True)
class _Silent:
    """One silent home with every scope it belongs to, widest first."""

    since: datetime
    resident_id: UUID
    scopes: tuple[_Scope, ...]


def outages(
    homes: Iterable[HomeHearing], parameters: Parameters, now: datetime
) -> tuple[Outage, ...]:
    """Return the outages among `homes`, widest scope first; no home is in two of them.

    Args:
        homes: Every watched home, the heard ones too: they are what a share is a share of.
        parameters: The rules' numbers; `parameters.area` here.
        now: Silences that began later, or more than `area.news_for` ago, are left out.
    """
    numbers = parameters.area
    known = list(homes)
    totals = Counter(scope for home in known for scope in _scopes(home))
    silent = [
        _Silent(since, home.resident_id, _scopes(home))
        for home in known
        if (since := home.blind_since) is not None and now - numbers.news_for <= since <= now
    ]
    found: list[Outage] = []
    while (burst := _widest(silent, totals, numbers)) is not None:
        scope, members = burst
        found.append(_outage(scope, members, totals[scope]))
        taken = {home.resident_id for home in members}
        silent = [home for home in silent if home.resident_id not in taken]
    return tuple(sorted(found, key=lambda o: (_WIDEST_FIRST.index(o.scope_kind), o.scope_key)))


def same_outage(a: datetime, b: datetime, parameters: Parameters) -> bool:
    """Whether two outages of one scope that began at `a` and `b` are the same one.

    The beginning moves a little when the first home comes back before the others.
    """
    return abs(a - b) <= parameters.area.within


def _scopes(home: HomeHearing) -> tuple[_Scope, ...]:
    named = (
        _Scope(ScopeKind.PLATFORM, PLATFORM_KEY),
        _Scope(ScopeKind.NETWORK, home.network),
        _Scope(ScopeKind.SIGUNGU, home.sigungu),
        _Scope(ScopeKind.EUPMYEON, home.eupmyeon),
    )
    return tuple(scope for scope in named if scope.key)


def _widest(
    silent: Sequence[_Silent], totals: Counter[_Scope], numbers: Area
) -> tuple[_Scope, list[_Silent]] | None:
    by_scope: dict[_Scope, list[_Silent]] = {}
    for home in silent:
        for scope in home.scopes:
            by_scope.setdefault(scope, []).append(home)
    widest_first = sorted(by_scope, key=lambda s: (_WIDEST_FIRST.index(s.kind), s.key))
    for scope in widest_first:
        members = _burst(by_scope[scope], numbers)
        fits = _fits(scope, members, totals, numbers)
        if fits and not _explained(scope, members, totals, numbers):
            return scope, members
    return None


def _burst(homes: Sequence[_Silent], numbers: Area) -> list[_Silent]:
    """Return the most homes that fell silent within one window; of two such, the first."""
    ordered = sorted(homes, key=lambda home: (home.since, str(home.resident_id)))
    first, best = 0, (0, 0)
    for last, home in enumerate(ordered):
        while home.since - ordered[first].since > numbers.within:
            first += 1
        if last + 1 - first > best[1] - best[0]:
            best = (first, last + 1)
    return ordered[best[0] : best[1]]


def _fits(
    scope: _Scope, members: Sequence[_Silent], totals: Counter[_Scope], numbers: Area
) -> bool:
    count = len(members)
    percent = 100 * count / totals[scope]
    if scope.kind in _WIDE and percent < numbers.wide_share_percent:
        return False
    if count >= numbers.homes:
        return True
    return count >= numbers.share_homes and percent >= numbers.share_percent


def _explained(
    scope: _Scope, members: Sequence[_Silent], totals: Counter[_Scope], numbers: Area
) -> bool:
    """Whether a narrower scope is the better name for these silent homes."""
    inside: dict[_Scope, list[_Silent]] = {}
    for home in members:
        for narrower in home.scopes:
            if _WIDEST_FIRST.index(narrower.kind) > _WIDEST_FIRST.index(scope.kind):
                inside.setdefault(narrower, []).append(home)
    return any(
        _fits(narrower, held, totals, numbers)
        and 100 * len(held) >= numbers.explained_percent * len(members)
        and 100 * (len(members) - len(held))
        < numbers.share_percent * (totals[scope] - totals[narrower])
        for narrower, held in inside.items()
    )


def _outage(scope: _Scope, members: Sequence[_Silent], total: int) -> Outage:
    name, count = _NAMES[scope.kind], len(members)
    return Outage(
        scope_kind=scope.kind,
        scope_key=scope.key,
        resident_ids=tuple(home.resident_id for home in members),
        since=members[0].since,
        because=Sentence(
            ko=f"{name.ko} {total}가구 중 {count}가구 신호가 한꺼번에 끊김",
            en=f"{count} of {total} homes of {name.en} fell silent together",
        ),
    )
