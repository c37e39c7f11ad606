"""A learner's notes and marks on slides."""

import re
from datetime import timedelta

import pytest

from tests.factories import make_cohort, make_course, make_learner, make_module
from tests.learn.study.conftest import Student, slides
from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.notes import actions, queries
from webinar.learn.notes.models import LONGEST_NOTE, SlideNote
from webinar.operate.personal.access import personal_data
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.learners import purge_learners
from webinar.operate.personal.registry import REGISTRY
from webinar.operate.personal.subject import find_person
from webinar.results.completion.joining import join, separate
from webinar.room.cohorts.models import Person


def field(page, name):
    found = re.search(rf'<input type="hidden" name="{name}" value="(\d+)"[^>]*>', page)
    return found[1] if found else ""


def typed_text(page):
    return re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)[1]


def write(student, text, version=0, slide="welcome"):
    return student.post(
        f"/study/{student.code}/s/{slide}/note", note=0, note_text=text, version=version
    )


def stored_notes(db):
    with db.read() as session:
        rows = session.query(SlideNote).order_by(SlideNote.learner_id, SlideNote.number)
        return [(row.slide, row.text, row.version) for row in rows]


def test_note_is_saved_and_shown_again(student):
    page = student.open("welcome")
    assert "My note" in page and "Only you see it" in page

    assert write(student, "Ask <b>Saule</b>\r\nabout it").status_code == 303

    page = student.open("welcome")
    assert typed_text(page) == "Ask &lt;b&gt;Saule&lt;/b&gt;\nabout it"
    assert field(page, "version") == "1"
    assert "Saule" not in student.open("end")


def test_the_same_form_sent_twice_changes_nothing(student, db):
    student.open("welcome")

    assert write(student, "one").status_code == 303
    assert write(student, "one").status_code == 303

    assert stored_notes(db) == [("welcome", "one", 1)]


def test_too_long_note_is_refused_and_stays_in_the_form(student, db):
    student.open("welcome")
    text = "ә" * (LONGEST_NOTE + 3)

    response = write(student, text)

    assert response.status_code == 422
    assert "too long by 3 characters" in response.text
    assert typed_text(response.text) == text
    assert stored_notes(db) == []
    assert write(student, text[3:]).status_code == 303


def test_older_page_does_not_overwrite_a_newer_note(student, db):
    student.open("welcome")
    write(student, "from the phone")

    response = write(student, "from the laptop")

    assert response.status_code == 422
    assert "from the phone" in response.text
    assert typed_text(response.text) == "from the laptop"
    assert stored_notes(db) == [("welcome", "from the phone", 1)]
    version = field(response.text, "version")
    assert write(student, "from both", version).status_code == 303
    assert stored_notes(db) == [("welcome", "from both", 2)]


def test_emptied_note_does_not_return_from_an_older_page(student, db):
    student.open("welcome")
    write(student, "one")
    write(student, "", 1)

    assert write(student, "one", 1).status_code == 422
    assert stored_notes(db) == [("welcome", "", 2)]


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 400])
def test_hostile_version_counts_as_none(student, db, version):
    student.open("welcome")

    assert write(student, "one", version).status_code == 303


def test_unknown_slide_and_unknown_further_note_are_refused(student, db):
    student.open("welcome")

    assert write(student, "one", slide="elsewhere").status_code == 404
    address = f"/study/{student.code}/s/welcome/note"
    assert student.post(address, note_text="one", note=4, version=0).status_code == 422
    assert stored_notes(db) == []


def test_slide_is_marked_once_and_unmarked(student, db, learner_of):
    student.open("welcome")
    address = f"/study/{student.code}/s/welcome/mark"

    student.post(address, marked="yes")
    student.post(address, marked="yes")

    assert "Marked" in student.open("welcome") and "Mark this slide" in student.open("end")
    student.post(address, marked="no")
    with db.read() as session:
        assert queries.marked_slides(session, learner_of()) == frozenset()


def test_another_learner_and_a_visitor_do_not_see_notes(app, student, course):
    student.open("welcome")
    write(student, "my secret")
    assert "my secret" in student.open("welcome")
    other, visitor = Student(app, course.code), Student(app, course.code)
    other.begin("Aigerim")

    assert "my secret" not in other.open("welcome")
    visitor.get("/sign-in")
    assert write(visitor, "mine").headers["Location"].endswith(f"/study/{course.code}")


@pytest.mark.parametrize("language", ["ru", "kk", "prs"])
def test_note_is_offered_in_every_language(app, course, language):
    student = Student(app, course.code)
    student.begin(language=language)

    page = student.open("welcome")

    assert "My note" not in page and "Only you see it" not in page
    assert write(student, "یادداشت қазақша").status_code == 303
    assert typed_text(student.open("welcome")) == "یادداشت қазақша"


@pytest.fixture
def joinable(db):
    """The ids of a course, of a guest and of a person of the roster, both with notes and marks."""

    def build(session):
        cohort = make_cohort(session, people=["Ada"])
        course = make_course(session, module=make_module(slides=slides()), cohort=cohort)
        person = session.query(Person).one()
        guest, target = (
            make_learner(session, course, "Guest"),
            make_learner(session, course, person=person),
        )
        for learner in (guest, target):
            actions.write_note(session, learner, "welcome", 0, f"of {learner.name}", 0)
            actions.set_mark(session, learner, "welcome", is_marked=True)
        actions.write_note(session, guest, "end", 0, "only the guest", 0)
        actions.set_mark(session, guest, "end", is_marked=True)
        return course.id, guest.id, target.id, person.id

    return db.write(build)


def test_notes_of_a_joined_guest_are_kept_whole_and_given_back(db, joinable):
    course_id, guest_id, target_id, person_id = joinable

    def texts(session, learner):
        by_slide = queries.notes_by_slide(session, learner)
        return {slide: [note.text for note in notes] for slide, notes in by_slide.items()}

    with db.read() as session:
        learners = [session.get_one(Learner, key) for key in (guest_id, target_id)]
        before = [texts(session, learner) for learner in learners]

    def work(session):
        course = session.get_one(Course, course_id)
        guest, target = (session.get_one(Learner, key) for key in (guest_id, target_id))
        join(session, course, guest, session.get_one(Person, person_id), "key", None, "same")
        joined = texts(session, target), queries.marked_slides(session, target)
        separate(session, course, guest, "key", course.owner_id)
        return joined, [texts(session, learner) for learner in (guest, target)]

    (notes, marks), after = db.write(work)

    assert notes == {"welcome": ["of Ada", "of Guest"], "end": ["only the guest"]}
    assert marks == {"welcome", "end"}
    assert after == before


def test_person_gets_a_copy_of_their_notes_and_exports_do_not(db, joinable):
    with db.read() as session:
        data = personal_data(session, find_person(session, None, joinable[3]))["data"]

    assert [row["text"] for row in data["slide_notes"]] == ["of Ada"]
    assert [row["slide"] for row in data["slide_marks"]] == ["welcome"]
    for table in ("slide_notes", "slide_marks"):
        assert not any(column.in_export for column in REGISTRY[table].columns.values())


def test_erasing_a_person_deletes_their_notes_alone(db, joinable):
    db.write(lambda session: erase(session, find_person(session, None, joinable[3]), None))

    with db.read() as session:
        left = [session.get_one(Learner, key) for key in joinable[1:3]]
        assert [len(queries.notes_by_slide(session, learner)) for learner in left] == [2, 0]
        assert [len(queries.marked_slides(session, learner)) for learner in left] == [2, 0]


def test_notes_go_when_the_name_does(db, joinable):
    def age(session):
        for learner in session.query(Learner):
            learner.seen_at = clock.now() - timedelta(days=5000)

    db.write(age)

    purge_learners(db)

    assert stored_notes(db) == []
