"""The answers that learners gave when a question was asked again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant
from webinar.learn.study.models import KEY_LENGTH


class RepeatAnswer(Base):
    """An answer to a question that was due for repetition; nothing in a course counts it.

    `item` is the id of the slide, `answer` a `study.wire.Answer`. The page chooses the `key`, so
    that its form counts once, however often it is sent.
    """

    __tablename__ = "repeat_answers"
    __table_args__ = (UniqueConstraint("learner_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    item: Mapped[str] = mapped_column(String(80))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    is_right: Mapped[bool]
    answered_at: Mapped[datetime] = mapped_column(Instant)
