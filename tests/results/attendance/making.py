"""A finished session of one hour with a roster of three and a guest."""

from datetime import timedelta

from tests.factories import invite, make_cohort, make_member, make_person, make_room, match
from webinar.kit import clock
from webinar.live.presence.finality import AFTER_END
from webinar.room.engine.models import Ending, Interval
from webinar.room.rooms.models import RoomState


class Scene:
    """`ada` came with two gaps, `bo` for ten minutes, `cai` never; a guest stayed throughout."""


def make_scene(session, owner, state=RoomState.ENDED, **fields):
    scene = Scene()
    scene.owner = owner
    room = make_room(session, owner, state=state, planned_minutes=60, **fields)
    # Long enough ago for its figures to be final.
    end = clock.now().replace(microsecond=0) - AFTER_END - timedelta(seconds=1)
    room.started_at = end - timedelta(minutes=60)
    room.ended_at = end if state is RoomState.ENDED else None
    cohort = make_cohort(session, owner)
    invite(session, room, cohort)
    scene.room = room
    scene.people = [
        make_person(session, cohort, "Ада", rank="Captain", position="Inspector", unit="Unit 7"),
        make_person(session, cohort, "Bo", unit="Unit 8"),
        make_person(session, cohort, "Cai", unit="Unit 7"),
    ]
    scene.ada, scene.bo = make_member(session, room, "Ада"), make_member(session, room, "Bo")
    scene.guest = make_member(session, room, "A guest")
    match(session, scene.ada, scene.people[0])
    match(session, scene.bo, scene.people[1])
    hear(session, scene.ada, room, 0, 20, Ending.LEFT)
    hear(session, scene.ada, room, 25, 40, Ending.LOST)
    hear(session, scene.ada, room, 42, 60)
    hear(session, scene.bo, room, 15, 25, Ending.LEFT)
    hear(session, scene.guest, room, 0, 60)
    return scene


def hear(session, member, room, begin, end, ending=None):
    """Record the minutes of the session in which this member was heard."""
    session.add(
        Interval(
            room_id=room.id,
            member_id=member.id,
            boot="one",
            began_at=room.started_at + timedelta(minutes=begin),
            last_heard_at=room.started_at + timedelta(minutes=end),
            is_open=False,
            ending=ending,
        )
    )
    session.flush()
