"""Members asked to own a step accept on their device or on paper, or decline."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.live.steps.making import ask_owner, decide, make_step
from tests.live.steps.seeing import bodies_heard, propose, step_shown_to
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
        (owner["name"], owner["role"], owner["state"])
        for owner in step_shown_to(rig, scene.bek)["owners"]
    ]


def test_volunteer_owns_a_step_at_once(rig, scene, agreed):
    assert rig.do(scene.ada, "step.own", step=1)["ok"]

    assert owners(rig, scene) == [("Ada", "", "accepted")]
    assert step_shown_to(rig, scene.ada)["state"] == "owned"


def test_only_the_asked_member_can_accept(rig, scene, agreed):
    rig.do(scene.host, "step.own", step=1, member=scene.bek.number)

    assert rig.do(scene.ada, "step.accept", step=1, owner=1)["code"] == "not_allowed"
    assert owners(rig, scene) == [("Bek", "", "asked")]
    assert rig.do(scene.bek, "step.accept", step=1, owner=1)["ok"]
    assert owners(rig, scene) == [("Bek", "", "accepted")]
    assert bodies_heard(rig, scene.ada, "step.changed")[-1]["step"]["state"] == "owned"


def test_step_is_owned_once_every_asked_owner_has_answered(rig, scene, agreed):
    for member in (scene.ada, scene.bek):
        rig.do(scene.host, "step.own", step=1, member=member.number)
    rig.do(scene.ada, "step.accept", step=1, owner=1)
    state_while_asked = step_shown_to(rig, scene.ada)["state"]

    rig.do(scene.bek, "step.decline", step=1, owner=2, reason="On leave")

    assert (state_while_asked, step_shown_to(rig, scene.ada)["state"]) == ("agreed", "owned")
    assert step_shown_to(rig, scene.ada)["owners"][1]["reason"] == "On leave"


def test_owner_who_declines_later_no_longer_owns_the_step(rig, scene, agreed):
    rig.do(scene.ada, "step.own", step=1)

    rig.do(scene.ada, "step.decline", step=1, owner=1)

    assert step_shown_to(rig, scene.ada)["state"] == "agreed"


def test_role_is_accepted_by_one_member(rig, scene, agreed):
    rig.do(scene.ada, "step.own", step=1, role="  Head of  unit ")

    rig.do(scene.bek, "step.accept", step=1, owner=1)

    assert owners(rig, scene) == [("Bek", "Head of unit", "accepted")]
    assert rig.do(scene.ada, "step.accept", step=1, owner=1)["code"] == "not_allowed"


def test_concurrent_acceptances_give_a_role_to_one_member(db, rig, scene, agreed):
    rig.do(scene.host, "step.own", step=1, role="Head of unit")
    people = [scene.ada, scene.bek] * 8

    answers = at_once(lambda person: rig.do(person, "step.accept", step=1, owner=1), people)

    [(name, _, state)] = owners(rig, scene)
    winner = scene.ada if name == "Ada" else scene.bek
    assert state == "accepted"
    # The owner may accept again; the other person is refused.
    winners_answers = [
        answer["ok"] for answer, person in zip(answers, people, strict=False) if person is winner
    ]
    assert any(winners_answers)
    assert sum(not answer["ok"] for answer in answers) == 8


def test_acceptance_on_paper_names_the_recording_host(rig, scene, agreed):
    rig.do(scene.host, "step.own", step=1, role="Akim of the district")

    rig.do(scene.host, "step.on_paper", step=1, owner=1)

    [owner] = step_shown_to(rig, scene.ada)["owners"]
    assert (owner["state"], owner["paper_by"], owner["member"]) == ("accepted", "Grace", None)
    assert step_shown_to(rig, scene.ada)["state"] == "owned"


def test_participant_cannot_name_another_member_as_owner(rig, scene, agreed):
    answer = rig.do(scene.ada, "step.own", step=1, member=scene.bek.number)

    assert answer["code"] == "not_allowed"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"role": "Head"}, "already_owner"),
        ({"member": 99}, "unknown_member"),
        ({"step": 9}, "unknown_step"),
        ({"role": "\u202e "}, "owner_empty"),
    ],
)
def test_refused_owner_gets_a_reason(rig, scene, agreed, fields, code):
    rig.do(scene.host, "step.own", step=1, role="Head")

    assert rig.do(scene.host, "step.own", **{"step": 1} | fields)["code"] == code


def test_step_takes_a_limited_number_of_owners(rig, scene, agreed):
    for number in range(10):
        assert rig.do(scene.host, "step.own", step=1, role=f"Role {number}")["ok"]

    assert rig.do(scene.ada, "step.own", step=1)["code"] == "too_many_owners"


def test_member_who_declined_may_be_asked_again(rig, scene, agreed):
    rig.do(scene.host, "step.own", step=1, member=scene.bek.number)
    rig.do(scene.bek, "step.decline", step=1, owner=1)

    assert rig.do(scene.host, "step.own", step=1, member=scene.bek.number)["ok"]
    assert owners(rig, scene) == [("Bek", "", "asked")]


@pytest.mark.parametrize("state", [StepState.DONE, StepState.DROPPED])
def test_finished_step_takes_no_more_owners(db, rig, scene, state):
    db.write(lambda s: make_step(s, scene.room, scene.ada, state=state))

    assert rig.do(scene.ada, "step.own", step=1)["code"] == "step_decided"


def test_database_allows_a_member_to_own_a_step_once(db, scene):
    def build(s):
        step = make_step(s, scene.room, scene.ada)
        for number in (1, 2):
            ask_owner(s, step, scene.host, scene.ada, number=number)

    with pytest.raises(IntegrityError):
        db.write(build)


def test_removed_owner_is_gone(rig, scene):
    propose(rig, scene, "Meet")
    rig.do(scene.ada, "step.own", step=1)

    rig.do(scene.host, "step.disown", step=1, owner=1)

    assert owners(rig, scene) == []
    assert rig.do(scene.ada, "step.accept", step=1, owner=1)["code"] == "unknown_owner"
