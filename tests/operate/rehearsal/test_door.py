"""A simulated participant waits at the door until it is admitted."""

import pytest

from webinar.operate.rehearsal.door import ASKS_AGAIN_AFTER, LOOK_EVERY, Door

WAITING = {"state": "waiting", "place": 3, "reason": None, "expected": None, "session": "planned"}


@pytest.fixture
def door():
    """The door of a participant who has just begun to wait."""
    door = Door(pace=1)
    door.wait(0)
    return door


def names(commands):
    return [command.name for command in commands]


def answer(**more):
    return {"ok": True, "lobby": WAITING | more}


@pytest.mark.parametrize(("seconds", "quality"), [(0.1, "good"), (1, "enough"), (3, "slow")])
def test_first_look_measures_the_link_and_reports_it_once(door, seconds, quality):
    assert names(door.due(0)) == ["lobby.look"]

    report = door.looked(answer(), seconds)

    assert (report.name, report.fields["quality"]) == ("lobby.link", quality)
    assert door.place == 3
    assert names(door.due(LOOK_EVERY)) == ["lobby.look"]
    assert door.looked(answer(), LOOK_EVERY) is None


@pytest.mark.parametrize("way", ["broadcast", "look"])
def test_admitted_participant_stops_waiting(door, way):
    if way == "broadcast":
        door.hear("lobby.admitted", {}, 1)
    else:
        door.looked(answer(state="in", place=0), 1)

    assert not door.waits


def test_refused_participant_notes_the_reason_and_asks_again_once(door):
    door.due(0)
    door.hear("lobby.refused", {"reason": "full_name"}, 1)

    assert door.reasons == ["full_name"]
    assert door.due(1) == []
    assert names(door.due(1 + ASKS_AGAIN_AFTER)) == ["lobby.ask"]
    assert door.due(2 + ASKS_AGAIN_AFTER) == []


def test_participant_does_not_wait_for_an_ended_session(door):
    door.looked(answer(session="ended"), 1)

    assert door.is_over
