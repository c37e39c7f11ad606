"""The team of a session: users whom its owner names. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import Session

from webinar import features
from webinar.kit.errors import Refused
from webinar.kit.languages import DEFAULT, LANGUAGES
from webinar.kit.permissions import HOST_ROLES, Can, Role, can
from webinar.people.accounts.models import User, UserRole
from webinar.people.ownership.queries import belongs_to
from webinar.room.engine.change import Change
from webinar.room.floor import actions as floor
from webinar.room.rooms.models import Member, Room, Seat
from webinar.room.rooms.numbering import last_number
from webinar.room.sessions import actions, wire


class Task(NamedTuple):
    """A helper's task; `interprets` is the language into which an interpreter translates."""

    role: Role
    interprets: str | None = None


# The tasks, by the names that forms send.
TASKS: Mapping[str, Task] = {
    "presenter": Task(Role.PRESENTER),
    "moderator": Task(Role.MODERATOR),
    **{f"interpreter.{tag}": Task(Role.INTERPRETER, tag) for tag in LANGUAGES},
}

# The roles of the members whom the owner appoints and dismisses.
HELPERS = frozenset(task.role for task in TASKS.values())


def task_of(member: Member) -> str:
    """Return the name of the member's task, or "" if the member has none."""
    task = Task(member.role, member.interprets)
    return next((name for name, entry in TASKS.items() if entry == task), "")


def team_of(db: Session, room: Room) -> Sequence[Member]:
    """Return the members who run the session, with the owner once the owner has opened it."""
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


def is_fit(user: User, role: Role) -> bool:
    """Whether an account may have this role: viewers none, interpreters only interpreting."""
    if user.role is UserRole.VIEWER:
        return False
    return user.role is not UserRole.INTERPRETER or role is Role.INTERPRETER


def candidates(db: Session, room: Room, by: User) -> Sequence[User]:
    """Return the users outside the team whom `by` may appoint: for administrators, all users.

    Organisers may appoint users whom they invited, and users who helped in one of their sessions.
    """
    user_ids = [member.user_id for member in team_of(db, room)]
    query = select(User).where(
        User.is_disabled.is_(False),
        User.role != UserRole.VIEWER,
        User.id != room.owner_id,
        User.id.not_in(user_ids),
    )
    return db.scalars(query.where(_known_to(by)).order_by(User.name, User.id)).all()


def knows(db: Session, by: User, user: User) -> bool:
    """Whether `by` may learn the user's name."""
    return db.scalar(select(User.id).where(User.id == user.id, _known_to(by))) is not None


def _known_to(by: User) -> ColumnElement[bool]:
    if by.role is UserRole.ADMIN:
        return true()
    # A user who was appointed by mail address has the typed name until they open the session, so a
    # helper whose name differs from the account's does not count as known.
    helped = (
        exists()
        .where(
            Member.user_id == User.id,
            Member.name == User.name,
            Member.role.in_(HELPERS),
            Room.id == Member.room_id,
            belongs_to(Room, by),
        )
        .correlate(User)
    )
    return or_(User.invited_by == by.id, helped)


def roles_of(db: Session, user: User) -> Mapping[int, Role]:
    """Return the user's roles as a helper, by the ids of the sessions."""
    query = select(Member.room_id, Member.role).where(
        Member.user_id == user.id, Member.removed_at.is_(None)
    )
    return {room_id: role for room_id, role in db.execute(query)}


def appoint(change: Change, user_id: int, task: str = "presenter", name: str = "") -> Member:
    """Let a user help in this session. The owner cannot be appointed.

    If `name` is given, the member has this name until the user opens the session.

    Refused: `unknown_user`, `role_unknown`, `role_unfit`.
    """
    db, room = change.db, change.room
    user = db.scalar(select(User).filter_by(id=user_id, is_disabled=False))
    if user is None or user.id == room.owner_id:
        raise Refused("unknown_user")
    _check_fit(user, task)
    member = db.scalar(select(Member).filter_by(room_id=room.id, user_id=user.id))
    if member is None:
        last = last_number(db, room, Member)
        member = Member(
            room_id=room.id,
            number=last + 1,
            name=name or user.name,
            language=user.language or DEFAULT,
            user_id=user.id,
            joined_at=change.at,
        )
        db.add(member)
    member.removed_at = None
    _entrust(change, member, task)
    return member


def appoint_known(change: Change, by: User, user_id: int, task: str) -> Member:
    """Appoint one of the `candidates` or of the team, so that no other user's name is revealed.

    Refused: `unknown_user`, `role_unknown`, `role_unfit`.
    """
    db, room = change.db, change.room
    candidate_ids = {user.id for user in candidates(db, room, by)}
    if user_id not in candidate_ids | {member.user_id for member in team_of(db, room)}:
        raise Refused("unknown_user")
    return appoint(change, user_id, task)


def entrust(change: Change, number: int, task: str) -> Member:
    """Give a helper another task from now on; the helper's pages reload.

    Refused: `unknown_member`, `role_unknown`, `role_unfit`.
    """
    member = _find_helper(change, number)
    user = None if member.user_id is None else change.db.get(User, member.user_id)
    _check_fit(user, task)
    _entrust(change, member, task)
    change.tell(member, wire.MemberChanged(language=member.language, role=member.role))
    return member


def seat_host(change: Change, browser_id: int, user: User, role: Role, language: str) -> Member:
    """Seat a user who runs the session; a member without another browser reads it in `language`.

    The person who appointed the member could not know the language.
    """
    if role is Role.HOST:
        _welcome_back(change, user)
    member = actions.seat_user(change, browser_id, user, role, language)
    seats = exists().where(Seat.member_id == member.id, Seat.browser_id != browser_id)
    if member.language != language and not change.db.scalar(select(seats)):
        member.language = language
        change.stir("room.people")
    return member


def _welcome_back(change: Change, user: User) -> None:
    """Undo the removal of somebody who owns or shares the session now."""
    member = change.db.scalar(select(Member).filter_by(room_id=change.room.id, user_id=user.id))
    if member is not None and member.removed_at is not None:
        member.removed_at, member.role, member.interprets = None, Role.HOST, None


def dismiss(change: Change, number: int) -> Member:
    """Take a helper out of the session; the caller closes their sockets after the commit.

    Refused: `unknown_member`. The owner and participants are not dismissed here.
    """
    member = _find_helper(change, number)
    member.removed_at = change.at
    floor.leave(change, member)
    features.call(lambda feature: feature.after_interpreting, change, member)
    change.record("member.dismissed", member)
    change.stir("room.people")
    return member


def withdraw(change: Change, user_id: int) -> Member | None:
    """Take the seat of somebody who no longer shares this session; helpers keep theirs.

    Return the member, whose sockets the caller closes after the commit; None if there is none.
    """
    member = change.db.scalar(
        select(Member).filter_by(
            room_id=change.room.id, user_id=user_id, role=Role.HOST, removed_at=None
        )
    )
    if member is not None:
        member.removed_at = change.at
        floor.leave(change, member)
        change.record("member.dismissed", member)
        change.stir("room.people")
    return member


def _check_fit(user: User | None, task: str) -> None:
    helper_task = TASKS.get(task)
    if helper_task is None:
        raise Refused("role_unknown")
    if user is not None and not is_fit(user, helper_task.role):
        raise Refused("role_unfit")


def _find_helper(change: Change, number: int) -> Member:
    member = change.db.scalar(
        select(Member).filter_by(room_id=change.room.id, number=number, removed_at=None)
    )
    if member is None or member.role not in HELPERS:
        raise Refused("unknown_member")
    return member


def _entrust(change: Change, member: Member, task: str) -> None:
    former_language = member.interprets
    member.role, member.interprets = TASKS[task]
    change.db.flush()
    if not can(member, Can.MOVE_SLIDES):
        floor.leave(change, member)
    if former_language is not None and former_language != member.interprets:
        features.call(lambda feature: feature.after_interpreting, change, member)
    language = {} if member.interprets is None else {"language": member.interprets}
    change.record("member.appointed", member, role=member.role.value, **language)
    change.stir("room.people")
