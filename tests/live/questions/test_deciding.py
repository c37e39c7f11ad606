"""Hosts answer, park, decline, merge and translate questions, and bring them to the stage."""

import json

import pytest
from sqlalchemy import select

from tests.factories import make_member
from tests.live.questions.asking import ask, bodies_heard, list_questions, moderate, sent_to
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Room, TimelineEntry


@pytest.mark.parametrize(
    ("decisions", "next_decision", "code"),
    [
        ([], "show", "question_decided"),
        (["park"], "park", "question_decided"),
        (["decline"], "answer", "question_decided"),
        (["decline"], "decline", "question_decided"),
        (["answer"], "decline", "question_decided"),
        (["park"], "answer", None),
        (["answer"], "answer", None),
        (["answer"], "show", None),
        (["decline"], "show", None),
        (["park"], "show", None),
    ],
)
def test_decided_question_allows_only_certain_next_decisions(
    rig, scene, decisions, next_decision, code
):
    ask(rig, scene.ada)
    for verb in decisions:
        assert rig.do(scene.host, f"question.{verb}", question=1)["ok"]

    answer = rig.do(scene.host, f"question.{next_decision}", question=1)

    assert answer.get("code") == code


def test_everybody_sees_a_text_answer_until_the_question_is_reopened(rig, scene):
    ask(rig, scene.ada)
    rig.do(scene.host, "question.answer", question=1, words="Because.", language="en")

    assert list_questions(rig, scene.bek)[1]["answer"] == {"text": "Because.", "language": "en"}
    rig.do(scene.host, "question.show", question=1)
    assert list_questions(rig, scene.bek)[1]["answer"] is None


def test_merged_question_follows_later_merges(rig, scene):
    for member in (scene.ada, scene.bek, scene.ada):
        ask(rig, member)
    rig.do(scene.host, "question.merge", question=2, into=1)

    rig.do(scene.host, "question.merge", question=1, into=3)

    assert bodies_heard(rig, scene.bek, "question.own")[-1]["put"][0]["into"] == 3
    assert list_questions(rig, scene.bek)[2]["into"] == 3


@pytest.mark.parametrize(
    ("into", "code"), [(1, "question_not_open"), (2, "question_not_open"), (9, "unknown_question")]
)
def test_question_cannot_merge_into_itself_or_a_question_not_open(rig, scene, into, code):
    ask(rig, scene.ada)
    ask(rig, scene.ada)
    rig.do(scene.host, "question.answer", question=2)

    assert rig.do(scene.host, "question.merge", question=1, into=into)["code"] == code


def test_translation_is_added_replaced_and_removed(db, rig, scene):
    translator = db.write(
        lambda s: make_member(s, s.get(Room, scene.room.id), "Tom", Role.INTERPRETER)
    )
    ask(rig, scene.ada, "Неге?")

    for words in ("Why", "Why?"):
        fields = {"question": 1, "language": "en", "words": words}
        assert rig.do(translator, "question.translate", **fields)["ok"]

    assert list_questions(rig, scene.bek)[1]["translations"] == {"en": "Why?"}
    assert bodies_heard(rig, scene.bek, "question.changed")[-1]["put"][0]["translations"] == {
        "en": "Why?"
    }
    rig.do(translator, "question.translate", question=1, language="en")
    assert list_questions(rig, scene.bek)[1]["translations"] == {}


def test_translation_of_a_waiting_question_is_not_shown_to_others(rig, scene):
    moderate(rig, scene, moderated=True)
    ask(rig, scene.ada, "Неге?")

    rig.do(scene.host, "question.translate", question=1, language="en", words="Canary")

    assert "Canary" in sent_to(rig, scene.host)
    assert "Canary" not in sent_to(rig, scene.bek)


def test_timeline_records_decisions_and_members_but_no_text(db, rig, scene):
    ask(rig, scene.ada, "Canary?")
    rig.do(scene.host, "question.answer", question=1, words="Canary")

    with db.read() as session:
        rows = session.scalars(select(TimelineEntry).order_by(TimelineEntry.id)).all()
    entries = [(row.kind, row.member_id, row.detail) for row in rows]
    assert ("question.asked", scene.ada.id, {"question": 1}) in entries
    assert ("question.answered", scene.host.id, {"question": 1}) in entries
    assert "Canary" not in json.dumps([row.detail for row in rows])


def test_only_a_visible_question_can_be_brought_to_the_stage(rig, scene):
    moderate(rig, scene, moderated=True)
    ask(rig, scene.ada)
    show = {"kind": "question", "key": "1"}

    before = rig.do(scene.host, "stage.show", **show)
    rig.do(scene.host, "question.show", question=1)
    after = rig.do(scene.host, "stage.show", **show)

    assert before["code"] == "not_for_stage"
    assert after["ok"]
    assert rig.snapshot(scene.bek)["stage"] == show
    for key in ("", "x", "²", "-1", "99"):
        assert rig.do(scene.host, "stage.show", kind="question", key=key)["code"] == "not_for_stage"


def test_declined_question_leaves_the_stage(rig, scene):
    ask(rig, scene.ada)
    rig.do(scene.host, "stage.show", kind="question", key="1")

    rig.do(scene.host, "question.decline", question=1)

    assert rig.snapshot(scene.bek)["stage"] == {"kind": None, "key": None}
