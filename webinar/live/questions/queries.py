"""Reads of questions, their votes and translations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webinar.live.questions import wire
from webinar.live.questions.models import (
    Question,
    QuestionRules,
    QuestionState,
    QuestionTranslation,
    QuestionVote,
)
from webinar.room.rooms.models import Member, Room

PUBLIC = frozenset({QuestionState.OPEN, QuestionState.PARKED, QuestionState.ANSWERED})
VOTABLE = frozenset({QuestionState.OPEN, QuestionState.PARKED})
DEFAULT_RULES = wire.RulesView(open=True, moderated=False, anonymous=False)
# The questions in one answer: a phone on a slow link shows the first ones while the rest arrives.
PAGE_QUESTIONS = 60


@dataclass(frozen=True, slots=True)
class Votable:
    """The fields of a question that voting needs."""

    id: int
    state: QuestionState


@dataclass(frozen=True)
class Wording:
    """The authors' names, by member id, and the questions' translations, by question id."""

    names: dict[int, str] = field(default_factory=dict)
    texts: dict[int, dict[str, str]] = field(default_factory=dict)

    def view_arguments(self, question: Question) -> tuple[Question, str | None, dict[str, str]]:
        """Return the arguments of a view."""
        author = None if question.author_id is None else self.names[question.author_id]
        return question, author, self.texts.get(question.id, {})


def rules(db: Session, room: Room) -> wire.RulesView:
    """Return the session's rules for questions."""
    row = db.get(QuestionRules, room.id)
    if row is None:
        return DEFAULT_RULES
    return wire.RulesView(row.is_open, row.is_moderated, row.allows_anonymous)


def find_question(db: Session, room: Room, number: int) -> Question | None:
    """Return the room's question with this number; questions of other rooms are not found."""
    return db.scalar(select(Question).filter_by(room_id=room.id, number=number))


def find_by_token(db: Session, room: Room, token: str) -> Question | None:
    """Return the anonymous question that was asked with this secret."""
    return db.scalar(select(Question).filter_by(room_id=room.id, token_hash=hash_of(token)))


def member_of(db: Session, room: Room, number: int) -> Member:
    """Return the room's member with this number."""
    return db.scalars(select(Member).filter_by(room_id=room.id, number=number)).one()


def hash_of(token: str) -> str:
    """Hash a device's secret; only the hash is stored."""
    return sha256(token.encode()).hexdigest()


def questions_of(db: Session, room: Room) -> Sequence[Question]:
    """Return all questions of the room, ordered by number."""
    return db.scalars(select(Question).filter_by(room_id=room.id).order_by(Question.number)).all()


def merged_into(db: Session, room: Room, number: int) -> Sequence[Question]:
    """Return the questions that were merged into this one."""
    return db.scalars(select(Question).filter_by(room_id=room.id, merged_into=number)).all()


def wording(db: Session, questions: Collection[Question]) -> Wording:
    """Return the names and translations that the views of these questions need."""
    words = Wording()
    authors = {question.author_id for question in questions if question.author_id is not None}
    for member_id, name in db.execute(select(Member.id, Member.name).where(Member.id.in_(authors))):
        words.names[member_id] = name
    ids = [question.id for question in questions]
    rows = db.execute(
        select(
            QuestionTranslation.question_id, QuestionTranslation.language, QuestionTranslation.text
        )
        .where(QuestionTranslation.question_id.in_(ids))
        .order_by(QuestionTranslation.question_id, QuestionTranslation.language)
    )
    for question_id, language, text in rows:
        words.texts.setdefault(question_id, {})[language] = text
    return words


def votable(db: Session, room: Room, numbers: Collection[int]) -> dict[int, Votable]:
    """Return the fields that voting needs of the room's questions with these numbers."""
    rows = db.execute(_VOTABLE, {"room_id": room.id, "numbers": list(numbers)})
    return {number: Votable(id_, state) for number, id_, state in rows}


_VOTABLE = select(Question.number, Question.id, Question.state).where(
    Question.room_id == bindparam("room_id"),
    Question.number.in_(bindparam("numbers", expanding=True)),
)


def standings(db: Session, room: Room, numbers: Collection[int]) -> list[tuple[int, int]]:
    """Return number and votes of each of these questions, without those that are not public."""
    rows = db.execute(
        select(Question.number, Question.votes).where(
            Question.room_id == room.id,
            Question.number.in_(numbers),
            Question.state.in_(PUBLIC),
        )
    )
    return [(number, votes) for number, votes in rows]


def changed(db: Session, room: Room, since: int) -> tuple[Sequence[Question], int, bool]:
    """Return the questions changed after `since`, the version reached, and whether more follow."""
    newer = (
        select(Question)
        .where(Question.room_id == room.id, Question.version > since)
        .order_by(Question.version, Question.number)
    )
    last = db.scalar(newer.with_only_columns(Question.version).offset(PAGE_QUESTIONS - 1).limit(1))
    if last is None:
        return db.scalars(newer).all(), room.version, False
    # Questions of the same version stay together, because the next query asks for newer ones only.
    return db.scalars(newer.where(Question.version <= last)).all(), last, True


def views_for(
    db: Session, member: Member, questions: Sequence[Question], *, knows_others: bool
) -> list[wire.QuestionView]:
    """Return these questions as this participant sees them.

    If the participant `knows_others`, a hidden question may have been shown to them before, so it
    is reported as gone.
    """
    voted_ids = _voted_ids(db, member, [question.id for question in questions])
    words = wording(db, questions)
    views = []
    for question in questions:
        if question.author_id == member.id or question.state in PUBLIC:
            is_own = question.author_id == member.id
            view = (wire.own_view if is_own else wire.public_view)(*words.view_arguments(question))
            views.append(msgspec.structs.replace(view, voted=question.id in voted_ids))
        elif knows_others:
            views.append(wire.hidden_view(question))
    return views


def views_of_tokens(db: Session, room: Room, tokens: Collection[str]) -> list[wire.QuestionView]:
    """Return the anonymous questions asked with these secrets, as their author sees them."""
    hashes = [hash_of(token) for token in tokens]
    questions = db.scalars(
        select(Question)
        .where(Question.room_id == room.id, Question.token_hash.in_(hashes))
        .order_by(Question.number)
    ).all()
    words = wording(db, questions)
    return [wire.own_view(*words.view_arguments(question)) for question in questions]


def _voted_ids(db: Session, member: Member, ids: Collection[int]) -> set[int]:
    votes = select(QuestionVote.question_id).where(
        QuestionVote.member_id == member.id, QuestionVote.question_id.in_(ids)
    )
    return set(db.scalars(votes))
