"""Sessions made directly in the server's database, and the seats of their participants."""

import re
import uuid
from dataclasses import dataclass, field
from functools import cache

import requests
from sqlalchemy import select

from tests.protocol.raw import Raw
from tests.protocol.server import ROOT, SECRET
from tests.protocol.waiting import PATIENCE_S
from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.library import read_library
from webinar.kit import clock, tokens
from webinar.kit.permissions import Role
from webinar.live.polls import sockets  # noqa: F401  prepares the polls of a new session
from webinar.operate.demo import actions as demo
from webinar.people.accounts.actions import create_user, make_sign_in_link
from webinar.people.accounts.browsers import keep_browser
from webinar.people.accounts.models import UserRole
from webinar.people.accounts.queries import user_by_email
from webinar.room.rooms.models import Member, Seat
from webinar.room.rooms.seats import SeatTokens
from webinar.room.sessions.actions import create_room


@dataclass
class Session:
    """A new live session of a server: `hosts` are the seats of its presenters."""

    server: object
    code: str = ""
    room_id: int = 0
    hosts: list = field(default_factory=list)
    polls: list = field(default_factory=list)

    @property
    def host(self):
        return self.hosts[0]

    def join(self, name="Aigul", language="kk"):
        """Return a new participant's seat."""
        form = {"code": self.code, "name": name, "language": language}
        return requests.post(f"{self.server.url}/api/join", json=form, timeout=PATIENCE_S).json()[
            "seat"
        ]

    def open_poll(self):
        """Open the first poll with one choice and names; return its key and its options' keys."""
        named_polls = (poll for poll in self.polls if not poll.get("anonymous"))
        poll = next(poll for poll in named_polls if poll["kind"] == "single")
        do(self.server, self.host, "poll.open", poll=poll["poll"])
        return poll["poll"], poll["options"]


def begin(server, presenters=1, start=True):
    """Make a session of the shipped module, in the database as the desk would make it."""
    # Read before the transaction: PostgreSQL ends one that is idle for long.
    module = _library()[demo.MODULE]
    db = server.database()
    begun = Session(server)
    begun.code, begun.room_id, seats = db.write(lambda session: _make(session, module, presenters))
    db.close()
    begun.hosts = [SeatTokens(SECRET).issue(*seat) for seat in seats]
    with Raw(server) as link:
        link.sit(begun.host)
        if start:
            assert link.call("room.start", op())["ok"]
        begun.polls = link.call("room.snapshot", {})["snapshot"]["polls"]
    return begun


def do(server, seat, name, **fields):
    """Send a command over a connection of its own; it must succeed."""
    with Raw(server) as link:
        answer = link.sit(seat).call(name, op(**fields))
    assert answer["ok"], answer
    return answer


def op(**fields):
    return {**fields, "op_id": str(uuid.uuid4())}


def sign_in(link):
    """Return a browser that has used this link, and the last response."""
    browser = requests.Session()
    welcome = browser.get(link, timeout=PATIENCE_S)
    token = re.search(r'csrf_token" value="([0-9a-f]+)"', welcome.text).group(1)
    return browser, browser.post(welcome.url, data={"csrf_token": token}, timeout=PATIENCE_S)


def link_of(server, account):
    """Return a new link of the demo's PRESENTER or ORGANISER; the printed links work only once."""
    code = server.printed("Participants").rsplit("/", 1)[1]
    # Another target than the printed link's: a new link to that one would replace it.
    goes_to = f"/rooms/{code}/console?again" if account == demo.PRESENTER else "/desk?again"
    db = server.database()
    token = db.write(lambda s: make_sign_in_link(s, user_by_email(s, account[0]), goes_to))
    db.close()
    return f"{server.url}/welcome/{token}"


def member_of(seat):
    """The database's id of the member of this seat."""
    return int(seat.split(".")[1])


@cache
def _library():
    return read_library(ROOT / "modules").modules


def _make(db, module, presenters):
    owner = create_user(db, f"{uuid.uuid4()}@test.example", "Owner", UserRole.ADMIN)
    edition = keep_edition(db, module)
    room = create_room(db, owner, edition, "A session", planned_minutes=60, time_zone="UTC")
    seats = []
    for number in range(1, presenters + 1):
        member = Member(
            room_id=room.id,
            number=number,
            name=f"Presenter {number}",
            language="en",
            role=Role.PRESENTER,
            joined_at=clock.now(),
        )
        browser = keep_browser(db, tokens.new_token())
        db.add(member)
        db.flush()
        db.add(Seat(browser_id=browser.id, room_id=room.id, member_id=member.id))
        seats.append((browser.id, member.id, browser.seal))
    return room.code, room.id, seats


def rows(server, statement):
    """Return the rows of a statement, read while the server runs."""
    db = server.database()
    try:
        with db.read() as session:
            return session.execute(statement).all()
    finally:
        db.close()


def intervals(server, seat):
    """The attendance rows of this seat's member."""
    from webinar.room.engine.models import Interval

    member = member_of(seat)
    columns = (
        Interval.id,
        Interval.is_open,
        Interval.is_bridged,
        Interval.began_at,
        Interval.last_heard_at,
        Interval.ending,
    )
    return rows(server, select(*columns).where(Interval.member_id == member))
