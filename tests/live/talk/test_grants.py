"""Hosts let participants speak: who may, for how long, in which order, and how it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import make_member
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.talk.models import SpeakingGrant
from webinar.room.engine.models import Deadline
from webinar.room.rooms.models import Member, Room, TimelineEntry


def grant(rig, scene, member, **fields):
    return rig.do(scene.host, "talk.grant", member=member.number, **fields)


def queue(rig, scene):
    """The participants whom hosts let speak, and whether each may speak now."""
    grants = rig.snapshot(scene.host)["talk"]["grants"]
    return [(view["name"], view["ends_at"] is not None) for view in grants]


def own_grant(rig, member):
    talk = rig.snapshot(member)["talk"]
    return talk and talk["mine"]


def speaker(rig, scene):
    """The number of the speaker on the floor, and the turn."""
    view = (rig.snapshot(scene.host)["voice"] or {}).get("floor")
    return view and (view["holder"], view["turn"])


@pytest.fixture
def wait(monkeypatch):
    """Let time pass."""
    start = clock.now()

    def wait(seconds):
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=seconds))

    return wait


def test_granted_participant_and_hosts_hear_of_it_and_others_do_not(rig, scene):
    rig.do(scene.ada, "hand.raise")

    assert grant(rig, scene, scene.ada)["ok"]

    assert own_grant(rig, scene.ada)["ends_at"] is not None
    assert queue(rig, scene) == [("Ada", True)]
    assert rig.snapshot(scene.bek)["talk"] is None
    assert {"talk.mine"} == {n for n in rig.names_heard_by(scene.ada) if n.startswith("talk")}
    assert not [n for n in rig.names_heard_by(scene.bek) if n.startswith("talk")]


def test_hand_goes_down_once_its_owner_may_speak(rig, scene):
    rig.do(scene.ada, "hand.raise")

    grant(rig, scene, scene.ada)

    assert rig.snapshot(scene.ada)["signals"]["hand"] is None


def test_second_grant_waits_until_the_first_ends(rig, scene):
    grant(rig, scene, scene.ada)
    grant(rig, scene, scene.bek)
    assert queue(rig, scene) == [("Ada", True), ("Bek", False)]
    assert rig.do(scene.bek, "talk.hold")["code"] == "no_grant"

    rig.do(scene.ada, "talk.finish")

    assert queue(rig, scene) == [("Bek", True)]
    assert rig.do(scene.bek, "talk.hold")["ok"]


def test_second_grant_for_the_same_participant_changes_nothing(rig, scene):
    grant(rig, scene, scene.ada)
    before = own_grant(rig, scene.ada)

    assert grant(rig, scene, scene.ada, seconds=600)["ok"]

    assert own_grant(rig, scene.ada) == before


def test_participant_without_a_grant_does_not_get_the_floor(rig, scene):
    assert rig.do(scene.ada, "talk.hold")["code"] == "no_grant"
    assert rig.do(scene.ada, "voice.take")["code"] == "not_allowed"
    assert speaker(rig, scene) is None


def test_participant_takes_the_floor_from_the_presenter_and_frees_it(rig, scene):
    rig.do(scene.host, "voice.take")
    grant(rig, scene, scene.ada)

    assert rig.do(scene.ada, "talk.hold")["ok"]
    assert speaker(rig, scene) == (scene.ada.number, 2)
    assert rig.do(scene.host, "voice.renew", turn=1)["code"] == "voice_lost"

    assert rig.do(scene.ada, "talk.release", turn=2)["ok"]
    assert speaker(rig, scene) == (None, 2)
    assert rig.do(scene.host, "voice.take")["ok"]


def test_hosts_interrupt_at_any_time(rig, scene):
    grant(rig, scene, scene.ada)
    rig.do(scene.ada, "talk.hold")

    assert rig.do(scene.host, "voice.take", holder=scene.ada.number)["ok"]

    assert rig.do(scene.ada, "talk.release", turn=1)["code"] == "voice_lost"
    assert speaker(rig, scene) == (scene.host.number, 2)


def test_time_that_is_up_frees_the_floor_and_ends_the_turn(rig, scene, wait):
    grant(rig, scene, scene.ada)
    rig.do(scene.ada, "talk.hold")
    wait(55)
    rig.do(scene.ada, "talk.keep", turn=1)

    wait(61)
    rig.timers.look()

    assert speaker(rig, scene) == (None, 2)
    assert own_grant(rig, scene.ada) is None
    assert rig.do(scene.ada, "talk.hold")["code"] == "no_grant"
    assert rig.do(scene.ada, "talk.keep", turn=1)["code"] == "voice_lost"


def test_time_that_is_up_counts_before_the_timer_has_looked(rig, scene, wait):
    grant(rig, scene, scene.ada)

    wait(61)

    assert rig.do(scene.ada, "talk.hold")["code"] == "no_grant"


def test_host_gives_more_time(rig, scene, wait):
    grant(rig, scene, scene.ada)
    assert rig.do(scene.host, "talk.extend", member=scene.ada.number)["ok"]

    wait(61)
    rig.timers.look()
    assert queue(rig, scene) == [("Ada", True)]

    wait(121)
    rig.timers.look()
    assert queue(rig, scene) == []


def test_more_time_for_a_waiting_participant_counts_from_their_turn(rig, scene, wait):
    grant(rig, scene, scene.ada)
    grant(rig, scene, scene.bek)
    rig.do(scene.host, "talk.extend", member=scene.bek.number)
    rig.do(scene.ada, "talk.finish")

    wait(110)
    rig.timers.look()

    assert queue(rig, scene) == [("Bek", True)]


def test_nobody_has_more_than_ten_minutes_left(db, rig, scene):
    grant(rig, scene, scene.ada, seconds=600)

    rig.do(scene.host, "talk.extend", member=scene.ada.number, seconds=600)

    with db.read() as session:
        [ends_at] = session.scalars(select(SpeakingGrant.ends_at))
    assert ends_at - clock.now() <= timedelta(seconds=600)


def test_host_ends_the_time_of_a_speaker(rig, scene):
    grant(rig, scene, scene.ada)
    grant(rig, scene, scene.bek)
    rig.do(scene.ada, "talk.hold")

    assert rig.do(scene.host, "talk.end", member=scene.ada.number)["ok"]

    assert speaker(rig, scene) == (None, 2)
    assert queue(rig, scene) == [("Bek", True)]
    assert rig.do(scene.host, "talk.end", member=scene.ada.number)["code"] == "no_grant"


def test_host_removes_somebody_who_waits_and_the_speaker_goes_on(rig, scene):
    grant(rig, scene, scene.ada)
    grant(rig, scene, scene.bek)
    rig.do(scene.ada, "talk.hold")

    rig.do(scene.host, "talk.end", member=scene.bek.number)

    assert speaker(rig, scene) == (scene.ada.number, 1)
    assert queue(rig, scene) == [("Ada", True)]


def test_removed_participant_loses_floor_and_grant_and_the_next_may_speak(rig, scene):
    grant(rig, scene, scene.ada)
    grant(rig, scene, scene.bek)
    rig.do(scene.ada, "talk.hold")

    rig.do(scene.host, "member.remove", member=scene.ada.number)

    assert speaker(rig, scene) == (None, 2)
    assert queue(rig, scene) == [("Bek", True)]
    assert rig.do(scene.ada, "talk.hold")["code"] == "not_allowed"


def test_participant_who_is_silent_for_long_loses_the_floor_and_keeps_the_grant(rig, scene, wait):
    grant(rig, scene, scene.ada)
    rig.do(scene.ada, "talk.hold")

    wait(13)
    rig.timers.look()

    assert speaker(rig, scene) == (None, 1)
    assert rig.do(scene.ada, "talk.hold")["ok"]


def test_participant_who_goes_on_keeps_the_floor(rig, scene, wait):
    grant(rig, scene, scene.ada)
    rig.do(scene.ada, "talk.hold")
    wait(8)
    assert rig.do(scene.ada, "talk.keep", turn=1)["ok"]

    wait(16)
    rig.timers.look()

    assert speaker(rig, scene) == (scene.ada.number, 1)


def test_second_tab_takes_the_floor_from_the_first(rig, scene):
    grant(rig, scene, scene.ada)
    rig.do(scene.ada, "talk.hold")

    assert rig.do(scene.ada, "talk.hold")["ok"]

    assert rig.do(scene.ada, "talk.release", turn=1)["code"] == "voice_lost"
    assert speaker(rig, scene) == (scene.ada.number, 2)


def test_end_of_the_session_ends_all_grants(db, rig, scene):
    grant(rig, scene, scene.ada)
    grant(rig, scene, scene.bek)

    rig.do(scene.host, "room.end")

    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(SpeakingGrant)) == 0
        assert session.scalar(select(func.count()).select_from(Deadline)) == 0
    told = [body["set"] for name, body in rig.heard_by(scene.bek) if name == "talk.mine"]
    assert told[-1] == {"mine": None}


@pytest.mark.parametrize("fields", [{"seconds": 9}, {"seconds": 601}, {"member": 0}])
def test_bad_grant_is_refused(rig, scene, fields):
    fields = {"member": scene.ada.number} | fields

    assert rig.do(scene.host, "talk.grant", **fields)["code"] == "bad_message"


def test_only_participants_who_are_in_the_session_are_granted(db, rig, scene):
    def join(session):
        room = session.get(Room, scene.room.id)
        interpreter = make_member(session, room, "Dana", Role.INTERPRETER)
        waiting = make_member(session, room, "Cem")
        waiting.waits_since = clock.now()
        return interpreter, waiting

    interpreter, waiting = db.write(join)

    for member in (scene.host, interpreter, waiting):
        assert grant(rig, scene, member)["code"] == "unknown_member"
    assert rig.do(scene.host, "talk.grant", member=999)["code"] == "unknown_member"


def test_timeline_says_who_had_the_floor_and_why_it_ended(db, rig, scene):
    grant(rig, scene, scene.ada)
    rig.do(scene.ada, "talk.finish")

    with db.read() as session:
        entries = session.execute(
            select(TimelineEntry.kind, TimelineEntry.detail)
            .where(TimelineEntry.kind.startswith("talk."))
            .order_by(TimelineEntry.id)
        ).all()
        number = session.get(Member, scene.ada.id).number
    assert entries == [
        ("talk.granted", {"number": number, "seconds": 60}),
        ("talk.ended", {"number": number, "why": "done"}),
    ]
