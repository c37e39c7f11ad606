"""Helpers and viewers whom an organiser invites by a link. No Flask, no commit.

Organisers make accounts for helpers and viewers. Such an account cannot set up sessions. An
organiser can make sign-in links only for such accounts, and never for an account that somebody else
made, that has a password, or that has access to another organiser's sessions or cohorts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.kit.text import one_line
from webinar.people.accounts.actions import create_user, make_sign_in_link, normal_email
from webinar.people.accounts.models import User, UserRole
from webinar.people.audit.actions import note
from webinar.people.ownership.queries import belongs_to
from webinar.room.cohorts.models import Cohort, Viewer
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room
from webinar.room.sessions import team
from webinar.room.sessions.actions import NAME_LENGTH

# Long enough for people who read their mail every other day.
LINK_HOURS = 72
INVITED_ROLES = frozenset({UserRole.PRESENTER, UserRole.INTERPRETER, UserRole.VIEWER})


class Invitation(NamedTuple):
    """An invited user. `token` is the secret of a one-time link; None if no link may be made.

    `is_made_by_others`: the account existed, and somebody else had made it. `name` is the user's
    name, or the typed one if the user's name must stay hidden.
    """

    user: User
    token: str | None
    is_made_by_others: bool
    name: str


def invite_helper(
    change: Change, by: User, email: str, name: str, task: str, language: str
) -> Invitation:
    """Appoint the helper with this e-mail address; make an account if there is none.

    Raises `Refused` with `email_invalid`, `name_empty`, `account_closed`, `unknown_user` (for the
    owner's address), `role_unknown` or `role_unfit`.
    """
    db, room = change.db, change.room
    assignment = team.TASKS.get(task)
    if assignment is None:
        raise Refused("role_unknown")
    role = UserRole.INTERPRETER if assignment.role is Role.INTERPRETER else UserRole.PRESENTER
    user, is_new = _find_or_create_account(db, by, email, name, role, language)
    visible_name = _visible_name(db, by, user, name)
    member = team.appoint(change, user.id, task, visible_name)
    note(db, "helper.named", by.id, room_id=room.id, user=user.id, task=task, new=is_new)
    token = (
        _new_link_token(db, by, user, home_path(room, member.role))
        if may_make_link(db, by, user)
        else None
    )
    return Invitation(user, token, not is_new and user.invited_by != by.id, visible_name)


def link_helper(change: Change, by: User, number: int) -> Invitation:
    """Make a new link for a helper of this session.

    Raises `Refused` with `unknown_member` or `link_not_yours`.
    """
    db, room = change.db, change.room
    member = db.scalar(select(Member).filter_by(room_id=room.id, number=number, removed_at=None))
    user = None if member is None or member.user_id is None else db.get(User, member.user_id)
    if member is None or user is None or member.role not in team.HELPERS:
        raise Refused("unknown_member")
    if not may_make_link(db, by, user):
        raise Refused("link_not_yours")
    return Invitation(
        user, _new_link_token(db, by, user, home_path(room, member.role)), False, user.name
    )


def name_viewer(
    db: Session, cohort: Cohort, by: User, email: str, name: str, language: str
) -> Invitation:
    """Let a viewer read the results of the cohort's sessions; make an account if there is none.

    Raises `Refused` with `email_invalid`, `name_empty` or `account_closed`, and with `viewer_unfit`
    for an account with another role.
    """
    user, is_new = _find_or_create_account(db, by, email, name, UserRole.VIEWER, language)
    if user.role is not UserRole.VIEWER:
        raise Refused("viewer_unfit")
    if db.get(Viewer, (cohort.id, user.id)) is None:
        db.add(Viewer(cohort_id=cohort.id, user_id=user.id, named_by=by.id, named_at=clock.now()))
        db.flush()
        note(db, "viewer.named", by.id, cohort_id=cohort.id, user=user.id, new=is_new)
    token = _new_link_token(db, by, user, "/desk") if may_make_link(db, by, user) else None
    visible_name = viewer_name(db, by, user)
    return Invitation(user, token, not is_new and user.invited_by != by.id, visible_name)


def link_viewer(db: Session, cohort: Cohort, by: User, user_id: int) -> Invitation:
    """Make a new link for a viewer of the cohort.

    Raises `Refused` with `unknown_user` or `link_not_yours`.
    """
    user = db.get(User, user_id)
    if user is None or db.get(Viewer, (cohort.id, user_id)) is None:
        raise Refused("unknown_user")
    if not may_make_link(db, by, user):
        raise Refused("link_not_yours")
    return Invitation(user, _new_link_token(db, by, user, "/desk"), False, user.name)


def remove_viewer(db: Session, cohort: Cohort, by: User, user_id: int) -> None:
    """Stop a viewer from reading the cohort's results. Raises `Refused` with `unknown_user`."""
    row = db.get(Viewer, (cohort.id, user_id))
    if row is None:
        raise Refused("unknown_user")
    db.delete(row)
    note(db, "viewer.removed", by.id, cohort_id=cohort.id, user=user_id)


def viewer_name(db: Session, by: User, user: User) -> str:
    """Return the viewer's name, or their address if `by` knows nothing else about them."""
    return user.name if team.knows(db, by, user) else user.email


def may_make_link(db: Session, by: User, user: User) -> bool:
    """Return whether `by` may make a link that signs in as `user`.

    An administrator may, if the user was invited and has no password yet. An organiser may only if,
    in addition, they made the account, and it opens nothing but what the organiser owns or shares.
    """
    if user.is_disabled or user.password_hash or user.role not in INVITED_ROLES:
        return False
    if by.role is UserRole.ADMIN:
        return True
    if by.role is not UserRole.ORGANISER or user.invited_by != by.id:
        return False
    helps_elsewhere = (
        exists()
        .where(Member.user_id == user.id, Room.id == Member.room_id, ~belongs_to(Room, by))
        .correlate(None)
    )
    views_elsewhere = (
        exists()
        .where(Viewer.user_id == user.id, Cohort.id == Viewer.cohort_id, ~belongs_to(Cohort, by))
        .correlate(None)
    )
    return not db.scalar(select(helps_elsewhere)) and not db.scalar(select(views_elsewhere))


def linkable_numbers(db: Session, by: User, members: Sequence[Member]) -> frozenset[int]:
    """Return the numbers of the helpers for whom `by` may make a link."""
    helpers = [
        member for member in members if member.role in team.HELPERS and member.user_id is not None
    ]
    users = {helper.number: db.get(User, helper.user_id) for helper in helpers}
    return frozenset(
        number for number, user in users.items() if user and may_make_link(db, by, user)
    )


def home_path(room: Room, role: Role) -> str:
    """Return the path of the page for helpers with this role."""
    page = "interpreting" if role is Role.INTERPRETER else "console"
    return f"/rooms/{room.code}/{page}"


def _find_or_create_account(
    db: Session, by: User, email: str, name: str, role: UserRole, language: str
) -> tuple[User, bool]:
    """Return the account of this address, or a new one with this role; and whether it is new."""
    existing = None
    if "\x00" not in email:
        # PostgreSQL does not accept such text, not even in a query.
        existing = db.scalar(select(User).filter_by(email=normal_email(email)))
    if existing is not None:
        if existing.is_disabled:
            raise Refused("account_closed")
        return existing, False
    user = create_user(db, email, name, role, language)
    user.invited_by = by.id
    db.flush()
    note(db, "user.created", by.id, user=user.id, role=role.value)
    return user, True


def _visible_name(db: Session, by: User, user: User, typed: str) -> str:
    """Return the user's name, or the typed one if `by` knows only their address.

    Raises `Refused` with `name_empty`.
    """
    return user.name if team.knows(db, by, user) else one_line(typed, NAME_LENGTH, "name_empty")


def _new_link_token(db: Session, by: User, user: User, path: str) -> str:
    note(db, "user.link", by.id, user=user.id)
    return make_sign_in_link(db, user, path, LINK_HOURS)
