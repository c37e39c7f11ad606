"""Tickets to a media server with WHIP and WHEP, and its question who may send and listen."""

from dataclasses import replace
from datetime import timedelta

import jwt
import pytest

from config import LiveKit, Whip
from tests.live.media_server.test_ticket import hold_channel, page_of
from tests.live.pages.test_snapshots import take_seat
from webinar.kit import clock
from webinar.live.media_server.whip import access_claims, channel_path, sign
from webinar.live.voice.models import VoiceChannel

SERVER = Whip(
    "https://in.example/{path}/whip",
    "https://out.example/{path}/whep",
    "a-secret-of-the-media-server-0123456789",
)


@pytest.fixture
def media():
    """The media server; a test may replace it."""
    return SERVER


def ticket_of(app, room, seat, channel="floor"):
    address = f"/rooms/{room.code}/media-server?channel={channel}"
    response = app.test_client().get(address, headers={"X-Seat": seat})
    assert response.status_code == 200, response.text
    return response.json


def permission(app, action, path, token):
    """Ask as MediaMTX does; returns the status."""
    question = {
        "user": "",
        "password": "",
        "token": token,
        "ip": "192.0.2.7",
        "action": action,
        "path": path,
        "protocol": "webrtc",
        "id": "8d3b1a52",
        "query": "",
    }
    return app.test_client().post("/media-server/access", json=question).status_code


def path_in(line):
    return line["url"].split("/")[3]


def test_while_nobody_speaks_there_is_nothing_to_send_or_to_fetch(app, room, seat):
    ticket = ticket_of(app, room, seat)

    assert ticket["script"].startswith("/static/dist/whip-")
    assert (ticket["turn"], ticket["whip"], ticket["whep"]) == (None, None, None)
    assert ticket["away"]


def test_holder_of_a_channel_may_send_what_the_others_may_fetch(app, db, room, seat):
    hold_channel(db, room, turn=3)
    listener = take_seat(app, db, room)

    speaking, listening = ticket_of(app, room, seat), ticket_of(app, room, listener)

    assert speaking["turn"] == listening["turn"] == 3
    assert listening["whip"] is None
    path = path_in(speaking["whip"])
    assert speaking["whip"]["url"] == f"https://in.example/{path}/whip"
    assert listening["whep"]["url"] == f"https://out.example/{path}/whep"
    assert permission(app, "publish", path, speaking["whip"]["token"]) == 204
    assert permission(app, "read", path, listening["whep"]["token"]) == 204


def test_holder_of_one_channel_may_only_listen_to_another(app, db, room, seat):
    hold_channel(db, room, turn=3, channel="kk")
    other = take_seat(app, db, room)
    hold_channel(db, room, turn=3)

    assert ticket_of(app, room, seat)["whip"] is None
    assert ticket_of(app, room, other, "kk")["whip"] is None
    assert ticket_of(app, room, seat, "kk")["whip"]


def test_token_permits_nothing_but_its_action_on_its_path(app, db, room, seat):
    hold_channel(db, room)
    ticket = ticket_of(app, room, seat)
    path, reading = path_in(ticket["whep"]), ticket["whep"]["token"]
    another = channel_path(SERVER, room.code, "kk", 3)

    assert permission(app, "read", path, reading) == 204
    assert permission(app, "publish", path, reading) == 403
    assert permission(app, "read", path, ticket["whip"]["token"]) == 403
    assert permission(app, "read", another, reading) == 403
    assert permission(app, "playback", path, reading) == 403
    assert permission(app, "read", path, "") == 403
    assert permission(app, "api", "", reading) == 403


def test_expired_or_forged_token_permits_nothing(app, room):
    def signed(now, server=SERVER):
        return sign(server, access_claims("read", "path", now))

    now = clock.now()
    forger = replace(SERVER, secret="a-secret-that-somebody-guessed-0123456789")
    unsigned = jwt.encode(access_claims("read", "path", now), None, algorithm="none")
    eternal = sign(SERVER, {"action": "read", "path": "path"})

    assert permission(app, "read", "path", signed(now)) == 204
    assert permission(app, "read", "path", signed(now - timedelta(minutes=3))) == 403
    assert permission(app, "read", "path", signed(now, forger)) == 403
    assert permission(app, "read", "path", unsigned) == 403
    assert permission(app, "read", "path", eternal) == 403


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"action": 1, "path": ""}', b'{"action": "read"}']
)
def test_question_that_is_none_is_refused(app, body):
    assert app.test_client().post("/media-server/access", data=body).status_code == 400


def test_question_that_is_too_long_is_refused(app):
    assert app.test_client().post("/media-server/access", data=b" " * 9000).status_code == 413


def test_each_turn_and_channel_and_session_has_a_path_that_names_none_of_them(app, db, room, seat):
    hold_channel(db, room, turn=3)
    first = path_in(ticket_of(app, room, seat)["whep"])
    db.write(lambda session: session.query(VoiceChannel).update({"turn": 4}))
    second = path_in(ticket_of(app, room, seat)["whep"])

    paths = {first, second, *(channel_path(SERVER, code, "kk", 4) for code in (room.code, "other"))}
    assert len(paths) == 4
    assert {len(path) for path in paths} == {43}
    assert not any(room.code in path for path in paths)


def test_channel_that_cannot_be_one_is_refused(app, room, seat):
    address = f"/rooms/{room.code}/media-server?channel=../x"
    response = app.test_client().get(address, headers={"X-Seat": seat})

    assert (response.status_code, response.json) == (400, {"code": "bad_message"})


def test_pages_of_a_session_alone_may_connect_to_the_media_server(app, room):
    page, front = page_of(app, room, None), app.test_client().get("/")

    policies = [answer.headers["Content-Security-Policy"] for answer in (page, front)]
    assert [" https://in.example https://out.example;" in policy for policy in policies] == [
        True,
        False,
    ]
    assert "{path}" not in "".join(policies)
    assert 'data-listener="/static/dist/media_listener-' in page.text
    assert "whip" not in page.text


@pytest.mark.parametrize("media", [None, LiveKit("wss://media.example", "key", "s" * 32)])
def test_no_other_media_server_is_answered(app, media):
    assert permission(app, "read", "path", "token") == 404
