"""Names as they are searched: normalised, as Hangul initials, as the tail of a phone."""

import unicodedata
from typing import Final

INITIALS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"  # in Unicode's order of syllables
FIRST_SYLLABLE: Final = ord("가")
LAST_SYLLABLE: Final = ord("힣")
PER_INITIAL: Final = 21 * 28  # vowels × finals: how many syllables share an initial
PHONE_TAIL: Final = 4


def normalised(name: str) -> str:
    """Return `name` composed (NFC), without any space, in one case."""
    return "".join(unicodedata.normalize("NFC", name).split()).casefold()


def initials(name: str) -> str:
    """Return the Hangul initials (초성) of `name`: "김순자" gives "ㄱㅅㅈ".

    Initials typed as such stay themselves, whichever of Unicode's two alphabets they come
    from; everything that is not Hangul is left out.
    """
    found = []
    for character in normalised(name):
        if FIRST_SYLLABLE <= ord(character) <= LAST_SYLLABLE:
            found.append(INITIALS[(ord(character) - FIRST_SYLLABLE) // PER_INITIAL])
        elif (jamo := unicodedata.normalize("NFKC", character)) in _AS_TYPED:
            found.append(_AS_TYPED[jamo])
    return "".join(found)


def only_initials(text: str) -> bool:
    """Tell whether `text` is Hangul initials and nothing else (spaces aside)."""
    plain = normalised(text)
    return bool(plain) and all(
        unicodedata.normalize("NFKC", character) in _AS_TYPED for character in plain
    )


def phone_tail(phone: str) -> str | None:
    """Return the last four digits of `phone`, or None if it has fewer."""
    digits = "".join(character for character in phone if character in "0123456789")
    return digits[-PHONE_TAIL:] if len(digits) >= PHONE_TAIL else None


# An input method types ㄱ as U+3131; NFKC turns it into the conjoining U+1100. Both are known.
_AS_TYPED: Final = {
    form: initial
    for initial in INITIALS
    for form in (initial, unicodedata.normalize("NFKC", initial))
}
