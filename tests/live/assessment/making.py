"""Make a programme with a pre-test and a post-test of two questions each, and its session."""

from dataclasses import dataclass
from datetime import timedelta

import msgspec

from tests.factories import make_member, make_module, make_poll_item, make_room, make_slide
from webinar.content.lessons.model import Part
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Member, Room, RoomState

LANGUAGES = ("en", "ru", "kk")
PRE, POST = "pre-test", "post-test"


def make_programme(make_item=make_poll_item):
    """Pre-test (q1, q2), a module whose poll is `which`, post-test (q1, q2); b is always right
    unless `make_item` makes other questions.
    """
    parts, slides = [], []
    for part, names in ((PRE, ("q1", "q2")), ("main", ("which",)), (POST, ("q1", "q2"))):
        is_test = part != "main"
        parts.append(
            Part(
                id=part,
                module="knowledge" if is_test else "main",
                title={language: f"{part} {language}" for language in LANGUAGES},
                minutes=5,
                first=len(slides),
                slides=len(names),
                keeps_answers=part == PRE,
            )
        )
        slides += [
            make_slide(f"{part}--{name}" if is_test else name, LANGUAGES, make_item(LANGUAGES))
            for name in names
        ]
    module = make_module(slides=slides)
    return msgspec.structs.replace(module, parts=parts)


@dataclass(frozen=True)
class School:
    room: Room
    host: Member
    ada: Member
    bek: Member


def make_school(db, state=RoomState.LIVE, **fields):
    def build(s):
        room = make_room(s, module=make_programme(), state=state, **fields)
        return School(
            room,
            make_member(s, room, "Grace", Role.HOST),
            make_member(s, room, "Ada"),
            make_member(s, room, "Bek", language="kk"),
        )

    return db.write(build)


def set_state(db, room, state, ended_ago=timedelta()):
    """Set the state directly, bypassing the rules; `ended_ago` says how long ago it ended."""

    def change(s):
        row = s.get(Room, room.id)
        row.state = state
        # A new version, so that the cached room is read again.
        row.version += 1
        row.started_at = row.started_at or clock.now()
        row.ended_at = clock.now() - ended_ago if state is RoomState.ENDED else None

    db.write(change)


def answer(rig, member, part, name, *options):
    return rig.do(member, "test.answer", part=part, item=f"{part}--{name}", options=list(options))
