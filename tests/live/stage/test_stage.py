"""A host brings an item to the stage, and the next event replaces it."""

import pytest

from tests.factories import make_draft
from webinar.room.rooms.models import Room

NOTHING = {"kind": None, "key": None}
SHOWN = {"kind": "test", "key": "1"}


def bring(rig, scene):
    return rig.do(scene.host, "stage.show", kind="test", key="1")


def test_everybody_hears_of_the_item_on_the_stage(rig, scene):
    bring(rig, scene)

    for member in (scene.host, scene.ada):
        [(name, body)] = [
            broadcast for broadcast in rig.heard_by(member) if broadcast[0] == "stage.changed"
        ]
        assert body["part"] == "stage" and body["set"] == SHOWN
        assert rig.snapshot(member)["stage"] == SHOWN


@pytest.mark.parametrize(("kind", "key"), [("test", "2"), ("nothing", "1")])
def test_nonexistent_item_cannot_be_brought_to_the_stage(rig, scene, kind, key):
    answer = rig.do(scene.host, "stage.show", kind=kind, key=key)

    assert answer["code"] == "not_for_stage"
    assert rig.snapshot(scene.ada)["stage"] == NOTHING


def test_clearing_the_stage_brings_the_slide_back_once(rig, scene):
    bring(rig, scene)

    rig.do(scene.host, "stage.clear")
    rig.do(scene.host, "stage.clear")

    assert rig.names_heard_by(scene.ada).count("stage.changed") == 2
    assert rig.snapshot(scene.ada)["stage"] == NOTHING


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("slide.go", {"slide": 2}),
        ("poll.open", {"poll": "which"}),
        ("step.use", {"draft": "closing--meet", "put": True}),
    ],
)
def test_next_event_replaces_the_item_on_the_stage(rig, scene, db, command, fields):
    db.write(lambda s: s.add(make_draft(s.get(Room, scene.room.id), "closing--meet")))
    bring(rig, scene)

    rig.do(scene.host, command, **fields)

    assert rig.snapshot(scene.ada)["stage"] == NOTHING
