"""Hosts see the drafts of next steps in a programme and put them to the room."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from tests.factories import make_draft, make_module, make_slide
from tests.room.engine.rig import Rig, make_scene
from webinar.content.lessons.model import StepItem, StepText
from webinar.kit import clock
from webinar.live.steps.models import Step, StepState
from webinar.live.steps.queries import steps_of
from webinar.results.followup.display import step_views
from webinar.results.reports.queries import steps as reported
from webinar.room.rooms.models import Room

TEXTS = {
    "en": StepText("List the work", "head of the unit", "list signed"),
    "kk": StepText("Жұмыс тізімі", "бөлім бастығы", "тізімге қол қойылды"),
}


@pytest.fixture
def scene(db):
    slide = make_slide("board")
    items = [StepItem("list", 30, TEXTS), StepItem("stop", 0, TEXTS)]
    slide = type(slide)(id="board", text=slide.text, steps=items)
    return make_scene(db, module=make_module(slides=[slide]))


@pytest.fixture
def rig(db):
    return Rig(db)


def test_only_hosts_see_the_drafts_of_the_programme(rig, scene):
    assert rig.snapshot(scene.host)["drafts"] == [
        {"draft": "list", "step": None},
        {"draft": "stop", "step": None},
    ]
    assert rig.snapshot(scene.ada)["drafts"] is None
    assert rig.snapshot(scene.ada)["steps"] == []


def test_used_draft_becomes_a_proposed_step_with_its_name(rig, scene):
    assert rig.do(scene.host, "step.use", draft="stop")["ok"]

    [proposed] = [body for name, body in rig.heard_by(scene.ada) if name == "step.proposed"]
    [step] = rig.snapshot(scene.ada)["steps"]
    assert (proposed["step"]["draft"], proposed["step"]["state"]) == ("stop", "proposed")
    assert (step["draft"], step["text"], step["language"]) == ("stop", "List the work", "en")
    assert rig.snapshot(scene.host)["drafts"][1] == {"draft": "stop", "step": 1}


def test_draft_can_be_put_to_the_room_at_once(rig, scene):
    rig.do(scene.host, "step.use", draft="list", put=True)

    assert rig.names_heard_by(scene.ada)[-2:] == ["step.proposed", "step.put"]
    assert rig.do(scene.ada, "step.answer", step=1, ballot=1, answer="agree")["ok"]


def test_draft_can_be_used_only_once(rig, scene):
    rig.do(scene.host, "step.use", draft="list")

    assert rig.do(scene.host, "step.use", draft="list")["code"] == "draft_used"
    assert len(rig.snapshot(scene.host)["steps"]) == 1


def test_draft_of_another_session_is_unknown(db, rig, scene):
    other = make_scene(db)

    assert rig.do(other.host, "step.use", draft="list")["code"] == "unknown_step"


def test_two_drafts_of_one_name_cannot_be_stored(db, scene):
    with pytest.raises(IntegrityError):
        db.write(lambda s: s.add(make_draft(s.get(Room, scene.room.id), "list")))


def test_report_has_the_draft_text_in_each_language(db, rig, scene):
    rig.do(scene.host, "step.use", draft="list")
    rig.do(scene.ada, "step.propose", text="Кездесу", language="kk")

    with db.read() as session:
        from_draft, from_room = reported(session, session.get(Room, scene.room.id))

    assert from_draft.texts == {"en": "List the work", "kk": "Жұмыс тізімі"}
    assert from_room.texts == {"kk": "Кездесу"}


def indicators(rig, member):
    """Return the indicator and its translations of the first step, as this member hears them."""
    [step] = rig.snapshot(member)["steps"]
    return step["indicator"], step["indicators"]


def test_step_has_the_indicator_of_its_draft_in_each_language(rig, scene):
    rig.do(scene.host, "step.use", draft="list")

    [body] = [body for name, body in rig.heard_by(scene.ada) if name == "step.proposed"]
    assert indicators(rig, scene.ada) == ("list signed", {"kk": "тізімге қол қойылды"})
    assert body["step"]["indicators"] == {"kk": "тізімге қол қойылды"}


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_step_is_due_as_many_days_from_today_as_its_draft_gives(db, rig, scene, zone):
    db.write(lambda s: setattr(s.get(Room, scene.room.id), "time_zone", zone))
    # One of these places is always at least a day ahead of the other.
    today = clock.now().astimezone(ZoneInfo(zone)).date()

    rig.do(scene.host, "step.use", draft="list", put=True)

    [body] = [body for name, body in rig.heard_by(scene.ada) if name == "step.proposed"]
    [step] = rig.snapshot(scene.ada)["steps"]
    assert body["step"]["due"] == step["due"] == str(today + timedelta(days=30))


def test_step_of_a_draft_without_days_has_no_due_date(rig, scene):
    rig.do(scene.host, "step.use", draft="stop")

    assert rig.snapshot(scene.ada)["steps"][0]["due"] is None


def test_hosts_change_or_clear_the_due_date_of_a_draft(rig, scene):
    rig.do(scene.host, "step.use", draft="list")

    dates = []
    for base, due in enumerate(["2099-01-31", None]):
        assert rig.do(scene.host, "step.detail", step=1, base=base, due=due)["ok"]
        dates.append(rig.snapshot(scene.ada)["steps"][0]["due"])

    assert dates == ["2099-01-31", None]


def test_indicator_that_a_host_has_rewritten_has_no_translations(rig, scene):
    rig.do(scene.host, "step.use", draft="list")
    rig.do(scene.host, "step.detail", step=1, base=0, due="2099-01-31")
    assert indicators(rig, scene.ada)[1] != {}

    rig.do(scene.host, "step.detail", step=1, base=1, indicator="five lists signed")

    assert indicators(rig, scene.ada) == ("five lists signed", {})


@pytest.mark.parametrize(
    ("language", "indicator"), [("kk", "тізімге қол қойылды"), ("ru", "list signed")]
)
def test_owners_follow_up_the_indicator_in_their_language(app, db, rig, scene, language, indicator):
    rig.do(scene.host, "step.use", draft="list")

    db.write(lambda s: s.execute(update(Step).values(state=StepState.AGREED)))

    with app.test_request_context(), db.read() as s:
        room = s.get(Room, scene.room.id)
        [step] = step_views(s, room, steps_of(s, room), language)
    assert step["indicator"] == indicator


def test_step_of_a_participant_has_no_translated_indicator(rig, scene):
    rig.do(scene.ada, "step.propose", text="Кездесу", language="kk")

    assert indicators(rig, scene.ada) == ("", {})
