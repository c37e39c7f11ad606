"""The interpreter's desk shows two languages side by side and takes captions by a form."""

import pytest

from tests.factories import make_member, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.kit.permissions import Role
from webinar.people.accounts.models import UserRole


@pytest.fixture
def desk(app, db):
    """Open Dana's browser and her session; she interprets into the given language."""

    def open(interprets="kk"):
        def build(session):
            user = make_user(session, "Dana", UserRole.PRESENTER)
            room = make_room(session)
            member = make_member(session, room, "Dana", Role.INTERPRETER, "en", user=user)
            member.interprets = interprets
            return user, room

        user, room = db.write(build)
        return signed_in(app, user), room

    return open


def test_slide_and_notes_appear_in_both_languages(desk):
    dana, room = desk("kk")

    page = dana.get(f"/rooms/{room.code}/interpreting").text

    for language in ("en", "kk"):
        assert f"<p>welcome {language}</p>" in page
        assert f"notes of welcome {language}" in page
    assert 'data-target="kk"' in page and 'data-source="en"' in page


def test_interpreter_into_the_module_language_gets_another_source(desk):
    dana, room = desk("en")

    page = dana.get(f"/rooms/{room.code}/interpreting").text

    assert 'data-target="en"' in page and 'data-source="ru"' in page


def test_interpreter_types_a_line_without_scripts(desk):
    dana, room = desk()
    dana.get(f"/rooms/{room.code}/interpreting")

    answer = dana.post(f"/rooms/{room.code}/do/caption.say", text="Қайырлы таң")

    assert answer.location == f"/rooms/{room.code}/interpreting"
    assert "Қайырлы таң" in dana.get(f"/rooms/{room.code}/interpreting").text


def test_typed_markup_is_escaped(desk):
    dana, room = desk()
    dana.get(f"/rooms/{room.code}/interpreting")
    dana.post(f"/rooms/{room.code}/do/caption.say", text="<img src=x onerror=alert(1)>")

    page = dana.get(f"/rooms/{room.code}/interpreting").text

    assert "<img src=x" not in page and "&lt;img src=x" in page


def test_interpreter_without_a_language_may_open_the_desk(desk):
    dana, room = desk(None)

    assert dana.get(f"/rooms/{room.code}/interpreting").status_code == 200
