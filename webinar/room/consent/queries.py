"""Reads of consent texts and of consents."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.room.consent.models import Consent, ConsentText
from webinar.room.rooms.models import Member, Room

# Readers of a language without a text get the first of these.
_FALLBACK = ("ru", "en")


def last_version(db: Session, room: Room) -> int:
    """0 before the first."""
    found = select(func.max(ConsentText.version)).where(ConsentText.room_id == room.id)
    return db.scalar(found) or 0


def consent_texts(db: Session, room: Room) -> Mapping[str, ConsentText]:
    """The version that is shown now, by language."""
    last = select(func.max(ConsentText.version)).where(ConsentText.room_id == room.id)
    found = select(ConsentText).where(
        ConsentText.room_id == room.id,
        ConsentText.version == last.scalar_subquery(),
        ConsentText.text != "",
    )
    return {one.language: one for one in db.scalars(found.order_by(ConsentText.language))}


def consent_text(db: Session, room: Room, language: str) -> ConsentText | None:
    """The text for a reader of this language, if there is any."""
    texts = consent_texts(db, room)
    for wanted in (language, *_FALLBACK):
        if wanted in texts:
            return texts[wanted]
    return next(iter(texts.values()), None)


def check_consent(
    db: Session, room: Room, language: str, version: int | None
) -> tuple[int, str] | None:
    """The version to keep as agreed to, and the language it was read in; None if there was no text.

    Refused: `consent_needed` if consent is required, and none was given or only to an earlier
    version.
    """
    text = consent_text(db, room, language)
    if text is None:
        return None
    if version == text.version:
        return version, text.language
    if text.is_required:
        raise Refused("consent_needed")
    return None


def consent_asked(db: Session, room: Room, member: Member) -> ConsentText | None:
    """The text to which a participant in the session must still agree."""
    if member.role is not Role.PARTICIPANT:
        return None
    text = consent_text(db, room, member.language)
    if text is None or not text.is_required:
        return None
    return None if db.get(Consent, (member.id, text.version)) else text


def consents_in(db: Session, room: Room) -> int:
    """The number of members who agreed to the current version. For the attendance and exports."""
    found = (
        select(func.count())
        .select_from(Consent)
        .join(Member, Member.id == Consent.member_id)
        .where(Member.room_id == room.id, Consent.version == last_version(db, room))
    )
    return db.scalar(found) or 0
