"""Interpreters type captions in turns, and only readers of their language hear each line."""

import json
import threading

import pytest
from sqlalchemy import select

from tests.live.captions.people import join
from webinar.kit.permissions import Role
from webinar.live.captions.models import Caption
from webinar.room.engine.wire import Audience

# The budget that docs/wire.md promises for one line.
BYTES_PER_LINE = 300


def lines_heard_by(rig, member):
    return [body["set"] for name, body in rig.heard_by(member) if name == "caption.said"]


def lane(rig, member, language="kk"):
    return rig.snapshot(member)["lanes"][language]


def test_only_readers_of_the_language_hear_the_line(rig, scene, dana, aigul, db):
    rustam = join(db, scene, "Rustam", language="ru")

    rig.do(dana, "caption.say", text="Қайырлы таң")

    assert lines_heard_by(rig, aigul) == [{"id": 1, "text": "Қайырлы таң", "mark": ""}]
    assert rig.heard_by(rustam) == []
    assert rig.heard_by(scene.ada) == []


def test_late_reader_sees_the_last_two_lines(rig, dana, aigul):
    for text in ("One", "Two", "Three"):
        rig.do(dana, "caption.say", text=text)

    assert rig.snapshot(aigul)["captions"] == {
        "id": 3,
        "text": "Three",
        "before": "Two",
        "mark": "",
    }


def test_reader_of_another_language_has_no_captions_in_the_snapshot(rig, scene, dana):
    rig.do(dana, "caption.say", text="Қайырлы таң")

    assert rig.snapshot(scene.ada)["captions"] is None
    assert rig.snapshot(scene.ada)["lanes"] is None


def test_hosts_see_every_language_and_hear_each_line_once(rig, scene, db, dana):
    olga = join(db, scene, "Olga", Role.INTERPRETER, "ru", interprets="ru")
    rig.do(dana, "caption.say", text="Қайырлы таң")
    rig.do(olga, "caption.say", text="Доброе утро")

    lanes = rig.snapshot(scene.host)["lanes"]

    assert {tag: lane["text"] for tag, lane in lanes.items()} == {
        "kk": "Қайырлы таң",
        "ru": "Доброе утро",
    }
    assert [lane["holder"] for lane in lanes.values()] == [dana.number, olga.number]
    assert rig.names_heard_by(scene.host) == ["lane.changed"] * 2
    # Hosts hear through the hosts' audience, whatever language they read.
    assert rig.names_heard_by(olga) == ["lane.changed"] * 2


def test_corrected_last_line_keeps_its_number(rig, db, dana, aigul):
    rig.do(dana, "caption.say", text="Good mornin")

    rig.do(dana, "caption.correct", line=1, text="Good morning")

    assert lines_heard_by(rig, aigul)[-1] == {"id": 1, "text": "Good morning", "mark": ""}
    assert rig.snapshot(aigul)["captions"] == {
        "id": 1,
        "text": "Good morning",
        "before": "",
        "mark": "",
    }
    with db.read() as session:
        [line] = session.scalars(select(Caption))
        assert line.corrected_at is not None


def test_earlier_line_cannot_be_corrected(rig, dana, aigul):
    for text in ("One", "Two"):
        rig.do(dana, "caption.say", text=text)

    answer = rig.do(dana, "caption.correct", line=1, text="Eins")

    assert answer["code"] == "line_passed"
    assert rig.snapshot(aigul)["captions"]["before"] == "One"


def test_repeated_command_makes_one_line(rig, db, dana):
    fields = {"text": "One", "op_id": "12345678"}

    rig.ask(dana, "caption.say", **fields)
    rig.ask(dana, "caption.say", **fields)

    with db.read() as session:
        assert session.scalars(select(Caption.text)).all() == ["One"]


def test_two_interpreters_take_turns(rig, dana, erlan):
    rig.do(dana, "caption.say", text="One")
    assert rig.do(erlan, "caption.say", text="Two")["code"] == "lane_elsewhere"

    rig.do(dana, "lane.offer", offered=True)
    assert lane(rig, erlan)["offered"] is True
    rig.do(erlan, "lane.take", holder=dana.number)

    assert lane(rig, erlan) == {
        "holder": erlan.number,
        "offered": False,
        "id": 1,
        "text": "One",
        "before": "",
        "mark": "",
    }
    assert rig.do(erlan, "caption.say", text="Two")["ok"]
    assert rig.do(dana, "caption.correct", line=2, text="Zwei")["code"] == "lane_elsewhere"


def test_a_lane_can_be_taken_without_being_offered(rig, dana, erlan):
    """The other interpreter may have lost the connection."""
    rig.do(dana, "lane.take", holder=None)

    assert rig.do(erlan, "lane.take", holder=dana.number)["ok"]
    assert lane(rig, dana)["holder"] == erlan.number


def test_one_of_two_simultaneous_takers_gets_the_lane(db, rig, scene, dana, erlan):
    barrier, answers = threading.Barrier(2), []

    def press(member):
        barrier.wait()
        answers.append(rig.do(member, "lane.take", holder=None))

    threads = [threading.Thread(target=press, args=[member]) for member in (dana, erlan)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer["ok"] for answer in answers) == [False, True]
    assert [answer["code"] for answer in answers if not answer["ok"]] == ["lane_moved"]


def test_interpreter_without_a_language_cannot_type(rig, db, scene):
    interpreter = join(db, scene, "Nobody", Role.INTERPRETER)

    for name, fields in (("caption.say", {"text": "One"}), ("lane.take", {"holder": None})):
        assert rig.do(interpreter, name, **fields)["code"] == "no_lane"


@pytest.mark.parametrize("text", [" ", "\u202e", "\x00"])
def test_empty_line_is_refused(rig, dana, text):
    assert rig.do(dana, "caption.say", text=text)["code"] in ("text_empty", "bad_message")


# Two-byte letters, one-byte letters, escapes, and three-byte letters.
LONGEST = ["ә" * 104, "a" * 200, '"' * 104, "ب\u200c" * 41, "中" * 69]


@pytest.mark.parametrize("text", LONGEST, ids=["kk", "en", "quotes", "prs", "other"])
def test_the_longest_line_travels_within_its_budget(rig, dana, aigul, text):
    for _ in range(3):
        assert rig.do(dana, "caption.say", text=text)["ok"]

    for broadcast in rig.said:
        if broadcast.name == "caption.said":
            body = broadcast.body | {
                "version": 99_999,
                "set": broadcast.body["set"] | {"id": 9_999},
            }
            frame = "42" + json.dumps(
                [broadcast.name, body], ensure_ascii=False, separators=(",", ":")
            )
            assert len(frame.encode()) <= BYTES_PER_LINE
            assert broadcast.to == f"{Audience.READERS}:{aigul.room_id}:kk"


@pytest.mark.parametrize("text", ["ә" * 105, "a" * 201, '"' * 105])
def test_too_long_line_is_refused_not_truncated(rig, dana, text):
    assert rig.do(dana, "caption.say", text=text)["code"] == "line_too_long"
    assert rig.said == []


def test_markup_stays_as_typed(rig, dana, aigul):
    rig.do(dana, "caption.say", text="<b>& 'so'</b>")

    assert rig.snapshot(aigul)["captions"]["text"] == "<b>& 'so'</b>"
