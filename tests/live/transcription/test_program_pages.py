"""Hosts allow caption programs on a page, see a token once, and revoke it."""

import re

import pytest

from tests.factories import make_member, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.kit.permissions import Role
from webinar.kit.tokens import token_hash
from webinar.live.captions.models import CaptionSource
from webinar.live.transcription import sources
from webinar.live.transcription.queries import find_bearer
from webinar.people.accounts.models import User, UserRole
from webinar.people.audit.models import AuditEntry
from webinar.room.rooms.models import Room, RoomState, TimelineEntry

CONNECTED = "connected now"


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def room(db, owner):
    def build(s):
        return make_room(s, owner=s.get(User, owner.id), state=RoomState.LIVE)

    return db.write(build)


@pytest.fixture
def address(room):
    return f"/desk/{room.code}/captioning"


@pytest.fixture
def organiser(app, owner, address):
    organiser = signed_in(app, owner)
    organiser.get(address)
    return organiser


@pytest.fixture
def connect(app, room):
    """Begin the run of a program, as its request for sound does."""

    def connect(token, language="en"):
        def begin(change):
            return sources.begin_run(change, language, token_hash(token))

        return app.extensions["webinar"].live.run(room.id, begin)

    return connect


def allow(visitor, address, language="en", channel="floor"):
    """Make a token by the form; return the page and the token."""
    answer = visitor.post(address, language=language, channel=channel)
    assert answer.status_code == 200, answer.text
    return answer.text, re.search(r'id="token" value="([^"]+)"', answer.text)[1]


def source(db, room, language="en"):
    with db.read() as s:
        return s.get(CaptionSource, (room.id, language))


def test_token_is_shown_once_and_only_its_hash_is_stored(db, room, address, organiser):
    shown, token = allow(organiser, address, channel="kk")

    stored = source(db, room)
    assert (stored.channel, stored.token_hash) == ("kk", token_hash(token))
    with db.read() as s:
        assert find_bearer(s, token_hash(token)) is not None
    assert f"CAPTIONS_TOKEN={token} python -m webinar.operate.captioning http" in shown
    later = organiser.get(address)
    assert "has not connected yet" in later.text
    assert token not in later.text
    assert later.headers["Cache-Control"] == "no-store"


def test_page_that_shows_a_token_cannot_be_left_by_its_language_menu(address, organiser):
    shown, _token = allow(organiser, address)

    assert "data-language-switch" not in shown
    assert "data-language-switch" in organiser.get(address).text


def test_command_is_not_offered_for_a_language_that_its_engine_does_not_know(address, organiser):
    shown, _token = allow(organiser, address, language="kk")

    assert "CAPTIONS_TOKEN" not in shown
    assert "understands English only" in shown


def test_both_changes_are_logged_without_the_token(db, owner, room, address, organiser):
    _shown, token = allow(organiser, address)
    organiser.post(address, revoke="en")

    with db.read() as s:
        entries = s.query(AuditEntry).filter(AuditEntry.kind.like("captions.%"))
        entries = entries.order_by(AuditEntry.id).all()
        kinds = s.query(TimelineEntry.kind).filter(TimelineEntry.kind.like("captions.%"))
        kinds = kinds.order_by(TimelineEntry.id).all()
    assert [(entry.kind, entry.user_id, entry.room_id) for entry in entries] == [
        ("captions.allowed", owner.id, room.id),
        ("captions.revoked", owner.id, room.id),
    ]
    assert [kind for (kind,) in kinds] == ["captions.allowed", "captions.revoked"]
    assert token not in str([entry.detail for entry in entries])


def test_list_says_who_is_connected_and_who_was(db, room, address, organiser, connect):
    _shown, token = allow(organiser, address)
    run = connect(token)
    assert CONNECTED in organiser.get(address).text

    organiser.app.extensions["webinar"].live.run(
        room.id, lambda change: sources.end_run(change, "en", run)
    )

    page = organiser.get(address).text
    assert CONNECTED not in page
    assert "last connected: " in page
    assert source(db, room).heard_at is not None


def test_revoked_program_is_disconnected_and_refused(db, room, address, organiser, connect):
    _shown, token = allow(organiser, address)
    connect(token)

    answer = organiser.post(address, revoke="en")

    assert answer.status_code == 303
    page = organiser.get(address).text
    assert "Its program is refused from now on" in page
    assert "No program may write captions yet" in page
    assert not source(db, room).is_running
    refusal = organiser.client.get(
        "/captions/v1/sound", headers={"Authorization": f"Bearer {token}"}
    )
    assert (refusal.status_code, refusal.json["code"]) == (401, "not_allowed")


def test_newer_token_disconnects_the_earlier_program(db, room, address, organiser, connect):
    _shown, first = allow(organiser, address)
    connect(first)

    allow(organiser, address, channel="ru")

    assert CONNECTED not in organiser.get(address).text
    assert not source(db, room).is_running
    with db.read() as s:
        assert find_bearer(s, token_hash(first)) is None


def test_ended_run_is_not_renewed(db, app, room, address, organiser, connect):
    _shown, token = allow(organiser, address)
    run = connect(token)
    organiser.post(address, revoke="en")
    before = source(db, room).heard_at

    app.extensions["webinar"].live.run(room.id, lambda change: sources.renew_run(change, "en", run))

    assert source(db, room).heard_at == before


@pytest.mark.parametrize("fields", [{"language": "fr"}, {"channel": "fr"}, {"channel": ""}])
def test_language_and_channel_must_be_those_of_the_session(db, room, address, organiser, fields):
    answer = organiser.post(address, **{"language": "en", "channel": "floor", **fields})

    assert answer.status_code == 422
    assert source(db, room, "en") is None


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PRESENTER, 200),
        (Role.MODERATOR, 404),
        (Role.INTERPRETER, 404),
        (Role.PARTICIPANT, 404),
        (None, 404),
    ],
)
def test_only_hosts_make_tokens(app, db, room, address, role, status):
    def build(s):
        user = make_user(s, "Dana", UserRole.PRESENTER)
        if role is not None:
            make_member(s, s.get(Room, room.id), "Dana", role, user=user)
        return user

    dana = signed_in(app, db.write(build))
    dana.get("/desk")

    assert dana.get(address).status_code == status
    assert dana.post(address, language="en", channel="floor").status_code == status
    assert (source(db, room) is None) == (status == 404)


def test_finished_session_has_no_programs(db, room, address, organiser):
    def end(s):
        s.get(Room, room.id).state = RoomState.ENDED

    db.write(end)

    assert organiser.get(address).status_code == 303
    answer = organiser.post(address, language="en", channel="floor")
    assert answer.status_code == 422
    assert source(db, room) is None


def test_page_of_the_session_names_the_programs(address, room, organiser):
    allow(organiser, address)

    plan = organiser.get(f"/desk/{room.code}").text

    assert f'href="{address}"' in plan
    assert "English: has not connected yet" in plan
