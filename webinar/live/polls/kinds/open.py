"""Kinds whose answers are not options. Each kind stores its answers in its own tables."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import Column, Delete, Insert, Integer, Table, Text, delete, insert, tuple_
from sqlalchemy.orm import Session

from webinar.kit.bulk import bound_columns, dialect_of, row_parameters, select_columns
from webinar.kit.db import Base, table_of
from webinar.kit.text import plain_lines
from webinar.live.polls.kinds.base import Answer, Kind, Own
from webinar.live.polls.models import ReplyState
from webinar.live.polls.votes import Cast

# A poll's id and a member's id.
Key = tuple[int, int]


class Sealed(NamedTuple):
    """An answer to an open anonymous poll, as `models.SealedAnswer` keeps it."""

    id: str
    language: str = ""
    word: str = ""
    written: str = ""


class KnownText(NamedTuple):
    """A member's text: its id, whether others see it, and the room's version when it came."""

    id: str
    state: ReplyState
    version: int | None


class OpenKind(Kind):
    """A kind whose answers are not options.

    `named` is the table of named answers, and `value` is its column with the answer. `laid` is the
    table that stores the answers of an anonymous poll once it is closed.
    """

    named: ClassVar[type[Base]]
    value: ClassVar[Column[Any]]
    laid: ClassVar[Table]

    @abstractmethod
    def own_kept(self, values: Sequence[Any]) -> Own:
        """Return a member's answer as the member sees it, from the values of all its rows."""

    def replace(
        self, db: Session, casts: Mapping[Key, Cast], known: Mapping[Key, KnownText], version: int
    ) -> dict[Key, str]:
        """Replace earlier named answers with these. Their ballots must be stored already.

        `known` are the earlier texts, `version` is the room's version. Return the ids of the texts
        that are new or changed.
        """
        db.connection().execute(_delete(dialect_of(db), self.named), row_parameters(list(casts)))
        given = {key: cast for key, cast in casts.items() if not cast.vote.abstain}
        return self.insert(db, given, known, version)

    @abstractmethod
    def insert(
        self, db: Session, casts: Mapping[Key, Cast], known: Mapping[Key, KnownText], version: int
    ) -> dict[Key, str]:
        """Write named answers once `replace` has deleted the earlier ones.

        Arguments and result are those of `replace`.
        """

    @abstractmethod
    def seal(self, cast: Cast) -> list[Sealed]:
        """Return the rows that store an anonymous answer while its poll is open."""

    @abstractmethod
    def laid_row(self, sealed: Any) -> dict[str, Any]:
        """Return the columns of `laid` for a `SealedAnswer` row, without `poll_id`."""

    @abstractmethod
    def sealed_row(self, laid: Any) -> dict[str, Any]:
        """Return the columns of `SealedAnswer` for a row of `laid`, without empty columns."""


def has_text(answer: Answer) -> bool:
    """Return whether the answer's text has anything to read."""
    return bool(plain_lines(answer.text).strip())


def insert_rows(
    db: Session,
    model: type[Base],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *types: type[Any],
) -> None:
    """Insert all rows in one statement. `types` are the types of the last columns.

    The columns before these are integers if their names end in `_id`, and text otherwise.
    """
    if rows:
        statement = _insert(dialect_of(db), model, tuple(columns), types)
        db.connection().execute(statement, row_parameters(rows))


@cache
def _delete(dialect: str, model: type[Base]) -> Delete:
    table = table_of(model)
    key = tuple_(table.c.poll_id, table.c.member_id)
    return delete(table).where(key.in_(select_columns(bound_columns(dialect, Integer, Integer))))


@cache
def _insert(
    dialect: str, model: type[Base], columns: tuple[str, ...], types: tuple[type[Any], ...]
) -> Insert:
    table = table_of(model)
    kinds = [Integer if name.endswith("_id") else Text for name in columns[: -len(types) or None]]
    return insert(table).from_select(
        columns, select_columns(bound_columns(dialect, *kinds, *types))
    )
