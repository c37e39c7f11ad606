"""A whole rehearsal against the real server: what it reports is what the database holds."""

import contextlib
import threading
import uuid

import pytest
import socketio
from sqlalchemy import func, select

from tests.factories import make_member, make_poll, make_room
from tests.protocol.server import SECRET, Server
from webinar.accounts.browsers import make_browser
from webinar.permissions import Role
from webinar.polls.models import Ballot, Poll, PollState
from webinar.rehearsal.run import Options, run_rehearsal
from webinar.rooms.models import Room, RoomState, Seat
from webinar.rooms.seats import SeatTokens
from webinar.steps.models import StepAnswer

pytestmark = pytest.mark.protocol

PEOPLE = 6


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def database(server):
    database = server.database()
    yield database
    database.close()


class Host:
    """Somebody who runs the session over a socket, and waits for what the others do."""

    def __init__(self, url, seat):
        self._socket = socketio.SimpleClient(handle_sigint=False)
        self._socket.connect(url, auth={"seat": seat}, transports=["websocket"])

    def do(self, command, **fields):
        reply = self._socket.call(command, {**fields, "op_id": str(uuid.uuid4())}, timeout=10)
        assert reply["ok"], (command, reply)

    def wait_for(self, name, enough):
        """Listen until such a broadcast says enough."""
        while True:
            heard, body = self._socket.receive(timeout=20)
            if heard == name and enough(body):
                return

    def close(self):
        self._socket.disconnect()


def make_session(session):
    """A planned session with one poll that is not open yet, and its host's seat."""
    room = make_room(session, state=RoomState.PLANNED)
    make_poll(session, room, "a", "b", "c", state=PollState.DRAFT, key="spot-1")
    host = make_member(session, room, "Grace", role=Role.HOST)
    browser = make_browser(session)
    session.add(Seat(browser_id=browser.id, room_id=room.id, member_id=host.id))
    return room.code, SeatTokens(SECRET).issue(browser.id, host.id)


@pytest.fixture
def running(server, database):
    """A session that has begun, as its code and its host."""
    code, seat = database.write(make_session)
    with contextlib.closing(Host(server.url, seat)) as host:
        host.do("room.start")
        yield code, host


def rehearse(url, code, host_does, **options):
    """Rehearse while the host does something; returns the rehearsal."""
    done = []
    wanted = Options(url, code, participants=PEOPLE, pace=60, seed=3, **options)
    rehearsing = threading.Thread(
        target=lambda: done.append(run_rehearsal(wanted, say=lambda _line: None))
    )
    rehearsing.start()
    host_does()
    rehearsing.join(60)
    [rehearsal] = done
    return rehearsal


def test_everybody_follows_votes_answers_and_agrees_with_the_database(server, database, running):
    code, host = running

    def run_the_session():
        host.wait_for("room.people", lambda body: body["people"]["here"] == PEOPLE)
        host.wait_for("step.proposed", lambda body: True)
        host.do("slide.go", slide=1)
        host.do("poll.open", poll="spot-1")
        host.wait_for("poll.tally", lambda body: body["voters"] >= PEOPLE - 2)
        host.do("step.put", step=1)
        host.wait_for("step.counts", lambda body: sum(body["counts"].values()) == PEOPLE)
        host.do("room.end")

    rehearsal = rehearse(server.url, code, run_the_session)

    assert rehearsal.agrees, rehearsal.verdict
    assert [one.last_slide for one in rehearsal.people] == [1] * PEOPLE
    with database.read() as session:
        room = session.scalars(select(Room).filter_by(code=code)).one()
        ballots = select(func.count()).select_from(Ballot).join(Poll).filter_by(room_id=room.id)
        answers = select(func.count()).select_from(StepAnswer)
        assert session.scalar(ballots) == sum(one.polls_voted for one in rehearsal.people)
        assert session.scalar(answers) == sum(one.steps_answered for one in rehearsal.people)


def test_it_leaves_when_its_time_is_up_while_the_session_goes_on(server, running):
    code, _host = running

    rehearsal = rehearse(server.url, code, lambda: None, minutes=0.02)

    assert rehearsal.agrees, rehearsal.verdict
    assert len(rehearsal.people) == PEOPLE
