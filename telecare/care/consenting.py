"""What a resident is told before a consultation, in words that can be read aloud.

The law asks the clinician to explain the limits and the patient's part, and to get consent
(Medical Service Act art. 34-3 (3)). Each version is kept here for ever with its SHA-256: what
somebody agreed to in one year must be readable in every later one. A new text is a new
version; a text that was ever shown is never changed (a test holds the digests).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version of the explanation, in one language.

    Attributes:
        version: The same in every language.
        language: "ko" or "en".
        from_day: The first day it is given; the newest one begun is the one.
        lines: Sentences, each short enough for one breath.
    """

    version: str
    language: str
    from_day: date
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is shown and read aloud, a sentence a line."""
        return "\n".join(self.lines)

    @property
    def sha256(self) -> bytes:
        """The digest of the text in UTF-8, as a consent keeps it."""
        return hashlib.sha256(self.text.encode()).digest()


TEXTS: Final = (
    ConsentText("2026-1", "ko", date(2025, 10, 27), (
        "지금부터 화면으로 의사 선생님께 진료를 받으십니다.",
        "화면으로 하는 진료는 직접 만나는 진료와 다릅니다.",
        "만져 보거나 청진기로 들어 볼 수 없어서, 알 수 없는 것이 있습니다.",
        "의사 선생님이 직접 봐야 한다고 하면, 병원에 가셔야 합니다.",
        "아픈 곳과 드시는 약을 사실대로 말씀해 주세요.",
        "다른 사람이 대신 진료를 받으면 안 됩니다.",
        "진료는 녹음하거나 녹화하지 않습니다.",
        "언제든지 그만두실 수 있습니다. 그만두셔도 나쁠 것은 없습니다.",
        "이렇게 진료를 받으시겠어요?",
    )),
    ConsentText("2026-1", "en", date(2025, 10, 27), (
        "You are about to see a doctor on this screen.",
        "A visit by video is not the same as meeting in person.",
        "The doctor cannot touch you or listen to your chest, so some things cannot be known.",
        "If the doctor says that you must be seen in person, please go to the clinic.",
        "Please tell the truth about what hurts and which medicines you take.",
        "Nobody else may be seen in your place.",
        "The visit is not recorded.",
        "You may stop at any time. Nothing bad happens if you do.",
        "Do you agree to be seen in this way?",
    )),
)  # fmt: skip


def text_on(
    day: date, language: str, texts: Sequence[ConsentText] = TEXTS
) -> ConsentText | None:
    """Return the text given on `day`, None: there is none yet, or none in this language."""
    begun = [one for one in texts if one.language == language and one.from_day <= day]
    return max(begun, key=lambda one: (one.from_day, one.version), default=None)


def text_of(
    version: str, language: str, texts: Sequence[ConsentText] = TEXTS
) -> ConsentText | None:
    """Return a text by its name, however old; None: there never was one."""
    for one in texts:
        if (one.version, one.language) == (version, language):
            return one
    return None
