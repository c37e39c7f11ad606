"""A finished session of one hour, its roster and its attendance."""

from dataclasses import dataclass
from datetime import timedelta

from tests.factories import (
    invite,
    make_cohort,
    make_member,
    make_person,
    make_room,
    make_user,
    match,
)
from webinar.kit import clock
from webinar.learn.identity.keys import Identity
from webinar.people.accounts.models import User
from webinar.results.certificates import actions
from webinar.results.certificates.actions import Draft, TypedRule
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room, RoomState

BEGAN = clock.now().replace(microsecond=0) - timedelta(hours=2)


@dataclass
class Course:
    """`ada` (roster, Russian) attended throughout, `bek` (roster) for half of it, `guest`
    throughout; `cid` of the roster never came.
    """

    owner: User
    room: Room
    people: dict
    members: dict


def make_course(db, owner=None, state=RoomState.ENDED, **fields):
    def build(s):
        organiser = make_user(s, "Grace") if owner is None else s.merge(owner)
        room = make_room(s, organiser, state=state, time_zone="Asia/Almaty", **fields)
        room.started_at = BEGAN
        room.ended_at = BEGAN + timedelta(minutes=60) if state is RoomState.ENDED else None
        cohort = make_cohort(s, organiser)
        invite(s, room, cohort)
        course = Course(organiser, room, {}, {})
        for key, name, rank, minutes, language in (
            ("ada", "Ада Мысалова", "капитан", 60, "ru"),
            ("bek", "Bek Example", "", 30, "kk"),
            ("cid", "Cid Example", "major", 0, ""),
        ):
            person = make_person(
                s, cohort, name=name, rank=rank, unit="Unit 7", email=f"{key}@x.test"
            )
            course.people[key] = person
            if minutes:
                member = make_member(s, room, f"{key} typed", language=language)
                match(s, member, person)
                be_there(s, member, minutes)
                course.members[key] = member
        course.members["guest"] = make_member(s, room, "Guest Example", language="prs")
        be_there(s, course.members["guest"], 60)
        return course

    return db.write(build)


def be_there(s, member, minutes):
    end = BEGAN + timedelta(minutes=minutes)
    room_id = member.room_id
    s.add(
        Interval(room_id=room_id, member_id=member.id, boot="b", began_at=BEGAN, last_heard_at=end)
    )
    s.flush()


def rule(**fields):
    typed = {"percent": 80, "polls": None, "mark": None, "titles": {}, "minutes": 90, "signers": []}
    return TypedRule(**typed | fields)


def make_rule(db, course, **fields):
    return db.write(
        lambda s: actions.set_rule(
            s, course.room.id, None, course.owner.id, rule(**fields), clock.now()
        )
    )


def draft(code="ABCDEFGH2345", person=None, member=None, **fields):
    fields = {
        "code": code,
        "credential_id": f"id-of-{code}",
        "credential": "signed",
        "holder": Identity.of(person and person.id, member and member.id),
        "name": "Ада Мысалова",
        "rank": "капитан",
        "language": "ru",
        "title": "Профилактика",
        "minutes": 90,
        "completed_on": BEGAN.date(),
        "signers": [],
        "issued_at": clock.now(),
    } | fields
    return Draft(**fields)


def give(db, rule_row, *drafts, organiser):
    return db.write(
        lambda s: actions.issue(s, rule_row.id, rule_row.changed_at, organiser.id, list(drafts))
    )


def certificates(db):
    with db.read() as s:
        return s.query(Certificate).order_by(Certificate.id).all()


def the_rule(db):
    with db.read() as s:
        return s.query(CertificateRule).one()


def member_of(s, member):
    return s.get_one(Member, member.id)
