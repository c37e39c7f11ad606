"""A poster says how to join a session or a course, as a page to print and as a PDF."""

from datetime import UTC, datetime

import pytest

from tests.factories import make_course, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.kit.tokens import show_code
from webinar.people.accounts.models import User
from webinar.results.certificates.emblem_file import read_emblem
from webinar.results.posters import paper, reading
from webinar.results.posters.reading import Head
from webinar.room.rooms.models import RoomState

WHEN = datetime(2027, 3, 21, 4, 30, tzinfo=UTC)
EMBLEM = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
ONE_PAGE = b"<</Type/Pages/Count 1/"
LANGUAGES = ("en", "ru", "kk", "prs")


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida", time_zone="Asia/Almaty"))


@pytest.fixture
def room(db, owner):
    fields = {"state": RoomState.PLANNED, "planned_at": WHEN, "time_zone": "Asia/Almaty"}
    return db.write(lambda s: make_room(s, s.merge(owner), title="Law & order", **fields))


@pytest.fixture
def course(db, owner):
    return db.write(lambda s: make_course(s, s.get(User, owner.id), opens_at=WHEN))


@pytest.fixture
def organiser(app, owner):
    return signed_in(app, owner)


def article(page):
    return page[page.index("<article") : page.index("</article>")]


def test_poster_of_a_session_has_all_that_people_need(organiser, room):
    page = article(organiser.get(f"/desk/{room.code}/poster").text)

    assert "Law &amp; order" in page
    assert "Sunday" in page
    assert "(Almaty)" in page
    assert show_code(room.code) in page
    assert f"/join/{room.code}" in page
    assert "<svg" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_poster_is_in_the_chosen_language(organiser, room, language):
    page = article(organiser.get(f"/desk/{room.code}/poster?language={language}").text)

    direction = "rtl" if language == "prs" else "ltr"
    assert f'lang="{language}" dir="{direction}"' in page
    places = {"en": "Almaty", "ru": "Алматы", "kk": "Алматы", "prs": "آلماتی"}
    assert f"({places[language]})" in page
    # What somebody typed keeps its own direction.
    assert '<span dir="ltr">Law &amp; order</span>' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_is_one_sheet_in_each_language(organiser, room, course, language):
    for of in (room.code, f"courses/{course.id}"):
        answer = organiser.get(f"/desk/{of}/poster.pdf?language={language}")

        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF")
        assert ONE_PAGE in answer.data


def test_poster_of_a_course_says_when_it_opens(organiser, course):
    page = article(organiser.get(f"/desk/courses/{course.id}/poster").text)

    assert "opens: " in page
    assert "(Almaty)" in page
    assert show_code(course.code) in page
    assert f"/study/{course.code}" in page


def test_session_without_a_time_has_none_on_its_poster(app, db, owner, organiser):
    loose = db.write(lambda s: make_room(s, s.merge(owner), state=RoomState.PLANNED))

    assert "poster-line" not in organiser.get(f"/desk/{loose.code}/poster").text


def test_institution_stands_at_the_head(app, organiser, room, tmp_path):
    assert "poster-head" not in organiser.get(f"/desk/{room.code}/poster").text
    assert organiser.get("/desk/emblem").status_code == 404
    file = tmp_path / "emblem.svg"
    file.write_text(EMBLEM)
    settings = app.extensions["webinar"].settings
    # Settings do not change while a server runs, so they are frozen.
    object.__setattr__(settings, "issuer_name", "Police academy")
    object.__setattr__(settings, "issuer_emblem", file)

    page = article(organiser.get(f"/desk/{room.code}/poster").text)

    assert "Police academy" in page
    assert 'src="/desk/emblem"' in page
    picture = organiser.get("/desk/emblem")
    assert (picture.mimetype, picture.text) == ("image/svg+xml", EMBLEM)
    assert organiser.get(f"/desk/{room.code}/poster.pdf").data.startswith(b"%PDF")
    file.write_text("no picture")
    assert "poster-emblem" not in organiser.get(f"/desk/{room.code}/poster").text


def test_longest_title_stays_on_one_sheet(app, db, owner, tmp_path):
    file = tmp_path / "emblem.svg"
    file.write_text(EMBLEM)
    emblem = read_emblem(file)
    with app.test_request_context():
        settings = app.extensions["webinar"].settings
        head = Head("Institution " * 10, reading.head_of(settings, emblem).emblem, "host.test")
        sheet = paper.poster(
            "en", "Prevention " * 18, ["Sunday", "09:30"], "ABCDEFGH", "https://a.test/rooms/x",
            **head._asdict(),
        )  # fmt: skip
        pdf = paper.encode(sheet, {sheet.emblem: emblem.content})

    assert ONE_PAGE in pdf


def test_links_stand_beside_the_codes(organiser, room, course):
    assert f'href="/desk/{room.code}/poster"' in organiser.get(f"/desk/{room.code}").text
    address = f"/desk/courses/{course.id}"
    assert f'href="{address}/poster"' in organiser.get(address).text


def test_only_owners_see_a_poster(app, db, room, course):
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Grace")))

    for of in (room.code, f"courses/{course.id}"):
        for end in ("poster", "poster.pdf"):
            assert stranger.get(f"/desk/{of}/{end}").status_code == 404
