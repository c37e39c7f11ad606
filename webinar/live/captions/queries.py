"""Reads captions: the last lines in one language, the lanes, and all lines of a session."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.kit.erased_names import ERASED_TEXT
from webinar.kit.languages import LANGUAGES
from webinar.live.captions.models import Caption, CaptionSource, Lane
from webinar.room.rooms.models import Member, MemberNumber, Room

# A reader sees two lines: the newest line and the line before it.
LINES_SHOWN = 2
# The text of a line whose author was erased, or whose retention has ended.
_GONE = ("", ERASED_TEXT)


def last_lines(db: Session, room: Room, language: str) -> Sequence[Caption]:
    """Return the newest lines in this language, the newest first."""
    return db.scalars(
        select(Caption)
        .filter_by(room_id=room.id, language=language)
        .order_by(Caption.number.desc())
        .limit(LINES_SHOWN)
    ).all()


def lanes(db: Session, room: Room) -> Sequence[tuple[Lane, MemberNumber]]:
    """Return the lanes, each with the number of the member who holds it."""
    rows = db.execute(
        select(Lane, Member.number)
        .join(Member, Member.id == Lane.member_id)
        .where(Lane.room_id == room.id)
        .order_by(Lane.language)
    )
    return [(lane, number) for lane, number in rows]


def all_lines(db: Session, room: Room) -> Sequence[tuple[Caption, Member | None]]:
    """Return every line with its author, in the order in which the lines were said.

    The author of a line by machine is None.
    """
    rows = db.execute(
        select(Caption, Member)
        .outerjoin(Member, Member.id == Caption.member_id)
        .where(Caption.room_id == room.id)
        .order_by(Caption.said_at, Caption.language, Caption.number)
    )
    return [(line, member) for line, member in rows]


def readable_lines(db: Session, room: Room, language: str) -> Sequence[Caption]:
    """Return the lines in this language as last corrected, without those that were erased.

    They are in the order of the speech: a machine may write a line long after its words.
    """
    return db.scalars(
        select(Caption)
        .filter_by(room_id=room.id, language=language)
        .where(Caption.text.not_in(_GONE))
        .order_by(Caption.said_at, Caption.number)
    ).all()


def find_source(db: Session, room: Room, language: str) -> CaptionSource | None:
    """Return the program that may write in this language; None if there never was one."""
    return db.get(CaptionSource, (room.id, language))


def allowed_sources(db: Session, room: Room) -> Sequence[CaptionSource]:
    """Return the programs whose tokens are valid, by language."""
    return db.scalars(
        select(CaptionSource)
        .filter_by(room_id=room.id)
        .where(CaptionSource.token_hash.is_not(None))
        .order_by(CaptionSource.language)
    ).all()


def source_languages(db: Session, room: Room) -> Sequence[str]:
    """Return the languages in which a program may write, or might once."""
    return db.scalars(
        select(CaptionSource.language).filter_by(room_id=room.id).order_by(CaptionSource.language)
    ).all()


def line_counts(db: Session, room: Room) -> dict[str, int]:
    """Return how many lines can be read in each language; 0 for an open lane without any."""
    rows = db.execute(
        select(Caption.language, func.count())
        .where(Caption.room_id == room.id, Caption.text.not_in(_GONE))
        .group_by(Caption.language)
    )
    counts = dict.fromkeys(db.scalars(select(Lane.language).where(Lane.room_id == room.id)), 0)
    return counts | {language: count for language, count in rows}


def readable_languages(db: Session, room: Room) -> list[str]:
    """Return the languages in which there is a line to read, in the order of `LANGUAGES`."""
    counts = line_counts(db, room)
    return [tag for tag in LANGUAGES if counts.get(tag)]
