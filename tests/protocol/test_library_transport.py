"""Both transports, our own and the library's, behave the same."""

import json
from contextlib import ExitStack, suppress

import pytest
import requests
from sqlalchemy import update

from tests.protocol.frames import event, frame, pour
from tests.protocol.people import begin, intervals, op
from tests.protocol.polling import Polling
from tests.protocol.raw import CLOSE, Closed, Raw
from tests.protocol.server import PATIENT_ENTRY, Server, mode
from tests.protocol.waiting import PATIENCE_S, until
from webinar.kit.web.http_limits import CONNECTIONS_PER_ADDRESS
from webinar.people.accounts.models import Browser

pytestmark = pytest.mark.skipif(mode() != "eventlet", reason="the other mode has one way only")

WAYS = {
    "direct": {"entry": PATIENT_ENTRY},
    "library": {"entry": PATIENT_ENTRY, "TRANSPORT": "library"},
    "moved": {"entry": "tests/protocol/moved_library_name.py"},
}
SLOWER_PATH_NOTICE = "links go by the library's own, slower path"


@pytest.fixture(scope="module", params=WAYS)
def way(request):
    return request.param


@pytest.fixture(scope="module")
def server(way, tmp_path_factory):
    with Server(tmp_path_factory.mktemp(way), **WAYS[way]) as server:
        yield server


@pytest.fixture
def session(server):
    return begin(server)


@pytest.fixture
def host(session, server):
    with Raw(server) as link:
        yield link.sit(session.host)


def slides(packets):
    return [json.loads(packet[2:])[1]["slide"] for packet in packets if "slide.moved" in packet]


def test_log_reports_an_unrequested_fallback_to_the_library(server, way):
    assert (SLOWER_PATH_NOTICE in server.log) == (way == "moved")
    assert ("engineio Socket.schedule_ping" in server.log) == (way == "moved")


def test_participant_follows_a_session_over_a_websocket(session, server, host):
    with Raw(server) as link:
        link.sit(session.join())
        assert link.call("room.snapshot", {})["ok"]
        for slide in (1, 2, 3):
            assert host.call("slide.go", op(slide=slide))["ok"]
        moves = [link.hear("slide.moved") for _ in range(3)]

    assert [move["slide"] for move in moves] == [1, 2, 3]
    assert [move["after"] for move in moves[1:]] == [move["version"] for move in moves[:-1]]


def test_participant_follows_a_session_by_polling(session, server, host):
    polling = Polling(server).sit(session.join())
    for slide in (1, 2, 3):
        assert host.call("slide.go", op(slide=slide))["ok"]
    shown_slides = []
    while len(shown_slides) < 3:
        shown_slides += slides(polling.poll())

    assert shown_slides == [1, 2, 3]


def test_participant_follows_a_session_from_polling_to_a_websocket(session, server, host):
    polling = Polling(server).sit(session.join())
    assert host.call("slide.go", op(slide=1))["ok"]
    assert slides(polling.poll()) == [1]
    with polling.upgrade() as link:
        assert host.call("slide.go", op(slide=2))["ok"]
        assert link.hear("slide.moved")["slide"] == 2
        assert link.call("room.snapshot", {})["ok"]


def test_everybody_hears_and_each_vote_counts_once(session, server, host):
    poll, options = session.open_poll()
    with Raw(server) as link:
        polling = Polling(server).sit(session.join("By polling"))
        link.sit(session.join("By WebSocket"))
        vote = op(poll=poll, options=[options[0]])
        answers = [link.call("poll.vote", vote) for _ in range(2)]
        polling.post(event(1, "poll.vote", op(poll=poll, options=[options[0]])))
        polls = host.call("room.snapshot", {})["snapshot"]["polls"]

    assert answers[0] == answers[1] and answers[0]["ok"]
    tallies = {view["poll"]: view.get("tally") for view in polls}
    assert tallies[poll][options[0]] == 2


def test_answers_keep_the_order_of_the_requests(session, server):
    """Commands, queries and nonsense in one segment."""
    with Raw(server) as link:
        link.sit(session.join())
        names = ["step.propose", "room.snapshot", "room.nonsense"] * 4
        fields = {"step.propose": lambda: op(text="Meet", language="en")}
        requests_sent = [
            frame(event(number, name, fields.get(name, dict)()))
            for number, name in enumerate(names, start=1)
        ]
        pour(link, *requests_sent)
        answers = [link.answer(number) for number in range(1, 13)]

    assert all(answer["ok"] for at, answer in enumerate(answers) if at % 3 == 1)
    assert {answer["code"] for answer in answers[2::3]} == {"unknown_command"}


def test_client_that_leaves_while_arriving_leaves_nothing_behind(session, server):
    """Planted fault: a traceback in the log, or a seat that was kept for ever."""
    seat = session.join()
    for _ in range(12):
        with Raw(server) as link:
            hello = frame("40" + json.dumps({"seat": seat}))
            pour(link, hello, frame(b"\x03\xe8", opcode=CLOSE))
            with suppress(Closed, ConnectionError):
                while True:
                    link.frame()
    with Raw(server) as link:
        link.sit(seat)
        assert link.is_open()
    until(lambda: not [interval for interval in intervals(server, seat) if interval.is_open])

    assert "Traceback" not in server.log


def test_polling_client_gets_no_seat_after_its_goodbye(session, server):
    """Planted fault: a traceback in the log, and half a seat that was kept for ever."""
    polling = Polling(server)
    polling.post("1", "40" + json.dumps({"seat": session.join()}))

    assert polling.get().status_code == 400
    assert "Traceback" not in server.log


def test_invalid_handshake_is_refused_while_polling_continues(session, server, host, way):
    """Planted fault: the refusal was taken for a poll's answer and became an internal error."""
    if way != "direct":
        pytest.skip("the library asks for no proper key")
    polling = Polling(server).sit(session.join())
    header_fields = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "short",
    }
    path = polling.path.replace("polling", "websocket")
    answer = requests.get(f"{server.url}{path}", headers=header_fields, timeout=PATIENCE_S)
    assert host.call("slide.go", op(slide=1))["ok"]

    assert answer.status_code == 400
    assert slides(polling.poll()) == [1]
    assert "Traceback" not in server.log


def test_connections_are_counted_only_until_they_end(server):
    """All from one address, twice. Planted fault: links read by the loop were not counted."""
    for _ in range(2):
        with ExitStack() as opened:
            for _ in range(CONNECTIONS_PER_ADDRESS):
                link = opened.enter_context(Raw(server, source="127.0.0.9"))
                assert link.status == 101
            with pytest.raises((Closed, ConnectionError)):
                Raw(server, source="127.0.0.9")
        until(lambda: is_let_in(server))


def is_let_in(server):
    try:
        with Raw(server, source="127.0.0.9") as link:
            return link.status == 101
    except (Closed, ConnectionError):
        return False


def test_stopping_server_tells_both_transports(tmp_path, way):
    with Server(tmp_path, **WAYS[way]) as server:
        session = begin(server)
        polling = Polling(server).sit(session.join())
        with Raw(server) as link:
            link.sit(session.join())
            assert server.stop() == 0
            assert link.hear("server.restarting")["retry_ms"] > 0
        assert polling.path


def test_remotes_socket_may_do_only_what_a_remote_does(server):
    """Planted fault: sockets did not know the kind of their browser."""
    session = begin(server)
    browser = int(session.host.split(".")[0])
    db = server.database()
    db.write(
        lambda s: s.execute(update(Browser).filter_by(id=browser).values(remote_of=session.code))
    )
    db.close()

    with Raw(server) as link:
        link.sit(session.host)
        answers = [
            link.call("room.end", op()),
            link.call("member.remove", op(member=1)),
            link.call("room.snapshot", {}),
        ]
        moved = link.call("slide.go", op(slide=1))
        snapshot = link.call("remote.snapshot", {})

    assert [answer["code"] for answer in answers] == ["not_allowed"] * 3
    assert moved["ok"] and snapshot["snapshot"]["room"]["slide"] == 1
