"""Repeating questions: the pages of a learner without scripts."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.factories import (
    make_course,
    make_module,
    make_paired_item,
    make_poll_item,
    make_slide,
)
from tests.learn.exams.making import later
from tests.learn.study.conftest import Student, slides
from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.model import SlideText
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import lock_learner, module_of_course
from webinar.learn.repetition import queries
from webinar.learn.repetition.actions import keep_repeat
from webinar.learn.repetition.models import RepeatAnswer
from webinar.learn.study.models import SlideProgress, StudyAnswer
from webinar.learn.study.wire import Answer

RIGHT, WRONG = "b", "a"
OFFER = "Questions to repeat"


def begin_wrongly(student, *items):
    """Answer these questions wrongly for the first time."""
    for item in items or ("which",):
        student.open(item)
        student.answer(item, options=WRONG)


def pass_days(db, days):
    """Date all answers back; moving the clock would end the sessions of guests."""

    def work(session):
        for table in (StudyAnswer, RepeatAnswer):
            for row in session.query(table):
                row.answered_at -= timedelta(days=days)

    db.write(work)


def next_page(student):
    return student.get(f"/study/{student.code}/repeat").text


def asked(page):
    """The id of the question on this page; "" if it asks none."""
    found = re.search(r'action="/study/\w+/repeat/([\w-]+)', page)
    return found[1] if found else ""


def repeat(student, option, item="which", **fields):
    """Answer the question that is asked; returns the next page."""
    address = f"/study/{student.code}/repeat/{item}"
    response = student.post(address, **{**student.hidden, "options": option, **fields})
    if response.status_code != 303:
        return response.text
    return student.get(response.headers["Location"].partition("#")[0]).text


def rows(db):
    with db.read() as session:
        found = session.query(RepeatAnswer).order_by(RepeatAnswer.id)
        return [(row.item, row.is_right) for row in found]


def counted(db):
    """What the course counts of its learners."""
    with db.read() as session:
        answers = [(row.item, row.is_right, row.key) for row in session.query(StudyAnswer)]
        progress = [
            (row.slide, row.seconds, row.done_at, row.last_at)
            for row in session.query(SlideProgress)
        ]
        completed = [row.completed_at for row in session.query(Learner)]
    return answers, progress, completed


def test_wrong_answer_returns_the_next_day_and_the_right_one_does_not(student, db):
    begin_wrongly(student)

    assert OFFER not in student.home()
    page = next_page(student)
    assert not asked(page) and "1 question returns on" in page
    pass_days(db, 1)

    home = student.home()
    assert OFFER in home and "1 question that you once got wrong is back" in home
    assert "Repeat: about 1 minute" in home
    page = next_page(student)
    assert asked(page) == "which" and "which en" in page
    page = repeat(student, RIGHT)
    assert "Correct" in page and "because en" in page and "Done for today." in page
    assert "Try again" not in page
    assert OFFER not in student.home()
    pass_days(db, 2)
    assert not asked(next_page(student))
    pass_days(db, 1)
    assert asked(next_page(student)) == "which"


def test_wrong_repetition_starts_anew_and_three_right_ones_end_it(student, db):
    begin_wrongly(student)
    for days, option in ((1, RIGHT), (3, WRONG), (1, RIGHT), (3, RIGHT), (7, RIGHT)):
        pass_days(db, days)
        assert asked(next_page(student)) == "which"
        page = repeat(student, option)
        assert ("Not correct" in page) == (option == WRONG)
        assert ("it does not return" in page) == (days == 7)

    pass_days(db, 300)
    assert not asked(next_page(student))
    assert OFFER not in student.home()


def test_right_first_try_and_no_try_are_not_repeated(student, db):
    student.open("which")
    student.answer("which", options=RIGHT)
    student.open("which", "?again=1")
    student.answer("which", options=WRONG)
    student.open("opinion")
    student.answer("opinion", options=WRONG)
    pass_days(db, 9)

    assert not asked(next_page(student))
    assert OFFER not in student.home()


def test_repetition_changes_nothing_that_the_course_counts(student, db):
    begin_wrongly(student)
    pass_days(db, 1)
    next_page(student)
    before = counted(db)

    repeat(student, RIGHT)

    assert rows(db) == [("which", True)]
    assert counted(db) == before
    assert "0 of 1" in student.home()


def test_same_form_twice_counts_once(student, db):
    begin_wrongly(student)
    pass_days(db, 1)
    next_page(student)

    assert "Not correct" in repeat(student, WRONG)
    assert "Not correct" in repeat(student, WRONG)

    assert rows(db) == [("which", False)]


def test_second_device_does_not_count_what_the_first_has_answered(student, db):
    begin_wrongly(student)
    pass_days(db, 1)
    next_page(student)
    first = student.hidden
    next_page(student)
    assert student.hidden["key"] != first["key"]
    repeat(student, RIGHT)

    page = repeat(student, RIGHT, **first)

    assert "was not needed" in page
    assert rows(db) == [("which", True)]


def test_simultaneous_answers_of_many_devices_count_once(student, db, course, learner_of):
    begin_wrongly(student)
    pass_days(db, 1)
    learner_id = learner_of().id

    def send(number):
        def work(session):
            learner = lock_learner(session, learner_id)
            own = session.get_one(Course, course.id)
            slide = module_of_course(own).slides[1]
            keep_repeat(session, own, learner, slide, f"key-{number}", Answer([RIGHT]), "UTC")

        try:
            db.write(work)
        except Refused as refusal:
            return refusal.code
        return "kept"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(send, range(6)))

    assert outcomes == ["kept", *["not_due"] * 5]
    assert rows(db) == [("which", True)]


@pytest.mark.parametrize("item", ["welcome", "opinion", "nowhere", "which"])
def test_answer_to_what_is_not_due_is_refused(student, db, item):
    student.open("which")

    page = repeat(student, RIGHT, item)

    assert "was not needed" in page and rows(db) == []


def test_empty_and_hostile_answers_are_refused_and_asked_again(student, db):
    begin_wrongly(student)
    pass_days(db, 1)
    next_page(student)

    for fields in ({"option": ""}, {"option": "zzz"}, {"option": RIGHT, "key": "x y"}):
        page = repeat(student, **fields)
        assert 'id="refused"' in page and asked(page) == "which"

    assert rows(db) == []


def test_questions_follow_one_another_in_the_order_of_the_course(app, db):
    deck = [make_slide("first", poll=make_poll_item()), *slides()]
    course = db.write(lambda s: make_course(s, module=make_module(slides=deck)))
    student = Student(app, course.code)
    student.begin()
    begin_wrongly(student, "which", "first")
    pass_days(db, 1)

    assert "2 questions that you once got wrong are back" in student.home()
    assert asked(next_page(student)) == "first"
    assert "Next question" in repeat(student, WRONG, "first")
    assert asked(next_page(student)) == "which"
    assert "Done for today." in repeat(student, RIGHT)


def test_question_that_is_gone_from_the_course_is_not_asked(student, db, course):
    begin_wrongly(student)
    pass_days(db, 1)
    next_page(student)

    def change(session):
        module = make_module(slides=[make_slide("welcome"), make_slide("end")])
        session.get_one(Course, course.id).edition_id = keep_edition(session, module).id

    db.write(change)

    assert "was not needed" in repeat(student, RIGHT)
    assert not asked(next_page(student)) and rows(db) == []


def test_changed_question_is_asked_as_it_is_now(student, db, course):
    begin_wrongly(student)
    pass_days(db, 1)

    def change(session):
        deck = slides()
        deck[1] = make_slide("which", poll=make_paired_item())
        module = make_module(slides=deck)
        session.get_one(Course, course.id).edition_id = keep_edition(session, module).id

    next_page(student)
    db.write(change)
    page = repeat(student, RIGHT)

    assert 'id="refused"' in page and asked(page) == "which"
    assert "<select" in page and rows(db) == []


def test_answer_that_does_not_fit_the_changed_question_is_not_shown(student, db, course):
    begin_wrongly(student)
    pass_days(db, 1)
    next_page(student)
    result = student.post(
        f"/study/{student.code}/repeat/which", **{**student.hidden, "options": RIGHT}
    )

    def change(session):
        deck = slides()
        deck[1] = make_slide("which", poll=make_poll_item(kind="numeric", is_quiz=False))
        module = make_module(slides=deck)
        session.get_one(Course, course.id).edition_id = keep_edition(session, module).id

    db.write(change)

    response = student.get(result.headers["Location"].partition("#")[0])

    assert response.headers["Location"].endswith("/repeat")


def test_another_learner_cannot_look_at_a_result(app, db, student, course):
    begin_wrongly(student)
    pass_days(db, 1)
    next_page(student)
    address = student.post(
        f"/study/{student.code}/repeat/which", **{**student.hidden, "options": RIGHT}
    ).headers["Location"]
    assert student.get(address.partition("#")[0]).status_code == 200
    other = Student(app, course.code)
    other.begin("Aigerim")

    assert other.get(address.partition("#")[0]).headers["Location"].endswith("/repeat")


def test_closed_course_offers_no_repetition(student, db, course):
    begin_wrongly(student)
    pass_days(db, 1)
    next_page(student)

    def close(session):
        session.get_one(Course, course.id).closes_at = clock.now() - timedelta(hours=1)

    db.write(close)

    assert "no longer accepts" in repeat(student, RIGHT) and rows(db) == []
    assert student.get(f"/study/{student.code}/repeat").status_code == 303
    assert OFFER not in student.home()


def test_offline_answer_that_arrives_late_is_due_from_its_own_day(student, db, course):
    """The device answered eight days ago without a network, and sends it now."""
    now = round(clock.now().timestamp() * 1000)

    def make_older(session):
        session.get_one(Course, course.id).created_at -= timedelta(days=10)

    db.write(make_older)
    student.open("which")
    deed = {
        "type": "answered",
        "key": "offline-key-1",
        "item": "which",
        "at": now - 8 * 86_400_000,
        "language": "en",
        "answer": {"options": [WRONG]},
    }
    report = {"now": now, "edition": student.hidden["edition"], "deeds": [deed]}
    response = student.client.post(
        f"/study/{student.code}/deeds", json=report, headers={"X-CSRF-Token": student.token}
    )
    assert response.json["done"] == [{"key": "offline-key-1", "code": "", "is_right": False}]

    assert asked(next_page(student)) == "which"


def test_guest_returns_the_next_day_by_their_own_link(
    app, student, course, learner_of, monkeypatch
):
    begin_wrongly(student)
    link = re.search(r'href="(/study/\w+/link)"[^>]*>Keep your own link', next_page(student))[1]
    own_link = re.search(r'value="http://[^/]+(/study/mine/[^"]+)"', student.get(link).text)[1]
    later(monkeypatch, days=1)

    # The server has forgotten the browser, although it still sends its old cookie.
    assert "No account and no e-mail is needed" in student.home()
    assert not asked(next_page(student))
    for browser in (student, Student(app, course.code)):
        browser.get(own_link)
        browser.post(own_link)
        assert OFFER in browser.home()
        assert asked(next_page(browser)) == "which"

    assert "Correct" in repeat(student, RIGHT)
    assert OFFER not in browser.home()


def test_repetition_is_offered_at_the_end_of_a_round(app, db):
    deck = [make_slide(f"s{n}", poll=make_poll_item() if n == 1 else None) for n in range(4)]
    for slide in deck:
        slide.text["en"] = SlideText(title="s", html=f"<p>{'word ' * 700}</p>", notes_html="")
    course = db.write(lambda s: make_course(s, module=make_module(slides=deck)))
    student = Student(app, course.code)
    student.begin()
    begin_wrongly(student, "s1")
    address = f"/study/{student.code}/s/s3/round"
    assert "The end of" in student.get(address).text
    assert OFFER not in student.get(address).text
    pass_days(db, 1)

    page = student.get(address).text
    assert OFFER in page and f'href="/study/{student.code}/repeat"' in page


@pytest.mark.parametrize("language", ["ru", "kk", "prs"])
def test_change_of_language_keeps_the_unsent_choice(student, db, language):
    begin_wrongly(student)
    pass_days(db, 1)
    next_page(student)

    page = repeat(student, RIGHT, language=language)

    assert f'<html lang="{language}"' in page
    assert re.search(r'value="b"[^>]* checked', page) and rows(db) == []
    assert "to repeat today" not in page and "Stop here" not in page


def test_days_follow_the_time_zone_of_the_browser(student, learner_of, db, course):
    """The day is read from the page's zone, so both zones give the learner a next day."""
    begin_wrongly(student)
    with db.read() as session:
        found = [
            queries.repetition_of(session, session.get_one(Course, course.id), learner_of(), zone)
            for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago")
        ]

    assert [each.day_count for each in found] == [1, 1]
    assert (found[0].day - found[1].day).days in (1, 2)
