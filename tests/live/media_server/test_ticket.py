"""Tickets to LiveKit: what a member may do there, and the pages that ask for one."""

from types import SimpleNamespace

import jwt
import pytest

from config import LiveKit
from tests.factories import make_member, make_room
from tests.live.pages.test_snapshots import change
from webinar.kit import clock, limits
from webinar.kit.permissions import Role
from webinar.live.voice.models import VoiceChannel
from webinar.room.rooms.models import Member, Room, RoomState, Seat

SERVER = LiveKit("wss://media.example/voice", "APIkey", "a-secret-of-the-media-server-0123456789")


@pytest.fixture
def media():
    """The media server; a test may replace it by None."""
    return SERVER


def ask(app, room, seat):
    return app.test_client().get(f"/rooms/{room.code}/media-server", headers={"X-Seat": seat})


def claims_of(response, server=SERVER):
    assert response.status_code == 200, response.text
    return jwt.decode(response.json["token"], server.secret, algorithms=["HS256"])


def hold_channel(db, room, turn=3, channel="floor"):
    """Let the newest member speak in this channel; returns their number."""

    def work(session):
        seat = session.query(Seat).order_by(Seat.member_id.desc()).first()
        row = VoiceChannel(
            room_id=room.id, channel=channel, turn=turn, member_id=seat.member_id, since=clock.now()
        )
        session.add(row)
        return session.get_one(Member, seat.member_id).number

    return db.write(work)


def test_listener_may_subscribe_and_nothing_else(app, room, seat):
    response = ask(app, room, seat)

    claims = claims_of(response)
    assert response.json["url"] == SERVER.url
    assert response.json["script"].startswith("/static/dist/livekit-")
    assert claims["iss"] == SERVER.key
    assert claims["sub"].startswith("1.0.")
    name = claims["video"].pop("room")
    assert claims["video"] == {
        "roomJoin": True,
        "canSubscribe": True,
        "canPublish": False,
        "canPublishSources": ["microphone"],
        "canPublishData": False,
        "canUpdateOwnMetadata": False,
        "hidden": True,
    }
    assert len(name) == 43 and room.code not in name


def test_holder_of_a_channel_may_send_the_microphone_while_they_hold_it(app, db, room, seat):
    number = hold_channel(db, room, turn=3)

    claims = claims_of(ask(app, room, seat))

    assert claims["sub"].startswith(f"{number}.3.")
    assert claims["video"]["canPublish"] and not claims["video"]["hidden"]
    assert claims["video"]["canPublishSources"] == ["microphone"]
    db.write(lambda session: session.query(VoiceChannel).update({"member_id": None}))
    assert not claims_of(ask(app, room, seat))["video"]["canPublish"]


def test_channel_of_another_session_or_member_gives_no_right_to_send(app, db, room, seat):
    def work(session):
        elsewhere = make_room(session)
        other = make_member(session, session.get_one(Room, room.id), "Dana", Role.PRESENTER)
        me = session.query(Seat).order_by(Seat.member_id.desc()).first().member_id
        for room_id, member_id in ((elsewhere.id, me), (room.id, other.id)):
            session.add(
                VoiceChannel(
                    room_id=room_id, channel="floor", turn=1, member_id=member_id, since=clock.now()
                )
            )

    db.write(work)

    assert not claims_of(ask(app, room, seat))["video"]["canPublish"]


def test_token_is_short_lived_and_each_tab_has_its_own_identity(app, room, seat):
    first, second = (claims_of(ask(app, room, seat)) for _ in range(2))

    now = clock.now().timestamp()
    assert first["nbf"] < now < first["exp"] <= now + 120
    assert first["sub"] != second["sub"]
    assert first["video"]["room"] == second["video"]["room"]


def test_no_ticket_without_a_seat_in_a_live_session(app, db, room, seat):
    elsewhere = db.write(make_room)

    assert ask(app, room, "forged").status_code == 403
    assert ask(app, elsewhere, seat).status_code == 403
    change(db, room, state=RoomState.ENDED)
    answer = ask(app, room, seat)
    assert (answer.status_code, answer.json) == (409, {"code": "room_not_live"})


def test_too_many_tickets_are_refused(app, room, seat, monkeypatch):
    at = limits.time.monotonic()
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: at))

    answers = [ask(app, room, seat).status_code for _ in range(21)]

    assert answers == [200] * 20 + [429]


def test_sentence_about_an_absent_media_server_is_in_the_members_language(app, db, room, seat):
    def work(session):
        seat = session.query(Seat).order_by(Seat.member_id.desc()).first()
        session.get_one(Member, seat.member_id).language = "ru"

    english = ask(app, room, seat).json["away"]
    db.write(work)

    assert "faster sound" in english
    assert "звук" in ask(app, room, seat).json["away"]


def page_of(app, room, seat):
    """The page of a participant who has just joined."""
    client = app.test_client()
    token = client.get(f"/join/{room.code}").text.split('name="csrf_token" value="')[1]
    form = {"csrf_token": token.split('"')[0], "name": "Bo", "language": "en"}
    client.post(f"/join/{room.code}", data=form)
    return client.get(f"/rooms/{room.code}")


@pytest.mark.parametrize("media", [None, SERVER])
def test_page_names_other_scripts_and_an_address_only_with_a_media_server(app, room, seat, media):
    """Planted fault: every page of the server named the media server."""
    page, front = page_of(app, room, seat), app.test_client().get("/")

    is_served = media is not None
    assert ('data-listener="/static/dist/media_listener-' in page.text) is is_served
    assert ('data-listener="/static/dist/listener-' in page.text) is not is_served
    assert "livekit" not in page.text
    policies = [answer.headers["Content-Security-Policy"] for answer in (page, front)]
    assert [" wss://media.example https://media.example;" in policy for policy in policies] == [
        is_served,
        False,
    ]
    assert "media.example/voice" not in "".join(policies)
    assert ask(app, room, seat).status_code == (200 if is_served else 404)
