"""Writing named answers that are no options: numbers, open texts, the words of a cloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Delete, Float, Insert, Integer, Select, Text, insert, select, tuple_
from sqlalchemy import delete as delete_from
from sqlalchemy.orm import Session

from webinar.bulk import bound, dialect_of, from_given, given
from webinar.db import Base, table_of
from webinar.polls import cloud
from webinar.polls.ballots import Casts
from webinar.polls.models import (
    CloudEntry,
    NumberAnswer,
    OpenText,
    PollKind,
    ReplyState,
)
from webinar.polls.sealed import random_id
from webinar.polls.votes import Cast

Keys = Sequence[tuple[int, int]]
# Of a member's text: what names it, and whether others see it.
Texts = dict[tuple[int, int], tuple[str, ReplyState]]

_TEXTS = table_of(OpenText)


def known_texts(db: Session, keys: Keys) -> Texts:
    """The texts that these members have written in named polls."""
    rows = db.connection().execute(_find_texts(dialect_of(db)), bound(keys))
    return {
        (poll_id, member_id): (id_, ReplyState(state)) for poll_id, member_id, id_, state in rows
    }


def replace(db: Session, casts: Casts, texts: Texts) -> dict[tuple[int, int], str]:
    """Put named answers in the place of earlier ones; what names each text that is new or changed.

    Their ballots must have been written. `texts` are those that were there before.
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
            written = {key: texts[key][0] if key in texts else random_id() for key, _ in answers}
            _insert_texts(db, [(key[1], written[key], cast) for key, cast in answers])
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


def _insert_texts(db: Session, given_texts: Iterable[tuple[int, str, Cast]]) -> None:
    rows = sorted(
        (
            cast.paper.id,
            id_,
            member_id,
            cast.person.language,
            cast.text,
            ReplyState.WAITING.value,
        )
        for member_id, id_, cast in given_texts
    )
    columns = ("poll_id", "id", "member_id", "language", "text", "state")
    _execute(db, _insert, rows, OpenText, columns)


def _execute(
    db: Session, statement: Callable[..., Any], rows: Sequence[Sequence[Any]], *of: Any
) -> None:
    if rows:
        db.connection().execute(statement(dialect_of(db), *of), bound(rows))


@cache
def _find_texts(dialect: str) -> Select[Any]:
    key = tuple_(_TEXTS.c.poll_id, _TEXTS.c.member_id)
    return select(_TEXTS.c.poll_id, _TEXTS.c.member_id, _TEXTS.c.id, _TEXTS.c.state).where(
        key.in_(from_given(given(dialect, Integer, Integer)))
    )


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
