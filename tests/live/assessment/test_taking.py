"""Members answer a test while it is open; their last answers count once they hand it in."""

from datetime import timedelta

import pytest

from tests.factories import make_room
from tests.live.assessment.making import POST, PRE, answer, make_school, set_state
from webinar.content.editions.content import module_of
from webinar.live.assessment import queries
from webinar.live.assessment.plan import find_pair
from webinar.live.polls.models import PollState
from webinar.live.polls.queries import find_poll
from webinar.room.rooms.models import Room, RoomState


def answers(db, room, part, member):
    with db.read() as s:
        row = s.get(Room, room.id)
        test = find_pair(module_of(row.edition), part)[1]
        return {
            key: answer.options
            for key, answer in queries.member_answers(s, row, test, member).items()
        }


def set_poll_state(db, room, key, state):
    def change(s):
        find_poll(s, room, key).state = state

    db.write(change)


@pytest.fixture
def lobby(db):
    return make_school(db, RoomState.PLANNED)


@pytest.fixture
def school(db):
    return make_school(db)


def test_the_pre_test_can_be_taken_in_the_lobby_and_the_post_test_cannot(db, rig, lobby):
    assert answer(rig, lobby.ada, PRE, "q1", "b")["ok"]
    assert answer(rig, lobby.ada, POST, "q1", "b")["code"] == "test_not_open"
    assert answers(db, lobby.room, PRE, lobby.ada) == {f"{PRE}--q1": ("b",)}


def test_live_session_offers_a_test_only_once_a_host_opens_it(db, rig, school):
    assert answer(rig, school.ada, PRE, "q1", "b")["code"] == "test_not_open"

    assert rig.do(school.host, "test.open", part=PRE)["ok"]

    assert answer(rig, school.ada, PRE, "q1", "b")["ok"]
    assert rig.do(school.host, "test.open", part=PRE)["code"] == "test_not_waiting"


def test_opening_the_post_test_ends_the_pre_test_for_good(rig, school):
    rig.do(school.host, "test.open", part=PRE)
    rig.do(school.host, "test.open", part=POST)

    assert answer(rig, school.ada, PRE, "q1", "b")["code"] == "test_not_open"
    assert rig.do(school.host, "test.open", part=PRE)["code"] == "test_not_waiting"


def test_post_test_stays_open_for_the_chosen_days_after_the_end(db, rig, school):
    assert rig.do(school.host, "test.days", part=POST, days=3)["ok"]

    set_state(db, school.room, RoomState.ENDED, timedelta(days=2, hours=23))
    assert answer(rig, school.ada, POST, "q1", "b")["ok"]
    assert answer(rig, school.ada, PRE, "q1", "b")["code"] == "test_not_open"
    set_state(db, school.room, RoomState.ENDED, timedelta(days=3))
    assert answer(rig, school.ada, POST, "q2", "b")["code"] == "test_not_open"


def test_closed_test_never_reopens(db, rig, school):
    set_state(db, school.room, RoomState.ENDED, timedelta(days=8))

    assert rig.do(school.host, "test.days", part=POST, days=60)["code"] == "test_over"
    assert rig.do(school.host, "test.open", part=POST)["code"] in ("room_ended",)


def test_a_later_answer_replaces_the_earlier(db, rig, lobby):
    answer(rig, lobby.ada, PRE, "q1", "a")
    answer(rig, lobby.ada, PRE, "q1", "b")

    assert answers(db, lobby.room, PRE, lobby.ada) == {f"{PRE}--q1": ("b",)}


def test_one_bad_answer_in_a_batch_does_not_affect_others(db, rig, lobby):
    fields = {"part": PRE, "item": f"{PRE}--q1"}

    jobs = rig.batch(
        (lobby.ada, "test.answer", fields | {"options": ["a"]}),
        (lobby.bek, "test.answer", fields | {"options": ["nothing"]}),
        (lobby.bek, "test.answer", fields | {"options": ["b"]}),
        (lobby.ada, "test.answer", fields | {"options": ["c"]}),
    )

    assert [job.is_done for job in jobs] == [True, False, True, True]
    assert answers(db, lobby.room, PRE, lobby.ada) == {f"{PRE}--q1": ("c",)}
    assert answers(db, lobby.room, PRE, lobby.bek) == {f"{PRE}--q1": ("b",)}


@pytest.mark.parametrize(
    ("item", "options", "code"),
    [
        (f"{PRE}--q1", [], "no_choice"),
        (f"{PRE}--q1", ["a", "b"], "one_choice_only"),
        (f"{PRE}--q1", ["z"], "unknown_option"),
        (f"{POST}--q1", ["a"], "unknown_item"),
        ("which", ["a"], "unknown_item"),
        ("welcome", ["a"], "unknown_item"),
    ],
)
def test_answer_that_does_not_fit_the_test_is_refused(db, rig, lobby, item, options, code):
    answered = rig.do(lobby.ada, "test.answer", part=PRE, item=item, options=options)

    assert answered["code"] == code
    assert answers(db, lobby.room, PRE, lobby.ada) == {}


@pytest.mark.parametrize("part", ["main", "nothing", "pre-test--q1"])
def test_part_that_is_not_a_test_is_unknown(rig, lobby, part):
    answered = rig.do(lobby.ada, "test.answer", part=part, item="which", options=["a"])

    assert answered["code"] == "unknown_test"
    assert rig.do(lobby.ada, "test.hand_in", part=part)["code"] == "unknown_test"


def test_a_session_without_a_programme_has_no_tests(db, rig):
    school = make_school(db)
    room = db.write(make_room)

    assert rig.snapshot(school.ada)["tests"] is not None
    with db.read() as s:
        assert find_pair(module_of(s.get(Room, room.id).edition), PRE) is None


def test_handed_in_test_is_final(db, rig, lobby):
    answer(rig, lobby.ada, PRE, "q1", "a")

    assert rig.do(lobby.ada, "test.hand_in", part=PRE)["ok"]

    assert answer(rig, lobby.ada, PRE, "q1", "b")["code"] == "test_handed_in"
    assert rig.do(lobby.ada, "test.hand_in", part=PRE)["code"] == "test_handed_in"
    assert answers(db, lobby.room, PRE, lobby.ada) == {f"{PRE}--q1": ("a",)}


def test_empty_test_cannot_be_handed_in(rig, lobby):
    assert rig.do(lobby.ada, "test.hand_in", part=PRE)["code"] == "test_empty"


def test_hosts_do_not_take_the_test(rig, lobby):
    assert answer(rig, lobby.host, PRE, "q1", "b")["code"] == "not_allowed"


def test_later_of_a_live_vote_and_a_test_answer_counts(db, rig, school):
    key = f"{PRE}--q1"
    rig.do(school.host, "test.open", part=PRE)
    set_poll_state(db, school.room, key, PollState.OPEN)

    answer(rig, school.ada, PRE, "q1", "a")
    rig.do(school.ada, "poll.vote", poll=key, options=["b"])
    after_vote = answers(db, school.room, PRE, school.ada)
    answer(rig, school.ada, PRE, "q1", "c")

    assert after_vote == {key: ("b",)}
    assert answers(db, school.room, PRE, school.ada) == {key: ("c",)}


def test_live_vote_alone_counts_as_a_test_answer(db, rig, school):
    key = f"{PRE}--q1"
    set_poll_state(db, school.room, key, PollState.OPEN)

    rig.do(school.ada, "poll.vote", poll=key, options=["b"])

    assert answers(db, school.room, PRE, school.ada) == {key: ("b",)}


def test_handing_in_freezes_live_votes_and_ignores_later_ones(db, rig, school):
    first, second = f"{PRE}--q1", f"{PRE}--q2"
    rig.do(school.host, "test.open", part=PRE)
    for key in (first, second):
        set_poll_state(db, school.room, key, PollState.OPEN)
    rig.do(school.ada, "poll.vote", poll=first, options=["b"])

    rig.do(school.ada, "test.hand_in", part=PRE)
    rig.do(school.ada, "poll.vote", poll=first, options=["a"])
    rig.do(school.ada, "poll.vote", poll=second, options=["a"])

    assert answers(db, school.room, PRE, school.ada) == {first: ("b",)}


def test_revealed_item_cannot_be_answered(db, rig, school):
    rig.do(school.host, "test.open", part=POST)
    set_poll_state(db, school.room, f"{POST}--q1", PollState.REVEALED)

    assert answer(rig, school.ada, POST, "q1", "b")["code"] == "item_shown"
    assert answer(rig, school.ada, POST, "q2", "b")["ok"]


def test_answers_of_another_session_are_not_shared(db, rig, lobby):
    other = make_school(db, RoomState.PLANNED)
    answer(rig, other.ada, PRE, "q1", "b")

    assert answers(db, lobby.room, PRE, other.ada) == {}
