"""A person's voice is handed out to them, erased with them, and removed with the answers."""

import os
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from tests.live.recording.reading import read
from tests.live.recording.speech import frame
from webinar.kit import clock
from webinar.live.recording.files import FOLDER, KEPT_SECONDS, delete_outdated, recording_file
from webinar.live.recording.models import RecordedSound
from webinar.live.recording.own_voice import files_of_voices, own_voices
from webinar.operate.personal.access import personal_data
from webinar.operate.personal.full_erasure import erase_for_good
from webinar.operate.personal.purging import purge_due
from webinar.operate.personal.subject import Subject
from webinar.room.rooms.models import Room

pytestmark = pytest.mark.every_way


@pytest.fixture
def held(db, rig, recorded, speak, tmp_path):
    """A session that is over: the host spoke, then Ada, then the host again."""
    speak(2)
    speak(2, recorded.ada)
    speak(2)
    rig.do(recorded.host, "room.end")
    return recorded


def ada_in(session, scene):
    return Subject(None, (session.merge(scene.ada),), (session.get(Room, scene.room.id),))


def file_of(db, scene, folder):
    with db.read() as session:
        return recording_file(session, folder, session.get(Room, scene.room.id), "floor")


def sweep(db, folder):
    delete_outdated(SimpleNamespace(db=db, settings=SimpleNamespace(instance=folder)))


def files_in(folder):
    return sorted(path.name for path in (folder / FOLDER).iterdir())


def test_own_voice_is_handed_out_at_its_time_and_nobody_elses(db, held):
    with db.read() as session:
        voices = own_voices(session, [held.ada.id])
        data = personal_data(session, ada_in(session, held))["data"]

    [(name, content)] = files_of_voices(voices)

    assert name == f"voice-{held.room.code}.floor.webm"
    film = read(content)
    assert film.sounds == [(120 + 20 * place, frame(6 + place)) for place in range(6)]
    assert film.duration == 360
    assert "recorded_sounds" not in data


def test_erased_speaker_becomes_silence_and_others_keep_their_time(db, held, tmp_path):
    before = read(file_of(db, held, tmp_path).read_bytes())
    assert len(before.sounds) == 18

    erase_for_good(db, tmp_path, lambda session: ada_in(session, held), None)

    assert files_in(tmp_path) == []
    after = read(file_of(db, held, tmp_path).read_bytes())
    assert after.sounds == [(at, sound) for at, sound in before.sounds if not 120 <= at < 240]
    assert after.duration == before.duration


def test_recording_is_removed_with_the_answers(db, held, tmp_path):
    assert file_of(db, held, tmp_path)

    def age(session):
        session.get(Room, held.room.id).ended_at = clock.now() - timedelta(days=181)

    db.write(age)
    purge_due(db)

    with db.read() as session:
        assert session.scalars(select(RecordedSound)).all() == []
    assert file_of(db, held, tmp_path) is None
    sweep(db, tmp_path)
    assert files_in(tmp_path) == []


def test_file_is_made_once_and_kept_for_a_day(db, held, tmp_path):
    path = file_of(db, held, tmp_path)
    made = path.stat().st_ino
    sweep(db, tmp_path)
    assert file_of(db, held, tmp_path).stat().st_ino == made

    long_ago = clock.now().timestamp() - KEPT_SECONDS - 1
    os.utime(path, (long_ago, long_ago))
    sweep(db, tmp_path)

    assert files_in(tmp_path) == []


def test_file_with_sound_that_was_erased_since_is_deleted(db, held, tmp_path):
    path = file_of(db, held, tmp_path)
    strange = path.with_name("left-by-a-crash.part")
    strange.touch()

    def erase(session):
        rows = session.scalars(select(RecordedSound).filter_by(member_id=held.ada.id))
        for row in rows:
            session.delete(row)

    db.write(erase)
    sweep(db, tmp_path)

    assert files_in(tmp_path) == [strange.name]
