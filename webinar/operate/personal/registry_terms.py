"""The registry's terms: the content of a column, its retention, and the effect of erasing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The kind of data in a column; the last two kinds reveal nothing about a person."""

    IDENTITY = "identity"
    CONTACT = "contact"
    ATTENDANCE = "attendance"
    ANSWERS = "answers"
    AGREEMENTS = "agreements"
    CONTENT = "content"
    TECHNICAL = "technical"
    NONE = "none"


class Keep(StrEnum):
    """The time until which rows are kept."""

    ATTENDANCE = "attendance days after the end"
    ANSWERS = "answers days after the end"
    ROSTER = "until the person is erased"
    SESSION = "as long as the session"
    ACCOUNT = "as long as the account"
    BRIEFLY = "until it expires, at most a day"
    EVER = "for ever"


class Erase(StrEnum):
    """The effect of erasing a person on a column of their rows.

    `NAME`: the neutral name of an erased person. `GONE`: a mark that text was here, used if an
    empty text would not be allowed or understood. `SCRUB`: only the person's data is removed.
    """

    DELETE = "delete row"
    BLANK = "blank"
    GONE = "replace by […]"
    NAME = "replace by erased person n"
    SCRUB = "names taken out"
    KEEP = "keep"


PERSONAL = tuple(kind for kind in Kind if kind not in (Kind.TECHNICAL, Kind.NONE))
# Kinds that an organiser's exports may contain, unless the table is excluded from exports.
EXPORTED = frozenset({Kind.IDENTITY, Kind.CONTACT, Kind.ATTENDANCE, Kind.ANSWERS, Kind.AGREEMENTS})


@dataclass(frozen=True)
class Column:
    """The registry's entry for one column."""

    kind: Kind
    in_export: bool
    in_subject_access: bool
    erase: Erase


@dataclass(frozen=True)
class TableEntry:
    """The data that one table holds.

    `of` names the columns that identify a row's person: `id` for people and members themselves, or
    references that lead there. `why` is the reason for keeping rows that are not deleted with a
    person.
    """

    purpose: str
    keep: Keep
    columns: dict[str, Column] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    deletes_rows: bool = False
    why: str = ""


def table_entry(
    purpose: str,
    keep: Keep,
    *,
    of: str = "",
    deletes_rows: bool = False,
    exported: bool = True,
    why: str = "",
    **columns: str,
) -> TableEntry:
    """Return an entry. `columns` names the columns by kind: `identity="name:name rank:blank"`.

    The word after the colon is the effect of erasing (`blank`, `gone`, `name`, `scrub`; without
    one, the column is kept). A `+` before a technical column lets it into the answer to a person's
    request for their own data.
    """
    entries: dict[str, Column] = {}
    for kind_name, names in columns.items():
        kind = Kind(kind_name)
        for word in names.split():
            name, _, effect = word.lstrip("+").partition(":")
            if name in entries:
                raise ValueError(f"{name} is classed twice")
            entries[name] = Column(
                kind=kind,
                in_export=exported and bool(of) and kind in EXPORTED,
                in_subject_access=bool(of) and (kind in PERSONAL or word.startswith("+")),
                erase=Erase.DELETE if deletes_rows else _EFFECTS[effect],
            )
    return TableEntry(purpose, keep, entries, tuple(of.split()), deletes_rows, why)


_EFFECTS = {
    "": Erase.KEEP,
    "blank": Erase.BLANK,
    "gone": Erase.GONE,
    "name": Erase.NAME,
    "scrub": Erase.SCRUB,
}
