"""The content of frozen reports: one spelling, a chain, and one version of those made at once."""

import hashlib
from datetime import timedelta

import msgspec
import pytest

from tests.factories import make_user
from tests.results.attendance.making import make_scene
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.live.presence.finality import AFTER_END
from webinar.results.attendance import freezing
from webinar.results.attendance.content import authors_of, content_of
from webinar.results.attendance.freezing import FORMAT, difference, differs, freeze, verify
from webinar.results.attendance.models import AttendanceRule, FrozenReport
from webinar.results.attendance.register import register
from webinar.room.rooms.models import Room


@pytest.fixture
def scene(db):
    return db.write(lambda session: make_scene(session, make_user(session, "Grace")))


def content(session, scene):
    room = session.get_one(Room, scene.room.id)
    found = register(session, room)
    return content_of(room, found, authors_of(session, found))


def frozen(db, scene, before=0, reason="", read_at=None):
    def work(session):
        room, user = session.merge(scene.room), session.merge(scene.owner)
        about = {"before": before, "reason": reason, "read_at": read_at or clock.now()}
        return freeze(session, room, content(session, scene), user, **about)

    return db.write(work)


def test_what_was_read_before_it_was_final_is_not_kept_however_late(db, scene):
    last = scene.room.ended_at + AFTER_END

    with pytest.raises(Refused, match="not_final"):
        frozen(db, scene, read_at=last)

    assert frozen(db, scene, read_at=last + timedelta(milliseconds=1)).version == 1


def test_the_content_is_spelled_in_one_way_and_the_hash_is_of_its_bytes(db, scene):
    row = frozen(db, scene)

    assert row.hash == hashlib.sha256(row.content).hexdigest()
    assert verify(row.content, row.hash) and not verify(row.content + b" ", row.hash)
    values = msgspec.json.decode(row.content)
    assert msgspec.json.encode(values, order="deterministic") == row.content
    assert "Ада".encode() in row.content


def test_all_that_is_needed_to_judge_again_is_in_it_and_no_address(db, scene):
    ada, bo, cai, guest = msgspec.json.decode(frozen(db, scene).content)["people"]

    assert [len(ada["stretches"]), ada["gaps"][0]["ending"], ada["gaps"][1]["ending"]] == [
        3,
        "left",
        "lost",
    ]
    assert (ada["measured_minutes"], ada["status"], bo["status"]) == (53, "present", "partly")
    assert (cai["members"], cai["status"], guest["key"]) == ([], "absent", "m3")
    assert not {"email", "phone"} & ada.keys()


def test_nothing_differs_right_after_freezing(db, scene):
    row = frozen(db, scene)

    with db.read() as session:
        assert not difference(row.content, content(session, scene)).is_any


def test_a_version_from_before_minutes_were_whole_differs_by_nothing_but_what_changed(db, scene):
    values = msgspec.json.decode(frozen(db, scene).content)
    for one in values["people"]:
        one["judged"]["needed_seconds"] = 2880
    former = msgspec.json.encode(values)
    values["people"][0]["judged"]["is_late"] = not values["people"][0]["judged"]["is_late"]

    with db.read() as session:
        now = content(session, scene)
        assert not difference(former, now).is_any
        assert not differs(former, now)
        assert difference(msgspec.json.encode(values), now).people == {"minutes": ["Ада"]}


def test_a_version_from_before_positions_were_kept_differs_by_nothing_but_what_changed(db, scene):
    values = msgspec.json.decode(frozen(db, scene).content)
    assert values["people"][0].pop("position") == "Inspector"
    former = msgspec.json.encode(values)
    values["people"][0]["unit"] = "Unit 6"

    with db.read() as session:
        now = content(session, scene)
        assert not difference(former, now).is_any
        assert not differs(former, now)
        assert difference(msgspec.json.encode(values), now).people == {"person": ["Ада"]}


def test_of_a_status_that_credited_no_minutes_formerly_it_is_said_that_it_does_today(db, scene):
    with db.read() as session:
        now = content(session, scene)
    one = now["people"][2]
    said = {"status": "present", "minutes": None, "reason": "Here", "by": "Grace", "at": "now"}
    one["corrections"], one["status"], one["minutes"] = [said], "present", 60
    former = msgspec.json.decode(msgspec.json.encode({"format": FORMAT, **now}))
    former["people"][2]["minutes"] = one["measured_minutes"]

    assert difference(msgspec.json.encode(former), now).people == {"credited": [one["name"]]}
    former["people"][2]["minutes"] = one["measured_minutes"] + 1
    assert difference(msgspec.json.encode(former), now).people == {"minutes": [one["name"]]}


def test_another_rule_is_a_difference(db, scene):
    row = frozen(db, scene)
    rule = {"percent": 10, "polls": 0, "late_minutes": 1, "early_minutes": 1, "counts_later": False}
    db.write(lambda s: s.add(AttendanceRule(room_id=scene.room.id, **rule)))

    with db.read() as session:
        found = difference(row.content, content(session, scene))

    assert found.rule and not found.session
    assert found.people["status"] == ["Bo"]


def test_the_same_again_is_no_version(db, scene):
    frozen(db, scene)

    with pytest.raises(Refused, match="nothing_changed"):
        frozen(db, scene, before=1, reason="Again")


def test_where_processes_come_at_once_the_key_lets_one_through(db, scene, monkeypatch):
    """Neither sees the other's version, as in two transactions of PostgreSQL."""
    frozen(db, scene)
    monkeypatch.setattr(freezing, "latest", lambda _db, _room: None)

    with pytest.raises(Refused, match="frozen_meanwhile"):
        frozen(db, scene)

    with db.read() as session:
        assert session.query(FrozenReport).count() == 1
