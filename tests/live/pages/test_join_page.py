"""The page to join is rendered once for many newcomers, and shows every change at once."""

import re

import pytest

from tests.factories import invite, make_cohort, make_member, make_room
from tests.people.accounts.browsing import Visitor
from tests.sql_statements import statements
from webinar.kit.permissions import Role
from webinar.live.pages import join_page
from webinar.live.recording.models import RecordingRules
from webinar.people.accounts.models import User
from webinar.room.consent.actions import write_consent
from webinar.room.rooms.models import Room, RoomState


@pytest.fixture
def room(db):
    return db.write(make_room)


@pytest.fixture
def rendered(monkeypatch):
    """The languages in which the page was rendered."""
    rendered, render = [], join_page._render

    def record(shown, **context):
        rendered.append(join_page.page_language())
        return render(shown, **context)

    monkeypatch.setattr(join_page, "_render", record)
    return rendered


def get(app, room, language="en", path="", **cookies):
    visitor = Visitor(app)
    for name, value in cookies.items():
        visitor.client.set_cookie(name, value)
    return visitor.get(f"/join/{room.code}{path}", headers={"Accept-Language": language})


def token_of(page):
    return {*re.findall(r'name="csrf_token" value="([^"]+)"', page.text)}


def test_page_is_rendered_once_for_each_language(app, room, rendered):
    pages = [get(app, room, language) for language in ("en", "kk", "en", "kk", "en")]

    assert rendered == ["en", "kk"]
    assert [re.search(r'<html lang="(\w+)"', page.text)[1] for page in pages[:2]] == ["en", "kk"]


def test_newcomers_get_tokens_of_their_own(app, room):
    first, second = token_of(get(app, room)), token_of(get(app, room))

    assert len(first) == len(second) == 1
    assert first != second


def test_kept_page_is_read_with_few_statements(app, db, room):
    get(app, room)

    with statements(app.extensions["webinar"].db) as sent:
        get(app, room)

    assert sum(" rooms " in statement for statement in sent) == 1
    assert len(sent) <= 7


def change_title(session, room):
    room.title = "Changed"


def ask_consent(session, room):
    write_consent(session, room, session.get(User, room.owner_id), {"en": "Changed"}, is_required=1)


def record_voice(session, room):
    session.add(RecordingRules(room_id=room.id, is_on=True))


def take_only_the_roster(session, room):
    invite(session, room, make_cohort(session, session.get(User, room.owner_id)), False)


def begin(session, room):
    room.state = RoomState.LIVE


def add_speaker(session, room):
    make_member(session, room, "Changed", Role.PRESENTER)


def rename_owner(session, room):
    session.get(User, room.owner_id).name = "Changed"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (change_title, "Changed"),
        (ask_consent, "Changed"),
        (record_voice, "is recorded"),
        (take_only_the_roster, "only those who were invited"),
        (begin, "It is going on now"),
        (add_speaker, "Changed"),
        (rename_owner, "Changed"),
    ],
)
def test_change_is_shown_to_the_next_newcomer(app, db, change, words):
    room = db.write(lambda session: make_room(session, state=RoomState.PLANNED))
    before = get(app, room).text

    db.write(lambda session: change(session, session.get(Room, room.id)))
    after = get(app, room).text

    assert words not in before
    assert words in after


def test_end_is_shown_to_the_next_newcomer(app, db, room):
    assert 'name="name"' in get(app, room).text

    db.write(lambda session: setattr(session.get(Room, room.id), "state", RoomState.ENDED))

    assert 'name="name"' not in get(app, room).text


def test_large_text_and_odd_addresses_do_not_reach_others(app, room, rendered):
    large = get(app, room, text_size="150").text
    odd = get(app, room, path="?from=elsewhere").text
    plain = get(app, room).text

    assert 'data-text-size="150"' in large
    assert "from=elsewhere" in odd
    assert "data-text-size" not in plain
    assert "from=elsewhere" not in plain


def test_odd_addresses_do_not_displace_the_kept_page(app, room, rendered):
    get(app, room)
    get(app, room, path="?from=elsewhere")
    get(app, room)

    assert len(rendered) == 2


def test_refused_newcomer_gets_the_typed_name_back_alone(app, room):
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")

    refused = visitor.post(f"/join/{room.code}", name="Dana" * 40, language="en")

    assert refused.status_code == 422
    assert "DanaDana" in refused.text
    assert "DanaDana" not in get(app, room).text
