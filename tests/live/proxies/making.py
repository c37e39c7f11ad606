"""Make a session with an open poll and a hall in Aktau, and run the commands of its people."""

from dataclasses import dataclass

from sqlalchemy import select

from tests.factories import make_member, make_poll, make_room
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.permissions import Role
from webinar.live.polls.queries import find_poll
from webinar.live.proxies import queries
from webinar.room.rooms.models import Member, Room

NAMES = ["Askar", "Bolat", "Vera"]


@dataclass(frozen=True)
class Hall:
    room: Room
    host: Member
    facilitator: Member
    stranger: Member


def make_hall(db, rig, names=NAMES, kind=PollKind.SINGLE):
    """Make a hall with these people in it."""

    def build(s):
        room = make_room(s)
        make_poll(s, room, "yes", "no", key="open", kind=kind)
        return Hall(
            room,
            make_member(s, room, "Grace", Role.HOST),
            make_member(s, room, "Dina"),
            make_member(s, room, "Rosa"),
        )

    hall = db.write(build)
    expect_ok(
        rig.do(hall.host, "hall.make", hall_name="Aktau", facilitator=hall.facilitator.number)
    )
    if names:
        expect_ok(rig.do(hall.facilitator, "hall.add", hall=1, names=names, language="kk"))
    return hall


def expect_ok(answer):
    assert answer["ok"], answer


def member(db, room, name):
    with db.read() as s:
        return s.scalar(select(Member).filter_by(room_id=room.id, name=name))


def vote(rig, db, hall, name, *options, pin="1234", by=None):
    person = member(db, hall.room, name).number
    by = by or hall.facilitator
    fields = {"hall": 1, "person": person, "pin": pin, "poll": "open", "options": list(options)}
    return rig.do(by, "hall.vote", **fields)


def count_hands(rig, hall, took_part=0, **counts):
    fields = {"hall": 1, "poll": "open", "hands": counts, "took_part": took_part}
    return rig.do(hall.facilitator, "hall.hands", **fields)


def tally(db, room):
    """Return the votes by option, and the number of voters."""
    with db.read() as s:
        poll = find_poll(s, room, "open")
        return {option.key: option.votes for option in poll.options}, poll.voters


def proxy_ballots(db, room):
    with db.read() as s:
        return queries.proxy_ballots(s, s.get(Room, room.id))
