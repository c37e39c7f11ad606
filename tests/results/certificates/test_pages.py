"""An organiser's pages set the rule of a certificate, list earners, issue, revoke and print."""

import io
import re

import pytest
from pypdf import PdfReader

from tests.factories import make_user
from tests.people.accounts.browsing import Visitor, signed_in
from tests.results.certificates.making import certificates, make_course, make_rule, the_rule
from webinar.kit import clock
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.subject import find_person
from webinar.people.accounts.models import UserRole
from webinar.people.audit.models import AuditEntry
from webinar.results.attendance.models import Correction, Status
from webinar.results.certificates.models import Certificate
from webinar.room.cohorts.models import Person
from webinar.room.rooms.models import RoomState

RULE = {
    "percent": "80",
    "polls": "",
    "mark": "",
    "minutes": "90",
    "title-ru": "Профилактика",
    "name-1": "Grace Example",
    "office-1": "Head of training",
}


@pytest.fixture
def course(db):
    return make_course(db)


@pytest.fixture
def desk(app, course):
    visitor = signed_in(app, course.owner)
    visitor.home = f"/desk/{course.room.code}/certificates"
    visitor.get(visitor.home)
    return visitor


@pytest.fixture
def issued(db, course, desk):
    make_rule(db, course)
    desk.post(desk.home + "/issue", issue="all")
    return desk


def names(db):
    return [certificate.name for certificate in certificates(db)]


def audit(db):
    with db.read() as s:
        entries = s.query(AuditEntry).filter(AuditEntry.kind.like("certificate%"))
        return [entry.kind for entry in entries.order_by(AuditEntry.id)]


def test_rule_is_saved_as_typed(db, desk):
    answer = desk.post(desk.home + "/rule", **RULE)

    rule = the_rule(db)
    assert answer.status_code == 303
    assert (rule.percent, rule.polls, rule.mark, rule.minutes) == (80, None, None, 90)
    assert rule.titles == {"ru": "Профилактика"}
    assert rule.signers == [{"name": "Grace Example", "office": "Head of training"}]
    assert audit(db) == ["certificate_rule.set"]
    assert "Head of training" in desk.get(desk.home).text


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ({"percent": "eighty"}, "whole number"),
        ({"percent": "0"}, "whole number"),
        ({"percent": "101"}, "whole number"),
        ({"percent": ""}, "at least one thing"),
        ({"minutes": "0"}, "from 1 to"),
        ({"mark": "60"}, "no post-test"),
    ],
)
def test_invalid_rule_is_refused_and_keeps_the_input(db, desk, wrong, advice):
    answer = desk.post(desk.home + "/rule", **RULE | wrong)

    assert answer.status_code == 422
    assert advice in answer.text
    assert "Head of training" in answer.text
    assert audit(db) == []


def test_page_lists_earners_and_the_missing_requirements_of_others(db, course, desk):
    make_rule(db, course)

    page = desk.get(desk.home).text

    assert "Minutes: 30 of the 48 needed" in page
    assert "Was not there" in page
    assert "Issue 2 certificates" in page
    assert "not frozen" in page


def test_bulk_issue_gives_each_earner_a_certificate_in_the_chosen_language(db, course, desk):
    make_rule(db, course, titles={"ru": "Профилактика"})
    fields = {"issue": "all", f"language.m{course.members['guest'].number}": "kk"}

    desk.post(desk.home + "/issue", **fields)
    desk.post(desk.home + "/issue", **fields)

    ada, guest = certificates(db)
    assert (ada.name, ada.rank, ada.language) == ("Ада Мысалова", "капитан", "ru")
    assert (ada.title, ada.minutes) == ("Профилактика", 90)
    assert (guest.name, guest.rank, guest.language) == ("Guest Example", "", "kk")
    assert ada.person_id == course.people["ada"].id and ada.member_id is None
    assert guest.member_id == course.members["guest"].id and guest.person_id is None
    assert audit(db)[1:] == ["certificate.issued"] * 2


def test_certificate_can_be_issued_to_one_person(db, course, desk):
    make_rule(db, course)

    desk.post(desk.home + "/issue", issue=f"p{course.people['ada'].id}")
    repeated = desk.post(desk.home + "/issue", issue=f"p{course.people['ada'].id}")
    other = desk.post(desk.home + "/issue", issue=f"p{course.people['bek'].id}")

    assert names(db) == ["Ада Мысалова"]
    assert repeated.status_code == other.status_code == 422
    assert "has a certificate already" in repeated.text
    assert "has not earned" in other.text


def test_certificates_are_issued_to_those_who_are_ticked_and_have_earned_one(db, course, desk):
    make_rule(db, course)
    page = desk.get(desk.home).text
    ticks = re.findall(r'type="checkbox" name="person" value="(\w+)" form="issuing"', page)
    guest, ada, bek = (
        f"m{course.members['guest'].number}",
        f"p{course.people['ada'].id}",
        f"p{course.people['bek'].id}",
    )

    nobody = desk.post(desk.home + "/issue", issue="ticked")
    desk.post(desk.home + "/issue", issue="ticked", person=[guest, bek, guest])

    assert sorted(ticks) == sorted([guest, ada])
    assert (nobody.status_code, "Tick the people" in nobody.text) == (422, True)
    assert names(db) == ["Guest Example"]


def test_nothing_is_issued_before_the_session_ends(app, db):
    course = make_course(db, state=RoomState.LIVE)
    make_rule(db, course, percent=1)
    desk = signed_in(app, course.owner)
    home = f"/desk/{course.room.code}/certificates"

    assert "once the last session has ended" in desk.get(home).text
    assert desk.post(home + "/issue", issue="all").status_code == 422
    assert certificates(db) == []


@pytest.mark.parametrize(
    ("correction", "earned"),
    [
        ({"minutes": 60}, True),
        ({"status": Status.PRESENT}, True),
        ({"status": Status.PRESENT, "minutes": 47}, False),
        ({"status": Status.PARTLY}, False),
    ],
)
def test_correction_counts_for_the_certificate(db, course, desk, correction, earned):
    make_rule(db, course)
    fields = {"status": None, "minutes": None} | correction

    db.write(
        lambda s: s.add(
            Correction(
                room_id=course.room.id,
                person_id=course.people["bek"].id,
                reason="Sat beside Ada",
                by_user_id=course.owner.id,
                corrected_at=clock.now(),
                **fields,
            )
        )
    )
    desk.post(desk.home + "/issue", issue="all")

    assert ("Bek Example" in names(db)) is earned


def test_issued_certificate_outlives_changes_of_rule_and_roster(db, course, issued):
    def rename(s):
        s.get_one(Person, course.people["ada"].id).name = "Ада Примерова"

    db.write(rename)
    make_rule(db, course, percent=100, titles={"ru": "Другое"}, minutes=30)

    ada = certificates(db)[0]
    assert (ada.name, ada.minutes) == ("Ада Мысалова", 90)
    assert "The paper says:" in issued.get(issued.home).text


def test_corrected_name_replaces_the_certificate(db, course, issued):
    db.write(lambda s: setattr(s.get_one(Person, course.people["ada"].id), "name", "Ада Примерова"))
    old = certificates(db)[0]

    issued.post(f"{issued.home}/{old.id}/replace", reason="Misspelled")

    old, _, new = certificates(db)
    assert (old.revoked_because, new.replaces_id) == ("Misspelled", old.id)
    assert (new.name, new.title, new.completed_on) == ("Ада Примерова", old.title, old.completed_on)
    assert new.code != old.code and new.credential_id != old.credential_id
    assert audit(db)[-2:] == ["certificate.revoked", "certificate.issued"]


def test_certificate_is_revoked_once_and_with_a_reason(db, course, issued):
    ada = certificates(db)[0]
    home = f"{issued.home}/{ada.id}/revoke"

    without = issued.post(home, reason=" ")
    issued.post(home, reason="Sent in by mistake")
    repeated = issued.post(home, reason="Once more")

    assert without.status_code == repeated.status_code == 422
    assert certificates(db)[0].revoked_because == "Sent in by mistake"
    assert "Sent in by mistake" in issued.get(issued.home).text
    assert audit(db).count("certificate.revoked") == 1


def test_revoked_certificate_is_reissued_only_individually(db, course, issued):
    ada = certificates(db)[0]
    issued.post(f"{issued.home}/{ada.id}/revoke", reason="Sent in by mistake")

    offered = 'value="all"' in issued.get(issued.home).text
    issued.post(issued.home + "/issue", issue="all")
    by_all = len(certificates(db))
    issued.post(issued.home + "/issue", issue=f"p{ada.person_id}")

    assert (offered, by_all) == (False, 2)
    assert len(certificates(db)) == 3


def test_guest_matched_later_gets_no_second_certificate(db, course, issued):
    from tests.factories import match

    db.write(
        lambda s: match(s, course.members["guest"], course.people["cid"], course.owner, "It is Cid")
    )

    page = issued.get(issued.home).text
    issued.post(issued.home + "/issue", issue="all")

    assert len(certificates(db)) == 2
    assert "The paper says:" in page
    guest = certificates(db)[1]
    issued.post(f"{issued.home}/{guest.id}/replace", reason="It is Cid")
    assert certificates(db)[-1].person_id == course.people["cid"].id
    assert certificates(db)[-1].name == "Cid Example"


def test_batch_has_one_page_per_valid_certificate(db, issued):
    address = issued.home + ".pdf"
    full_batch = issued.client.get(address)

    issued.post(f"{issued.home}/{certificates(db)[1].id}/revoke", reason="Mistake")

    assert full_batch.mimetype == "application/pdf"
    assert len(PdfReader(io.BytesIO(full_batch.data)).pages) == 2
    assert len(PdfReader(io.BytesIO(issued.client.get(address).data)).pages) == 1
    assert issued.client.get(address).data == issued.client.get(address).data


def test_others_cannot_reach_the_certificate_pages(app, db, course, issued):
    other = signed_in(app, db.write(lambda s: make_user(s, "Other")))
    presenter = signed_in(app, db.write(lambda s: make_user(s, role=UserRole.PRESENTER)))
    number = certificates(db)[0].id
    posts = [("/rule", RULE), ("/issue", {"issue": "all"}), (f"/{number}/revoke", {"reason": "x"})]

    for path in ("", ".pdf"):
        assert other.get(issued.home + path).status_code == 404
        assert presenter.get(issued.home + path).status_code == 403
        assert Visitor(app).get(issued.home + path).status_code == 303
    other.get("/desk")
    for path, fields in posts:
        assert other.post(issued.home + path, **fields).status_code == 404
    assert certificates(db)[0].revoked_at is None


def test_certificate_of_another_session_cannot_be_revoked(app, db, issued):
    other_course = make_course(db, db.write(lambda s: make_user(s, "Other")))
    make_rule(db, other_course)
    other = signed_in(app, other_course.owner)
    other.get("/desk")
    number = certificates(db)[0].id

    answer = other.post(
        f"/desk/{other_course.room.code}/certificates/{number}/revoke", reason="Mine"
    )

    assert answer.status_code == 404
    assert certificates(db)[0].revoked_at is None


def test_session_plan_says_what_earns_a_certificate(app, db):
    course = make_course(db, state=RoomState.PLANNED)
    desk = signed_in(app, course.owner)
    plan = f"/desk/{course.room.code}"

    before = desk.get(plan).text
    make_rule(db, course, percent=75)
    after = desk.get(plan).text

    assert "Nobody has set yet who earns a certificate" in before
    assert "Present for at least 75%" in after


def test_ended_session_links_to_its_certificates(course, desk):
    assert desk.home in desk.get(f"/desk/{course.room.code}").text
    assert desk.home in desk.get(f"/rooms/{course.room.code}/report").text


def test_nothing_is_issued_when_the_rule_changed_meanwhile(db, course):
    from webinar.kit.errors import Refused
    from webinar.results.certificates import actions

    old_rule = make_rule(db, course)
    make_rule(db, course, percent=100)

    with pytest.raises(Refused, match="certificate_rule_changed"):
        db.write(lambda s: actions.issue(s, old_rule.id, old_rule.changed_at, course.owner.id, []))
    assert db.write(lambda s: s.query(Certificate).count()) == 0


def test_nothing_is_issued_in_the_name_of_an_erased_person(db, course, issued):
    """Neither after their certificate was deleted, nor in place of a kept one."""

    def erase_ada(s, **options):
        subject = find_person(s, course.owner, course.people["ada"].id)
        return erase(s, subject, course.owner.id, **options)

    db.write(lambda s: erase_ada(s, keeps_certificates=True))
    certificate_of_ada = next(
        certificate
        for certificate in certificates(db)
        if certificate.person_id == course.people["ada"].id
    )
    answer = issued.post(f"{issued.home}/{certificate_of_ada.id}/replace", reason="Because")
    assert answer.status_code == 422 and certificates(db)[0].revoked_at is None

    db.write(erase_ada)
    issued.post(issued.home + "/issue", issue="all")
    assert [certificate.person_id for certificate in certificates(db)] == [None]
