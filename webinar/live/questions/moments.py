"""Forgetting at which moment an anonymous question was asked. No Flask, no Socket.IO, no commit.

Its row has the minute, but until that is over its `version` lies between two of the timeline, whose
times have microseconds: comparing the two would show who was doing what just then.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update

from webinar.live.questions.models import Question
from webinar.room.engine.change import Change

MINUTE = timedelta(minutes=1)
FORGETTING = "question.moment"


def forget_soon(change: Change, question: Question) -> None:
    """Schedule the forgetting for when this question's minute is over."""
    change.schedule(question.asked_at + MINUTE, FORGETTING, question.asked_at.isoformat())


def forget(change: Change, minute: str) -> None:
    """Let the anonymous questions of a minute that is over seem to be of now.

    A client that asks for newer ones gets them once more, and misses nothing.
    """
    _forget(change, Question.asked_at == datetime.fromisoformat(minute))


def forget_last(change: Change) -> None:
    """The session ends, and with it all that was due: the questions of its last minute, too."""
    # Twice as long: timers may be a little late.
    _forget(change, Question.asked_at > change.at - 2 * MINUTE)


def _forget(change: Change, asked_then: ColumnElement[bool]) -> None:
    change.db.execute(
        update(Question)
        .where(
            Question.room_id == change.room.id,
            Question.token_hash.is_not(None),
            Question.version < change.room.version,
            asked_then,
        )
        .values(version=change.room.version)
        .execution_options(synchronize_session=False)
    )
