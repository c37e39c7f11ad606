"""Members ask questions, which only their audience reads, and get lists of them."""

import json

import pytest
from sqlalchemy import func, select

from tests.factories import make_member, make_room
from tests.live.questions.asking import (
    ask,
    bodies_heard,
    list_questions,
    moderate,
    questions_in_snapshot,
    sent_to,
)
from tests.live.questions.making import TOKEN, make_question
from webinar.live.questions.actions import QUESTIONS_PER_ROOM
from webinar.live.questions.models import Question, QuestionState
from webinar.room.rooms.models import Room


def test_everybody_sees_a_question_with_its_author_and_language(rig, scene):
    ask(rig, scene.ada, "Неге?")

    [body] = bodies_heard(rig, scene.bek, "question.changed")

    [question] = body["put"]
    assert (question["id"], question["text"], question["language"]) == (1, "Неге?", "kk")
    assert (question["by"], question["state"], question["votes"]) == ("Ada", "open", 0)
    assert "mine" not in question and "reason" not in question
    assert list_questions(rig, scene.ada)[1]["mine"] is True
    assert "mine" not in list_questions(rig, scene.bek)[1]


def test_participants_snapshot_does_not_grow_with_the_questions(rig, scene):
    before = len(json.dumps(rig.snapshot(scene.ada)["questions"]))
    for number in range(9):
        ask(rig, scene.ada, f"Why {number}?")

    assert len(json.dumps(rig.snapshot(scene.ada)["questions"])) == before
    assert len(questions_in_snapshot(rig, scene.host)) == 9


def test_waiting_question_reaches_only_hosts_and_its_author(rig, scene):
    moderate(rig, scene, moderated=True)
    ask(rig, scene.ada, "Canary?")

    assert "Canary?" in sent_to(rig, scene.host)
    assert "Canary?" in sent_to(rig, scene.ada)
    assert list_questions(rig, scene.ada)[1]["state"] == "waiting"
    assert "Canary?" not in sent_to(rig, scene.bek)

    rig.do(scene.host, "question.show", question=1)

    assert "Canary?" in sent_to(rig, scene.bek)


def test_only_hosts_and_the_author_see_a_declined_question_and_its_reason(rig, scene):
    moderate(rig, scene, moderated=True)
    ask(rig, scene.ada, "Canary?")

    rig.do(scene.host, "question.decline", question=1, reason="Canary reason")

    [*_, last] = bodies_heard(rig, scene.ada, "question.own")
    assert (last["put"][0]["state"], last["put"][0]["reason"]) == ("declined", "Canary reason")
    assert list_questions(rig, scene.ada)[1]["reason"] == "Canary reason"
    assert questions_in_snapshot(rig, scene.host)[1]["reason"] == "Canary reason"
    assert "Canary" not in sent_to(rig, scene.bek)


def test_question_declined_after_being_shown_leaves_all_screens(rig, scene):
    ask(rig, scene.ada, "Canary?")
    since = rig.ask(scene.bek, "question.list")["version"]

    rig.do(scene.host, "question.decline", question=1, reason="No")

    assert bodies_heard(rig, scene.bek, "question.changed")[-1]["put"] == [
        {"id": 1, "state": "gone"}
    ]
    assert list_questions(rig, scene.bek, since) == {1: {"id": 1, "state": "gone"}}
    assert list_questions(rig, scene.bek) == {}
    assert questions_in_snapshot(rig, scene.host)[1]["state"] == "declined"


def test_returning_member_gets_only_changed_questions(rig, scene):
    ask(rig, scene.ada, "One?")
    ask(rig, scene.ada, "Two?")
    since = rig.ask(scene.bek, "question.list")["version"]
    rig.do(scene.bek, "question.vote", question=2)

    assert list_questions(rig, scene.bek, since).keys() == {2}
    assert list_questions(rig, scene.bek, since)[2]["voted"] is True


def test_long_list_comes_in_pieces_without_gaps(db, rig, scene):
    def build(s):
        room = s.get(Room, scene.room.id)
        for number in range(1, 151):
            make_question(s, room, scene.ada, number, version=number // 3 + 1)

    db.write(build)
    rig.batch(*((scene.ada, "question.ask", {"text": "Why?", "language": "en"}) for _ in range(3)))

    ids, since, more, pieces = set(), 0, True, 0
    while more:
        answer = rig.ask(scene.bek, "question.list", since=since)
        ids |= {question["id"] for question in answer["questions"]}
        since, more, pieces = answer["version"], answer["more"], pieces + 1

    assert ids == set(range(1, 154))
    assert pieces == 3


def test_question_is_refused_while_questions_are_closed(rig, scene):
    moderate(rig, scene, open=False)

    answer = rig.do(scene.ada, "question.ask", text="Why?", language="en")

    assert answer["code"] == "questions_closed"
    assert bodies_heard(rig, scene.ada, "question.rules")[-1]["set"]["open"] is False


def test_session_takes_a_limited_number_of_questions(db, rig, scene):
    """A declined question frees its place."""

    def build(s):
        room = s.get(Room, scene.room.id)
        for number in range(1, QUESTIONS_PER_ROOM + 1):
            make_question(s, room, scene.ada, number)

    db.write(build)
    full = rig.do(scene.ada, "question.ask", text="Why?", language="en")

    assert rig.do(scene.host, "question.decline", question=7, reason="Not now")["ok"]
    freed = rig.do(scene.ada, "question.ask", text="Why?", language="en")

    assert (full["code"], freed["ok"]) == ("too_many_questions", True)
    last = rig.do(scene.ada, "question.ask", text="Why?", language="en")
    assert last["code"] == "too_many_questions"


@pytest.mark.parametrize("text", ["   ", "\u202e\u200f", "\n\t"])
def test_empty_question_is_refused(rig, scene, text):
    assert rig.do(scene.ada, "question.ask", text=text, language="en")["code"] == "text_empty"


def test_question_keeps_its_text_without_direction_overrides(rig, scene):
    ask(rig, scene.ada, "<b>چرا</b>\u202e \n  نه؟", "prs")

    assert list_questions(rig, scene.bek)[1]["text"] == "<b>چرا</b> نه؟"


def test_a_question_of_another_session_is_unknown(db, rig, scene):
    def build(s):
        other = make_room(s)
        make_question(s, other, make_member(s, other, "Far"), 7, QuestionState.OPEN)

    db.write(build)

    for verb in ("show", "park", "answer", "decline"):
        answer = rig.do(scene.host, f"question.{verb}", question=7)
        assert answer["code"] == "unknown_question"
    assert rig.do(scene.ada, "question.vote", question=7)["code"] == "unknown_question"


def test_questions_asked_at_once_get_different_numbers(db, rig, scene):
    fields = {"text": "Why?", "language": "en"}

    jobs = rig.batch(*((member, "question.ask", fields) for member in (scene.ada, scene.bek)))

    assert all(job.is_done for job in jobs)
    assert list_questions(rig, scene.host).keys() == {1, 2}
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Question)) == 2
    assert TOKEN not in sent_to(rig, scene.host)
