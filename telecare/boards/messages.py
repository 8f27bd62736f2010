"""What is said in messages that leave the house: no name, no place, no number of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from telecare.boards.shapes.common import Bilingual
from telecare.records.notifications import About

SENDER: Final = Bilingual(ko="텔레케어", en="Telecare")
VOICE_KEYS: Final[Mapping[About, tuple[str, ...]]] = MappingProxyType(
    {About.ALERT: ("1",), About.TEST: ("1",), About.PRECHECK: ("1", "9")}
)


@dataclass(frozen=True, slots=True)
class Said:
    """What decides the words.

    Attributes:
        about: What it is about.
        urgent: The alert is a P1.
        reminder: The alert is theirs already.
        outsider: A contact of the resident, who opens no console.
        count: How many messages are said in this one.
    """

    about: About
    urgent: bool = False
    reminder: bool = False
    outsider: bool = False
    count: int = 1


def written(said: Said, language: str, link: str) -> str:
    """Return the text of a mail, SMS or push; `link` of "" leaves the address out."""
    text = _in(_words(said), language)
    if said.about is About.PRECHECK:
        text = f"{text} {_in(_REPLY, language)}"
    tail = f" {link}" if link else ""
    return f"{_in(SENDER, language)}: {text}{tail}"


def spoken(said: Said, language: str) -> str:
    """Return what a telephone says; it names the keys that may be pressed."""
    keys = _KEYS.get(said.about) if not said.outsider else _HEARD
    words = f"{_in(SENDER, language)}. {_in(_words(said), language)}"
    return f"{words} {_in(keys, language)}" if keys is not None else words


def _words(said: Said) -> Bilingual:
    if said.outsider:
        return _CONTACT
    if said.about is not About.ALERT:
        now = said.urgent and said.about is About.NOTICE
        return _URGENT_NOTICE if now else _ABOUT[said.about]
    if said.count > 1:
        return Bilingual(ko=f"새 알림 {said.count}건.", en=f"{said.count} new alerts.")
    if said.reminder:
        return Bilingual(
            ko="담당 중인 알림을 확인하세요.", en="Look at the alert you have claimed."
        )
    if said.urgent:
        return Bilingual(ko="새 긴급 알림.", en="New emergency alert.")
    return Bilingual(ko="새 알림.", en="New alert.")


def _in(text: Bilingual, language: str) -> str:
    return text.en if language == "en" else text.ko


_CONTACT: Final = Bilingual(
    ko="연락을 부탁드린 분의 안부 확인이 필요합니다. 전화해 보시거나 들러 주세요.",
    en="Somebody who named you as their contact needs to be checked on. Please call or visit.",
)
_ABOUT: Final[Mapping[About, Bilingual]] = MappingProxyType(
    {
        About.TEST: Bilingual(
            ko="오늘의 연락 시험입니다. 받으셨으면 확인해 주세요.",
            en="This is today's test. Please confirm that it reached you.",
        ),
        About.PRECHECK: Bilingual(
            ko="안부를 여쭙니다. 괜찮으신가요?", en="We are calling to ask: are you all right?"
        ),
        About.BRIDGE: Bilingual(ko="전화를 연결합니다.", en="You are being connected."),
        About.NOTICE: Bilingual(
            ko="확인할 일이 있습니다. 접속해 주세요.",
            en="Something waits for you. Please sign in.",
        ),
    }
)
_URGENT_NOTICE: Final = Bilingual(  # such as: an emergency call might not come through
    ko="바로 확인해야 할 일이 있습니다. 지금 접속해 주세요.",
    en="Something must be looked at now. Please sign in at once.",
)
_REPLY: Final = Bilingual(
    ko="괜찮으시면 1, 도움이 필요하시면 9라고 답장해 주세요.",
    en="Reply 1 if you are well, 9 if you need help.",
)
_KEYS: Final[Mapping[About, Bilingual]] = MappingProxyType(
    {
        About.ALERT: Bilingual(ko="담당하시려면 1번을 누르세요.", en="To claim it, press 1."),
        About.TEST: Bilingual(ko="확인하시려면 1번을 누르세요.", en="To confirm, press 1."),
        About.PRECHECK: Bilingual(
            ko="괜찮으시면 1번, 도움이 필요하시면 9번을 누르세요.",
            en="If you are well, press 1. If you need help, press 9.",
        ),
    }
)
_HEARD: Final = Bilingual(ko="들으셨으면 1번을 누르세요.", en="If you have heard it, press 1.")
