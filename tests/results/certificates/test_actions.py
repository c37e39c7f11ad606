"""What the domain promises: one valid certificate each, whoever asks for it and however often."""

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from tests.factories import match
from tests.results.certificates.making import certificates, draft, give, make_course, make_rule
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.learn.identity.keys import Identity
from webinar.results.certificates import actions, holders
from webinar.results.certificates.models import Certificate


@pytest.fixture
def course(db):
    return make_course(db)


@pytest.fixture
def rule(db, course):
    return make_rule(db, course)


def test_of_two_who_issue_at_once_one_does(db, course, rule):
    ada = course.people["ada"]
    ready = threading.Barrier(2)
    counts = []

    def issue(code):
        ready.wait()
        counts.append(give(db, rule, draft(code, person=ada), by=course.owner))

    threads = [threading.Thread(target=issue, args=(code,)) for code in ("A" * 12, "B" * 12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(counts) == [0, 1]
    assert len(certificates(db)) == 1


def test_the_database_itself_refuses_a_second_one(db, course, rule):
    ada = course.people["ada"]
    give(db, rule, draft("A" * 12, person=ada), by=course.owner)
    fields = vars(certificates(db)[0]) | {"id": 7, "code": "B" * 12, "credential_id": "another"}
    fields.pop("_sa_instance_state")

    with pytest.raises(IntegrityError):
        db.write(lambda s: s.add(Certificate(**fields)))


def test_after_it_was_revoked_one_can_be_earned_again(db, course, rule):
    ada, owner = course.people["ada"], course.owner
    give(db, rule, draft("A" * 12, person=ada), by=owner)
    first = certificates(db)[0]
    db.write(lambda s: actions.revoke(s, rule.id, first.id, owner.id, "Mistake", clock.now()))

    assert give(db, rule, draft("B" * 12, person=ada), by=owner) == 1


def test_one_that_is_revoked_cannot_be_replaced(db, course, rule):
    owner = course.owner
    give(db, rule, draft("A" * 12, person=course.people["ada"]), by=owner)
    first = certificates(db)[0]
    db.write(lambda s: actions.revoke(s, rule.id, first.id, owner.id, "Mistake", clock.now()))
    new = draft("B" * 12, person=course.people["ada"])

    with pytest.raises(Refused, match="certificate_revoked"):
        db.write(lambda s: actions.replace(s, rule.id, first.id, owner.id, "Why", new))
    assert len(certificates(db)) == 1


def test_a_person_finds_what_they_hold_and_what_they_held_as_a_guest(db, course, rule):
    cid, guest = course.people["cid"], course.members["guest"]
    give(db, rule, draft("A" * 12, member=guest), by=course.owner)
    with db.read() as s:
        before = holders.held_by(s, Identity("person", cid.id))

    db.write(lambda s: match(s, guest, cid, course.owner, "It is Cid"))

    with db.read() as s:
        assert before == []
        assert [one.code for one in holders.held_by(s, Identity("person", cid.id))] == ["A" * 12]
        assert holders.held_by(s, Identity("person", course.people["bek"].id)) == []


def test_a_guest_and_the_person_they_are_get_one_between_them(db, course, rule):
    cid, guest, owner = course.people["cid"], course.members["guest"], course.owner
    give(db, rule, draft("A" * 12, member=guest), by=owner)
    db.write(lambda s: match(s, guest, cid, owner, "It is Cid"))

    assert give(db, rule, draft("B" * 12, person=cid), by=owner) == 0
    assert give(db, rule, draft("C" * 12, member=guest), by=owner) == 0
