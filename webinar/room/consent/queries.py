"""Reads of consent texts and of consents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.room.consent.models import Consent, ConsentText
from webinar.room.rooms.models import Member, Room

# If there is no text in a reader's language, the reader gets the first of these that exists.
_FALLBACK = ("ru", "en")


def last_version(db: Session, room: Room) -> int:
    """Return the number of the last version, or 0 before the first."""
    query = select(func.max(ConsentText.version)).where(ConsentText.room_id == room.id)
    return db.scalar(query) or 0


def consent_texts(db: Session, room: Room) -> Mapping[str, ConsentText]:
    """Return the texts of the current version, by language."""
    return {row.language: row for row in db.scalars(_TEXTS, {"room_id": room.id})}


_NEWEST = select(func.max(ConsentText.version)).where(ConsentText.room_id == bindparam("room_id"))
_TEXTS = (
    select(ConsentText)
    .where(
        ConsentText.room_id == bindparam("room_id"),
        ConsentText.version == _NEWEST.scalar_subquery(),
        ConsentText.text != "",
    )
    .order_by(ConsentText.language)
)


def consent_text(db: Session, room: Room, language: str) -> ConsentText | None:
    """Return the text for a reader of this language, if there is any text."""
    texts = consent_texts(db, room)
    for tag in (language, *_FALLBACK):
        if tag in texts:
            return texts[tag]
    return next(iter(texts.values()), None)


@dataclass(frozen=True)
class ShownConsent:
    """A text as `personal/consent.html` shows it; the form sends its version as `consent`."""

    version: int
    language: str
    paragraphs: tuple[str, ...]
    is_required: bool


def shown_consent(db: Session, room: Room, language: str) -> ShownConsent | None:
    """Return what a reader of this language sees in the form to join; None if there is no text."""
    text = consent_text(db, room, language)
    return None if text is None else as_shown(text)


def as_shown(text: ConsentText) -> ShownConsent:
    paragraphs = tuple(line for line in text.text.split("\n") if line)
    return ShownConsent(text.version, text.language, paragraphs, text.is_required)


def check_consent(
    db: Session, room: Room, language: str, version: int | None
) -> tuple[int, str] | None:
    """Return the consent to store, as version and language; None if there is nothing to store.

    Refused: `consent_needed` if consent is required, and the person gave none or agreed only to an
    earlier version.
    """
    text = consent_text(db, room, language)
    if text is None:
        return None
    if version == text.version:
        return version, text.language
    if text.is_required:
        raise Refused("consent_needed")
    return None


def missing_consent(db: Session, room: Room, member: Member) -> ConsentText | None:
    """Return the text to which a participant must still agree, if any."""
    if member.role is not Role.PARTICIPANT:
        return None
    text = consent_text(db, room, member.language)
    if text is None or not text.is_required:
        return None
    return None if db.get(Consent, (member.id, text.version)) else text


def consents_in(db: Session, room: Room) -> int:
    """Return how many members agreed to the current version; attendance and exports show it."""
    query = (
        select(func.count())
        .select_from(Consent)
        .join(Member, Member.id == Consent.member_id)
        .where(Member.room_id == room.id, Consent.version == last_version(db, room))
    )
    return db.scalar(query) or 0
