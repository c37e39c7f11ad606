"""The content of a hall's pages: the sitters, those who have voted, and the open polls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.language_fallback import resolve
from webinar.kit.permissions import Can, can
from webinar.live.polls.models import Poll
from webinar.live.polls.queries import open_polls
from webinar.live.proxies import queries
from webinar.live.proxies.models import Hall
from webinar.live.proxies.queries import Sitter
from webinar.room.rooms.models import Member, Room
from webinar.room.sessions.visitors import Visitor


def hall_page(db: Session, visitor: Visitor, hall: Hall) -> dict[str, Any]:
    """Return the content of the page with which a facilitator runs the hall."""
    sitters = queries.sitters(db, hall)
    hands = queries.hands_of(db, hall)
    return {
        "people": [_person_content(sitter) for sitter in sitters],
        "here": sum(sitter.is_counted_here for sitter in sitters),
        "polls": [
            _poll_content(db, visitor, poll, sitters, hands)
            for poll in _choice_polls(db, visitor.room)
        ],
        "others": _phone_candidates(db, visitor, sitters),
    }


def ballot_page(
    db: Session, visitor: Visitor, hall: Hall, person: int, key: str
) -> dict[str, Any] | None:
    """Return the content of the screen for one person, who sees no other names.

    Return None if this person cannot vote by name in this poll now.
    """
    poll = next(
        (open_poll for open_poll in _choice_polls(db, visitor.room) if open_poll.key == key), None
    )
    matches = [sitter for sitter in queries.sitters(db, hall) if sitter.member.number == person]
    if poll is None or poll.is_anonymous or not matches or not matches[0].is_counted_here:
        return None
    return {"person": _person_content(matches[0]), "poll": _worded_poll(poll, visitor)}


def possible_facilitators(db: Session, room: Room) -> Sequence[Member]:
    """Return the members who have a device and no hall yet."""
    facilitator_ids = {hall.facilitator_id for hall in queries.halls_of(db, room)}
    members = db.scalars(
        select(Member)
        .where(
            Member.room_id == room.id,
            Member.removed_at.is_(None),
            Member.waits_since.is_(None),
            queries.has_device(),
        )
        .order_by(Member.number)
    )
    return [
        member
        for member in members
        if member.id not in facilitator_ids
        and (can(member, Can.VOTE) or can(member, Can.ENTER_FOR_OTHERS))
    ]


def _choice_polls(db: Session, room: Room) -> list[Poll]:
    return [poll for poll in open_polls(db, room) if poll.kind.is_choice]


def _poll_content(
    db: Session,
    visitor: Visitor,
    poll: Poll,
    sitters: Sequence[Sitter],
    hands: dict[int, Any],
) -> dict[str, Any]:
    hand_count = hands.get(poll.id)
    present = [sitter for sitter in sitters if sitter.is_counted_here]
    voter_ids = queries.voters_among(db, poll.id, [sitter.member.id for sitter in present])
    return _worded_poll(poll, visitor) | {
        "hands": hand_count.hands if hand_count else {},
        "raised": hand_count.people if hand_count else 0,
        "voted": len(voter_ids),
        "silent": [
            _person_content(sitter) for sitter in present if sitter.member.id not in voter_ids
        ],
    }


def _worded_poll(poll: Poll, visitor: Visitor) -> dict[str, Any]:
    text_language, words = resolve(poll.texts, visitor.member.language)
    return {
        "key": poll.key,
        "kind": poll.kind.value,
        "is_anonymous": poll.is_anonymous,
        "question": words["question"],
        "language": text_language,
        "options": [
            (option.key, words["labels"].get(option.key, option.key)) for option in poll.options
        ],
    }


def _person_content(sitter: Sitter) -> dict[str, Any]:
    person, member = sitter
    return {
        "number": member.number,
        "name": member.name,
        "is_here": person.left_at is None,
        "has_device": person.has_device,
        "has_pin": person.pin is not None,
    }


def _phone_candidates(
    db: Session, visitor: Visitor, sitters: Sequence[Sitter]
) -> dict[int, list[tuple[int, str]]]:
    """Return, by sitter's number, the members on phones who may be the same person.

    Hosts see all members; a facilitator sees those whose names share a word with the sitter's, so
    that a participant with a hall does not learn all names.
    """
    rows = db.scalars(
        select(Member)
        .where(
            Member.room_id == visitor.room.id,
            Member.removed_at.is_(None),
            Member.waits_since.is_(None),
            Member.id != visitor.member.id,
            queries.has_device(),
        )
        .order_by(Member.number)
    )
    members = [member for member in rows if can(member, Can.VOTE)]
    sees_all = can(visitor.member, Can.SEE_PEOPLE)
    return {
        sitter.member.number: [
            (member.number, member.name)
            for member in members
            if sees_all or _name_words(member.name) & _name_words(sitter.member.name)
        ]
        for sitter in sitters
        if not sitter.person.has_device
    }


def _name_words(name: str) -> set[str]:
    return set(name.casefold().replace("ё", "е").split())
