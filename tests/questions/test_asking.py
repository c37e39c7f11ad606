"""A question's life: asked, shown, wanted by others, answered, parked, declined, made one."""

import json
import threading

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.factories import make_member, make_room
from tests.questions.making import TOKEN, make_question
from webinar.permissions import Role
from webinar.questions.actions import QUESTIONS_PER_ROOM
from webinar.questions.models import Question, QuestionState, QuestionVote
from webinar.rooms.models import Room, TimelineEntry

OPEN = {"open": True, "moderated": False, "anonymous": False}


def ask(rig, member, text="Why?", language="kk"):
    assert rig.do(member, "question.ask", text=text, language=language)["ok"]


def moderate(rig, scene, **rules):
    assert rig.do(scene.host, "question.set", **(OPEN | rules))["ok"]


def listed(rig, member, since=0):
    """The questions of this member's list, by number."""
    answer = rig.ask(member, "question.list", since=since)
    assert answer["ok"], answer
    return {one["id"]: one for one in answer["questions"]}


def held(rig, member):
    """What a host's snapshot says of the questions, by number."""
    return {one["id"]: one for one in rig.snapshot(member)["questions"]["items"]}


def sent_to(rig, member):
    """Everything that reached this member and could be asked for, as text."""
    rig.beat()
    sent = [rig.heard_by(member), rig.snapshot(member), rig.ask(member, "question.list", since=1)]
    return json.dumps([*sent, rig.ask(member, "question.list")], ensure_ascii=False)


def heard(rig, member, name):
    return [body for heard_name, body in rig.heard_by(member) if heard_name == name]


def test_a_question_is_shown_to_everybody_with_its_author_and_language(rig, scene):
    ask(rig, scene.ada, "Неге?")

    [said] = heard(rig, scene.bek, "question.changed")

    [question] = said["put"]
    assert (question["id"], question["text"], question["language"]) == (1, "Неге?", "kk")
    assert (question["by"], question["state"], question["votes"]) == ("Ada", "open", 0)
    assert "mine" not in question and "reason" not in question
    assert listed(rig, scene.ada)[1]["mine"] is True
    assert "mine" not in listed(rig, scene.bek)[1]


def test_the_snapshot_of_a_participant_does_not_grow_with_the_questions(rig, scene):
    before = len(json.dumps(rig.snapshot(scene.ada)["questions"]))
    for number in range(9):
        ask(rig, scene.ada, f"Why {number}?")

    assert len(json.dumps(rig.snapshot(scene.ada)["questions"])) == before
    assert len(held(rig, scene.host)) == 9


def test_what_waits_for_a_moderator_reaches_hosts_and_its_author_only(rig, scene):
    moderate(rig, scene, moderated=True)
    ask(rig, scene.ada, "Canary?")

    assert "Canary?" in sent_to(rig, scene.host)
    assert "Canary?" in sent_to(rig, scene.ada)
    assert listed(rig, scene.ada)[1]["state"] == "waiting"
    assert "Canary?" not in sent_to(rig, scene.bek)

    rig.do(scene.host, "question.show", question=1)

    assert "Canary?" in sent_to(rig, scene.bek)


def test_what_was_declined_never_reaches_others_and_its_author_hears_why(rig, scene):
    moderate(rig, scene, moderated=True)
    ask(rig, scene.ada, "Canary?")

    rig.do(scene.host, "question.decline", question=1, reason="Canary reason")

    [*_, last] = heard(rig, scene.ada, "question.own")
    assert (last["put"][0]["state"], last["put"][0]["reason"]) == ("declined", "Canary reason")
    assert listed(rig, scene.ada)[1]["reason"] == "Canary reason"
    assert held(rig, scene.host)[1]["reason"] == "Canary reason"
    assert "Canary" not in sent_to(rig, scene.bek)


def test_what_is_taken_out_after_it_was_shown_goes_from_all_screens(rig, scene):
    ask(rig, scene.ada, "Canary?")
    since = rig.ask(scene.bek, "question.list")["version"]

    rig.do(scene.host, "question.decline", question=1, reason="No")

    assert heard(rig, scene.bek, "question.changed")[-1]["put"] == [{"id": 1, "state": "gone"}]
    assert listed(rig, scene.bek, since) == {1: {"id": 1, "state": "gone"}}
    assert listed(rig, scene.bek) == {}
    assert held(rig, scene.host)[1]["state"] == "declined"


def test_who_came_back_is_told_only_what_has_changed_meanwhile(rig, scene):
    ask(rig, scene.ada, "One?")
    ask(rig, scene.ada, "Two?")
    since = rig.ask(scene.bek, "question.list")["version"]
    rig.do(scene.bek, "question.vote", question=2)

    assert listed(rig, scene.bek, since).keys() == {2}
    assert listed(rig, scene.bek, since)[2]["voted"] is True


def test_a_long_list_comes_in_pieces_that_leave_nothing_out(db, rig, scene):
    def build(s):
        room = s.get(Room, scene.room.id)
        for number in range(1, 151):
            make_question(s, room, scene.ada, number, version=number // 3 + 1)

    db.write(build)
    rig.batch(*((scene.ada, "question.ask", {"text": "Why?", "language": "en"}) for _ in range(3)))

    seen, since, more, pieces = set(), 0, True, 0
    while more:
        answer = rig.ask(scene.bek, "question.list", since=since)
        seen |= {one["id"] for one in answer["questions"]}
        since, more, pieces = answer["version"], answer["more"], pieces + 1

    assert seen == set(range(1, 154))
    assert pieces == 3


@pytest.mark.parametrize(
    ("done", "then", "code"),
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
def test_what_can_follow_on_what_was_decided(rig, scene, done, then, code):
    ask(rig, scene.ada)
    for verb in done:
        assert rig.do(scene.host, f"question.{verb}", question=1)["ok"]

    answer = rig.do(scene.host, f"question.{then}", question=1)

    assert answer.get("code") == code


def test_an_answer_in_text_is_seen_by_everybody_and_goes_when_it_is_opened_again(rig, scene):
    ask(rig, scene.ada)
    rig.do(scene.host, "question.answer", question=1, words="Because.", language="en")

    assert listed(rig, scene.bek)[1]["answer"] == {"text": "Because.", "language": "en"}
    rig.do(scene.host, "question.show", question=1)
    assert listed(rig, scene.bek)[1]["answer"] is None


def test_a_vote_counts_once_and_can_be_taken_back(db, rig, scene):
    ask(rig, scene.ada)

    for on in (True, True):
        rig.do(scene.bek, "question.vote", question=1, on=on)
    rig.beat()

    assert heard(rig, scene.ada, "question.votes")[-1]["put"] == [{"id": 1, "votes": 1}]
    assert heard(rig, scene.bek, "question.own")[-1]["put"] == [{"id": 1, "voted": True}]
    rig.do(scene.bek, "question.vote", question=1, on=False)
    assert listed(rig, scene.bek)[1]["votes"] == 0
    assert listed(rig, scene.bek)[1]["voted"] is False


def test_votes_that_come_together_are_counted_together(db, rig, scene):
    ask(rig, scene.ada, "One?")
    ask(rig, scene.ada, "Two?")

    jobs = rig.batch(
        (scene.ada, "question.vote", {"question": 1}),
        (scene.bek, "question.vote", {"question": 1}),
        (scene.bek, "question.vote", {"question": 2}),
        (scene.bek, "question.vote", {"question": 2, "on": False}),
        (scene.bek, "question.vote", {"question": 9}),
    )

    assert [job.refusal and job.refusal.code for job in jobs] == [None] * 4 + ["unknown_question"]
    assert [one["votes"] for one in listed(rig, scene.bek).values()] == [2, 0]


@pytest.mark.parametrize(
    ("verb", "code"),
    [("answer", "question_not_open"), ("decline", "unknown_question"), ("park", None)],
)
def test_only_what_is_open_or_parked_takes_votes(rig, scene, verb, code):
    ask(rig, scene.ada)
    rig.do(scene.host, f"question.{verb}", question=1)

    assert rig.do(scene.bek, "question.vote", question=1).get("code") == code


def test_the_tables_hold_that_a_member_votes_once(db, rig, scene):
    ask(rig, scene.ada)

    def twice(s):
        question = s.scalar(select(Question))
        for _ in range(2):
            s.add(QuestionVote(question_id=question.id, member_id=scene.bek.id))
            s.flush()
            s.expunge_all()

    with pytest.raises(IntegrityError):
        db.write(twice)


def test_questions_that_become_one_have_one_vote_of_each_member(db, rig, scene):
    dana = db.write(lambda s: make_member(s, s.get(Room, scene.room.id), "Dana"))
    ask(rig, scene.ada, "Why?")
    ask(rig, scene.bek, "Why is that?")
    for member in (scene.bek, dana):
        for number in (1, 2):
            rig.do(member, "question.vote", question=number)

    rig.do(scene.host, "question.merge", question=2, into=1)
    rig.beat()

    assert listed(rig, scene.ada).keys() == {1}
    # Bek, who asked it too, and Dana.
    assert listed(rig, scene.ada)[1]["votes"] == 2
    assert heard(rig, scene.ada, "question.votes")[-1]["put"] == [{"id": 1, "votes": 2}]
    assert listed(rig, scene.bek)[2]["into"] == 1


def test_who_asked_the_same_under_a_name_votes_by_that(rig, scene):
    ask(rig, scene.ada, "Why?")
    ask(rig, scene.bek, "Why is that?")

    rig.do(scene.host, "question.merge", question=2, into=1)

    assert listed(rig, scene.ada)[1]["votes"] == 1


def test_what_became_one_follows_where_that_goes(rig, scene):
    for member in (scene.ada, scene.bek, scene.ada):
        ask(rig, member)
    rig.do(scene.host, "question.merge", question=2, into=1)

    rig.do(scene.host, "question.merge", question=1, into=3)

    assert heard(rig, scene.bek, "question.own")[-1]["put"][0]["into"] == 3
    assert listed(rig, scene.bek)[2]["into"] == 3


@pytest.mark.parametrize(
    ("into", "code"), [(1, "question_not_open"), (2, "question_not_open"), (9, "unknown_question")]
)
def test_nothing_becomes_one_with_itself_or_with_what_is_not_open(rig, scene, into, code):
    ask(rig, scene.ada)
    ask(rig, scene.ada)
    rig.do(scene.host, "question.answer", question=2)

    assert rig.do(scene.host, "question.merge", question=1, into=into)["code"] == code


def test_a_translation_is_added_replaced_and_taken_away(db, rig, scene):
    translator = db.write(
        lambda s: make_member(s, s.get(Room, scene.room.id), "Tom", Role.INTERPRETER)
    )
    ask(rig, scene.ada, "Неге?")

    for words in ("Why", "Why?"):
        fields = {"question": 1, "language": "en", "words": words}
        assert rig.do(translator, "question.translate", **fields)["ok"]

    assert listed(rig, scene.bek)[1]["translations"] == {"en": "Why?"}
    assert heard(rig, scene.bek, "question.changed")[-1]["put"][0]["translations"] == {"en": "Why?"}
    rig.do(translator, "question.translate", question=1, language="en")
    assert listed(rig, scene.bek)[1]["translations"] == {}


def test_a_translation_of_what_waits_stays_with_those_who_may_see_it(rig, scene):
    moderate(rig, scene, moderated=True)
    ask(rig, scene.ada, "Неге?")

    rig.do(scene.host, "question.translate", question=1, language="en", words="Canary")

    assert "Canary" in sent_to(rig, scene.host)
    assert "Canary" not in sent_to(rig, scene.bek)


def test_no_questions_are_taken_when_they_are_closed(rig, scene):
    moderate(rig, scene, open=False)

    answer = rig.do(scene.ada, "question.ask", text="Why?", language="en")

    assert answer["code"] == "questions_closed"
    assert heard(rig, scene.ada, "question.rules")[-1]["set"]["open"] is False


def test_a_session_holds_so_many_questions_and_no_more(db, rig, scene):
    """What was declined takes no place."""

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
def test_a_question_of_nothing_is_refused(rig, scene, text):
    assert rig.do(scene.ada, "question.ask", text=text, language="en")["code"] == "text_empty"


def test_a_question_keeps_what_was_typed_but_for_what_turns_lines_around(rig, scene):
    ask(rig, scene.ada, "<b>چرا</b>\u202e \n  نه؟", "prs")

    assert listed(rig, scene.bek)[1]["text"] == "<b>چرا</b> نه؟"


def test_the_timeline_knows_what_was_decided_by_whom_and_no_words(db, rig, scene):
    ask(rig, scene.ada, "Canary?")
    rig.do(scene.host, "question.answer", question=1, words="Canary")

    with db.read() as session:
        rows = session.scalars(select(TimelineEntry).order_by(TimelineEntry.id)).all()
    said = [(row.kind, row.member_id, row.detail) for row in rows]
    assert ("question.asked", scene.ada.id, {"question": 1}) in said
    assert ("question.answered", scene.host.id, {"question": 1}) in said
    assert "Canary" not in json.dumps([row.detail for row in rows])


def test_a_question_of_another_session_is_unknown(db, rig, scene):
    def build(s):
        other = make_room(s)
        make_question(s, other, make_member(s, other, "Far"), 7, QuestionState.OPEN)

    db.write(build)

    for verb in ("show", "park", "answer", "decline"):
        answer = rig.do(scene.host, f"question.{verb}", question=7)
        assert answer["code"] == "unknown_question"
    assert rig.do(scene.ada, "question.vote", question=7)["code"] == "unknown_question"


def test_a_question_that_everybody_sees_can_be_brought_to_the_stage(rig, scene):
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


def test_what_is_taken_out_leaves_the_stage(rig, scene):
    ask(rig, scene.ada)
    rig.do(scene.host, "stage.show", kind="question", key="1")

    rig.do(scene.host, "question.decline", question=1)

    assert rig.snapshot(scene.bek)["stage"] == {"kind": None, "key": None}


def test_questions_asked_at_once_get_numbers_of_their_own(db, rig, scene):
    fields = {"text": "Why?", "language": "en"}

    jobs = rig.batch(*((member, "question.ask", fields) for member in (scene.ada, scene.bek)))

    assert all(job.is_done for job in jobs)
    assert listed(rig, scene.host).keys() == {1, 2}
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Question)) == 2
    assert TOKEN not in sent_to(rig, scene.host)


def test_votes_of_many_threads_at_once_count_each_member_once(db, rig, scene):
    ask(rig, scene.ada)
    voters = db.write(
        lambda s: [make_member(s, s.get(Room, scene.room.id), f"P{n}") for n in range(8)]
    )
    barrier = threading.Barrier(24)

    def vote(voter):
        barrier.wait()
        rig.do(voter, "question.vote", question=1)

    threads = [threading.Thread(target=vote, args=(voter,)) for voter in voters * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert listed(rig, scene.bek)[1]["votes"] == 8
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(QuestionVote)) == 8
