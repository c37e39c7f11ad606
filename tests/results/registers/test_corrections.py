"""Corrections of somebody's attendance: made, refused, taken back, and reported."""

import pytest

from tests.factories import make_course, make_learner, make_user
from tests.people.accounts.browsing import signed_in
from tests.results.attendance.making import make_scene
from tests.results.certificates import making as certificates
from tests.results.registers.visiting import at_home, audited, of_attendance
from webinar.kit import clock
from webinar.learn.courses.models import CourseSession
from webinar.people.accounts.models import UserRole
from webinar.results.attendance.models import Correction
from webinar.results.completion.actions import set_rule
from webinar.results.completion.rules import Terms
from webinar.room.cohorts.models import Cohort
from webinar.room.rooms.models import RoomState


def test_correction_is_shown_with_its_reason_beside_the_measurement(db, scene, organiser):
    cai = f"{organiser.home}/people/p{scene.people[2].id}"
    organiser.get(cai)

    answer = organiser.post(cai, status="present", minutes="55", reason="Sat with a colleague")

    assert answer.status_code == 303
    page = organiser.get(cai).text
    for text in ("Present", "55 minutes", "Sat with a colleague", "Grace", "Absent, 0 minutes"):
        assert text in page
    assert "corrected" in organiser.get(organiser.home).text
    assert audited(db) == ["attendance.corrected"]
    with db.read() as session:
        [entry] = of_attendance(session)
        detail = entry.detail
        assert detail["was"] == {"status": "absent", "minutes": 0}
        assert detail["now"] == {"status": "present", "minutes": 55}
        assert "Sat" not in str(detail)


def test_organiser_sees_certificates_issued_by_earlier_figures(app, db):
    course = certificates.make_course(db)
    rule = certificates.make_rule(db, course)
    certificates.give(
        db, rule, certificates.draft(person=course.people["ada"]), organiser=course.owner
    )
    grace = signed_in(app, course.owner)
    ada, bek = (
        f"/desk/{course.room.code}/attendance/people/p{course.people[key].id}"
        for key in ("ada", "bek")
    )
    before = grace.get(ada).text

    grace.post(ada, minutes="10", reason="Left early")

    assert "Профилактика" in before and f"/desk/{course.room.code}/certificates" in before
    assert "before the last correction" not in before
    assert "before the last correction" in grace.get(ada).text
    assert "What was issued" not in grace.get(bek).text


def test_completion_in_somebody_elses_course_is_not_revealed(app, db):
    """Planted fault: an administrator can put an organiser's session into a course of their own."""
    scene = certificates.make_course(db)

    def build(s):
        admin = make_user(s, role=UserRole.ADMIN)
        cohort = s.get_one(Cohort, scene.people["ada"].cohort_id)
        # A cohort's owner has its courses, too: this owner has handed the cohort over.
        cohort.owner_id = admin.id
        course = make_course(s, admin, cohort=cohort)
        s.add(CourseSession(course_id=course.id, room_id=scene.room.id))
        set_rule(s, course, admin.id, Terms(minutes=10))
        make_learner(s, course, person=scene.people["ada"]).completed_at = clock.now()
        return admin

    admin = db.write(build)
    page = f"/desk/{scene.room.code}/attendance/people/p{scene.people['ada'].id}"

    assert "course completed on" in signed_in(app, admin).get(page).text
    assert "course completed on" not in signed_in(app, scene.owner).get(page).text


@pytest.mark.parametrize(
    ("correction", "outcome"),
    [
        ({"status": "present"}, {"status": "present", "minutes": 60}),
        ({"minutes": "48"}, {"status": "present", "minutes": 48}),
        ({"status": "absent"}, {"status": "absent", "minutes": 0}),
    ],
)
def test_audit_log_holds_the_resulting_figures(db, scene, organiser, correction, outcome):
    bo = f"{organiser.home}/people/p{scene.people[1].id}"
    organiser.get(bo)

    organiser.post(bo, reason="Seen", **correction)

    with db.read() as session:
        [entry] = of_attendance(session)
        assert entry.detail["was"] == {"status": "partly", "minutes": 10}
        assert entry.detail["now"] == outcome


def test_correction_is_taken_back_and_stays_in_the_history(db, scene, organiser):
    cai = f"{organiser.home}/people/p{scene.people[2].id}"
    organiser.get(cai)
    organiser.post(cai, status="present", reason="Was there")
    assert organiser.post(cai, take_back="true", reason=" ").status_code == 422

    assert organiser.post(cai, take_back="true", reason="Was not").status_code == 303

    page = organiser.get(cai).text
    assert "Was there" in page and "Was not" in page and "Taken back" in page
    assert "is-absent" in page
    assert organiser.post(cai, take_back="true", reason="Again").status_code == 422
    assert audited(db) == ["attendance.corrected", "attendance.taken_back"]


def test_corrections_by_two_organisers_at_once_are_both_kept(app, db, scene, organiser):
    admin = at_home(app, db.write(lambda s: make_user(s, "Root", role=UserRole.ADMIN)), scene)
    address = f"{organiser.home}/people/p{scene.people[1].id}"
    for visitor in (organiser, admin):
        visitor.get(address)

    organiser.post(address, status="present", reason="She told me")
    admin.post(address, minutes="30", reason="The list says so")

    page = organiser.get(address).text
    assert "She told me" in page and "The list says so" in page
    with db.read() as session:
        assert session.query(Correction).count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "present"},
        {"status": "", "reason": "x"},
        {"minutes": "1441", "reason": "x"},
        {"minutes": "ten", "reason": "x"},
        {"status": "nonsense", "reason": "x"},
        {"status": "absent", "minutes": "30", "reason": "x"},
    ],
)
def test_empty_or_contradictory_correction_is_refused(db, scene, organiser, wrong):
    address = f"{organiser.home}/people/p{scene.people[1].id}"
    organiser.get(address)

    assert organiser.post(address, **wrong).status_code == 422
    assert audited(db) == []


def test_nothing_is_corrected_before_the_start(app, db, scene):
    planned = db.write(lambda s: make_scene(s, s.merge(scene.owner), RoomState.PLANNED))
    visitor = at_home(app, scene.owner, planned)
    address = f"{visitor.home}/people/p{planned.people[0].id}"
    visitor.get("/desk")
    visitor.get(f"/desk/{planned.room.code}")

    assert visitor.post(address, status="present", reason="x").status_code == 422


def test_person_of_another_session_cannot_be_corrected_here(db, organiser):
    organiser.get(organiser.home)

    assert organiser.post(f"{organiser.home}/people/p999", reason="x").status_code == 404
