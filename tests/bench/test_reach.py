"""The reach of one process: what a crowd loses is counted by its way, and files are asked for."""

import resource
from types import SimpleNamespace

import pytest

from bench import reach
from bench.load.crowd import Stuck
from tests.bench.test_crowd import MOVED, make_crowd, make_frame, server


def test_too_low_a_limit_of_files_is_said_with_what_to_do():
    text = reach.too_few_files(10_000, 4096)

    assert "10510" in text and "4096" in text and "ulimit" in text
    assert reach.too_few_files(10_000, 10_510) == ""
    assert reach.too_few_files(10_000, resource.RLIM_INFINITY) == ""


def test_the_server_may_serve_all_of_the_crowd():
    peer = reach.Roomy(viewers=10_000, hosts=8)
    with peer._folder:
        assert int(peer.environment()["MAX_CONNECTIONS"]) >= 10_008


def test_clients_turned_away_are_counted_if_the_crowd_may_lose_some():
    with server(status=b"503 Service Unavailable") as (port, _), make_crowd(3, port) as crowd:
        crowd.connect(may_lose=True)

        assert (crowd.seated, crowd.lost) == (0, 3)
        assert crowd.losses == {"HTTP/1.1 503": 3}


def test_more_clients_connect_after_some_were_lost():
    with server() as (port, seated), make_crowd(4, port) as crowd:
        crowd.connect(2)
        seated[0].sendall(b"\x88\x02\x03\xf1")
        crowd.until(lambda: crowd.lost == 1, "for the loss")
        crowd.connect(2, may_lose=True)

        assert (crowd.seated, crowd.lost, len(crowd.clients)) == (3, 1, 4)
        assert crowd.losses == {"close 1009": 1}


def test_a_crowd_that_must_not_lose_anybody_ends():
    with server(status=b"503 Service Unavailable") as (port, _), make_crowd(1, port) as crowd:
        with pytest.raises(Stuck):
            crowd.connect()


def make_gathering(crowd):
    return SimpleNamespace(crowd=crowd, move=lambda: (0, '42["slide.go",{}]'))


def answer_moves(crowd, ends, monkeypatch):
    """Let the server write to these of its ends as soon as the presenter has sent a move."""
    send = crowd.send

    def sent(client, text):
        send(client, text)
        for end in ends:
            end.sendall(make_frame(MOVED % 1))

    monkeypatch.setattr(crowd, "send", sent)


def test_a_move_that_all_hear_is_missed_by_nobody(monkeypatch):
    with server() as (port, seated), make_crowd(3, port) as crowd:
        crowd.connect()
        answer_moves(crowd, seated, monkeypatch)

        seconds, missed = reach._move(make_gathering(crowd))

        assert missed == 0
        assert 0 < seconds < reach.PATIENCE_SECONDS


def test_those_who_do_not_hear_in_time_have_missed_a_move(monkeypatch):
    with server() as (port, seated), make_crowd(3, port) as crowd:
        crowd.connect()
        answer_moves(crowd, seated[:1], monkeypatch)
        monkeypatch.setattr(reach, "PATIENCE_SECONDS", 0.01)

        _, missed = reach._move(make_gathering(crowd))

        # Whether the first has heard of it so early is a matter of luck.
        assert missed in (2, 3)


def test_a_client_that_is_lost_meanwhile_is_not_waited_for(monkeypatch):
    with server() as (port, seated), make_crowd(3, port) as crowd:
        crowd.connect()
        answer_moves(crowd, seated[:2], monkeypatch)
        seated[2].sendall(b"\x88\x02\x03\xe8")

        _, missed = reach._move(make_gathering(crowd))

        assert (missed, crowd.lost) == (0, 1)
