"""Commands of halls and their part of the snapshot.

A facilitator may be a participant, so the commands of facilitators need only `FOLLOW`: `find_hall`
returns a hall only to members who may enter votes for its people.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.kit.limits import VOTING, WRITING
from webinar.kit.permissions import Can, can
from webinar.live.proxies import actions, pins, queries, voting, wire
from webinar.live.proxies.models import Hall
from webinar.room.engine.change import Change
from webinar.room.engine.registry import BEFORE_END, Reader, command, own_part, part
from webinar.room.rooms.models import Member, Room


@command("hall.make", needs=Can.ENTER_FOR_OTHERS, message=wire.MakeHall, states=BEFORE_END)
def make(change: Change, member: Member, message: wire.MakeHall) -> None:
    actions.make(change, member, message.hall_name, message.facilitator)


@command("hall.give", needs=Can.ENTER_FOR_OTHERS, message=wire.GiveHall, states=BEFORE_END)
def give(change: Change, member: Member, message: wire.GiveHall) -> None:
    actions.give(change, member, _find(change, member, message.hall), message.facilitator)


@command("hall.add", needs=Can.FOLLOW, message=wire.AddToHall, states=BEFORE_END)
def add(change: Change, member: Member, message: wire.AddToHall) -> None:
    hall = _find(change, member, message.hall)
    actions.add(change, member, hall, message.names, message.language)


@command("hall.leave", needs=Can.FOLLOW, message=wire.NameSitter, states=BEFORE_END)
def leave(change: Change, member: Member, message: wire.NameSitter) -> None:
    """Note that the person has left the hall."""
    actions.leave(change, member, _find(change, member, message.hall), message.person)


@command("hall.return", needs=Can.FOLLOW, message=wire.NameSitter, states=BEFORE_END)
def come_back(change: Change, member: Member, message: wire.NameSitter) -> None:
    """Note that the person, who had left, is back in the hall."""
    actions.come_back(change, member, _find(change, member, message.hall), message.person)


@command("hall.match", needs=Can.FOLLOW, message=wire.MatchSitter, limit=WRITING)
def match(change: Change, member: Member, message: wire.MatchSitter) -> None:
    hall = _find(change, member, message.hall)
    actions.match(change, member, hall, message.person, message.member)


@command("hall.hands", needs=Can.FOLLOW, message=wire.ShowOfHands, limit=VOTING)
def hands(change: Change, member: Member, message: wire.ShowOfHands) -> None:
    hall = _find(change, member, message.hall)
    voting.show_of_hands(change, member, hall, message.poll, message.hands, message.took_part)


@command("hall.vote", needs=Can.FOLLOW, message=wire.HallVote, limit=VOTING)
def vote(change: Change, member: Member, message: wire.HallVote) -> None:
    hall = _find(change, member, message.hall)
    outcome = voting.vote(change, member, hall, message)
    person, _voter = actions.find_sitter(change.db, hall, message.person)
    if outcome is voting.Outcome.WRONG_PIN:
        wrong_pin = wire.WrongPin(message.person, pins.TRIES - person.tries)
        change.tell(member, wire.HallPin(set=wrong_pin))


@command("hall.reset", needs=Can.ENTER_FOR_OTHERS, message=wire.NameSitter, states=BEFORE_END)
def reset_pin(change: Change, member: Member, message: wire.NameSitter) -> None:
    """Let the person, who forgot their PIN, choose a new one."""
    actions.reset_pin(change, member, _find(change, member, message.hall), message.person)


@part("halls")
def halls_part(db: Session, room: Room, _reader: Reader) -> wire.HallsView | None:
    """Return all halls; None if there are none. `my_halls` reduces them for participants."""
    halls = queries.halls_of(db, room)
    if not halls:
        return None
    return wire.HallsView(
        [
            wire.hall_view(hall, db.get_one(Member, hall.facilitator_id), queries.sitters(db, hall))
            for hall in halls
        ]
    )


@own_part("halls")
def my_halls(_db: Session, _room: Room, member: Member, halls: Any) -> Any:
    if halls is None or can(member, Can.SEE_PEOPLE):
        return halls
    own_halls = [hall for hall in halls["items"] if hall["facilitator"] == member.number]
    return {"items": own_halls} if own_halls else None


def _find(change: Change, member: Member, number: int) -> Hall:
    return queries.find_hall(change.db, change.room, member, number)
