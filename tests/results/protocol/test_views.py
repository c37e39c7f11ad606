"""The page and the files: who gets them, how they arrive."""

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


def test_others_are_told_that_there_is_no_such_page(app, db, code):
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
def test_the_place_of_the_time_zone_is_in_the_language_of_the_paper(
    organiser, code, language, place
):
    found = organiser.client.get(f"/rooms/{code}/protocol.md?language={language}").text

    assert place in found and "Asia/Almaty" not in found


def test_a_file_has_a_plain_name_is_not_kept_and_says_what_it_is(organiser, code):
    reply = organiser.client.get(f"/rooms/{code}/protocol.docx?language=kk&copy=all")

    assert reply.headers["Content-Disposition"].startswith(
        f'attachment; filename="protocol-{code}.all.kk.docx"; '
    )
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.mimetype.endswith("wordprocessingml.document")


def test_the_page_speaks_the_language_that_is_asked_for_and_needs_no_script(organiser, code):
    page = organiser.get(f"/rooms/{code}/protocol?language=kk").text

    assert '<article class="protocol" lang="kk" dir="ltr">' in page
    assert "Хаттама" in page
    assert "<script" not in page
    assert " style=" not in page


def test_a_copy_to_hand_out_has_no_reasons_of_hosts_only(organiser, code):
    for path in ("/protocol", "/protocol.html", "/protocol.md", "/protocol.json"):
        whole, copy = (
            organiser.get(f"/rooms/{code}{path}?copy={copy}").text for copy in ("hosts", "all")
        )
        assert "Если будет бюджет" in whole
        assert "Если будет бюджет" not in copy


def test_without_fonts_for_a_pdf_the_page_says_what_to_take(organiser, code, monkeypatch):
    from webinar.content.handouts import press

    def fail(*_):
        raise press.CannotPrint("the font is not installed")

    monkeypatch.setattr(press, "print_pages", fail)

    reply = organiser.get(f"/rooms/{code}/protocol.pdf")

    assert reply.status_code == 409
    assert "DOCX" in reply.text


def test_the_report_leads_to_the_protocol(organiser, code):
    assert f"/rooms/{code}/protocol" in organiser.get(f"/rooms/{code}/report").text
