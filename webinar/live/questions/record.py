"""The questions of a session as a download. Anonymous questions have no author here, either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.files.tables import Column, Columns, someone
from webinar.live.questions import queries
from webinar.live.questions.models import Question, QuestionState
from webinar.room.rooms.models import Member, Room


@dataclass(frozen=True)
class QuestionRecord:
    """A question in the download. `by` is the author's name, `author` their member number.

    Both are None for an anonymous question, whose `asked_at` is rounded down to the minute.
    """

    number: int
    text: str
    language: str
    by: str | None
    asked_at: datetime
    votes: int
    state: QuestionState
    answer: str
    answer_language: str
    reason: str
    merged_into: int | None
    decided_at: datetime | None
    translations: dict[str, str]
    author: int | None = None


def questions(db: Session, room: Room) -> list[QuestionRecord]:
    """Return all questions that were asked, also those that were never shown."""
    question_rows = queries.questions_of(db, room)
    words, numbers = queries.wording(db, question_rows), _numbers(db, room)
    records = []
    for question in question_rows:
        _, by, texts = words.view_arguments(question)
        records.append(
            QuestionRecord(
                number=question.number,
                text=question.text,
                language=question.language,
                by=by,
                asked_at=question.asked_at,
                votes=question.votes,
                state=question.state,
                answer=question.answer if question.state is QuestionState.ANSWERED else "",
                answer_language=question.answer_language,
                reason=question.reason if question.state is QuestionState.DECLINED else "",
                merged_into=question.merged_into
                if question.state is QuestionState.MERGED
                else None,
                decided_at=question.decided_at,
                translations=texts,
                author=None if question.author_id is None else numbers[question.author_id],
            )
        )
    return records


def _numbers(db: Session, room: Room) -> dict[int, int]:
    """Return the numbers of the members who asked under their name, by member id."""
    author_ids = select(Question.author_id).where(Question.room_id == room.id)
    rows = db.execute(select(Member.id, Member.number).where(Member.id.in_(author_ids)))
    return {member_id: number for member_id, number in rows}


def _translations(row: QuestionRecord) -> tuple[dict[str, str], ...]:
    return tuple({"language": tag, "text": text} for tag, text in row.translations.items())


COLUMNS: Columns[QuestionRecord] = (
    Column("question", "number", _l("Question"), lambda row: row.number),
    Column("text", "text", _l("Text"), lambda row: row.text),
    Column("language", "text", _l("Language"), lambda row: row.language),
    Column("asked_by", "text", _l("Who asked"), lambda row: someone(row.author, row.by)),
    Column("anonymous", "flag", _l("Anonymous"), lambda row: row.by is None),
    Column("asked_at", "instant", _l("Asked at"), lambda row: row.asked_at),
    Column("votes", "number", _l("Votes"), lambda row: row.votes),
    Column("state", "text", _l("State"), lambda row: row.state.value),
    Column("answer", "text", _l("Answer"), lambda row: row.answer),
    Column("reason", "text", _l("Reason"), lambda row: row.reason),
    Column("merged_into", "number", _l("Merged with question"), lambda row: row.merged_into),
    Column("decided_at", "instant", _l("Decided at"), lambda row: row.decided_at),
    Column("translations", "records", "", _translations),
)
