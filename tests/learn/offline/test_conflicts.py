"""Resolving conflicts between devices, editions and clocks: the table in docs/self-paced.md."""

from datetime import timedelta

import msgspec
import pytest

from tests.factories import make_course, make_learner, make_module, make_poll_item, make_slide
from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.model import OptionItem
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.actions import record
from webinar.learn.study.models import Source
from webinar.learn.study.queries import progress_of
from webinar.learn.study.wire import Answer, Answered, Deeds, Read

DAY = timedelta(days=1)


def module(right="b", *, without=()):
    poll = make_poll_item()
    options = [OptionItem(id=key, is_correct=key == right) for key in "abc"]
    slides = [
        make_slide("welcome"),
        make_slide("which", poll=msgspec.structs.replace(poll, options=options)),
        make_slide("opinion", poll=make_poll_item(is_quiz=False)),
    ]
    return make_module(slides=[slide for slide in slides if slide.id not in without])


@pytest.fixture
def learner(db):
    """A learner in a course made ten days ago."""

    def make(session):
        course = make_course(session, module=module(), created_at=clock.now() - 10 * DAY)
        return make_learner(session, course).id

    return db.write(make)


def millis(at):
    return round(at.timestamp() * 1000)


def answered(key, at, option="b", item="which"):
    return Answered(key, item, millis(at), "ru", Answer(options=[option]))


def read(key, at, seconds, slide="welcome"):
    return Read(key, slide, millis(at), millis(at + timedelta(seconds=seconds)), seconds)


def tell(db, learner_id, *deeds, edition="", ahead=timedelta()):
    """Send deeds from a phone whose clock is `ahead` by this much; returns the outcome of each."""

    def work(session):
        learner = session.get_one(Learner, learner_id)
        course = session.get_one(Course, learner.course_id)
        report = Deeds(millis(clock.now() + ahead), edition, list(deeds))
        done = record(session, course, learner, report, Source.OFFLINE)
        return [(fate.code, fate.is_right) for fate in done]

    return db.write(work)


def change(db, learner_id, work):
    """Change the learner's course."""

    def changed(session):
        course = session.get_one(Course, session.get_one(Learner, learner_id).course_id)
        return work(session, course)

    return db.write(changed)


def renew(db, learner_id, to):
    """Let the course take this module; returns the hash of its previous edition."""

    def work(session, course):
        before = course.edition.hash
        course.edition = keep_edition(session, to)
        return before

    return change(db, learner_id, work)


def progress(db, learner_id):
    with db.read() as session:
        learner = session.get_one(Learner, learner_id)
        return progress_of(session, session.get_one(Course, learner.course_id), learner)


def test_an_answer_is_marked_by_its_own_edition_and_stays_right(db, learner):
    older = renew(db, learner, module(right="c"))

    older_outcome = tell(db, learner, answered("phone-01", clock.now() - DAY), edition=older)
    today = tell(db, learner, answered("phone-02", clock.now()))

    assert (older_outcome, today) == ([("", True)], [("", False)])
    assert progress(db, learner).right == {"which"}


def test_a_removed_slide_keeps_its_answer_but_no_longer_counts(db, learner):
    older = renew(db, learner, module(without=["which"]))

    assert tell(db, learner, answered("phone-01", clock.now()), edition=older) == [("", True)]

    state = progress(db, learner)
    assert [attempt.is_right for attempt in state.tries["which"]] == [True]
    assert (state.done, state.right) == (frozenset(), frozenset())


def test_a_done_slide_stays_done_when_it_gets_a_question(db, learner):
    tell(db, learner, read("phone-01", clock.now() - DAY, 60))
    renew(db, learner, make_module(slides=[make_slide("welcome", poll=make_poll_item())]))

    assert progress(db, learner).done == {"welcome"}


def test_the_opinion_given_later_holds_even_if_it_arrives_first(db, learner):
    early = answered("phone-01", clock.now() - DAY, "a", "opinion")
    late = answered("tablet-1", clock.now(), "c", "opinion")

    tell(db, learner, late)
    tell(db, learner, early)

    tries = progress(db, learner).tries["opinion"]
    assert [attempt.answer.options for attempt in tries] == [["a"], ["c"]]


@pytest.mark.parametrize("years", [-20, 20])
def test_a_clock_that_is_years_off_is_corrected_on_sending(db, learner, years):
    off = 365 * DAY * years

    tell(db, learner, answered("phone-01", clock.now() - DAY + off), ahead=off)

    (attempt,) = progress(db, learner).tries["which"]
    assert abs(attempt.at - (clock.now() - DAY)) < timedelta(minutes=1)


def test_answers_dated_before_the_opening_by_a_reset_clock_get_the_opening_time(db, learner):
    """A phone with an empty battery restarts in the past until the network corrects its clock."""
    opened = clock.now() - 2 * DAY
    change(db, learner, lambda _session, course: setattr(course, "opens_at", opened))

    outcomes = tell(db, learner, answered("phone-01", clock.now() - 9000 * DAY))

    assert outcomes == [("", True)]
    assert progress(db, learner).tries["which"][0].at == opened


def test_deeds_from_a_clock_in_the_past_keep_duration_and_order(db, learner):
    then = clock.now() - 9000 * DAY
    deeds = [
        read("phone-01", then, 30),
        read("phone-02", then + timedelta(minutes=1), 40),
        answered("phone-03", then + timedelta(minutes=2), "a"),
        answered("phone-04", then + timedelta(minutes=3), "b"),
        read("phone-05", clock.now() - DAY, 50),
    ]

    assert {code for code, _ in tell(db, learner, *deeds)} == {""}

    state = progress(db, learner)
    assert state.seconds == 120
    assert [attempt.answer.options for attempt in state.tries["which"]] == [["a"], ["b"]]


def test_no_deeds_are_accepted_before_a_course_opens(db, learner):
    later = clock.now() + DAY
    change(db, learner, lambda _session, course: setattr(course, "opens_at", later))

    with pytest.raises(Refused, match="course_closed"):
        tell(db, learner, answered("phone-01", clock.now() - 9000 * DAY))


def test_deeds_from_before_the_closing_are_kept_whenever_they_arrive(db, learner):
    closed = clock.now() - DAY
    change(db, learner, lambda _session, course: setattr(course, "closes_at", closed))

    outcomes = tell(
        db, learner, answered("phone-01", closed - DAY), answered("phone-02", clock.now())
    )

    assert outcomes == [("", True), ("course_closed", None)]
