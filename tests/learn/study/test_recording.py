"""Deeds reported by a device are kept exactly once, and time is counted once."""

from datetime import timedelta

import msgspec
import pytest

from tests.factories import make_course, make_learner, make_module, make_poll_item, make_slide
from tests.live.assessment.making import PRE, make_programme
from webinar.content.editions.actions import keep_edition
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study import actions
from webinar.learn.study.actions import record
from webinar.learn.study.models import Source, StudyAnswer, StudyStretch
from webinar.learn.study.queries import progress_of
from webinar.learn.study.wire import Answer, Answered, Deeds, Read


@pytest.fixture
def learner(db):
    def make(session):
        slides = [
            make_slide("welcome"),
            make_slide("which", poll=make_poll_item()),
            make_slide("end"),
        ]
        course = make_course(
            session,
            module=make_module(slides=slides),
            created_at=clock.now() - timedelta(days=1),
        )
        return make_learner(session, course).id

    return db.write(make)


def millis(at):
    return round(at.timestamp() * 1000)


def read(key, slide, began, seconds, ended=None):
    ended = ended or began + timedelta(seconds=seconds)
    return Read(key, slide, millis(began), millis(ended), seconds)


def tell(db, learner_id, *deeds, source=Source.ONLINE, ahead=timedelta(), edition=""):
    def work(session):
        learner = session.get_one(Learner, learner_id)
        course = session.get_one(Course, learner.course_id)
        report = Deeds(millis(clock.now() + ahead), edition, list(deeds))
        return record(session, course, learner, report, source)

    return db.write(work)


def progress(db, learner_id):
    with db.read() as session:
        learner = session.get_one(Learner, learner_id)
        return progress_of(session, session.get_one(Course, learner.course_id), learner)


def test_deeds_reported_twice_are_kept_once(db, learner):
    began = clock.now() - timedelta(minutes=5)
    deeds = [
        read("stretch-1", "welcome", began, 20),
        Answered("answer-1", "which", millis(began), "ru", Answer(options=["b"])),
    ]

    first, second = tell(db, learner, *deeds), tell(db, learner, *deeds)

    assert [fate.code for fate in first + second] == ["", "", "", ""]
    assert second[1].is_right is True
    state = progress(db, learner)
    assert state.seconds == 20
    assert len(state.tries["which"]) == 1
    assert state.right == {"which"}


def test_overlapping_time_on_two_pages_counts_once(db, learner):
    began = clock.now() - timedelta(minutes=5)

    tell(db, learner, read("stretch-1", "welcome", began, 60))
    tell(db, learner, read("stretch-2", "end", began + timedelta(seconds=30), 60))

    assert progress(db, learner).seconds == 90


def test_a_slide_is_done_only_when_read_long_enough(db, learner):
    began = clock.now() - timedelta(minutes=5)

    tell(db, learner, read("stretch-1", "welcome", began, 1))
    assert progress(db, learner).done == frozenset()

    tell(db, learner, read("stretch-2", "welcome", began + timedelta(seconds=9), 30))
    assert progress(db, learner).done == {"welcome"}


def test_a_question_is_done_only_when_answered(db, learner):
    began = clock.now() - timedelta(minutes=5)
    tell(db, learner, read("stretch-1", "which", began, 200))
    assert progress(db, learner).done == frozenset()

    wrong = Answered("answer-1", "which", millis(began), "ru", Answer(options=["a"]))
    (done,) = tell(db, learner, wrong)

    assert done.is_right is False
    state = progress(db, learner)
    assert state.done == {"which"}
    assert state.right == frozenset()


def test_a_wrong_clock_is_corrected(db, learner):
    ahead = timedelta(days=3)
    began = clock.now() - timedelta(minutes=5)

    tell(db, learner, read("stretch-1", "welcome", began + ahead, 30), ahead=ahead)

    (row,) = progress(db, learner).by_slide.values()
    assert abs((row.first_at - began).total_seconds()) < 2


def test_reading_time_is_capped_by_the_time_that_passed(db, learner):
    began = clock.now() - timedelta(seconds=10)

    tell(db, learner, read("stretch-1", "welcome", began, 3000, ended=clock.now()))

    assert progress(db, learner).seconds <= 11


@pytest.mark.parametrize(
    ("item", "answer", "code"),
    [
        ("which", Answer(options=["nowhere"]), "unknown_option"),
        ("which", Answer(options=["a", "b"]), "one_choice_only"),
        ("which", Answer(), "no_choice"),
        ("which", Answer(text="b"), "bad_message"),
        ("which", Answer(abstain=True), "no_abstention"),
        ("welcome", Answer(text="hello"), "not_asked"),
        ("gone", Answer(text="hello"), "unknown_slide"),
    ],
)
def test_invalid_answers_are_refused_and_the_rest_kept(db, learner, item, answer, code):
    at = millis(clock.now())
    good = Answered("answer-2", "which", at, "ru", Answer(options=["b"]))

    done = tell(db, learner, Answered("answer-1", item, at, "ru", answer), good)

    assert [fate.code for fate in done] == [code, ""]
    with db.read() as session:
        assert session.query(StudyAnswer).count() == 1


def test_deeds_from_before_the_closing_are_kept_after_it(db, learner):
    def close(session):
        session.query(Course).one().closes_at = clock.now() - timedelta(hours=1)

    db.write(close)
    before, after = clock.now() - timedelta(hours=2), clock.now() - timedelta(minutes=2)

    done = tell(
        db,
        learner,
        read("stretch-1", "welcome", before, 30),
        read("stretch-2", "welcome", after, 30),
        source=Source.OFFLINE,
    )
    assert [fate.code for fate in done] == ["", "course_closed"]
    with pytest.raises(Refused, match="course_closed"):
        tell(db, learner, read("stretch-3", "welcome", after, 30))


def test_control_and_direction_characters_are_stripped(db, learner):
    def make_scenario(session):
        own = session.get_one(Learner, learner)
        course = session.get_one(Course, own.course_id)
        module = make_module(slides=[msgspec.structs.replace(make_slide("s"), is_scenario=True)])
        course.edition = make_course(session, module=module).edition

    db.write(make_scenario)
    text = "I would ask\0\u202e\x1b.\n\tThen listen."
    deed = Answered("answer-1", "s", millis(clock.now()), "en", Answer(text=text))

    assert [fate.code for fate in tell(db, learner, deed)] == [""]
    with db.read() as session:
        assert session.query(StudyAnswer).one().answer == {"text": "I would ask.\n\tThen listen."}


def test_deeds_over_the_limit_are_refused_and_the_kept_ones_stay(db, learner, monkeypatch):
    monkeypatch.setattr(actions, "MOST_STRETCHES", 2)
    monkeypatch.setattr(actions, "MOST_TRIES", 2)
    began = clock.now() - timedelta(minutes=10)
    reads = [read(f"stretch-{n}", "end", began + timedelta(minutes=n), 5) for n in range(3)]
    answers = [
        Answered(f"answer-{n}", "which", millis(clock.now()), "en", Answer(options=["a"]))
        for n in range(3)
    ]

    first = tell(db, learner, *reads, *answers)
    second = tell(db, learner, *reads, *answers)

    codes = ["", "", "too_much"] * 2
    assert [fate.code for fate in first] == codes
    assert [fate.code for fate in second] == codes
    assert progress(db, learner).seconds == 10


def test_an_older_edition_does_not_reveal_answers_of_a_current_test(db, learner):
    """The question used to be for practice and is now asked in the pre-test."""

    question = f"{PRE}--q1"

    def move_question(session):
        own = session.get_one(Learner, learner)
        course = session.get_one(Course, own.course_id)
        practised = make_module(slides=[make_slide(question, poll=make_poll_item())])
        older = keep_edition(session, practised)
        course.edition = keep_edition(session, make_programme())
        session.flush()
        assert older.module == course.edition.module
        return older.hash

    older = db.write(move_question)
    deed = Answered("answer-1", question, millis(clock.now()), "en", Answer(options=["b"]))

    (done,) = tell(db, learner, deed, edition=older)

    assert (done.code, done.is_right) == ("unknown_slide", None)


def close_an_hour_ago(db):
    def work(session):
        session.query(Course).one().closes_at = clock.now() - timedelta(hours=1)

    db.write(work)


def test_deeds_from_a_clock_ahead_are_kept_if_the_course_has_since_closed(db, learner):
    close_an_hour_ago(db)
    at = clock.now() + timedelta(days=2)

    done = tell(
        db,
        learner,
        read("stretch-1", "welcome", at, 30),
        Answered("answer-1", "which", millis(at + timedelta(minutes=1)), "en", Answer(["b"])),
        source=Source.OFFLINE,
    )

    assert [fate.code for fate in done] == ["", ""]
    with db.read() as session:
        [stretch] = session.query(StudyStretch)
        [answer] = session.query(StudyAnswer)
        closed = session.query(Course).one().closes_at
    assert stretch.seconds == 30
    assert stretch.ended_at < answer.answered_at < closed


def test_deeds_after_the_closing_from_a_correct_clock_are_refused(db, learner):
    close_an_hour_ago(db)
    at = clock.now() - timedelta(minutes=5)

    with pytest.raises(Refused, match="course_closed"):
        tell(db, learner, read("stretch-1", "welcome", at, 30), source=Source.OFFLINE)


def test_time_measured_by_a_clock_ahead_counts(db, learner):
    at = clock.now() + timedelta(days=2)

    tell(db, learner, read("stretch-1", "welcome", at, 30), source=Source.OFFLINE)

    assert progress(db, learner).seconds == 30


def test_a_written_exercise_is_done_however_short_the_reading_time(db):
    def make(session):
        exercise = msgspec.structs.replace(make_slide("s"), is_scenario=True)
        course = make_course(
            session,
            module=make_module(slides=[exercise]),
            created_at=clock.now() - timedelta(days=1),
        )
        return make_learner(session, course).id

    number = db.write(make)
    at = millis(clock.now())

    tell(db, number, Answered("written-1", "s", at, "en", Answer(text="I would listen.")))

    assert progress(db, number).done == {"s"}
