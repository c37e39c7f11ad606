"""Sending scores to a platform's grade book: once, in order, until they are accepted."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.connect.lti.platform import CLAIM
from tests.factories import LINK_KEY, make_cohort, make_person
from webinar.connect.lti import queries, score_outbox
from webinar.connect.lti.models import LtiGrade, LtiLink
from webinar.connect.lti.score_delivery import recompute_scores, send_all
from webinar.kit import clock
from webinar.kit.outbox import put_off
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.actions import record
from webinar.learn.study.models import SlideProgress, Source
from webinar.learn.study.wire import Deeds, Read
from webinar.results.completion.joining import join


@pytest.fixture
def learner(client, db, platform, course):
    platform.launch(client, course.code)
    with db.read() as s:
        return s.scalar(select(Learner))


def study(db, learner, *slides):
    """Mark these slides as done."""
    at = clock.now()

    def work(s):
        for slide in slides:
            s.add(
                SlideProgress(
                    learner_id=learner.id,
                    slide=slide,
                    seconds=60,
                    first_at=at,
                    last_at=at,
                    done_at=at,
                )
            )
        s.get(Learner, learner.id).seen_at = at

    db.write(work)


def grade(db):
    with db.read() as s:
        return s.scalar(select(LtiGrade))


def hasten(db):
    """Make the next attempt due now."""

    def work(s):
        s.scalar(select(LtiGrade)).next_at = clock.now()

    db.write(work)


def test_score_reaches_the_grade_book_once(db, settings, platform, learner):
    study(db, learner, "welcome")
    first, second = send_all(db, settings), send_all(db, settings)

    assert (first, second) == ((1, 0), (0, 0))
    [score] = platform.scores
    assert score["scoreGiven"] == 33
    assert score["scoreMaximum"] == 100
    assert score["userId"] == "learner-7"
    assert (score["activityProgress"], score["gradingProgress"]) == ("InProgress", "FullyGraded")
    assert grade(db).next_at is None


def test_nothing_is_sent_for_learner_who_has_not_begun(db, settings, platform, learner):
    assert send_all(db, settings) == (0, 0)
    assert platform.asked == ["/keys"]


def test_recorded_work_is_noticed_and_sent(db, settings, platform, learner):
    send_all(db, settings)
    now = int(clock.now().timestamp() * 1000)

    def work(s):
        course = s.get(Course, learner.course_id)
        deeds = [Read("a" * 20, "welcome", now - 60_000, now, 60)]
        course.created_at -= timedelta(hours=1)
        record(s, course, s.get(Learner, learner.id), Deeds(now, "", deeds), Source.ONLINE)

    db.write(work)

    assert send_all(db, settings) == (1, 0)


def test_better_score_is_sent_later_with_distinct_whole_seconds(db, settings, platform, learner):
    for slide in ("welcome", "which", "end"):
        study(db, learner, slide)
        send_all(db, settings)

    assert [score["scoreGiven"] for score in platform.scores] == [33, 66, 100]
    assert platform.scores[-1]["activityProgress"] == "Completed"
    seconds = [score["timestamp"][:19] for score in platform.scores]
    assert seconds == sorted(set(seconds))


def test_refused_score_is_retried_with_growing_waits(db, settings, platform, learner):
    study(db, learner, "welcome")
    platform.status = 500
    waits = []
    for _try in range(3):
        assert send_all(db, settings) == (0, 1)
        row = grade(db)
        waits.append(row.next_at - clock.now())
        assert send_all(db, settings) == (0, 0)
        hasten(db)
    platform.status = 200

    assert send_all(db, settings) == (1, 0)
    assert row.error == "unreachable"
    assert [round(wait.total_seconds() / 60) for wait in waits] == [1, 2, 4]
    assert (grade(db).error, grade(db).tries) == ("", 0)
    put_off(row := LtiGrade(tries=40), at := clock.now(), score_outbox.LONGEST_WAIT)
    assert row.next_at - at == timedelta(days=1)


def test_lost_answer_does_not_cause_a_second_score(db, settings, platform, learner):
    study(db, learner, "welcome")
    send_all(db, settings)

    def lose(s):
        row = s.scalar(select(LtiGrade))
        row.next_at = clock.now()

    db.write(lose)

    # The platform answers that it has a score of that time already, which is true.
    assert send_all(db, settings) == (1, 0)
    assert len(platform.scores) == 1
    assert grade(db).next_at is None


def test_score_that_changes_during_sending_is_sent_again(db, settings, platform, learner):
    study(db, learner, "welcome")
    recompute_scores(db)
    with db.read() as s:
        [parcel] = queries.due_parcels(s, clock.now(), 10)
    assert db.write(lambda s: score_outbox.claim(s, parcel, clock.now()))
    study(db, learner, "which")
    recompute_scores(db)

    db.write(lambda s: score_outbox.settle(s, parcel, "", clock.now()))
    hasten(db)

    assert send_all(db, settings) == (1, 0)
    assert platform.scores[-1]["scoreGiven"] == 66


def test_only_one_of_several_processes_sends(db, platform, learner):
    study(db, learner, "welcome")
    recompute_scores(db)
    with db.read() as s:
        [parcel] = queries.due_parcels(s, clock.now(), 10)
    won = []

    def claim():
        won.append(db.write(lambda s: score_outbox.claim(s, parcel, clock.now())))

    threads = [threading.Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(won) == [False, False, False, True]


def test_score_is_recalculated_and_may_drop(db, settings, platform, learner):
    study(db, learner, "welcome", "which")
    send_all(db, settings)

    def undo(s):
        s.get(SlideProgress, (learner.id, "which")).done_at = None
        s.get(Learner, learner.id).seen_at = clock.now()

    db.write(undo)
    send_all(db, settings)

    assert [score["scoreGiven"] for score in platform.scores] == [66, 33]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/items/1", "https://elsewhere.example/items/1"])
def test_score_is_not_sent_to_unregistered_host(db, settings, platform, learner, url):
    def move(s):
        s.scalar(select(LtiLink)).line_item = url

    db.write(move)
    study(db, learner, "welcome")

    assert send_all(db, settings) == (0, 1)
    assert grade(db).error == "elsewhere"
    assert platform.asked == ["/keys"]


def test_platform_cannot_redirect_us(db, settings, platform, learner):
    platform.redirects_to = f"{platform.url}/keys"
    study(db, learner, "welcome")

    assert send_all(db, settings) == (0, 1)
    assert grade(db).error == "elsewhere"
    assert platform.asked.count("/keys") == 1


def test_link_without_a_column_sends_nothing(client, db, settings, platform, course):
    ags = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
    platform.launch(client, course.code, **{ags: {"scope": ["x"], "lineitem": platform.url}})

    assert grade(db) is None


def test_withdrawn_course_sends_no_more_scores(db, settings, platform, course, learner):
    from webinar.connect.lti.models import LtiCourse

    study(db, learner, "welcome")
    db.write(lambda s: s.delete(s.scalar(select(LtiCourse))))

    assert send_all(db, settings) == (0, 0)


def test_rejected_token_is_replaced(db, settings, platform, learner):
    study(db, learner, "welcome")
    platform.status = 401
    send_all(db, settings)
    platform.status = 200
    hasten(db)

    assert send_all(db, settings) == (1, 0)
    assert platform.asked.count("/token") == 2


def test_teacher_gets_no_row_in_the_grade_book(client, db, platform, course):
    from tests.connect.lti.platform import CONTEXT

    platform.launch(client, course.code, **{CLAIM + "roles": [CONTEXT + "Instructor"]})

    assert grade(db) is None


def test_matched_guest_gets_the_score_of_the_person(db, settings, platform, learner):
    study(db, learner, "welcome")
    send_all(db, settings)

    def join_ada(s):
        course = s.get_one(Course, learner.course_id)
        cohort = make_cohort(s)
        course.cohort_id = cohort.id
        ada = make_person(s, cohort, name="Ada Example")
        return join(s, course, s.get_one(Learner, learner.id), ada, LINK_KEY, None)

    ada = db.write(join_ada)
    study(db, ada, "which")
    recompute_scores(db)
    hasten(db)
    send_all(db, settings)

    assert [score["scoreGiven"] for score in platform.scores] == [33, 66]
    assert platform.scores[-1]["userId"] == "learner-7"
