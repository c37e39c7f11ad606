"""The example proxy of docs/operators.md, run exactly as printed there."""

import http.client
import os
import re
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from config import ROOT
from tests.protocol.pair import two_servers
from tests.protocol.people import begin, op
from tests.protocol.proxy import Proxy
from tests.protocol.raw import Closed, Raw
from tests.protocol.waiting import until
from webinar.operate.commands import uploads
from webinar.operate.commands.uploads import UPLOADS

pytestmark = pytest.mark.skipif(not os.environ.get("NGINX"), reason="needs NGINX")

CLIENT_COUNT = 12
# The modules that allow uploads; a new one is noticed by this list.
UPLOAD_PATHS = {
    "webinar/results/registers/views.py",
    "webinar/room/cohorts/import_views.py",
    "webinar/results/followup/forms.py",
    "webinar/content/importing/views.py",
    "webinar/learn/offline/answer_views.py",
}


class LengthReader(BaseHTTPRequestHandler):
    """Answers every request with its length."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        remaining = length = int(self.headers["Content-Length"])
        while remaining:
            remaining -= len(self.rfile.read(min(remaining, 1 << 20)))
        body = str(length).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """Log nothing."""


@pytest.fixture(scope="module")
def reader_proxy(tmp_path_factory):
    reader = ThreadingHTTPServer(("127.0.0.1", 0), LengthReader)
    threading.Thread(target=reader.serve_forever, daemon=True).start()
    with Proxy(tmp_path_factory.mktemp("proxy"), [reader.server_port]) as proxy:
        yield proxy
    reader.shutdown()
    reader.server_close()


def post(proxy, path, length):
    """The status of a request of this length."""
    link = http.client.HTTPSConnection("127.0.0.1", proxy.port, context=proxy.tls, timeout=120)
    try:
        link.request("POST", path, b"x" * length)
        return link.getresponse().status
    except (BrokenPipeError, ConnectionResetError):
        return 413  # it refused to read the rest
    finally:
        link.close()


def test_every_upload_address_is_known_here():
    """The example has to let a new upload through, too."""
    allowed = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "webinar").rglob("*.py")
        if re.search(r"\.max_content_length = ", path.read_text("utf-8"))
    }

    assert allowed == UPLOAD_PATHS


@pytest.mark.parametrize("path", UPLOADS)
def test_proxy_accepts_every_upload_the_server_accepts(reader_proxy, path):
    """Planted fault: a roster of 300 kB got nginx's own page, which explains nothing."""
    assert post(reader_proxy, path, UPLOADS[path]) == 200


@pytest.mark.parametrize("path", [*UPLOADS, "/desk/new"])
def test_doctor_learns_what_the_proxy_lets_through(reader_proxy, path, monkeypatch):
    monkeypatch.setattr(ssl, "_create_default_https_context", lambda: reader_proxy.tls)
    own = SimpleNamespace(public_url=f"https://127.0.0.1:{reader_proxy.port}", is_https=True)

    assert uploads.is_refused(own, path, 32 * 1024 * 1024) == (path == "/desk/new")


@pytest.mark.parametrize("path", ["/", "/api/join", "/desk/cohorts/12/importing", "/desk/new"])
def test_ordinary_forms_have_a_smaller_size_limit_than_uploads(reader_proxy, path):
    assert post(reader_proxy, path, 200 * 1024) == 200
    assert post(reader_proxy, path, 300 * 1024) == 413


@pytest.fixture
def pair(tmp_path):
    with two_servers(tmp_path, TRUSTED_PROXIES="1") as pair:
        yield pair


class Client:
    """A client on its own network that reconnects until it is seated."""

    def __init__(self, proxy, seat, number):
        self.proxy, self.seat, self.link = proxy, seat, None
        self.source = f"127.0.{number + 1}.1"

    def is_linked(self):
        try:
            if self.link is None:
                self.link = Raw(self.proxy, source=self.source, tls=self.proxy.tls).sit(self.seat)
            return self.link.call("room.snapshot", {})["ok"]
        except (Closed, OSError, AssertionError):
            self.leave()
            return False

    def leave(self):
        if self.link is not None:
            self.link.socket.close()
            self.link = None


@pytest.mark.skipif(
    not (os.environ.get("TEST_DATABASE_URL") and os.environ.get("TEST_REDIS_URL")),
    reason="needs TEST_DATABASE_URL and TEST_REDIS_URL",
)
def test_everybody_reconnects_after_both_processes_restart(pair, tmp_path):
    """Planted fault: by nginx's default, two people were let in every ten seconds."""
    first, second = pair
    session = begin(first)
    folder = tmp_path / "proxy"
    folder.mkdir()
    with Proxy(folder, [first.port, second.port]) as proxy:
        clients = [
            Client(proxy, session.join(f"P{number}"), number) for number in range(CLIENT_COUNT)
        ]
        until(lambda: all([client.is_linked() for client in clients]))

        for server in pair:
            server.kill()
            # On the other process, which may itself have just been away.
            until(lambda: all([client.is_linked() for client in clients]))
            server.start()

        assert "no live upstreams" not in proxy.log
        assert clients[0].link.call("step.propose", op(text="Meet again", language="kk"))["ok"]
        for client in clients:
            client.leave()
