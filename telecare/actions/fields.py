"""What the fields of the register may hold, said to people in both languages."""

import re
from datetime import date, datetime, timedelta
from typing import Final, get_args

from telecare.boards.shapes.common import Language, RiskWord
from telecare.boards.shapes.register import Category, HearingAbility, LegalBasis, Sex
from telecare.errors import Invalid

NAME_CHARS: Final = 80
ADDRESS_CHARS: Final = 300
WAY_IN_CHARS: Final = 1_000
DOOR_CODE_CHARS: Final = 60
HEALTH_CHARS: Final = 1_000  # of illnesses, and of medicines: what 119 can take in
NOTES_CHARS: Final = 4_000
WORD_CHARS: Final = 60  # of a network, a relation, a version of the consent form
OLDEST: Final = date(1900, 1, 1)
CONSENT_AHEAD: Final = timedelta(hours=24)  # a day is sent as its noon, which may lie ahead
PHONE: Final = re.compile(r"\+?[0-9][0-9 ()-]{2,22}")
_LINE_END: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACE: Final = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]")
_SHOWN: Final = "\n\t\u200c\u200d\ufe0f"  # the last three join and colour other signs
FEWEST_DIGITS: Final = 3  # "119" is a number
HEARINGS: Final = get_args(HearingAbility)
LANGUAGES: Final = get_args(Language)
SEXES: Final = get_args(Sex)
RISKS: Final = get_args(RiskWord)
CATEGORIES: Final = get_args(Category)
CONSENT: Final = "consent"
LEGAL_BASES: Final = get_args(LegalBasis)


class Faults:
    """What is wrong with a form, field by field; the first fault of a field counts."""

    def __init__(self) -> None:
        self.english: dict[str, str] = {}
        self.korean: dict[str, str] = {}

    def say(self, field: str, english: str, korean: str) -> None:
        """Note one fault."""
        if field not in self.english:
            self.english[field], self.korean[field] = english, korean

    def stop(self) -> None:
        """Raise `Invalid` if anything was noted."""
        if self.english:
            raise Invalid(self.english, self.korean)

    def text(self, field: str, said: str, most: int, *, needed: bool = False) -> str:
        """Return `said` without the space around it; note one that is empty or too long.

        Line ends become one kind and spaces of every kind a space, as a phone's keyboard and
        a copied text bring them; what cannot be shown at all is noted.
        """
        kept = _SPACE.sub(" ", _LINE_END.sub("\n", said)).strip()
        if needed and not kept:
            self.say(field, "This is needed.", "꼭 적어야 합니다.")
        elif len(kept) > most:
            self.say(
                field, f"Write at most {most} characters.", f"{most}자까지 적을 수 있습니다."
            )
        elif any(not (c.isprintable() or c in _SHOWN) for c in kept):
            self.say(
                field,
                "There are signs in it that cannot be shown. Please write it anew.",
                "표시할 수 없는 글자가 들어 있습니다. 다시 적어 주세요.",
            )
        return kept

    def phone(self, field: str, said: str, *, needed: bool = False) -> str:
        """Return a telephone number as it was written; note one that cannot be called."""
        kept = said.strip()
        if not kept and not needed:
            return ""
        digits = sum(character.isdigit() for character in kept)
        if not PHONE.fullmatch(kept) or digits < FEWEST_DIGITS:
            self.say(
                field,
                "Write a telephone number in digits, such as 054-000-0000.",
                "전화번호를 숫자로 적으세요. 보기: 054-000-0000",
            )
        return kept

    def word(self, field: str, said: str, words: tuple[str, ...]) -> str:
        """Return `said`; note one that is none of `words`."""
        if said not in words:
            listed = ", ".join(words)
            self.say(field, f"Choose one of: {listed}.", f"다음 중에서 고르세요: {listed}")
        return said

    def birth_date(self, field: str, said: date, today: date) -> date:
        """Return `said`; note a day that is no living person's birthday."""
        if not OLDEST <= said <= today:
            self.say(
                field,
                "Write a date of birth between 1900 and today.",
                "1900년부터 오늘 사이의 생년월일을 적으세요.",
            )
        return said

    def ground(
        self, basis: str, consent_version: str, consent_at: datetime | None, now: datetime
    ) -> None:
        """Note a legal basis that is none, or a consent without its version and day."""
        self.word("legal_basis", basis, LEGAL_BASES)
        if basis == CONSENT and not consent_version.strip():
            self.say(
                "consent_version",
                "Consent needs the version of the form that was signed.",
                "서명한 동의서의 판을 적으세요.",
            )
        if basis == CONSENT and consent_at is None:
            self.say("consent_at", "Consent needs its day.", "동의한 날을 적으세요.")
        if consent_at is not None and consent_at.tzinfo is None:
            self.say("consent_at", "Send an instant with its zone.", "시간대를 함께 보내세요.")
        elif consent_at is not None and consent_at > now + CONSENT_AHEAD:
            self.say("consent_at", "This day has not come yet.", "아직 오지 않은 날입니다.")
