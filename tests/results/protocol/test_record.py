"""A record holds the whole session, and its public copy leaves out what only hosts saw."""

import msgspec
import pytest

from tests.factories import make_poll, make_room
from tests.results.protocol.making import ENDED, make_whole_session
from webinar.live.polls.models import PollState
from webinar.results.protocol.compose import mark_of
from webinar.results.protocol.reading import read_record
from webinar.results.protocol.record import Copy
from webinar.room.rooms.models import Room


@pytest.fixture
def read(db):
    def reading(copy=Copy.HOSTS, make=make_whole_session):
        room_id = db.write(lambda session: make(session).id)
        with db.read() as session:
            return read_record(session, session.get(Room, room_id), ENDED, copy)

    return reading


def test_record_lists_attendance_with_minutes(read):
    people = {person.name: person for person in read().people}

    assert (people["Aidana Seitkali"].minutes, people["Aidana Seitkali"].percent) == (78, 86)
    assert people["Never Came"].first_seen is None
    assert f"{people['Grace Hall'].first_seen:%H:%M %z}" == "09:00 +0500"


def test_a_step_has_its_wordings_owners_and_reasons(read):
    step = read().steps[0]

    assert [(wording.language, wording.is_original) for wording in step.wordings] == [
        ("en", True),
        ("ru", False),
        ("kk", False),
    ]
    assert [(owner.state, owner.paper_by) for owner in step.owners] == [
        ("accepted", ""),
        ("accepted", "Grace Hall"),
        ("declined", ""),
    ]
    [ballot] = step.ballots
    assert ballot.counts == {
        "agree": 2,
        "reserve": 2,
        "disagree": 0,
        "abstain": 0,
        "must_ask": 1,
    }
    assert ballot.late == 1
    assert [
        (reason.name, reason.answer, reason.language, reason.reason) for reason in ballot.reasons
    ] == [
        ("Бекзат Ордабаев", "reserve", "ru", "Если будет бюджет"),
        ("احمد رحیمی", "reserve", "prs", "اگر مکتب موافق باشد"),
    ]


def test_overruled_outcome_says_why_and_by_whom(read):
    [forced] = [step for step in read().steps if step.text.get("en") == "Meet again in January"]
    outcome = forced.ballots[0].outcome

    assert (outcome.computed, outcome.recorded) == ("no_quorum", "agreed")
    assert (outcome.reason, outcome.overruled_by) == (
        "The chief has agreed by telephone",
        "Grace Hall",
    )


def test_steps_are_grouped_by_outcome(read):
    groups = [step.group for step in read().steps]

    assert groups == ["agreed", "not_agreed", "agreed", "set_aside", "merged", "not_agreed"]


@pytest.mark.parametrize("copy", Copy)
def test_anonymous_poll_with_few_answers_withholds_its_result(read, copy):
    [poll] = [poll for poll in read(copy).polls if poll.key == "few"]

    assert poll.withheld == "few"
    assert [option.votes for option in poll.options] == [None, None]


def test_poll_answers_name_nobody(read):
    polls = msgspec.json.encode(read().polls).decode()

    assert "Aidana" not in polls


def test_public_copy_holds_only_what_everybody_could_see(read):
    record = read(Copy.ALL)
    text = msgspec.json.encode(record).decode()

    assert "Если будет бюджет" not in text
    assert "Not our subject" not in text
    assert record.steps[0].ballots[0].withheld == 2
    assert {poll.key: poll.withheld for poll in record.polls} == {
        "shown": "",
        "hidden": "not_shown",
        "few": "few",
    }
    assert {question.state for question in record.questions} == {"answered", "parked"}


def test_reasons_shared_with_everybody_stay_in_every_copy(read):
    record = read(Copy.ALL, lambda session: make_whole_session(session, shares_reasons=True))

    assert len(record.steps[0].ballots[0].reasons) == 2


def test_public_copy_hides_the_right_answer_of_an_unrevealed_quiz(read):
    def make(session):
        room = make_room(session)
        make_poll(session, room, "a", "b", correct="b", state=PollState.CLOSED)
        return room

    [poll] = read(Copy.ALL, make).polls

    assert [option.is_correct for option in poll.options] == [None, None]


def test_only_hosts_copy_marks_the_right_answer_of_an_unrevealed_anonymous_quiz(read):
    def make(session):
        room = make_room(session)
        make_poll(session, room, "a", "b", correct="b", state=PollState.CLOSED).is_anonymous = True
        return room

    [poll] = read(Copy.HOSTS, make).polls
    [public_poll] = read(Copy.ALL, make).polls

    assert [option.is_correct for option in poll.options] == [False, True]
    assert [option.is_correct for option in public_poll.options] == [None, None]


def test_public_copy_omits_results_for_hosts_only(read):
    def make(session):
        room = make_room(session)
        poll = make_poll(session, room, "a", "b", correct="b", state=PollState.REVEALED)
        poll.summary = {
            "languages": {"en": {"voters": 5, "right": 5}},
            "changed": {"both": 1, "stayed": 0},
        }
        return room

    [hosts_poll] = read(Copy.HOSTS, make).polls
    [public_poll] = read(Copy.ALL, make).polls

    assert hosts_poll.languages and hosts_poll.figures.changed
    assert not public_poll.languages and not public_poll.figures.changed


def test_different_records_have_different_marks(read):
    assert mark_of(read()) != mark_of(read(Copy.ALL))
