"""The console and the page without scripts show questions and chat to those who may read them."""

import pytest

from tests.factories import make_room, make_user
from tests.live.questions.making import make_question, make_talk
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.live.chat.models import ChatMessage
from webinar.live.questions.models import QuestionState
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Member, Room


@pytest.fixture
def owner(db):
    return db.write(make_user)


@pytest.fixture
def code(db, owner):
    return db.write(lambda s: make_room(s, s.get_one(User, owner.id)).code)


@pytest.fixture
def ada(app, code):
    """A participant who runs no scripts."""
    visitor = Visitor(app)
    visitor.get(f"/join/{code}")
    visitor.post(f"/join/{code}", name="Ada", language="en")
    return visitor


def fill_room(db, code, **private):
    def build(s):
        room = s.query(Room).filter_by(code=code).one()
        member = s.query(Member).filter_by(room_id=room.id).first()
        make_talk(s, room, member)
        other = s.query(Member).filter_by(room_id=room.id, name="Other").one()
        make_question(s, room, other, 4, QuestionState.WAITING, text="Canary question")
        fields = {"language": "en", "version": 0, "said_at": room.created_at}
        s.add(
            ChatMessage(
                room_id=room.id,
                number=2,
                author_id=other.id,
                thread_id=other.id,
                text="Canary message",
                **fields,
            )
        )

    db.write(build)


def test_page_without_scripts_shows_only_what_the_member_may_see(db, code, ada):
    fill_room(db, code)

    page = ada.get(f"/rooms/{code}/more").text

    assert "Hello" in page
    assert "Why?" in page
    assert "Canary" not in page


def test_the_page_without_scripts_has_no_chat_while_it_is_off(code, ada):
    page = ada.get(f"/rooms/{code}/more").text

    assert 'id="chat"' not in page
    assert 'id="questions"' in page


def test_repeated_anonymous_form_asks_once(db, code, ada):
    fill_room(db, code)
    page = ada.get(f"/rooms/{code}/more").text
    token = page.split('name="token" value="')[1].split('"')[0]

    for _ in range(2):
        ada.post(
            f"/rooms/{code}/do/question.ask_anonymously",
            text="Nameless?",
            language="en",
            token=token,
            back="more",
        )

    assert ada.get(f"/rooms/{code}/more").text.count("Nameless?") == 1


def test_console_page_holds_everything_for_hosts(app, db, owner, code, ada):
    fill_room(db, code)
    host = signed_in(app, owner)

    page = host.get(f"/rooms/{code}/console").text

    for text in ("Canary question", "Canary message", "Why?", "Hello"):
        assert text in page
