"""Who sees to a step: asked, accepted on one's own device or on paper, declined."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.live.steps.making import ask_owner, decide, make_step
from tests.live.steps.seeing import heard, propose, step_seen_by
from tests.room.engine.test_queue import at_once
from webinar.live.steps.models import StepState


@pytest.fixture
def agreed(db, scene):
    """Step 1, agreed."""

    def build(s):
        decide(s, make_step(s, scene.room, scene.ada, state=StepState.AGREED))

    db.write(build)


def owners(rig, scene):
    return [
        (one["name"], one["role"], one["state"]) for one in step_seen_by(rig, scene.bek)["owners"]
    ]


def test_who_says_that_they_will_do_it_owns_it_at_once(rig, scene, agreed):
    assert rig.do(scene.ada, "step.own", step=1)["ok"]

    assert owners(rig, scene) == [("Ada", "", "accepted")]
    assert step_seen_by(rig, scene.ada)["state"] == "owned"


def test_who_is_asked_accepts_on_their_own_device_and_nobody_does_it_for_them(rig, scene, agreed):
    rig.do(scene.host, "step.own", step=1, member=scene.bek.number)

    assert rig.do(scene.ada, "step.accept", step=1, owner=1)["code"] == "not_allowed"
    assert owners(rig, scene) == [("Bek", "", "asked")]
    assert rig.do(scene.bek, "step.accept", step=1, owner=1)["ok"]
    assert owners(rig, scene) == [("Bek", "", "accepted")]
    assert heard(rig, scene.ada, "step.changed")[-1]["step"]["state"] == "owned"


def test_a_step_is_owned_once_nobody_is_awaited_any_more(rig, scene, agreed):
    for member in (scene.ada, scene.bek):
        rig.do(scene.host, "step.own", step=1, member=member.number)
    rig.do(scene.ada, "step.accept", step=1, owner=1)
    one_is_awaited = step_seen_by(rig, scene.ada)["state"]

    rig.do(scene.bek, "step.decline", step=1, owner=2, reason="On leave")

    assert (one_is_awaited, step_seen_by(rig, scene.ada)["state"]) == ("agreed", "owned")
    assert step_seen_by(rig, scene.ada)["owners"][1]["reason"] == "On leave"


def test_who_gives_it_back_owns_it_no_longer(rig, scene, agreed):
    rig.do(scene.ada, "step.own", step=1)

    rig.do(scene.ada, "step.decline", step=1, owner=1)

    assert step_seen_by(rig, scene.ada)["state"] == "agreed"


def test_a_role_is_taken_by_whoever_holds_it(rig, scene, agreed):
    rig.do(scene.ada, "step.own", step=1, role="  Head of  unit ")

    rig.do(scene.bek, "step.accept", step=1, owner=1)

    assert owners(rig, scene) == [("Bek", "Head of unit", "accepted")]
    assert rig.do(scene.ada, "step.accept", step=1, owner=1)["code"] == "not_allowed"


def test_of_many_who_take_a_role_at_once_one_has_it(db, rig, scene, agreed):
    rig.do(scene.host, "step.own", step=1, role="Head of unit")
    people = [scene.ada, scene.bek] * 8

    answers = at_once(lambda one: rig.do(one, "step.accept", step=1, owner=1), people)

    [(name, _, state)] = owners(rig, scene)
    winner = scene.ada if name == "Ada" else scene.bek
    assert state == "accepted"
    # Whoever has it may say so again; the other is told that it is taken.
    done = [one["ok"] for one, person in zip(answers, people, strict=False) if person is winner]
    assert any(done)
    assert sum(not one["ok"] for one in answers) == 8


def test_on_paper_says_who_says_so(rig, scene, agreed):
    rig.do(scene.host, "step.own", step=1, role="Akim of the district")

    rig.do(scene.host, "step.on_paper", step=1, owner=1)

    [owner] = step_seen_by(rig, scene.ada)["owners"]
    assert (owner["state"], owner["paper_by"], owner["member"]) == ("accepted", "Grace", None)
    assert step_seen_by(rig, scene.ada)["state"] == "owned"


def test_participants_name_themselves_or_a_role_and_no_neighbour(rig, scene, agreed):
    asked = rig.do(scene.ada, "step.own", step=1, member=scene.bek.number)

    assert asked["code"] == "not_allowed"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"role": "Head"}, "already_owner"),
        ({"member": 99}, "unknown_member"),
        ({"step": 9}, "unknown_step"),
        ({"role": "\u202e "}, "owner_empty"),
    ],
)
def test_who_cannot_own_a_step_is_told_why(rig, scene, agreed, fields, code):
    rig.do(scene.host, "step.own", step=1, role="Head")

    assert rig.do(scene.host, "step.own", **{"step": 1} | fields)["code"] == code


def test_there_is_an_end_to_the_owners_of_a_step(rig, scene, agreed):
    for number in range(10):
        assert rig.do(scene.host, "step.own", step=1, role=f"Role {number}")["ok"]

    assert rig.do(scene.ada, "step.own", step=1)["code"] == "too_many_owners"


def test_who_declined_may_be_asked_again(rig, scene, agreed):
    rig.do(scene.host, "step.own", step=1, member=scene.bek.number)
    rig.do(scene.bek, "step.decline", step=1, owner=1)

    assert rig.do(scene.host, "step.own", step=1, member=scene.bek.number)["ok"]
    assert owners(rig, scene) == [("Bek", "", "asked")]


@pytest.mark.parametrize("state", [StepState.DONE, StepState.DROPPED])
def test_what_is_over_takes_no_other_owner(db, rig, scene, state):
    db.write(lambda s: make_step(s, scene.room, scene.ada, state=state))

    assert rig.do(scene.ada, "step.own", step=1)["code"] == "step_decided"


def test_the_tables_hold_that_a_member_owns_a_step_once(db, scene):
    def build(s):
        step = make_step(s, scene.room, scene.ada)
        for number in (1, 2):
            ask_owner(s, step, scene.host, scene.ada, number=number)

    with pytest.raises(IntegrityError):
        db.write(build)


def test_an_owner_who_is_taken_off_is_gone(rig, scene):
    propose(rig, scene, "Meet")
    rig.do(scene.ada, "step.own", step=1)

    rig.do(scene.host, "step.disown", step=1, owner=1)

    assert owners(rig, scene) == []
    assert rig.do(scene.ada, "step.accept", step=1, owner=1)["code"] == "unknown_owner"
