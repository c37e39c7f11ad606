"""A member has one vote per question, and merging questions combines their votes."""

import threading

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.factories import make_member
from tests.live.questions.asking import ask, bodies_heard, list_questions
from webinar.live.questions.models import Question, QuestionVote
from webinar.room.rooms.models import Room


def test_a_vote_counts_once_and_can_be_taken_back(db, rig, scene):
    ask(rig, scene.ada)

    for on in (True, True):
        rig.do(scene.bek, "question.vote", question=1, on=on)
    rig.beat()

    assert bodies_heard(rig, scene.ada, "question.votes")[-1]["put"] == [{"id": 1, "votes": 1}]
    assert bodies_heard(rig, scene.bek, "question.own")[-1]["put"] == [{"id": 1, "voted": True}]
    rig.do(scene.bek, "question.vote", question=1, on=False)
    assert list_questions(rig, scene.bek)[1]["votes"] == 0
    assert list_questions(rig, scene.bek)[1]["voted"] is False


def test_votes_in_one_batch_are_all_counted(db, rig, scene):
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
    assert [question["votes"] for question in list_questions(rig, scene.bek).values()] == [2, 0]


@pytest.mark.parametrize(
    ("verb", "code"),
    [("answer", "question_not_open"), ("decline", "unknown_question"), ("park", None)],
)
def test_only_open_or_parked_questions_take_votes(rig, scene, verb, code):
    ask(rig, scene.ada)
    rig.do(scene.host, f"question.{verb}", question=1)

    assert rig.do(scene.bek, "question.vote", question=1).get("code") == code


def test_database_allows_one_vote_per_member(db, rig, scene):
    ask(rig, scene.ada)

    def vote_twice(s):
        question = s.scalar(select(Question))
        for _ in range(2):
            s.add(QuestionVote(question_id=question.id, member_id=scene.bek.id))
            s.flush()
            s.expunge_all()

    with pytest.raises(IntegrityError):
        db.write(vote_twice)


def test_merged_questions_have_one_vote_per_member(db, rig, scene):
    dana = db.write(lambda s: make_member(s, s.get(Room, scene.room.id), "Dana"))
    ask(rig, scene.ada, "Why?")
    ask(rig, scene.bek, "Why is that?")
    for member in (scene.bek, dana):
        for number in (1, 2):
            rig.do(member, "question.vote", question=number)

    rig.do(scene.host, "question.merge", question=2, into=1)
    rig.beat()

    assert list_questions(rig, scene.ada).keys() == {1}
    # The votes are Bek's, who asked the merged question, and Dana's.
    assert list_questions(rig, scene.ada)[1]["votes"] == 2
    assert bodies_heard(rig, scene.ada, "question.votes")[-1]["put"] == [{"id": 1, "votes": 2}]
    assert list_questions(rig, scene.bek)[2]["into"] == 1


def test_author_of_a_merged_question_votes_for_the_other(rig, scene):
    ask(rig, scene.ada, "Why?")
    ask(rig, scene.bek, "Why is that?")

    rig.do(scene.host, "question.merge", question=2, into=1)

    assert list_questions(rig, scene.ada)[1]["votes"] == 1


def test_concurrent_votes_count_each_member_once(db, rig, scene):
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

    assert list_questions(rig, scene.bek)[1]["votes"] == 8
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(QuestionVote)) == 8
