"""Files of captions and chapters among the exports: access, headers, names and the audit log."""

import hashlib
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from tests.factories import make_member, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from tests.results.reports.test_exports import as_shipped, noted  # noqa: F401
from tests.results.reports.test_views import make_session
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.captions.models import Caption, Lane
from webinar.people.accounts.models import User, UserRole
from webinar.room.rooms.models import Room, RoomState

LINE = "Қош келдіңіз"
FORMATS = ("vtt", "srt", "txt")


@pytest.fixture
def owner(db):
    return db.write(lambda session: make_user(session, "Aida"))


@pytest.fixture
def organiser(app, owner):
    return signed_in(app, owner)


@pytest.fixture
def code(db, owner):
    """An ended session with one line in Kazakh, and an open lane for Russian."""
    return captioned(db, owner, RoomState.ENDED)


def captioned(db, owner, state):
    def make(session):
        code = make_session(session, session.get_one(User, owner.id), state)
        room = session.scalars(select(Room).filter_by(code=code)).one()
        dana = make_member(session, room, "Dana", Role.INTERPRETER)
        said_at = (room.started_at or clock.now()) + timedelta(seconds=5)
        fields = {"room_id": room.id, "member_id": dana.id}
        session.add(Caption(language="kk", number=1, text=LINE, said_at=said_at, **fields))
        session.add(Lane(language="ru", **fields))
        return code

    return db.write(make)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("vtt", "text/vtt; charset=utf-8"),
        ("srt", "application/x-subrip; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
    ],
)
def test_file_says_its_type_session_and_language(organiser, code, form, media_type):
    response = organiser.get(f"/rooms/{code}/report/captions.kk.{form}")

    assert LINE in response.text
    assert response.headers["Content-Type"] == media_type
    plain, full = re.fullmatch(
        r"attachment; filename=\"([\w.-]+)\"; filename\*=UTF-8''(\S+)",
        response.headers["Content-Disposition"],
    ).groups()
    assert plain == f"captions-{code}.kk.{form}"
    assert unquote(full) == f"captions {code} Алдын алу 1 2.kk.{form}"


def test_download_is_audited(db, organiser, code):
    response = organiser.get(f"/rooms/{code}/report/captions.kk.vtt")

    [entry] = noted(db)
    assert (entry["what"], entry["format"], entry["rows"]) == ("captions", "vtt", 1)
    assert entry["sha256"] == hashlib.sha256(response.data).hexdigest()


@pytest.mark.usefixtures("as_shipped")
def test_files_of_all_languages_count_as_one_export(organiser, code):
    files = [f"captions.{tag}.{form}" for tag in ("kk", "ru", "en", "prs") for form in FORMATS]

    codes = {organiser.get(f"/rooms/{code}/report/{file}").status_code for file in files}

    assert codes == {200}


def test_empty_lane_is_not_an_empty_file(organiser, code):
    text = organiser.get(f"/rooms/{code}/report/captions.ru.vtt").text

    assert "00:00:00.000 --> 00:00:10.000\nНа этом языке субтитры не набирали." in text


def test_chapters_are_in_the_language_of_the_address(organiser, code):
    response = organiser.get(f"/rooms/{code}/report/chapters.kk.vtt")

    assert re.fullmatch(r"WEBVTT\n\n00:00:00.000 --> 01:\S+\nwelcome kk\n\n", response.text)
    assert response.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert f'filename="chapters-{code}.kk.vtt"' in response.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["captions.de.vtt", "captions.kk.doc", "chapters.kk.srt"])
def test_unknown_languages_and_formats_do_not_exist(organiser, code, path):
    assert organiser.get(f"/rooms/{code}/report/{path}").status_code == 404


@pytest.mark.parametrize("path", ["captions.kk.vtt", "captions.kk.txt", "chapters.kk.vtt"])
def test_only_readers_of_the_report_get_them(app, db, code, path):
    def make(session):
        return [make_user(session, "Another"), make_user(session, "V", UserRole.VIEWER)]

    address = f"/rooms/{code}/report/{path}"

    assert Visitor(app).get(address).status_code == 404
    for user in db.write(make):
        assert signed_in(app, user).get(address).status_code == 404


def test_page_offers_each_language_that_had_a_lane(organiser, code):
    page = organiser.get(f"/rooms/{code}/report/exports").text

    links = re.findall(rf'href="/rooms/{code}/report/((?:captions|chapters)\.\w+\.\w+)"', page)
    tables = [link for link in links if link.startswith("captions.")]
    assert tables == [f"captions.{tag}.{form}" for tag in ("kk", "ru") for form in FORMATS]
    assert [link for link in links if link not in tables] == [
        f"chapters.{tag}.vtt" for tag in ("kk", "ru", "en")
    ]
    section = page.partition('id="exports-captions"')[2]
    assert section.index("1 line") < section.index("Nothing was typed.")


def test_session_without_captions_says_so(db, owner, organiser):
    code = db.write(lambda s: make_session(s, s.get_one(User, owner.id)))

    page = organiser.get(f"/rooms/{code}/report/exports").text

    assert "No captions were typed in this session." in page


def test_captions_of_a_live_session_are_not_final(db, owner, organiser):
    code = captioned(db, owner, RoomState.LIVE)

    response = organiser.get(f"/rooms/{code}/report/captions.kk.vtt")

    assert LINE in response.text
    assert f'"captions-{code}.kk.not-final.vtt"' in response.headers["Content-Disposition"]
