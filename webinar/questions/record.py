"""The questions of a session as a download. Who asked without a name is not known here either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.files.tables import Table, columns, someone, table
from webinar.questions import queries
from webinar.questions.models import Question, QuestionState
from webinar.rooms.models import Member, Room


@dataclass(frozen=True)
class QuestionRecord:
    """`by` is None for an anonymous one, whose `asked_at` is that of the minute.

    `author` is the number of who asked.
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
    """All that were asked, also those that were not shown."""
    found = queries.questions_of(db, room)
    words, numbers = queries.wording(db, found), _numbers(db, room)
    records = []
    for one in found:
        _, by, texts = words.of(one)
        records.append(
            QuestionRecord(
                number=one.number,
                text=one.text,
                language=one.language,
                by=by,
                asked_at=one.asked_at,
                votes=one.votes,
                state=one.state,
                answer=one.answer if one.state is QuestionState.ANSWERED else "",
                answer_language=one.answer_language,
                reason=one.reason if one.state is QuestionState.DECLINED else "",
                merged_into=one.merged_into if one.state is QuestionState.MERGED else None,
                decided_at=one.decided_at,
                translations=texts,
                author=None if one.author_id is None else numbers[one.author_id],
            )
        )
    return records


def _numbers(db: Session, room: Room) -> dict[int, int]:
    """The numbers of those who asked under their name, by member id."""
    asked = select(Question.author_id).where(Question.room_id == room.id)
    rows = db.execute(select(Member.id, Member.number).where(Member.id.in_(asked)))
    return {member_id: number for member_id, number in rows}


def questions_table(records: Iterable[QuestionRecord]) -> Table:
    return table(
        _COLUMNS,
        (
            (
                one.number,
                one.text,
                one.language,
                someone(one.author, one.by),
                one.by is None,
                one.asked_at,
                one.votes,
                one.state.value,
                one.answer,
                one.reason,
                one.merged_into,
                one.decided_at,
                tuple({"language": tag, "text": text} for tag, text in one.translations.items()),
            )
            for one in records
        ),
    )


_COLUMNS = columns(
    question="number",
    text="text",
    language="text",
    asked_by="text",
    anonymous="flag",
    asked_at="instant",
    votes="number",
    state="text",
    answer="text",
    reason="text",
    merged_into="number",
    decided_at="instant",
    translations="records",
)
