"""The plan of a session shows the planned and the spent time of each part."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from msgspec import structs

from tests.factories import make_module, make_slide
from tests.room.engine.rig import Rig, make_scene
from webinar.content.lessons.library import Library
from webinar.content.lessons.model import Part
from webinar.live.slides import plan
from webinar.live.slides.plan import Stay, seconds_by_part
from webinar.room.rooms.models import Room, RoomState

START = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def make_part(first, slides=2, **fields):
    basics = {"id": f"p{first}", "module": "m", "title": {"en": f"Part {first}", "ru": "Часть"}}
    return Part(**basics, minutes=10, first=first, slides=slides, **fields)


def programme(**fields):
    module = make_module(slides=[make_slide(f"s{number}") for number in range(4)])
    return structs.replace(module, parts=[make_part(0, **fields), make_part(2)])


def stay_after(minutes, slide):
    return Stay(START + timedelta(minutes=minutes), slide)


def test_each_part_has_the_time_spent_in_it():
    stays = [
        stay_after(0, 0),
        stay_after(4, 1),
        stay_after(7, 3),
        stay_after(8, 0),
        stay_after(9, 2),
    ]

    spent = seconds_by_part([make_part(0), make_part(2)], stays, START + timedelta(minutes=15))

    assert spent == [8 * 60, 7 * 60]


def test_nothing_is_spent_before_the_start():
    assert seconds_by_part([make_part(0), make_part(2)], [], START) == [0, 0]


def test_only_hosts_see_the_plan_and_in_their_language(db):
    scene = make_scene(db, module=programme())
    rig = Rig(db)
    rig.do(scene.host, "member.language", language="ru")

    plan = rig.snapshot(scene.host)["plan"]

    assert [(part["title"], part["first"], part["minutes"]) for part in plan["parts"]] == [
        ("Часть", 0, 10),
        ("Часть", 2, 10),
    ]
    assert len(plan["minutes"]) == 4
    assert rig.snapshot(scene.ada)["plan"] is None
    assert rig.snapshot(scene.ada)["room"]["parts"] == [0, 2]


def test_slides_tried_before_the_session_take_no_time(db):
    scene = make_scene(db, module=programme(), state=RoomState.PLANNED)
    rig = Rig(db)
    rig.do(scene.host, "slide.go", slide=3)

    plan = rig.snapshot(scene.host)["plan"]

    assert [part["spent"] for part in plan["parts"]] == [0, 0]


def test_break_counts_for_no_part_even_if_slides_move(db):
    scene = make_scene(db, module=programme())
    rig = Rig(db)
    minutes = timedelta(minutes=1)

    def record_events(change):
        change.room.started_at = change.at - 40 * minutes
        for ago, kind, detail in (
            (40, "slide.moved", {"slide": 0}),
            (30, "break.started", {}),
            (25, "slide.moved", {"slide": 3}),
            (10, "break.ended", {}),
        ):
            replace(change, at=change.at - ago * minutes).record(kind, None, **detail)

    rig.queue.run(scene.room.id, record_events)

    spent = [part["spent"] for part in rig.snapshot(scene.host)["plan"]["parts"]]
    assert [round(seconds / 60) for seconds in spent] == [10, 10]


def test_single_module_is_a_plan_of_one_part(db):
    scene = make_scene(db)

    plan = Rig(db).snapshot(scene.host)["plan"]

    assert [(part["first"], part["minutes"]) for part in plan["parts"]] == [(0, 45)]


def test_library_finds_programmes_and_modules_by_name():
    module, course = make_module("one"), programme()

    library = Library({"one": module}, {"course": course})

    assert library.find("one") is module
    assert library.find("course") is course
    assert library.find("neither") is None


def test_moves_are_cached_until_the_next_move(db):
    """Planted fault: the cache survived the next move."""
    scene = make_scene(db, module=programme())
    rig = Rig(db)

    def visits():
        with db.read() as s:
            return plan.slide_visits(s, s.get(Room, scene.room.id))

    first, second = visits(), visits()
    rig.do(scene.host, "slide.go", slide=2)

    assert second is first
    assert [stay.slide for stay in visits()] == [0, 2]


def test_plan_names_the_slides_at_which_the_session_has_been(db):
    scene = make_scene(db, module=programme(), state=RoomState.PLANNED)
    rig = Rig(db)
    rig.do(scene.host, "slide.go", slide=1)
    assert rig.snapshot(scene.host)["plan"]["seen"] == []

    rig.do(scene.host, "room.start")
    for slide in (3, 1):
        rig.do(scene.host, "slide.go", slide=slide)

    assert rig.snapshot(scene.host)["plan"]["seen"] == [1, 3]
