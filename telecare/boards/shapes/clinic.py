"""The clinician's gate and note, as the screens send and read them."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from telecare.boards.shapes.common import Asked, Language, Shape

BasisWord = Literal["seen_before", "same_region", "rare_disease", "type_1_diabetes"]
IdentityWord = Literal["video_face", "insurer", "id_card"]
ConsentByWord = Literal["self", "guardian"]


class GateAsked(Asked, frozen=True, kw_only=True):
    """Why this consultation is allowed, who it is, and that they agreed to which text."""

    basis: BasisWord
    basis_date: date  # of the evidence: the last visit here, the certificate, the address
    identity_how: IdentityWord
    explained_text_id: str  # the version; `language` says which writing of it
    consent_by: ConsentByWord
    language: Language
    spoken: bool  # read aloud by the clinician; False: the resident read it


class GatePassed(Shape, frozen=True, kw_only=True):
    """A gate that opens a call until an instant."""

    id: UUID
    valid_until: datetime


class BasisChoice(Shape, frozen=True, kw_only=True):
    """A ground the law allows today, with its limits; None: it has no such limit."""

    basis: BasisWord
    evidence_days: int | None
    drug_days: int | None
    source: str


class ExplainedText(Shape, frozen=True, kw_only=True):
    """The explanation given today, in one language."""

    id: str
    language: Language
    lines: list[str]
    sha256: str  # hexadecimal, of the lines joined with newlines in UTF-8


class GateBefore(Shape, frozen=True, kw_only=True):
    """What this clinician stated the last time: the form's defaults."""

    basis: BasisWord | None  # None: erased
    basis_date: date | None
    identity_how: IdentityWord
    consent_by: ConsentByWord
    language: Language
    spoken: bool
    passed_at: datetime


class GatePage(Shape, frozen=True, kw_only=True):
    """All that the gate's form shows.

    Attributes:
        standing: The gate that opens a call now; None: one must be passed.
        today: The day in the resident's zone, the latest that evidence may be of.
        bases: The grounds of the law in force today; empty: none is in force yet.
        source: Which law or notice that is.
        before: The last gate of this clinician, if there was one.
        texts: Today's explanation in each language.
    """

    standing: GatePassed | None
    today: date
    bases: list[BasisChoice]
    source: str
    before: GateBefore | None
    texts: list[ExplainedText]
    resident_language: Language


class ClinicalNoteAsked(Asked, frozen=True, kw_only=True):
    """Keep the next version of a note; `after_version` is the one it follows (0: none)."""

    text: str
    after_version: int


class NoteSaved(Shape, frozen=True, kw_only=True):
    """The version that is kept now."""

    version: int
    saved_at: datetime


class NoteSigned(Shape, frozen=True, kw_only=True):
    """Who signed which version, and when."""

    version: int
    by: str
    at: datetime


class ClinicalNoteShape(Shape, frozen=True, kw_only=True):
    """A consultation's note as it stands; version 0: nothing was written.

    `explained` is the text its gate named, to be read at the start; None: it had no gate.
    `confirmed_at` says when the clinician noted that the person was recognised and agreed;
    `may_confirm` is False until the two have spoken.
    """

    consultation_id: UUID
    resident_id: UUID
    version: int
    text: str
    saved_at: datetime | None
    passkey: bool  # the clinician has a passkey to sign with
    explained: ExplainedText | None
    confirmed_at: datetime | None
    may_confirm: bool
    signed: list[NoteSigned]  # newest version first


class SignAsked(Asked, frozen=True, kw_only=True):
    """Begin to sign the newest version; the number says which one was read."""

    version: int


class SignStart(Shape, frozen=True, kw_only=True):
    """What is signed, and the options for the browser's passkey question.

    The challenge in `publicKey` is the SHA-256 of `statement` in UTF-8. Send `statement` back
    unchanged with the passkey's answer, within five minutes.
    """

    statement: str
    publicKey: dict[str, Any]  # noqa: N815 - the standard's own name


class SignatureAsked(Asked, frozen=True, kw_only=True):
    """The passkey's answer over a statement."""

    statement: str
    credential: dict[str, Any]


class EndMeasured(Shape, frozen=True, kw_only=True):
    """How one end of a call saw and heard the other, over the whole call."""

    side: Literal["caller", "resident"]
    loss_percent: float  # mean of the end's reports, one decimal
    freezes: int
    reconnects: int


class NoteBrief(Shape, frozen=True, kw_only=True):
    """One earlier note of the same institution about this resident."""

    consultation_id: UUID
    version: int
    text: str
    by: str
    written_at: datetime
    signed_at: datetime | None  # of this very version; None: it is not signed
    measured: list[EndMeasured]  # an end that reported nothing is not in it


class Unfinished(Shape, frozen=True, kw_only=True):
    """A consultation of one's own whose newest note is not signed, or was never begun."""

    consultation_id: UUID
    rung_at: datetime
    version: int  # of the note; 0: nothing was written
    measured: list[EndMeasured]


class NotesPage(Shape, frozen=True, kw_only=True):
    """The institution's last notes about a resident, and one's own to finish; newest first."""

    rows: list[NoteBrief]
    unfinished: list[Unfinished]


class BasisTermShape(Asked, frozen=True, kw_only=True):
    """The limits of one ground; None: none of its own."""

    evidence_days: int | None
    drug_days: int | None
    source: str


class TermsAsked(Asked, frozen=True, kw_only=True):
    """What the law asks for from one day on; recorded again with that day, it is corrected."""

    from_day: date
    bases: dict[BasisWord, BasisTermShape]
    gate_minutes: int
    source: str


class TermsVersion(Shape, frozen=True, kw_only=True):
    """One version of the terms, and how it came to be.

    Attributes:
        version: 0 for the terms that were shipped, which nobody recorded.
        in_force: It is what holds today.
        sha256: Hexadecimal, of the terms as `care.eligibility.Terms.sha256` writes them.
        by: Who recorded it; None: shipped.
        at: When; None: shipped.
    """

    version: int
    in_force: bool
    terms: TermsAsked
    sha256: str
    by: str | None
    at: datetime | None


class TextVersion(Shape, frozen=True, kw_only=True):
    """One version of the explanation, in one language; `in_force`: it is given today."""

    text: ExplainedText
    from_day: date
    in_force: bool


class TermsPage(Shape, frozen=True, kw_only=True):
    """Every version of the terms this hub goes by, the shipped ones first, and of the text.

    `today` is the day in Korea, where the law is in force.
    """

    today: date
    rows: list[TermsVersion]
    texts: list[TextVersion]
