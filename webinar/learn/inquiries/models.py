"""The questions that learners ask at slides of a course, with the organisers' answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant
from webinar.learn.study.models import KEY_LENGTH

LONGEST_QUESTION = 1000
LONGEST_ANSWER = 2000
MOST_OPEN = 20


class Inquiry(Base):
    """A learner's question to the organisers of the course; live `questions` are another thing.

    It is open until `closed_at`. A closed one without an `answer` was marked as done. The `key` is
    made from the page's key and the text, so that a form counts once, however often it is sent.
    """

    __tablename__ = "inquiries"
    __table_args__ = (UniqueConstraint("learner_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    slide: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(String(LONGEST_QUESTION))
    language: Mapped[str] = mapped_column(String(8))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    answer: Mapped[str] = mapped_column(String(LONGEST_ANSWER))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
