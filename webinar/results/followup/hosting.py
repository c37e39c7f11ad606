"""The host who opens a page about steps after the session, and helpers for these pages."""

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
from webinar.results.series.readable_rooms import find_report_room
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room
from webinar.room.rooms.queries import find_member_of_user
from webinar.room.sessions.visitors import take_host_seat


class Hosting(NamedTuple):
    """A session, and the id of the user's membership in it as a host."""

    room: Room
    member_id: int


def host(code: str) -> Hosting:
    """Return the session and the user's membership in it; abort with 404 if they are no host."""
    with services().db.read() as db:
        room = room_or_404(db, code)
        member = find_member_of_user(db, room, this_user().id)
    if member is None:
        # The user is an administrator, or an organiser who let others host the session.
        take_host_seat(room.id, this_user())
        with services().db.read() as db:
            member = find_member_of_user(db, room, this_user().id)
    if member is None:
        abort(404)
    return Hosting(room, member.id)


def present_host(change: Change, member_id: int) -> Member:
    """Return the host as of this change.

    Raises `Refused`: `not_allowed`, if they were removed meanwhile.
    """
    member = change.db.get_one(Member, member_id)
    if member.removed_at is not None:
        raise Refused("not_allowed")
    return member


def room_or_404(db: Session, code: str) -> Room:
    """Return the session of the code; abort with 404 if the user may not read its report."""
    room = find_report_room(db, read_code(code), signed_in_user())
    if room is None:
        abort(404)
    return room


def links_by_owner(links: Iterable[FollowLink]) -> dict[tuple[int | None, str], FollowLink]:
    """Return the links by their owner's key, as `owner_key` makes it."""
    return {(link.member_id, link.role): link for link in links}


def owner_key(member: Member | None, role: str) -> tuple[int | None, str]:
    """Return the key of an owner: the member's id, or the role if no member holds it."""
    return (None, role) if member is None else (member.id, "")


def address_of(link: FollowLink | None) -> str:
    """Return the address of the page that the link opens; empty if it cannot be shown.

    The host name comes from the settings rather than from the request, because a forged Host
    header would send the secret to another server.
    """
    token = token_of(link, *services().settings.secret_keys) if link else ""
    return services().settings.public_url + url_for("followup.mine", token=token) if token else ""
