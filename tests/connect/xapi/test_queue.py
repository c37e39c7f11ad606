"""Statements reach the store once each, whatever fails on the way."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from tests.connect.xapi.scene import PLACE, over, studied, whole
from tests.factories import make_change, make_cohort, make_person, make_user
from webinar.connect.xapi import outbox
from webinar.connect.xapi.models import Sending, Statement
from webinar.connect.xapi.record_store import Store
from webinar.connect.xapi.statement_jobs import collect, send
from webinar.kit import clock
from webinar.learn.study.wire import Answer
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.subject import find_person
from webinar.people.accounts.models import User
from webinar.results.attendance.models import Status
from webinar.results.attendance.register import register
from webinar.results.attendance.rules import Rule
from webinar.results.attendance.ruling import correct, find_attendee, set_rule
from webinar.room.cohorts import matching
from webinar.room.rooms.models import Room


@pytest.fixture
def scene(db):
    return db.write(whole)


def count(db, state=None):
    with db.read() as s:
        counted = select(func.count()).select_from(Statement)
        return s.scalar(counted if state is None else counted.where(Statement.state == state))


def make_due(db):
    db.write(lambda s: s.execute(update(Statement).values(next_at=clock.now())))


def deliver(db, books, rounds=1):
    for _round in range(rounds):
        collect(db, PLACE)
        make_due(db)
        send(db, Store(books.at))


def test_events_are_queued_once(db, scene):
    assert collect(db, PLACE) == 7
    assert collect(db, PLACE) == 0
    assert count(db) == 7


def test_statements_arrive_and_are_not_sent_again(db, scene, books):
    deliver(db, books, 2)

    assert len(books.statements) == 7
    assert books.posts == [7]
    assert count(db, Sending.SENT) == 7


@pytest.mark.parametrize("trouble", [["lose"], [500], [503, "lose", 401, "lose"], [302]])
def test_each_statement_arrives_once_despite_failures(db, scene, books, trouble):
    books.answers = list(trouble)

    deliver(db, books, len(trouble) + 1)

    assert len(books.statements) == 7
    assert count(db, Sending.SENT) == 7


def test_conflict_on_known_statements_counts_as_sent(db, scene, books):
    books.answers, books.strict = ["lose"], True

    deliver(db, books, 2)

    assert len(books.statements) == 7
    assert count(db, Sending.SENT) == 7


def test_foreign_statement_with_the_same_id_is_detected(db, scene, books):
    collect(db, PLACE)
    with db.read() as s:
        row = s.scalars(select(Statement).where(Statement.topic.like("began:%"))).one()
    books.statements[row.id] = {"id": row.id, "object": {"objectType": "Activity", "id": "x:y"}}

    deliver(db, books)

    assert count(db, Sending.FAILED) == 1
    assert len(books.statements) == 7


def test_refused_statement_does_not_block_the_others(db, scene, books):
    books.refuses = lambda statement: statement["verb"]["id"].endswith("completed")

    deliver(db, books)

    assert (count(db, Sending.SENT), count(db, Sending.FAILED)) == (6, 1)
    with db.read() as s:
        assert "400 do not like" in outbox.last_error(s, failed=True)

    books.refuses = lambda statement: False
    db.write(lambda s: outbox.retry_failed(s, clock.now()))
    deliver(db, books)
    assert len(books.statements) == 7


def test_unavailable_store_is_retried_with_growing_waits(db, scene, books):
    collect(db, PLACE)
    waits = []
    for _round in range(4):
        books.answers = [500]
        make_due(db)
        before = clock.now()
        send(db, Store(books.at))
        with db.read() as s:
            waits.append(s.scalar(select(func.min(Statement.next_at))) - before)

    assert all(wait < two for wait, two in zip(waits, waits[1:], strict=False))
    assert count(db, Sending.WAITING) == 7


def test_two_processes_do_not_claim_the_same_statements(db, scene):
    collect(db, PLACE)

    first = db.write(lambda s: outbox.claim(s, clock.now()))
    second = db.write(lambda s: outbox.claim(s, clock.now()))

    assert len(first) == 7 and second == []


def waiting(db, number):
    """Queue this many statements, each in its own batch."""
    at = clock.now()

    def work(s):
        for key in range(number):
            s.add(
                Statement(
                    id=str(key), topic=f"t{key}", facts="", body="{}", queued_at=at, next_at=at
                )
            )

    db.write(work)


def test_round_continues_while_statements_wait(db, books, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 1)
    books.keep = lambda statements: (200, "[]")
    waiting(db, 60)

    assert send(db, Store(books.at)) == (60, 0)


def test_round_ends_after_its_time(db, books, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 1)
    books.keep = lambda statements: (200, "[]")
    waiting(db, 3)

    assert send(db, Store(books.at), within=0) == (1, 0)
    assert count(db, Sending.WAITING) == 2


def test_later_answers_are_sent_in_the_next_round(db, scene, books):
    _, course, learner, _, _ = scene
    deliver(db, books)

    def go_on(s):
        studied(s, s.merge(course), s.merge(learner), (), [("which", Answer(options=["b"]))] * 3)

    db.write(go_on)
    deliver(db, books)

    assert len(books.statements) == 7 + 3


def corrected(db, scene, minutes, status=None):
    owner, _, _, room, person = scene

    form = {"status": status or "", "minutes": str(minutes), "reason": "said so"}

    def work(s):
        held = s.get_one(Room, room.id)
        attendee = find_attendee(register(s, held), f"p{person.id}")
        correct(s, held, attendee, form, owner.id)

    db.write(work)


def attended(books):
    return [
        statement["result"]["duration"]
        for statement in books.standing
        if "attended" in statement["verb"]["id"]
    ]


def test_correction_voids_the_old_statement_and_sends_a_new_one(db, scene, books):
    deliver(db, books)
    assert attended(books) == ["PT50M"]

    corrected(db, scene, 30)
    deliver(db, books)
    assert attended(books) == ["PT30M"]

    corrected(db, scene, 50)
    deliver(db, books)
    assert attended(books) == ["PT50M"]
    # A voided statement is never sent again, because it cannot be restored.
    assert len(books.statements) == 7 + 2 * 2


def test_rule_changed_back_revives_no_voided_statement(db, scene, books):
    owner, _, _, room, _ = scene
    deliver(db, books)

    for percent in (100, 80):
        db.write(lambda s, p=percent: set_rule(s, s.get_one(Room, room.id), Rule(p), owner.id))
        deliver(db, books)

    attending = [statement for statement in books.standing if "attended" in statement["verb"]["id"]]
    assert [statement["result"]["success"] for statement in attending] == [True]
    assert len(books.statements) == 7 + 2 * 2


def test_person_marked_absent_did_not_attend(db, scene, books):
    deliver(db, books)

    corrected(db, scene, 0, Status.ABSENT)
    deliver(db, books)

    assert attended(books) == []


def test_unsent_statement_needs_no_voiding(db, scene, books):
    collect(db, PLACE)
    corrected(db, scene, 30)

    deliver(db, books)

    assert len(books.statements) == 7
    assert attended(books) == ["PT30M"]


def test_erasing_a_person_removes_their_queued_statements(db, scene):
    owner, _, _, _, person = scene
    collect(db, PLACE)

    db.write(lambda s: erase(s, find_person(s, None, person.id), owner.id))

    assert count(db) == 0
    # A complete rescan does not bring them back either.
    db.write(lambda s: s.delete(outbox.mark(s)))
    assert collect(db, PLACE) == 0


def test_guest_matched_with_the_roster_attended_once(db, books):
    def build(s):
        owner = make_user(s)
        cohort = make_cohort(s, owner)
        room, member = over(s, owner, cohort)
        return owner, room, member, make_person(s, cohort, "Ada Lovelace")

    owner, room, member, person = db.write(build)
    deliver(db, books)

    def match_member(s):
        change = make_change(s, s.get_one(Room, room.id))
        matching.match(change, s.get_one(User, owner.id), member.number, person.number, "same")

    db.write(match_member)
    deliver(db, books)

    assert attended(books) == ["PT50M"]


def test_expired_lease_frees_the_statements(db, scene):
    collect(db, PLACE)
    db.write(lambda s: outbox.claim(s, clock.now()))

    later = clock.now() + outbox.LEASE + timedelta(seconds=1)

    assert len(db.write(lambda s: outbox.claim(s, later))) == 7
