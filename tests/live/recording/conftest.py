"""The live path without sockets, a session that is recorded, and a recorder."""

from datetime import timedelta

import pytest

from tests.live.recording.speech import frames, on_the_wire
from tests.room.engine.rig import make_scene, rig  # noqa: F401
from webinar.kit import clock
from webinar.live.recording import actions
from webinar.live.recording.recorder import Recorder, Voice
from webinar.room.rooms.models import RoomState


@pytest.fixture
def scene(db):
    """A session that has not started."""
    return make_scene(db, state=RoomState.PLANNED)


@pytest.fixture
def time(monkeypatch):
    """Move the server's time on."""
    now = clock.now()
    moved = [now.replace(microsecond=now.microsecond // 1000 * 1000)]
    monkeypatch.setattr(clock, "now", lambda: moved[0])

    def pass_ms(count):
        moved[0] += timedelta(milliseconds=count)

    return pass_ms


@pytest.fixture
def recorded(rig, scene, time):  # noqa: F811
    """A live session whose voice is recorded."""
    rig.queue.run(scene.room.id, lambda change: actions.choose(change, is_on=True))
    assert rig.do(scene.host, "room.start")["ok"]
    return scene


@pytest.fixture
def speak(db, recorded, time):
    """Say some packets, 60 ms each, from now on; the server's time moves on meanwhile."""
    recorder = Recorder(spawn=lambda *_: None)
    said = [0]

    def say(count, member=recorded.host, channel="floor", *, written=True):
        voice = Voice(recorded.room.id, channel, member.id)
        for _ in range(count):
            at = round(clock.now().timestamp() * 1000)
            recorder.hear(db, voice, at, on_the_wire(frames(said[0])))
            said[0] += 1
            time(60)
        if written:
            recorder.write(db)

    say.recorder = recorder
    return say
