"""Everybody hears that a test is open, only hosts hear how many people take it, and nobody
hears the right answers.
"""

import json

import pytest

from tests.live.assessment.making import POST, PRE, answer, make_school
from webinar.room.rooms.models import RoomState


@pytest.fixture
def school(db):
    return make_school(db)


def shown_tests(rig, member):
    return {test["id"]: test for test in rig.snapshot(member)["tests"]["items"]}


def test_everybody_hears_that_a_test_opened_and_the_previous_one_is_over(rig, school):
    rig.do(school.host, "test.open", part=POST)

    changes = [body["put"] for name, body in rig.heard_by(school.ada) if name == "test.changed"]
    assert changes == [[{"id": PRE, "state": "over"}], [{"id": POST, "state": "open"}]]
    assert shown_tests(rig, school.ada)[POST]["state"] == "open"


def test_only_hosts_hear_how_many_take_a_test(rig, school):
    rig.do(school.host, "test.open", part=PRE)
    answer(rig, school.ada, PRE, "q1", "b")
    answer(rig, school.bek, PRE, "q1", "b")
    rig.do(school.ada, "test.hand_in", part=PRE)
    rig.beat()

    [(_, body)] = [
        broadcast for broadcast in rig.heard_by(school.host) if broadcast[0] == "test.progress"
    ][-1:]
    assert body["put"] == [{"id": PRE, "started": 2, "handed_in": 1}]
    assert "test.progress" not in rig.names_heard_by(school.ada)
    assert shown_tests(rig, school.host)[PRE]["started"] == 2
    assert "started" not in shown_tests(rig, school.ada)[PRE]


def test_only_the_taker_hears_that_a_test_was_handed_in(rig, school):
    rig.do(school.host, "test.open", part=PRE)
    answer(rig, school.ada, PRE, "q1", "b")
    rig.do(school.ada, "test.hand_in", part=PRE)

    assert "test.handed_in" in rig.names_heard_by(school.ada)
    assert "test.handed_in" not in rig.names_heard_by(school.host)
    assert "test.handed_in" not in rig.names_heard_by(school.bek)


def test_snapshot_shows_progress_to_the_taker_only(rig, school):
    rig.do(school.host, "test.open", part=PRE)
    answer(rig, school.ada, PRE, "q1", "b")

    own, other = shown_tests(rig, school.ada)[PRE], shown_tests(rig, school.bek)[PRE]
    assert (own["answered"], own["done"]) == (1, False)
    assert (other["answered"], other["done"]) == (0, False)


def test_chosen_options_are_not_broadcast_or_in_snapshots(db, rig, school):
    rig.do(school.host, "test.open", part=PRE)
    before = len(rig.said)
    answer(rig, school.ada, PRE, "q1", "c")
    rig.do(school.ada, "test.hand_in", part=PRE)
    rig.beat()

    broadcasts = json.dumps([broadcast.body for broadcast in rig.said[before:]])
    assert '"c"' not in broadcasts and "options" not in broadcasts
    for member in (school.host, school.bek, school.ada):
        assert "correct" not in json.dumps(rig.snapshot(member)["tests"])


def test_a_lobby_offers_the_pre_test(db, rig):
    lobby = make_school(db, RoomState.PLANNED)

    assert shown_tests(rig, lobby.ada)[PRE]["state"] == "open"
    assert shown_tests(rig, lobby.ada)[POST]["state"] == "waiting"


def test_session_start_pauses_the_pre_test_and_its_end_opens_the_post_test(db, rig):
    school = make_school(db, state=RoomState.PLANNED)
    assert shown_tests(rig, school.ada)[PRE]["state"] == "open"

    rig.do(school.host, "room.start")
    rig.do(school.host, "room.end")

    changes = [body["put"] for name, body in rig.heard_by(school.ada) if name == "test.changed"]
    assert changes == [
        [{"id": PRE, "state": "waiting"}],
        [{"id": PRE, "state": "over"}],
        [{"id": POST, "state": "open"}],
    ]
    assert shown_tests(rig, school.ada)[POST]["state"] == "open"
