"""Learners' actions as xAPI statements that follow the rules."""

import json

import pytest

from tests.connect.xapi.rules import check
from tests.connect.xapi.scene import ANSWERS, PLACE, every_kind, studied, whole
from tests.factories import make_course, make_learner, make_member
from webinar.connect.xapi.attendance_events import attendance_of
from webinar.connect.xapi.event_collection import everything_of_course
from webinar.connect.xapi.ledger import reconcile
from webinar.connect.xapi.statements import Actor, Event, Place, agent, duration, statement_with_id
from webinar.learn.identity.queries import members_of_person
from webinar.room.rooms.models import Room

pytestmark = pytest.mark.same_statements


def statements_about(db, course, place=PLACE):
    with db.read() as s:
        events = list(everything_of_course(s, place, s.merge(course, load=False)))
        return [json.loads(statement.body) for statement in reconcile(s, place, events).current]


def verbs(statements):
    return [statement["verb"]["id"].rsplit("/", 1)[1] for statement in statements]


def test_every_action_is_reported_by_the_rules(db):
    _, course, _, _, _ = db.write(whole)

    statements = statements_about(db, course)

    for statement in statements:
        check(statement)
    assert sorted(verbs(statements)) == [
        *["answered"] * 2, "attended", "completed", *["experienced"] * 2, "initialized",
    ]  # fmt: skip
    assert len({statement["id"] for statement in statements}) == len(statements)
    # One person is one actor in the course and in the session.
    assert len({json.dumps(statement["actor"]) for statement in statements}) == 1


def test_statements_are_reproducible(db):
    _, course, _, _, _ = db.write(whole)

    assert statements_about(db, course) == statements_about(db, course)


def test_names_are_left_out_unless_wanted(db):
    _, course, _, _, _ = db.write(whole)

    assert "Aruzhan" not in json.dumps(statements_about(db, course))
    named = statements_about(db, course, Place(PLACE.url, PLACE.secret_key, names=True))
    assert {statement["actor"]["name"] for statement in named} == {"Aruzhan"}
    assert {statement["id"] for statement in named} == {
        statement["id"] for statement in statements_about(db, course)
    }


def test_each_kind_of_question_has_its_own_interaction(db):
    def build(s):
        course = make_course(s, module=every_kind())
        studied(s, course, make_learner(s, course), (), ANSWERS.items())
        return course

    course = db.write(build)

    statements = {
        statement["object"]["id"].rsplit("/", 1)[1].removesuffix("#question"): statement
        for statement in statements_about(db, course)
        if statement["verb"]["id"].endswith("answered")
    }
    for statement in statements.values():
        check(statement)
    interactions = {
        key: (
            statement["object"]["definition"]["interactionType"],
            statement.get("result", {}).get("response"),
        )
        for key, statement in statements.items()
    }
    assert interactions == {
        "single": ("choice", "b"),
        "several": ("choice", "a[,]b"),
        "ranking": ("sequencing", "c[,]a[,]b"),
        "text": ("long-fill-in", None),
        "cloud": ("fill-in", None),
        "opinion": ("choice", "a"),
        "numeric": ("numeric", "12.25"),
        "scale": ("likert", "2"),
        "points": ("performance", "a[.]7[,]b[.]3"),
        "matching": ("matching", "a[.]x[,]b[.]y"),
        "reasoned": ("true-false", "true"),
        "sorting": ("matching", "a[.]x[,]b[.]x"),
    }
    right = {
        key: statement["object"]["definition"].get("correctResponsesPattern")
        for key, statement in statements.items()
    }
    assert {key: value for key, value in right.items() if value} == {
        "single": ["b"], "several": ["b"], "numeric": ["12[:]13"], "matching": ["a[.]x[,]b[.]y"],
        "reasoned": ["false"],
    }  # fmt: skip
    assert statements["single"]["result"]["success"] is True
    assert statements["reasoned"]["result"]["success"] is False
    assert "Marat" not in json.dumps(statements)
    assert statements["matching"]["result"]["success"] is True
    listed = statements["matching"]["object"]["definition"]
    assert [component["id"] for component in listed["source"]] == ["a", "b"]
    assert [component["id"] for component in listed["target"]] == ["x", "y", "z"]
    assert listed["target"][2]["description"]["ru"] == "z ru"
    assert "success" not in statements["opinion"]["result"]
    # A person's own words stay private and could not be taken back.
    assert "Marat" not in json.dumps(list(statements.values()))


def test_attendance_statement_agrees_with_the_register(db):
    _, course, _, room, _ = db.write(whole)

    statement = next(
        statement
        for statement in statements_about(db, course)
        if statement["verb"]["id"].endswith("attended")
    )

    assert statement["result"] == {"success": True, "duration": "PT50M"}
    assert statement["object"]["id"].endswith(f"/rooms/{room.code}")
    assert statement["context"]["contextActivities"]["parent"][0]["id"].endswith(
        f"/study/{course.code}"
    )


def test_durations_follow_iso_8601():
    assert [duration(seconds) for seconds in (0, 5, 60, 3000, 3600, 7384)] == [
        "PT0S", "PT5S", "PT1M", "PT50M", "PT1H", "PT2H3M4S",
    ]  # fmt: skip


NAMES_FOR_EVER = [
    (
        {"person_id": 5, "member_id": 7, "learner_id": 9},
        "eeD0OkJEcSvqM6Gg4w_LuTEJlOtqUx0c9HTCv0WU7eA",
        "e8fc1fad-be7b-51c3-af7e-29d1fb9475b1",
    ),
    (
        {"member_id": 7, "learner_id": 9},
        "loGu-GmK7sdplFjZF-lSFUEzy8j9RRxs3ILjbQuvjc0",
        "ff1b3d97-0845-5abd-a819-2f98f9a9f988",
    ),
    (
        {"learner_id": 9},
        "qZ1n1WKoXiP4fUfiuz53w46bl9-nIoAEvN4ayNnvm1Y",
        "fbcba77d-014b-5260-bb63-f9c46f0a4a39",
    ),
]


@pytest.mark.parametrize(("ids", "account", "statement"), NAMES_FOR_EVER)
def test_actor_and_statement_ids_never_change(ids, account, statement):
    actor = Actor("Ada", **ids)
    event = Event("attended:3:p5", (50, "present", 2), actor, {})

    assert agent(PLACE, actor)["account"]["name"] == account
    assert statement_with_id(PLACE, event, 0)["id"] == statement


def test_attendance_is_reported_for_the_person_not_for_member_or_guest(db):
    _, _, _, room, person = db.write(whole)
    guest = db.write(lambda s: make_member(s, s.get_one(Room, room.id), "Guest").id)

    with db.read() as s:
        [matched] = s.scalars(members_of_person(person.id))
        withdrawn_topics = {
            event.topic: event.body is None
            for event in attendance_of(s, PLACE, s.get_one(Room, room.id))
        }

    assert withdrawn_topics == {
        f"attended:{room.id}:p{person.id}": False,
        f"attended:{room.id}:m{matched}": True,
        f"attended:{room.id}:m{guest}": True,
    }
