"""Everybody moves to a slide together, and the deck reveals no secrets."""

import pytest
from sqlalchemy import select

from tests.factories import make_module, make_slide
from tests.room.engine.rig import Rig, make_scene, new_op_id
from webinar.content.editions.actions import keep_edition
from webinar.content.editions.content import deck_json, notes, slides_in
from webinar.content.editions.models import Edition
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Room, RoomState, TimelineEntry
from webinar.room.transport.packets import WireJson


def test_everybody_moves_to_the_slide_and_it_is_recorded(db, rig, scene):
    rig.do(scene.host, "slide.go", slide=2)

    [(name, body)] = rig.heard_by(scene.ada)

    assert (name, body["slide"]) == ("slide.moved", 2)
    assert rig.snapshot(scene.bek)["room"]["slide"] == 2
    with db.read() as session:
        entry = session.scalars(select(TimelineEntry).filter_by(kind="slide.moved")).one()
    assert entry.detail == {"slide": 2, "id": "end"}


@pytest.mark.parametrize(("slide", "code"), [(3, "unknown_slide"), (-1, "bad_message")])
def test_move_beyond_the_last_slide_is_refused(rig, scene, slide, code):
    assert rig.do(scene.host, "slide.go", slide=slide)["code"] == code


def test_slides_can_be_tried_before_the_session_but_not_after(db):
    planned, ended = make_scene(db, state=RoomState.PLANNED), make_scene(db, state=RoomState.ENDED)
    rig = Rig(db)

    assert rig.do(planned.host, "slide.go", slide=1)["ok"]
    assert rig.do(ended.host, "slide.go", slide=1)["code"] == "room_ended"


def test_move_is_at_most_two_hundred_bytes_on_the_wire(rig, scene):
    rig.do(scene.host, "slide.go", slide=2)
    [(name, body)] = rig.heard_by(scene.ada)

    assert len(WireJson.dumps([name, body]).encode()) + 2 <= 200


def test_vote_is_at_most_three_hundred_bytes_with_its_answer(rig, scene):
    rig.do(scene.host, "poll.open", poll="which")
    fields = {"poll": "which", "options": ["a"], "op_id": "8c5a2b44-2f7e-4d6c-9e0a-0123456789ab"}
    answer = rig.ask(scene.ada, "poll.vote", **fields)
    [confirmation] = [frame for frame in rig.heard_by(scene.ada) if frame[0] == "poll.voted"]

    sizes = [
        len(WireJson.dumps(frame)) for frame in (["poll.vote", fields], [answer], confirmation)
    ]

    assert answer["ok"]
    assert sum(sizes) <= 300


def test_deck_slide_uses_the_requested_language_or_names_its_own(db):
    module = make_module(slides=[make_slide("both", ("en", "kk")), make_slide("one", ("en",))])
    scene = make_scene(db, module=module)

    with db.read() as session:
        slides = slides_in(session.get(Room, scene.room.id).edition, "kk")

    assert [slide.language for slide in slides] == ["kk", "en"]
    assert slides[0].title == "both kk"


def test_compressed_deck_equals_the_plain_one_and_is_reproducible(db, scene):
    import gzip

    with db.read() as session:
        edition = session.get(Room, scene.room.id).edition
        plain, packed = deck_json(edition, "ru", 0)
        repeated = deck_json(edition, "ru", 0)

    assert gzip.decompress(packed) == plain
    assert (plain, packed) == repeated


def test_unchanged_module_is_stored_once(db):
    def store(s):
        first, second = keep_edition(s, make_module()), keep_edition(s, make_module())
        other = keep_edition(s, make_module(name="another"))
        return first.id, second.id, other.id

    first, second, other = db.write(store)

    assert first == second != other
    with db.read() as session:
        assert len(session.scalars(select(Edition)).all()) == 2


def test_notes_come_in_the_requested_language(db, scene):
    with db.read() as session:
        view = notes(session.get(Room, scene.room.id).edition, "ru")

    assert view["notes"][0] == {"html": "<p>notes of welcome ru</p>", "language": "ru"}


@pytest.mark.parametrize("role", list(Role))
def test_every_role_hears_a_move(db, role):
    from tests.factories import make_member

    scene, rig = make_scene(db), Rig(db)
    member = db.write(lambda s: make_member(s, s.get(Room, scene.room.id), "Dana", role))

    rig.ask(scene.host, "slide.go", slide=1, op_id=new_op_id())

    assert rig.names_heard_by(member)[0] == "slide.moved"
