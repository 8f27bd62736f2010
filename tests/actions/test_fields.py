"""What people type is taken as keyboards send it; what cannot be kept is said in words."""

import pytest

from telecare.actions.fields import Faults


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("첫 줄\r\n둘째 줄", "첫 줄\n둘째 줄"),
        ("첫 줄\r둘째\u2028셋째", "첫 줄\n둘째\n셋째"),
        ("문\u00a0앞에\u3000계심\u200b ", "문 앞에 계심"),
        ("가족 👨\u200d👩\u200d👧 옴 ❤\ufe0f", "가족 👨\u200d👩\u200d👧 옴 ❤\ufe0f"),
        ("\ufeff\t표\t ", "표"),
    ],
)
def test_what_a_phone_or_a_copied_text_brings_is_kept(typed: str, kept: str) -> None:
    faults = Faults()
    assert faults.text("words", typed, 40) == kept
    assert faults.english == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [("가" * 41, "Write at most 40"), ("a\x00b", "cannot be shown"), (" \r\n ", "is needed"),
     ("\u202eafter", "cannot be shown")],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_in_words(typed: str, said: str) -> None:
    faults = Faults()
    faults.text("words", typed, 40, needed=True)
    assert said in faults.english["words"]
    assert faults.korean["words"]
