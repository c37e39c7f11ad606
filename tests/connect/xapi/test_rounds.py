"""A collecting round reads only what arrived since the last one."""

from datetime import timedelta

import pytest
from sqlalchemy import event, update

from tests.connect.xapi.scene import PLACE, millis, over, studied, whole
from tests.connect.xapi.test_queue import attended, corrected, deliver
from tests.connect.xapi.test_tests_taken import attempt, programme
from tests.factories import make_course, make_learner, make_module, make_slide, make_user
from webinar.connect.xapi import event_collection, outbox, statement_jobs
from webinar.connect.xapi.models import Statement
from webinar.connect.xapi.statement_jobs import collect
from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.exams.actions import set_rules
from webinar.learn.exams.rules import Rule
from webinar.learn.study.actions import record
from webinar.learn.study.models import SlideProgress, Source, StudyAnswer, StudyStretch
from webinar.learn.study.wire import Deeds, Read


@pytest.fixture
def loaded():
    """Count the loaded rows of learners' work by table."""
    counts = dict.fromkeys((SlideProgress, StudyAnswer, Statement), 0)

    def count(target, _context):
        counts[type(target)] += 1

    for model in counts:
        event.listen(model, "load", count)
    yield counts
    for model in counts:
        event.remove(model, "load", count)


def long_ago(db):
    """Date everything collected so far to yesterday."""
    yesterday = clock.now() - timedelta(days=1)

    def work(s):
        s.execute(update(StudyStretch).values(arrived_at=yesterday))
        s.execute(update(StudyAnswer).values(arrived_at=yesterday))
        s.execute(update(Learner).values(seen_at=yesterday, joined_at=yesterday))

    db.write(work)


def read(s, course, learner, slide, ago=timedelta(minutes=1)):
    now = clock.now()
    begin = now - ago
    deed = Read(f"read-{slide}-late", slide, millis(begin), millis(begin) + 40_000, 40)
    report = Deeds(millis(now), course.edition.hash, [deed])
    record(s, s.get_one(Course, course.id), s.get_one(Learner, learner.id), report, Source.OFFLINE)


def course_of(db, names):
    def build(s):
        module = make_module(slides=[make_slide(name) for name in names])
        course = make_course(s, make_user(s), module)
        learner = make_learner(s, course)
        studied(s, course, learner, names[:-1])
        return course, learner

    return db.write(build)


def test_round_reads_only_the_new_rows_of_an_active_learner(db, loaded):
    course, learner = course_of(db, [f"s{number}" for number in range(8)])
    assert collect(db, PLACE) == 1 + 7
    long_ago(db)
    db.write(lambda s: read(s, course, learner, "s7"))
    loaded.update(dict.fromkeys(loaded, 0))

    assert collect(db, PLACE) == 1
    assert loaded == {SlideProgress: 1, StudyAnswer: 0, Statement: 0}


def test_late_upload_from_a_phone_is_reported_despite_its_age(db):
    course, learner = course_of(db, ["first", "second"])
    collect(db, PLACE)
    long_ago(db)

    db.write(lambda s: read(s, course, learner, "second", ago=timedelta(minutes=90)))

    assert collect(db, PLACE) == 1


def test_changed_pass_mark_replaces_the_results_of_former_learners(db, books):
    def build(s):
        owner = make_user(s)
        course = make_course(s, owner, programme())
        attempt(s, make_learner(s, course), course, "post", 1, 3)
        return owner, course

    owner, course = db.write(build)
    deliver(db, books)
    long_ago(db)

    rule = Rule(90, 3, timedelta())
    db.write(lambda s: set_rules(s, owner, s.get_one(Course, course.id), {"post": rule}))
    deliver(db, books)

    verbs = [
        statement["verb"]["display"]["en"]
        for statement in books.standing
        if "/test/" in str(statement)
    ]
    assert verbs == ["failed"]


def test_overtaken_reader_does_not_restore_an_old_correction(db, books, monkeypatch):
    scene = db.write(whole)
    deliver(db, books)
    corrected(db, scene, 40)
    reading, marks = event_collection.events_of_room, []

    def overtaken(s, place, room_id):
        """Another process reports a newer correction meanwhile; its mark comes after ours."""
        statements = reading(s, place, room_id)
        corrected(db, scene, 30)
        with monkeypatch.context() as other:
            other.setattr(event_collection, "events_of_room", reading)
            other.setattr(outbox, "set_mark", lambda _s, *mark: marks.append(mark))
            collect(db, PLACE)
        return statements

    with monkeypatch.context() as slow:
        slow.setattr(event_collection, "events_of_room", overtaken)
        collect(db, PLACE)
    db.write(lambda s: outbox.set_mark(s, *marks[0]))
    deliver(db, books)

    assert attended(books) == ["PT30M"]


def test_large_backlog_is_queued_in_small_transactions(db, monkeypatch):
    course_of(db, [f"s{number}" for number in range(8)])
    monkeypatch.setattr(statement_jobs, "EVENTS_AT_ONCE", 5)
    sizes = []
    write = db.write

    def counting(work):
        outcome = write(work)
        if isinstance(outcome, int):
            sizes.append(outcome)
        return outcome

    monkeypatch.setattr(db, "write", counting)

    assert collect(db, PLACE) == 1 + 7
    assert sizes == [5, 3]


def test_round_without_news_writes_only_its_mark(db, monkeypatch):
    db.write(lambda s: over(s, make_user(s)))
    collect(db, PLACE)
    writes = []
    write = db.write
    monkeypatch.setattr(db, "write", lambda work: writes.append(work) or write(work))

    assert collect(db, PLACE) == 0
    assert len(writes) == 1
