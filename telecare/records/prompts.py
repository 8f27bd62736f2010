"""Prompts: a question put on a resident's tablet, which one tap answers."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Word, one_of


class PromptKind(StrEnum):
    """What is asked."""

    ARE_YOU_OK = "are_you_ok"
    CALL_SOON = "call_soon"
    TEST = "test"


class PromptState(StrEnum):
    """What has become of a prompt.

    `undeliverable` is no end: a tablet that shows it later has shown it, and then it is so.
    """

    ASKED = "asked"
    SHOWN = "shown"
    ANSWERED = "answered"
    UNDELIVERABLE = "undeliverable"
    WITHDRAWN = "withdrawn"  # a newer one has taken its place


class Answer(StrEnum):
    """What one tap says."""

    OK = "ok"
    HELP = "help"


STANDING: Final = frozenset({PromptState.ASKED, PromptState.SHOWN, PromptState.UNDELIVERABLE})


class Prompt(Base):
    """One question to one tablet."""

    __tablename__ = "prompt"
    __table_args__ = (
        one_of("kind", PromptKind),
        one_of("state", PromptState),
        Index(None, "resident_id", "asked_at"),
        Index(
            "ix_prompt_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))  # the si/gun
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"))
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("alert.id"), index=True)
    kind: Mapped[PromptKind] = mapped_column(Word(PromptKind))
    state: Mapped[PromptState] = mapped_column(Word(PromptState))
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    answer_by: Mapped[datetime]  # later nobody is asked any more
    due_at: Mapped[datetime | None]  # shown by then, or it is undeliverable; None: it was shown
    shown_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answer: Mapped[Answer | None] = mapped_column(Word(Answer))


PROMPTS: Final = Prompt.__table__
