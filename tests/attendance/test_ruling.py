"""Rules that go on with a session, and corrections of guests who turn out to be on the roster."""

import pytest

from tests.attendance.making import make_scene
from tests.factories import make_room, make_user, match
from webinar.attendance.models import Status
from webinar.attendance.register import register, rule_of
from webinar.attendance.rules import DEFAULT, Rule
from webinar.attendance.ruling import copy_rule, correct, find_attendee, set_rule
from webinar.errors import Refused


@pytest.fixture
def scene(db):
    return db.write(lambda session: make_scene(session, make_user(session)))


def test_a_duplicate_is_judged_by_the_same_rule(db, scene):
    rule = Rule(percent=60, polls=2, late_minutes=5, early_minutes=15, counts_later=True)

    def work(session):
        room = session.merge(scene.room)
        set_rule(session, room, rule, scene.owner.id)
        copy = make_room(session, session.merge(scene.owner))
        copy_rule(session, room, copy)
        plain = make_room(session, session.merge(scene.owner))
        copy_rule(session, copy_of_nothing(session, scene), plain)
        return rule_of(session, copy), rule_of(session, plain)

    assert db.write(work) == (rule, DEFAULT)


def copy_of_nothing(session, scene):
    return make_room(session, session.merge(scene.owner))


def test_what_was_said_of_a_guest_stays_theirs_when_they_are_matched(db, scene):
    """Planted fault: the correction was lost with the row of the guest."""

    def work(session):
        room = session.merge(scene.room)
        guest = find_attendee(register(session, room), f"m{scene.guest.number}")
        said = {"status": "partly", "reason": "Slept"}
        correct(session, room, guest, said, scene.owner.id)
        match(session, session.merge(scene.guest), session.merge(scene.people[2]),
              by=session.merge(scene.owner), reason="It is her laptop")  # fmt: skip
        found = register(session, room)
        return find_attendee(found, f"m{scene.guest.number}"), len(found.attendees)

    cai, count = db.write(work)
    assert (cai.name, cai.status, cai.judged.status) == ("Cai", Status.PARTLY, Status.PRESENT)
    assert count == 3


def test_nobody_is_named_by_what_is_not_there(db, scene):
    with db.read() as session, pytest.raises(Refused, match="unknown_attendee"):
        find_attendee(register(session, session.merge(scene.room, load=False)), "p999")
