"""A whole rehearsal runs against the real server, and its report matches the database."""

import threading

import pytest
from sqlalchemy import func, select

from tests.factories import make_room, make_user
from tests.protocol.server import Server
from webinar.live.polls.models import Ballot
from webinar.live.steps.models import StepAnswer
from webinar.operate.rehearsal.acts import ACTS
from webinar.operate.rehearsal.arriving import Options
from webinar.operate.rehearsal.client import Client
from webinar.operate.rehearsal.decks import Decks
from webinar.operate.rehearsal.http import Http
from webinar.operate.rehearsal.participant import Participant
from webinar.operate.rehearsal.people import cohort
from webinar.operate.rehearsal.play import PlayOptions, play
from webinar.operate.rehearsal.report import judge
from webinar.operate.rehearsal.run import run_rehearsal, say_farewell
from webinar.people.accounts.actions import make_sign_in_link
from webinar.people.accounts.models import User, UserRole
from webinar.room.rooms.models import RoomState

pytestmark = pytest.mark.protocol

# Enough for gains to be shown, one of them late.
PEOPLE = 7
PACE = 100


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    with Server(folder, entry="tests/protocol/short_absences.py", DEMO="1") as server:
        yield server


@pytest.fixture
def database(server):
    database = server.database()
    yield database
    database.close()


def options(server, code="", **more):
    return Options(server.url, code, participants=PEOPLE, pace=PACE, seed=3, **more)


def discard(_line):
    """Discard the line."""


def test_every_act_succeeds_and_agrees_with_the_database(server, database):
    play_options = PlayOptions(server.printed("Organiser"), late_after=0)

    rehearsal = play(play_options, options(server), say=discard)

    assert rehearsal.agrees, rehearsal.verdict
    assert [(act.act, act.problems) for act in rehearsal.acts] == [(name, []) for name, _ in ACTS]
    assert len(rehearsal.people) == PEOPLE
    with database.read() as session:
        # Besides the votes on devices, two were cast with PINs on a hall's screen.
        voted = sum(person.polls_voted for person in rehearsal.people) + 2
        answered = sum(person.steps_answered for person in rehearsal.people)
        helpers = session.scalars(select(User).where(User.email.endswith("@rehearsal.invalid")))
        assert session.scalar(select(func.count()).select_from(Ballot)) == voted
        assert session.scalar(select(func.count()).select_from(StepAnswer)) == answered
        assert {helper.is_disabled for helper in helpers} == {True}


def test_rehearsal_leaves_a_running_session_when_its_time_is_up(server, database):
    code = database.write(lambda session: make_room(session, state=RoomState.LIVE).code)

    rehearsal = run_rehearsal(options(server, code, minutes=0.02), say=discard)

    assert rehearsal.agrees, rehearsal.verdict
    assert len(rehearsal.people) == PEOPLE


def test_speakers_are_heard_in_a_session_that_somebody_else_presents(server, database):
    code = database.write(lambda session: make_room(session, state=RoomState.LIVE).code)
    link = f"{server.url}/welcome/{database.write(link_of_new_administrator)}"

    rehearsal = run_rehearsal(options(server, code, minutes=0.1, voice_link=link), say=discard)

    assert rehearsal.agrees, rehearsal.verdict
    assert {one.channel for one in rehearsal.sound.channels} == {"floor", "kk", "ru"}
    assert rehearsal.sound.listeners == PEOPLE


def link_of_new_administrator(session):
    """A new link replaces an earlier one of the same account, so this one has an account."""
    user = make_user(session, "Grace", UserRole.ADMIN, "grace@demo.example")
    return make_sign_in_link(session, user, "/desk")


def test_participant_stopped_before_the_deck_arrives_does_not_disagree(server, database):
    """On a busy machine time may be up before the first snapshot: this is not a disagreement."""
    code = database.write(lambda session: make_room(session, state=RoomState.LIVE).code)
    http, stop = Http(server.url), threading.Event()
    stop.set()
    member = Participant(*cohort(1, ("ru",), seed=3), cohort_seed=3)
    seat = http.join(code, member.name, member.language)

    client = Client(member, server.url, seat, Decks(http, code), stop)
    client.thread.start()
    say_farewell([client])

    rehearsal = judge([member], seconds=0)
    assert rehearsal.agrees, rehearsal.verdict
    assert [(figures.slides, figures.slides_in_deck) for figures in rehearsal.people] == [(3, None)]
