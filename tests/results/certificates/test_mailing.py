"""Certificates are mailed to holders with an address, each once, by a button or by themselves."""

import re
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.people.accounts.browsing import signed_in
from tests.postbox import mailing
from tests.results.certificates.making import certificates, make_course, make_rule
from webinar.content.handouts.press import CannotPrint
from webinar.kit import clock
from webinar.people.audit.models import AuditEntry
from webinar.results.certificates import actions, automation, letters
from webinar.results.certificates import mailing as claims
from webinar.results.certificates.automatic_issue import issue_since
from webinar.results.certificates.automatic_mail import mail_issued
from webinar.results.certificates.models import AutomaticCertificates, Certificate
from webinar.room.cohorts.inviting import SENDING
from webinar.room.cohorts.models import Person


@pytest.fixture
def settings(settings, mail_server):
    return mailing(settings, mail_server)


@pytest.fixture
def course(db):
    course = make_course(db)

    def work(s):
        course.owner.email = "grace@example.test"
        s.merge(course.owner)

    db.write(work)
    return course


@pytest.fixture
def desk(app, db, course):
    make_rule(db, course, percent=10, titles={"ru": "Профилактика"})
    visitor = signed_in(app, course.owner)
    visitor.home = f"/desk/{course.room.code}/certificates"
    visitor.get(visitor.home)
    return visitor


@pytest.fixture
def issued(desk):
    """Ada, Bek and a guest hold certificates; the guest has no address."""
    desk.post(desk.home + "/issue", issue="all")
    return desk


def receivers(mail_server):
    return sorted(to for receivers, _ in mail_server.letters for to in receivers)


def mailed(db):
    with db.read() as s:
        entries = s.query(AuditEntry).filter_by(kind="certificates.mailed")
        return [entry.detail for entry in entries.order_by(AuditEntry.id)]


def ticks(page):
    return re.findall(r'name="certificate" value="([\d.]+)" form="mailing"', page)


def fail(db, name, reason):
    def work(s):
        for row in s.query(Certificate).filter_by(name=name):
            row.mailed_at, row.mail_failed = clock.now(), reason

    db.write(work)


def test_letter_brings_the_certificate_in_its_language(db, issued, mail_server):
    issued.post(issued.home + "/mail", mail="all")

    ada = next(one for one in certificates(db) if one.language == "ru")
    [letter] = [letter for to, letter in mail_server.letters if to == ["ada@x.test"]]
    text = letter.get_body(["plain"]).get_content()
    html = letter.get_body(["html"]).get_content()
    [paper] = letter.iter_attachments()
    assert letter["Subject"] == "Сертификат: Профилактика"
    assert letter["Reply-To"] == "Grace <grace@example.test>"
    assert f"/certificates/{ada.code}\n" in text and "Ада Мысалова" in text
    assert f'/certificates/{ada.code}"' in html and "Открыть сертификат" in html
    assert paper.get_filename() == f"certificate-{ada.code}.pdf"
    assert paper.get_content().startswith(b"%PDF-")


def test_all_holders_with_an_address_get_one_letter(db, issued, mail_server):
    assert "Mail 2 certificates" in issued.get(issued.home).text

    answer = issued.post(issued.home + "/mail", mail="all")
    issued.post(issued.home + "/mail", mail="all")

    assert answer.status_code == 303
    assert receivers(mail_server) == ["ada@x.test", "bek@x.test"]
    page = issued.get(issued.home).text
    assert "Mailed on" in page and 'value="all"' not in page
    assert [(detail["sent"], detail["failed"]) for detail in mailed(db)] == [(2, 0)]


def test_those_who_are_ticked_get_another_letter_but_only_once(issued, mail_server):
    issued.post(issued.home + "/mail", mail="all")
    ticked = ticks(issued.get(issued.home).text)
    assert len(ticked) == 2

    for _ in range(2):
        issued.post(issued.home + "/mail", mail="ticked", certificate=[ticked[0]])

    assert receivers(mail_server) == ["ada@x.test", "ada@x.test", "bek@x.test"]


@pytest.mark.parametrize("ticked", [[], ["x.0", "5", ".", "1e9.0"]])
def test_nobody_ticked_is_refused(issued, mail_server, ticked):
    answer = issued.post(issued.home + "/mail", mail="ticked", certificate=ticked)

    assert mail_server.letters == []
    assert answer.status_code in (303, 422)


def test_strangers_and_revoked_certificates_are_not_mailed(db, app, course, issued, mail_server):
    ada, bek, _guest = certificates(db)
    rule_id = ada.rule_id
    db.write(lambda s: actions.revoke(s, rule_id, ada.id, course.owner.id, "A mix-up", clock.now()))
    other = make_course(db, title="Another")
    make_rule(db, other)
    stranger = signed_in(app, other.owner)
    stranger.get(f"/desk/{other.room.code}/certificates")

    issued.post(issued.home + "/mail", mail="ticked", certificate=[f"{ada.id}.0"])
    ticked = {"mail": "ticked", "certificate": [f"{bek.id}.0"]}
    stranger.post(f"/desk/{other.room.code}/certificates/mail", **ticked)
    missing = stranger.post(f"/desk/{course.room.code}/certificates/mail", mail="all")

    assert missing.status_code == 404
    assert mail_server.letters == []


def test_page_says_why_a_letter_was_not_sent_and_the_next_press_tries_again(
    db, course, issued, mail_server
):
    def readdress(address):
        return lambda s: setattr(s.get_one(Person, course.people["ada"].id), "email", address)

    db.write(readdress("nobody@x.test"))
    issued.post(issued.home + "/mail", mail="all")
    page = issued.get(issued.home).text
    assert "does not accept this address" in page
    assert "1 certificate is not mailed" in page and "1 certificate is mailed" in page
    db.write(readdress("ada@x.test"))

    issued.post(issued.home + "/mail", mail="all")

    assert receivers(mail_server) == ["ada@x.test", "bek@x.test"]


def test_two_presses_at_once_send_one_letter_to_each(app, db, course, issued, mail_server):
    visitors = [signed_in(app, course.owner) for _ in range(2)]
    for visitor in visitors:
        visitor.get(issued.home)
    start_together = threading.Barrier(2)

    def press(visitor):
        start_together.wait()
        visitor.post(issued.home + "/mail", mail="all")

    threads = [threading.Thread(target=press, args=[visitor]) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert receivers(mail_server) == ["ada@x.test", "bek@x.test"]


def test_letter_under_way_is_not_claimed_even_if_asked_for(db, issued):
    ada = certificates(db)[0]
    fail(db, ada.name, SENDING)
    seen = {ada.id: claims.state_of(certificates(db)[0])}

    assert db.write(lambda s: claims.claim(s, ada.rule_id, [ada.id], seen)) == []
    later = clock.now() + timedelta(minutes=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: later)
        assert db.write(lambda s: claims.claim(s, ada.rule_id, [ada.id])) == []
        assert db.write(lambda s: claims.claim(s, ada.rule_id, [ada.id], seen)) == [ada.id]


def test_letter_leaves_without_the_pdf_if_it_cannot_be_made(issued, mail_server, monkeypatch):
    def refuse(*_pages):
        raise CannotPrint("no fonts")

    monkeypatch.setattr(letters.paper, "encode", refuse)

    issued.post(issued.home + "/mail", mail="all")

    assert len(mail_server.letters) == 2
    assert all(list(letter.iter_attachments()) == [] for _, letter in mail_server.letters)


def test_page_offers_no_mail_without_a_mail_server(app, issued):
    services = app.extensions["webinar"]
    app.extensions["webinar"] = replace(services, settings=replace(services.settings, mail=None))

    page = issued.get(issued.home).text

    assert "Mail 2" not in page and 'name="mails"' not in page
    assert issued.post(issued.home + "/mail", mail="all").status_code == 404


@pytest.fixture
def automatic(db, desk):
    """The organiser allows issuing and mailing."""
    desk.post(desk.home + "/automatic", allowed="yes", mails="yes")
    return desk


@pytest.fixture
def run(app):
    """Do the job once, as a process does that has just started."""

    def run():
        services = app.extensions["webinar"]
        issue_since(services, None)
        mail_issued(services)

    return run


def test_certificates_are_issued_and_mailed_by_themselves_once(db, automatic, run, mail_server):
    run()
    run()

    assert receivers(mail_server) == ["ada@x.test", "bek@x.test"]
    assert [(detail["sent"], detail["by_itself"]) for detail in mailed(db)] == [(2, True)]
    assert "is mailed to holders with an address" in automatic.get(automatic.home).text


def test_only_what_is_issued_from_now_on_is_mailed_by_itself(db, issued, run, mail_server):
    issued.post(issued.home + "/automatic", allowed="yes")
    run()
    assert mail_server.letters == []
    issued.post(issued.home + "/automatic", mails="yes")

    run()
    assert mail_server.letters == []
    ada = certificates(db)[0]
    issued.post(f"{issued.home}/{ada.id}/replace", reason="A typo")
    run()

    assert receivers(mail_server) == ["ada@x.test"]


def test_mailing_by_itself_stops_when_told(automatic, run, mail_server):
    automatic.post(automatic.home + "/automatic", mails="no")

    run()

    assert mail_server.letters == []
    assert "Mail them automatically, too" in automatic.get(automatic.home).text


def test_failed_letters_wait_and_are_tried_again(app, db, automatic, run, mail_server, monkeypatch):
    services = app.extensions["webinar"]
    away = replace(services.settings.mail, port=9)
    app.extensions["webinar"] = replace(services, settings=replace(services.settings, mail=away))
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    run()
    assert "does not answer" in automatic.get(automatic.home).text
    app.extensions["webinar"] = services
    run()
    assert mail_server.letters == []

    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=1))
    run()

    assert receivers(mail_server) == ["ada@x.test", "bek@x.test"]
    with db.read() as s:
        row = s.query(AutomaticCertificates).one()
        assert (row.tries, row.error) == (0, "")


def test_refused_address_is_not_tried_again_by_itself(db, course, automatic, run, mail_server):
    def readdress(s):
        s.get_one(Person, course.people["bek"].id).email = "nobody@x.test"

    db.write(readdress)
    run()
    run()

    assert receivers(mail_server) == ["ada@x.test"]
    assert len(mailed(db)) == 1


def test_nothing_is_claimed_most_minutes(db, automatic, run):
    run()

    with db.read() as s:
        assert automation.rules_to_mail(s, clock.now()) == []


def test_mail_server_is_not_asked_where_no_letter_waits(automatic, run, monkeypatch):
    run()
    asked = []
    monkeypatch.setattr("webinar.kit.mail.connect", lambda *args: asked.append(args))

    run()

    assert asked == []
