"""The file of a recorded session has each word at the time at which it was said."""

import pytest
from sqlalchemy import event, select

from tests.live.recording.reading import read
from tests.live.recording.speech import frame, frames, on_the_wire
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.live.recording import recorder, space
from webinar.live.recording.files import recording_file
from webinar.live.recording.listing import recordings_of
from webinar.live.recording.models import RecordedSound
from webinar.live.recording.queries import spans_of
from webinar.live.recording.recorder import Voice
from webinar.room.rooms.models import Purged, Room

pytestmark = pytest.mark.every_way


def hear(db, scene, folder, channel="floor"):
    """The file of a channel, as a player reads it; None if nothing is recorded."""
    with db.read() as session:
        path = recording_file(session, folder, session.get(Room, scene.room.id), channel)
        return None if path is None else read(path.read_bytes())


def rows(db):
    with db.read() as session:
        return session.scalars(select(RecordedSound)).all()


def state(rig, scene):
    return rig.snapshot(scene.host)["recording"]["state"]


def assert_in_step(film):
    assert [at for at, _ in film.frames] == list(range(0, 20 * len(film.frames), 20))


def test_file_begins_with_the_session_and_ends_with_it(db, rig, recorded, speak, time, tmp_path):
    time(5_000)
    speak(2)
    time(3_000)
    rig.do(recorded.host, "room.end")

    film = hear(db, recorded, tmp_path)

    assert film.duration == 8_120
    assert film.sounds == [(5_000 + 20 * number, frame(number)) for number in range(6)]
    assert_in_step(film)


def test_pause_leaves_silence_and_shifts_nothing(db, rig, recorded, speak, time, tmp_path):
    speak(2, written=False)
    rig.do(recorded.host, "recording.pause")
    # What arrived before the pause is stored after it.
    speak(10)
    rig.do(recorded.host, "recording.resume")
    speak(2)
    rig.do(recorded.host, "room.end")

    film = hear(db, recorded, tmp_path)

    assert [at for at, _ in film.sounds] == [*range(0, 120, 20), *range(720, 840, 20)]
    assert film.sounds[6] == (720, frame(36))


def test_each_channel_is_a_file_of_the_same_length(db, rig, app, recorded, speak, time, tmp_path):
    speak(3)
    speak(3, recorded.ada, "kk")
    rig.do(recorded.host, "room.end")

    floor, kazakh = (hear(db, recorded, tmp_path, channel) for channel in ("floor", "kk"))

    assert floor.duration == kazakh.duration == 360
    assert [at for at, _ in floor.sounds] == list(range(0, 180, 20))
    assert [at for at, _ in kazakh.sounds] == list(range(180, 360, 20))
    assert hear(db, recorded, tmp_path, "ru") is None
    with app.test_request_context(), db.read() as session:
        room = session.get(Room, recorded.room.id)
        found = [
            (item.channel, item.name, item.start, item.duration)
            for item in recordings_of(session, room)
        ]
        assert found == [("floor", "Original", 0, 360), ("kk", "Қазақша", 180, 360)]
        assert spans_of(session, room, "kk") == [(180, 360)]


def test_second_speaker_follows_the_first_in_one_file(db, rig, recorded, speak, tmp_path):
    speak(2)
    speak(2, recorded.ada)
    rig.do(recorded.host, "room.end")

    assert [at for at, _ in hear(db, recorded, tmp_path).sounds] == list(range(0, 240, 20))


def test_processes_write_into_one_file(db, rig, recorded, speak, tmp_path):
    """A speaker's link may come to another process than that of the speaker before."""
    begin = round(clock.now().timestamp() * 1000)
    processes = [recorder.Recorder(spawn=lambda *_: None) for _ in range(2)]
    voice = Voice(recorded.room.id, "floor", recorded.host.id)
    for number in range(4):
        sound = on_the_wire(frames(number))
        processes[number // 2].hear(db, voice, begin + 60 * number, sound)
    for process in reversed(processes):
        process.write(db)
    speak(4, written=False)
    rig.do(recorded.host, "room.end")

    assert hear(db, recorded, tmp_path).sounds == [
        (20 * number, frame(number)) for number in range(12)
    ]


def test_packets_in_disorder_and_twice_are_stored_once_and_in_order(
    db, rig, recorded, time, speak, tmp_path
):
    begin = round(clock.now().timestamp() * 1000)
    voice = Voice(recorded.room.id, "floor", recorded.host.id)
    for number in (2, 0, 1, 0, 2):
        speak.recorder.hear(db, voice, begin + 60 * number, on_the_wire(frames(number)))
    speak.recorder.hear(db, voice, begin + 180, "AAMAAAAA")
    time(1_000)
    speak.recorder.write(db)
    rig.do(recorded.host, "room.end")

    film = hear(db, recorded, tmp_path)

    assert film.sounds == [(20 * number, frame(number)) for number in range(9)]


def test_sound_that_comes_after_the_end_is_not_recorded(db, rig, recorded, speak):
    speak(2)
    rig.do(recorded.host, "room.end")
    speak(5)

    assert [row.ends_ms - row.begins_ms for row in rows(db)] == [120]


def test_sound_is_not_stored_again_once_it_was_removed(db, rig, recorded, speak):
    speak(2, written=False)
    rig.do(recorded.host, "room.end")
    db.write(lambda s: s.add(Purged(room_id=recorded.room.id, answers_at=clock.now())))

    speak.recorder.write(db)

    assert rows(db) == []


def test_nothing_is_written_for_a_session_that_is_not_recorded(db, rig, recorded, speak):
    rig.do(recorded.host, "recording.pause")
    writes = []
    event.listen(db.writer, "begin", lambda connection: writes.append(connection))

    speak(10)

    assert writes == []


def test_recording_stops_with_a_word_to_the_hosts_if_the_disk_fills_up(
    db, rig, recorded, speak, monkeypatch
):
    if not db.is_sqlite:
        pytest.skip("the disk of a database server is not known")
    speak(2)
    monkeypatch.setattr(space, "LEAST_FREE_BYTES", 10**18)
    speak(2)
    rig.timers.look()

    assert state(rig, recorded) == "full"
    assert len(rows(db)) == 1
    assert rig.do(recorded.host, "slide.go", slide=1)["ok"]


def test_sound_waits_while_the_database_is_busy(db, rig, recorded, speak, monkeypatch):
    failures = [True, True]
    store = recorder._store

    def busy(*arguments):
        if failures:
            failures.pop()
            raise Refused("try_again", retryable=True)
        store(*arguments)

    monkeypatch.setattr(recorder, "_store", busy)
    monkeypatch.setattr(recorder.concurrency, "sleep", lambda _seconds: None)

    speak(2)

    assert len(rows(db)) == 1
    assert state(rig, recorded) == "on"


def test_recording_that_cannot_be_stored_stops_and_hosts_are_told(
    db, rig, recorded, speak, monkeypatch
):
    def fail(*_arguments):
        raise ValueError("no such table")

    monkeypatch.setattr(recorder, "_store", fail)
    monkeypatch.setattr(recorder.concurrency, "sleep", lambda _seconds: None)

    speak(2)
    rig.timers.look()

    assert state(rig, recorded) == "failed"


def test_live_session_has_no_recording_to_hear(db, recorded, speak, tmp_path):
    speak(2)

    assert hear(db, recorded, tmp_path) is None
