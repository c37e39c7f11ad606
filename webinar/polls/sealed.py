"""Answers to open anonymous polls that are no options: apart, until the poll is closed. No commit.

A database keeps, hidden from every query, the order in which rows came: PostgreSQL in its pages and
by the transaction that wrote each; SQLite by the place of each cell within its page, also in tables
without rowids and in their indexes. Ballots lie in that order as well, so the first ballot would be
the first answer's. Where answers stay they arrive all at once, in the order of their keys.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Insert, Integer, Text, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webinar.kit.bulk import bound, dialect_of, from_given, given
from webinar.kit.db import table_of
from webinar.lessons.poll_kinds import PollKind
from webinar.polls import cloud
from webinar.polls.laying import ANSWERS, write_again
from webinar.polls.models import Poll, ReplyState, SealedAnswer
from webinar.polls.votes import Cast

_SEALED = table_of(SealedAnswer)


def seal(db: Session, casts: Collection[Cast]) -> None:
    """Keep what was answered, and not by whom."""
    numbers: Counter[tuple[int, float]] = Counter()
    rows: list[tuple[Any, ...]] = []
    for cast in casts:
        poll_id, language = cast.paper.id, cast.person.language
        match cast.paper.kind:
            case PollKind.NUMERIC:
                numbers[poll_id, cast.number] += 1
            case PollKind.CLOUD:
                words = cloud.words_of(cast.vote.words, language)
                rows += [
                    (poll_id, random_id(), language, one.word, one.written, 1) for one in words
                ]
            case PollKind.TEXT:
                rows.append((poll_id, random_id(), language, "", cast.text, 1))
    rows += [(poll_id, repr(value), "", "", "", n) for (poll_id, value), n in numbers.items()]
    if rows:
        db.connection().execute(_add(dialect_of(db)), bound(sorted(rows)))


def unseal(db: Session, poll: Poll) -> None:
    """The poll is closed: put its answers where they stay, in the order of their keys."""
    own = _SEALED.c.poll_id == poll.id
    answers = list(db.execute(select(_SEALED).where(own).order_by(_SEALED.c.id)))
    if not answers:
        return
    if poll.kind is PollKind.NUMERIC:
        answers.sort(key=lambda answer: float(answer.id))
    rows = [{"poll_id": poll.id, **_columns(poll.kind, answer)} for answer in answers]
    db.connection().execute(insert(ANSWERS[poll.kind]), rows)
    db.connection().execute(delete(_SEALED).where(own))
    if dialect_of(db) == "sqlite":
        # Among those of other polls that are open now, each would leave a gap of its size.
        write_again(db, _SEALED)


def seal_again(db: Session, poll: Poll) -> None:
    """The poll takes answers again: its earlier ones go back, to be put with the others later."""
    table = ANSWERS[poll.kind]
    own = table.c.poll_id == poll.id
    kept = db.execute(select(table).where(own).order_by(*table.primary_key)).all()
    if kept:
        db.connection().execute(delete(table).where(own))
        db.connection().execute(insert(_SEALED), [_sealed(poll, answer) for answer in kept])


def _sealed(poll: Poll, answer: Any) -> dict[str, Any]:
    none = {"poll_id": poll.id, "language": "", "word": "", "written": "", "count": 1}
    if poll.kind is PollKind.NUMERIC:
        return none | {"id": repr(answer.value), "count": answer.count}
    said = none | {"id": answer.id, "language": answer.language}
    if poll.kind is PollKind.CLOUD:
        return said | {"word": answer.word, "written": answer.written}
    return said | {"written": answer.text}


def _columns(kind: PollKind, answer: Any) -> dict[str, Any]:
    if kind is PollKind.NUMERIC:
        return {"value": float(answer.id), "count": answer.count}
    said = {"id": answer.id, "language": answer.language}
    if kind is PollKind.CLOUD:
        return {**said, "word": answer.word, "written": answer.written}
    return {**said, "text": answer.written, "state": ReplyState.WAITING}


def random_id() -> str:
    return secrets.token_hex(8)


@cache
def _add(dialect: str) -> Insert:
    build = sqlite.insert if dialect == "sqlite" else postgresql.insert
    columns = ["poll_id", "id", "language", "word", "written", "count"]
    rows = from_given(given(dialect, Integer, Text, Text, Text, Text, Integer))
    statement = build(_SEALED).from_select(columns, rows)
    more = _SEALED.c["count"] + statement.excluded["count"]
    return statement.on_conflict_do_update(index_elements=["poll_id", "id"], set_={"count": more})
