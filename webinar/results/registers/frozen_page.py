"""The pages of frozen reports: the versions, one version, the differences from now, a check."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webinar.kit.days import day_in_words
from webinar.kit.files.tables import Field
from webinar.kit.list_wishes import list_page
from webinar.kit.loop_turns import in_turns
from webinar.kit.rounding import whole_minutes
from webinar.kit.zones import local_time
from webinar.results.attendance import freezing
from webinar.results.attendance.models import FrozenReport, Status
from webinar.results.attendance.words import change_words, status_words
from webinar.results.protocol import phrases
from webinar.results.registers.page import exact_time, moment, span
from webinar.results.reports.session import ReportedSession
from webinar.room.rooms.models import Purged, Room

# At most this many names are listed for each kind of difference from a frozen report.
NAMES_SHOWN = 20
# The number of people on a page.
PER_PAGE = 500
# In bytes. A report of 10,000 people is about 10 MB long.
LONGEST_FILE = 32 * 1024 * 1024


def versions_content(
    rows: Sequence[FrozenReport],
    names: Mapping[int, str],
    content: Mapping[str, Any] | None,
    session: ReportedSession,
) -> dict[str, Any]:
    """Return the versions, the latest first, and how the latest differs from `content`.

    `content` is the report as it would be frozen now; without it no differences are shown.
    """
    return {
        "versions": [_version(row, names.get(row.by_user_id, ""), session) for row in rows],
        "difference": _difference(rows[0], content) if rows and content else None,
    }


def version_page(
    row: FrozenReport,
    content: Mapping[str, Any],
    session: ReportedSession,
    page: int,
    fields: Collection[Field],
) -> dict[str, Any]:
    """Return a page of a version, made from its own content; `session` only gives the time zone.

    `fields` are the fields of people that the reader may see.
    """
    people = content["people"]
    begin = _instant(content["session"]["started_at"])
    part = list_page(people, page, PER_PAGE)
    return {
        "session": session,
        "content": content,
        "version": _version(row, content["frozen_by"], session),
        "is_whole": _names_erased(row) or freezing.verify(row.content, row.hash),
        "people": [_person(person, session, fields) for person in in_turns(part.rows)],
        "part": part,
        "status_words": status_words(),
        "day": "" if begin is None else day_in_words(begin.astimezone(session.zone)),
        "from_": exact_time(begin, session),
        "until": exact_time(_instant(content["session"]["ended_at"]), session),
    }


def verdict(content: bytes, versions: Mapping[str, int]) -> dict[str, Any]:
    """Return which version these bytes are, and which version they claim to be."""
    content_hash = freezing.hash_of(content)
    report = freezing.read(content) or {}
    claimed = report.get("version")
    return {
        "hash": content_hash,
        "matching_version": versions.get(content_hash),
        "claimed_version": claimed if isinstance(claimed, int) else None,
        "is_checked": True,
    }


def _version(row: FrozenReport, author: str, session: ReportedSession) -> dict[str, Any]:
    return {
        "version": row.version,
        "hash": row.hash,
        "before_hash": row.before_hash,
        "reason": row.reason,
        "counts": [(status.value, row.counts.get(status.value, 0)) for status in Status],
        "at": moment(row.frozen_at, session),
        "by": author,
        "names_erased": _names_erased(row),
    }


def _names_erased(row: FrozenReport) -> str:
    """Return the day, in words, on which names were erased from the version; its hash stays."""
    day = row.counts.get("names_erased")
    return day_in_words(date.fromisoformat(day)) if day else ""


def _difference(row: FrozenReport, content: Mapping[str, Any]) -> dict[str, Any] | None:
    if not _names_erased(row) and not freezing.verify(row.content, row.hash):
        return {"is_broken": True}
    difference = freezing.difference(row.content, content)
    if not difference.is_any:
        return None
    words = change_words()
    return {
        "rule": difference.rule,
        "session": difference.session,
        "people": [
            (words[change], names[:NAMES_SHOWN], max(0, len(names) - NAMES_SHOWN))
            for change, names in difference.people.items()
        ],
    }


def _person(
    person: Mapping[str, Any], session: ReportedSession, fields: Collection[Field]
) -> dict[str, Any]:
    times = [(_instant(begin), _instant(end)) for begin, end in person["stretches"]]
    return {
        **person,
        "rank": person["rank"] if Field.RANK in fields else "",
        "position": person.get("position", "") if Field.POSITION in fields else "",
        "unit": person["unit"] if Field.UNIT in fields else "",
        "later": whole_minutes(person.get("later_seconds", 0)),
        "times": [span(begin, end, session) for begin, end in times if begin and end],
    }


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def names_removed(db: Session, room: Room) -> str:
    """Return the day on which the session's attendance was purged; empty if it was not."""
    purged = db.get(Purged, room.id)
    removed_at = None if purged is None else purged.attendance_at
    return phrases.day(removed_at and local_time(removed_at, room.time_zone))
