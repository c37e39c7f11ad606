"""Corrections: of guests who are then matched with the roster, and of unknown attendees."""

import pytest

from tests.factories import make_user, match
from tests.results.attendance.making import make_scene
from webinar.kit.errors import Refused
from webinar.results.attendance.models import Status
from webinar.results.attendance.register import register
from webinar.results.attendance.ruling import correct, find_attendee


@pytest.fixture
def scene(db):
    return db.write(lambda session: make_scene(session, make_user(session)))


def test_correction_of_a_guest_survives_matching(db, scene):
    """Planted fault: the correction was lost with the guest's row."""

    def work(session):
        room = session.merge(scene.room)
        guest = find_attendee(register(session, room), f"m{scene.guest.number}")
        form = {"status": "partly", "reason": "Slept"}
        correct(session, room, guest, form, scene.owner.id)
        match(session, session.merge(scene.guest), session.merge(scene.people[2]),
              by=session.merge(scene.owner), reason="It is her laptop")  # fmt: skip
        session_register = register(session, room)
        return find_attendee(session_register, f"m{scene.guest.number}"), len(
            session_register.attendees
        )

    cai, count = db.write(work)
    assert (cai.name, cai.status, cai.judged.status) == ("Cai", Status.PARTLY, Status.PRESENT)
    assert count == 3


def test_unknown_attendee_key_is_refused(db, scene):
    with db.read() as session, pytest.raises(Refused, match="unknown_attendee"):
        find_attendee(register(session, session.merge(scene.room, load=False)), "p999")
