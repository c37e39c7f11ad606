"""Open polls of every kind, add people, and vote, for tests."""

from tests.factories import make_member, make_poll
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit import clock
from webinar.room.rooms.models import Room


def add_poll(db, scene, kind, *options, key="tea", **fields):
    """Add an open poll; fields that the factory does not know are set on the row."""

    def build(session):
        room = session.get(Room, scene.room.id)
        correct = fields.pop("correct", ())
        poll = make_poll(session, room, *options, kind=PollKind(kind), key=key, correct=correct)
        poll.opened_at = clock.now()
        for name, value in fields.items():
            setattr(poll, name, value)

    db.write(build)


def add_people(db, scene, count, language="en", name="P"):
    def build(session):
        room = session.get(Room, scene.room.id)
        return [
            make_member(session, room, f"{name}{number}", language=language)
            for number in range(count)
        ]

    return db.write(build)


def vote(rig, member, poll="tea", **answer):
    return rig.do(member, "poll.vote", poll=poll, **answer)


def poll_shown_to(rig, member, key="tea"):
    return {poll["poll"]: poll for poll in rig.snapshot(member)["polls"]}.get(key)


def last_heard(rig, member, name):
    return [body for heard_name, body in rig.heard_by(member) if heard_name == name][-1]
