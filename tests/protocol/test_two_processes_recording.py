"""The voice of a session that two server processes carry is recorded whole, once, and in step."""

import shutil
import subprocess
import time
from contextlib import ExitStack

import pytest
from sqlalchemy import select

from tests.live.recording.reading import read
from tests.live.recording.speech import frame
from tests.protocol.pair import MARKS
from tests.protocol.people import op, rows
from tests.protocol.raw import Raw
from tests.protocol.server import PATIENT_ENTRY, Server
from tests.protocol.test_recording import (
    Speaker,
    assert_in_step,
    began_ms,
    begin_recorded,
    join,
    listen,
    stored,
)
from tests.protocol.waiting import until
from webinar.live.recording.models import RecordedSound
from webinar.live.recording.packets import unpack

pytestmark = MARKS


@pytest.fixture
def link():
    """Open the links of people in their seats, each to a process."""
    with ExitStack() as links:
        yield lambda server, seat: links.enter_context(Raw(server)).sit(seat)


@pytest.fixture
def session(pair):
    return begin_recorded(pair[0], presenters=2)


def numbers_of(film, times):
    """The numbers of the packets that are heard, in the order in which they are."""
    names = {frame(3 * number): number for number in times}
    return [names[sound] for _, sound in film.sounds if sound in names]


def times_stored(session):
    """When each stored packet was captured."""
    columns = select(RecordedSound.content, RecordedSound.begins_ms)
    found = rows(session.server, columns.where(RecordedSound.room_id == session.room_id))
    return [packet.at for content, begin in found for packet in unpack(content, begin)]


def wait_until_stored(session, times):
    """Wait until the packets that were captured then are stored, as each process does by itself."""
    until(lambda: {*times} <= {*times_stored(session)}, problem="the sound is not stored")


def speak_until_recorded(session, speaker):
    """A process drops the first packets that it gets, while it reads who speaks."""
    first = speaker.number

    def is_recorded():
        new = {at for number, at in speaker.times.items() if number >= first}
        return bool(new & {*times_stored(session)})

    speaker.speak_until(is_recorded)


def end(server, session, link, browser):
    """End the session over this link, and return its recording as this server gives it out."""
    assert link.call("room.end", op())["ok"]
    answer = listen(server, session, browser)
    assert answer.status_code == 200
    assert_playable(answer.content)
    return read(answer.content)


def assert_playable(content):
    """Let ffprobe read the whole file, where it is installed."""
    program = shutil.which("ffprobe")
    if program is not None:
        options = ["-v", "error", "-count_packets", "-show_entries", "stream=codec_name", "-i", "-"]
        probe = subprocess.run([program, *options], input=content, capture_output=True)
        assert (probe.returncode, probe.stderr) == (0, b""), probe.stderr
        assert b"opus" in probe.stdout


def test_each_packet_is_recorded_once_though_the_link_moves_there_and_back(pair, session, link):
    """Planted fault: rows were put one behind the other, as they began."""
    first, second = pair
    browser, _page = join(second, session)
    here, there = link(first, session.host), link(second, session.host)
    other = link(second, session.hosts[1])
    assert here.call("voice.take", op(holder=None))["ok"]
    speaker = Speaker(here)
    speaker.speak_until(lambda: stored(first, session) > 0)
    speaker.link = there
    speak_until_recorded(session, speaker)
    began = began_ms(other)
    # Now both processes know who speaks. What follows fits into the time of one row.
    time.sleep(2)

    first_number = speaker.number
    for speaker.link in (here, there, here):
        speaker.speak(7)

    sent = range(first_number, speaker.number)
    wait_until_stored(session, [speaker.times[number] for number in sent])
    times = times_stored(session)
    assert len(times) == len(set(times))
    film = end(second, session, other, browser)
    assert [number for number in numbers_of(film, speaker.times) if number in sent] == [*sent]
    assert_in_step(film, speaker.times, began)


def test_host_on_another_process_pauses_resumes_and_takes_over(pair, session, link):
    first, second = pair
    browser, _page = join(second, session)
    here, other = link(first, session.host), link(second, session.hosts[1])
    assert here.call("voice.take", op(holder=None))["ok"]
    speaker = Speaker(here)
    speaker.speak_until(lambda: stored(first, session) > 0)
    began = began_ms(other)

    assert other.call("recording.pause", op())["ok"]
    assert here.hear("recording.changed")["set"]["state"] == "paused"
    pauses_at = speaker.number
    speaker.speak(5)
    assert here.call("recording.resume", op())["ok"]
    resumes_at = speaker.number
    speaker.speak(5)
    taken_at = speaker.number
    assert other.call("voice.take", op(holder=1))["ok"]
    follower = Speaker(other, turn=2, first=1000)
    speak_until_recorded(session, follower)
    follower.speak(5)
    wait_until_stored(session, [follower.times[follower.number - 1]])

    film = end(second, session, other, browser)

    heard = numbers_of(film, speaker.times)
    assert not {*range(pauses_at, resumes_at)} & {*heard}
    assert {*range(resumes_at, taken_at)} <= {*heard}
    assert assert_in_step(film, speaker.times, began) > 0
    assert {*range(follower.number - 5, follower.number)} <= {*numbers_of(film, follower.times)}
    assert assert_in_step(film, follower.times, began) > 0


def test_killed_process_loses_at_most_two_seconds_and_the_other_goes_on(
    pair, session, link, tmp_path
):
    other_process, database_url = pair[1], pair[0].database_url
    browser, _page = join(other_process, session)
    with Server(tmp_path / "killed", PATIENT_ENTRY, database_url=database_url) as killed:
        here = link(killed, session.host)
        assert here.call("voice.take", op(holder=None))["ok"]
        speaker = Speaker(here)
        speaker.speak_until(lambda: stored(killed, session) > 1)
        speaker.speak(10)
        killed.kill()
    kept_before, killed_ms = speaker.number, max(speaker.times.values())
    speaker.link = link(other_process, session.host)
    began = began_ms(speaker.link)
    speak_until_recorded(session, speaker)
    goes_on = speaker.number
    speaker.speak(5)
    wait_until_stored(session, [speaker.times[speaker.number - 1]])

    film = end(other_process, session, speaker.link, browser)

    heard = numbers_of(film, speaker.times)
    last_before = max(number for number in heard if number < kept_before)
    assert killed_ms - speaker.times[last_before] <= 2_000
    assert {*range(goes_on, speaker.number)} <= {*heard}
    assert_in_step(film, speaker.times, began)
