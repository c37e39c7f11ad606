"""One client's messages stay in order: commands are pipelined, everything else takes turns."""

import json
from types import SimpleNamespace

import pytest

from tests import quiet_eventlet  # noqa: F401  before anything imports it loudly
from tests.room.engine.rig import Rig, make_scene, new_op_id
from webinar.kit import concurrency
from webinar.kit.limits import Limit
from webinar.room.engine import turns
from webinar.room.engine.connections import Connection, Connections
from webinar.room.engine.link_registry import LINK_EVENTS, LinkEvent
from webinar.room.engine.turns import Turns
from webinar.room.engine.wire import Message

COMMAND, QUESTION = "poll.vote", "room.snapshot"


class FakeStream:
    """Records the frames written to the client."""

    def __init__(self):
        self.frames = []

    def write(self, frame, state=None):
        self.frames.append(frame[frame.index(b"43") :].decode())


class FakeLink:
    inbox = None
    commands_under_way = 0
    is_working = False
    closed = False
    sid = "link"

    def __init__(self):
        self.stream = FakeStream()

    def let_go(self):
        self.closed = True


class Scene:
    """A client with a seat; the test decides when commands finish and greenlets run."""

    def __init__(self, monkeypatch):
        self.link, self.log, self.commands, self.work = FakeLink(), [], [], []
        connections = Connections()
        connections.add(Connection("seat", "link", 1, 2, 3))
        self.seated = True
        manager = SimpleNamespace(sid_from_eio_sid=lambda *_: "seat" if self.seated else None)
        self.turns = Turns(SimpleNamespace(manager=manager), connections, self, self, self.read)
        monkeypatch.setattr(concurrency, "spawn", self.spawn)

    def spawn(self, work, *arguments):
        self.work.append((work, arguments))

    def begin(self, room_id, member_id, name, fields, answered, is_remote):
        """Stands in for the gateway; refuses commands marked as refused."""
        assert (room_id, member_id) == (1, 2)
        self.log.append((name, fields.get("n")))
        if fields.get("refused"):
            return {"ok": False, "code": "rate", "retry": True}
        self.commands.append(answered)
        return None

    def handle(self, connection, name, fields):
        """Stands in for the link events."""
        assert connection.sid == "seat"
        self.log.append((name, fields))

    def read(self, eio_sid, text):
        assert eio_sid == "link"
        self.log.append(("read", text))

    def command(self, number, **fields):
        body = json.dumps([COMMAND, {"n": number, **fields}])
        self.turns.deliver(self.link, f"2{number}{body}")

    def question(self, number):
        self.turns.deliver(self.link, f'2{number}["{QUESTION}",{{}}]')

    def link_event(self, name, number=""):
        self.turns.deliver(self.link, f'2{number}["{name}",{{}}]')

    def commit(self):
        """Finish the oldest command."""
        self.commands.pop(0)({"ok": True})

    def run(self):
        """Run the oldest greenlet to its end."""
        work, arguments = self.work.pop(0)
        work(*arguments)

    def names(self):
        return [entry[0] for entry in self.log]

    def answered(self):
        return [text[: text.index("[")] for text in self.link.stream.frames]


@pytest.fixture
def scene(monkeypatch):
    return Scene(monkeypatch)


def test_commands_do_not_wait_for_each_other_and_need_no_greenlet(scene):
    for number in range(5):
        scene.command(number)
    assert len(scene.commands) == 5
    assert scene.link.inbox is None

    for _ in range(5):
        scene.commit()

    assert scene.answered() == ["430", "431", "432", "433", "434"]
    assert scene.work == [] and scene.link.commands_under_way == 0


def test_a_question_waits_for_the_commands_before_it(scene):
    scene.command(1)
    scene.command(2)
    scene.question(3)
    scene.commit()
    assert scene.work == []

    scene.commit()
    assert len(scene.work) == 1
    scene.run()

    assert scene.names() == [COMMAND, COMMAND, "read"]


def test_a_command_waits_for_the_question_before_it(scene):
    scene.question(1)
    scene.command(2)
    scene.command(3)
    scene.question(4)
    assert scene.log == []

    scene.run()
    assert scene.names() == ["read", COMMAND, COMMAND]
    scene.commit()
    scene.commit()
    scene.run()

    assert scene.names() == ["read", COMMAND, COMMAND, "read"]
    assert scene.link.inbox is None


def test_packets_that_are_not_events_take_turns_too(scene):
    scene.seated = False
    for text in ("0", "1", '2["poll.vote",{}]', "2[", "9"):
        scene.turns.deliver(scene.link, text)
    while scene.work:
        scene.run()

    assert [text for _, text in scene.log] == ["0", "1", '2["poll.vote",{}]', "2[", "9"]


def test_refused_command_is_answered_at_once_out_of_turn(scene):
    scene.command(1)
    scene.command(2, refused=True)
    scene.command(3)
    scene.question(4)
    assert scene.answered() == ["432"]

    scene.commit()
    scene.commit()
    scene.run()

    assert scene.answered() == ["432", "431", "433"]
    assert scene.names()[-1] == "read"


def test_command_without_an_answer_id_gets_no_answer(scene):
    scene.turns.deliver(scene.link, f'2["{COMMAND}",{{"refused":1}}]')
    scene.turns.deliver(scene.link, f'2["{COMMAND}",{{}}]')
    scene.commit()

    assert scene.link.stream.frames == []
    assert scene.link.commands_under_way == 0


def test_link_closed_before_its_turn_is_not_read(scene):
    """Planted fault: the closed link got a seat that was never freed."""
    scene.seated = False
    scene.turns.deliver(scene.link, '0{"seat":"x"}')
    scene.turns.deliver(scene.link, '2["room.snapshot",{}]')
    scene.link.closed = True

    scene.run()

    assert scene.log == [] and scene.work == []
    assert scene.link.inbox is None


def test_link_closed_during_a_command_starts_nothing_more(scene):
    scene.command(1)
    scene.question(2)
    scene.command(3)
    scene.link.closed = True

    scene.commit()

    assert scene.names() == [COMMAND]
    assert scene.work == [] and scene.link.inbox is None


def test_flood_of_commands_runs_in_order_without_recursion(scene):
    scene.question(0)
    for number in range(1, 5001):
        scene.command(number, refused=True)
    scene.run()

    assert [n for _, n in scene.log[1:]] == list(range(1, 5001))
    assert scene.link.inbox is None and not scene.link.is_working


def test_flood_of_questions_uses_one_greenlet_at_a_time(scene):
    for number in range(300):
        scene.question(number)
    most_greenlets = 0
    while scene.work:
        most_greenlets = max(most_greenlets, len(scene.work))
        scene.run()

    assert most_greenlets == 1
    assert [text.split("[")[0] for _, text in scene.log] == [f"2{n}" for n in range(300)]


def test_waiting_messages_are_limited(scene, caplog):
    """Planted fault: each link could keep three hundred messages of maximum length."""
    scene.question(0)
    for number in range(100):
        scene.turns.deliver(scene.link, f'2{number}["x","{"y" * 60_000}"]')
        if scene.link.closed:
            break

    assert number <= turns.MOST_WAITING // 60_000
    assert scene.link.inbox is None
    assert "closed" in caplog.text


def test_read_error_does_not_block_waiting_messages(scene):
    def fail(_eio_sid, _text):
        raise RuntimeError("planted fault")

    scene.turns._read_packet = fail
    scene.question(1)
    scene.command(2)
    with pytest.raises(RuntimeError):
        scene.run()

    assert scene.names() == [COMMAND]


@pytest.fixture
def link_events(monkeypatch):
    """The names of two link events: of one that is quick, and of one whose handler waits."""
    for name, waits in (("test.quick", False), ("test.slow", True)):
        event = LinkEvent(name, Message, Limit(9, 9), lambda *_: None, waits)
        monkeypatch.setitem(LINK_EVENTS, name, event)
    return "test.quick", "test.slow"


def test_quick_link_event_waits_for_no_command_and_needs_no_greenlet(scene, link_events):
    quick, _ = link_events
    scene.command(1)

    scene.link_event(quick)
    scene.link_event(quick, number=2)

    assert scene.names() == [COMMAND, quick, quick]
    assert scene.answered() == ["432"]
    assert scene.work == [] and scene.link.inbox is None


def test_link_event_whose_handler_waits_gets_a_greenlet(scene, link_events):
    quick, slow = link_events

    scene.link_event(slow)
    scene.link_event(quick)

    assert scene.names() == []
    scene.run()
    assert scene.names() == ["read", quick]


def test_commands_of_one_client_are_committed_in_order(db, monkeypatch):
    """Through the real gateway and queue, the last message sent wins."""
    rig, session = Rig(db), make_scene(db)
    link, connections = FakeLink(), Connections()
    connections.add(Connection("seat", "link", session.room.id, session.host.id, 3))
    manager = SimpleNamespace(sid_from_eio_sid=lambda *_: "seat")
    turns = Turns(SimpleNamespace(manager=manager), connections, rig.gateway, None, None)
    spawned = []
    monkeypatch.setattr(concurrency, "spawn", lambda work, *args: spawned.append((work, args)))

    for number in range(1, 30):
        fields = {"slide": number % 3, "op_id": new_op_id()}
        turns.deliver(link, f"2{number}{json.dumps(['slide.go', fields])}")
    [(drain, arguments)] = spawned
    drain(*arguments)

    moved = [body["slide"] for name, body in rig.heard_by(session.ada) if name == "slide.moved"]
    assert moved == [number % 3 for number in range(1, 30)]
    assert [text.split("[")[0] for text in link.stream.frames] == [f"43{n}" for n in range(1, 30)]
