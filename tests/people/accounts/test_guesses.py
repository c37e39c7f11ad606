"""Guessed join codes reveal nothing, and guessing locks nobody else out."""

import pytest

from tests.factories import make_room
from webinar.kit import concurrency
from webinar.people.accounts import guesses
from webinar.people.accounts.guesses import at_sessions

UNKNOWN_CODE = "ZZZZZZZZ"


@pytest.fixture
def room(db):
    return db.write(make_room)


@pytest.fixture
def waits(monkeypatch):
    """The seconds that answers would have waited; the test does not wait."""
    slept = []
    monkeypatch.setattr(concurrency, "sleep", slept.append)
    return slept


def guess(app, count, address):
    """Count this many wrong codes from the address."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        for _ in range(count):
            at_sessions.count()


def join(app, code, address="192.0.2.1"):
    client = app.test_client()
    fields = {"code": code, "name": "Aigul"}
    return client.post("/api/join", json=fields, environ_base={"REMOTE_ADDR": address}).json


def look(app, code, address="192.0.2.1"):
    client = app.test_client()
    return client.get(f"/join/{code}", environ_base={"REMOTE_ADDR": address}).status_code


@pytest.fixture
def flood(app):
    """More wrong codes than are checked in a minute, from many addresses."""
    for number in range(61):
        guess(app, 100, f"10.0.{number}.1")


def test_wrong_codes_from_many_addresses_lock_nobody_out(app, room, flood, waits):
    assert join(app, room.code)["ok"]
    assert look(app, room.code, "192.0.2.2") == 200


def test_right_and_wrong_codes_wait_equally_during_a_flood(app, room, flood, waits):
    join(app, room.code)
    right = waits.copy()
    join(app, UNKNOWN_CODE, "192.0.2.2")

    assert right == [guesses.WAIT_SECONDS]
    assert waits == right * 2


def test_nobody_waits_while_guesses_are_few(app, room, waits):
    guess(app, 100, "10.0.0.1")

    assert join(app, room.code)["ok"]
    assert join(app, UNKNOWN_CODE)["code"] == "code_unknown"
    assert waits == []


def test_waiting_places_are_limited_and_released(app, room, flood, waits):
    for number in range(guesses._WAITING + 5):
        assert join(app, UNKNOWN_CODE, f"192.0.2.{number}")["code"] == "code_unknown"
    taken = [guesses._places.acquire(blocking=False) for _ in range(guesses._WAITING)]

    assert all(taken), "an answer did not release its place"
    assert join(app, room.code, "198.51.100.1")["code"] == "rate"
    for _ in taken:
        guesses._places.release()
    assert join(app, room.code, "198.51.100.1")["ok"]


@pytest.mark.parametrize(
    ("sources", "neighbour", "stranger"),
    [
        ([(10, "2001:db8::1")], "2001:db8::2", "2001:db8:0:1::1"),
        ([(10, f"2001:db8:0:{n}::1") for n in range(4)], "2001:db8:0:9::1", "2001:db8:0:100::1"),
        (
            [(10, f"2001:db8:0:{n:x}00::1") for n in range(16)],
            "2001:db8:0:ff00::1",
            "2001:db8:1::1",
        ),
    ],
    ids=["/64", "/56", "/48"],
)
def test_ipv6_network_is_counted_as_one_source(app, room, waits, sources, neighbour, stranger):
    """The holder of a /48 has 65,536 networks of the size one customer needs."""
    for count, address in sources:
        guess(app, count, address)

    assert join(app, room.code, neighbour)["code"] == "rate"
    assert join(app, room.code, stranger)["ok"]
