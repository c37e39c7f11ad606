"""Refusals are counted by reason and logged at debug level."""

import logging

import pytest

from webinar.room.engine import refusals


@pytest.fixture(autouse=True)
def empty_counts(monkeypatch):
    monkeypatch.setattr(refusals, "_counts", type(refusals._counts)())


def test_refused_vote_is_counted_and_logged_without_the_choice(rig, scene, caplog):
    caplog.set_level(logging.DEBUG, logger="webinar.room.engine.refusals")

    rig.do(scene.host, "poll.open", poll="which")
    rig.do(scene.host, "poll.close", poll="which")
    for _ in range(2):
        rig.do(scene.ada, "poll.vote", poll="which", options=["a"])
    rig.do(scene.ada, "room.end")

    assert refusals.refusals() == {"poll.vote poll_not_open": 2, "room.end not_allowed": 1}
    message = (
        f"poll.vote of member {scene.ada.id} in room {scene.room.id} was refused: poll_not_open"
    )
    assert [record.message for record in caplog.records][0] == message
    assert "'a'" not in caplog.text


def test_invented_command_names_are_counted_together(rig, scene):
    for number in range(3):
        rig.ask(scene.ada, f"room.explode{number}")

    assert refusals.refusals() == {"unknown unknown_command": 3}


def test_successful_command_is_not_counted_as_a_refusal(rig, scene):
    assert rig.do(scene.host, "slide.go", slide=1)["ok"]

    assert refusals.refusals() == {}
