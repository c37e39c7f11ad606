"""Matches guests to people on the roster, and undoes that. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from webinar import features
from webinar.kit.alphabets import folded
from webinar.kit.errors import Refused
from webinar.kit.name_keys import key_of
from webinar.kit.permissions import Role
from webinar.kit.text import one_line
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.cohorts import queries
from webinar.room.cohorts.models import Match, Person
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room
from webinar.room.rooms.queries import is_counted

REASON_LENGTH = 300
SUGGESTED = 3
# Two names with a lower score have little in common but the alphabet.
ALIKE = 0.6
# Comparing is slow, so only this many names, the most similar by their beginnings, are compared.
_COMPARED = 60


def guests_of(db: Session, room: Room) -> Sequence[Member]:
    """Return the participants not yet matched to a person, in the order in which they joined."""
    return db.scalars(
        select(Member).where(Member.room_id == room.id, is_guest()).order_by(Member.number)
    ).all()


def is_guest() -> ColumnElement[bool]:
    """Return the condition that a member is a participant who is not matched to a person."""
    is_matched = select(Match.member_id).where(Match.member_id == Member.id).exists()
    return and_(
        Member.role == Role.PARTICIPANT,
        Member.user_id.is_(None),
        Member.removed_at.is_(None),
        ~is_matched,
        is_counted(),
    )


def matched_in(db: Session, room: Room) -> Sequence[tuple[Match, Member, Person]]:
    """Return the matched members with their people, in the order of the roster."""
    rows = db.execute(
        select(Match, Member, Person)
        .join(Member, Member.id == Match.member_id)
        .join(Person, Person.id == Match.person_id)
        .where(Match.room_id == room.id)
        .order_by(Person.number, Member.number)
    )
    return [(row_match, member, person) for row_match, member, person in rows]


class Suggester:
    """Suggests people for guests. It uses plain values, because it searches off the loop."""

    def __init__(self, names: Sequence[str]) -> None:
        self._keys = [_key(name) for name in names]
        self._exact = [key_of(name) for name in names]
        self._by_beginning: dict[str, list[int]] = {}
        for place, key in enumerate(self._keys):
            for beginning in {word[:3] for word in key.split()}:
                self._by_beginning.setdefault(beginning, []).append(place)

    def suggest(self, name: str) -> list[tuple[int, bool]]:
        """Return the places of the likeliest names, best first, each with whether it is the same.

        Only the names that share the beginnings of the most words with this one are compared.
        """
        key, exact = _key(name), key_of(name)
        shared: Counter[int] = Counter()
        for beginning in {word[:3] for word in key.split()}:
            shared.update(self._by_beginning.get(beginning, ()))
        places = [place for place, _ in shared.most_common(_COMPARED)]
        scored = []
        for place in places:
            other = self._keys[place]
            score = 1.0 if self._exact[place] == exact else min(_likeness(key, other), 0.99)
            if score >= ALIKE:
                scored.append((-score, place))
        return [(place, score == -1.0) for score, place in sorted(scored)[:SUGGESTED]]


def suggestions(guests: Sequence[str], names: Sequence[str]) -> list[list[tuple[int, bool]]]:
    """Return the suggestions for each guest."""
    suggester = Suggester(names)
    return [suggester.suggest(guest) for guest in guests]


def _key(name: str) -> str:
    """Return the name folded for comparing: Kazakh names are typed on Russian keyboards, too."""
    return key_of(folded(name))


def _likeness(key: str, other: str) -> float:
    """Return how similar two names are, from 0 to 1.

    Words that match count, because people leave out their patronymic or write an initial.
    """
    matcher = SequenceMatcher(None, key, other, autojunk=False)
    if matcher.real_quick_ratio() < 0.3:
        return 0.0
    words, others = key.split(), other.split()
    fewer, more = sorted((words, others), key=len)
    if not fewer:
        return 0.0
    best = [max(_word_likeness(word, candidate) for candidate in more) for word in fewer]
    by_words = sum(best) / len(fewer) * (0.95 if len(fewer) > 1 else 0.7)
    return max(matcher.ratio(), by_words)


def _word_likeness(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) == 1 or len(other) == 1:
        return 0.8 if word[0] == other[0] else 0.0
    return SequenceMatcher(None, word, other, autojunk=False).ratio()


def match(change: Change, user: User, member_number: int, person_number: int, typed: str) -> None:
    """Match this guest to this person of the session's cohort.

    Refused: `unknown_member`, `unknown_person`, `reason_empty`.
    """
    db, room = change.db, change.room
    reason = one_line(typed, REASON_LENGTH, "reason_empty")
    member, person = (
        _unmatched_guest(db, room, member_number),
        _expected_person(db, room, person_number),
    )
    db.add(
        Match(
            member_id=member.id,
            room_id=room.id,
            person_id=person.id,
            by_user_id=user.id,
            reason=reason,
            matched_at=change.at,
        )
    )
    note(
        db,
        "guest.matched",
        user.id,
        room_id=room.id,
        cohort_id=person.cohort_id,
        member=member.id,
        person=person.id,
    )


def _unmatched_guest(db: Session, room: Room, number: int) -> Member:
    """Return a guest. Refused: `unknown_member`, also if the guest is already matched."""
    member = db.scalar(
        select(Member).filter_by(room_id=room.id, number=number, role=Role.PARTICIPANT)
    )
    if member is None or db.get(Match, member.id) is not None:
        raise Refused("unknown_member")
    return member


def _expected_person(db: Session, room: Room, number: int) -> Person:
    """Return a person of the session's cohort. Refused: `unknown_person`."""
    invited = queries.invitation_of(db, room)
    person = None
    # A purged session must not store again who was there.
    if invited is not None and not queries.is_forgotten(db, room):
        person = db.scalar(select(Person).filter_by(cohort_id=invited.cohort_id, number=number))
    if person is None:
        raise Refused("unknown_person")
    return person


def unmatch(change: Change, user: User, member_number: int, key: str) -> None:
    """Undo a guest's match. Refused: `unknown_member`.

    A match by a personal link stays, because the person who joined by the link had it.
    """
    db, room = change.db, change.room
    row = db.scalar(
        select(Match)
        .join(Member, Member.id == Match.member_id)
        .where(Match.room_id == room.id, Member.number == member_number)
    )
    if row is None or row.by_user_id is None:
        raise Refused("unknown_member")
    note(
        db,
        "guest.unmatched",
        user.id,
        room_id=room.id,
        member=row.member_id,
        person=row.person_id,
    )
    db.delete(row)
    features.call(lambda feature: feature.after_unmatched, db, row.member_id, key, user.id)
