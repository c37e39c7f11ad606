"""A rehearsal agrees if all ended on the same slide and every acknowledged command is stored."""

from dataclasses import replace

import pytest

from tests.operate.rehearsal.room import Room
from tests.operate.rehearsal.test_participant import ADA
from webinar.operate.rehearsal.participant import Participant
from webinar.operate.rehearsal.report import judge, table

VOTE = "Bela: in the poll “tea” a vote for “a” was acknowledged, but {} is kept"


def make_person(name="Ada", slide=4, vote=("a",), promised=("a",), slides_in_deck=9):
    """Make a participant with an acknowledged vote and a final snapshot."""
    participant = Participant(replace(ADA, name=name), cohort_seed=7)
    room = Room()
    room.slide = slide
    room.polls = [{"poll": "tea", "mine": list(vote)}]
    room.steps = [{"step": 1, "mine": {"answer": "agree", "reason": ""}}]
    participant.record.slides_in_deck = slides_in_deck
    participant.record.final = room.snapshot()
    participant.record.votes_acknowledged = 1
    participant.record.promised_votes = {"tea": list(promised)}
    participant.record.promised_answers = {1: "agree"}
    participant.record.steps_answered = 1
    return participant


def test_stored_votes_and_equal_slides_agree():
    rehearsal = judge([make_person("Ada"), make_person("Bela")], 60)

    assert rehearsal.agrees
    assert rehearsal.verdict == (
        "AGREED: all 2 ended on slide 5, and all 4 acknowledged votes and answers are counted."
    )


def test_lost_reason_of_a_kept_choice_breaks_the_promise():
    ada = make_person("Ada")
    ada.record.promised_votes = {"tea": {"options": ["a"], "text": "Because."}}

    [broken] = ada.record.broken_promises()

    assert "Because." in broken
    ada.record.final["polls"][0]["answer"] = {"text": "Because."}
    assert ada.record.broken_promises() == []


@pytest.mark.parametrize(
    ("traits", "problem"),
    [
        ({"slide": 3}, "at the end not all were on the same slide, but on 4, 5"),
        ({"vote": ("b",)}, VOTE.format("“b”")),
        ({"slides_in_deck": 8}, "the deck in en has not as many slides as the session"),
        ({"vote": ()}, VOTE.format("nothing")),
    ],
)
def test_each_disagreement_is_reported(traits, problem):
    assert judge([make_person("Ada"), make_person("Bela", **traits)], 60).problems == [problem]


def test_missing_answer_is_a_problem():
    participant = make_person()
    participant.record.final["steps"] = []

    assert judge([participant], 60).problems == [
        "Ada: to next step 1 the answer “agree” was acknowledged, but nothing is kept"
    ]


def test_participant_without_a_final_snapshot_is_named():
    participant = make_person()
    participant.record.final = None

    assert judge([participant], 60).problems == ["no last word from the server reached Ada"]


def test_unanswered_command_is_a_problem():
    participant = make_person()
    participant.record.unanswered = 2

    assert judge([participant], 60).problems == ["Ada: 2 of what they sent was never answered"]


def test_rehearsal_without_people_does_not_agree():
    assert not judge([], 60).agrees


def test_table_has_a_line_for_each_person_and_the_verdict():
    lines = table(judge([make_person("Ada"), make_person("Bela")], 60)).splitlines()

    assert [line.split()[0] for line in lines if line] == ["name", "Ada", "Bela", "AGREED:"]


def test_refusals_are_summarised_in_words():
    ada, bela = make_person("Ada"), make_person("Bela")
    ada.record.refused.update({"poll_not_open": 2, "rate": 1})
    bela.record.refused.update({"poll_not_open": 1, "odd_code": 1})

    summary = table(judge([ada, bela], 60)).splitlines()[-2]

    assert summary == (
        "Refused: the poll was closed before the vote arrived (3); too much at once: wait a little "
        "and try again (1); refused by the server as odd_code (1)."
    )


def test_json_report_holds_everybody():
    report = judge([make_person()], 60).as_json()

    assert (report["agrees"], report["people"][0]["polls_voted"]) == (True, 1)
