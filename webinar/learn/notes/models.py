"""The notes and marks of learners on slides; nobody but the learner reads them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant

LONGEST_NOTE = 2000


class SlideNote(Base):
    """A learner's note on a slide. An emptied note keeps its row, so that `version` goes on.

    `number` is 0. Only the notes of guests who turned out to be this learner have further numbers:
    both notes on a slide stay whole, and the guest's can be given back.
    """

    __tablename__ = "slide_notes"
    __table_args__ = (UniqueConstraint("learner_id", "slide", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    slide: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    version: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(Instant)


class SlideMark(Base):
    """A learner's bookmark at a slide."""

    __tablename__ = "slide_marks"
    __table_args__ = (UniqueConstraint("learner_id", "slide"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    slide: Mapped[str] = mapped_column(String(80))
    marked_at: Mapped[datetime] = mapped_column(Instant)
