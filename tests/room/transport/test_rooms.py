"""The index of rooms stays correct, and one link coming or going costs the others nothing."""

import pytest
import socketio

from webinar.room.engine.wire import delivery_of
from webinar.room.transport.links import Link
from webinar.room.transport.rooms import Rooms


class RecordingLink(Link):
    """A link that records the frames sent to it."""

    def __init__(self):
        self.frames = []

    def say(self, frame):
        self.frames.append(frame)


class Counted(dict):
    """A dictionary that counts how often it is touched."""

    touched = 0

    def __getitem__(self, key):
        Counted.touched += 1
        return super().__getitem__(key)

    def __iter__(self):
        Counted.touched += len(self)
        return super().__iter__()

    def items(self):
        Counted.touched += len(self)
        return super().items()

    def get(self, key, default=None):
        Counted.touched += 1
        return super().get(key, default)


@pytest.fixture
def rooms():
    manager = Rooms()
    server = socketio.Server(async_mode="threading", client_manager=manager)
    manager.delivery_of = delivery_of
    manager.eio = server.eio
    return manager


def connect(rooms, eio_sid, *names):
    """Connect a link and enter these rooms; return the client's id."""
    rooms.eio.sockets[eio_sid] = RecordingLink()
    sid = rooms.pre_connect(eio_sid, "/")
    for name in names:
        rooms.enter_room(sid, "/", name)
    assert rooms.connect(sid, "/") == sid
    return sid


def disconnect(rooms, sid):
    rooms.pre_disconnect(sid, "/")
    rooms.disconnect(sid, "/", ignore_queue=True)


def packets_for(rooms, eio_sid):
    return rooms.eio.sockets[eio_sid].frames


def participants_of(rooms, name):
    return dict(rooms.get_participants("/", name))


def test_client_is_in_a_room_from_entering_until_leaving(rooms):
    ada = connect(rooms, "ada", "everyone", "hosts")
    bek = connect(rooms, "bek", "everyone")

    assert participants_of(rooms, "everyone") == {ada: "ada", bek: "bek"}
    assert participants_of(rooms, "hosts") == {ada: "ada"}
    rooms.leave_room(ada, "/", "hosts")
    assert participants_of(rooms, "hosts") == {}
    assert sorted(rooms.get_rooms(ada, "/")) == ["everyone"]
    disconnect(rooms, ada)
    assert participants_of(rooms, "everyone") == {bek: "bek"}


def test_disconnected_clients_leave_nothing_behind(rooms):
    for number in range(50):
        sid = connect(rooms, f"link {number}", "everyone", f"member {number}")
        rooms.leave_room(sid, "/", "everyone")
        rooms.enter_room(sid, "/", "everyone")
        disconnect(rooms, sid)

    assert rooms.rooms == {"/": {None: {}}}
    assert (rooms._sids, rooms._rooms_of) == ({}, {})
    assert not any(rooms.pending_connect.values())
    assert not any(rooms.pending_disconnect.values())


def test_repeatedly_entering_and_leaving_a_room_leaves_no_trace(rooms):
    """Planted fault: each round added an entry for as long as the client stayed."""
    ada = connect(rooms, "ada")
    for _ in range(100):
        rooms.enter_room(ada, "/", "everyone")
        rooms.leave_room(ada, "/", "everyone")

    assert rooms._rooms_of[ada] == ()


def test_client_that_leaves_while_connecting_leaves_nothing_behind(rooms):
    rooms.eio.sockets["ada"] = RecordingLink()
    ada = rooms.pre_connect("ada", "/")
    assert rooms.is_pre_connected(ada, "/") and not rooms.is_connected(ada, "/")

    rooms.disconnect(ada, "/", ignore_queue=True)

    assert rooms.sid_from_eio_sid("ada", "/") is None
    assert rooms.rooms == {"/": {None: {}}}


def test_client_and_link_are_found_by_the_id_of_the_other(rooms):
    ada = connect(rooms, "ada")

    assert rooms.sid_from_eio_sid("ada", "/") == ada
    assert rooms.eio_sid_from_sid(ada, "/") == "ada"
    assert rooms.is_connected(ada, "/")
    assert rooms.sid_from_eio_sid("nobody", "/") is None


def test_a_link_connects_once(rooms):
    ada = connect(rooms, "ada")

    assert rooms.pre_connect("ada", "/") is None
    assert rooms.is_connected(ada, "/")


def test_link_may_reconnect_after_disconnecting(rooms):
    disconnect(rooms, connect(rooms, "ada"))

    assert connect(rooms, "ada") is not None


def test_unconnected_client_cannot_enter_a_room(rooms):
    with pytest.raises(ValueError, match="not connected"):
        rooms.enter_room("nobody", "/", "everyone")


@pytest.mark.parametrize("others", [10, 1000])
def test_leaving_does_not_touch_other_rooms_and_clients(rooms, others):
    for number in range(others):
        connect(rooms, f"link {number}", "everyone", f"member {number}")
    ada = connect(rooms, "ada", "everyone", "member ada", "hosts")
    rooms.rooms["/"] = Counted(
        {name: Counted(members) for name, members in rooms.rooms["/"].items()}
    )
    Counted.touched = 0

    disconnect(rooms, ada)

    assert 0 < Counted.touched < 20
    assert len(participants_of(rooms, "everyone")) == others


def test_each_link_gets_the_same_frame_once(rooms):
    for number in range(100):
        connect(rooms, f"link {number}", "everyone", "hosts")
    connect(rooms, "elsewhere", "another")

    rooms.emit("slide.moved", {"slide": 1}, "/", room="everyone")

    frames = [packets_for(rooms, f"link {number}") for number in range(100)]
    assert all(len(frame) == 1 for frame in frames)
    assert len({id(frame[0]) for frame in frames}) == 1
    assert packets_for(rooms, "elsewhere") == []


def test_farewell_reaches_everyone(rooms):
    for name in ("ada", "bek"):
        connect(rooms, name, f"member {name}")

    rooms.emit("server.restarting", {"retry_ms": 700}, "/", ignore_queue=True)

    assert [len(packets_for(rooms, name)) for name in ("ada", "bek")] == [1, 1]


def test_message_can_be_sent_to_one_client(rooms):
    ada, _ = connect(rooms, "ada"), connect(rooms, "bek")

    rooms.emit("poll.voted", {}, "/", to=ada)

    assert [len(packets_for(rooms, name)) for name in ("ada", "bek")] == [1, 0]


def test_state_frames_are_named_and_event_frames_are_not(rooms):
    connect(rooms, "ada", "everyone")

    rooms.emit("room.tick", {"said": {}}, "/", room="everyone")
    rooms.emit("poll.opened", {}, "/", room="everyone")

    assert [frame.state for frame in packets_for(rooms, "ada")] == ["room.tick:", None]


def test_client_leaving_during_a_broadcast_does_not_disturb_others(rooms):
    sids = [connect(rooms, f"link {number}", "everyone") for number in range(10)]

    def leave(_frame):
        for sid in sids[:5]:
            rooms.disconnect(sid, "/", ignore_queue=True)
        for number in range(5):
            rooms.eio.sockets.pop(f"link {number}", None)

    rooms.eio.sockets["link 0"].say = leave
    rooms.emit("slide.moved", {}, "/", room="everyone")

    assert [len(packets_for(rooms, f"link {number}")) for number in range(5, 10)] == [1] * 5


def test_emitting_to_an_empty_room_is_no_error(rooms):
    rooms.emit("slide.moved", {}, "/", room="nowhere")
    rooms.emit("slide.moved", {}, "/elsewhere", room="nowhere")


@pytest.mark.parametrize("options", [{"callback": print}, {"skip_sid": "ada"}])
def test_unsupported_emit_options_are_refused(rooms, options):
    with pytest.raises(NotImplementedError):
        rooms.emit("slide.moved", {}, "/", room="everyone", **options)


def test_remote_hears_only_broadcasts_meant_for_remotes(rooms):
    rooms.heard_by_remotes = lambda event, body: None if event == "chat.held" else {"n": body["n"]}
    connect(rooms, "console", "hosts")
    connect(rooms, "remote", "hosts")
    rooms.eio.sockets["remote"].is_remote = True

    for name in ("poll.tally", "chat.held"):
        rooms.emit(name, {"n": 1, "tally": {"a": 1}}, "/", room="hosts")

    assert [frame.packet.data for frame in packets_for(rooms, "console")] == [
        '2["poll.tally",{"n":1,"tally":{"a":1}}]',
        '2["chat.held",{"n":1,"tally":{"a":1}}]',
    ]
    assert [frame.packet.data for frame in packets_for(rooms, "remote")] == [
        '2["poll.tally",{"n":1}]'
    ]
