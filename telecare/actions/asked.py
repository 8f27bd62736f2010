"""Asked: what people write to an alert is checked, and refused in words that say what to do."""

from datetime import datetime
from typing import Final

from telecare.care.alert import LEASE
from telecare.care.facts import Sentence, Severity
from telecare.errors import Invalid
from telecare.records.notes import NoteKind

HOLD_AT_MOST: Final = LEASE[Severity.P4]  # a hold longer than the longest lease is forgetting
HOLD_REASONS: Final = frozenset({"call_back", "visit", "contact", "technician", "other"})
CALL_RESULTS: Final = frozenset({"answered", "no_answer", "busy", "wrong_number", "refused"})
NOTE_CHARS: Final = 4_000


def check_hold(now: datetime, until: datetime, reason: str) -> None:
    """Raise `Invalid` if `until` is past or too far ahead, or `reason` is no known word."""
    wrong: dict[str, Sentence] = {}
    if not now < until <= now + HOLD_AT_MOST:
        wrong["until"] = Sentence(
            "앞으로 3일 안의 시각을 고르세요.", "Choose a time within the next three days."
        )
    if reason not in HOLD_REASONS:
        words = ", ".join(sorted(HOLD_REASONS))
        wrong["reason"] = Sentence(f"다음 중에서 고르세요: {words}", f"Choose one of: {words}.")
    if wrong:
        raise Invalid(
            {name: sentence.en for name, sentence in wrong.items()},
            {name: sentence.ko for name, sentence in wrong.items()},
        )


def check_note(text: str, kind: NoteKind, result: str | None) -> None:
    """Raise `Invalid` for an empty note, one too long, or a call without a known result."""
    if not text.strip() and kind is NoteKind.NOTE:
        raise Invalid({"text": "Write something."}, {"text": "내용을 적으세요."})
    if len(text) > NOTE_CHARS:
        raise Invalid({"text": "Too long."}, {"text": "너무 깁니다."})
    if kind is NoteKind.CALL and result not in CALL_RESULTS:
        words = ", ".join(sorted(CALL_RESULTS))
        raise Invalid(
            {"result": f"Choose one of: {words}."}, {"result": f"다음 중에서 고르세요: {words}"}
        )
