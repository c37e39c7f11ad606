"""Steps are proposed, put to the room, recalled, merged, dropped and restored."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from tests.live.steps.making import make_step
from tests.live.steps.seeing import answer, bodies_heard, propose, put, step_shown_to
from tests.room.engine.rig import make_scene
from webinar.kit import clock
from webinar.live.steps.models import Step, StepState
from webinar.room.rooms.models import Room, RoomState, TimelineEntry


def test_everybody_sees_a_proposal_with_its_author_and_number(rig, scene):
    propose(rig, scene, "Кездесу", "Жазу")

    [first, second] = bodies_heard(rig, scene.bek, "step.proposed")

    assert (first["step"]["step"], second["step"]["step"]) == (1, 2)
    assert first["step"]["text"] == "Кездесу"
    assert (first["step"]["proposed_by"], first["step"]["language"]) == ("Ada", "kk")
    assert "mine" not in first["step"]


def test_putting_a_step_returns_the_previous_one_to_proposed(rig, scene):
    propose(rig, scene, "Meet", "Write")
    rig.do(scene.host, "step.put", step=1)
    answer(rig, scene.ada)

    rig.do(scene.host, "step.put", step=2)

    broadcasts = [(b["step"], b["previous"]) for b in bodies_heard(rig, scene.bek, "step.put")]
    assert broadcasts == [(1, None), (2, 1)]
    first = step_shown_to(rig, scene.ada, 1)
    assert (first["state"], first["mine"]["answer"]) == ("proposed", "agree")
    assert step_shown_to(rig, scene.ada, 2)["state"] == "put"


def test_recalled_step_put_again_unchanged_keeps_its_answers(rig, scene):
    put(rig, scene)
    answer(rig, scene.ada)

    assert rig.do(scene.host, "step.recall", step=1)["ok"]
    assert answer(rig, scene.bek)["code"] == "step_not_put"
    rig.do(scene.host, "step.put", step=1)

    broadcasts = [
        (b["step"], b["ballot"], b["previous"]) for b in bodies_heard(rig, scene.bek, "step.put")
    ]
    assert broadcasts == [(1, 1, None), (None, 0, 1), (1, 1, None)]
    assert step_shown_to(rig, scene.host)["counts"]["agree"] == 1


def test_database_allows_one_put_step_at_a_time(db, rig, scene):
    propose(rig, scene, "Meet", "Write")

    def put_both(s):
        for step in s.scalars(select(Step)):
            step.state = StepState.PUT
        s.flush()

    with pytest.raises(IntegrityError):
        db.write(put_both)


MOVES = {
    "put": {"proposed": None, "agreed": "step_not_proposed", "done": "step_not_proposed"},
    "recall": {"put": None, "proposed": "step_not_put", "closed": "step_not_put"},
    "close": {"put": None, "proposed": "step_not_put", "agreed": "step_not_put"},
    "drop": {"proposed": None, "put": None, "blocked": None, "closed": "step_decided"},
    "restore": {"dropped": None, "proposed": "step_not_dropped", "done": "step_not_dropped"},
}
MOVES["drop"] |= {"done": "step_decided", "dropped": "step_decided"}


@pytest.mark.parametrize(
    ("verb", "state", "code"),
    [(verb, state, code) for verb, states in MOVES.items() for state, code in states.items()],
)
def test_only_the_moves_of_the_table_are_possible(db, rig, scene, verb, state, code):
    db.write(lambda s: make_step(s, scene.room, scene.ada, state=StepState(state)))

    assert rig.do(scene.host, f"step.{verb}", step=1).get("code") == code


def test_merged_steps_combine_their_owners(db, rig, scene):
    propose(rig, scene, "Meet weekly", "Meet every week")
    rig.do(scene.ada, "step.own", step=1)
    rig.do(scene.host, "step.own", step=1, role="Head of unit")
    rig.do(scene.ada, "step.own", step=2)

    assert rig.do(scene.host, "step.merge", step=1, into=2)["ok"]

    first, second = (step_shown_to(rig, scene.bek, number) for number in (1, 2))
    assert (first["state"], first["merged_into"]) == ("dropped", 2)
    owned = [(owner["name"], owner["role"], owner["state"]) for owner in second["owners"]]
    assert owned == [("Ada", "", "accepted"), ("", "Head of unit", "asked")]
    changed = [body["step"]["step"] for body in bodies_heard(rig, scene.bek, "step.changed")]
    assert changed[-2:] == [1, 2]


def test_merged_step_can_be_restored(rig, scene):
    propose(rig, scene, "Meet weekly", "Meet every week")
    rig.do(scene.host, "step.merge", step=1, into=2)

    rig.do(scene.host, "step.restore", step=1)

    step = step_shown_to(rig, scene.ada)
    assert (step["state"], step["merged_into"]) == ("proposed", None)


@pytest.mark.parametrize(("step", "into", "code"), [(1, 1, "step_same"), (1, 9, "unknown_step")])
def test_step_cannot_merge_into_itself_or_an_unknown_step(rig, scene, step, into, code):
    propose(rig, scene, "Meet")

    assert rig.do(scene.host, "step.merge", step=step, into=into)["code"] == code


def test_step_that_is_put_cannot_be_merged(rig, scene):
    put(rig, scene)
    propose(rig, scene, "Write")

    for step, into in ((1, 2), (2, 1)):
        answered = rig.do(scene.host, "step.merge", step=step, into=into)
        assert answered["code"] == "step_not_proposed"


def test_dates_indicator_and_evidence_are_set_one_by_one_and_broadcast(rig, scene):
    propose(rig, scene, "Meet")
    rig.do(scene.host, "step.detail", step=1, base=0, due="2099-02-28", indicator=" A  list ")

    rig.do(scene.host, "step.detail", step=1, base=1, check_back="2099-01-31", evidence="Photo")

    step = bodies_heard(rig, scene.ada, "step.changed")[-1]["step"]
    assert (step["due"], step["check_back"]) == ("2099-02-28", "2099-01-31")
    assert (step["indicator"], step["evidence"], step["details"]) == ("A list", "Photo", 2)


def test_outdated_details_do_not_overwrite_newer_ones(rig, scene):
    """Planted fault: the second of two hosts erased the details that the first had just entered."""
    propose(rig, scene, "Meet")
    rig.do(scene.host, "step.detail", step=1, base=0, indicator="A list")

    refused = rig.do(scene.host, "step.detail", step=1, base=0, indicator="A photo")

    assert refused["code"] == "step_changed"
    assert step_shown_to(rig, scene.ada)["indicator"] == "A list"


@pytest.mark.parametrize("due", ["2027-02-30", "tomorrow", "31.01.2027", "", 20270131])
def test_nonexistent_date_is_refused(rig, scene, due):
    propose(rig, scene, "Meet")

    assert rig.do(scene.host, "step.detail", step=1, base=0, due=due)["code"] == "bad_message"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_due_date_is_compared_in_the_sessions_time_zone(db, rig, scene, zone):
    propose(rig, scene, "Meet")
    db.write(lambda s: setattr(s.get(Room, scene.host.room_id), "time_zone", zone))
    # One of these places is always at least a day ahead of the other.
    today = clock.now().astimezone(ZoneInfo(zone)).date()

    refused = rig.do(scene.host, "step.detail", step=1, base=0, due=str(today - timedelta(1)))
    in_time = rig.do(scene.host, "step.detail", step=1, base=0, due=str(today))

    assert refused["code"] == "due_past"
    assert in_time["ok"]


def test_check_back_date_after_the_due_date_is_refused(rig, scene):
    propose(rig, scene, "Meet")
    dates = {"due": "2099-01-31", "check_back": "2099-02-01"}

    assert rig.do(scene.host, "step.detail", step=1, base=0, **dates)["code"] == (
        "check_back_after_due"
    )


def test_session_end_recalls_the_put_step_and_broadcasts_it(rig, scene):
    """Planted fault: screens showed the step as put, and a new snapshot as proposed."""
    put(rig, scene)

    rig.do(scene.host, "room.end")

    assert [(b["step"], b["previous"]) for b in bodies_heard(rig, scene.ada, "step.put")][-1] == (
        None,
        1,
    )
    assert step_shown_to(rig, scene.ada)["state"] == "proposed"


@pytest.mark.parametrize("text", [" ", "\u202e\u2066", "\u0007"])
def test_empty_proposal_is_refused(rig, scene, text):
    assert rig.do(scene.ada, "step.propose", text=text, language="en")["code"] == "text_empty"


def test_session_takes_a_limited_number_of_steps(db, rig, scene):
    """A dropped step frees its place."""
    proposed = {"room_id": scene.room.id, "text": "Meet", "language": "en"}
    proposed |= {"proposed_by": scene.ada.id, "proposed_at": clock.now()}
    rows = [proposed | {"number": number} for number in range(1, 501)]
    db.write(lambda s: s.execute(insert(Step), rows))
    full = rig.do(scene.ada, "step.propose", text="Meet", language="en")

    assert rig.do(scene.host, "step.drop", step=7)["ok"]
    freed = rig.do(scene.ada, "step.propose", text="Meet", language="en")

    assert (full["code"], freed["ok"]) == ("too_many_steps", True)
    assert rig.do(scene.ada, "step.propose", text="Meet", language="en")["code"] == "too_many_steps"


def test_terms_are_set_before_the_start_and_broadcast(db, rig):
    planned = make_scene(db, state=RoomState.PLANNED)
    before = rig.snapshot(planned.ada)["terms"]

    rig.do(planned.host, "step.terms", rule="two_thirds", quorum=60, shares_reasons=True)
    rig.do(planned.host, "room.start")
    refused = rig.do(planned.host, "step.terms", rule="majority", quorum=0)

    chosen = {"rule": "two_thirds", "quorum": 60, "shares_reasons": True}
    assert before == {"rule": "consent", "quorum": 50, "shares_reasons": False}
    assert bodies_heard(rig, planned.ada, "step.terms")[-1]["terms"] == chosen
    assert rig.snapshot(planned.ada)["terms"] == chosen
    assert refused["code"] == "room_already_started"


def test_timeline_records_changes_but_no_answers(db, rig, scene):
    put(rig, scene)
    answer(rig, scene.ada, "disagree", reason="A secret reason")
    rig.do(scene.host, "step.close", step=1)
    rig.do(scene.host, "step.decide", step=1, outcome="agreed", reason="Settled in the break")
    rig.do(scene.ada, "step.own", step=1)

    with db.read() as session:
        rows = session.scalars(select(TimelineEntry).order_by(TimelineEntry.id)).all()
    kinds = [row.kind for row in rows if row.kind.startswith("step")]
    assert kinds == [
        "step.proposed",
        "step.put",
        "step.closed",
        "step.decided",
        "step.overruled",
        "step.accepted",
    ]
    assert "secret" not in str([row.detail for row in rows])
