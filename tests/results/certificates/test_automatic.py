"""The server issues certificates by itself, if the organiser has allowed it: each of them once."""

import threading
from datetime import timedelta

import pytest

from tests.factories import make_change
from tests.people.accounts.browsing import signed_in
from tests.results.certificates import test_series
from tests.results.certificates.making import (
    BEGAN,
    certificates,
    draft,
    make_course,
    make_rule,
    rule,
    the_rule,
)
from tests.results.completion import making as courses
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.learn.courses.models import Course, Learner
from webinar.people.accounts.models import User
from webinar.people.audit.models import AuditEntry
from webinar.results.attendance.register import register
from webinar.results.attendance.ruling import correct, find_attendee
from webinar.results.certificates import actions, automation, drafting
from webinar.results.certificates.automatic_issue import issue_since
from webinar.results.certificates.due_rules import Mark, due_rules, mark_now
from webinar.results.certificates.models import AutomaticCertificates, Certificate
from webinar.results.certificates.study_section import home_context
from webinar.results.series.actions import add_session
from webinar.room.cohorts import matching
from webinar.room.rooms.models import Room, RoomState

# Long after the sessions, and never the first look of a day.
NOON = (BEGAN + timedelta(days=2)).replace(hour=12, minute=0, second=0)

world = test_series.world


@pytest.fixture
def course(db):
    return make_course(db)


@pytest.fixture
def run(app):
    """Do the job once, as the first look of a process, or since a mark; return the new mark."""
    return lambda since=None: issue_since(app.extensions["webinar"], since)


def allow(db, row):
    db.write(lambda s: automation.allow(s, row.changed_by, row.id))


def names(db):
    return sorted(certificate.name for certificate in certificates(db))


def entries(db, kind):
    with db.read() as s:
        return s.query(AuditEntry).filter_by(kind=kind).order_by(AuditEntry.id).all()


def due(db, since, now=NOON):
    with db.read() as s:
        return due_rules(s, since, now)


def mark(db):
    with db.read() as s:
        return mark_now(s, NOON)


def test_organiser_switches_it_on_and_off_once(app, db, course):
    desk = signed_in(app, course.owner)
    home = f"/desk/{course.room.code}/certificates"
    assert "Issue certificates automatically" not in desk.get(home).text
    assert desk.post(f"{home}/automatic", allowed="yes").status_code == 422
    make_rule(db, course)
    assert "Issue certificates automatically" in desk.get(home).text

    for _ in range(2):
        assert desk.post(f"{home}/automatic", allowed="yes").status_code == 303
    assert "have been issued automatically since" in desk.get(home).text
    for _ in range(2):
        desk.post(f"{home}/automatic", allowed="no")

    assert "Issue certificates automatically" in desk.get(home).text
    kinds = ("certificates.allowed", "certificates.stopped")
    assert [len(entries(db, kind)) for kind in kinds] == [1, 1]


def test_certificates_of_a_session_are_issued_once_in_the_holders_languages(db, course, run):
    allow(db, make_rule(db, course, titles={"ru": "Профилактика"}))

    run(run())
    run()

    ada, guest = certificates(db)
    assert (ada.name, ada.rank, ada.language, ada.title) == (
        "Ада Мысалова",
        "капитан",
        "ru",
        "Профилактика",
    )
    assert (guest.name, guest.language, guest.issued_by) == (
        "Guest Example",
        "prs",
        course.owner.id,
    )
    assert [entry.detail["by_itself"] for entry in entries(db, "certificate.issued")] == [True] * 2


def test_nothing_is_issued_by_itself_unless_allowed(db, course, run):
    row = make_rule(db, course)
    allow(db, row)
    db.write(lambda s: automation.stop(s, course.owner.id, row.id))

    run()

    assert certificates(db) == []


def test_session_waits_until_its_figures_are_final(db, course, run, monkeypatch):
    allow(db, make_rule(db, course, percent=1))
    ended_at = course.room.ended_at
    monkeypatch.setattr(clock, "now", lambda: ended_at + timedelta(seconds=20))
    first_mark = run()
    assert certificates(db) == []
    monkeypatch.setattr(clock, "now", lambda: ended_at + timedelta(seconds=80))

    run(first_mark)

    assert len(certificates(db)) == 3


def test_session_that_runs_is_left_alone(db, run):
    course = make_course(db, state=RoomState.LIVE)
    allow(db, make_rule(db, course, percent=1))

    run()

    assert certificates(db) == []


def test_revoked_certificate_stays_revoked(db, course, run):
    row = make_rule(db, course)
    allow(db, row)
    run()
    first = certificates(db)[0]
    db.write(lambda s: actions.revoke(s, row.id, first.id, course.owner.id, "A mix-up", NOON))

    run()

    assert len(certificates(db)) == 2


def test_revocation_while_others_are_drafted_counts(db, course):
    """The list of holders is read again under the lock, revoked ones included."""
    row = make_rule(db, course)
    allow(db, row)
    issue_by = {
        "rule_id": row.id,
        "changed_at": row.changed_at,
        "user_id": course.owner.id,
        "revoked_too": True,
    }
    first, second = (_draft(course, code) for code in ("ABCDEFGH2345", "ABCDEFGH2346"))
    db.write(lambda s: actions.issue(s, drafts=[first], **issue_by))
    issued = certificates(db)[0]
    db.write(lambda s: actions.revoke(s, row.id, issued.id, course.owner.id, "A mix-up", NOON))

    assert db.write(lambda s: actions.issue(s, drafts=[second], **issue_by)) == 0
    assert db.write(
        lambda s: actions.issue(s, drafts=[second], **{**issue_by, "revoked_too": False})
    )


def _draft(course, code):
    return draft(code, person=course.people["ada"])


def test_switching_off_counts_at_once(db, course):
    row = make_rule(db, course)

    count = db.write(
        lambda s: actions.issue(
            s,
            row.id,
            row.changed_at,
            course.owner.id,
            [_draft(course, "ABCDEFGH2345")],
            by_itself=True,
        )
    )

    assert count == 0


def test_two_processes_at_once_issue_each_certificate_once(db, course, run):
    allow(db, make_rule(db, course))
    start_together, errors = threading.Barrier(2), []

    def look():
        start_together.wait()
        try:
            run()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert names(db) == ["Guest Example", "Ада Мысалова"]
    assert len(entries(db, "certificate.issued")) == 2


def test_correction_earns_a_certificate_later(db, course, run):
    allow(db, make_rule(db, course))
    before = run()
    assert "Bek Example" not in names(db)

    def work(s):
        room = s.get_one(Room, course.room.id)
        attendee = find_attendee(register(s, room), f"p{course.people['bek'].id}")
        correct(s, room, attendee, {"minutes": "60", "reason": "Sat beside Ada"}, course.owner.id)

    db.write(work)

    run(before)

    assert "Bek Example" in names(db)


def test_guest_who_turns_out_to_be_a_holder_gets_no_second_one(db, course, run):
    allow(db, make_rule(db, course))
    run()
    db.write(
        lambda s: matching.match(
            make_change(s, s.get_one(Room, course.room.id)),
            s.get_one(User, course.owner.id),
            course.members["guest"].number,
            course.people["cid"].number,
            "the same",
        )
    )

    run()

    assert len(certificates(db)) == 2


def test_a_changed_rule_is_applied_at_the_next_look(db, course, run, monkeypatch):
    """A look that judged by the old rule issues nothing by it."""
    allow(db, make_rule(db, course))
    draft_as_usual = drafting.draft

    def draft_while_the_rule_changes(*args):
        make_rule(db, course, percent=100, minutes=30)
        return draft_as_usual(*args)

    monkeypatch.setattr(drafting, "draft", draft_while_the_rule_changes)
    before = run()
    assert certificates(db) == [] and before.failed == {the_rule(db).id}
    monkeypatch.setattr(drafting, "draft", draft_as_usual)

    assert run(before).failed == frozenset()

    assert {certificate.minutes for certificate in certificates(db)} == {30}


def test_failure_of_one_rule_does_not_hold_up_the_others(db, run, monkeypatch):
    first, second = make_course(db), make_course(db, title="Another")
    rules = [make_rule(db, course) for course in (first, second)]
    for row in rules:
        allow(db, row)
    draft_as_usual = drafting.draft

    def fail_for_the_first(certificates, rule_id, *args):
        if rule_id == rules[0].id:
            raise ValueError("a fault")
        return draft_as_usual(certificates, rule_id, *args)

    monkeypatch.setattr(drafting, "draft", fail_for_the_first)
    before = run()
    assert {certificate.rule_id for certificate in certificates(db)} == {rules[1].id}
    monkeypatch.setattr(drafting, "draft", draft_as_usual)

    run(before)

    assert {certificate.rule_id for certificate in certificates(db)} == {row.id for row in rules}


def test_busy_database_stops_the_look_so_that_it_is_tried_again(db, course, run, monkeypatch):
    allow(db, make_rule(db, course))

    def refuse(*_args):
        raise Refused("try_again", retryable=True)

    monkeypatch.setattr(drafting, "draft", refuse)

    with pytest.raises(Refused):
        run()


def test_series_waits_for_its_last_session(db, world, run):
    def build(s):
        owner = s.get_one(User, world.owner.id)
        row = actions.set_rule(s, None, world.series.id, owner.id, rule(), clock.now())
        automation.allow(s, owner.id, row.id)
        s.get_one(Room, world.rooms[1].id).state = RoomState.LIVE

    for number in (0, 1):
        test_series.come(db, world, number, 60)
    db.write(build)
    run()
    assert certificates(db) == []

    db.write(lambda s: setattr(s.get_one(Room, world.rooms[1].id), "state", RoomState.ENDED))
    run()

    assert names(db) == ["Ada Example"]


def make_automatic_course(db):
    scene = courses.make_world(db)

    def work(s):
        row = actions.set_rule(
            s,
            None,
            None,
            scene.owner.id,
            rule(percent=None),
            clock.now(),
            course_id=scene.course.id,
        )
        automation.allow(s, scene.owner.id, row.id)
        return row

    row = db.write(work)
    courses.set_rule(db, scene, slides=100)
    return scene, row


def test_last_deed_in_a_course_earns_its_certificate(db, run):
    scene, _row = make_automatic_course(db)
    before = run()
    assert certificates(db) == []

    assert courses.study(db, scene, scene.learners.guest, "welcome", "end", right=True)
    run(run(before))

    [certificate] = certificates(db)
    assert (certificate.learner_id, certificate.name) == (
        scene.learners.guest.id,
        "=Guest Example",
    )
    assert certificate.language == "ru"


def test_learner_is_told_of_the_certificate_and_finds_it(app, db, run):
    scene, row = make_automatic_course(db)
    courses.study(db, scene, scene.learners.guest, "welcome", "end", right=True)

    def seen():
        with db.read() as s:
            learner = s.get_one(Learner, scene.learners.guest.id)
            context = home_context(s, s.get_one(Course, scene.course.id), learner)
            return len(context["certificates"]), context["awaits_certificate"]

    assert seen() == (0, True)
    run()
    assert seen() == (1, False)
    issued = certificates(db)[0]
    db.write(lambda s: actions.revoke(s, row.id, issued.id, scene.owner.id, "A mix-up", NOON))
    assert seen() == (0, False)


def test_most_minutes_no_rule_is_judged(db, course):
    row = make_rule(db, course)
    allow(db, row)
    since = mark(db)

    assert due(db, None) == [row.id]
    assert due(db, since) == []
    assert due(db, Mark(since.entry - 1, NOON)) == [row.id]
    assert due(db, Mark(since.entry, NOON, frozenset({row.id}))) == [row.id]
    assert due(db, since, NOON + timedelta(days=1)) == [row.id]


def test_sessions_of_long_ago_are_not_judged_again(db, course):
    row = make_rule(db, course)
    allow(db, row)

    assert due(db, None, course.room.ended_at + timedelta(days=59)) == [row.id]
    assert due(db, None, course.room.ended_at + timedelta(days=61)) == []


def test_session_put_into_a_series_has_the_series_judged(db, world):
    def build(s):
        owner = s.get_one(User, world.owner.id)
        row = actions.set_rule(s, None, world.series.id, owner.id, rule(), clock.now())
        automation.allow(s, owner.id, row.id)
        return row

    row = db.write(build)
    since = mark(db)
    later = {"now": NOON, "since": Mark(since.entry, NOON)}
    assert due(db, **later) == []

    room = make_course(db, owner=world.owner).room

    db.write(lambda s: add_session(s, s.merge(world.series), s.merge(room), s.merge(world.owner)))

    assert due(db, **later) == [row.id]


def test_no_certificates_table_is_read_where_nothing_is_automatic(db, course):
    make_rule(db, course)

    assert due(db, None) == []
    with db.read() as s:
        assert s.query(AutomaticCertificates).count() == s.query(Certificate).count() == 0
