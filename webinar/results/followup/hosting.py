"""The hosts who work with a session's steps after it, and what their pages share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flask import abort, url_for
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.tokens import read_code
from webinar.kit.web.services import services
from webinar.people.accounts.access import signed_in_user, this_user
from webinar.results.followup.links import token_of
from webinar.results.followup.models import FollowLink
from webinar.results.series.finding import find_reported
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room
from webinar.room.rooms.queries import find_member_of_user
from webinar.room.sessions.visitors import take_host_seat


class Hosting(NamedTuple):
    room: Room
    member_id: int


def host(code: str) -> Hosting:
    """The session, and the one who changes something as a member of it. Everybody else: 404."""
    with services().db.read() as db:
        room = room_or_404(db, code)
        member = find_member_of_user(db, room, this_user().id)
    if member is None:
        # An administrator, or an organiser who had others hold the session.
        take_host_seat(room.id, this_user())
        with services().db.read() as db:
            member = find_member_of_user(db, room, this_user().id)
    if member is None:
        abort(404)
    return Hosting(room, member.id)


def again(change: Change, member_id: int) -> Member:
    """The host as of this change; refused if they were taken out meanwhile."""
    member = change.db.get_one(Member, member_id)
    if member.removed_at is not None:
        raise Refused("not_allowed")
    return member


def room_or_404(db: Session, code: str) -> Room:
    room = find_reported(db, read_code(code), signed_in_user())
    if room is None:
        abort(404)
    return room


def by_owner(good: Iterable[FollowLink]) -> dict[tuple[int | None, str], FollowLink]:
    return {(link.member_id, link.role): link for link in good}


def owner_key(member: Member | None, role: str) -> tuple[int | None, str]:
    return (None, role) if member is None else (member.id, "")


def address_of(link: FollowLink | None) -> str:
    """The address of the page that the link opens; empty if it cannot be shown.

    It comes from the settings, not the request: a forged Host would send the secret elsewhere.
    """
    token = token_of(link, *services().settings.secret_keys) if link else ""
    return services().settings.public_url + url_for("followup.mine", token=token) if token else ""
