"""Actions that change a room or its members. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from webinar.content.editions.models import Edition
from webinar.kit import clock, tokens
from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.kit.text import one_line
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import CREATED, ENDED, STARTED
from webinar.room.rooms.models import Member, Room, RoomState, Seat
from webinar.room.rooms.numbering import HIGHEST_NUMBER, last_number, places_for
from webinar.room.sessions import wire

NAME_LENGTH = 80
TITLE_LENGTH = 200
MEMBERS_PER_ROOM = 5000


def create_room(
    db: Session,
    owner: User,
    edition: Edition,
    title: str,
    *,
    planned_at: datetime | None = None,
    planned_minutes: int = 60,
    time_zone: str = "UTC",
) -> Room:
    """Return a new planned session of this edition; the features prepare it, too.

    Raises `Refused("title_empty")`.
    """
    room = Room(
        code=_unused_code(db),
        title=one_line(title, TITLE_LENGTH, "title_empty"),
        edition=edition,
        owner_id=owner.id,
        state=RoomState.PLANNED,
        slide=0,
        planned_at=planned_at,
        planned_minutes=planned_minutes,
        time_zone=time_zone,
        created_at=clock.now(),
        version=0,
    )
    db.add(room)
    db.flush()
    for prepare in CREATED:
        prepare(db, room)
    return room


def replan(
    change: Change,
    title: str,
    *,
    planned_at: datetime | None,
    planned_minutes: int,
    time_zone: str,
) -> None:
    """Give a session that has not begun another title or time.

    Raises `Refused`: `title_empty`, `room_already_started`.
    """
    room = change.room
    _check_planned(room)
    room.title = one_line(title, TITLE_LENGTH, "title_empty")
    room.planned_at, room.planned_minutes = planned_at, planned_minutes
    room.time_zone = time_zone
    change.record("room.replanned", None)


def cancel(change: Change) -> None:
    """Call a session off before it begins: nobody can join, and its link says so.

    Preparations and members are kept. Raises `Refused("room_already_started")`.
    """
    _check_planned(change.room)
    change.room.cancelled_at = change.at
    change.record("room.cancelled", None)
    end(change, None)


def start(change: Change, member: Member) -> None:
    """Begin the session. Raises `Refused("room_already_started")`."""
    room = change.room
    _check_planned(room)
    room.state = RoomState.LIVE
    room.started_at = change.at
    change.record("room.started", member)
    note(change.db, "session.started", member.user_id, room_id=room.id)
    change.announce(wire.RoomStarted(started_at=wire.instant(change.at)))
    for begin in STARTED:
        begin(change, member)


def end(change: Change, member: Member | None, at: datetime | None = None) -> None:
    """End the session for good: nobody can join, vote or answer any more.

    `at` is the time of the end if it is not now: attendance counts until then.
    """
    room = change.room
    for finish in ENDED:
        finish(change)
    room.state = RoomState.ENDED
    room.ended_at = at or change.at
    change.record("room.ended", member)
    note(change.db, "session.ended", member.user_id if member else None, room_id=room.id)
    change.announce(wire.RoomEnded(ended_at=wire.instant(room.ended_at)))


def seat_user(change: Change, browser_id: int, user: User, role: Role, language: str) -> Member:
    """Seat a user with an account, who is the same member at every browser."""
    room, db = change.room, change.db
    member = db.scalar(select(Member).filter_by(room_id=room.id, user_id=user.id))
    if member is None:
        member = new_member(change, user.name, language, role, user_id=user.id)
    if member.removed_at is not None:
        raise Refused("not_allowed")
    if member.name != user.name:
        # The person who named the user may have known only the mail address, and typed a name.
        member.name = user.name
        change.stir("room.people")
    seat = db.get(Seat, (browser_id, room.id))
    if seat is None:
        db.add(Seat(browser_id=browser_id, room_id=room.id, member_id=member.id))
    else:
        seat.member_id = member.id
    return member


def let_in(change: Change, member: Member) -> None:
    """Let a member join who waited or was turned away."""
    member.waits_since, member.turned_away = None, None
    member.joined_at = change.at
    change.record("member.joined", member, role=member.role.value)
    change.tell(member, wire.LobbyAdmitted())


def choose_language(change: Change, member: Member, language: str) -> None:
    """Change the language in which a member reads the session."""
    member.language = language
    change.tell(member, wire.MemberChanged(language=language))
    change.stir("room.people")


def seats_for(db: Session, room: Room, newcomers: int) -> int:
    """Return how many of these newcomers, given by number, get a seat; removed members take
    none."""
    is_removed = Member.removed_at.is_not(None)
    return places_for(
        db, room, Member, newcomers, MEMBERS_PER_ROOM, is_removed, highest=HIGHEST_NUMBER
    )


def new_member(
    change: Change, name: str, language: str, role: Role, user_id: int | None = None
) -> Member:
    """Return a new member without a browser. Raises `Refused`: `name_empty`, `room_full`."""
    db, room = change.db, change.room
    if not seats_for(db, room, 1):
        raise Refused("room_full")
    member = Member(
        room_id=room.id,
        number=last_number(db, room, Member) + 1,
        name=one_line(name, NAME_LENGTH, "name_empty"),
        language=language,
        role=role,
        user_id=user_id,
        joined_at=change.at,
    )
    db.add(member)
    db.flush()
    change.record("member.joined", member, role=role.value)
    change.stir("room.people")
    return member


def _check_planned(room: Room) -> None:
    if room.state is not RoomState.PLANNED:
        raise Refused("room_already_started")


def _unused_code(db: Session) -> str:
    while True:
        code = tokens.new_code()
        if not db.scalar(select(exists().where(Room.code == code))):
            return code
