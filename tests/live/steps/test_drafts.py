"""Hosts see the drafts of next steps in a programme and put them to the room."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.factories import make_draft, make_module, make_slide
from tests.room.engine.rig import Rig, make_scene
from webinar.content.lessons.model import StepItem, StepText
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
