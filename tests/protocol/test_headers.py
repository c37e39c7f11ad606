"""Headers of every kind of response, cookies, and errors that reveal nothing internal."""

import re
import socket
from dataclasses import replace

import pytest
import requests

from tests.protocol.people import link_of, sign_in
from tests.protocol.raw import Raw
from tests.protocol.waiting import PATIENCE_S
from webinar.operate.demo.actions import ORGANISER, PRESENTER
from webinar.room.engine.registry import COMMANDS, QUERIES

COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
BANNERS = ("eventlet", "werkzeug", "flask", "python", "engineio", "socketio")

HANDSHAKE = "/socket.io/?EIO=4&transport=polling"
# The request, and the expected status.
RESPONSES = {
    "a page": ("GET", "/", {}, 200),
    "a redirect": ("GET", "/desk", {}, 303),
    "a page that is not there": ("GET", "/nothing", {}, 404),
    "a method that is not there": ("DELETE", "/", {}, 405),
    "a form without its token": ("POST", "/join", {"data": {"code": "x"}}, 403),
    "json that is none": ("POST", "/api/join", {"data": b"{"}, 422),
    "a body that is too long": ("POST", "/api/join", {"data": bytes(300 * 1024)}, 413),
    "a body without a length": ("POST", "/api/join", {"data": iter([b"{}"])}, 411),
    "a handshake": ("GET", HANDSHAKE, {}, 200),
    "a foreign handshake": ("GET", HANDSHAKE, {"headers": {"Origin": "https://evil.example"}}, 400),
    "a polling session that is not": ("POST", f"{HANDSHAKE}&sid=__proto__", {"data": b"2"}, 400),
    "an old WebSocket": ("GET", HANDSHAKE, {"headers": {"Upgrade": "websocket"}}, 426),
    "health": ("GET", "/healthz", {}, 200),
}


@pytest.mark.parametrize("name", RESPONSES)
def test_every_kind_of_response_has_the_security_headers(server, name):
    """Planted fault: they were set in an after-request hook, which Engine.IO's answers bypass."""
    method, path, options, status = RESPONSES[name]

    answer = requests.request(
        method, f"{server.url}{path}", allow_redirects=False, timeout=PATIENCE_S, **options
    )

    assert answer.status_code == status, answer.text
    has_all_headers(answer.headers)


def test_bundles_are_kept_for_ever_and_carry_no_headers_of_pages(server):
    page = requests.get(server.url, timeout=PATIENCE_S)
    [bundle] = re.findall(r'href="(/static/dist/app-[^"]+)"', page.text)

    headers = requests.get(f"{server.url}{bundle}", timeout=PATIENCE_S).headers

    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "script-src 'self'" in headers["Content-Security-Policy"], "a worker keeps it"
    assert not {"Permissions-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy"} & set(
        headers
    )
    missing = requests.get(f"{server.url}/static/dist/none.js", timeout=PATIENCE_S)
    assert missing.status_code == 404
    has_all_headers(missing.headers)


@pytest.mark.parametrize(("path", "is_allowed"), [("/rooms/ABCD2345", True), ("/desk", False)])
def test_only_pages_of_a_session_may_ask_for_the_microphone_and_play_sound(
    server, path, is_allowed
):
    answer = requests.get(f"{server.url}{path}", allow_redirects=False, timeout=PATIENCE_S)

    assert ("microphone=(self)" in answer.headers["Permissions-Policy"]) is is_allowed
    assert ("media-src blob:" in answer.headers["Content-Security-Policy"]) is is_allowed
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "display-capture=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/rooms/ABCD2345/console", True),
        ("/rooms/ABCD2345/stage", False),
        ("/desk/console", False),
        ("/console", False),
    ],
)
def test_only_the_console_may_ask_for_the_camera_and_the_screen(server, path, is_allowed):
    answer = requests.get(f"{server.url}{path}", allow_redirects=False, timeout=PATIENCE_S)

    policy = answer.headers["Permissions-Policy"]
    assert ("camera=(self)" in policy) is is_allowed
    assert ("display-capture=(self)" in policy) is is_allowed


@pytest.mark.parametrize("path", ["/replay/ABCD2345", "/study/ABCD2345"])
def test_pages_with_recordings_may_play_files_of_this_server_only(server, path):
    answer = requests.get(f"{server.url}{path}", allow_redirects=False, timeout=PATIENCE_S)

    assert "media-src 'self';" in answer.headers["Content-Security-Policy"]
    assert "microphone=()" in answer.headers["Permissions-Policy"]


def test_redirect_has_no_body(server):
    answer = requests.get(f"{server.url}/desk", allow_redirects=False, timeout=PATIENCE_S)

    assert answer.is_redirect
    assert answer.content == b""


def test_opened_websocket_reveals_no_versions(server):
    with Raw(server) as link:
        assert link.status == 101
        assert not any(banner in link.head.lower() for banner in BANNERS)


@pytest.mark.parametrize("line", ["GET / HTTP/9.9", "<canary>", "\x16\x03\x01", "GET / X"])
def test_non_http_request_gets_no_banner_and_is_not_logged(server, line):
    """Planted fault: the library's `log_message` wrote the line to the log."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as link:
        link.sendall(f"{line}\r\n\r\n".encode())

        answer = link.makefile("rb").read().decode("latin-1").lower()

    assert not any(banner in answer for banner in BANNERS)
    assert "<canary>" not in answer
    assert line not in server.log


def test_personal_pages_are_not_cached(server):
    browser, console = sign_in(link_of(server, PRESENTER))

    assert console.status_code == 200
    assert "no-store" in console.headers["Cache-Control"]
    has_all_headers(console.headers)


def test_other_sites_cannot_read_or_send_cookies(server):
    """Planted fault: the cookie was set without `httponly`."""
    browser, _page = sign_in(link_of(server, ORGANISER))

    assert list(browser.cookies)
    for cookie in browser.cookies:
        flags = {name.lower() for name in cookie._rest}
        assert "httponly" in flags or cookie.name == "language"
        assert cookie.get_nonstandard_attr("SameSite") in ("Lax", "Strict")
        assert cookie.path == "/"
        assert not cookie.domain_specified


def test_internal_error_text_never_reaches_a_page(app, client, monkeypatch, caplog):
    """Planted fault: the last error handler was not registered and the text was shown."""
    app.view_functions["rooms.front"] = fail

    answer = client.get("/")

    assert answer.status_code == 500
    assert b"canary" not in answer.data
    assert b"Traceback" not in answer.data
    has_all_headers(answer.headers)
    assert "canary" in caplog.text


def test_internal_error_text_never_reaches_a_socket(app, monkeypatch, caplog):
    """Planted fault: the gateway answered with the error's own text."""
    broken = replace(QUERIES["room.snapshot"], answer=fail)
    monkeypatch.setitem(QUERIES, "room.snapshot", broken)
    gateway = app.extensions["webinar"].live.gateway
    monkeypatch.setattr(gateway, "_ask", fail)

    answer = gateway.answer(1, 1, "room.snapshot", {})

    assert answer == {"ok": False, "code": "internal", "retry": False}
    assert "canary" in caplog.text


def test_every_command_answers_a_failure_the_same_way(app, monkeypatch, caplog):
    gateway = app.extensions["webinar"].live.gateway
    monkeypatch.setattr(gateway, "run", fail)

    answers = [gateway.answer(1, 1, name, {}) for name in COMMANDS]

    assert answers == [{"ok": False, "code": "internal", "retry": False}] * len(COMMANDS)


def fail(*_arguments, **_fields):
    raise RuntimeError("canary")


def has_all_headers(headers):
    for name, value in COMMON_HEADERS.items():
        assert headers.get(name) == value
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert headers.get("Cache-Control")
    assert headers.get("Permissions-Policy")
    banners = " ".join([headers.get("Server", ""), headers.get("X-Powered-By", "")]).lower()
    assert not any(banner in banners for banner in BANNERS)
    assert not any(letter.isdigit() for letter in banners)
