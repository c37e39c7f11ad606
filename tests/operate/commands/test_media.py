"""The doctor asks the media server whether it takes our key."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import jwt
import pytest

from tests.operate.commands.test_doctor import line_of

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
