"""Each command is allowed only before, during or after a session, as listed here."""

from sqlalchemy import select

from tests.factories import make_member
from tests.room.engine.asking import EVERY_COMMAND, fields_of
from tests.room.engine.rig import Rig, make_scene
from webinar.kit.permissions import Role, can
from webinar.room.engine.registry import COMMANDS
from webinar.room.rooms.models import Room, RoomState, TimelineEntry

BEFORE = {"member.language", "poll.create", "room.end", "room.start", "slide.go"}
BEFORE |= {"slide.hide", "slide.unhide"}
BEFORE |= {"floor.decline", "floor.offer", "floor.take", "lane.offer", "lane.take"}
BEFORE |= {"chat.set", "question.set", "voice.hold_slides"}
BEFORE |= {"lobby.admit", "lobby.admit_all", "lobby.ask", "lobby.clear", "lobby.link"}
BEFORE |= {"lobby.refuse", "lobby.set"}
BEFORE |= {"member.remove", "member.rename", "member.restore"}
# The codes of allowed commands whose member, hall or test does not exist here.
CODES_WITHOUT_OBJECT = {"lobby.admit": "not_waiting", "lobby.refuse": "not_waiting"}
CODES_WITHOUT_OBJECT |= {"member.remove": "unknown_member", "member.restore": "unknown_member"}
BEFORE |= {"hall.add", "hall.give", "hall.leave", "hall.make", "hall.reset", "hall.return"}
BEFORE |= {"test.answer", "test.days", "test.hand_in", "step.terms"}
# Participants get the same refusal whether a hall exists or not.
CODES_WITHOUT_OBJECT |= {"hall.give": "unknown_hall", "hall.reset": "unknown_hall"}
CODES_WITHOUT_OBJECT |= {f"hall.{verb}": "not_allowed" for verb in ("add", "leave", "return")}
CODES_WITHOUT_OBJECT |= {
    f"test.{verb}": "unknown_test" for verb in ("answer", "close", "days", "hand_in")
}
AFTER = {"member.language", "test.answer", "test.close", "test.days", "test.hand_in"}


def find_member_for(db, scene, name):
    """Return a member who may run this command while the session runs."""
    needs = COMMANDS[name].needs
    for member in (scene.ada, scene.host):
        if can(member, needs):
            return member
    return db.write(lambda s: make_interpreter(s, scene.room))


def make_interpreter(session, room):
    member = make_member(session, session.get(Room, room.id), "Dana", Role.INTERPRETER)
    member.interprets = "kk"
    return member


def test_only_preparing_commands_work_before_the_session(db, rig):
    for name in EVERY_COMMAND:
        scene = make_scene(db, state=RoomState.PLANNED)

        answer = rig.ask(find_member_for(db, scene, name), name, **fields_of(name))

        expected = CODES_WITHOUT_OBJECT.get(name) if name in BEFORE else "room_not_live"
        assert answer.get("code") == expected, name


def test_session_commands_are_refused_after_the_end(db, rig):
    for name in EVERY_COMMAND:
        scene = make_scene(db, state=RoomState.ENDED)

        answer = rig.ask(find_member_for(db, scene, name), name, **fields_of(name))

        expected = CODES_WITHOUT_OBJECT.get(name) if name in AFTER else "room_ended"
        assert (answer.get("code"), rig.heard_by(scene.bek)) == (expected, []), name


def test_everybody_hears_the_start_and_the_end(db):
    scene, rig = make_scene(db, state=RoomState.PLANNED), Rig(db)

    rig.do(scene.host, "room.start")
    rig.do(scene.host, "room.end")

    events = dict(rig.heard_by(scene.ada))
    room = rig.snapshot(scene.ada)["room"]
    assert events["room.started"]["started_at"] == room["started_at"]
    assert events["room.ended"]["ended_at"] == room["ended_at"]
    assert room["state"] == "ended"


def test_a_session_starts_once(rig, scene):
    assert rig.do(scene.host, "room.start")["code"] == "room_already_started"


def test_timeline_names_the_actor_and_contains_no_votes(db, rig, scene):
    rig.do(scene.host, "poll.open", poll="which")
    rig.do(scene.ada, "poll.vote", poll="which", options=["a"])
    rig.do(scene.host, "room.end")

    with db.read() as session:
        entries = session.scalars(select(TimelineEntry).order_by(TimelineEntry.id)).all()
        events = [(entry.kind, entry.member_id) for entry in entries]

    assert events == [
        ("poll.opened", scene.host.id),
        ("poll.closed", None),
        ("room.ended", scene.host.id),
    ]


def test_language_must_be_offered_and_is_sent_only_to_its_member(rig, scene):
    refused = rig.do(scene.ada, "member.language", language="de")
    accepted = rig.do(scene.ada, "member.language", language="prs")

    assert refused["code"] == "language_not_offered"
    assert accepted["ok"]
    assert [(name, body["language"]) for name, body in rig.heard_by(scene.ada)] == [
        ("member.changed", "prs")
    ]
    assert rig.heard_by(scene.bek) == []
    assert rig.snapshot(scene.ada)["me"]["language"] == "prs"


def test_snapshot_has_only_room_fields_every_member_may_know(rig, scene):
    room = rig.snapshot(scene.ada)["room"]

    assert room.keys() == {
        "code",
        "title",
        "state",
        "slide",
        "slides",
        "started_at",
        "ended_at",
        "planned_minutes",
        "deck",
        "parts",
        "languages",
    }
    assert (room["slides"], room["languages"]) == (3, ["en", "ru", "kk"])
    assert rig.snapshot(scene.host)["said"].keys() == {"everyone", "hosts"}
    assert rig.snapshot(scene.ada)["said"].keys() == {"everyone"}
