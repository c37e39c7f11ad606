"""A next step's life: proposed, put to the room, answered, agreed or dropped."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from webinar import clock
from webinar.rooms.models import Room, TimelineEntry
from webinar.steps.models import Step, StepAnswer, StepState


def propose(rig, scene, *texts):
    for text in texts:
        assert rig.do(scene.ada, "step.propose", text=text, language="kk")["ok"]


def step_seen_by(rig, member, number=1):
    return {step["step"]: step for step in rig.snapshot(member)["steps"]}[number]


def heard(rig, member, name):
    return [body for heard_name, body in rig.heard_by(member) if heard_name == name]


def test_a_proposal_is_shown_to_everybody_with_its_author_and_number(rig, scene):
    propose(rig, scene, "Кездесу", "Жазу")

    [first, second] = heard(rig, scene.bek, "step.proposed")

    assert (first["step"]["step"], second["step"]["step"]) == (1, 2)
    assert first["step"]["text"] == "Кездесу"
    assert (first["step"]["proposed_by"], first["step"]["language"]) == ("Ada", "kk")
    assert "mine" not in first["step"]


def test_one_step_is_put_at_a_time_and_the_one_before_is_proposed_again(rig, scene):
    propose(rig, scene, "Meet", "Write")
    rig.do(scene.host, "step.put", step=1)
    rig.do(scene.ada, "step.answer", step=1, answer="agree")

    rig.do(scene.host, "step.put", step=2)

    assert [(b["step"], b["previous"]) for b in heard(rig, scene.bek, "step.put")] == [
        (1, None),
        (2, 1),
    ]
    first = step_seen_by(rig, scene.ada, 1)
    assert (first["state"], first["mine"]["answer"]) == ("proposed", "agree")
    assert step_seen_by(rig, scene.ada, 2)["state"] == "put"


def test_the_tables_hold_that_one_step_is_put_at_a_time(db, rig, scene):
    propose(rig, scene, "Meet", "Write")

    def put_both(s):
        for step in s.scalars(select(Step)):
            step.state = StepState.PUT
        s.flush()

    with pytest.raises(IntegrityError):
        db.write(put_both)


@pytest.mark.parametrize(
    ("done", "then", "code"),
    [
        ([], "agree", "step_not_put"),
        (["put"], "put", "step_not_proposed"),
        (["put", "agree"], "put", "step_not_proposed"),
        (["put", "agree"], "agree", "step_not_put"),
        (["put", "agree"], "drop", "step_decided"),
        (["drop"], "put", "step_not_proposed"),
        (["drop"], "drop", "step_decided"),
        (["put", "drop"], "agree", "step_not_put"),
    ],
)
def test_a_decided_step_stays_decided(rig, scene, done, then, code):
    propose(rig, scene, "Meet")
    agreed = {"owner": "Aida", "due": "2099-01-31"}
    for verb in done:
        fields = agreed if verb == "agree" else {}
        assert rig.do(scene.host, f"step.{verb}", step=1, **fields)["ok"]

    answer = rig.do(scene.host, f"step.{then}", step=1, **(agreed if then == "agree" else {}))

    assert answer["code"] == code


def test_what_is_agreed_has_an_owner_a_date_and_the_counts_of_that_moment(db, rig, scene):
    propose(rig, scene, "Meet")
    rig.do(scene.host, "step.put", step=1)
    rig.do(scene.ada, "step.answer", step=1, answer="agree")
    rig.do(scene.bek, "step.answer", step=1, answer="abstain")

    rig.do(scene.host, "step.agree", step=1, owner="  Айгуль \u202e ", due="2099-01-31")

    [agreed] = heard(rig, scene.ada, "step.agreed")
    assert (agreed["owner"], agreed["due"]) == ("Айгуль", "2099-01-31")
    assert agreed["counts"] == {"agree": 1, "disagree": 0, "abstain": 1}
    with db.read() as session:
        kinds = session.scalars(select(TimelineEntry.kind).order_by(TimelineEntry.id)).all()
    assert [kind for kind in kinds if kind.startswith("step")] == [
        "step.proposed",
        "step.put",
        "step.agreed",
    ]


@pytest.mark.parametrize("due", ["2027-02-30", "tomorrow", "31.01.2027", "", 20270131, None])
def test_a_date_that_there_is_not_is_refused(rig, scene, due):
    propose(rig, scene, "Meet")
    rig.do(scene.host, "step.put", step=1)

    answer = rig.do(scene.host, "step.agree", step=1, owner="Aida", due=due)

    assert answer["code"] == "bad_message"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_step_is_due_today_where_the_session_is_or_later(db, rig, scene, zone):
    propose(rig, scene, "Meet")
    rig.do(scene.host, "step.put", step=1)
    db.write(lambda s: setattr(s.get(Room, scene.host.room_id), "time_zone", zone))
    # One of these places is always a day ahead of the other.
    today = clock.now().astimezone(ZoneInfo(zone)).date()

    late = rig.do(scene.host, "step.agree", step=1, owner="Aida", due=str(today - timedelta(1)))
    today = rig.do(scene.host, "step.agree", step=1, owner="Aida", due=str(today))

    assert late["code"] == "due_past"
    assert today["ok"]


@pytest.mark.parametrize("state", ["proposed", "agreed", "dropped"])
def test_only_a_step_that_is_put_takes_answers(rig, scene, state):
    propose(rig, scene, "Meet")
    if state == "agreed":
        rig.do(scene.host, "step.put", step=1)
        rig.do(scene.host, "step.agree", step=1, owner="Aida", due="2099-01-31")
    if state == "dropped":
        rig.do(scene.host, "step.drop", step=1)

    assert rig.do(scene.ada, "step.answer", step=1, answer="agree")["code"] == "step_not_put"


def test_a_later_answer_replaces_the_earlier_with_its_reason(db, rig, scene):
    propose(rig, scene, "Meet")
    rig.do(scene.host, "step.put", step=1)
    rig.do(scene.ada, "step.answer", step=1, answer="disagree", reason="Too early")

    rig.do(scene.ada, "step.answer", step=1, answer="agree")
    rig.beat()

    assert step_seen_by(rig, scene.ada)["mine"] == {"answer": "agree", "reason": ""}
    assert step_seen_by(rig, scene.host)["reasons"] == []
    assert heard(rig, scene.host, "step.reasons")[-1]["reasons"] == []
    assert heard(rig, scene.bek, "step.counts")[-1]["counts"]["agree"] == 1
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(StepAnswer)) == 1


def test_many_answers_in_one_batch_are_counted_once_each(rig, scene):
    propose(rig, scene, "Meet")
    rig.do(scene.host, "step.put", step=1)

    jobs = rig.batch(
        (scene.ada, "step.answer", {"step": 1, "answer": "agree"}),
        (scene.bek, "step.answer", {"step": 1, "answer": "disagree", "reason": "No"}),
        (scene.ada, "step.answer", {"step": 1, "answer": "abstain"}),
        (scene.bek, "step.answer", {"step": 7, "answer": "agree"}),
    )

    assert [one.refusal and one.refusal.code for one in jobs] == [None] * 3 + ["unknown_step"]
    counts = step_seen_by(rig, scene.host)["counts"]
    assert counts == {"agree": 0, "disagree": 1, "abstain": 1}


def test_the_end_of_the_session_takes_back_what_was_put_and_says_so(rig, scene):
    """Planted: screens went on showing the step as put, a fresh snapshot as proposed."""
    propose(rig, scene, "Meet")
    rig.do(scene.host, "step.put", step=1)

    rig.do(scene.host, "room.end")

    assert [(b["step"], b["previous"]) for b in heard(rig, scene.ada, "step.put")][-1] == (None, 1)
    assert step_seen_by(rig, scene.ada)["state"] == "proposed"


@pytest.mark.parametrize("text", [" ", "\u202e\u2066", "\u0007"])
def test_a_proposal_of_nothing_is_refused(rig, scene, text):
    assert rig.do(scene.ada, "step.propose", text=text, language="en")["code"] == "text_empty"


def test_there_is_an_end_to_the_steps_of_one_session(db, rig, scene):
    propose(rig, scene, "Meet")

    def be_the_last(s):
        s.scalars(select(Step)).one().number = 500

    db.write(be_the_last)

    answer = rig.do(scene.ada, "step.propose", text="Meet", language="en")

    assert answer["code"] == "too_many_steps"
