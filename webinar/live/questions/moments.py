"""Forgets the moment when an anonymous question was asked. No Flask, no Socket.IO, no commit.

The question's row stores only the minute. But until that minute is over, the question's `version`
lies between the versions of two timeline entries, whose times have microseconds. A comparison would
show the moment of the question, and who else was active then.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update

from webinar.live.questions.models import Question
from webinar.room.engine.change import Change

MINUTE = timedelta(minutes=1)
FORGETTING = "question.moment"


def forget_soon(change: Change, question: Question) -> None:
    """Schedule `forget` for the end of this question's minute."""
    change.schedule(question.asked_at + MINUTE, FORGETTING, question.asked_at.isoformat())


def forget(change: Change, minute: str) -> None:
    """Give the current version to the anonymous questions of a minute that is over.

    A client that asks for newer questions gets these once more, and misses nothing.
    """
    _forget(change, Question.asked_at == datetime.fromisoformat(minute))


def forget_last(change: Change) -> None:
    """Forget the moments of the last questions now: the end of the session cancels all timers."""
    # Two minutes, because timers may be a little late.
    _forget(change, Question.asked_at > change.at - 2 * MINUTE)


def _forget(change: Change, is_in_time: ColumnElement[bool]) -> None:
    change.db.execute(
        update(Question)
        .where(
            Question.room_id == change.room.id,
            Question.token_hash.is_not(None),
            Question.version < change.room.version,
            is_in_time,
        )
        .values(version=change.room.version)
        .execution_options(synchronize_session=False)
    )
