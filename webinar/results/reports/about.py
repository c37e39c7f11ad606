"""The last sheet of a workbook: its session, and the meaning of its columns. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from webinar.kit.files.tables import Table
from webinar.kit.files.xlsx_export import Wording
from webinar.results.reports.kinds import Kind
from webinar.results.reports.profiles import Profile
from webinar.results.reports.session import ReportedSession

# Columns for which the sheet also explains each value.
_EXPLAINED_COLUMNS = frozenset({"status"})


@dataclass(frozen=True)
class Words:
    """All words of a workbook in the language of its reader; `columns` are by header id.

    What a column holds is worded so briefly that it is the head of the column, too.

    `labels` are the labels of the last sheet: about, session, code, started, ended, as_of, final,
    zone, profile, language, table, column, meaning, rows, yes, no.
    """

    language: str
    labels: Mapping[str, str]
    kinds: Mapping[Kind, str]
    columns: Mapping[str, str]
    profiles: Mapping[str, str]
    statuses: Mapping[str, str]
    is_rtl: bool = False


def wording(
    words: Words,
    session: ReportedSession,
    tables: Sequence[tuple[Kind, Table]],
    profile: Profile,
) -> Wording:
    lines = [*_session_lines(words, session, profile), (), *_table_lines(words, tables)]
    return Wording(
        words.labels["about"],
        lines,
        words.labels["yes"],
        words.labels["no"],
        words.is_rtl,
        words.columns,
    )


def _session_lines(
    words: Words, session: ReportedSession, profile: Profile
) -> Iterator[Sequence[str]]:
    labels = words.labels
    yield labels["session"], session.title
    yield labels["code"], session.code
    for label, at in (
        ("started", session.started_at),
        ("ended", session.ended_at),
        ("as_of", session.as_of),
    ):
        yield labels[label], _local_time(at, session)
    yield labels["final"], labels["yes"] if session.is_final else labels["no"]
    yield labels["zone"], f"{session.zone.key} ({_offset(session)})"
    yield labels["profile"], profile.name or words.profiles.get(profile.key, profile.key)
    yield labels["language"], words.language


def _table_lines(words: Words, tables: Sequence[tuple[Kind, Table]]) -> Iterator[Sequence[str]]:
    labels = words.labels
    yield labels["table"], labels["column"], labels["meaning"]
    for kind, table in tables:
        title = words.kinds[kind]
        yield kind.value, "", f"{title} ({labels['rows']}: {len(table.rows)})"
        for column in table.columns:
            if column.type != "records":
                yield kind.value, column.id, words.columns[column.id]
            if column.id in _EXPLAINED_COLUMNS:
                for status, meaning in words.statuses.items():
                    yield kind.value, f"{column.id}: {status}", meaning


def _local_time(at: datetime | None, session: ReportedSession) -> str:
    return "" if at is None else f"{at.astimezone(session.zone):%Y-%m-%d %H:%M:%S}"


def _offset(session: ReportedSession) -> str:
    offset = (session.started_at or session.as_of).astimezone(session.zone).strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:]}"
