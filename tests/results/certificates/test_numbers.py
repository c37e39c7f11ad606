"""Certificates have running numbers by year, which are never used twice."""

import threading
from datetime import UTC, datetime

import pytest

from tests.results.certificates.making import certificates, draft, give, make_course, make_rule
from webinar.results.certificates import actions
from webinar.results.certificates.numbers import take_number

AT = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)


@pytest.fixture
def course(db):
    return make_course(db)


@pytest.fixture
def rule(db, course):
    return make_rule(db, course)


def numbers(db):
    return [certificate.number for certificate in certificates(db)]


def test_numbers_run_through_the_year_and_begin_anew(db, course, rule):
    people = course.people
    for code, at in (("ada", AT), ("bek", AT), ("cid", AT.replace(year=2027))):
        one = draft(code * 4, person=people[code], issued_at=at)
        give(db, rule, one, organiser=course.owner)

    assert numbers(db) == ["2026-00001", "2026-00002", "2027-00001"]


def test_replacement_gets_a_number_of_its_own(db, course, rule):
    ada, owner = course.people["ada"], course.owner
    give(db, rule, draft("A" * 12, person=ada, issued_at=AT), organiser=owner)
    [first] = certificates(db)
    new = draft("B" * 12, person=ada, issued_at=AT)

    db.write(lambda s: actions.replace(s, rule.id, first.id, owner.id, "Name", new))

    assert numbers(db) == ["2026-00001", "2026-00002"]


def test_number_of_an_issue_that_fails_is_taken_back_with_it(db):
    def fail(s):
        take_number(s, 2026)
        raise ValueError

    with pytest.raises(ValueError):
        db.write(fail)

    assert db.write(lambda s: take_number(s, 2026)) == "2026-00001"


def test_simultaneous_issues_get_different_numbers(db):
    ready = threading.Barrier(4)
    taken = []

    def take():
        ready.wait()
        taken.append(db.write(lambda s: take_number(s, 2026)))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == [f"2026-0000{n}" for n in (1, 2, 3, 4)]
