"""The doctor asks the media server whether it answers, and whether it permits what we do."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import jwt
import pytest

from config import Whip
from tests.operate.commands.test_doctor import line_of
from webinar.live.media_server.whip import is_permitted
from webinar.live.media_server.wire import Access

SECRET = "a-secret-of-the-media-server-0123456789"


@pytest.fixture
def livekit():
    """The stand-in for LiveKit: it takes tokens that this secret has signed."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            token = self.headers["Authorization"].removeprefix("Bearer ")
            is_here = self.path == "/rtc/validate"
            try:
                claims = jwt.decode(token, SECRET, algorithms=["HS256"], issuer="key")
                status = 200 if is_here and claims["video"]["roomJoin"] else 404
            except jwt.InvalidTokenError:
                status = 401
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def look(operator, url, secret=SECRET, key="key"):
    media = {"LIVEKIT_URL": url, "LIVEKIT_KEY": key, "LIVEKIT_SECRET": secret}
    return line_of(operator.run("doctor", **media), "media server")


def test_media_server_that_answers_is_in_order(operator, livekit):
    line, _ = look(operator, livekit)

    assert line.startswith("ok") and "takes the key" in line


@pytest.mark.parametrize("wrong", [{"secret": "another-secret-0123456789-abcdefgh"}, {"key": "x"}])
def test_media_server_that_refuses_the_key_is_a_problem(operator, livekit, wrong):
    line, remedy = look(operator, livekit, **wrong)

    assert line.startswith("PROBLEM") and "refuses the key" in line
    assert "LIVEKIT_SECRET" in remedy


def test_absent_media_server_is_a_problem(operator):
    line, remedy = look(operator, "ws://127.0.0.1:1")

    assert line.startswith("PROBLEM") and "does not answer" in line
    assert "LIVEKIT_URL" in remedy


def test_something_else_at_the_address_is_a_problem(operator, livekit):
    line, _ = look(operator, f"{livekit}/elsewhere")

    assert line.startswith("PROBLEM") and "status 404" in line


def test_incomplete_settings_are_a_problem(operator):
    line, _ = line_of(operator.run("doctor", LIVEKIT_URL="wss://media.example"), "settings")

    assert line.startswith("PROBLEM") and "LIVEKIT_KEY" in line


def test_without_a_media_server_nothing_is_said(operator):
    assert "media server" not in operator.run("doctor").output


@pytest.fixture
def whep():
    """Serve as a media server with WHEP, on which nobody sends; yields `(address, statuses)`.

    `statuses` maps whether the token is good to the answer; a test may change them.
    """
    server_of_tokens = Whip("", "", SECRET)
    statuses = {True: 404, False: 401}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            token = self.headers["Authorization"].removeprefix("Bearer ")
            offer = self.rfile.read(int(self.headers["Content-Length"]))
            path = self.path.split("/")[1]
            is_offer = self.headers["Content-Type"] == "application/sdp" and b"m=audio" in offer
            is_good = is_permitted(server_of_tokens, Access("read", path, token))
            self.send_response(statuses[is_good] if is_offer else 500)
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", statuses
        server.shutdown()


def look_at_whep(operator, url, secret=SECRET):
    media = {"WHIP_URL": f"{url}/{{path}}/whip", "WHEP_URL": f"{url}/{{path}}/whep"}
    return line_of(operator.run("doctor", **media, WHIP_SECRET=secret), "media server")


def test_media_server_that_asks_this_server_is_in_order(operator, whep):
    line, _ = look_at_whep(operator, whep[0])

    assert line.startswith("ok") and "asks this server" in line


def test_media_server_that_asks_nobody_is_a_problem(operator, whep):
    url, statuses = whep
    statuses[False] = 404

    line, remedy = look_at_whep(operator, url)

    assert line.startswith("PROBLEM") and "does not refuse a wrong token" in line
    assert "/media-server/access" in remedy


def test_media_server_that_refuses_our_listeners_is_a_problem(operator, whep):
    line, remedy = look_at_whep(operator, whep[0], secret="another-secret-0123456789-abcdefgh")

    assert line.startswith("PROBLEM") and "refuses a listener" in line
    assert "WHIP_SECRET" in remedy


@pytest.mark.parametrize("status", [405, 502])
def test_something_else_at_the_address_for_listeners_is_a_problem(operator, whep, status):
    url, statuses = whep
    statuses[True] = status

    line, remedy = look_at_whep(operator, url)

    assert line.startswith("PROBLEM") and f"status {status}" in line
    assert "WHEP_URL" in remedy


def test_absent_media_server_with_whep_is_a_problem(operator):
    line, remedy = look_at_whep(operator, "http://127.0.0.1:1")

    assert line.startswith("PROBLEM") and "does not answer" in line
    assert "WHEP_URL" in remedy
