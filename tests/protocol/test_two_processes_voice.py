"""Speakers, listeners, captions, grants and pictures are one over two server processes."""

import time
from contextlib import ExitStack

import pytest
import requests
from sqlalchemy import func, select, update

from tests.live.recording.speech import frames, on_the_wire
from tests.live.stills.pictures import picture
from tests.live.voice.test_listeners import numbers_in
from tests.protocol.pair import MARKS
from tests.protocol.people import begin, op, rows
from tests.protocol.raw import Raw
from tests.protocol.test_captions_by_machine import (
    captions_of,
    connected,
    in_database,
    post,
    refusal_of_sound,
    speaking,
    token_for,
)
from tests.protocol.test_stills import presenter, send  # noqa: F401
from tests.protocol.test_talk import floor, grant, number_of
from tests.protocol.test_voice import (
    listen,
    sounds,
    speak,
    speak_until_heard,
    start,
    tell,
)
from tests.protocol.waiting import PATIENCE_S, until
from webinar.kit import clock
from webinar.live.talk import actions as talk
from webinar.live.talk.models import SpeakingGrant
from webinar.live.transcription.sources import revoke_token
from webinar.live.voice.models import VoiceChannel
from webinar.room.engine.models import Deadline
from webinar.room.rooms.models import Room, TimelineEntry

pytestmark = MARKS


@pytest.fixture
def server(pair):
    """The process whose name the tests of one server know: the first."""
    return pair[0]


@pytest.fixture
def session(server):
    return begin(server, presenters=2)


@pytest.fixture
def link():
    """Open the links of people in their seats, each to a process."""
    with ExitStack() as links:
        yield lambda server, seat: links.enter_context(Raw(server)).sit(seat)


def everything(link, name):
    """The bodies of the broadcasts of this name so far."""
    link.call("room.snapshot", {})
    return [body for heard, body in link.heard if heard == name]


def test_listeners_on_both_processes_hear_the_speaker_and_no_other(pair, session, link):
    first, second = pair
    host, other = link(first, session.host), link(second, session.hosts[1])
    near, far = link(first, session.join("A")), link(second, session.join("B"))
    for listener in (near, far):
        listen(listener)
    start(host, near)
    speak_until_heard(host, far)

    assert other.call("voice.take", op(holder=1))["ok"]
    speak_until_heard(other, near, turn=2)
    speak_until_heard(other, far, turn=2)

    def is_silenced():
        before = [len(sounds(listener)) for listener in (near, far)]
        speak(host, 50)
        time.sleep(0.1)
        return [len(sounds(listener)) for listener in (near, far)] == before

    until(is_silenced, problem="the earlier speaker is still relayed")
    speak(other, 51, turn=2)
    for listener in (near, far):
        until(lambda listener=listener: sounds(listener)[-1]["n"] == 51)


def test_member_with_tabs_on_both_processes_is_the_same_listener_in_both_reports(
    pair, session, link
):
    first, second = pair
    host = link(second, session.host)
    seat = session.join()
    near, far = link(first, seat), link(second, seat)
    tell(near, "voice.listen", channel="kk", thin=True)
    tell(far, "voice.listen", channel="kk")

    def reports():
        bodies = everything(host, "voice.listeners")
        return {body["process"]: body["channels"].get("kk") for body in bodies}

    until(lambda: len(reports()) == 2, problem="one process does not report its listeners")
    views = reports().values()
    ways = [{way: numbers_in(text) for way, text in view.items() if text} for view in views]
    number = number_of(near)
    assert sorted(ways, key=str) == [{"full": [number]}, {"thin": [number]}]


def test_program_on_one_process_hears_the_speaker_of_the_other_and_readers_on_both_read(
    pair, session, link
):
    first, second = pair
    host = link(second, session.host)
    near, far = (link(one, session.join("Reader", "en")) for one in pair)
    token = token_for(first, session)
    assert host.call("voice.take", op(holder=None))["ok"]

    with connected(first, token) as program:
        with speaking(host, lambda number: on_the_wire(frames(number))):
            assert program.wait_for("sound")["turn"] == 1
        assert program.write("Good mor", final=False).json() == {"outcome": "shown"}
        for reader in (near, far):
            assert reader.hear("caption.heard")["set"]["partial"]["text"] == "Good mor"
        # A balancer may send each request to another process.
        program.server = second
        assert program.write("Good morning").json() == {"outcome": "stored"}

        for reader in (near, far):
            assert reader.hear("caption.said")["set"]["text"] == "Good morning"
            assert captions_of(reader)["mark"] == "machine"


def test_newest_program_writes_alone_wherever_it_connects(pair, session, link):
    """Planted fault: a text of the older program, which waited, was shown after all."""
    first, second = pair
    reader = link(second, session.join("Reader", "en"))
    token = token_for(first, session)
    with connected(first, token) as older:
        for text in ("Old", "Old words"):
            assert older.write(text, final=False).json() == {"outcome": "shown"}

        with connected(second, token) as newer:
            assert newer.write("New", final=False).json() == {"outcome": "shown"}
            # It comes later than a text that waited.
            assert older.wait_for("end") == {"type": "end", "why": "replaced"}
            refused = [older.moved_to(server).write("Too late") for server in pair]
            assert [answer.json()["code"] for answer in refused] == ["captions_replaced"] * 2
            assert newer.write("New words").json() == {"outcome": "stored"}
            reader.hear("caption.said")

    partials = [body["set"]["partial"]["text"] for body in everything(reader, "caption.heard")]
    assert partials == ["Old", "New"]


def test_token_that_was_taken_back_is_refused_on_both_processes(pair, session):
    token = token_for(pair[0], session)
    with connected(pair[0], token) as one:
        in_database(
            pair[0], lambda db: revoke_token(db, db.get(Room, session.room_id), language="en")
        )

        assert one.wait_for("end") == {"type": "end", "why": "revoked"}
    for server in pair:
        assert refusal_of_sound(server, token).status_code == 401
        assert post(server, token, b"{}").status_code == 401


def test_grant_is_given_on_one_process_used_on_the_other_and_ends_once(pair, session, link):
    first, second = pair
    host, other = link(first, session.host), link(second, session.hosts[1])
    person, listener = link(second, session.join("A")), link(first, session.join("B"))
    listen(listener)
    grant(host, person, seconds=30)
    until(lambda: person.hear("talk.mine")["set"]["mine"]["ends_at"])
    assert person.call("talk.hold", op())["ok"]
    speak_until_heard(person, listener)
    for seat in (host, other):
        seat.call("room.snapshot", {})
        seat.heard.clear()

    def let_end(db):
        now = clock.now()
        db.execute(update(SpeakingGrant).filter_by(room_id=session.room_id).values(ends_at=now))
        row = update(Deadline).filter_by(room_id=session.room_id, kind=talk.EXPIRE)
        db.execute(row.values(at=now))

    in_database(first, let_end)

    assert person.hear("talk.mine")["set"]["mine"] is None
    for seat in (host, other):
        assert seat.hear("talk.grants")["set"]["grants"] == []
    # Both processes look for deadlines twice a second.
    time.sleep(1.5)
    for seat in (host, other):
        assert everything(seat, "talk.grants") == []
        assert floor(seat)["holder"] is None
    ended = select(func.count()).select_from(TimelineEntry)
    ended = ended.filter_by(room_id=session.room_id, kind="talk.ended")
    assert rows(first, ended) == [(1,)]
    assert person.call("talk.hold", op())["code"] == "no_grant"


def test_picture_that_is_sent_to_one_process_is_served_by_the_other(
    pair,
    session,
    presenter,  # noqa: F811
    link,
):
    first, second = pair
    reader = link(second, session.join())

    key = send(first, session, presenter, picture()).json()["key"]

    assert reader.hear("still.changed")["set"]["speaker"]["key"] == key
    address = f"{second.url}/stills/{key}"
    answer = requests.get(address, timeout=PATIENCE_S)
    assert (answer.status_code, answer.content) == (200, picture())
    assert reader.call("still.remove", op(kind="speaker"))["code"] == "not_allowed"
    assert link(second, session.host).call("still.remove", op(kind="speaker"))["ok"]
    assert requests.get(f"{first.url}/stills/{key}", timeout=PATIENCE_S).status_code == 404


def test_end_on_one_process_frees_the_channel_that_is_held_on_the_other(pair, session, link):
    first, second = pair
    host, other = link(first, session.host), link(second, session.hosts[1])
    listener = link(first, session.join())
    listen(listener)
    start(host, listener)

    assert other.call("room.end", op())["ok"]

    speakers = select(VoiceChannel.member_id).filter_by(room_id=session.room_id)
    assert rows(first, speakers) == [(None,)]
    assert host.call("voice.renew", op(turn=1))["code"] == "room_ended"
    assert host.call("voice.take", op(holder=None))["code"] == "room_ended"

    def is_silent():
        before = len(sounds(listener))
        speak(host, 60)
        time.sleep(0.1)
        return len(sounds(listener)) == before

    until(is_silent, problem="a speaker is still relayed after the end")
