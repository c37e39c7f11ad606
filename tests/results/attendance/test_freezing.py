"""Frozen reports: canonical bytes, differences, and one version from simultaneous attempts."""

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
    session_register = register(session, room)
    return content_of(room, session_register, authors_of(session, session_register))


def freeze_report(db, scene, previous=0, reason="", read_at=None):
    def work(session):
        room, user = session.merge(scene.room), session.merge(scene.owner)
        options = {
            "previous_version": previous,
            "reason": reason,
            "read_at": read_at or clock.now(),
        }
        return freeze(session, room, content(session, scene), user, **options)

    return db.write(work)


def test_figures_read_before_they_were_final_are_not_frozen(db, scene):
    last_moment = scene.room.ended_at + AFTER_END

    with pytest.raises(Refused, match="not_final"):
        freeze_report(db, scene, read_at=last_moment)

    assert freeze_report(db, scene, read_at=last_moment + timedelta(milliseconds=1)).version == 1


def test_content_is_encoded_canonically_and_stored_with_its_hash(db, scene):
    row = freeze_report(db, scene)

    assert row.hash == hashlib.sha256(row.content).hexdigest()
    assert verify(row.content, row.hash) and not verify(row.content + b" ", row.hash)
    values = msgspec.json.decode(row.content)
    assert msgspec.json.encode(values, order="deterministic") == row.content
    assert "Ада".encode() in row.content


def test_frozen_content_suffices_to_judge_again_and_has_no_address(db, scene):
    ada, bo, cai, guest = msgspec.json.decode(freeze_report(db, scene).content)["people"]

    assert [len(ada["stretches"]), ada["gaps"][0]["ending"], ada["gaps"][1]["ending"]] == [
        3,
        "left",
        "lost",
    ]
    assert (ada["measured_minutes"], ada["status"], bo["status"]) == (53, "present", "partly")
    assert (cai["members"], cai["status"], guest["key"]) == ([], "absent", "m3")
    assert not {"email", "phone"} & ada.keys()


def test_nothing_differs_right_after_freezing(db, scene):
    row = freeze_report(db, scene)

    with db.read() as session:
        assert not difference(row.content, content(session, scene)).is_any


def test_old_report_with_fractions_of_minutes_differs_only_where_changed(db, scene):
    values = msgspec.json.decode(freeze_report(db, scene).content)
    for value in values["people"]:
        value["judged"]["needed_seconds"] = 2880
    old_report = msgspec.json.encode(values)
    values["people"][0]["judged"]["is_late"] = not values["people"][0]["judged"]["is_late"]

    with db.read() as session:
        now = content(session, scene)
        assert not difference(old_report, now).is_any
        assert not differs(old_report, now)
        assert difference(msgspec.json.encode(values), now).people == {"minutes": ["Ада"]}


def test_old_report_without_positions_differs_only_where_changed(db, scene):
    values = msgspec.json.decode(freeze_report(db, scene).content)
    assert values["people"][0].pop("position") == "Inspector"
    old_report = msgspec.json.encode(values)
    values["people"][0]["unit"] = "Unit 6"

    with db.read() as session:
        now = content(session, scene)
        assert not difference(old_report, now).is_any
        assert not differs(old_report, now)
        assert difference(msgspec.json.encode(values), now).people == {"person": ["Ада"]}


def test_old_correction_of_the_status_alone_is_reported_as_credited(db, scene):
    with db.read() as session:
        now = content(session, scene)
    person = now["people"][2]
    correction = {
        "status": "present",
        "minutes": None,
        "reason": "Here",
        "by": "Grace",
        "at": "now",
    }
    person["corrections"], person["status"], person["minutes"] = [correction], "present", 60
    old_report = msgspec.json.decode(msgspec.json.encode({"format": FORMAT, **now}))
    old_report["people"][2]["minutes"] = person["measured_minutes"]

    assert difference(msgspec.json.encode(old_report), now).people == {"credited": [person["name"]]}
    old_report["people"][2]["minutes"] = person["measured_minutes"] + 1
    assert difference(msgspec.json.encode(old_report), now).people == {"minutes": [person["name"]]}


def test_changed_rule_is_a_difference(db, scene):
    row = freeze_report(db, scene)
    rule = {"percent": 10, "polls": 0, "late_minutes": 1, "early_minutes": 1, "counts_later": False}
    db.write(lambda s: s.add(AttendanceRule(room_id=scene.room.id, **rule)))

    with db.read() as session:
        changes = difference(row.content, content(session, scene))

    assert changes.rule and not changes.session
    assert changes.people["status"] == ["Bo"]


def test_unchanged_report_is_not_frozen_again(db, scene):
    freeze_report(db, scene)

    with pytest.raises(Refused, match="nothing_changed"):
        freeze_report(db, scene, previous=1, reason="Again")


def test_unique_key_lets_one_simultaneous_freeze_through(db, scene, monkeypatch):
    """Neither process sees the other's version, as in two PostgreSQL transactions."""
    freeze_report(db, scene)
    monkeypatch.setattr(freezing, "latest", lambda _db, _room: None)

    with pytest.raises(Refused, match="frozen_meanwhile"):
        freeze_report(db, scene)

    with db.read() as session:
        assert session.query(FrozenReport).count() == 1
