"""Stores votes for questions, with one statement per table however many votes there are."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from sqlalchemy import (
    Delete,
    Insert,
    Integer,
    Update,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webinar.kit.bulk import bound_columns, dialect_of, row_parameters, select_columns
from webinar.kit.db import table_of
from webinar.live.questions.models import Question, QuestionVote

# Question id and member id.
Pair = tuple[int, int]

_QUESTIONS, _VOTES = table_of(Question), table_of(QuestionVote)


def write(db: Session, added: Collection[Pair], withdrawn: Collection[Pair], version: int) -> None:
    """Store the votes in `added`, delete those in `withdrawn`, and recount their questions."""
    dialect, connection = dialect_of(db), db.connection()
    if added:
        connection.execute(_insert(dialect), row_parameters(list(added)))
    if withdrawn:
        connection.execute(_delete(dialect), row_parameters(list(withdrawn)))
    count(db, {question_id for question_id, _ in (*added, *withdrawn)}, version)


def unite(db: Session, source: Question, target: Question, version: int) -> None:
    """Give the target the votes of the source, and a vote of the source's named author.

    Nobody's vote counts twice.
    """
    voters = select(QuestionVote.member_id).where(QuestionVote.question_id == source.id)
    pairs = [(target.id, member_id) for member_id in db.scalars(voters)]
    if source.author_id is not None and source.author_id != target.author_id:
        pairs.append((target.id, source.author_id))
    write(db, pairs, [], version)
    db.refresh(target, ["votes", "version"])


def count(db: Session, question_ids: Collection[int], version: int) -> None:
    """Count the votes of these questions, and store the numbers in the questions."""
    if question_ids:
        rows = row_parameters([(question_id,) for question_id in question_ids])
        db.connection().execute(_count(dialect_of(db)), rows | {"at_version": version})


@cache
def _insert(dialect: str) -> Insert:
    build = sqlite.insert if dialect == "sqlite" else postgresql.insert
    rows = select_columns(bound_columns(dialect, Integer, Integer))
    return (
        build(_VOTES)
        .from_select(["question_id", "member_id"], rows)
        .on_conflict_do_nothing(index_elements=["question_id", "member_id"])
    )


@cache
def _delete(dialect: str) -> Delete:
    key = tuple_(_VOTES.c.question_id, _VOTES.c.member_id)
    return delete(_VOTES).where(key.in_(select_columns(bound_columns(dialect, Integer, Integer))))


@cache
def _count(dialect: str) -> Update:
    votes = (
        select(func.count())
        .select_from(_VOTES)
        .where(_VOTES.c.question_id == _QUESTIONS.c.id)
        .scalar_subquery()
    )
    return (
        update(_QUESTIONS)
        .where(_QUESTIONS.c.id.in_(select_columns(bound_columns(dialect, Integer))))
        .values(votes=votes, version=bindparam("at_version"))
    )
