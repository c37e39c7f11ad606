"""Matches all guests whose name one person on the roster has. No Flask, no commit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy.orm import Session

from webinar.kit.name_keys import key_of
from webinar.kit.text import one_line
from webinar.people.accounts.models import User
from webinar.room.cohorts import matching, queries
from webinar.room.cohorts.models import Cohort, Person
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room

Named = TypeVar("Named", Member, Person)


class Namesakes(NamedTuple):
    """A guest and the only person of the roster with the same name."""

    guest: Member
    person: Person


def namesakes_in(db: Session, room: Room) -> list[Namesakes]:
    """Return the guests and people whose names are equal, in the order in which guests joined.

    Leave out a name that several guests or several people have, and people who are there already.
    """
    invitation = queries.invitation_of(db, room)
    if invitation is None or queries.is_forgotten(db, room):
        return []
    present_ids = {person.id for _, _, person in matching.matched_in(db, room)}
    people = _by_key(queries.people_of(db, db.get_one(Cohort, invitation.cohort_id)))
    return [
        Namesakes(guests[0], people[key][0])
        for key, guests in _by_key(matching.guests_of(db, room)).items()
        if len(guests) == 1 and len(people.get(key, ())) == 1
        if people[key][0].id not in present_ids
    ]


def count_namesakes(
    guests: Sequence[str], people: Sequence[tuple[int, str]], present_ids: Collection[int]
) -> int:
    """Return how many pairs `namesakes_in` finds among these name keys; `people` have ids."""
    guest_counts, people_counts = Counter(guests), Counter(key for _, key in people)
    return sum(
        guest_counts[key] == people_counts[key] == 1 and person_id not in present_ids
        for person_id, key in people
    )


def match_ticked(change: Change, user: User, ticked: Collection[int | None], typed: str) -> int:
    """Match the guests with these numbers who still have one namesake; return how many.

    Refused: `reason_empty`.
    """
    reason = one_line(typed, matching.REASON_LENGTH, "reason_empty")
    pairs = [pair for pair in namesakes_in(change.db, change.room) if pair.guest.number in ticked]
    for guest, person in pairs:
        matching.match(change, user, guest.number, person.number, reason)
    return len(pairs)


def _by_key(everybody: Sequence[Named]) -> dict[str, list[Named]]:
    named: dict[str, list[Named]] = defaultdict(list)
    for somebody in everybody:
        named[key_of(somebody.name)].append(somebody)
    return dict(named)
