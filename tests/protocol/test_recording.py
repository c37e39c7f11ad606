"""The voice of a session is recorded by a real server, and can be heard afterwards."""

import json
import re
import time
from datetime import datetime

import pytest
import requests
from sqlalchemy import func, select

from tests.live.recording.reading import read
from tests.live.recording.speech import frame, frames, on_the_wire
from tests.protocol.people import begin, op, rows
from tests.protocol.raw import Raw
from tests.protocol.server import PATIENT_ENTRY, Server
from tests.protocol.waiting import PATIENCE_S, until
from webinar.live.recording.models import RecordedSound, RecordingRules

pytestmark = [pytest.mark.any_mode, pytest.mark.postgres]

PACKET_MS = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("recording"), PATIENT_ENTRY) as server:
        yield server


def begin_recorded(server, presenters=1):
    """A live session whose voice is recorded."""
    session = begin(server, presenters, start=False)
    database = server.database()
    database.write(lambda db: db.add(RecordingRules(room_id=session.room_id, is_on=True)))
    database.close()
    with Raw(server) as link:
        assert link.sit(session.host).call("room.start", op())["ok"]
    return session


def stored(server, session):
    """How many rows of sound the server has stored."""
    count = select(func.count()).where(RecordedSound.room_id == session.room_id)
    return rows(server, count)[0][0]


def last_stored_ms(server, session):
    """Up to when sound is stored."""
    end = select(func.max(RecordedSound.ends_ms)).where(RecordedSound.room_id == session.room_id)
    return rows(server, end)[0][0] or 0


class Speaker:
    """Speaks in packets whose numbers can be read in the recording; `times` has when each began."""

    def __init__(self, link, turn=1, first=0):
        self.link, self.turn, self.number = link, turn, first
        self.times = {}

    def speak(self, count=1):
        for _ in range(count):
            at = int(time.time() * 1000)
            sound = on_the_wire(frames(self.number))
            fields = {"channel": "floor", "turn": self.turn, "number": self.number, "at": at}
            self.link.send(
                "42" + json.dumps(["voice.send", fields | {"full": sound, "thin": sound}])
            )
            self.times[self.number] = at
            self.number += 1
            time.sleep(PACKET_MS / 1000)

    def speak_until(self, condition):
        def is_done():
            self.speak(5)
            return condition()

        until(is_done, problem="the sound is not stored")


def listen(server, session, browser, **headers):
    address = f"{server.url}/replay/{session.code}/voice.floor.webm"
    return browser.get(address, headers=headers, timeout=PATIENCE_S)


def join(server, session):
    """A participant's browser, and the page on which they joined."""
    browser = requests.Session()
    page = browser.get(f"{server.url}/join/{session.code}", timeout=PATIENCE_S)
    token = re.search(r'csrf_token" value="([0-9a-f]+)"', page.text).group(1)
    form = {"csrf_token": token, "name": "Aigul", "language": "kk"}
    browser.post(page.url, data=form, timeout=PATIENCE_S)
    return browser, page.text


def began_ms(link):
    room = link.call("room.snapshot", {})["snapshot"]["room"]
    return datetime.fromisoformat(room["started_at"]).timestamp() * 1000


def test_recording_is_heard_by_those_who_were_there_in_ranges(server):
    session = begin_recorded(server)
    browser, page = join(server, session)
    assert "recording-consent" in page
    with Raw(server) as host:
        host.sit(session.host)
        assert host.call("voice.take", op(holder=None))["ok"]
        speaker = Speaker(host)
        speaker.speak_until(lambda: stored(server, session) >= 2)
        began = began_ms(host)
        # What was said last is stored up to two seconds later, and makes another file.
        until(lambda: last_stored_ms(server, session) > max(speaker.times.values()))
        assert listen(server, session, browser).status_code == 404
        assert host.call("room.end", op())["ok"]

    whole = listen(server, session, browser)

    assert (whole.status_code, whole.headers["Content-Type"]) == (200, "audio/webm")
    assert_in_step(read(whole.content), speaker.times, began)
    part = listen(server, session, browser, Range="bytes=100-199")
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert part.headers["ETag"] == whole.headers["ETag"]
    again = listen(server, session, browser, **{"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304
    assert listen(server, session, requests.Session()).status_code == 404


def test_kill_in_the_middle_of_a_sentence_leaves_a_recording_that_goes_on(tmp_path):
    with Server(tmp_path / "server", PATIENT_ENTRY) as server:
        session = begin_recorded(server)
        browser, _page = join(server, session)
        with Raw(server) as link:
            link.sit(session.host)
            assert link.call("voice.take", op(holder=None))["ok"]
            before = Speaker(link)
            before.speak_until(lambda: stored(server, session) >= 2)
            began = began_ms(link)
            server.kill()
        server.start()
        count = stored(server, session)
        with Raw(server) as link:
            link.sit(session.host)
            assert link.call("voice.take", op(holder=1))["ok"]
            after = Speaker(link, turn=2, first=before.number + 100)
            after.speak_until(lambda: stored(server, session) > count)
            assert link.call("room.end", op())["ok"]

        film = read(listen(server, session, browser).content)

        heard_before = assert_in_step(film, before.times, began)
        heard_after = assert_in_step(film, after.times, began)
        assert heard_before > 0
        assert heard_after > 0


def assert_in_step(film, times, began):
    """Assert that each packet stands at the time at which it was sent; return their number."""
    places = {sound: place for place, sound in reversed(film.sounds)}
    heard = [number for number in times if frame(3 * number) in places]
    off = [places[frame(3 * number)] - (times[number] - began) for number in heard]
    assert all(abs(ms) <= 60 for ms in off), off
    return len(heard)
