"""Actions that store consent texts, and the consents of members. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.consent import queries
from webinar.room.consent.models import Consent, ConsentText
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room

LONGEST_TEXT = 4000


def keep_consents(change: Change, agreed: Mapping[int, tuple[int, str]]) -> None:
    """Store each member's consent; a second one to the same version only updates its language."""
    rows = [
        {"member_id": member_id, "version": version, "language": language, "agreed_at": change.at}
        for member_id, (version, language) in agreed.items()
    ]
    if rows:
        upsert(change.db, Consent, rows, update=["language"])


def write_consent(
    db: Session, room: Room, by: User, texts: Mapping[str, str], *, is_required: bool
) -> int:
    """Add a version of the consent text in these languages, and return its number.

    An unchanged text makes no new version. Without any text, nothing is shown from now on. Refused:
    `consent_empty` if consent is required and there is no text, `consent_long`.
    """
    tidied = {language: _tidy(text) for language, text in texts.items() if text.strip()}
    if any(len(text) > LONGEST_TEXT for text in tidied.values()):
        raise Refused("consent_long")
    if is_required and not tidied:
        raise Refused("consent_empty")
    current = queries.consent_texts(db, room)
    version = queries.last_version(db, room)
    was_required = any(row.is_required for row in current.values())
    if tidied == {language: row.text for language, row in current.items()} and (
        was_required == is_required
    ):
        return version
    _add_version(db, room, by, version + 1, tidied, is_required)
    return version + 1


def _add_version(
    db: Session, room: Room, by: User, version: int, texts: Mapping[str, str], is_required: bool
) -> None:
    # Having no text is a version, too: it is stored as one empty text.
    for language, text in (texts or {"": ""}).items():
        db.add(
            ConsentText(
                room_id=room.id,
                version=version,
                language=language,
                text=text,
                is_required=is_required,
                written_by=by.id,
                written_at=clock.now(),
            )
        )
    db.flush()
    note(
        db,
        "consent.written",
        by.id,
        room_id=room.id,
        version=version,
        languages=sorted(texts),
        required=is_required,
    )


def _tidy(text: str) -> str:
    """Return the text without control characters, and with all lines ended by a line feed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(
        "".join(letter for letter in line if letter.isprintable()) for line in lines
    ).strip()
