"""A simulated participant votes, answers, proposes and leaves; an hour takes a millisecond."""

from dataclasses import replace

import pytest

from tests.operate.rehearsal.room import Room
from webinar.operate.rehearsal.choices import ANSWERS
from webinar.operate.rehearsal.decks import Deck
from webinar.operate.rehearsal.member import SNAPSHOT_PATIENCE
from webinar.operate.rehearsal.participant import Participant
from webinar.operate.rehearsal.people import Persona

ADA = Persona(
    name="Ada",
    language="en",
    thinking=8,
    spread=0.4,
    silent=0,
    fickle=0,
    reasons=0,
    drops_link=False,
    proposes="",
    seed=1,
)
YES = {"ok": True, "version": 99}


@pytest.fixture
def room():
    return Room()


def make_seated(room, pace=1.0, **traits):
    """Make a participant who has just got the snapshot, at 0 seconds."""
    participant = Participant(replace(ADA, **traits), cohort_seed=7, pace=pace)
    participant.take_snapshot(room.snapshot(), 0)
    return participant


def run_until(participant, until, begin=0):
    """Return the commands sent until `until` seconds; each is acknowledged at once."""
    sent = []
    for tick in range(int(begin * 4), int(until * 4)):
        for command in participant.due(tick / 4):
            sent.append(command)
            participant.replied(command.op_id, YES, tick / 4)
    return sent


def names(commands):
    return [command.name for command in commands]


def test_participant_first_asks_for_the_snapshot():
    participant = Participant(ADA, cohort_seed=7)

    assert names(participant.due(0)) == ["room.snapshot"]
    assert participant.due(1) == []
    assert names(participant.due(1 + SNAPSHOT_PATIENCE)) == ["room.snapshot"]


def test_participant_votes_once_after_a_while(room):
    participant = make_seated(room)
    participant.hear(*room.open_poll(), 0)

    assert run_until(participant, 1) == []
    [vote] = run_until(participant, 300, begin=1)
    assert (vote.name, vote.fields["poll"]) == ("poll.vote", "tea")
    assert set(vote.fields["options"]) <= {"a", "b"}
    assert participant.record.promised_votes == {"tea": vote.fields["options"]}


def test_participant_votes_in_a_poll_already_open(room):
    room.open_poll()

    assert names(run_until(make_seated(room), 300)) == ["poll.vote"]


def test_higher_pace_makes_votes_come_sooner(room):
    slow, quick = make_seated(room), make_seated(room, pace=1000)
    opened = room.open_poll()
    slow.hear(*opened, 0)
    quick.hear(*opened, 0)

    assert run_until(quick, 1)
    assert not run_until(slow, 1)


def test_silent_participant_does_not_vote(room):
    participant = make_seated(room, silent=1.0)
    participant.hear(*room.open_poll(), 0)

    assert run_until(participant, 600) == []


def test_fickle_participant_changes_a_counted_vote(room):
    participant = make_seated(room, fickle=1.0)
    participant.hear(*room.open_poll(), 0)

    votes = run_until(participant, 300)

    assert len(votes) > 1
    assert len({vote.op_id for vote in votes}) == len(votes)
    assert participant.record.promised_votes["tea"] == votes[-1].fields["options"]


def test_participant_does_not_vote_in_a_closed_poll(room):
    participant = make_seated(room)
    participant.hear(*room.open_poll(), 0)
    participant.hear(*room.say("poll.closed", poll="tea", closed_at=""), 1)

    assert run_until(participant, 600, begin=1) == []


def test_participant_answers_the_put_step_with_a_reason(room):
    participant = make_seated(room, reasons=1.0)
    participant.hear(*room.say("step.put", step=3, ballot=1, previous=None), 0)

    [answer] = run_until(participant, 300)

    assert answer.name == "step.answer"
    assert answer.fields["answer"] in ANSWERS and answer.fields["ballot"] == 1
    assert answer.fields["reason"]
    assert participant.record.promised_answers == {3: answer.fields["answer"]}


def test_participant_answers_a_reworded_step_again(room):
    participant = make_seated(room)
    participant.hear(*room.say("step.put", step=3, ballot=1, previous=None), 0)
    first = run_until(participant, 300)
    participant.hear(*room.say("step.put", step=3, ballot=2, previous=None), 301)
    promised_between = dict(participant.record.promised_answers)

    second = run_until(participant, 600, begin=301)

    assert [sent.fields["ballot"] for sent in (*first, *second)] == [1, 2]
    assert promised_between == {}


def test_participant_does_not_answer_a_replaced_step(room):
    participant = make_seated(room)
    participant.hear(*room.say("step.put", step=3, ballot=1, previous=None), 0)
    participant.hear(*room.say("step.put", step=4, ballot=1, previous=3), 1)

    assert [command.fields["step"] for command in run_until(participant, 300, begin=1)] == [4]


def test_participant_proposes_a_step_once_the_session_runs(room):
    room.state = "planned"
    participant = make_seated(room, proposes="Meet each month.")
    assert run_until(participant, 600) == []

    participant.hear(*room.say("room.started", started_at=""), 600)

    [proposal] = run_until(participant, 900, begin=600)
    assert (proposal.name, proposal.fields["text"]) == ("step.propose", "Meet each month.")


def test_participant_with_a_dropped_link_stays_away_for_a_while(room):
    participant = make_seated(room, drops_link=True)

    run_until(participant, 300)

    assert participant.leaves_for > 0


def test_commands_in_flight_are_resent_after_a_lost_link(room):
    participant = make_seated(room)
    participant.hear(*room.open_poll(), 0)
    [vote] = [command for tick in range(300) for command in participant.due(tick) if tick < 300][:1]
    participant.lost()

    assert names(participant.due(301)) == ["room.snapshot"]
    participant.take_snapshot(room.snapshot(), 302)
    assert participant.due(302) == [vote]


def test_end_of_rehearsal_resends_postponed_commands_only(room):
    participant = make_seated(room)
    participant.hear(*room.open_poll(), 0)
    [vote] = [command for tick in range(300) for command in participant.due(tick)][:1]
    participant.replied(vote.op_id, {"ok": False, "code": "try_again", "retry": True}, 300)
    participant.hear(*room.open_poll("coffee"), 300)

    sent = [command for tick in range(300, 900) for command in participant.unsettled(tick)]

    assert set(names(sent)) == {"poll.vote"} and {command.op_id for command in sent} == {vote.op_id}


def test_participant_follows_slides_and_counts_them(room):
    participant = make_seated(room)
    for slide in (1, 2, 5):
        participant.hear(*room.move(slide), 1)

    assert (participant.record.slides_followed, participant.view["room"]["slide"]) == (3, 5)


def test_participant_stops_when_the_session_ends(room):
    participant = make_seated(room)
    participant.hear(*room.open_poll(), 0)
    participant.hear(*room.say("room.ended", ended_at=""), 1)

    assert participant.is_over
    assert run_until(participant, 600, begin=1) == []


def test_same_seed_gives_the_same_behaviour(room):
    def play():
        participant = make_seated(Room(), fickle=0.5, reasons=0.5)
        participant.hear(*Room().open_poll(kind="several"), 0)
        return [
            (command.name, command.fields["options"]) for command in run_until(participant, 300)
        ]

    assert play() == play()


def test_participant_sends_signals_at_their_times(room):
    participant = make_seated(room, signals=((20.0, "hand.raise", {}), (30.0, "hand.lower", {})))

    assert names(run_until(participant, until=19)) == []
    assert names(run_until(participant, until=31, begin=19)) == ["hand.raise", "hand.lower"]


def make_taker(room, **traits):
    """Make a participant whose deck has a test of two items, and a poll outside the test."""
    participant = Participant(replace(ADA, **traits), cohort_seed=7)
    kinds = {"pre--a": "single", "pre--b": "several", "later": "single"}
    polls = {
        key: {"poll": key, "kind": kind, "labels": {"x": "", "y": ""}}
        for key, kind in kinds.items()
    }
    participant.deck = Deck(3, polls)
    participant.take_snapshot(room.snapshot(), 0)
    participant.hear(
        *room.say("test.changed", part="tests", put=[{"id": "pre", "state": "open"}]), 0
    )
    return participant


def test_participant_answers_each_test_item_and_hands_in(room):
    participant = make_taker(room)

    sent = run_until(participant, 120)

    assert names(sent) == ["test.answer", "test.answer", "test.hand_in"]
    assert participant.record.test_answers["pre"].keys() == {"pre--a", "pre--b"}
    assert participant.record.handed_in == {"pre"}


def test_participant_resuming_a_test_notes_the_stored_answers(room):
    participant = make_taker(room, resumes=True)
    sent = run_until(participant, 120)
    assert participant.leaves_for is not None
    assert names(sent)[-1] == "test.hand_in"

    test_view = {"id": "pre", "state": "open", "answered": 1, "done": False}
    participant.take_snapshot({**room.snapshot(), "tests": {"items": [test_view]}}, 121)

    assert participant.record.resumed["pre"] == (1, 1)
