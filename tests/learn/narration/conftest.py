"""A finished session with a recording, and a course that it may narrate."""

from dataclasses import dataclass

import pytest

from tests.learn.catchup.rig import hold
from webinar.kit.permissions import Role
from webinar.learn.courses.models import Course
from webinar.learn.narration.queries import tracks_of
from webinar.live.recording.models import RecordedSound
from webinar.live.recording.packets import pack
from webinar.live.sound.packets import Packet
from webinar.room.rooms.models import Room

# One Opus frame of 20 ms, with a made-up content.
FRAME = bytes((0x48, 1, 2))
# By minutes since the session began, as `(channel, role, begin, end)`. The slides s0 to s3 are
# shown from minute 0, 4, 6 and 9 until minute 15.
SPEECH = (
    ("floor", Role.PRESENTER, 1, 3),
    ("floor", Role.PARTICIPANT, 3, 3.5),
    ("floor", Role.PRESENTER, 3.5, 5),
    ("kk", Role.INTERPRETER, 1, 2),
    ("floor", Role.PARTICIPANT, 7, 8),
    ("floor", Role.HOST, 10, 11),
)


@dataclass
class Recorded:
    held: object
    room_code: str
    course_code: str
    members: dict

    @property
    def course_id(self):
        return self.held.course_id

    @property
    def page(self):
        return f"/desk/courses/{self.course_id}/narration"

    def heard(self, slide, language="kk"):
        """The tracks of a slide as `{channel: [(minute, minute)]}`."""
        with self.held.db.read() as session:
            course = session.get_one(Course, self.course_id)
            return {
                track.channel: [(begin / 60_000, end / 60_000) for begin, end in track.passages]
                for track in tracks_of(session, course, slide, language)
            }

    def delete(self, **fields):
        self.held.db.write(
            lambda s: s.query(RecordedSound).filter_by(**fields).delete(synchronize_session=False)
        )


def record_speech(session, room_id, began, members, speech=SPEECH):
    for channel, role, begin, end in speech:
        begins_ms, ends_ms = (
            round(began.timestamp() * 1000 + minute * 60_000) for minute in (begin, end)
        )
        session.add(
            RecordedSound(
                room_id=room_id,
                channel=channel,
                member_id=members[role],
                begins_ms=begins_ms,
                ends_ms=ends_ms,
                content=pack([Packet(begins_ms, (FRAME,))], begins_ms),
            )
        )


@pytest.fixture
def recorded(db):
    held = hold(db)
    roles = (Role.HOST, Role.PRESENTER, Role.INTERPRETER, Role.PARTICIPANT)
    members = {role: held.member(role.value, role=role) for role in roles}
    db.write(lambda s: record_speech(s, held.room_id, held.began, members))
    with db.read() as session:
        room_code = session.get_one(Room, held.room_id).code
        return Recorded(held, room_code, session.get_one(Course, held.course_id).code, members)
