"""The server of a trial, with a session that is recorded, its team, and seats for its listeners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session as Rows

from bench.links.network import near_address
from bench.peers.ours import Ours
from bench.peers.session import SECRET, module
from bench.trial.cast import Listener
from bench.trial.voices import INTERPRETERS
from webinar.content.editions.actions import keep_edition
from webinar.kit import clock, tokens
from webinar.kit.db import Database
from webinar.kit.permissions import Role
from webinar.live.polls.models import Ballot, Choice, Poll, PollOption
from webinar.live.recording.actions import choose
from webinar.operate.migrating import migrate
from webinar.people.accounts.actions import create_user, make_sign_in_link
from webinar.people.accounts.browsers import make_browser
from webinar.people.accounts.models import User, UserRole
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room, Seat
from webinar.room.rooms.seats import SeatTokens
from webinar.room.sessions.actions import create_room
from webinar.room.sessions.team import appoint

# Networks of other measurements have lower numbers.
FIRST_NETWORK = 100


@dataclass
class TrialSession:
    """`polls` are the keys of the module's polls with those of their options.

    `cookies` are the values of the listeners' session cookies, and `seats` their seats' tokens.
    """

    code: str = ""
    slides: int = 0
    polls: dict[str, list[str]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)


class Server(Ours):
    """The product as `./run` serves it, for listeners at the far ends of as many links."""

    def __init__(self, listeners: Sequence[Listener]) -> None:
        super().__init__(viewers=len(listeners))
        self.listeners = listeners
        self.trial = TrialSession()

    def environment(self) -> Mapping[str, str]:
        addresses = (near_address(FIRST_NETWORK + at) for at in range(len(self.listeners)))
        origins = " ".join(f"http://{address}:{self.port}" for address in addresses)
        return {**super().environment(), "HOST": "0.0.0.0", "EXTRA_ORIGINS": origins}  # noqa: S104

    def prepare(self) -> None:
        with self.database() as db:
            migrate(db)
            db.write(self._set_up)

    def database(self) -> closing[Database]:
        """Open the server's database: `with server.database() as db`."""
        return closing(Database(self.database_url))

    def console_link(self, name: str, page: str) -> str:
        """Return the path of a link that signs this member of the team in, and opens a page."""
        with self.database() as db:
            return f"/welcome/{db.write(lambda rows: self._link(rows, name, page))}"

    def ballots(self) -> dict[tuple[str, str], set[str]]:
        """Return the keys of the options that are stored, by the poll's key and the member."""
        query = (
            select(Poll.key, Member.name, PollOption.key)
            .join(Ballot, Ballot.poll_id == Poll.id)
            .join(Member, Member.id == Ballot.member_id)
            .outerjoin(
                Choice,
                (Choice.poll_id == Ballot.poll_id) & (Choice.member_id == Ballot.member_id),
            )
            .outerjoin(PollOption, PollOption.id == Choice.option_id)
        )
        stored: dict[tuple[str, str], set[str]] = {}
        with self.database() as db, db.read() as rows:
            for poll, member, option in rows.execute(query):
                stored.setdefault((poll, member), set()).update([option] if option else [])
        return stored

    def started_ms(self) -> float:
        """Return when the session started, in ms since 1970."""
        with self.database() as db, db.read() as rows:
            started_at = rows.scalars(select(Room.started_at).filter_by(code=self.trial.code)).one()
        assert started_at is not None
        return started_at.timestamp() * 1000

    def _set_up(self, rows: Rows) -> None:
        owner = create_user(rows, "owner@bench.example", "Presenter", UserRole.ADMIN, "en")
        room = create_room(rows, owner, keep_edition(rows, module()), "A session")
        change = Change(rows, room, clock.now())
        choose(change, is_on=True)
        for voice in INTERPRETERS:
            email = f"{voice.name.lower().replace(' ', '-')}@bench.example"
            user = create_user(rows, email, voice.name, UserRole.INTERPRETER, "en")
            appoint(change, user.id, f"interpreter.{voice.channel}")
        self.trial.code, self.trial.slides = room.code, len(module().slides)
        for poll in rows.scalars(select(Poll).filter_by(room_id=room.id).order_by(Poll.position)):
            self.trial.polls[poll.key] = [option.key for option in poll.options]
        for number, listener in enumerate(self.listeners, start=100):
            self._sit(rows, room, number, listener)

    def _sit(self, rows: Rows, room: Room, number: int, listener: Listener) -> None:
        member = Member(
            room_id=room.id,
            number=number,
            name=listener.name,
            language=listener.language,
            role=Role.PARTICIPANT,
            joined_at=clock.now(),
        )
        rows.add(member)
        cookie = tokens.new_token()
        browser = make_browser(rows, cookie)
        rows.add(Seat(browser_id=browser.id, room_id=room.id, member_id=member.id))
        rows.flush()
        self.trial.cookies[listener.name] = cookie
        seat = SeatTokens(SECRET).issue(browser.id, member.id, browser.seal)
        self.trial.seats[listener.name] = seat

    def _link(self, rows: Rows, name: str, page: str) -> str:
        user = rows.scalars(select(User).filter_by(name=name)).one()
        return make_sign_in_link(rows, user, f"/rooms/{self.trial.code}/{page}")
