"""Writing named answers that are no options: numbers, open texts, the words of a cloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Delete, Float, Insert, Integer, Select, Text, insert, select, tuple_
from sqlalchemy import delete as delete_from
from sqlalchemy.orm import Session

from webinar.kit.bulk import bound, dialect_of, from_given, given
from webinar.kit.db import Base, table_of
from webinar.lessons.poll_kinds import PollKind
from webinar.polls import cloud
from webinar.polls.ballots import Casts
from webinar.polls.models import (
    CloudEntry,
    NumberAnswer,
    OpenText,
    ReplyState,
)
from webinar.polls.sealed import random_id
from webinar.polls.votes import Cast

Keys = Sequence[tuple[int, int]]
# By poll and member.
Texts = dict[tuple[int, int], "Known"]

_TEXTS = table_of(OpenText)


class Known(NamedTuple):
    """A member's text: its name, whether others see it, and the room's version when it came."""

    id: str
    state: ReplyState
    version: int | None


def known_texts(db: Session, keys: Keys) -> Texts:
    """The texts that these members have written in named polls."""
    rows = db.connection().execute(_find_texts(dialect_of(db)), bound(keys))
    return {
        (poll_id, member_id): Known(id_, ReplyState(state), version)
        for poll_id, member_id, id_, state, version in rows
    }


def replace(db: Session, casts: Casts, texts: Texts, version: int) -> dict[tuple[int, int], str]:
    """Put named answers in the place of earlier ones; what names each text that is new or changed.

    Their ballots must have been written. `texts` are those that were there before; `version` is
    the room's.
    """
    written: dict[tuple[int, int], str] = {}
    for kind, model in _REPLACED.items():
        own = {key: cast for key, cast in casts.items() if cast.paper.kind is kind}
        if not own:
            continue
        _execute(db, _delete_answers, list(own), model)
        answers = [(key, cast) for key, cast in own.items() if not cast.vote.abstain]
        if kind is PollKind.NUMERIC:
            rows = [(*key, cast.number) for key, cast in answers]
            _execute(db, _insert, rows, model, ("poll_id", "member_id", "value"), Float)
        elif kind is PollKind.CLOUD:
            _insert_words(db, [(key[1], cast) for key, cast in answers])
        else:
            new = Known("", ReplyState.WAITING, version)
            known = {key: texts.get(key, new._replace(id=random_id())) for key, _ in answers}
            _insert_texts(db, [(key[1], known[key], cast) for key, cast in answers])
            written = {key: text.id for key, text in known.items()}
    return written


_REPLACED: dict[PollKind, type[Base]] = {
    PollKind.NUMERIC: NumberAnswer,
    PollKind.CLOUD: CloudEntry,
    PollKind.TEXT: OpenText,
}


def _insert_words(db: Session, given_words: Iterable[tuple[int, Cast]]) -> None:
    rows = sorted(
        (cast.paper.id, random_id(), member_id, cast.person.language, one.word, one.written)
        for member_id, cast in given_words
        for one in cloud.words_of(cast.vote.words, cast.person.language)
    )
    columns = ("poll_id", "id", "member_id", "language", "word", "written")
    _execute(db, _insert, rows, CloudEntry, columns)


def _insert_texts(db: Session, given_texts: Iterable[tuple[int, Known, Cast]]) -> None:
    rows = sorted(
        (
            cast.paper.id,
            text.id,
            member_id,
            cast.person.language,
            cast.text,
            ReplyState.WAITING.value,
            text.version,
        )
        for member_id, text, cast in given_texts
    )
    columns = ("poll_id", "id", "member_id", "language", "text", "state", "version")
    _execute(db, _insert, rows, OpenText, columns, Integer)


def _execute(
    db: Session, statement: Callable[..., Any], rows: Sequence[Sequence[Any]], *of: Any
) -> None:
    if rows:
        db.connection().execute(statement(dialect_of(db), *of), bound(rows))


@cache
def _find_texts(dialect: str) -> Select[Any]:
    key = tuple_(_TEXTS.c.poll_id, _TEXTS.c.member_id)
    columns = (*key.clauses, _TEXTS.c.id, _TEXTS.c.state, _TEXTS.c.version)
    return select(*columns).where(key.in_(from_given(given(dialect, Integer, Integer))))


@cache
def _delete_answers(dialect: str, model: type[Base]) -> Delete:
    table = table_of(model)
    key = tuple_(table.c.poll_id, table.c.member_id)
    return delete_from(table).where(key.in_(from_given(given(dialect, Integer, Integer))))


@cache
def _insert(dialect: str, model: type[Base], columns: tuple[str, ...], *types: type[Any]) -> Insert:
    table = table_of(model)
    kinds = [Integer if name.endswith("_id") else Text for name in columns[: -len(types) or None]]
    return insert(table).from_select(columns, from_given(given(dialect, *kinds, *types)))
