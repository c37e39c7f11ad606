"""Results of other learners: never shown for fewer than five; anonymous polls stay anonymous."""

import re

import msgspec
import pytest
from sqlalchemy import text
from werkzeug.datastructures import MultiDict

from tests.factories import (
    LINK_KEY,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_person,
    make_poll_item,
    make_room,
    make_slide,
)
from tests.learn.study.conftest import Student
from webinar.content.lessons.model import OptionItem
from webinar.kit import clock
from webinar.learn.courses.actions import add_session
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import module_of_course
from webinar.learn.study.actions import record
from webinar.learn.study.deed_reports import read_answer
from webinar.learn.study.models import Source, StudyAnswer, StudyTally
from webinar.learn.study.poll_results import learners_result, second_answers, tally
from webinar.learn.study.queries import progress_of
from webinar.learn.study.tallies import ALL
from webinar.learn.study.wire import Answer, Answered, Deeds
from webinar.live.polls.kinds.base import LearnerAnswer
from webinar.live.polls.models import Poll, PollState
from webinar.results.completion.joining import join

OWN_ANSWERS = {
    "single": {"options": "a"},
    "several": {"options": ["a", "c"]},
    "scale": {"options": "2"},
    "ranking": {"options": ["c", "a", "b"]},
    "points": {"points.a": "4", "points.b": "6", "points.c": ""},
    "numeric": {"number": "12,5"},
    "text": {"text": "Ours alone"},
    "cloud": {"words": ["Trust", "", ""]},
    "reasoned": {"options": ["", "a"], "text": "Ours alone"},
}
OTHERS_ANSWERS = {
    "single": Answer(options=["b"]),
    "several": Answer(options=["b"]),
    "scale": Answer(options=["3"]),
    "ranking": Answer(options=["b", "a", "c"]),
    "points": Answer(points={"b": 10}),
    "numeric": Answer(number=20),
    "text": Answer(text="What another wrote"),
    "cloud": Answer(words=["Skills"]),
    "reasoned": Answer(options=["b"], text="What another wrote"),
}


def poll_of(kind, **fields):
    poll = make_poll_item(kind=kind, is_quiz=False)
    if kind == "scale":
        options = [OptionItem(key, False) for key in "123"]
        text = {
            language: msgspec.structs.replace(words, labels={key: f"point {key}" for key in "123"})
            for language, words in poll.text.items()
        }
        poll = msgspec.structs.replace(poll, options=options, text=text)
    if kind in ("numeric", "text", "cloud"):
        poll = msgspec.structs.replace(poll, options=[])
    return msgspec.structs.replace(poll, points=10 if kind == "points" else 0, **fields)


def course_of(session, poll):
    module = make_module(slides=[make_slide("opinion", poll=poll), make_slide("end")])
    return make_course(session, module=module)


def answer_for(session, course, count, answer):
    for number in range(count):
        learner = make_learner(session, course, f"Learner {number}")
        now = round(clock.now().timestamp() * 1000)
        deed = Answered(f"answer-{learner.id}", "opinion", now, "en", answer)
        done = record(session, course, learner, Deeds(now, "", [deed]), Source.ONLINE)
        assert done[0].code == ""


def begin_as_student(app, db, poll):
    course = db.write(lambda s: course_of(s, poll))
    student = Student(app, course.code)
    student.begin()
    return course, student


def others_answer(db, course, count, answer):
    db.write(lambda s: answer_for(s, s.get_one(Course, course.id), count, answer))


@pytest.mark.parametrize("kind", OWN_ANSWERS)
def test_results_are_shown_after_the_learners_own_answer_if_five_have_answered(app, db, kind):
    course, student = begin_as_student(app, db, poll_of(kind))
    others_answer(db, course, 3, OTHERS_ANSWERS[kind])

    assert "Everybody who studies here" not in student.open("opinion")
    page_of_few = student.answer("opinion", **OWN_ANSWERS[kind])
    assert "Everybody who studies here" in page_of_few
    if kind != "text":
        assert "Fewer than five people answered" in page_of_few

    others_answer(db, course, 1, OTHERS_ANSWERS[kind])
    page_of_enough = student.open("opinion")
    assert "Fewer than five people answered" not in page_of_enough
    if kind in ("text", "reasoned"):
        assert "Ours alone" in page_of_enough
        assert "What another wrote" not in page_of_enough
    if kind != "text":
        assert "5 answers" in page_of_enough
    if kind == "cloud":
        # A word that only one person wrote is not shown.
        section = page_of_enough.split("Everybody who studies here")[1]
        assert "Skills" in section
        assert "Trust" not in section


def test_an_answer_may_be_changed_and_the_latest_counts(app, db):
    course, student = begin_as_student(app, db, poll_of("single"))
    others_answer(db, course, 4, OTHERS_ANSWERS["single"])
    student.open("opinion")
    student.answer("opinion", options="a")

    form = student.open("opinion", "?again=1")
    assert 'value="a" checked' in form
    changed = student.answer("opinion", options="b")

    assert '<progress class="bar" max="5" value="5"' in changed


def stored(db):
    """All answer rows in the database, as text."""
    with db.read() as session:
        rows = session.execute(text("SELECT * FROM study_answers")).all()
        return " ".join(str(value) for row in rows for value in row)


@pytest.mark.parametrize("kind", OWN_ANSWERS)
def test_an_anonymous_answer_stores_that_it_was_given_but_not_the_choice(app, db, kind):
    course, student = begin_as_student(app, db, poll_of(kind, is_anonymous=True))
    assert "kept that you answered, and not what" in student.open("opinion")

    page = student.answer("opinion", **OWN_ANSWERS[kind])
    before = stored(db)
    # Sends the same page with another answer, then with the first answer again.
    other = {"options": ["2"], "text": "Other", "number": "3", "words": ["Other"], "points.c": "1"}
    student.answer("opinion", **other)
    student.answer("opinion", **OWN_ANSWERS[kind])
    page_again = student.open("opinion", "?again=1")

    assert "Counted. Nobody can see what you chose." in page
    assert stored(db) == before
    assert "data-answer" not in page_again
    with db.read() as session:
        (row,) = session.query(StudyAnswer).all()
        assert (row.answer, row.is_right) == ({}, None)
        # The key that detects repeats does not reveal the choice either.
        assert row.key.endswith("-a")
        everybody = session.query(StudyTally).filter_by(item="opinion", choice=ALL).one()
        assert (everybody.votes, everybody.shown) == (1, 0)


@pytest.mark.parametrize("kind", OWN_ANSWERS)
def test_answers_to_an_earlier_editions_question_are_left_out_of_the_figures(kind):
    others = [LearnerAnswer(answer, "en") for answer in OTHERS_ANSWERS.values()]

    counted = tally(poll_of(kind), others)

    assert counted["voters"] == len(OTHERS_ANSWERS)
    if kind == "numeric":
        assert counted["figures"]["numbers"]["count"] == 1
    if kind == "ranking":
        assert sum(counted["figures"]["scores"].values()) == 3 * counted["tally"]["b"]
    without = [other for other in others if other.answer != OTHERS_ANSWERS[kind]]
    assert "numbers" not in tally(poll_of(kind), without)["figures"]


def test_a_negative_zero_counts_as_zero(app, db):
    course, _student = begin_as_student(app, db, poll_of("numeric", is_anonymous=True))
    others_answer(db, course, 3, Answer(number=-0.0))
    others_answer(db, course, 2, Answer(number=0.0))

    with db.read() as session:
        counted = session.query(StudyTally).filter_by(item="opinion", choice="0.0").one()
        assert counted.votes == 5


@pytest.mark.parametrize("kind", OWN_ANSWERS)
def test_an_anonymous_result_changes_only_with_every_fifth_answer(app, db, kind):
    poll = poll_of(kind, is_anonymous=True)
    course, student = begin_as_student(app, db, poll)

    def result():
        with db.read() as session:
            own = session.get_one(Course, course.id)
            return learners_result(session, own, module_of_course(own).slides[0])

    own = read_answer(poll, MultiDict(OWN_ANSWERS[kind]), as_list(OWN_ANSWERS[kind]))
    others_answer(db, course, 4, OTHERS_ANSWERS[kind])
    assert result() == {"voters": 0, "figures": {"few": 5}}
    others_answer(db, course, 1, OTHERS_ANSWERS[kind])
    five = result()
    others_answer(db, course, 4, own)
    assert result() == five
    others_answer(db, course, 1, own)

    expected = tally(
        poll, [LearnerAnswer(OTHERS_ANSWERS[kind], "en")] * 5 + [LearnerAnswer(own, "en")] * 5
    )
    if kind == "cloud":
        expected["figures"] = {"words": []}
    if kind == "ranking":
        # The result of a ranking uses only the points.
        expected["tally"] = result()["tally"]
    assert result() == expected
    student.open("opinion")
    student.answer("opinion", **OWN_ANSWERS[kind])
    section = student.open("opinion").split("Everybody who studies here")[1]
    assert ("not shown here" in section) is (kind in ("text", "cloud", "reasoned"))


def test_an_anonymous_result_says_how_many_may_be_counted_twice(app, db):
    course, student = begin_as_student(app, db, poll_of("single", is_anonymous=True))
    student.open("opinion")
    student.answer("opinion", **OWN_ANSWERS["single"])
    others_answer(db, course, 4, OTHERS_ANSWERS["single"])
    assert "counted twice" not in student.open("opinion")

    def join_two(session):
        guest, other, *_ = session.query(Learner).order_by(Learner.id)
        own, person = session.get_one(Course, course.id), make_person(session, make_cohort(session))
        own.cohort_id = person.cohort_id
        for learner in (guest, other):
            join(session, own, learner, person, LINK_KEY, None, "asked")

    db.write(join_two)

    with db.read() as session:
        assert second_answers(session, session.get_one(Course, course.id), "opinion") == 1
    assert "1 person may be counted twice" in student.open("opinion")


def test_an_anonymous_quiz_is_done_when_answered_and_stores_no_mark(app, db):
    poll = msgspec.structs.replace(make_poll_item(), is_anonymous=True)
    course, student = begin_as_student(app, db, poll)
    student.open("opinion")

    page = student.answer("opinion", options="b")

    assert "All attempts are kept" not in page
    assert "again=1" not in page
    with db.read() as session:
        own = session.get_one(Course, course.id)
        state = progress_of(session, own, session.query(Learner).one())
        assert ("opinion" in state.done, state.quizzes) == (True, ())
        assert state.tries["opinion"][0].is_right is None


def as_list(fields):
    value = fields.get("options") or fields.get("words") or []
    return value if isinstance(value, list) else [value]


def test_abstentions_are_counted_separately(app, db):
    course, student = begin_as_student(app, db, poll_of("single", may_abstain=True))
    others_answer(db, course, 4, OTHERS_ANSWERS["single"])
    student.open("opinion")

    page = student.answer("opinion", abstain="1")

    assert "You abstained" in page
    assert "Fewer than five people answered" in page


@pytest.mark.parametrize(
    ("state", "voters", "is_shown", "is_few"),
    [
        (PollState.REVEALED, 6, True, False),
        (PollState.REVEALED, 4, True, True),
        (PollState.CLOSED, 6, False, False),
    ],
)
def test_a_live_result_is_shown_separately_once_revealed(app, db, state, voters, is_shown, is_few):
    poll = poll_of("single")
    course, student = begin_as_student(app, db, poll)

    def hold(session):
        own = session.get_one(Course, course.id)
        module = make_module(slides=[make_slide("opinion", poll=poll), make_slide("end")])
        room = make_room(session, module=module, title="Morning")
        add_session(session, own, room)
        held = session.query(Poll).filter_by(room_id=room.id, key="opinion").one()
        held.state, held.voters = state, voters
        held.options[2].votes = voters

    db.write(hold)
    student.open("opinion")
    page = student.answer("opinion", options="a")

    assert ("Morning" in page) is is_shown
    if is_shown:
        live = page.split("Morning")[1]
        assert ("Fewer than five people answered" in live) is is_few
        assert ('value="6"' in live) is not is_few


@pytest.mark.parametrize(
    ("zone", "place"), [("Asia/Almaty", "Almaty"), ("../etc/passwd", "UTC"), ("", "UTC")]
)
def test_times_use_the_readers_time_zone_once_the_browser_sends_it(app, db, zone, place):
    slide = msgspec.structs.replace(make_slide("parents"), is_scenario=True)
    course = db.write(lambda s: make_course(s, module=make_module(slides=[slide])))
    student = Student(app, course.code)
    student.begin()
    student.client.set_cookie("zone", zone, path="/study")

    student.open("parents")
    saved = student.answer("parents", text="I would listen first.")

    assert f"({place})" in re.search("Saved on[^<]+", saved)[0]


def test_a_scenario_answer_is_saved_and_can_be_changed(app, db):
    slide = msgspec.structs.replace(make_slide("parents"), is_scenario=True)
    course = db.write(lambda s: make_course(s, module=make_module(slides=[slide])))
    student = Student(app, course.code)
    student.begin()
    student.open("parents")

    saved = student.answer("parents", text="I would listen <first>.\r\nThen ask.")
    assert "I would listen &lt;first&gt;.\nThen ask." in saved
    assert "Saved on" in saved
    changed = student.answer("parents", text="I would ask.")
    assert "I would ask." in changed

    # A refused text comes back in the form.
    refusal = student.answer("parents", text="x" * 5001)
    assert "x" * 5001 in refusal
    assert "I would ask." in student.open("parents")


@pytest.mark.parametrize(
    ("kind", "typed", "why", "kept_values"),
    [
        ("points", {"points.a": "7", "points.b": "6"}, "more points than there are", ["7", "6"]),
        ("numeric", {"number": "about 12"}, "Write a number in digits", ["about 12"]),
        ("cloud", {"words": ["x" * 41, "Trust"]}, "out of date", ["x" * 41, "Trust"]),
        ("cloud", {"words": ["…"]}, "nothing was chosen or written", ["…"]),
    ],
)
def test_a_refused_answer_comes_back_in_the_form(app, db, kind, typed, why, kept_values):
    _course, student = begin_as_student(app, db, poll_of(kind))
    student.open("opinion")

    page = student.answer("opinion", **typed)

    assert why in page
    for value in kept_values:
        assert f'value="{value}"' in page
