"""Everything that changes a hall and the people in it. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.permissions import Can, Role, can
from webinar.kit.text import one_line
from webinar.live.proxies import moving, queries, wire
from webinar.live.proxies.models import Hall, HallPerson
from webinar.live.proxies.queries import Sitter
from webinar.room.engine.change import Change
from webinar.room.engine.models import Ending, Interval
from webinar.room.engine.stays import SILENT_SECONDS
from webinar.room.rooms.models import Member, Room, SamePerson
from webinar.room.rooms.numbering import last_number
from webinar.room.sessions.actions import NAME_LENGTH, new_member

HALLS_PER_ROOM = 50
PEOPLE_PER_HALL = 60


def make(change: Change, member: Member, name: str, facilitator: int) -> Hall:
    """Make a hall of this name, with the member of the number `facilitator` as its facilitator.

    Raises `Refused`: `text_empty`, `unknown_member`, `hall_taken`, `too_many_halls`.
    """
    db, room = change.db, change.room
    new_facilitator = _find_facilitator(db, room, facilitator)
    if queries.hall_of(db, new_facilitator) is not None:
        raise Refused("hall_taken")
    last = last_number(db, room, Hall)
    if last >= HALLS_PER_ROOM:
        raise Refused("too_many_halls")
    hall = Hall(
        room_id=room.id,
        number=last + 1,
        name=one_line(name, NAME_LENGTH, "text_empty"),
        facilitator_id=new_facilitator.id,
    )
    db.add(hall)
    db.flush()
    change.record("hall.made", member, hall=hall.number, facilitator=new_facilitator.number)
    _announce(change, hall)
    return hall


def give(change: Change, member: Member, hall: Hall, facilitator: int) -> None:
    """Make another member this hall's facilitator. Refused: `unknown_member`, `hall_taken`."""
    new_facilitator = _find_facilitator(change.db, change.room, facilitator)
    if new_facilitator.id == hall.facilitator_id:
        return
    if queries.hall_of(change.db, new_facilitator) is not None:
        raise Refused("hall_taken")
    old_facilitator = change.db.get_one(Member, hall.facilitator_id)
    for sitter in queries.sitters(change.db, hall):
        # Until now they were present with the old facilitator, and from now on with the new one.
        if sitter.is_counted_here:
            sitter.person.since = change.at
            _close_presence(change.db, sitter.member.id)
    hall.facilitator_id = new_facilitator.id
    change.db.flush()
    change.record("hall.given", member, hall=hall.number, facilitator=new_facilitator.number)
    change.tell(old_facilitator, wire.HallMine(set=wire.HallsView([])))
    _announce(change, hall)


def add(
    change: Change, member: Member, hall: Hall, names: Sequence[str], language: str
) -> list[Member]:
    """Seat officers without a device: each is a member of the session.

    Raises `Refused`: `name_empty`, `names_in_line`, `name_in_hall`, `hall_full`, `room_full`.
    """
    sitters = queries.sitters(change.db, hall)
    if len(sitters) + len(names) > PEOPLE_PER_HALL:
        raise Refused("hall_full")
    taken_names = {_folded(sitter.member.name) for sitter in sitters}
    seated = []
    for typed in names:
        if len(typed.strip()) > NAME_LENGTH:
            raise Refused("names_in_line")
        name = one_line(typed, NAME_LENGTH, "name_empty")
        if _folded(name) in taken_names:
            raise Refused("name_in_hall")
        taken_names.add(_folded(name))
        person = new_member(change, name, language, Role.PARTICIPANT)
        change.db.add(HallPerson(member_id=person.id, hall_id=hall.id, since=change.at, tries=0))
        seated.append(person)
    change.db.flush()
    _make_present(change, hall, [person.id for person in seated])
    numbers = [person.number for person in seated]
    change.record("hall.added", member, hall=hall.number, members=numbers)
    _announce(change, hall)
    return seated


def leave(change: Change, member: Member, hall: Hall, number: int) -> None:
    """Note that a person has left the hall. Refused: `unknown_member`."""
    person, sitter = find_sitter(change.db, hall, number)
    if person.left_at is not None:
        return
    person.left_at = change.at
    _close_presence(change.db, sitter.id, Ending.LEFT)
    change.db.flush()
    change.record("hall.left", member, hall=hall.number, member_number=number)
    _announce(change, hall)


def come_back(change: Change, member: Member, hall: Hall, number: int) -> None:
    """Note that a person who had left is back in the hall. Refused: `unknown_member`."""
    person, sitter = find_sitter(change.db, hall, number)
    if person.left_at is None:
        return
    person.left_at, person.since = None, change.at
    change.db.flush()
    if not person.has_device:
        _make_present(change, hall, [sitter.id])
    change.record("hall.returned", member, hall=hall.number, member_number=number)
    _announce(change, hall)


def match(change: Change, member: Member, hall: Hall, number: int, other: int) -> None:
    """Make one member of a person in the hall and the same person on their own phone.

    The member on the phone gets the votes that were entered in the hall, except in polls in which
    they have voted themselves. Raises `Refused`: `unknown_member`, `same_member`, `hands_first`.
    """
    db = change.db
    person, proxy = find_sitter(db, hall, number)
    phone_member = _find_phone_member(change, other)
    if person.has_device or phone_member.id == hall.facilitator_id:
        raise Refused("same_member")
    for hand_count in queries.open_hands(db, hall):
        remaining = queries.members_yet_to_vote(db, hall, hand_count.poll_id) - {proxy.id}
        # The person's hand may have been counted: then they could vote again on the phone.
        if hand_count.people > len(remaining):
            raise Refused("hands_first")
    _close_presence(db, proxy.id)
    moving.move_presence(db, proxy.id, phone_member.id)
    poll_keys = moving.move_ballots(db, proxy.id, phone_member.id)
    db.delete(person)
    db.flush()
    db.add(
        HallPerson(
            member_id=phone_member.id, hall_id=hall.id, since=person.since, has_device=True, tries=0
        )
    )
    db.add(SamePerson(member_id=proxy.id, same_as_id=phone_member.id))
    proxy.removed_at = change.at
    db.flush()
    change.record("hall.matched", member, hall=hall.number, was=number, now=other)
    for poll_key in poll_keys:
        change.stir("poll.tally", poll_key)
    _announce(change, hall)


def _find_phone_member(change: Change, number: int) -> Member:
    """Return a participant who is in no hall. Refused: `unknown_member`."""
    member = change.db.scalar(
        select(Member).filter_by(
            room_id=change.room.id,
            number=number,
            role=Role.PARTICIPANT,
            removed_at=None,
            waits_since=None,
        )
    )
    if member is None or change.db.get(HallPerson, member.id) is not None:
        raise Refused("unknown_member")
    return member


def reset_pin(change: Change, member: Member, hall: Hall, number: int) -> None:
    """Let a person who forgot their PIN choose a new one. Refused: `unknown_member`."""
    person, _sitter = find_sitter(change.db, hall, number)
    person.pin, person.tries = None, 0
    change.db.flush()
    change.record("hall.pin_reset", member, hall=hall.number, member_number=number)
    _announce(change, hall)


def find_sitter(db: Session, hall: Hall, number: int) -> Sitter:
    """Return a person of this hall by their number. Raises `Refused("unknown_member")`."""
    for sitter in queries.sitters(db, hall):
        if sitter.member.number == number:
            return sitter
    raise Refused("unknown_member")


def _find_facilitator(db: Session, room: Room, number: int) -> Member:
    member = db.scalar(
        select(Member).filter_by(room_id=room.id, number=number, removed_at=None, waits_since=None)
    )
    # A member without a device cannot enter votes.
    if member is None or db.get(HallPerson, member.id) is not None:
        raise Refused("unknown_member")
    if not can(member, Can.VOTE) and not can(member, Can.ENTER_FOR_OTHERS):
        raise Refused("unknown_member")
    return member


def _make_present(change: Change, hall: Hall, member_ids: Sequence[int]) -> None:
    """Make these members present at once if the facilitator is; the next sighting confirms it."""
    interval = change.db.scalars(
        select(Interval).where(
            Interval.room_id == hall.room_id,
            Interval.member_id == hall.facilitator_id,
            Interval.is_open,
            Interval.last_heard_at >= change.at - timedelta(seconds=SILENT_SECONDS),
        )
    ).first()
    if interval is None:
        return
    for member_id in member_ids:
        change.db.add(
            Interval(
                room_id=hall.room_id,
                member_id=member_id,
                boot=interval.boot,
                began_at=change.at,
                last_heard_at=change.at,
            )
        )
    change.db.flush()


def _close_presence(db: Session, member_id: int, ending: Ending | None = None) -> None:
    """Close a member's presence; it ends with the last evidence."""
    db.execute(
        update(Interval)
        .where(Interval.member_id == member_id, Interval.is_open)
        .values(is_open=False, ending=ending)
    )


def _folded(name: str) -> str:
    return name.casefold().replace("ё", "е")


def _announce(change: Change, hall: Hall) -> None:
    facilitator = change.db.get_one(Member, hall.facilitator_id)
    view = wire.hall_view(hall, facilitator, queries.sitters(change.db, hall))
    change.announce(wire.HallChanged(put=[view]))
    change.tell(facilitator, wire.HallMine(set=wire.HallsView([view])))
    change.stir("room.people")
