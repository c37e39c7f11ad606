"""Who helps to run a session: users whom its owner names. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from webinar.accounts.models import User
from webinar.errors import Refused
from webinar.languages import DEFAULT
from webinar.live.change import Change
from webinar.permissions import HOST_ROLES, Role
from webinar.rooms import actions
from webinar.rooms.models import Member, Room, Seat


def team_of(db: Session, room: Room) -> Sequence[Member]:
    """Those who run the session, the owner among them once they have opened it."""
    return db.scalars(
        select(Member)
        .where(
            Member.room_id == room.id,
            Member.role.in_(HOST_ROLES),
            Member.user_id.is_not(None),
            Member.removed_at.is_(None),
        )
        .order_by(Member.number)
    ).all()


def candidates(db: Session, room: Room) -> Sequence[User]:
    """The users who could be named and have not been."""
    named = [member.user_id for member in team_of(db, room)]
    return db.scalars(
        select(User)
        .where(User.is_disabled.is_(False), User.id != room.owner_id, User.id.not_in(named))
        .order_by(User.name, User.id)
    ).all()


def appoint(change: Change, user_id: int) -> Member:
    """Let a user present in this session. Refused: `unknown_user`; the owner needs no naming."""
    db, room = change.db, change.room
    user = db.scalar(select(User).filter_by(id=user_id, is_disabled=False))
    if user is None or user.id == room.owner_id:
        raise Refused("unknown_user")
    member = db.scalar(select(Member).filter_by(room_id=room.id, user_id=user.id))
    if member is None:
        # The room's row is locked by the change, so nobody else takes this number.
        last = db.scalar(select(func.max(Member.number)).filter_by(room_id=room.id)) or 0
        member = Member(
            room_id=room.id,
            number=last + 1,
            name=user.name,
            language=user.language or DEFAULT,
            user_id=user.id,
            joined_at=change.at,
        )
        db.add(member)
    member.role, member.removed_at = Role.PRESENTER, None
    db.flush()
    change.record("member.appointed", member, role=member.role.value)
    change.stir("room.people")
    return member


def seat_host(change: Change, browser_id: int, user: User, role: Role, language: str) -> Member:
    """Seat somebody who runs the session; who sits nowhere yet reads it in `language`.

    Whoever named them could not know it.
    """
    member = actions.seat_user(change, browser_id, user, role, language)
    seats = exists().where(Seat.member_id == member.id, Seat.browser_id != browser_id)
    if member.language != language and not change.db.scalar(select(seats)):
        member.language = language
        change.stir("room.people")
    return member


def dismiss(change: Change, number: int) -> Member:
    """Take a presenter out of the session; the caller closes their sockets after the commit.

    Refused: `unknown_member`. The owner and participants are not dismissed here.
    """
    member = change.db.scalar(
        select(Member).filter_by(
            room_id=change.room.id, number=number, role=Role.PRESENTER, removed_at=None
        )
    )
    if member is None:
        raise Refused("unknown_member")
    member.removed_at = change.at
    change.record("member.dismissed", member)
    change.stir("room.people")
    return member
