"""What a person types finds whom they mean."""

import unicodedata

import pytest

from telecare.records.names import initials, normalised, only_initials, phone_tail

INITIALS = """
    김순자        ㄱㅅㅈ   three syllables
    김_순_자      ㄱㅅㅈ   spaces do not count
    까치          ㄲㅊ     a double consonant is one initial
    희            ㅎ       the last consonant of the alphabet
    힣            ㅎ       the last syllable of all
    가            ㄱ       the first syllable of all
    ㄱㅅㅈ        ㄱㅅㅈ   initials stay themselves
    순ㅈ          ㅅㅈ     half typed
    John_김       ㄱ       what is not Hangul is left out
"""
ROWS = [line.split(maxsplit=2) for line in INITIALS.strip().splitlines()]


@pytest.mark.parametrize(("name", "found"), [r[:2] for r in ROWS], ids=[r[2] for r in ROWS])
def test_initials(name: str, found: str) -> None:
    assert initials(name.replace("_", " ")) == found


def test_a_name_is_the_same_however_it_was_typed() -> None:
    composed, taken_apart = (unicodedata.normalize(f, "김 순자") for f in ("NFC", "NFD"))

    assert composed != taken_apart
    assert normalised(composed) == normalised(taken_apart) == "김순자"
    assert initials(composed) == initials(taken_apart) == "ㄱㅅㅈ"


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("ㄱㅅㅈ", True),
        ("ㄱ ㅅ", True),
        ("ᄀᄉ", True),
        ("김ㅅ", False),
        ("", False),
        ("ㅏ", False),
    ],
)
def test_initials_alone_are_told_from_a_name(text: str, *, only: bool) -> None:
    assert only_initials(text) is only


@pytest.mark.parametrize(
    ("phone", "tail"),
    [("010-1234-5678", "5678"), ("+82 10 1234 5678", "5678"), ("5678", "5678"), ("56", None)],
)
def test_the_tail_of_a_phone(phone: str, tail: str | None) -> None:
    assert phone_tail(phone) == tail
