"""A course in a browser without scripts: from the first page to the last slide."""

import json
import re
from datetime import timedelta

import pytest

from tests.factories import LINK_KEY, make_learner
from tests.learn.study.conftest import Student
from webinar.kit import clock
from webinar.learn.courses.models import Course
from webinar.learn.courses.seating import token_of
from webinar.learn.study.models import Source, StudyAnswer, StudyStretch
from webinar.learn.study.queries import progress_of
from webinar.people.accounts.limits import limiter


def progress(db, learner):
    with db.read() as session:
        return progress_of(session, session.get_one(Course, learner.course_id), learner)


def millis_ago(seconds):
    """The time that many seconds ago, in milliseconds since 1970, as a form sends it."""
    return str(round((clock.now() - timedelta(seconds=seconds)).timestamp() * 1000))


def open_the_day_before(db, course):
    """Pretend that the course was made yesterday, so that earlier reading counts."""

    def change(session):
        session.get_one(Course, course.id).created_at = clock.now() - timedelta(days=1)

    db.write(change)


def test_anybody_with_the_code_can_begin_and_sees_the_contents(app, course):
    student = Student(app, course.code)
    assert "Begin" in student.home()

    assert student.begin().status_code == 303

    home = student.home()
    assert "0 of 4 slides done" in home
    assert f'href="/study/{course.code}/s/opinion"' in home


def test_a_form_without_a_name_is_refused_and_keeps_the_language(app, course):
    student = Student(app, course.code)

    response = student.begin(name=" ", language="ru")

    assert response.status_code == 422
    assert 'value="ru" checked' in response.text


def test_a_slide_redirects_to_the_first_page_before_beginning(app, course):
    response = Student(app, course.code).get(f"/study/{course.code}/s/welcome")

    assert response.location == f"/study/{course.code}"


def test_a_wrong_try_can_be_followed_by_a_right_one(student, db, learner_of):
    assert "because en" not in student.open("which")

    wrong = student.answer("which", options="a")
    assert "Not correct" in wrong
    assert "because en" in wrong

    student.open("which", "?again=1")
    right = student.answer("which", options="b")
    assert "not correct, correct." in re.sub(r"\s+", " ", right).replace(" ,", ",")
    state = progress(db, learner_of())
    assert [attempt.is_right for attempt in state.tries["which"]] == [False, True]
    assert state.right == {"which"}


def test_the_same_form_sent_twice_counts_once_unless_the_answer_differs(student, db, learner_of):
    student.open("which")
    form = student.hidden
    for options in ("a", "a", "b"):
        student.hidden = form
        student.answer("which", options=options)

    assert len(progress(db, learner_of()).tries["which"]) == 2


def test_an_empty_answer_is_refused_and_the_question_shown_again(student):
    student.open("which")

    page = student.answer("which")

    assert "Answer first" in page
    assert 'name="options" value="a"' in page


def test_time_between_pages_counts_up_to_twice_the_reading_time(student, db, course, learner_of):
    open_the_day_before(db, course)
    student.open("welcome")

    response = student.go("welcome", "which", shown=millis_ago(3600))

    assert response.location == f"/study/{course.code}/s/which#title"
    with db.read() as session:
        (row,) = session.query(StudyStretch)
    assert row.source is Source.PLAIN
    # Four words at 130 a minute take two seconds.
    assert row.seconds == 4
    assert progress(db, learner_of()).done == {"welcome"}


def test_leafing_through_slides_does_not_mark_them_done(student, db, learner_of):
    for slide, to in (("welcome", "which"), ("which", "opinion"), ("end", "")):
        student.open(slide)
        student.go(slide, to)

    assert progress(db, learner_of()).done == frozenset()


def test_changing_the_language_stays_on_the_same_slide(student, course):
    student.open("which")

    response = student.post(
        f"/study/{course.code}/language", language="kk", next=f"/study/{course.code}/s/which"
    )

    assert response.location == f"/study/{course.code}/s/which"
    page = student.open("which")
    assert "which kk" in page
    assert 'lang="kk"' in page


def test_a_learner_continues_on_another_device_by_their_link(app, student, course, learner_of):
    student.open("which")
    student.answer("which", options="b")
    link = f"/study/mine/{token_of(learner_of(), LINK_KEY)}"
    assert link in student.get(f"/study/{course.code}/link").text
    phone = Student(app, course.code)

    # Opening the link changes nothing by itself.
    assert "Daulet" in phone.get(link).text
    assert "Begin" in phone.home()
    phone.get(link)
    phone.post(link)

    assert "1 of 4 slides done" in phone.home()


def test_a_new_learner_link_invalidates_the_old_one(student, course, learner_of):
    link = f"/study/mine/{token_of(learner_of(), LINK_KEY)}"
    student.get(f"/study/{course.code}/link")

    student.post(f"/study/{course.code}/link")

    assert student.get(link).status_code == 404
    assert student.get(f"/study/mine/{token_of(learner_of(), LINK_KEY)}").status_code == 200


def test_leave_button_signs_the_learner_out_of_a_shared_computer(student, course):
    student.home()

    assert student.post(f"/study/{course.code}/leave").status_code == 303

    assert "You have left" in student.get("/").text
    assert "Daulet" not in student.home()


def test_front_page_accepts_a_course_code(app, course):
    student = Student(app, course.code)
    student.get("/")

    response = student.post("/join", code=course.code.lower())

    assert (response.status_code, response.location) == (303, f"/study/{course.code}")
    assert 'name="name"' in student.get(response.location).text


def test_wrong_course_codes_are_rate_limited_like_session_codes(app, course):
    stranger = Student(app, course.code)
    stranger.get("/")
    for _ in range(10):
        assert stranger.get("/study/ZZZZZZZZ").status_code == 404

    assert stranger.get(f"/study/{course.code}").status_code == 429
    assert stranger.post("/join", code=course.code).status_code == 429
    assert stranger.get("/join/ZZZZZZZZ").status_code == 429
    limiter.reset()


@pytest.mark.parametrize(
    ("field", "days_ago", "home_text", "slide_status"),
    [
        ("opens_at", -1, "has not opened yet", 303),
        ("closes_at", 1, "You can still read everything", 200),
    ],
)
def test_a_course_that_is_not_open_takes_no_answers(
    student, db, course, field, days_ago, home_text, slide_status
):
    def change(session):
        setattr(session.get_one(Course, course.id), field, clock.now() - timedelta(days=days_ago))

    student.open("which")
    db.write(change)

    assert home_text in student.home()
    assert student.get(f"/study/{course.code}/s/which").status_code == slide_status
    refusal = student.post(f"/study/{course.code}/s/which", **student.hidden, options="b")
    assert refusal.status_code == 422
    assert "no longer accepts answers" in refusal.text


def test_a_course_without_guests_admits_only_invited_people(app, db, course):
    def change(session):
        session.get_one(Course, course.id).takes_guests = False

    db.write(change)
    student = Student(app, course.code)

    assert 'name="name"' not in student.home()
    refusal = student.begin()
    assert refusal.status_code == 422
    assert "This course is for those who were invited" in refusal.text


def test_deeds_sent_twice_by_a_script_are_kept_once(student, db, course, learner_of):
    student.open("welcome")
    began = int(millis_ago(30))
    open_the_day_before(db, course)
    read = {"type": "read", "key": "stretch-1", "slide": "welcome", "began": began}
    report = {
        "now": int(millis_ago(0)),
        "edition": student.hidden["edition"],
        "deeds": [{**read, "ended": began + 20_000, "seconds": 20}],
    }

    for _ in range(2):
        response = student.client.post(
            f"/study/{course.code}/deeds", json=report, headers={"X-CSRF-Token": student.token}
        )
        assert response.json["done"] == [{"key": "stretch-1", "code": "", "is_right": None}]
    student.post(f"/study/{course.code}/deeds", deeds=json.dumps(report))

    assert progress(db, learner_of()).seconds == 20


def test_an_answer_also_queued_on_the_device_is_kept_once(student, db, course, learner_of):
    student.open("which")
    sent = {"type": "answered", "key": "device-1", "item": "which", "at": int(millis_ago(0))}
    report = {
        "now": int(millis_ago(0)),
        "edition": student.hidden["edition"],
        "deeds": [{**sent, "language": "en", "answer": {"options": ["b"]}}],
    }

    page = student.answer("which?piece", options="b", deed="device-1")
    student.post(f"/study/{course.code}/deeds", deeds=json.dumps(report))

    assert 'id="verdict"' in page
    tries = progress(db, learner_of()).tries["which"]
    assert [attempt.answer.options for attempt in tries] == [["b"]]


def test_report_after_the_closing_is_answered_with_the_deeds_that_count(db, course, student):
    """Planted fault: the whole report was refused although its older deeds were kept."""

    def close(session):
        session.get_one(Course, course.id).closes_at = clock.now() - timedelta(minutes=30)

    student.open("welcome")
    open_the_day_before(db, course)
    db.write(close)
    ends = {"before": int(millis_ago(3600)), "after": int(millis_ago(60))}
    reads = [
        {
            "type": "read",
            "key": f"stretch-{key}",
            "slide": "welcome",
            "began": end - 5000,
            "ended": end,
        }
        for key, end in ends.items()
    ]
    report = {
        "now": int(millis_ago(0)),
        "edition": student.hidden["edition"],
        "deeds": [{**read, "seconds": 5} for read in reads],
    }

    response = student.client.post(
        f"/study/{course.code}/deeds", json=report, headers={"X-CSRF-Token": student.token}
    )

    assert [done["code"] for done in response.json["done"]] == ["", "course_closed"]


def test_deeds_left_by_one_learner_are_not_recorded_for_the_next(student, db, course):
    student.open("welcome")
    report = json.dumps({"now": int(millis_ago(0)), "edition": "", "deeds": []})

    statuses = [
        student.post(f"/study/{course.code}/deeds?seat={seat}", deeds=report).status_code
        for seat in (1, 2)
    ]

    assert statuses == [200, 409]


def test_deeds_can_be_sent_to_the_learner_link_without_a_page(app, db, course):
    learner = db.write(lambda s: make_learner(s, s.get_one(Course, course.id), "Rosa"))
    answered = {
        "type": "answered",
        "key": "answer-1",
        "item": "which",
        "at": int(millis_ago(0)),
        "language": "ru",
        "answer": {"options": ["b"]},
    }
    report = {"now": int(millis_ago(0)), "edition": "", "deeds": [answered]}
    client = app.test_client()

    response = client.post(f"/study/deeds/{token_of(learner, LINK_KEY)}", json=report)
    stranger = client.post("/study/deeds/nobodys", json=report)

    assert response.json["done"][0]["is_right"] is True
    assert stranger.status_code == 404
    with db.read() as session:
        assert session.query(StudyAnswer).one().source is Source.OFFLINE


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"now":1,"edition":"","deeds":[{"x":' + b"[" * 50_000 + b',"type":"read"}]}',
        b'{"now":1,"edition":"","deeds":[{"type":"read","key":"\xff\xfe345678"}]}',
        b'{"now":1e400,"edition":"","deeds":[]}',
        b"null",
        b"",
    ],
)
def test_malformed_deeds_are_refused(app, db, course, content):
    learner = db.write(lambda s: make_learner(s, s.get_one(Course, course.id), "Rosa"))
    address = f"/study/deeds/{token_of(learner, LINK_KEY)}"

    response = app.test_client().post(address, data=content, content_type="application/json")

    assert (response.status_code, response.json) == (422, {"code": "bad_message"})
