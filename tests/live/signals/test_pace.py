"""A member sends one pace signal of each kind; it fades after three minutes and has no name."""

from datetime import timedelta

from sqlalchemy import select

from tests.factories import make_member
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.signals.models import PaceSignal
from webinar.room.engine.lifecycle import DUE
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Room, TimelineEntry


def pace(rig, scene, kind="slower"):
    """Return the number of signals that hosts see, by language."""
    groups = rig.snapshot(scene.host)["signals"][kind]
    return {group["language"]: sum(n for _, n in group["times"]) for group in groups}


def seat_member(db, scene, name, role=Role.PARTICIPANT, language="kk", is_here=True, is_open=True):
    def build(session):
        member = make_member(session, session.get(Room, scene.room.id), name, role, language)
        if is_here:
            now = clock.now()
            interval = Interval(
                room_id=scene.room.id,
                member_id=member.id,
                boot="boot",
                began_at=now,
                last_heard_at=now,
                is_open=is_open,
            )
            session.add(interval)
        return member

    return db.write(build)


def backdate(db, ago):
    ticks = int(ago.total_seconds()) // 10

    def move_back(session):
        for signal in session.query(PaceSignal):
            signal.tick -= ticks

    db.write(move_back)


def test_second_signal_of_a_kind_replaces_the_first(rig, scene):
    for kind in ("slower", "slower", "unclear"):
        assert rig.do(scene.ada, "pace.signal", kind=kind)["ok"]

    assert pace(rig, scene) == {"": 1}
    assert pace(rig, scene, "unclear") == {"": 1}


def test_signals_in_one_batch_count_once_per_member(rig, scene):
    rig.batch(
        *(
            (member, "pace.signal", {"kind": "slower"})
            for member in (scene.ada, scene.bek, scene.ada)
        )
    )

    assert pace(rig, scene) == {"": 2}


def test_signal_fades_after_three_minutes_and_is_deleted(db, rig, scene):
    rig.do(scene.ada, "pace.signal", kind="slower")
    # A tick may end during the test, so both ages are a tick away from three minutes.
    backdate(db, timedelta(minutes=2, seconds=40))
    assert pace(rig, scene) == {"": 1}

    backdate(db, timedelta(seconds=30))
    rig.queue.run(scene.room.id, lambda change: DUE["pace.fade"](change, ""))

    assert pace(rig, scene) == {}
    with db.read() as session:
        assert session.query(PaceSignal).count() == 0


def test_faded_signal_is_hidden_even_while_stored(db, rig, scene):
    rig.do(scene.ada, "pace.signal", kind="slower")
    backdate(db, timedelta(minutes=3, seconds=10))
    rig.do(scene.host, "slide.go", slide=1)

    assert pace(rig, scene) == {}
    assert rig.snapshot(scene.ada)["signals"]["slower_at"] is None


def test_language_is_shown_only_with_five_readers_present(db, rig, scene):
    kazakhs = [seat_member(db, scene, f"K{n}") for n in range(5)]
    russians = [seat_member(db, scene, f"R{n}", language="ru") for n in range(4)]
    absent = [seat_member(db, scene, f"A{n}", language="ru", is_here=False) for n in range(3)]

    departed = seat_member(db, scene, "L", language="ru", is_open=False)

    for member in (*kazakhs[:2], *russians, *absent, departed):
        rig.do(member, "pace.signal", kind="slower")

    assert pace(rig, scene) == {"kk": 2, "": 8}


def test_participants_do_not_hear_signals_of_others(rig, scene):
    rig.do(scene.ada, "pace.signal", kind="unclear")
    rig.beat()

    assert "signals.pace" in rig.names_heard_by(scene.host)
    assert [name for name in rig.names_heard_by(scene.bek) if name.startswith("signals")] == []
    assert rig.snapshot(scene.bek)["signals"]["unclear_at"] is None
    assert rig.snapshot(scene.ada)["signals"]["unclear_at"]


def test_hosts_do_not_hear_names_of_signallers(rig, scene):
    rig.do(scene.ada, "pace.signal", kind="unclear")
    rig.beat()

    bodies = [body["set"] for name, body in rig.heard_by(scene.host) if name == "signals.pace"]
    assert "Ada" not in str(bodies) and "member" not in str(bodies)


def test_timeline_records_counts_but_no_members(db, rig, scene):
    rig.do(scene.ada, "pace.signal", kind="slower")

    with db.read() as session:
        [entry] = session.scalars(select(TimelineEntry))
    assert (entry.kind, entry.member_id) == ("pace.signalled", None)
    assert entry.detail == {"slower": 1, "unclear": 0}


def test_interpreters_signal_is_shown_separately_with_the_language(db, rig, scene):
    dana = seat_member(db, scene, "Dana", Role.INTERPRETER)

    assert rig.do(dana, "pace.ask")["ok"]
    rig.beat()

    [interpreter] = rig.snapshot(scene.host)["signals"]["interpreters"]
    assert interpreter["language"] == "kk"
    assert pace(rig, scene) == {}
    [body] = [body for name, body in rig.heard_by(scene.host) if name == "signals.pace"]
    assert body["set"]["interpreters"] == [interpreter]


def test_only_participants_signal_and_only_interpreters_ask(rig, scene):
    assert rig.do(scene.host, "pace.signal", kind="slower")["code"] == "not_allowed"
    assert rig.do(scene.ada, "pace.ask")["code"] == "not_allowed"
    assert rig.do(scene.ada, "pace.signal", kind="faster")["code"] == "bad_message"


def test_signals_are_deleted_after_the_session(db, rig, scene):
    rig.do(scene.ada, "pace.signal", kind="slower")

    rig.do(scene.host, "room.end")

    with db.read() as session:
        assert session.query(PaceSignal).count() == 0
