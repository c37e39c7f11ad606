"""The register: the roster, guests, and one row per person."""

import pytest

from tests.factories import (
    invite,
    make_cohort,
    make_member,
    make_person,
    make_room,
    make_user,
    match,
)
from tests.results.attendance.test_queries import at, hear
from webinar.results.attendance.models import Correction, Status
from webinar.results.attendance.register import register
from webinar.room.engine.models import Ending
from webinar.room.rooms.models import Room, RoomState


@pytest.fixture
def registered(db):
    """Make a 100-second session for a cohort with `arrange(session, room, cohort)`."""

    def look(arrange):
        def make(session):
            room = make_room(session, planned_minutes=60)
            room.started_at = at(0)
            cohort = make_cohort(session)
            invite(session, room, cohort)
            arrange(session, room, cohort)
            return room.id

        room_id = db.write(make)
        with db.read() as session:
            return register(session, session.get_one(Room, room_id), at(100)).attendees

    return look


def test_person_who_never_came_is_listed_as_absent(registered):
    [row] = registered(lambda session, room, cohort: make_person(session, cohort, "Ada"))

    assert (row.name, row.status, row.members) == ("Ada", Status.ABSENT, ())


def test_phone_by_link_and_laptop_as_guest_count_as_one_person(registered):
    def arrange(session, room, cohort):
        ada = make_person(session, cohort, "Ада", rank="Captain", unit="Unit 7")
        phone, laptop = make_member(session, room, "Ада"), make_member(session, room, "ada")
        match(session, phone, ada)
        match(session, laptop, ada, by=make_user(session), reason="She said so")
        hear(session, phone, 0, 60, ending=Ending.LOST)
        hear(session, laptop, 30, 90)

    [row] = registered(arrange)

    assert (row.name, row.rank, row.members) == ("Ада", "Captain", (1, 2))
    assert (row.measured.presence.seconds, row.status) == (90, Status.PRESENT)


def test_guests_follow_the_roster(registered):
    def arrange(session, room, cohort):
        make_person(session, cohort, "Ada")
        hear(session, make_member(session, room, "Guest"), 0, 10)

    rows = registered(arrange)

    assert [(row.name, row.page_key) for row in rows][1] == ("Guest", "m1")


def test_person_removed_from_the_roster_is_listed_only_if_they_came(registered):
    def arrange(session, room, cohort):
        removed, absentee = make_person(session, cohort, "Ada"), make_person(session, cohort, "Bo")
        match(session, make_member(session, room), removed)
        removed.removed_at = absentee.removed_at = at(50)

    assert [row.name for row in registered(arrange)] == ["Ada"]


def test_person_removed_after_the_session_counts_as_absent(registered):
    def arrange(session, room, cohort):
        room.ended_at = at(100)
        before, after = make_person(session, cohort, "Ada"), make_person(session, cohort, "Bo")
        absentee = make_person(session, cohort, "Cai")
        before.added_at = after.added_at = at(0)
        absentee.added_at = at(101)
        before.removed_at, after.removed_at, absentee.removed_at = at(99), at(102), at(102)

    assert [(row.name, row.status) for row in registered(arrange)] == [("Bo", Status.ABSENT)]


def over(room):
    room.state, room.ended_at = RoomState.ENDED, at(100)


def test_person_added_after_the_session_was_not_expected(registered):
    def arrange(session, room, cohort):
        over(room)
        make_person(session, cohort, "Ada").added_at = at(50)
        make_person(session, cohort, "Bo").added_at = at(150)

    assert [row.name for row in registered(arrange)] == ["Ada"]


def test_roster_created_after_the_session_lists_absences(registered):
    def arrange(session, room, cohort):
        over(room)
        for name in ("Ada", "Bo"):
            make_person(session, cohort, name).added_at = at(150)

    assert [row.status for row in registered(arrange)] == [Status.ABSENT, Status.ABSENT]


def test_cause_of_each_gap_is_known(registered):
    def arrange(session, room, cohort):
        guest = make_member(session, room)
        hear(session, guest, 0, 20, is_open=False, ending=Ending.LEFT)
        hear(session, guest, 30, 60, is_open=False, ending=Ending.LOST)
        hear(session, guest, 70, 100)

    [row] = registered(arrange)

    assert [gap.ending for gap in row.measured.gaps] == [Ending.LEFT, Ending.LOST]
    assert (row.judged.left, row.judged.lost) == (1, 1)


def correct(session, room, person, **fields):
    user_id = make_user(session).id
    row = {"reason": "Seen", "by_user_id": user_id, "corrected_at": at(90)} | fields
    session.add(Correction(room_id=room.id, person_id=person.id, **row))
    session.flush()


@pytest.mark.parametrize(
    ("correction", "outcome"),
    [
        ({"status": Status.PRESENT, "minutes": 45}, (Status.PRESENT, 45)),
        # Status alone: present credits all due minutes, absent none.
        ({"status": Status.PRESENT}, (Status.PRESENT, 60)),
        ({"status": Status.PARTLY}, (Status.PARTLY, 10)),
        ({"status": Status.ABSENT}, (Status.ABSENT, 0)),
        # Minutes alone: the rule judges them.
        ({"minutes": 48}, (Status.PRESENT, 48)),
        ({"minutes": 47}, (Status.PARTLY, 47)),
        ({"minutes": 0}, (Status.ABSENT, 0)),
    ],
)
def test_correction_holds_and_the_measurement_is_kept(registered, correction, outcome):
    def arrange(session, room, cohort):
        person = make_person(session, cohort)
        phone = make_member(session, room)
        match(session, phone, person)
        hear(session, phone, -500, 100)
        room.started_at = at(100 - 3600)
        correct(session, room, person, **correction)

    [row] = registered(arrange)

    assert (row.status, row.credited_minutes) == outcome
    assert (row.judged.status, row.measured_minutes) == (Status.PARTLY, 10)
    assert row.attended is (outcome[0] is not Status.ABSENT)


def test_a_correction_can_be_taken_back(registered):
    def arrange(session, room, cohort):
        person = make_person(session, cohort)
        correct(session, room, person, status=Status.PRESENT)
        correct(session, room, person, reason="It was somebody else")

    [row] = registered(arrange)

    assert (row.status, row.correction) == (Status.ABSENT, None)


def test_people_are_in_roster_order(registered):
    def arrange(session, room, cohort):
        for name in ("Bo", "Ada"):
            make_person(session, cohort, name)

    assert [row.name for row in registered(arrange)] == ["Bo", "Ada"]
