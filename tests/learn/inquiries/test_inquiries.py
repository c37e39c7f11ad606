"""Questions that learners ask the organisers of a course at a slide."""

import re
from datetime import timedelta

import pytest

from tests.factories import make_cohort, make_course, make_learner, make_module, make_user
from tests.learn.study.conftest import slides
from tests.people.accounts.browsing import signed_in
from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.inquiries import actions
from webinar.learn.inquiries.models import LONGEST_QUESTION, MOST_OPEN, Inquiry
from webinar.learn.notes.models import LONGEST_NOTE
from webinar.operate.personal.access import personal_data
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.subject import find_person
from webinar.people.accounts.models import User
from webinar.people.audit.models import AuditEntry
from webinar.results.completion.joining import join, separate
from webinar.room.cohorts.models import Person


def key_in(page):
    return re.search(r'name="inquiry_key" value="([^"]+)"', page)[1]


def ask(student, text, key="k", slide="welcome"):
    address = f"/study/{student.code}/s/{slide}/question"
    return student.post(address, inquiry=text, inquiry_key=key)


def stored(db):
    with db.read() as session:
        rows = session.query(Inquiry).order_by(Inquiry.id)
        return [(row.slide, row.text, row.answer, row.closed_at is None) for row in rows]


@pytest.fixture
def organiser(app, db, course):
    with db.read() as session:
        owner = session.get_one(User, session.get_one(Course, course.id).owner_id)
    return signed_in(app, owner)


def test_question_is_answered_and_both_stand_at_the_slide_and_the_course(
    student, organiser, course, db
):
    page = student.open("welcome")
    assert "The organisers of the course read it with your name" in page
    assert ask(student, "Why <b>two</b>?", key_in(page)).status_code == 303
    assert "Waits for an answer" in student.open("welcome")
    desk = f"/desk/courses/{course.id}/questions"
    assert "1 question of a learner waits for an answer" in organiser.get("/desk").text
    page = organiser.get(desk).text
    assert "Why &lt;b&gt;two&lt;/b&gt;?" in page and "Daulet" in page

    address = re.search(rf'action="({desk}/\d+)"', page)[1]
    assert organiser.post(address, act="answer", text="Because.").status_code == 303

    assert "Because." in student.open("welcome")
    assert "Your questions" in student.home() and "Because." in student.home()
    assert "No questions here" in organiser.get(desk).text
    assert "Because." in organiser.get(f"{desk}?show=done").text
    assert "waits for an answer" not in organiser.get("/desk").text
    with db.read() as session:
        assert session.query(AuditEntry).filter_by(kind="inquiry.answered").count() == 1


def test_form_sent_twice_counts_once_and_another_text_counts_too(student, db):
    answers = [ask(student, text).status_code for text in ("one", "one", "two")]

    assert answers == [303, 303, 303]
    assert [row[1] for row in stored(db)] == ["one", "two"]


def test_leaving_the_slide_or_saving_a_note_sends_a_typed_question(student, db):
    student.open("welcome")

    student.go("welcome", "which", inquiry="going", inquiry_key="k")
    student.post(f"/study/{student.code}/s/welcome/note", inquiry="noting", inquiry_key="k")

    assert [row[1] for row in stored(db)] == ["going", "noting"]


def test_too_long_question_is_refused_and_stays_in_the_form(student, db):
    text = "ә" * (LONGEST_QUESTION + 3)

    response = ask(student, text)

    assert response.status_code == 422 and text in response.text
    assert "too long by 3 characters" in response.text and not stored(db)


def test_too_many_open_questions_are_refused(student, db):
    for number in range(MOST_OPEN):
        ask(student, f"question {number}")

    response = ask(student, "one more")

    assert response.status_code == 422 and "one more" in response.text
    assert len(stored(db)) == MOST_OPEN


def test_closed_course_takes_no_question(student, course, db):
    def close(s):
        s.get_one(Course, course.id).closes_at = clock.now() - timedelta(minutes=1)

    db.write(close)

    assert 'name="inquiry"' not in student.open("welcome")
    assert ask(student, "late").status_code == 422 and not stored(db)


def test_unknown_slide_takes_no_question(student):
    assert ask(student, "where", slide="nowhere").status_code == 404


def test_organiser_marks_as_done_and_opens_again(student, organiser, course, db):
    ask(student, "one")
    address = f"/desk/courses/{course.id}/questions/1"
    organiser.get(f"/desk/courses/{course.id}/questions")

    assert organiser.post(address, act="answer", text=" ").status_code == 422
    organiser.post(address, act="close")
    assert stored(db) == [("welcome", "one", "", False)]
    assert "Done without an answer" in student.open("welcome")

    organiser.post(address, act="reopen")
    assert stored(db) == [("welcome", "one", "", True)]


def test_long_list_shows_the_last_page_for_one_beyond_it(student, organiser, course, monkeypatch):
    monkeypatch.setattr("webinar.learn.inquiries.views.PER_PAGE", 2)
    for number in range(3):
        ask(student, f"question {number}", f"k{number}")
    address = f"/desk/courses/{course.id}/questions"

    first, beyond = organiser.get(address).text, organiser.get(f"{address}?page=99").text

    assert [text in first for text in ("question 2", "question 1", "question 0")] == [1, 1, 0]
    assert [text in beyond for text in ("question 2", "question 1", "question 0")] == [0, 0, 1]
    assert f'href="{address}?page=2"' in first
    settle = re.search(rf'action="({address}/1\?page=2)"', beyond)[1]
    assert organiser.post(settle, act="close").location == f"{address}?page=2"
    assert "question 1" in organiser.get(f"{address}?page=2").text


def test_answer_does_not_replace_one_that_another_organiser_gave_meanwhile(
    student, organiser, course, db
):
    ask(student, "one")
    address = f"/desk/courses/{course.id}/questions/1"
    organiser.get(f"/desk/courses/{course.id}/questions")
    organiser.post(address, act="answer", text="first", shown="")

    late = organiser.post(f"{address}?show=done", act="answer", text="second", shown="")

    assert late.status_code == 422 and "second" in late.text and "first" in late.text
    assert stored(db)[0][2] == "first"
    shown = re.search(r'name="shown" value="([^"]*)"', late.text)[1]
    organiser.post(address, act="answer", text="second", shown=shown)
    assert stored(db)[0][2] == "second"


def test_typed_answer_is_not_lost_by_marking_as_done(student, organiser, course, db):
    ask(student, "one")
    address = f"/desk/courses/{course.id}/questions/1"
    organiser.get(f"/desk/courses/{course.id}/questions")

    refused = organiser.post(address, act="close", text="half an answer")

    assert refused.status_code == 422 and "half an answer" in refused.text
    assert stored(db) == [("welcome", "one", "", True)]


def test_refused_question_and_refused_note_are_both_kept(student, db):
    note, question = "n" * (LONGEST_NOTE + 1), "q" * (LONGEST_QUESTION + 1)
    student.open("welcome")
    typed = {"note": "0", "version": "0", "note_text": note, "inquiry": question}

    page = student.post(f"/study/{student.code}/s/welcome/note", **typed, inquiry_key="k").text

    assert note in page and question in page
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="(q+|n+)"', page)
    assert len(fields) == 1
    kept = dict(fields)
    shorter = {"note": "0", "version": "0", "note_text": "short", "inquiry_key": "k"} | kept
    address = "question" if "note_text" in kept else "note"
    again = student.post(f"/study/{student.code}/s/welcome/{address}", **shorter)
    assert again.status_code == 422
    assert question in again.text


def test_guests_questions_move_to_the_person_and_back(db):
    def begin(s):
        cohort = make_cohort(s, people=["Daulet"])
        course = make_course(s, module=make_module(slides=slides()), cohort=cohort)
        guest = make_learner(s, course, "Daulet")
        actions.ask(s, course, guest, "welcome", "mine", "k")
        return course.id, guest.id, s.query(Person).one().id

    course_id, guest_id, person_id = db.write(begin)

    def names(s):
        row = s.query(Inquiry).one()
        return s.get_one(Learner, row.learner_id).person_id

    def move(s):
        course, guest = s.get_one(Course, course_id), s.get_one(Learner, guest_id)
        join(s, course, guest, s.get_one(Person, person_id), "key", None, "same")
        moved = names(s)
        separate(s, course, guest, "key", course.owner_id)
        return moved, names(s)

    assert db.write(move) == (person_id, None)


def test_other_organisers_neither_read_nor_answer(student, app, course, db):
    ask(student, "secret")
    other = signed_in(app, db.write(lambda s: make_user(s, "Other")))
    own = db.write(lambda s: make_course(s, module=make_module(slides=slides())))

    desk = f"/desk/courses/{course.id}/questions"
    other.get("/desk")
    assert other.get(desk).status_code == 404
    assert other.post(f"{desk}/1", act="answer", text="no").status_code == 404
    assert "waits for an answer" not in other.get("/desk").text
    with db.read() as session:
        owner = session.get_one(User, session.get_one(Course, own.id).owner_id)
    foreign = f"/desk/courses/{own.id}/questions/1"
    visitor = signed_in(app, owner)
    visitor.get(f"/desk/courses/{own.id}/questions")
    assert visitor.post(foreign, act="answer", text="no").status_code == 404
    assert stored(db)[0][2] == ""


def test_person_gets_a_copy_of_their_questions_and_erasing_deletes_them(db):
    def begin(s):
        cohort = make_cohort(s, people=["Ada"])
        person = s.query(Person).one()
        course = make_course(s, module=make_module(slides=slides()), cohort=cohort)
        actions.ask(s, course, make_learner(s, course, person=person), "welcome", "mine", "k")
        actions.ask(s, course, make_learner(s, course, "Guest"), "welcome", "guest's", "k")
        return person.id

    person_id = db.write(begin)

    with db.read() as session:
        data = personal_data(session, find_person(session, None, person_id))["data"]
    assert [row["text"] for row in data["inquiries"]] == ["mine"]

    db.write(lambda s: erase(s, find_person(s, None, person_id), None))
    assert [row[1] for row in stored(db)] == ["guest's"]
