"""A speaker who closes the last page frees the channel at once; a broken link keeps it."""

import pytest

from tests.room.engine.hearing import Clock, Hearing


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def speaking(rig, scene, clock):
    """A process in which the host's page has been heard for some time, and that page's socket."""
    process = Hearing(rig, clock)
    page = process.open(scene.host)
    process.stay(5, page)
    assert rig.do(scene.host, "voice.take")["ok"]
    return process, page


def holder(rig, scene):
    return rig.snapshot(scene.ada)["voice"]["floor"]["holder"]


@pytest.mark.parametrize("said_goodbye", [True, False])
def test_channel_is_freed_by_a_goodbye_alone(rig, scene, speaking, said_goodbye):
    process, page = speaking

    process.close(page, said_goodbye=said_goodbye)
    process.stay(1)

    assert holder(rig, scene) == (None if said_goodbye else scene.host.number)
    freed = [body["set"] for name, body in rig.heard_by(scene.ada) if name == "voice.changed"][1:]
    assert [view["floor"]["holder"] for view in freed] == ([None] if said_goodbye else [])


def test_page_open_on_another_process_keeps_the_channel(rig, scene, speaking, clock):
    process, page = speaking
    other = Hearing(rig, clock, boot="second")
    page_there = other.open(scene.host)
    other.stay(4, page_there)

    process.hear(page)
    process.close(page, said_goodbye=True)
    process.stay(1)

    assert holder(rig, scene) == scene.host.number


def test_departure_of_somebody_else_changes_nothing(rig, scene, speaking):
    process, page = speaking
    listener = process.open(scene.ada)
    process.stay(4, page, listener)

    process.close(listener, said_goodbye=True)
    process.stay(1, page)

    assert holder(rig, scene) == scene.host.number
