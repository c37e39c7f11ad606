"""Hosts hide slides for one session: everybody hears it, nothing moves, the record stays true."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import make_member, make_module, make_slide
from tests.room.engine.rig import Rig, make_scene
from webinar.kit.permissions import Role
from webinar.kit.session_times import Times
from webinar.live.slides.chapters import slide_chapters
from webinar.live.slides.models import HiddenSlide
from webinar.live.slides.plan import slide_visits
from webinar.room.rooms.models import Room, RoomState, TimelineEntry


def hidden_for(rig, member):
    return rig.snapshot(member)["slides_hidden"]["slides"]


def hide(rig, member, *slides):
    assert rig.do(member, "slide.hide", slides=list(slides))["ok"]


def unhide(rig, member, *slides):
    assert rig.do(member, "slide.unhide", slides=list(slides))["ok"]


def slide_of(rig, member):
    return rig.snapshot(member)["room"]["slide"]


def planned(db, slides=3):
    module = make_module(slides=[make_slide(f"s{number}") for number in range(slides)])
    return make_scene(db, state=RoomState.PLANNED, module=module)


def test_everybody_hears_which_slides_are_hidden_and_finds_them_in_the_snapshot(db, rig, scene):
    hide(rig, scene.host, 2, 1)

    [(name, body)] = rig.heard_by(scene.ada)

    assert name == "slide.hidden"
    assert (body["part"], body["set"]) == ("slides_hidden", {"slides": [1, 2]})
    assert hidden_for(Rig(db), scene.bek) == hidden_for(rig, scene.host) == [1, 2]


def test_hidden_slides_can_be_shown_again(rig, scene):
    hide(rig, scene.host, 0, 1, 2)
    unhide(rig, scene.host, 1)

    assert hidden_for(rig, scene.ada) == [0, 2]
    assert rig.heard_by(scene.ada)[-1][1]["set"] == {"slides": [0, 2]}


def test_hiding_changes_neither_the_slide_nor_the_numbers(rig, scene):
    before = rig.snapshot(scene.ada)["room"]

    hide(rig, scene.host, 0, 1)

    assert rig.snapshot(scene.ada)["room"] == before


def test_presenter_may_go_to_a_hidden_slide(rig, scene):
    hide(rig, scene.host, 2)

    assert rig.do(scene.host, "slide.go", slide=2)["ok"]
    assert slide_of(rig, scene.ada) == 2
    assert hidden_for(rig, scene.ada) == [2]


@pytest.mark.parametrize("command", ["slide.hide", "slide.unhide"])
def test_unknown_slide_among_others_changes_nothing(rig, scene, command):
    assert rig.do(scene.host, command, slides=[1, 3])["code"] == "unknown_slide"

    assert hidden_for(rig, scene.ada) == []
    assert rig.heard_by(scene.ada) == []


@pytest.mark.parametrize("slides", [[], [-1], ["1"], list(range(1001))])
def test_senseless_list_is_refused(rig, scene, slides):
    assert rig.do(scene.host, "slide.hide", slides=slides)["code"] == "bad_message"


def test_what_is_hidden_already_is_neither_hidden_nor_told_twice(db, rig, scene):
    hide(rig, scene.host, 1)
    hide(rig, scene.host, 1, 1)
    unhide(rig, scene.host, 2)

    assert rig.names_heard_by(scene.ada) == ["slide.hidden"]
    with db.read() as s:
        kinds = select(TimelineEntry.kind, TimelineEntry.detail)
        entries = s.execute(kinds.where(TimelineEntry.kind.like("slide.%"))).all()
    assert entries == [("slide.hidden", {"slides": [1]})]


def test_two_hosts_at_the_same_time_differ_only_about_what_both_named(db, rig, scene):
    """Planted fault: `hide` replaced the list."""
    other = db.write(lambda s: make_member(s, s.get(Room, scene.room.id), "Olga", Role.PRESENTER))
    hide(rig, scene.host, 0)

    rig.batch(
        (scene.host, "slide.hide", {"slides": [1, 2]}),
        (other, "slide.unhide", {"slides": [2]}),
    )

    assert hidden_for(rig, scene.ada) == [0, 1]


def test_repeated_command_is_not_done_again_after_another_host_has_undone_it(rig, scene):
    fields = {"slides": [1], "op_id": "the-same-again"}
    rig.ask(scene.host, "slide.hide", **fields)
    unhide(rig, scene.host, 1)

    assert rig.ask(scene.host, "slide.hide", **fields)["ok"]

    assert hidden_for(rig, scene.ada) == []


def test_hidden_slides_belong_to_one_session(db, rig, scene):
    other = make_scene(db)
    hide(rig, scene.host, 1)

    assert hidden_for(rig, other.ada) == []
    with db.read() as s:
        assert s.scalars(select(HiddenSlide.room_id)).all() == [scene.room.id]


def test_slides_are_hidden_before_the_session_but_not_after(db):
    before, after = make_scene(db, state=RoomState.PLANNED), make_scene(db, state=RoomState.ENDED)
    rig = Rig(db)

    hide(rig, before.host, 1)

    assert hidden_for(rig, before.ada) == [1]
    assert rig.do(after.host, "slide.hide", slides=[1])["code"] == "room_ended"


@pytest.mark.parametrize(
    ("stands_at", "hidden", "begins_at"),
    [(0, [0], 1), (0, [0, 1], 2), (2, [2], 1), (0, [1], 0), (0, [0, 1, 2], 0)],
)
def test_session_begins_with_a_slide_that_is_shown(db, stands_at, hidden, begins_at):
    scene, rig = planned(db), Rig(db)
    rig.do(scene.host, "slide.go", slide=stands_at)
    hide(rig, scene.host, *hidden)
    assert slide_of(rig, scene.ada) == stands_at, "nothing moves before the start"

    rig.do(scene.host, "room.start")

    assert slide_of(rig, scene.ada) == begins_at


def test_slide_that_was_hidden_at_the_start_was_never_shown(db):
    """Planted fault: the list of stays began with the slide at which the session had stood."""
    scene, rig = planned(db), Rig(db)
    hide(rig, scene.host, 0)
    rig.do(scene.host, "room.start")
    rig.do(scene.host, "slide.go", slide=2)

    with db.read() as s:
        room = s.get(Room, scene.room.id)
        stays = slide_visits(s, room)
        times = Times(room.started_at, room.started_at + timedelta(minutes=1))
        chapters = slide_chapters(make_module(), stays, times, "en")

    assert [stay.slide for stay in stays] == [1, 2]
    assert stays[0].at == room.started_at
    assert chapters[0].title == "which en"
