"""Writing down that statements left as a file. No Flask, no commit."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.audit.actions import note


def note_taken(
    db: Session,
    user_id: int,
    *,
    room_id: int | None = None,
    course_id: int | None = None,
    rows: int,
    names: bool,
    sha256: str,
) -> None:
    """A file with this many statements of a session or of a course; it must not leave without."""
    note(
        db,
        "statements.taken",
        user_id,
        room_id=room_id,
        course=course_id,
        rows=rows,
        names=names,
        sha256=sha256,
    )
