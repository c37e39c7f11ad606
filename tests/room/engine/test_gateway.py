"""The gateway checks the shape and the limit of every message, and answers it."""

import dataclasses
import itertools
import logging
import threading
from types import SimpleNamespace

import msgspec
import pytest

from tests.room.engine.asking import COMMANDS_AND_QUERIES, EVERY_COMMAND, FIELDS, fields_of
from tests.room.engine.rig import Rig, new_op_id, version_of
from webinar.kit import limits
from webinar.kit.limits import Limit, Limits
from webinar.kit.permissions import Can
from webinar.live.pointer.wire import PointerMoved, PointerView
from webinar.room.engine import batch, room_queue
from webinar.room.engine.registry import COMMANDS, QUERIES, command, hot_command, moment
from webinar.room.engine.wire import Bare, Nothing
from webinar.room.rooms.models import Room, RoomState
from webinar.tables import metadata

COLUMNS = {column.name for table in metadata.tables.values() for column in table.columns}
BAD_MESSAGE = {"ok": False, "code": "bad_message", "retry": False}


def names_of(message):
    return {field.encode_name for field in msgspec.structs.fields(message)}


def test_nonexistent_command_is_unknown(rig, scene):
    answer = rig.ask(scene.host, "room.explode")

    assert answer == {"ok": False, "code": "unknown_command", "retry": False}


@pytest.mark.parametrize("fields", [None, [], "text", 7, True, [["op_id", "x"]]])
def test_fields_that_are_not_an_object_are_refused(rig, scene, fields):
    answer = rig.gateway.answer(scene.room.id, scene.host.id, "room.end", fields)

    assert answer == BAD_MESSAGE


def test_unknown_field_is_refused(db, rig, scene):
    """No column name can be slipped into any message."""
    before = version_of(db, scene.room)

    for name in COMMANDS_AND_QUERIES:
        known = (COMMANDS.get(name) or QUERIES[name]).message
        for column in sorted(COLUMNS - names_of(known)):
            answer = rig.ask(scene.host, name, **fields_of(name), **{column: 1})
            assert answer == BAD_MESSAGE, (name, column)
    assert version_of(db, scene.room) == before


def test_a_command_without_a_proper_op_id_is_refused(rig, scene):
    hostile = [7, None, "", "short", "x" * 37, "with space", "эпоха-0001", []]

    for name in EVERY_COMMAND:
        answers = [rig.ask(scene.host, name, **FIELDS[name], op_id=op_id) for op_id in hostile]

        assert rig.ask(scene.host, name, **FIELDS[name]) == BAD_MESSAGE, name
        assert answers == [BAD_MESSAGE] * len(hostile), name


HOSTILE = [None, True, -1, 2**53, 1.5, "", "x" * 10_000, "\0", "\ud800", [], ["x"] * 1000, {}]
# Hostile values that these fields do accept.
ACCEPTED = [
    ("holder", None),
    ("member", None),
    ("marks", None),
    ("offered", True),
    ("quiz", True),
    ("put", True),
    ("everything", True),
    ("correct", []),
    ("translations", {}),
    ("options", []),
    ("reason", ""),
    ("words", ""),
    ("open", True),
    ("moderated", True),
    ("anonymous", True),
    ("key", ""),
    ("hands", {}),
    ("was", ""),
    ("now", ""),
    ("after", ""),
    ("question", ""),
    ("wanted", True),
    ("copy", True),
    ("everyone", True),
    ("due", None),
    ("held", True),
    ("offered", True),
    ("indicator", ""),
]


def test_field_of_the_wrong_shape_is_refused_and_changes_nothing(db, rig, scene):
    for name in EVERY_COMMAND:
        for field, hostile in itertools.product(FIELDS[name], HOSTILE):
            if (field, hostile) not in ACCEPTED:
                answer = rig.ask(scene.host, name, **(fields_of(name) | {field: hostile}))
                assert answer == BAD_MESSAGE, (name, field, hostile)
    assert version_of(db, scene.room) == 0


def test_form_text_is_converted_but_socket_text_is_refused(rig, scene):
    fields = fields_of("slide.go") | {"slide": "2"}

    by_socket = rig.ask(scene.host, "slide.go", **fields)
    by_form = rig.gateway.run(scene.room.id, scene.host.id, "slide.go", fields, strict=False)

    assert by_socket == BAD_MESSAGE
    assert by_form == {"version": 1}


def test_internal_error_is_logged_but_not_disclosed(rig, scene, monkeypatch, caplog):
    def fail(_db, _room, _member, _message):
        raise RuntimeError("secret detail")

    query = QUERIES["room.snapshot"]
    monkeypatch.setitem(QUERIES, "room.snapshot", dataclasses.replace(query, answer=fail))

    with caplog.at_level(logging.ERROR):
        answer = rig.ask(scene.ada, "room.snapshot")

    assert answer == {"ok": False, "code": "internal", "retry": False}
    assert "secret detail" in caplog.text


@pytest.fixture
def greeted():
    """A moment allowed only before the start; lists the members its handler ran for."""
    greeted = []

    @moment(
        "test.greet",
        needs=Can.FOLLOW,
        message=Nothing,
        limit=Limit(1, 1),
        states={RoomState.PLANNED},
    )
    def greet(_db, _room, member, _message):
        greeted.append(member.id)
        return PointerMoved(set=PointerView(None))

    yield greeted
    del QUERIES["test.greet"]


@pytest.mark.parametrize(
    ("state", "code"),
    [(RoomState.LIVE, "room_already_started"), (RoomState.ENDED, "room_ended")],
)
def test_moment_is_refused_in_other_session_states(db, rig, scene, greeted, state, code):
    db.write(lambda session: setattr(session.get(Room, scene.room.id), "state", state))

    answer = rig.ask(scene.ada, "test.greet")

    assert answer == {"ok": False, "code": code, "retry": False}
    assert (greeted, rig.said) == ([], [])


def test_moment_is_broadcast_in_a_session_state_it_names(db, rig, scene, greeted):
    planned = RoomState.PLANNED
    db.write(lambda session: setattr(session.get(Room, scene.room.id), "state", planned))

    assert rig.ask(scene.ada, "test.greet") == {"ok": True}
    assert greeted == [scene.ada.id]
    assert rig.names_heard_by(scene.bek) == ["pointer.moved"]


@pytest.fixture
def stopped_clock(monkeypatch):
    """Stop the clock so that no bucket refills, however slow the machine."""
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: 1000.0))


def test_member_over_the_limit_must_try_again(db, scene, stopped_clock):
    rig = Rig(db, Limits())
    answers = [rig.do(scene.ada, "poll.vote", poll="which", options=["a"]) for _ in range(20)]

    codes = [answer["code"] for answer in answers]

    assert codes == ["unknown_poll"] * 10 + ["rate"] * 10
    assert answers[-1] == {"ok": False, "code": "rate", "retry": True}
    assert rig.do(scene.bek, "poll.vote", poll="which", options=["a"])["code"] == "unknown_poll"


def test_hourly_limit_is_refused_without_retry(db, scene, monkeypatch):
    """The client's next message, such as a vote, must not wait behind it."""
    now = [1000.0]
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: now[0]))
    rig = Rig(db, Limits())

    answers = []
    for _ in range(61):
        now[0] += 10
        answers.append(rig.do(scene.ada, "chat.say", text="Hello", language="en"))

    # Meanwhile the bucket refilled by ten, one a minute.
    assert {answer["code"] for answer in answers} == {"chat_off"}
    for _ in range(11):
        now[0] += 2
        answers.append(rig.do(scene.ada, "chat.say", text="Hello", language="en"))
    assert answers[-1] == {"ok": False, "code": "rate", "retry": False}


def test_all_message_kinds_share_a_limit(db, scene, stopped_clock):
    rig = Rig(db, Limits())
    names = ["room.explode"] * 100

    codes = [rig.ask(scene.ada, name)["code"] for name in names]
    answers = [rig.ask(scene.ada, "room.snapshot") for _ in range(100)]

    assert set(codes) == {"unknown_command"}
    assert sum(answer["ok"] for answer in answers) <= limits.SNAPSHOT.count


def test_bucket_refills_over_time_and_is_dropped_when_full(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    buckets, limit = Limits(), Limit(2, 10)

    taken = [buckets.take(limit, "ada") for _ in range(3)]
    now[0] += 5
    later = [buckets.take(limit, "ada") for _ in range(2)]
    now[0] += 100
    for number in range(Limits._SWEEP_EVERY):
        buckets.take(limit, number)

    assert taken == [True, True, False]
    assert later == [True, False]
    assert (limit, "ada") not in buckets._buckets


class Answers(list):
    """Deferred answers; `wait` blocks until `count` have arrived."""

    def wait(self, count=1):
        for _ in range(2000):
            if len(self) >= count:
                return list(self)
            threading.Event().wait(0.005)
        raise TimeoutError(f"{len(self)} answers of {count}")


def begin(rig, member, name, answers, **fields):
    return rig.gateway.begin(member.room_id, member.id, name, fields, answers.append)


def test_begun_command_is_answered_after_commit_with_its_version(db, rig, scene):
    answers = Answers()

    refused = begin(rig, scene.host, "slide.go", answers, **fields_of("slide.go") | {"slide": 1})

    assert refused is None
    assert answers.wait() == [{"ok": True, "version": 1}]
    assert version_of(db, scene.room) == 1
    assert rig.names_heard_by(scene.ada) == ["slide.moved"]


@pytest.mark.parametrize(
    ("name", "fields", "code"),
    [
        ("room.explode", {}, "unknown_command"),
        ("room.snapshot", {}, "unknown_command"),
        ("slide.go", {"slide": 1}, "bad_message"),
        ("slide.go", {"slide": "x", "op_id": "op-12345678"}, "bad_message"),
        ("slide.go", {"slide": 1, "op_id": "op-12345678", "room": 7}, "bad_message"),
    ],
)
def test_gateway_refusal_is_answered_at_once_and_only_once(rig, scene, name, fields, code):
    answers = Answers()

    assert begin(rig, scene.host, name, answers, **fields)["code"] == code
    rig.do(scene.host, "slide.go", slide=1)
    assert answers == []


def test_room_refusal_is_answered_later(rig, scene):
    answers = Answers()

    assert begin(rig, scene.ada, "slide.go", answers, **fields_of("slide.go")) is None
    assert answers.wait() == [{"ok": False, "code": "not_allowed", "retry": False}]


def test_messages_over_the_limit_are_refused_at_once(db, scene, stopped_clock):
    rig, answers = Rig(db, Limits()), Answers()
    codes = []
    for _ in range(12):
        fields = {"poll": "which", "options": ["a"], "op_id": new_op_id()}
        codes.append(begin(rig, scene.ada, "poll.vote", answers, **fields))

    assert codes[:10] == [None] * 10
    assert [code["code"] for code in codes[10:]] == ["rate", "rate"]
    assert {answer["code"] for answer in answers.wait(10)} == {"unknown_poll"}


def test_full_queue_refuses_a_command_at_once(rig, scene, monkeypatch):
    monkeypatch.setattr(room_queue, "WAITING_ROOM", 0)

    refused = begin(rig, scene.host, "slide.go", Answers(), **fields_of("slide.go"))

    assert refused == {"ok": False, "code": "try_again", "retry": True}


def test_internal_error_in_the_queue_is_answered_without_details(rig, scene, monkeypatch, caplog):
    def fail(*_arguments):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(batch, "settle", fail)
    answers = Answers()
    with caplog.at_level(logging.CRITICAL):
        begin(rig, scene.host, "slide.go", answers, **fields_of("slide.go"))
        assert answers.wait() == [{"ok": False, "code": "internal", "retry": False}]


def test_command_registers_only_once_and_only_with_a_permission():
    with pytest.raises(TypeError):
        command("test.nothing")
    with pytest.raises(ValueError, match="two commands"):
        hot_command("poll.vote", needs=Can.VOTE, message=Bare, limit=Limit(1, 1))(None)
