"""People who join are held to each step's contract, and a step that fails is found and named."""

import gzip
import json
import socket
import threading
from contextlib import contextmanager

import pytest

from bench.audit.discrepancy import Discrepancy
from bench.audit.joins import StoredMember, audit_joins
from bench.load.crowd import Crowd
from bench.load.responses import Request, Response, read, written
from bench.load.visit import Person, Seat, Wait, visit
from bench.load.visitors import Visitors

CODE = "7FKJP35A"
AIGUL = Person("Айгүл", "kk")


def response(status, body="", **headers):
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Response(status, pairs, body.encode())


def page():
    """The responses of a person's whole way, by step."""
    snapshot = {
        "room": {"code": CODE},
        "me": {"member": 5, "name": AIGUL.name, "language": "kk", "role": "participant"},
    }
    room = (
        '<link rel="stylesheet" href="/static/app.css">'
        f'<link rel="preload" as="fetch" crossorigin="anonymous" href="/deck?a=1&amp;v=2">'
        f'<body data-seat="5.5.x&amp;y">'
        f'<script type="application/json" id="snapshot">{json.dumps(snapshot)}</script>'
        '<script type="module" src="/static/participant.js"></script>'
    )
    form = '<link rel="stylesheet" href="/static/app.css"><input name="csrf_token" value="abc">'
    deck = {"language": "kk", "slides": [{"id": "welcome"}]}
    return {
        "page": response(200, form, set_cookie="session=s1; HttpOnly"),
        "file": response(200, "body {}"),
        "form": response(303, location=f"/rooms/{CODE}", set_cookie="session=s2; HttpOnly"),
        "room": response(200, room),
        "deck": response(200, json.dumps(deck)),
    }


def walk(answers):
    """Go the whole way with these answers; return what was asked for, and the seat."""
    way, asked = visit(CODE, AIGUL), []
    try:
        what = next(way)
        while True:
            asked.append(what)
            what = way.send(answers[what.step])
    except StopIteration as end:
        return asked, end.value


def test_a_browser_fetches_all_that_the_pages_name_each_file_once():
    asked, seat = walk(page())

    assert [request.path for request in asked] == [
        *(f"/join/{CODE}", "/static/app.css", f"/join/{CODE}", f"/rooms/{CODE}"),
        *("/static/participant.js", "/deck?a=1&v=2"),
    ]
    assert asked[2].form == {"csrf_token": "abc", "name": "Айгүл", "language": "kk"}
    assert seat == Seat("5.5.x&y", 5)


@pytest.mark.parametrize(
    ("step", "wrong", "finding"),
    [
        ("page", response(500), "answers 500"),
        ("page", response(200, page()["page"].text()), "sets a cookie"),
        ("page", response(200, "", set_cookie="session=s"), "csrf_token"),
        ("file", response(200), "is empty"),
        ("file", response(404), "answers 404"),
        ("form", response(422), "answers 422, not 303"),
        ("form", response(303, location="/", set_cookie="session=s"), "leads to '/'"),
        ("form", response(303, location=f"/rooms/{CODE}"), "sets a cookie"),
        ("room", response(303, location=f"/join/{CODE}"), "answers 303"),
        ("room", response(200, page()["room"].text().replace(CODE, "OTHER")), "snapshot is of"),
        ("room", response(200, page()["room"].text().replace('"kk"', '"ru"')), "snapshot is of"),
        ("deck", response(200, '{"language": "ru", "slides": [1]}'), "this language"),
        ("deck", response(200, '{"language": "kk", "slides": []}'), "no slides"),
    ],
)
def test_a_response_that_breaks_its_contract_is_named(step, wrong, finding):
    with pytest.raises(Discrepancy, match=f"joining, {step}: .*{finding}"):
        walk({**page(), step: wrong})


def test_a_busy_server_is_asked_again_when_it_says():
    way = visit(CODE, AIGUL)
    request = next(way)

    assert way.send(response(503, retry_after="2")) == Wait(2.0)
    assert next(way) == request


@pytest.mark.parametrize("cut", [5, 30, -1])
def test_a_response_is_read_once_it_is_whole(cut):
    body = gzip.compress("Сәлем".encode())
    head = [
        *("HTTP/1.1 200 OK", "Set-Cookie: a=1; Path=/", "SET-COOKIE: b=x=y"),
        *("Content-Encoding: gzip", f"Content-Length: {len(body)}"),
    ]
    data = "\r\n".join([*head, "", ""]).encode() + body

    assert read(data[:cut]) is None
    found, rest = read(data + b"HTTP")
    assert (found.status, found.text(), rest) == (200, "Сәлем", b"HTTP")
    assert found.cookies() == {"a": "1", "b": "x=y"}


def test_a_response_without_a_length_is_refused():
    with pytest.raises(ValueError, match="Content-Length"):
        read(b"HTTP/1.1 200 OK\r\n\r\nwhat ends when the connection does")


def test_a_form_is_sent_as_browsers_send_it():
    data = written(Request("form", "/join", {"name": "Ә &"}), "h", "kk", {"a": "1", "b": "2"})

    head, _, body = data.partition(b"\r\n\r\n")
    assert body == b"name=%D3%98+%26"
    assert f"Content-Length: {len(body)}".encode() in head
    assert b"Cookie: a=1; b=2" in head


@contextmanager
def server(steps):
    """Yield the port of a server that gives these answers, one after another, and then closes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        sock, _ = listener.accept()
        with sock:
            for answer in steps:
                data = b""
                while b"\r\n\r\n" not in data:
                    data += sock.recv(65536)
                head, _, body = data.partition(b"\r\n\r\n")
                length = head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0]
                while len(body) < int(length or 0):
                    body += sock.recv(65536)
                lines = [f"HTTP/1.1 {answer.status} X", f"Content-Length: {len(answer.body)}"]
                lines += [f"{name}: {value}" for name, value in answer.headers]
                sock.sendall("\r\n".join([*lines, "", ""]).encode() + answer.body)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        thread.join()
        listener.close()


@pytest.mark.parametrize(("answered", "step"), [(0, "page"), (1, "file"), (2, "form"), (3, "room")])
def test_a_person_who_is_cut_off_is_counted_at_that_step(answered, step):
    answers = page()
    order = [answers[name] for name in ("page", "file", "form", "room")]
    with server(order[:answered]) as port:
        crowd = Crowd(port, [])
        visitors = Visitors(port, CODE, crowd, [AIGUL])
        visitors.come()
        [visitor] = visitors.all
        visitors.close()
        crowd.close()

    assert (visitor.cut_off, visitor.in_at, visitor.seat) == (step, None, None)
    assert visitor.cookies == ({} if not answered else {"session": "s2" if answered > 2 else "s1"})


MEMBERS = [StoredMember(2, "Айгүл", "kk", 1), StoredMember(3, "Иван", "ru", 1)]
JOINED = {2: ("Айгүл", "kk"), 3: ("Иван", "ru")}


def test_people_who_joined_once_pass_and_those_cut_off_may_be_stored():
    audit_joins(JOINED, MEMBERS)
    audit_joins({2: JOINED[2]}, MEMBERS, others={"Иван", "Ольга"})


@pytest.mark.parametrize(
    ("members", "finding"),
    [
        (MEMBERS[:1], "lost: Иван"),
        ([*MEMBERS, StoredMember(4, "Иван", "ru", 1)], "twice"),
        ([*MEMBERS, StoredMember(4, "Ольга", "ru", 1)], "never came"),
        ([MEMBERS[0], StoredMember(3, "Иван", "ru", 2)], "joined once"),
        ([MEMBERS[0], StoredMember(3, "Иван", "ru", 0)], "joined once"),
        ([MEMBERS[0], StoredMember(3, "Иван", "kk", 1)], "joined once"),
        ([MEMBERS[0], StoredMember(3, "Иванов", "ru", 1)], "joined once"),
    ],
)
def test_a_planted_fault_of_joins_is_found(members, finding):
    with pytest.raises(Discrepancy, match=finding):
        audit_joins(JOINED, members)
