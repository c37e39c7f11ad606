"""A person never holds two valid certificates, even if several organisers issue at once."""

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


def test_only_one_of_two_simultaneous_issues_succeeds(db, course, rule):
    ada = course.people["ada"]
    ready = threading.Barrier(2)
    counts = []

    def issue(code):
        ready.wait()
        counts.append(give(db, rule, draft(code, person=ada), organiser=course.owner))

    threads = [threading.Thread(target=issue, args=(code,)) for code in ("A" * 12, "B" * 12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(counts) == [0, 1]
    assert len(certificates(db)) == 1


def test_database_itself_refuses_a_second_certificate(db, course, rule):
    ada = course.people["ada"]
    give(db, rule, draft("A" * 12, person=ada), organiser=course.owner)
    fields = vars(certificates(db)[0]) | {"id": 7, "code": "B" * 12, "credential_id": "another"}
    fields["number"] = None
    fields.pop("_sa_instance_state")

    with pytest.raises(IntegrityError):
        db.write(lambda s: s.add(Certificate(**fields)))


def test_certificate_can_be_earned_again_after_revocation(db, course, rule):
    ada, owner = course.people["ada"], course.owner
    give(db, rule, draft("A" * 12, person=ada), organiser=owner)
    first = certificates(db)[0]
    db.write(lambda s: actions.revoke(s, rule.id, first.id, owner.id, "Mistake", clock.now()))

    assert give(db, rule, draft("B" * 12, person=ada), organiser=owner) == 1


def test_revoked_certificate_cannot_be_replaced(db, course, rule):
    owner = course.owner
    give(db, rule, draft("A" * 12, person=course.people["ada"]), organiser=owner)
    first = certificates(db)[0]
    db.write(lambda s: actions.revoke(s, rule.id, first.id, owner.id, "Mistake", clock.now()))
    new = draft("B" * 12, person=course.people["ada"])

    with pytest.raises(Refused, match="certificate_revoked"):
        db.write(lambda s: actions.replace(s, rule.id, first.id, owner.id, "Why", new))
    assert len(certificates(db)) == 1


def test_person_finds_certificates_including_those_held_as_guest(db, course, rule):
    cid, guest = course.people["cid"], course.members["guest"]
    give(db, rule, draft("A" * 12, member=guest), organiser=course.owner)
    with db.read() as s:
        before = holders.valid_certificates(s, Identity("person", cid.id))

    db.write(lambda s: match(s, guest, cid, course.owner, "It is Cid"))

    with db.read() as s:
        assert before == []
        assert [
            certificate.code
            for certificate in holders.valid_certificates(s, Identity("person", cid.id))
        ] == ["A" * 12]
        assert holders.valid_certificates(s, Identity("person", course.people["bek"].id)) == []


def test_matched_guest_and_person_share_one_certificate(db, course, rule):
    cid, guest, owner = course.people["cid"], course.members["guest"], course.owner
    give(db, rule, draft("A" * 12, member=guest), organiser=owner)
    db.write(lambda s: match(s, guest, cid, owner, "It is Cid"))

    assert give(db, rule, draft("B" * 12, person=cid), organiser=owner) == 0
    assert give(db, rule, draft("C" * 12, member=guest), organiser=owner) == 0
