"""Matching and sorting polls pair two lists, from the slide to the result."""

from tests.factories import make_module, make_paired_item, make_slide
from tests.live.polls.asking import add_people, add_poll, poll_shown_to, vote
from tests.room.engine.rig import Rig, make_scene
from webinar.content.editions.content import slides_in
from webinar.live.polls.models import PollState
from webinar.live.polls.queries import find_poll
from webinar.room.rooms.models import Room

CELLS = ["a--x", "a--y", "a--z", "b--x", "b--y", "b--z"]


def test_everybody_sees_the_pairs_and_only_hosts_see_the_right_ones(db):
    module = make_module(slides=[make_slide("which", poll=make_paired_item())])
    scene, rig = make_scene(db, module=module), Rig(db)

    rig.do(scene.host, "poll.open", poll="which")

    for_hosts, for_ada = (poll_shown_to(rig, member, "which") for member in (scene.host, scene.ada))
    assert for_hosts["options"] == for_ada["options"] == CELLS
    assert for_hosts["correct"] == ["a--x", "b--y"]
    assert "correct" not in for_ada and "tally" not in for_ada


def test_deck_names_rows_columns_and_pairs(db):
    module = make_module(slides=[make_slide("which", poll=make_paired_item())])
    room = make_scene(db, module=module).room

    with db.read() as s:
        (slide,) = slides_in(s.get(Room, room.id).edition, "ru")

    assert list(slide.poll.labels) == ["a", "b", "x", "y", "z", *CELLS]
    assert slide.poll.labels["b--z"] == "b ru: z ru"


def test_polls_that_match_lists_cannot_be_made_on_the_spot(rig, scene):
    message = {"quiz": False, "language": "en", "question": "Tea?", "options": ["One", "Two"]}

    for kind in ("matching", "sorting"):
        assert rig.do(scene.host, "poll.create", **message, kind=kind)["code"] == "bad_message"


def test_anonymous_pairs_are_counted_once_without_their_voters(db, rig, scene):
    add_poll(db, scene, "sorting", *CELLS, is_anonymous=True)
    people = add_people(db, scene, 5)
    for person in people[:4]:
        assert vote(rig, person, options=["a--x", "b--x"])["ok"]
    assert vote(rig, people[0], options=["a--y"])["code"] == "already_voted"
    vote(rig, people[4], options=["a--y"])

    rig.do(scene.host, "poll.close", poll="tea")
    rig.do(scene.host, "poll.reveal", poll="tea")

    assert poll_shown_to(rig, people[0])["tally"] == {
        "a--x": 4, "a--y": 1, "a--z": 0, "b--x": 4, "b--y": 0, "b--z": 0,
    }  # fmt: skip
    assert poll_shown_to(rig, people[0])["mine"] == []
    with db.read() as s:
        poll = find_poll(s, s.get(Room, scene.room.id), "tea")
        assert poll.state is PollState.REVEALED
