"""Course completion: recorded once, when first noticed, and never taken back."""

import pytest

from tests.factories import make_learner, make_person
from tests.results.completion.making import completed_at, make_world, set_rule, study
from tests.room.engine.listening import statements_of
from webinar.kit.errors import Refused
from webinar.learn.courses.models import Course, Learner, LearnerSeat
from webinar.learn.study.models import SlideProgress, StudyAnswer, StudyStretch
from webinar.people.audit.models import AuditEntry
from webinar.results.attendance.models import Correction, Status
from webinar.results.completion import actions, forgetting
from webinar.results.completion.models import Counts
from webinar.results.completion.people import ordered, people_of_course
from webinar.results.completion.queries import done_in


@pytest.fixture
def world(db):
    return make_world(db)


def settle_all(db, world):
    return actions.settle_everybody(db, world.course.id)


def done(db, world, learner):
    with db.read() as s:
        return done_in(s, s.get_one(Course, world.course.id), s.get_one(Learner, learner.id))


def test_work_of_a_learner_is_counted(db, world):
    study(db, world, world.learners.ada, "welcome", "end", right=True)

    work = done(db, world, world.learners.ada)

    assert (work.slides, work.of_slides, work.quizzes, work.of_quizzes) == (3, 3, 1, 1)
    assert (work.study_minutes, work.live_minutes, work.percent) == (2, 40, 100)


def test_learner_completes_the_course_and_stays_complete(db, world):
    set_rule(db, world, slides=100, quizzes=100)
    assert not study(db, world, world.learners.guest, "welcome", "end", right=False)
    assert study(db, world, world.learners.guest, right=True)

    first = completed_at(db, world.learners.guest)
    # However often the work is repeated, the first time counts.
    assert study(db, world, world.learners.guest, "end")
    assert settle_all(db, world) == 0
    assert completed_at(db, world.learners.guest) == first
    set_rule(db, world, slides=100, quizzes=100, minutes=500, counts=Counts.LIVE)
    settle_all(db, world)

    assert first is not None
    assert completed_at(db, world.learners.guest) == first


def test_changed_rule_completes_the_course_for_all_who_meet_it(db, world):
    study(db, world, world.learners.guest, "welcome")
    study(db, world, world.learners.ada, "welcome", "end")

    assert set_rule(db, world, slides=66) == 1
    assert completed_at(db, world.learners.ada) is not None
    assert completed_at(db, world.learners.guest) is None


def test_course_without_a_rule_is_never_completed(db, world):
    assert not study(db, world, world.learners.ada, "welcome", "end", right=True)
    assert settle_all(db, world) == 0
    assert set_rule(db, world) == 0


@pytest.mark.parametrize(
    ("minutes", "counts", "completes"),
    [
        (40, Counts.LIVE, {"ada"}),
        (30, Counts.LIVE, {"ada", "member"}),
        (1, Counts.STUDY, {"guest"}),
        (31, Counts.BOTH, {"ada"}),
    ],
)
def test_live_minutes_and_study_count_as_the_rule_says(db, world, minutes, counts, completes):
    study(db, world, world.learners.guest, "welcome")

    set_rule(db, world, minutes=minutes, counts=counts)

    complete = {
        name for name, var in vars(world.learners).items() if completed_at(db, var) is not None
    }
    assert complete == completes


@pytest.mark.parametrize(
    ("correction", "minutes"),
    [
        ({"minutes": 12}, 12),
        ({"status": Status.PRESENT}, 60),
        ({"status": Status.ABSENT}, 0),
        ({}, 40),
    ],
)
def test_corrections_of_a_session_hold_in_its_course(db, world, correction, minutes):
    def correct(s):
        s.add(
            Correction(
                room_id=world.room.id,
                person_id=world.people.ada.id,
                reason="Because",
                by_user_id=world.owner.id,
                corrected_at=world.room.ended_at,
                **{"status": None, "minutes": None, **correction},
            )
        )

    db.write(correct)

    assert done(db, world, world.learners.ada).live_minutes == minutes


def test_list_shows_the_roster_and_then_guests(db, world):
    study(db, world, world.learners.guest, "welcome", right=True)
    with db.read() as s:
        rows = people_of_course(s, s.get_one(Course, world.course.id))

    listed = [(row.name, row.number, row.done.percent, row.done.live_minutes) for row in rows]
    assert listed == [
        ("Ada Example", 1, 0, 40),
        ("Bek Example", None, 0, 60),
        ("=Guest Example", 2, 66, 0),
        ("Sam Example", 3, 0, 30),
    ]
    assert [row.name for row in ordered(rows, "slides")][0] == "=Guest Example"
    assert [row.name for row in ordered(rows, "live")][:2] == ["Bek Example", "Ada Example"]


def test_number_of_statements_does_not_grow_with_learners(db, world):
    def count():
        with statements_of(db._reader) as sent, db.read() as s:
            people_of_course(s, s.get_one(Course, world.course.id))
        return len(sent)

    statement_count = count()
    db.write(lambda s: _more(s, world))

    assert count() == statement_count <= 12


def _more(s, world):
    course = s.get_one(Course, world.course.id)
    for number in range(60):
        person = make_person(s, world.cohort, name=f"Person {number}")
        make_learner(s, course, person=person)
        make_learner(s, course, f"Guest {number}")


def test_forgetting_a_guest_deletes_everything_they_did(db, world):
    study(db, world, world.learners.guest, "welcome", right=True)
    study(db, world, world.learners.ada, "welcome", right=True)

    def forget(s):
        course = s.get_one(Course, world.course.id)
        forgetting.forget(s, course, s.get_one(Learner, world.learners.guest.id), world.owner.id)

    db.write(forget)

    with db.read() as s:
        assert {learner.name for learner in s.query(Learner)} == {"Ada Example", "Sam Example"}
        for model in (StudyStretch, SlideProgress, StudyAnswer):
            assert {row.learner_id for row in s.query(model)} == {world.learners.ada.id}
        assert s.query(LearnerSeat).count() == 0
        kinds = [entry.kind for entry in s.query(AuditEntry).order_by(AuditEntry.id)]
    assert kinds[-1] == "learner.forgotten"


@pytest.mark.parametrize("name", ["ada", "member"])
def test_learner_who_is_not_a_guest_cannot_be_forgotten_here(db, world, name):
    def forget(s):
        learner = s.get_one(Learner, vars(world.learners)[name].id)
        forgetting.forget(s, s.get_one(Course, world.course.id), learner, world.owner.id)

    with pytest.raises(Refused, match="not_a_guest"):
        db.write(forget)
