"""The front page leads to a session or course, and says what is wrong with a code or name."""

import html

import pytest
from sqlalchemy import select

from tests.factories import make_course, make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit import clock
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Member, Room, RoomState

UNKNOWN_CODE = "ABCDEFGH"


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def room(db, owner):
    return db.write(lambda s: make_room(s, owner=s.get(User, owner.id), title="Алдын алу"))


@pytest.fixture
def visitor(app):
    visitor = Visitor(app)
    visitor.get("/")
    return visitor


def names(db, room):
    with db.read() as session:
        return session.scalars(select(Member.name).filter_by(room_id=room.id)).all()


def end(db, room):
    def write(session):
        ended = session.get(Room, room.id)
        ended.state, ended.ended_at = RoomState.ENDED, clock.now()

    db.write(write)


def text_of(response):
    return html.unescape(response.text)


def test_front_page_asks_for_nothing_but_the_code(visitor):
    page = visitor.get("/").text

    assert 'name="code"' in page
    assert 'name="name"' not in page and 'type="radio"' not in page


@pytest.mark.parametrize(
    "write",
    [
        str,
        str.lower,
        lambda code: f" {code[:4]}-{code[4:]} ",
        lambda code: f"https://lessons.example.org/join/{code}?from=mail",
        lambda code: f"lessons.example.org/rooms/{code.lower()}/",
    ],
)
def test_code_leads_to_the_page_of_the_session(visitor, room, write):
    response = visitor.post("/join", code=write(room.code))

    assert (response.status_code, response.location) == (303, f"/join/{room.code}")
    assert "Алдын алу" in visitor.get(response.location).text


def test_pasted_link_of_a_course_leads_to_the_course(db, owner, visitor):
    course = db.write(lambda s: make_course(s, s.get(User, owner.id)))

    response = visitor.post("/join", code=f"https://lessons.example.org/study/{course.code}")

    assert response.location == f"/study/{course.code}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the access code first"),
        ("  ", "Type the access code first"),
        ("847 2231 9045", "such as Zoom, do not work here"),
        ("0" * 500, "eight letters and digits"),
        ("<script>", "eight letters and digits"),
        ("\0", "eight letters and digits"),
        (UNKNOWN_CODE, "No session and no course has this code"),
    ],
)
def test_wrong_code_is_explained_and_kept(visitor, typed, words):
    response = visitor.post("/join", code=typed)

    assert response.status_code == 422
    assert words in text_of(response)
    assert f'value="{html.escape(typed)}"' in response.text
    assert "<script>" not in response.text.split("</head>")[1]


def test_wrong_code_is_explained_in_the_readers_language(visitor):
    response = visitor.post("/join", code="", _headers={"Accept-Language": "ru"})

    assert "Сначала введите код доступа" in response.text


def test_only_codes_that_might_exist_count_as_guesses(visitor, room):
    """Planted fault: an empty field and codes of other programmes counted, too."""
    for typed in ("", "847 2231 9045") * 10:
        visitor.post("/join", code=typed)
    assert visitor.post("/join", code=room.code).status_code == 303

    statuses = [visitor.post("/join", code=UNKNOWN_CODE).status_code for _ in range(11)]

    assert statuses == [422] * 10 + [429]
    assert visitor.post("/join", code=room.code).status_code == 429


def test_code_of_an_ended_session_leads_to_a_page_that_says_so(db, visitor, room):
    end(db, room)

    page = visitor.get(visitor.post("/join", code=room.code).location)

    assert page.status_code == 410
    assert "The session has ended" in page.text and "Алдын алу" in page.text


def test_form_of_a_session_that_ended_meanwhile_says_so(db, visitor, room):
    visitor.get(f"/join/{room.code}")

    end(db, room)

    assert visitor.post(f"/join/{room.code}", name="Мадина", language="kk").status_code == 410


@pytest.mark.parametrize(
    ("name", "words"),
    [(" ", "Атыңызды жазыңыз"), ("Мадина " * 20, "тым ұзын"), ("ё" * 81, "тым ұзын")],
)
def test_wrong_name_is_explained_in_the_chosen_language_and_kept(db, visitor, room, name, words):
    visitor.get(f"/join/{room.code}")

    response = visitor.post(f"/join/{room.code}", name=name, language="kk")

    assert response.status_code == 422
    assert words in response.text and '<html lang="kk"' in response.text
    assert f'value="{name}"' in response.text
    assert 'value="kk" checked' in response.text
    assert names(db, room) == []


def test_name_of_eighty_letters_is_stored_whole(db, visitor, room):
    visitor.get(f"/join/{room.code}")

    visitor.post(f"/join/{room.code}", name=f"  {'ё' * 80} ", language="ru")

    assert names(db, room) == ["ё" * 80]


def test_front_page_leads_organisers_to_log_in_or_to_their_sessions(app, owner, visitor):
    assert 'href="/sign-in"' in visitor.get("/").text
    page = signed_in(app, owner).get("/").text

    assert 'href="/desk"' in page and 'href="/sign-in"' not in page


def test_log_in_page_says_what_to_do_without_a_password(visitor):
    page = text_of(visitor.get("/sign-in"))

    assert "You need no account to take part" in page
    assert "ask the organiser or administrator who invited you" in page
