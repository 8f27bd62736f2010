"""Who may be treated by telephone or video, and what makes a clinician's gate stand now.

The Medical Service Act allows it to people seen in person before, and to some who were not
(art. 34-2 (2)). The articles are in force from 2026-12-24; the numbers the ministry has yet to
fix are those of the pilot that runs until then. All of it is a value, `Terms`, of which the
hub stores versions: whoever knows the decree changes the numbers, not this file.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final


class Basis(StrEnum):
    """Why this person may be treated from afar."""

    SEEN_BEFORE = "seen_before"  # in person, here, for the same symptom
    SAME_REGION = "same_region"  # lives in the region of the institution
    RARE_DISEASE = "rare_disease"
    TYPE_1_DIABETES = "type_1_diabetes"


class Identity(StrEnum):
    """How the clinician makes sure that the person is the one (art. 34-3 (6))."""

    VIDEO_FACE = "video_face"  # the face at the first picture
    INSURER = "insurer"  # the health insurer's look-up (자격조회)
    ID_CARD = "id_card"  # a card held to the camera, or seen by a colleague at the home


class ConsentBy(StrEnum):
    """Who agreed."""

    SELF = "self"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisTerm:
    """One ground on which the law allows it.

    Attributes:
        evidence_days: How old its evidence may be, in days of the resident's calendar; None:
            of any age.
        drug_days: How many days of drugs may be prescribed at most; None: no limit of its own.
        source: Where the numbers come from.
    """

    evidence_days: int | None
    drug_days: int | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the law asks for from one day on, until the next terms come into force.

    Attributes:
        from_day: The first day, in the resident's zone.
        bases: The grounds that are allowed.
        gate_minutes: How long a passed gate opens a call.
        source: The law or the notice.
    """

    from_day: date
    bases: Mapping[Basis, BasisTerm]
    gate_minutes: int
    source: str

    def to_json(self) -> dict[str, Any]:
        """Return a value that `json` can write and `terms_from_json` reads back equal."""
        return {
            "from_day": self.from_day.isoformat(),
            "bases": {basis.value: asdict(term) for basis, term in self.bases.items()},
            "gate_minutes": self.gate_minutes,
            "source": self.source,
        }

    @property
    def sha256(self) -> bytes:
        """The digest of `to_json` in UTF-8: keys sorted, no blanks, nothing escaped."""
        written = json.dumps(
            self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(written.encode()).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A gate that was passed.

    Attributes:
        basis: The ground.
        basis_date: Of its evidence: the last visit, the certificate, the address looked up.
        text_version: Which explanation was given.
        valid_until: Not one microsecond longer; see `passes_until`.
    """

    basis: Basis
    basis_date: date
    text_version: str
    valid_until: datetime


class BadTerms(ValueError):
    """Terms cannot be read; the text says which word and why.

    Attributes:
        field: The path of the word, as in `bases.seen_before.drug_days`; "terms": the whole.
        korean: What is wrong, for the one who typed it.
    """

    def __init__(
        self, text: str, field: str = "terms", korean: str = "읽을 수 없는 값입니다."
    ) -> None:
        super().__init__(text)
        self.field = field
        self.korean = korean


SOURCE_LAW: Final = "Medical Service Act art. 34-2, in force from 2026-12-24"
SOURCE_PILOT: Final = "telemedicine pilot from 2025-10-27; kept until the decree is final"
GATE_MINUTES: Final = 60  # own: one visit with its redials; the next day asks again
GATE_MINUTES_AT_MOST: Final = 24 * 60
DAYS_AT_MOST: Final = 3_650
SOURCE_CHARS: Final = 200

_BASES: Final[Mapping[Basis, BasisTerm]] = MappingProxyType({
    Basis.SEEN_BEFORE: BasisTerm(
        evidence_days=180, drug_days=90,
        source="art. 34-2 (2) 1; pilot: seen within 6 months, at most 90 days of drugs",
    ),
    Basis.SAME_REGION: BasisTerm(
        evidence_days=None, drug_days=7,
        source="art. 34-2 (2) 2 a; pilot: at most 7 days of drugs at a first visit",
    ),
    Basis.RARE_DISEASE: BasisTerm(
        evidence_days=None, drug_days=90,
        source="art. 34-2 (2) 2 b; pilot: at most 90 days of drugs",
    ),
    Basis.TYPE_1_DIABETES: BasisTerm(
        evidence_days=None, drug_days=90,
        source="art. 34-2 (2) 2 b; pilot: at most 90 days of drugs",
    ),
})  # fmt: skip

DEFAULT_TERMS: Final[tuple[Terms, ...]] = (
    Terms(
        from_day=date(2025, 10, 27), bases=_BASES, gate_minutes=GATE_MINUTES,
        source=SOURCE_PILOT,
    ),
    Terms(
        from_day=date(2026, 12, 24), bases=_BASES, gate_minutes=GATE_MINUTES,
        source=SOURCE_LAW,
    ),
)  # fmt: skip


def in_force(known: Sequence[Terms], day: date) -> Terms | None:
    """Return the terms of `day`, None: before the first. Of two from one day, the last."""
    begun = [terms for terms in reversed(known) if terms.from_day <= day]
    return max(begun, key=lambda terms: terms.from_day, default=None)


def fault_of(terms: Terms, basis: Basis, basis_date: date, today: date) -> str | None:
    """Say why this ground does not hold on `today`; None: it holds.

    Returns:
        "not_allowed" (these terms do not know the ground), "ahead" (its evidence is of a day
        to come), "too_old" (older than the terms allow), or None.
    """
    term = terms.bases.get(basis)
    if term is None:
        return "not_allowed"
    if basis_date > today:
        return "ahead"
    if term.evidence_days is not None and (today - basis_date).days > term.evidence_days:
        return "too_old"
    return None


def passes_until(terms: Terms, now: datetime) -> datetime:
    """Return until when a gate passed at `now` opens a call."""
    return now + timedelta(minutes=terms.gate_minutes)


def stands(
    gate: Passed, known: Sequence[Terms], text_now: str, *, now: datetime, today: date
) -> bool:
    """Whether a gate opens a call at `now`.

    Not only its time must run: terms that came into force meanwhile (at midnight of
    2026-12-24, say) must still allow its ground, and its text must be the one given today.
    """
    terms = in_force(known, today)
    return (
        terms is not None
        and now < gate.valid_until
        and gate.text_version == text_now
        and fault_of(terms, gate.basis, gate.basis_date, today) is None
    )


def terms_from_json(stored: Mapping[str, Any]) -> Terms:
    """Read stored terms.

    Raises:
        BadTerms: A ground nobody knows, or a value that cannot be one.
    """
    try:
        terms = Terms(
            from_day=date.fromisoformat(stored["from_day"]),
            bases={Basis(word): _term(word, term) for word, term in stored["bases"].items()},
            gate_minutes=_count("gate_minutes", stored["gate_minutes"], GATE_MINUTES_AT_MOST),
            source=_source("source", stored["source"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BadTerms(f"these terms lack something: {error}") from error
    except BadTerms:
        raise
    except ValueError as error:
        raise BadTerms(str(error)) from error
    if not terms.bases:
        raise BadTerms(
            "bases must name at least one ground", "bases", "근거를 하나 이상 두세요."
        )
    return terms


def _term(word: str, stored: Mapping[str, Any]) -> BasisTerm:
    if strangers := stored.keys() - {one.name for one in fields(BasisTerm)}:
        raise BadTerms(f"unknown number bases.{word}.{min(strangers)}")
    evidence, drugs = stored["evidence_days"], stored["drug_days"]
    where = f"bases.{word}"
    return BasisTerm(
        evidence_days=None if evidence is None else _count(f"{where}.evidence_days", evidence),
        drug_days=None if drugs is None else _count(f"{where}.drug_days", drugs),
        source=_source(f"{where}.source", stored["source"]),
    )


def _count(where: str, value: object, most: int = DAYS_AT_MOST) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= most:
        raise BadTerms(
            f"{where} must be a whole number from 1 to {most}", where,
            f"1부터 {most}까지의 정수를 쓰세요.",
        )  # fmt: skip
    return value


def _source(where: str, value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= SOURCE_CHARS:
        raise BadTerms(
            f"{where} must say where the numbers come from", where,
            "어느 법이나 고시에서 온 값인지 200자 안으로 쓰세요.",
        )  # fmt: skip
    return value.strip()
