"""Answers that are the same for everybody are kept, and no others."""

import pytest

from webinar.kit.web import kept_answers
from webinar.kit.web.headers import Wrapped

PUBLIC = ("Cache-Control", "public, max-age=60")
PATH = "/static/dist/app.js"


class Application:
    """Answers with the number of the request, and these headers; `closed` counts ended answers."""

    def __init__(self, *headers, status="200 OK", body=b""):
        self.status, self.headers, self.body = status, list(headers), body
        self.asked = self.closed = 0

    def __call__(self, environ, start):
        self.asked += 1
        start(self.status, list(self.headers))
        return _Pieces(self, [f"{self.asked}".encode(), self.body])


class _Pieces(list):
    def __init__(self, application, pieces):
        super().__init__(pieces)
        self.application = application

    def close(self):
        self.application.closed += 1


def get(wrapped, path=PATH, **environ):
    heads = []
    pieces = wrapped(
        {"REQUEST_METHOD": "GET", "PATH_INFO": path, "REMOTE_ADDR": "10.0.0.1", **environ},
        lambda status, headers: heads.append((status, headers)),
    )
    [(status, headers)] = heads
    return status, dict(headers), b"".join(pieces)


def wrap(application):
    return Wrapped(application, ["https://x.example"], is_https=True)


def test_public_answer_is_made_once_and_keeps_its_headers():
    application = Application(PUBLIC, ("Vary", "Accept-Encoding"), ("Content-Encoding", "br"))
    wrapped = wrap(application)

    first, second = get(wrapped), get(wrapped)

    assert first == second
    assert (application.asked, application.closed) == (1, 1)
    assert second[1]["Content-Encoding"] == "br"
    assert "Content-Security-Policy" in second[1]
    assert "Strict-Transport-Security" in second[1]


def test_headers_of_one_answer_do_not_grow():
    wrapped = wrap(Application(PUBLIC))
    lengths = []
    for _ in range(3):
        heads = []
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": PATH}
        wrapped(environ, lambda _status, headers, heads=heads: heads.extend(headers))
        lengths.append(len(heads))

    assert lengths == [lengths[0]] * 3


@pytest.mark.parametrize(
    "application",
    [
        Application(PUBLIC, ("Set-Cookie", "session=1")),
        Application(PUBLIC, ("Vary", "Cookie")),
        Application(PUBLIC, ("Vary", "Accept-Encoding, Cookie")),
        Application(PUBLIC, status="404 NOT FOUND"),
        Application(("Cache-Control", "private, max-age=60")),
        Application(("Cache-Control", "no-store")),
        Application(),
    ],
)
def test_answer_that_is_not_for_everybody_is_not_kept(application):
    wrapped = wrap(application)

    bodies = [get(wrapped)[2] for _ in range(2)]

    assert bodies == [b"1", b"2"]


@pytest.mark.parametrize(
    "differing",
    [
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"QUERY_STRING": "v=1"},
        {"REQUEST_METHOD": "HEAD"},
        {"HTTP_RANGE": "bytes=0-1"},
        {"HTTP_IF_NONE_MATCH": '"x"'},
        {"path": "/static/dist/other.js"},
        {"path": "/rooms/ABCD2345"},
    ],
)
def test_another_request_gets_an_answer_of_its_own(differing):
    wrapped = wrap(Application(PUBLIC))
    get(wrapped)

    assert get(wrapped, **differing)[2] == b"2"
    assert get(wrapped)[2] == b"1"


def test_long_keys_are_not_kept():
    wrapped = wrap(Application(PUBLIC))

    bodies = [get(wrapped, HTTP_ACCEPT_ENCODING="x" * 1000)[2] for _ in range(2)]

    assert bodies == [b"1", b"2"]


def test_unused_answers_make_room(monkeypatch):
    monkeypatch.setattr(kept_answers, "MOST", 2)
    application = Application(PUBLIC)
    wrapped = wrap(application)

    for name in ("a", "b", "a", "c", "a", "b"):
        get(wrapped, f"/static/dist/{name}")

    # Only "b" had been forgotten when it was asked for again.
    assert application.asked == 4


def test_bytes_are_bounded(monkeypatch):
    monkeypatch.setattr(kept_answers, "MOST_BYTES", 25)
    application = Application(PUBLIC, body=b"x" * 9)
    wrapped = wrap(application)

    for name in ("a", "b", "c", "b", "c", "a"):
        get(wrapped, f"/static/dist/{name}")

    assert application.asked == 4


def test_answer_larger_than_all_room_is_sent_and_not_kept(monkeypatch):
    monkeypatch.setattr(kept_answers, "MOST_BYTES", 5)
    wrapped = wrap(Application(PUBLIC, body=b"x" * 9))

    assert [get(wrapped)[2] for _ in range(2)] == [b"1" + b"x" * 9, b"2" + b"x" * 9]


def test_refused_requests_are_refused_before_the_kept_answer():
    wrapped = wrap(Application(PUBLIC))
    get(wrapped)

    status, _headers, _body = get(wrapped, HTTP_TRANSFER_ENCODING="chunked")

    assert status.startswith("411")


def test_icon_of_the_product_is_read_once(app, client, monkeypatch):
    first = client.get("/icon.svg")
    monkeypatch.setitem(app.view_functions, "brand.icon", None)

    second = client.get("/icon.svg")

    assert (second.status_code, second.data) == (200, first.data)
    assert second.headers["Content-Security-Policy"] == "default-src 'none'"
    assert sorted(second.headers) == sorted(first.headers)
