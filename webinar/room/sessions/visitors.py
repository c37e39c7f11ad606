"""The data for a room's pages: the visitor's member, the snapshot, the deck, the seat token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar import features
from webinar.content.editions.content import notes, part_at, slides_in
from webinar.kit import tokens
from webinar.kit.permissions import Can, Role, can
from webinar.kit.web.i18n import page_language, use_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.guesses import at_sessions as guesses
from webinar.people.accounts.models import User
from webinar.people.accounts.sessions import current_session
from webinar.people.ownership.queries import belongs_to, owns
from webinar.room.engine.change import Change
from webinar.room.rooms import queries
from webinar.room.rooms.models import Member, Room
from webinar.room.sessions import team
from webinar.room.sessions.snapshot import snapshot


@dataclass(frozen=True)
class Visitor:
    """The member at this browser, and everything that the member's page shows first."""

    room: Room
    member: Member
    page: dict[str, Any]


def find_room_or_404(db: Session, code: str) -> Room:
    """Return the room of this code, or answer 404. Refused: `rate`."""
    room = queries.find_room(db, tokens.read_code(code))
    return guesses.found_or_404(room, lambda: _is_known_there(db, room))


def _is_known_there(db: Session, room: Room | None) -> bool:
    """Whether this browser has a seat in the room, or a user is signed in."""
    browser_id = current_session().browser_id
    if room is not None and queries.find_member_at(db, room, browser_id) is not None:
        return True
    return signed_in_user() is not None


def find_visitor(code: str, *, may_wait: bool = False) -> Visitor | None:
    """Return the member who sits at this browser; None if nobody has joined at it.

    A member who waits to be let in is redirected to the waiting page. With `may_wait`, such a
    member is returned, too, and `page` contains only the seat: nothing of the session is read.
    """
    browser_id = current_session().browser_id
    with services().db.read() as db:
        room = find_room_or_404(db, code)
        member = queries.find_member_at(db, room, browser_id)
        if member is None:
            return None
        use_language(member.language)
        if may_wait:
            return Visitor(room, member, {"seat": _seat(member)})
        if member.waits_since is not None:
            abort(redirect(url_for("waiting.page", code=room.code), 303))
        return Visitor(room, member, _page(db, room, member))


def require_host(code: str, needs: Can) -> Visitor:
    """Return the signed-in user as a host of this session, and seat them if necessary.

    A visitor who is not signed in is redirected to the sign-in page, and a host who may not do what
    the page `needs` to the host's own page. Everybody else gets 404.
    """
    user = signed_in_user()
    if user is None:
        abort(redirect(url_for("accounts.sign_in"), 303))
    with services().db.read() as db:
        room = find_room_or_404(db, code)
        member = queries.find_member_of_user(db, room, user.id)
        helps = can(member, Can.SEE_PEOPLE) and member is not None and member.role is not Role.HOST
        if not (helps or owns(db, user, room)):
            abort(404)
    take_host_seat(room.id, user)
    visitor = find_visitor(code)
    if visitor is None or not can(visitor.member, Can.SEE_PEOPLE):
        abort(404)
    if not can(visitor.member, needs):
        abort(redirect(home_of(visitor), 303))
    return visitor


def home_of(visitor: Visitor) -> str:
    """Return the address of the page at which this member works."""
    page = "rooms.room"
    if can(visitor.member, Can.MODERATE):
        page = "rooms.console"
    elif can(visitor.member, Can.CAPTION):
        page = "interpreting.desk"
    return url_for(page, code=visitor.room.code)


def take_host_seat(room_id: int, user: User) -> None:
    """Seat a signed-in user at this browser; does nothing if they sit there already."""
    browser_id = current_session().ensure()
    with services().db.read() as db:
        room = db.get_one(Room, room_id)
        member = queries.find_member_at(db, room, browser_id)
        if member is not None and member.user_id == user.id:
            return
        role = Role.HOST if _shares(db, user, room) else Role.PRESENTER
    language = user.language or page_language()

    def take(change: Change) -> None:
        team.seat_host(change, browser_id, user, role, language)

    services().live.run(room_id, take)


def _shares(db: Session, user: User, room: Room) -> bool:
    """Whether the session is the user's own, or shared with the user."""
    return db.scalar(select(Room.id).where(Room.id == room.id, belongs_to(Room, user))) is not None


def _page(db: Session, room: Room, member: Member) -> dict[str, Any]:
    page: dict[str, Any] = {
        "view": snapshot(db, room, member),
        "deck_slides": slides_in(room.edition, member.language),
        "deck_part": part_at(room.edition, room.slide),
        "seat": _seat(member),
        **features.gather(lambda feature: feature.seat_page, db, room),
    }
    if can(member, Can.SEE_NOTES):
        page["notes"] = notes(room.edition, member.language)
    return page


def _seat(member: Member) -> str:
    """Return the seat token of a member who sits at this browser."""
    browser = current_session()
    return services().live.seats.issue(browser.ensure(), member.id, browser.seal)
