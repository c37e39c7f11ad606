"""Members answer the step that is put, and may replace their answers until it is closed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.live.steps.making import make_step
from tests.live.steps.seeing import answer, bodies_heard, put, step_shown_to
from tests.results.reports.making import be_there
from webinar.kit import clock
from webinar.live.steps.models import Step, StepAnswer, StepOutcome, StepState


@pytest.fixture
def bek_is_here(db, scene):
    """Bek is present, so that the room waits for his answer."""
    db.write(lambda s: be_there(s, scene.bek, clock.now() - timedelta(minutes=5), 400))


def close_earlier(db, seconds):
    """Pretend that the step was closed this many seconds earlier."""

    def move(s):
        step = s.scalars(select(Step)).one()
        step.closed_at -= timedelta(seconds=seconds)

    db.write(move)


@pytest.mark.parametrize("state", [state for state in StepState if state is not StepState.PUT])
def test_only_a_step_that_is_put_takes_answers(db, rig, scene, state):
    db.write(lambda s: make_step(s, scene.room, scene.ada, state=state, ballot=1))

    assert answer(rig, scene.ada)["code"] == "step_not_put"


@pytest.mark.parametrize("answer_kind", ["agree", "reserve", "disagree", "abstain", "must_ask"])
def test_each_answer_is_counted_as_its_kind(rig, scene, answer_kind):
    put(rig, scene)

    answer(rig, scene.ada, answer_kind, reason="Because")
    rig.beat()

    assert step_shown_to(rig, scene.ada)["mine"] == {
        "answer": answer_kind,
        "reason": "Because",
        "is_late": False,
    }
    counts = bodies_heard(rig, scene.bek, "step.counts")[-1]["counts"]
    assert [name for name, count in counts.items() if count] == [answer_kind]


def test_later_answer_replaces_the_earlier_one_and_its_reason(db, rig, scene):
    put(rig, scene)
    answer(rig, scene.ada, "disagree", reason="Too early")

    answer(rig, scene.ada, "agree")
    rig.beat()

    assert step_shown_to(rig, scene.ada)["mine"]["reason"] == ""
    assert step_shown_to(rig, scene.host)["reasons"] == []
    assert bodies_heard(rig, scene.host, "step.reasons")[-1]["reasons"] == []
    assert bodies_heard(rig, scene.bek, "step.counts")[-1]["counts"]["agree"] == 1
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(StepAnswer)) == 1


def test_only_hosts_read_reasons_by_default(rig, scene):
    put(rig, scene)
    answer(rig, scene.ada, "reserve", reason="Only by day")
    rig.beat()

    assert "step.reasons" not in rig.names_heard_by(scene.bek)
    assert "step.shared_reasons" not in rig.names_heard_by(scene.bek)
    assert "reasons" not in step_shown_to(rig, scene.bek)
    [reason] = step_shown_to(rig, scene.host)["reasons"]
    assert (reason["name"], reason["answer"], reason["language"]) == ("Ada", "reserve", "en")


def test_everybody_reads_reasons_if_the_session_shares_them(db, rig, scene):
    from webinar.live.steps.models import Rule, StepTerms

    terms = {"rule": Rule.CONSENT, "quorum": 50, "shares_reasons": True}
    db.write(lambda s: s.add(StepTerms(room_id=scene.room.id, **terms)))
    put(rig, scene)
    answer(rig, scene.ada, "reserve", reason="Only by day")
    rig.beat()

    assert (
        bodies_heard(rig, scene.bek, "step.shared_reasons")[-1]["reasons"][0]["reason"]
        == "Only by day"
    )
    assert step_shown_to(rig, scene.bek)["reasons"][0]["name"] == "Ada"


def test_many_answers_in_one_batch_are_counted_once_each(rig, scene):
    put(rig, scene)
    ballot = {"step": 1, "ballot": 1}

    jobs = rig.batch(
        (scene.ada, "step.answer", {**ballot, "answer": "agree"}),
        (scene.bek, "step.answer", {**ballot, "answer": "disagree", "reason": "No"}),
        (scene.ada, "step.answer", {**ballot, "answer": "abstain"}),
        (scene.bek, "step.answer", {**ballot, "step": 7, "answer": "agree"}),
    )

    assert [job.refusal and job.refusal.code for job in jobs] == [None] * 3 + ["unknown_step"]
    counts = step_shown_to(rig, scene.host)["counts"]
    assert (counts["agree"], counts["disagree"], counts["abstain"]) == (0, 1, 1)


def test_answer_in_transit_at_the_close_is_counted_and_marked_late(db, rig, scene, bek_is_here):
    put(rig, scene)
    answer(rig, scene.ada)
    rig.do(scene.host, "step.close", step=1)
    assert step_shown_to(rig, scene.host)["state"] == "closed"
    close_earlier(db, 3)

    assert answer(rig, scene.bek, "disagree", age=6_000)["ok"]
    rig.timers.look()

    # The room waited only for Bek's answer.
    step = step_shown_to(rig, scene.bek)
    assert (step["state"], step["mine"]["is_late"]) == ("proposed", True)
    assert (step["outcome"]["recorded"], step["outcome"]["late"]) == ("not_agreed", 1)
    assert bodies_heard(rig, scene.bek, "step.answered")[-1]["is_late"] is True


@pytest.mark.parametrize(("closed_before", "age"), [(3, 2_500), (3, 0), (9, 9_500)])
def test_answer_given_after_the_close_or_arriving_too_late_is_refused(
    db, rig, scene, bek_is_here, closed_before, age
):
    put(rig, scene)
    rig.do(scene.host, "step.close", step=1)
    close_earlier(db, closed_before)

    assert answer(rig, scene.bek, age=age)["code"] == "step_not_put"


def test_waiting_for_answers_in_transit_ends(db, rig, scene, bek_is_here):
    put(rig, scene)
    answer(rig, scene.ada)
    rig.do(scene.host, "step.close", step=1)
    rig.timers.look()
    waiting = step_shown_to(rig, scene.host)["state"]

    close_earlier(db, 9)

    def make_due(change):
        change.schedule(change.at, "step.decide", "1")

    rig.queue.run(scene.room.id, make_due)
    rig.timers.look()

    step = step_shown_to(rig, scene.host)
    assert (waiting, step["state"]) == ("closed", "agreed")
    assert (step["outcome"]["present"], step["outcome"]["answered"]) == (2, 1)


def test_session_end_decides_a_closed_step(db, rig, scene, bek_is_here):
    put(rig, scene)
    answer(rig, scene.ada)
    rig.do(scene.host, "step.close", step=1)

    rig.do(scene.host, "room.end")

    assert step_shown_to(rig, scene.ada)["state"] == "agreed"
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(StepOutcome)) == 1


def test_returning_member_may_answer_until_the_close(db, rig, scene):
    put(rig, scene)
    answer(rig, scene.bek, "must_ask")

    def leave(s):
        be_there(s, scene.bek, clock.now() - timedelta(hours=2), 60)

    db.write(leave)

    assert answer(rig, scene.bek, "agree")["ok"]
    rig.do(scene.host, "step.close", step=1)
    assert step_shown_to(rig, scene.bek)["outcome"]["present"] == 1
