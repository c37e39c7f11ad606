"""An interpreter speaks for the participants, or for the presenters."""

import pytest

from tests.live.voice.test_turns import dana, erlan, join, speaker  # noqa: F401
from webinar.kit.permissions import Role


@pytest.fixture
def olga(db, scene):
    """An interpreter into Russian."""
    return join(db, scene, "Olga", Role.INTERPRETER, "ru")


def test_interpreter_who_speaks_for_the_presenters_leaves_their_own_channel(rig, dana, scene):  # noqa: F811
    rig.do(dana, "voice.take")

    assert rig.do(dana, "voice.take", channel="en")["ok"]

    assert speaker(rig, scene.ada, "en") == (dana.number, 1)
    assert speaker(rig, scene.ada, "kk") == (None, 1)


def test_interpreter_returns_to_their_own_channel(rig, dana, scene):  # noqa: F811
    rig.do(dana, "voice.take", channel="en")

    assert rig.do(dana, "voice.take", channel="kk")["ok"]

    assert speaker(rig, scene.ada, "en") == (None, 1)
    assert speaker(rig, scene.ada, "kk") == (dana.number, 1)


def test_second_interpreter_takes_the_channel_of_the_presenters_over(rig, dana, olga):  # noqa: F811
    rig.do(dana, "voice.take", channel="en")

    assert rig.do(olga, "voice.take", channel="en")["code"] == "voice_moved"
    assert rig.do(olga, "voice.take", channel="en", holder=dana.number)["ok"]
    assert speaker(rig, dana, "en") == (olga.number, 2)


@pytest.mark.parametrize("channel", ["floor", "ru", "prs"])
def test_interpreter_may_speak_nowhere_else(rig, dana, channel):  # noqa: F811
    assert rig.do(dana, "voice.take", channel=channel)["code"] == "no_lane"


def test_presenter_speaks_on_the_floor_only(rig, scene):
    assert rig.do(scene.host, "voice.take", channel="en")["code"] == "no_lane"


def test_refused_direction_leaves_the_channel_alone(rig, dana, olga):  # noqa: F811
    rig.do(dana, "voice.take", channel="en")
    rig.do(olga, "voice.take")

    assert rig.do(olga, "voice.take", channel="en")["code"] == "voice_moved"

    assert speaker(rig, dana, "ru") == (olga.number, 1)
