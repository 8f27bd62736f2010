"""The words of findings, in Korean and English: kind to the resident, useful to a tired reader.

Nothing here names a person. A sentence is what happened, then " · ", then what helps to judge
it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from telecare.care.facts import DeviceKind, Sentence
from telecare.care.localtime import wall_text

_SECONDS_A_MINUTE: Final = 60
_MINUTES_AN_HOUR: Final = 60
_HOURS_A_DAY: Final = 24

PLACES: Final[Mapping[DeviceKind, Sentence]] = MappingProxyType(
    {
        DeviceKind.GATEWAY: Sentence("게이트웨이", "gateway"),
        DeviceKind.MOTION: Sentence("활동 감지기", "motion sensor"),
        DeviceKind.MOTION_KITCHEN: Sentence("부엌", "kitchen"),
        DeviceKind.MOTION_HALLWAY: Sentence("복도", "hallway"),
        DeviceKind.MOTION_LOUNGE: Sentence("거실", "lounge"),
        DeviceKind.MOTION_BEDROOM: Sentence("침실", "bedroom"),
        DeviceKind.MOTION_BATHROOM: Sentence("화장실", "bathroom"),
        DeviceKind.FRONT_DOOR: Sentence("현관문", "front door"),
        DeviceKind.BACK_DOOR: Sentence("뒷문", "back door"),
        DeviceKind.FRIDGE_DOOR: Sentence("냉장고 문", "fridge door"),
        DeviceKind.BUTTON: Sentence("응급호출기", "emergency button"),
        DeviceKind.TABLET: Sentence("태블릿", "tablet"),
    }
)
_DEVICES_BY_THEIR_OWN_NAME: Final = frozenset(
    {DeviceKind.GATEWAY, DeviceKind.MOTION, DeviceKind.BUTTON, DeviceKind.TABLET}
)


def device_name(kind: DeviceKind) -> Sentence:
    """Name a device: "부엌 감지기" / "kitchen sensor"; a tablet is just a tablet."""
    place = PLACES[kind]
    if kind in _DEVICES_BY_THEIR_OWN_NAME:
        return place
    return Sentence(f"{place.ko} 감지기", f"{place.en} sensor")


def span(length: timedelta) -> Sentence:
    """Write a length of time in its two largest units: "8시간 10분" / "8 h 10 min"."""
    minutes = int(length.total_seconds()) // _SECONDS_A_MINUTE
    hours, minutes = divmod(minutes, _MINUTES_AN_HOUR)
    days, hours = divmod(hours, _HOURS_A_DAY)
    if days:
        return _two((days, "일", "d"), (hours, "시간", "h"))
    if hours:
        return _two((hours, "시간", "h"), (minutes, "분", "min"))
    return Sentence(f"{minutes}분", f"{minutes} min")


def clock(instant: datetime, zone: ZoneInfo, now: datetime) -> Sentence:
    """Write an instant as the resident's wall clock, with the day unless it is today."""
    return Sentence(*wall_text(instant, zone, now))


def joined(*parts: Sentence | None) -> Sentence:
    """Join the parts of a sentence; None is left out. The English one starts with a capital."""
    kept = [part for part in parts if part is not None]
    english = " · ".join(part.en for part in kept)
    return Sentence(" · ".join(part.ko for part in kept), english[:1].upper() + english[1:])


def _two(large: tuple[int, str, str], small: tuple[int, str, str]) -> Sentence:
    kept = [part for part in (large, small) if part[0]]
    return Sentence(
        " ".join(f"{number}{ko}" for number, ko, _ in kept),
        " ".join(f"{number} {en}" for number, _, en in kept),
    )
