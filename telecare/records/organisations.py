"""Organisations: the province, its si/gun, gu, eup/myeon/dong, and institutions beside them."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from telecare.db.types import Base, Word, one_of


class Kind(StrEnum):
    """What an organisation is; an institution (hospital, welfare centre) owns no land."""

    PROVINCE = "province"
    SIGUNGU = "sigungu"
    GU = "gu"
    EUPMYEONDONG = "eupmyeondong"
    INSTITUTION = "institution"


class Organisation(Base):
    """A node of the tree that scopes every record.

    `path` is the codes from the root, "/47/47920/47920340/": a prefix of it is a subtree.
    """

    __tablename__ = "organisation"
    __table_args__ = (one_of("kind", Kind),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    code: Mapped[str] = mapped_column(unique=True)  # ten digits of the legal code
    path: Mapped[str] = mapped_column(unique=True)
    name_ko: Mapped[str]
    name_en: Mapped[str]
    name_initials: Mapped[str]  # Hangul initials of name_ko, for search
