"""Nothing stored, broadcast or logged leads to the author of an anonymous question."""

import json
import logging
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from tests.live.questions.making import TOKEN
from tests.room.engine.rig import Rig, new_op_id
from webinar.kit import clock
from webinar.kit.limits import Limits
from webinar.live.questions.models import Question
from webinar.room.engine.models import Deadline, Operation
from webinar.room.engine.timers import Timers
from webinar.room.rooms.models import Room, TimelineEntry
from webinar.tables import metadata

RULES = {"open": True, "moderated": True, "anonymous": True}


@pytest.fixture
def allowed(rig, scene):
    assert rig.do(scene.host, "question.set", **RULES)["ok"]


def ask(rig, member, token=TOKEN, **fields):
    fields = {"text": "Canary?", "language": "kk", "token": token} | fields
    return rig.do(member, "question.ask_anonymously", **fields)


def mine(rig, member, token=TOKEN):
    return rig.ask(member, "question.mine", tokens=[token])["questions"]


def test_anonymous_question_is_refused_unless_the_session_allows_it(rig, scene):
    assert ask(rig, scene.ada)["code"] == "anonymous_not_allowed"


def test_anonymous_question_is_shown_without_a_name(rig, scene, allowed):
    ask(rig, scene.ada)
    rig.do(scene.host, "question.show", question=1)

    [question] = rig.ask(scene.bek, "question.list")["questions"]

    assert (question["text"], question["by"]) == ("Canary?", None)
    assert "mine" not in rig.ask(scene.ada, "question.list")["questions"][0]


def test_only_the_asking_device_learns_the_decision_on_its_question(rig, scene, allowed):
    ask(rig, scene.ada)
    assert mine(rig, scene.ada)[0]["state"] == "waiting"

    rig.do(scene.host, "question.decline", question=1, reason="Not today")

    [own] = mine(rig, scene.ada)
    assert (own["state"], own["reason"], own["mine"]) == ("declined", "Not today", True)
    assert mine(rig, scene.bek, "x" * 32) == []


def test_everybody_hears_of_a_decision_without_its_content(rig, scene, allowed):
    ask(rig, scene.ada)
    rig.do(scene.host, "question.decline", question=1, reason="Canary reason")
    rig.beat()

    for member in (scene.ada, scene.bek):
        assert "question.turn" in rig.names_heard_by(member)
        assert "Canary" not in json.dumps(rig.heard_by(member), ensure_ascii=False)
        assert "question.own" not in rig.names_heard_by(member)


def test_repeated_token_makes_one_question(db, rig, scene, allowed):
    """A device asks again if the link drops before the answer; the command is not remembered."""
    op_id = new_op_id()
    answers = [ask(rig, scene.ada, op_id=op_id) for _ in range(2)]
    answers.append(ask(rig, scene.ada, text="Another?"))

    assert all(answer["ok"] for answer in answers)
    with db.read() as session:
        assert session.scalars(select(Question.text)).all() == ["Canary?"]


def test_same_question_twice_in_a_batch_is_one_question(db, rig, scene, allowed):
    fields = {"text": "Canary?", "language": "kk", "token": TOKEN, "op_id": new_op_id()}

    jobs = rig.batch(*((scene.ada, "question.ask_anonymously", fields) for _ in range(2)))

    assert all(job.is_done for job in jobs)
    with db.read() as session:
        assert len(session.scalars(select(Question)).all()) == 1


def test_no_row_links_the_question_to_its_author(db, rig, scene, allowed):
    before = rows_of(db)
    ask(rig, scene.ada)
    new = rows_of(db) - before

    assert [table for table, row in new if "Canary?" in row] == ["questions"]
    # The other rows are the room with its new version, and the deadline to forget the moment.
    assert {table for table, _row in new} == {"questions", "rooms", "deadlines"}
    with db.read() as session:
        question = session.scalar(select(Question))
        assert question.author_id is None
        assert question.asked_at.second == question.asked_at.microsecond == 0


def test_version_does_not_reveal_the_moment_once_its_minute_is_over(
    db, rig, scene, allowed, monkeypatch
):
    """Planted fault: the version lay between two timeline entries, timed to the microsecond."""
    rig.do(scene.ada, "hand.raise")
    ask(rig, scene.ada)
    rig.do(scene.bek, "hand.raise")
    later = clock.now() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    Timers(db, rig.queue).look()
    rig.do(scene.host, "slide.go", slide=1)

    with db.read() as session:
        question = session.scalar(select(Question))
        before = select(TimelineEntry.at).where(TimelineEntry.version < question.version)
        after = select(TimelineEntry.at).where(TimelineEntry.version > question.version)
        minute = question.asked_at, question.asked_at + timedelta(minutes=1)
        assert max(session.scalars(before)) > minute[0]
        assert min(session.scalars(after)) >= minute[1]
        deadlines = session.scalars(select(Deadline).filter_by(kind="question.moment")).all()
        assert deadlines == []


def test_session_end_forgets_the_moments_of_its_last_minute(db, rig, scene, allowed):
    """Planted fault: the deadline ended with the session, so the version stayed for good."""
    ask(rig, scene.ada)
    rig.do(scene.bek, "hand.raise")

    rig.do(scene.host, "room.end")

    with db.read() as session:
        question, room = session.scalar(select(Question)), session.scalar(select(Room))
        assert question.version == room.version
        assert session.scalars(select(Deadline)).all() == []


def test_forgetting_the_moment_broadcasts_and_loses_nothing(db, rig, scene, allowed, monkeypatch):
    ask(rig, scene.ada)
    first_list = rig.ask(scene.host, "question.list")
    later = clock.now() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    said_before = len(rig.said)

    Timers(db, rig.queue).look()

    changed_list = rig.ask(scene.host, "question.list", since=first_list["version"])
    assert len(rig.said) == said_before
    assert changed_list["questions"] == first_list["questions"]
    assert rig.ask(scene.host, "question.list", since=changed_list["version"])["questions"] == []


def test_named_question_leaves_the_traces_that_are_searched_for(db, rig, scene, allowed):
    before = rows_of(db)
    rig.do(scene.ada, "question.ask", text="Canary?", language="kk")

    assert {"operations", "timeline"} <= {table for table, _row in rows_of(db) - before}


def test_timeline_and_operations_do_not_record_the_question(db, rig, scene, allowed):
    ask(rig, scene.ada)

    with db.read() as session:
        kinds = session.scalars(select(TimelineEntry.kind)).all()
        commands = session.scalars(select(Operation.command)).all()
    assert "question.asked" not in kinds
    assert "question.ask_anonymously" not in commands


def test_token_itself_is_not_stored(db, rig, scene, allowed):
    ask(rig, scene.ada)

    assert not any(TOKEN in row for _table, row in rows_of(db))


def test_log_does_not_mention_the_question(rig, scene, allowed, caplog):
    with caplog.at_level(logging.DEBUG):
        ask(rig, scene.ada)
        ask(rig, scene.ada, text="")

    assert "Canary" not in caplog.text
    assert TOKEN not in caplog.text
    assert f"member {scene.ada.id}" not in caplog.text


def test_anonymous_questions_are_rate_limited_in_memory(db, scene, monkeypatch):
    rig = Rig(db, Limits())
    rig.do(scene.host, "question.set", **RULES)

    answers = [ask(rig, scene.ada, token=f"{number:032}") for number in range(7)]

    assert [answer["ok"] for answer in answers][:5] == [True] * 5
    assert answers[-1]["code"] == "rate"


def rows_of(db):
    """The set of all rows of all tables, as (table, text)."""
    with db.read() as session:
        return {
            # PostgreSQL returns bytes as a memoryview, which prints differently each time.
            (name, str([bytes(value) if isinstance(value, memoryview) else value for value in row]))
            for name in metadata.tables
            for row in session.execute(text(f"SELECT * FROM {name}"))
        }
