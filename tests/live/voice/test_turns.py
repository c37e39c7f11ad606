"""The speakers of channels: how they take a channel, keep it and lose it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import make_member
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.voice.actions import LAPSE, LEASE
from webinar.live.voice.models import VoiceChannel
from webinar.room.engine.models import Deadline
from webinar.room.rooms.models import Member, Room


def join(db, scene, name, role=Role.PARTICIPANT, interprets=None):
    def build(session):
        member = make_member(session, session.get(Room, scene.room.id), name, role, "en")
        member.interprets = interprets
        return member

    return db.write(build)


@pytest.fixture
def dana(db, scene):
    """An interpreter into Kazakh."""
    return join(db, scene, "Dana", Role.INTERPRETER, "kk")


@pytest.fixture
def erlan(db, scene):
    """Another interpreter into Kazakh."""
    return join(db, scene, "Erlan", Role.INTERPRETER, "kk")


@pytest.fixture
def pia(db, scene):
    """Another presenter."""
    return join(db, scene, "Pia", Role.PRESENTER)


def speaker(rig, member, channel="floor"):
    """The number of the speaker and the turn, as this member sees them."""
    view = (rig.snapshot(member)["voice"] or {}).get(channel)
    return view and (view["holder"], view["turn"])


def test_everybody_hears_who_begins_to_speak_where_and_since_when(rig, scene, dana, monkeypatch):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    assert rig.do(scene.host, "voice.take")["ok"]
    assert rig.do(dana, "voice.take")["ok"]

    heard = [body["set"] for name, body in rig.heard_by(scene.ada) if name == "voice.changed"]
    began = {"turn": 1, "since": int(now.timestamp()), "offered": False}
    assert heard == [
        {"floor": {"holder": scene.host.number, "name": "Grace"} | began},
        {"kk": {"holder": dana.number, "name": "Dana"} | began},
    ]
    assert rig.snapshot(scene.ada)["voice"] == heard[0] | heard[1]


def test_session_in_which_nobody_has_spoken_has_no_channels(rig, scene):
    assert rig.snapshot(scene.ada)["voice"] is None


def test_interpreter_without_a_language_may_not_speak(db, rig, scene):
    vera = join(db, scene, "Vera", Role.INTERPRETER)

    assert rig.do(vera, "voice.take")["code"] == "no_lane"


def test_colleague_takes_over_from_the_speaker_they_have_seen(rig, dana, erlan):
    rig.do(dana, "voice.take")

    assert rig.do(erlan, "voice.take")["code"] == "voice_moved"
    assert rig.do(erlan, "voice.take", holder=dana.number)["ok"]
    assert speaker(rig, dana, "kk") == (erlan.number, 2)


def test_speaker_who_takes_the_channel_again_begins_a_new_turn(rig, scene):
    rig.do(scene.host, "voice.take")

    assert rig.do(scene.host, "voice.take")["ok"]
    assert speaker(rig, scene.host) == (scene.host.number, 2)
    assert rig.do(scene.host, "voice.renew", turn=1)["code"] == "voice_lost"
    assert rig.do(scene.host, "voice.stop", turn=1)["code"] == "voice_lost"


def test_speaker_stops_and_the_turn_is_not_used_again(rig, scene):
    rig.do(scene.host, "voice.take")

    rig.do(scene.host, "voice.stop", turn=1)

    assert speaker(rig, scene.host) == (None, 1)
    rig.do(scene.host, "voice.take")
    assert speaker(rig, scene.host) == (scene.host.number, 2)


def is_offered(rig, member, channel="kk"):
    return rig.snapshot(member)["voice"][channel]["offered"]


def test_speaker_asks_to_be_relieved_until_a_colleague_follows(rig, dana, erlan):
    rig.do(dana, "voice.take")

    assert rig.do(dana, "voice.offer", turn=1, offered=True)["ok"]

    assert is_offered(rig, erlan)
    rig.do(erlan, "voice.take", holder=dana.number)
    assert not is_offered(rig, dana)
    assert rig.do(dana, "voice.offer", turn=1, offered=True)["code"] == "voice_lost"


def test_speaker_who_goes_on_or_stops_asks_no_longer(rig, dana, erlan):
    rig.do(dana, "voice.take")
    rig.do(dana, "voice.offer", turn=1, offered=True)
    rig.do(dana, "voice.offer", turn=1, offered=False)
    assert not is_offered(rig, erlan)

    rig.do(dana, "voice.offer", turn=1, offered=True)
    rig.do(dana, "voice.stop", turn=1)

    assert not is_offered(rig, erlan)


def test_hosts_decide_whether_slides_wait_for_the_voice(rig, scene, dana):
    assert rig.snapshot(scene.ada)["slides_held"] is None
    assert rig.do(dana, "voice.hold_slides", held=False)["code"] == "not_allowed"

    assert rig.do(scene.host, "voice.hold_slides", held=False)["ok"]

    assert rig.snapshot(scene.ada)["slides_held"] == {"held": False}
    heard = [body for name, body in rig.heard_by(scene.ada) if name == "voice.slides_held"]
    assert [body["set"] for body in heard] == [{"held": False}]
    rig.do(scene.host, "voice.hold_slides", held=True)
    assert rig.snapshot(scene.ada)["slides_held"] is None


def test_hosts_silence_a_speaker_and_interpreters_do_not(rig, scene, dana, pia):
    rig.do(dana, "voice.take")
    rig.do(scene.host, "voice.take")

    assert rig.do(dana, "voice.silence", channel="floor")["code"] == "not_allowed"
    assert rig.do(pia, "voice.silence", channel="floor")["ok"]
    assert rig.do(pia, "voice.silence", channel="kk")["ok"]
    # Their own clients tell it from a lease that has lapsed by the turn.
    assert (speaker(rig, pia), speaker(rig, pia, "kk")) == ((None, 2), (None, 2))
    assert rig.do(pia, "voice.silence", channel="ru")["ok"]


def due_at(db, channel):
    with db.read() as session:
        return session.scalar(select(Deadline.at).filter_by(kind=LAPSE, key=channel))


def test_speaker_who_does_not_renew_loses_the_channel(db, rig, scene, monkeypatch):
    rig.do(scene.host, "voice.take")
    later = clock.now() + LEASE + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)

    rig.timers.look()

    assert speaker(rig, scene.host) == (None, 1)
    assert due_at(db, "floor") is None


def test_speaker_who_renews_keeps_the_channel(db, rig, scene, monkeypatch):
    rig.do(scene.host, "voice.take")
    first = due_at(db, "floor")
    later = clock.now() + LEASE / 2
    monkeypatch.setattr(clock, "now", lambda: later)

    rig.do(scene.host, "voice.renew", turn=1)

    assert due_at(db, "floor") - first >= LEASE / 2


def test_interpreter_who_gets_another_language_frees_the_channel(db, rig, dana, scene):
    rig.do(dana, "voice.take")

    def reassign(change):
        from webinar.live.voice.actions import leave

        member = change.db.get(Member, dana.id)
        member.interprets = "ru"
        leave(change, member)

    rig.queue.run(scene.room.id, reassign)

    assert speaker(rig, scene.host, "kk") == (None, 1)


def test_channels_are_not_shown_once_the_session_is_over(db, rig, scene):
    rig.do(scene.host, "voice.take")

    rig.do(scene.host, "room.end")

    assert rig.snapshot(scene.ada)["voice"] is None
    with db.read() as session:
        assert [row.member_id for row in session.scalars(select(VoiceChannel))] == [None]
