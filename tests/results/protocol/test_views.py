"""The protocol's page and files: access and delivery."""

import pytest

from tests.factories import make_member, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from tests.results.protocol.making import make_whole_session
from webinar.kit.permissions import Role
from webinar.people.accounts.models import User, UserRole

PATHS = ["/protocol", *(f"/protocol.{form}" for form in ("pdf", "docx", "html", "md", "json"))]


@pytest.fixture
def owner(db):
    return db.write(lambda session: make_user(session, "Aida"))


@pytest.fixture
def code(db, owner):
    return db.write(
        lambda session: make_whole_session(session, session.get_one(User, owner.id)).code
    )


@pytest.fixture
def organiser(app, owner):
    return signed_in(app, owner)


def statuses(visitor, code):
    return {path: visitor.client.get(f"/rooms/{code}{path}").status_code for path in PATHS}


def test_the_owner_and_administrators_get_everything(app, db, organiser, code):
    admin = signed_in(app, db.write(lambda session: make_user(session, role=UserRole.ADMIN)))

    assert statuses(organiser, code) == dict.fromkeys(PATHS, 200)
    assert statuses(admin, code) == dict.fromkeys(PATHS, 200)


def test_protocol_is_not_found_for_others(app, db, code):
    def make_interpreter(session):
        from webinar.room.rooms.models import Room

        user = make_user(session, role=UserRole.PRESENTER)
        room = session.query(Room).filter_by(code=code).one()
        make_member(session, room, role=Role.INTERPRETER, user=user)
        return user

    others = [Visitor(app), signed_in(app, db.write(make_user))]
    others.append(signed_in(app, db.write(make_interpreter)))

    for visitor in others:
        assert statuses(visitor, code) == dict.fromkeys(PATHS, 404)


@pytest.mark.parametrize(("language", "place"), [("ru", "Алматы"), ("en", "Almaty")])
def test_time_zone_is_named_in_the_language_of_the_paper(organiser, code, language, place):
    content = organiser.client.get(f"/rooms/{code}/protocol.md?language={language}").text

    assert place in content and "Asia/Almaty" not in content


def test_file_has_a_plain_name_and_a_type_and_is_not_cached(organiser, code):
    reply = organiser.client.get(f"/rooms/{code}/protocol.docx?language=kk&copy=all")

    assert reply.headers["Content-Disposition"].startswith(
        f'attachment; filename="protocol-{code}.all.kk.docx"; '
    )
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.mimetype.endswith("wordprocessingml.document")


def test_page_is_in_the_requested_language_and_needs_no_script(organiser, code):
    page = organiser.get(f"/rooms/{code}/protocol?language=kk").text

    assert '<article class="protocol" lang="kk" dir="ltr">' in page
    assert "Хаттама" in page
    assert "<script" not in page
    assert " style=" not in page


def test_copy_to_hand_out_omits_reasons_for_hosts_only(organiser, code):
    for path in ("/protocol", "/protocol.html", "/protocol.md", "/protocol.json"):
        hosts_copy, public_copy = (
            organiser.get(f"/rooms/{code}{path}?copy={public_copy}").text
            for public_copy in ("hosts", "all")
        )
        assert "Если будет бюджет" in hosts_copy
        assert "Если будет бюджет" not in public_copy


def test_page_suggests_docx_when_pdf_fonts_are_missing(organiser, code, monkeypatch):
    from webinar.content.handouts import press

    def fail(*_):
        raise press.CannotPrint("the font is not installed")

    monkeypatch.setattr(press, "print_pages", fail)

    reply = organiser.get(f"/rooms/{code}/protocol.pdf")

    assert reply.status_code == 409
    assert "DOCX" in reply.text


def test_report_links_to_the_protocol(organiser, code):
    assert f"/rooms/{code}/protocol" in organiser.get(f"/rooms/{code}/report").text
