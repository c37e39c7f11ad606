"""Anyone with a code sees what the certificate shows, and nothing else."""

import io
import json
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from tests.people.accounts.browsing import Visitor, signed_in
from tests.results.certificates.making import certificates, make_course, make_rule
from webinar.results.certificates import codes
from webinar.results.certificates.models import Certificate
from webinar.room.cohorts.models import Cohort, Person


@pytest.fixture
def course(db):
    return make_course(db, title="A title of the session")


@pytest.fixture
def desk(app, db, course):
    make_rule(db, course, titles={"ru": "Профилактика"}, signers=[{"name": "", "office": "Chief"}])
    visitor = signed_in(app, course.owner)
    visitor.home = f"/desk/{course.room.code}/certificates"
    visitor.get(visitor.home)
    visitor.post(visitor.home + "/issue", issue="all")
    return visitor


@pytest.fixture
def ada(db, desk):
    return certificates(db)[0]


@pytest.fixture
def stranger(app):
    return Visitor(app)


def test_the_page_shows_the_certificate_in_its_own_language(stranger, ada):
    page = stranger.get(f"/certificates/{ada.code}")

    assert page.status_code == 200
    assert 'lang="ru"' in page.text
    for text in ("Ада Мысалова", "капитан", "Профилактика", "Объём: 1,5 ч", "Chief"):
        assert text in page.text
    assert "Этот сертификат действителен." in page.text


def test_a_reader_who_chose_a_language_gets_the_page_in_it(stranger, ada):
    stranger.client.set_cookie("language", "en")

    page = stranger.get(f"/certificates/{ada.code}").text

    assert "This certificate is valid." in page
    assert "Профилактика" in page


def test_page_is_neither_cached_nor_indexed(stranger, ada):
    answer = stranger.get(f"/certificates/{ada.code}")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert 'name="robots" content="noindex"' in answer.text


def test_pages_and_files_reveal_only_the_certificate(app, db, course, desk, stranger):
    """Words planted in all stored data around it appear in none of its pages and files."""

    def plant(s):
        s.get_one(Cohort, course.people["ada"].cohort_id).name = "canary cohort"
        person = s.get_one(Person, course.people["ada"].id)
        person.unit, person.email, person.phone = "canary unit", "canary@x.test", "canary phone"
        person.external_id, person.name = "canary id", "canary name of today"
        certificate = s.get_one(Certificate, certificates(db)[0].id)
        return certificate.code

    code = db.write(plant)
    number = certificates(db)[0].id
    paths = [f"/certificates/{code}{form}" for form in ("", ".json", ".jwt", ".pdf")]
    before = [stranger.client.get(path).data for path in paths]
    desk.post(f"{desk.home}/{number}/revoke", reason="canary reason")
    after = [stranger.client.get(path).data for path in [*paths, "/issuer/revocations.json"]]

    for content in (*before, *after):
        for secret in (b"canary", b"Grace", b"A title of the session", course.room.code.encode()):
            assert secret not in content
    text = PdfReader(io.BytesIO(before[-1])).pages[0].extract_text()
    assert "Ада" in text and "canary" not in text
    assert code.encode() not in after[-1]


@pytest.mark.parametrize("form", ["", ".pdf", ".jwt", ".json"])
def test_code_may_be_typed_with_spaces_dashes_and_lower_case(stranger, ada, form):
    typed = f"{ada.code[:4].lower()}-{ada.code[4:8]} {ada.code[8:]}"

    assert stranger.client.get(f"/certificates/{typed}{form}").status_code == 200


def test_the_form_leads_to_the_certificate(stranger, ada):
    answer = stranger.get("/certificates", query_string={"code": f" {ada.code[:6]} {ada.code[6:]}"})

    assert stranger.get("/certificates").status_code == 200
    assert answer.location == f"/certificates/{ada.code}"


@pytest.mark.parametrize("wrong", ["ABCDEFGH2345", "short", "<script>", "A" * 300])
def test_wrong_codes_all_get_the_same_answer(stranger, ada, wrong):
    answer = stranger.get(f"/certificates/{wrong}")
    by_form = stranger.get("/certificates", query_string={"code": wrong}, follow_redirects=True)

    assert answer.status_code == by_form.status_code == 404
    assert "There is no certificate with this code" in answer.text
    assert "<script>" not in answer.text


def test_guesser_is_locked_out_for_a_while(stranger, ada):
    for _ in range(10):
        assert stranger.get(f"/certificates/{codes.new()}").status_code == 404

    for form in ("", ".pdf", ".jwt"):
        assert stranger.client.get(f"/certificates/{ada.code}{form}").status_code == 429


def test_right_codes_are_not_limited(stranger, ada):
    answers = {stranger.get(f"/certificates/{ada.code}").status_code for _ in range(30)}

    assert answers == {200}


def test_revoked_certificate_says_when_but_not_why(db, desk, stranger, ada):
    desk.post(f"{desk.home}/{ada.id}/revoke", reason="Sat elsewhere")

    page = stranger.get(f"/certificates/{ada.code}")
    for form in ("pdf", "jwt", "json"):
        answer = stranger.client.get(f"/certificates/{ada.code}.{form}")
        assert (answer.status_code, answer.location) == (303, f"/certificates/{ada.code}")

    assert "недействителен" in page.text and "Отозван " in page.text
    assert "Sat elsewhere" not in page.text
    assert "Ада Мысалова" in page.text


def test_day_of_revocation_is_in_the_zone_of_the_session(db, desk, stranger, ada):
    """Ten in the evening UTC is the next day in Almaty."""
    desk.post(f"{desk.home}/{ada.id}/revoke", reason="Sat elsewhere")
    late = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    db.write(lambda s: setattr(s.get_one(Certificate, ada.id), "revoked_at", late))

    assert "Отозван 25 ноября 2026" in stranger.get(f"/certificates/{ada.code}").text
    desk.client.set_cookie("language", "ru")
    assert "25 ноября 2026" in desk.get(desk.home).text


def test_paper_shows_the_page_address_and_is_reproducible(stranger, ada):
    address = f"/certificates/{ada.code}.pdf"
    first, second = stranger.client.get(address), stranger.client.get(address)
    page = PdfReader(io.BytesIO(first.data)).pages[0]
    text = page.extract_text()

    assert first.data == second.data
    assert page.mediabox.width > page.mediabox.height
    assert f"{ada.code[:4]} {ada.code[4:8]} {ada.code[8:]}" in text
    assert "127.0.0.1:5000/certificates" in text


def test_badge_is_offered_readable_and_signed(stranger, ada):
    read = stranger.client.get(f"/certificates/{ada.code}.json")
    signed = stranger.client.get(f"/certificates/{ada.code}.jwt")

    assert read.mimetype == "application/vc"
    assert signed.mimetype == "application/vc+jwt"
    assert json.loads(read.data)["credentialSubject"]["achievement"]["name"] == "Профилактика"
    assert signed.data.count(b".") == 2
