"""The rule gives the outcome of a step with its arithmetic, and a host may overrule it."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.live.steps.making import decide, make_step
from tests.live.steps.seeing import answer, bodies_heard, propose, put, step_shown_to
from tests.room.engine.test_queue import at_once
from webinar.live.steps.models import Rule, StepOutcome, StepTerms, Verdict


def choose(db, scene, rule, quorum=50):
    terms = {"rule": rule, "quorum": quorum, "shares_reasons": False}
    db.write(lambda s: s.add(StepTerms(room_id=scene.room.id, **terms)))


def test_outcome_is_shown_with_its_arithmetic(db, rig, scene):
    choose(db, scene, Rule.MAJORITY, quorum=60)
    put(rig, scene)
    answer(rig, scene.ada)
    answer(rig, scene.bek, "reserve", reason="Only by day")

    rig.do(scene.host, "step.close", step=1)

    step = bodies_heard(rig, scene.bek, "step.changed")[-1]["step"]
    assert step["state"] == "agreed"
    assert step["outcome"] == {
        "ballot": 1,
        "version": 1,
        "rule": "majority",
        "present": 2,
        "answered": 2,
        "quorum": 2,
        "needed": 2,
        "counts": {"agree": 1, "reserve": 1, "disagree": 0, "abstain": 0, "must_ask": 0},
        "late": 0,
        "owners": 0,
        "owners_accepted": 0,
        "computed": "agreed",
        "recorded": "agreed",
        "reason": "",
        "overruled_by": None,
    }


def test_rejected_step_is_proposed_again_and_gets_a_new_ballot(rig, scene):
    put(rig, scene)
    answer(rig, scene.ada, "disagree")
    rig.do(scene.host, "step.close", step=1)
    first = step_shown_to(rig, scene.ada)

    rig.do(scene.host, "step.put", step=1)

    second = step_shown_to(rig, scene.ada)
    assert (first["state"], first["outcome"]["recorded"]) == ("proposed", "not_agreed")
    assert (second["ballot"], second["outcome"], second["mine"]) == (2, None, None)


def test_owners_rule_needs_every_asked_owner_to_accept(db, rig, scene):
    choose(db, scene, Rule.OWNERS, quorum=0)
    put(rig, scene)
    rig.do(scene.host, "step.own", step=1, member=scene.ada.number)
    rig.do(scene.host, "step.own", step=1, member=scene.bek.number)
    rig.do(scene.ada, "step.accept", step=1, owner=1)
    rig.do(scene.host, "step.close", step=1)
    first = step_shown_to(rig, scene.ada)["outcome"]

    rig.do(scene.bek, "step.accept", step=1, owner=2)
    rig.do(scene.host, "step.put", step=1)
    rig.do(scene.host, "step.close", step=1)

    assert (first["recorded"], first["owners_accepted"], first["needed"]) == ("not_agreed", 1, 2)
    assert step_shown_to(rig, scene.ada)["state"] == "owned"


def test_overruling_needs_a_reason_that_is_recorded(db, rig, scene):
    put(rig, scene)
    answer(rig, scene.ada, "disagree")
    rig.do(scene.host, "step.close", step=1)
    fields = {"step": 1, "outcome": "agreed"}

    assert rig.do(scene.host, "step.decide", **fields, reason=" ")["code"] == "text_empty"
    assert rig.do(scene.host, "step.decide", **fields, reason="Settled in the break")["ok"]

    step = bodies_heard(rig, scene.ada, "step.changed")[-1]["step"]
    outcome = step["outcome"]
    assert (step["state"], outcome["computed"], outcome["recorded"]) == (
        "agreed",
        "not_agreed",
        "agreed",
    )
    assert (outcome["reason"], outcome["overruled_by"]) == ("Settled in the break", "Grace")


def test_database_requires_a_reason_for_overruling(db, scene):
    def build(s):
        step = make_step(s, scene.room, scene.ada, ballot=1)
        decide(s, step, Verdict.NOT_AGREED, recorded=Verdict.AGREED)

    with pytest.raises(IntegrityError):
        db.write(build)


def test_step_that_was_not_put_has_no_outcome_to_change(rig, scene):
    propose(rig, scene, "Meet")
    fields = {"outcome": "agreed", "reason": "So"}

    assert rig.do(scene.host, "step.decide", step=1, **fields)["code"] == "step_not_decided"


def test_outcome_cannot_be_changed_after_a_rewording(rig, scene):
    put(rig, scene)
    answer(rig, scene.ada, "disagree")
    rig.do(scene.host, "step.close", step=1)
    rig.do(scene.host, "step.amend", step=1, text="Another", language="kk", base=1)
    fields = {"outcome": "agreed", "reason": "So"}

    assert rig.do(scene.host, "step.decide", step=1, **fields)["code"] == "step_reworded"


def test_concurrent_closes_decide_once(db, rig, scene):
    put(rig, scene)
    answer(rig, scene.ada)

    answers = at_once(lambda _: rig.do(scene.host, "step.close", step=1), range(16))

    assert sum(answer["ok"] for answer in answers) == 1
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(StepOutcome)) == 1
