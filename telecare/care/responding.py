"""Somebody is on the way: who it can be, and how long an alert may wait for them."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from telecare.care.alert import LEASE
from telecare.care.facts import Sentence, Severity


class Help(StrEnum):
    """Who is on the way to the person."""

    WORKER = "worker"
    NEIGHBOUR = "neighbour"
    FAMILY = "family"
    KEY_HOLDER = "key_holder"
    EMERGENCY_119 = "emergency_119"
    POLICE = "police"
    TECHNICIAN = "technician"
    OTHER = "other"


HELP_LABELS: Final[Mapping[Help, Sentence]] = MappingProxyType(
    {
        Help.WORKER: Sentence("생활지원사", "A care worker"),
        Help.NEIGHBOUR: Sentence("이웃", "A neighbour"),
        Help.FAMILY: Sentence("가족", "Family"),
        Help.KEY_HOLDER: Sentence("열쇠 가진 사람", "The key holder"),
        Help.EMERGENCY_119: Sentence("119", "119"),
        Help.POLICE: Sentence("경찰", "The police"),
        Help.TECHNICIAN: Sentence("기기 기사", "A technician"),
        Help.OTHER: Sentence("다른 사람", "Somebody else"),
    }
)

# Help that takes longer than this was promised for another kind of alert: the claim must come
# back to a human in time to try another way. A P2's own ladder ends after two hours.
RESPOND_AT_MOST: Final[Mapping[Severity, timedelta]] = MappingProxyType(
    {
        Severity.P1: timedelta(hours=1),
        Severity.P2: timedelta(hours=3),
        Severity.P3: LEASE[Severity.P4],
        Severity.P4: LEASE[Severity.P4],
    }
)
ASK_119_AFTER: Final = timedelta(minutes=20)  # of a call: has it arrived? Nobody is timed by it
CALLED_WITHIN: Final = timedelta(hours=24)  # a call longer ago belongs to another emergency
CLOCKS_DIFFER: Final = timedelta(minutes=1)  # of a screen's clock from the hub's
