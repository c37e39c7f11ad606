"""Writes a session with all its seats straight into the database; nobody has to join."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session as Rows

from tools.stamps import ROOT
from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.library import read_library
from webinar.content.lessons.model import Module
from webinar.kit import clock, tokens
from webinar.kit.permissions import Role
from webinar.live.polls import sockets  # noqa: F401  prepares the polls of a new session
from webinar.live.polls.models import Poll
from webinar.people.accounts.actions import create_user
from webinar.people.accounts.browsers import make_browser
from webinar.people.accounts.models import UserRole
from webinar.room.rooms.models import Member, Room, RoomState, Seat
from webinar.room.rooms.seats import SeatTokens
from webinar.room.sessions.actions import create_room

SECRET = "a-secret-key-for-measuring-0123456789abcdef"
MODULE = "prevention-science"


@dataclass(frozen=True)
class Session:
    """Seats of presenters and participants, and the first poll with its options.

    `cookie` belongs to the first participant's browser, `owner_cookie` to the organiser's.
    """

    code: str
    cookie: str
    owner_cookie: str
    hosts: list[str]
    seats: list[str]
    poll: str
    options: list[str]


def make_session(rows: Rows, hosts: int, participants: int, name: str = "owner") -> Session:
    """Make a running session. Nobody has the floor yet, so each host may move slides.

    `name` distinguishes its organiser from the organisers of other sessions.
    """
    owner = create_user(rows, f"{name}@bench.example", "Owner", UserRole.ADMIN)
    edition = keep_edition(rows, module())
    room = create_room(rows, owner, edition, "A session", planned_minutes=60, time_zone="UTC")
    room.state, room.started_at = RoomState.LIVE, clock.now()
    signer, secret = SeatTokens(SECRET), tokens.new_token()
    seats = []
    for number in range(1, hosts + participants + 1):
        role = Role.PRESENTER if number <= hosts else Role.PARTICIPANT
        token = secret if number == hosts + 1 else None
        seats.append(signer.issue(*_sit(rows, room, number, role, token)))
    poll = rows.scalars(select(Poll).filter_by(room_id=room.id).order_by(Poll.position)).first()
    assert poll is not None, "the module has a poll"
    options = [option.key for option in poll.options]
    desk = tokens.new_token()
    make_browser(rows, desk).user_id = owner.id
    cookies = f"session={secret}", f"session={desk}"
    return Session(room.code, *cookies, seats[:hosts], seats[hosts:], poll.key, options)


@cache
def module() -> Module:
    """Return the shipped module, but without anonymous polls.

    Everybody votes again and again here, and an anonymous vote is final.
    """
    shipped = read_library(ROOT / "modules").modules[MODULE]
    slides = [
        replace(slide, poll=replace(slide.poll, is_anonymous=False)) if slide.poll else slide
        for slide in shipped.slides
    ]
    return replace(shipped, slides=slides)


def _sit(
    rows: Rows, room: Room, number: int, role: Role, token: str | None
) -> tuple[int, int, str]:
    member = Member(
        room_id=room.id,
        number=number,
        name=f"Participant {number}",
        language=("kk", "ru", "en")[number % 3],
        role=role,
        joined_at=clock.now(),
    )
    rows.add(member)
    browser = make_browser(rows, token)
    rows.add(Seat(browser_id=browser.id, room_id=room.id, member_id=member.id))
    rows.flush()
    return browser.id, member.id, browser.seal
