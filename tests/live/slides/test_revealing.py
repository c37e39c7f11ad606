"""A slide may reveal its lists item by item: the state is stored, and everybody has the same."""

import pytest
from msgspec import structs
from sqlalchemy import select

from tests.factories import make_module, make_slide
from tests.room.engine.follower import Follower, view_of
from tests.room.engine.rig import Rig, make_scene
from webinar.content.editions.content import slides_in
from webinar.content.lessons.model import SlideText
from webinar.content.lessons.reveal import mark_items
from webinar.room.rooms.models import Room, TimelineEntry
from webinar.room.transport.packets import WireJson

LIST, ITEMS = mark_items("<ul><li>a</li><li>b</li><li>c</li></ul>")


def stepwise_module():
    """Three slides, of which the second reveals three items."""
    plain, other = make_slide("welcome"), make_slide("end")
    text = {tag: SlideText("Habits", LIST, "") for tag in ("en", "ru", "kk")}
    habits = structs.replace(make_slide("habits"), text=text, reveals=ITEMS)
    return make_module(slides=[plain, habits, other])


@pytest.fixture
def scene(db):
    return make_scene(db, module=stepwise_module())


def revealed_in(rig, member):
    return rig.snapshot(member)["room"].get("revealed")


def entries(db, room):
    rows = select(TimelineEntry.kind, TimelineEntry.detail).filter_by(room_id=room.id)
    with db.read() as session:
        return [tuple(row) for row in session.execute(rows.order_by(TimelineEntry.id))]


def test_everybody_hears_how_much_is_revealed(rig, scene):
    rig.do(scene.host, "slide.go", slide=1, revealed=0)
    rig.do(scene.host, "slide.go", slide=1, revealed=2)

    heard = [(body["slide"], body["revealed"]) for _, body in rig.heard_by(scene.ada)]

    assert heard == [(1, 0), (1, 2)]
    assert len(WireJson.dumps(["slide.moved", rig.heard_by(scene.ada)[-1][1]]).encode()) <= 200


def test_latecomer_sees_what_is_revealed(rig, scene):
    follower = Follower(rig.snapshot(scene.ada))
    rig.do(scene.host, "slide.go", slide=1, revealed=1)

    assert revealed_in(rig, scene.bek) == 1
    for name, body in rig.heard_by(scene.ada):
        follower.hear(name, body)
    assert follower.view == view_of(rig.snapshot(scene.ada))


def test_another_process_reads_what_is_revealed_from_the_database(db, rig, scene):
    rig.do(scene.host, "slide.go", slide=1, revealed=2)

    assert revealed_in(Rig(db), scene.ada) == 2


def test_slide_that_shows_all_at_once_says_nothing_of_it(rig, scene):
    rig.do(scene.host, "slide.go", slide=1, revealed=1)
    rig.do(scene.host, "slide.go", slide=2, revealed=0)

    assert "revealed" not in rig.heard_by(scene.ada)[-1][1]
    assert "revealed" not in rig.snapshot(scene.ada)["room"]


@pytest.mark.parametrize("fields", [{}, {"revealed": 99}], ids=["older page", "too many"])
def test_page_that_does_not_count_the_items_reveals_all(rig, scene, fields):
    rig.do(scene.host, "slide.go", slide=1, **fields)

    assert revealed_in(rig, scene.ada) == ITEMS


def test_revealing_is_no_move_for_the_times_of_slides(db, rig, scene):
    rig.do(scene.host, "slide.go", slide=1, revealed=0)
    rig.do(scene.host, "slide.go", slide=1, revealed=1)
    rig.do(scene.host, "slide.go", slide=1, revealed=0)

    assert entries(db, scene.room) == [
        ("slide.moved", {"slide": 1, "id": "habits"}),
        ("slide.revealed", {"slide": 1, "revealed": 1}),
        ("slide.revealed", {"slide": 1, "revealed": 0}),
    ]


def test_host_without_the_floor_reveals_nothing(db, rig, scene):
    def build(session):
        room = session.get(Room, scene.room.id)
        room.slide, room.floor_id = 1, scene.ada.id

    db.write(build)

    refused = rig.do(scene.host, "slide.go", slide=1, revealed=1)

    assert refused["code"] == "floor_elsewhere"
    assert revealed_in(rig, scene.ada) == 0


def test_next_item_brings_the_slide_back_to_the_stage(rig, scene):
    rig.do(scene.host, "slide.go", slide=1, revealed=0)
    rig.do(scene.host, "stage.show", kind="test", key="1")

    rig.do(scene.host, "slide.go", slide=1, revealed=1)

    assert rig.snapshot(scene.ada)["stage"]["kind"] is None


def test_only_hosts_get_the_number_of_items_of_each_slide(rig, scene):
    assert rig.snapshot(scene.host)["plan"]["reveals"] == {"1": ITEMS}
    assert rig.snapshot(scene.ada)["plan"] is None


def test_deck_and_number_of_slides_do_not_depend_on_what_is_revealed(db, rig, scene):
    rig.do(scene.host, "slide.go", slide=1, revealed=1)

    with db.read() as session:
        slides = slides_in(session.get(Room, scene.room.id).edition, "en")
    assert slides[1].html == LIST
    assert rig.snapshot(scene.ada)["room"]["slides"] == 3
