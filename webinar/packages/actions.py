"""Noting that a package was taken. No Flask, no commit."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.audit.actions import note
from webinar.packages.subject import Standard


def note_package(
    db: Session,
    user_id: int,
    course_id: int,
    *,
    edition: str,
    standard: Standard,
    language: str,
    part: str,
    sha256: str,
) -> None:
    """Say in the audit log who took what, and which bytes they were."""
    note(
        db,
        "package.made",
        user_id,
        course=course_id,
        edition=edition,
        standard=standard.value,
        language=language,
        part=part,
        sha256=sha256,
    )
