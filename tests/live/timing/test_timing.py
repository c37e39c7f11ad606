"""A countdown or break runs on every screen, one at a time, until the server's clock ends it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.room.engine.rig import Rig, make_scene
from tests.room.engine.test_queue import at_once
from webinar.kit import clock
from webinar.live.timing.actions import _next_moment
from webinar.live.timing.models import Countdown
from webinar.room.engine.models import Deadline
from webinar.room.rooms.models import Room, TimelineEntry


def running_timer(rig, member):
    return rig.snapshot(member)["timing"]["now"]


def time_left(now):
    return datetime.fromisoformat(now["ends_at"]) - clock.now()


def kinds(db):
    with db.read() as session:
        return list(session.scalars(select(TimelineEntry.kind).order_by(TimelineEntry.id)))


def let_pass(db, minutes):
    """Pretend that this many minutes pass."""
    ago = timedelta(minutes=minutes)

    def move_back(session):
        for row in session.query(Countdown):
            row.started_at, row.ends_at = row.started_at - ago, row.ends_at - ago
        for deadline in session.query(Deadline):
            deadline.at -= ago

    db.write(move_back)


def test_everybody_sees_the_countdown_with_its_end_and_label(rig, scene):
    assert rig.do(scene.host, "countdown.start", minutes=5, label="discussion")["ok"]

    for member in (scene.host, scene.ada):
        now = running_timer(rig, member)
        assert (now["kind"], now["label"]) == ("activity", "discussion")
        assert timedelta(minutes=4, seconds=50) < time_left(now) <= timedelta(minutes=5)
        [body] = [body for name, body in rig.heard_by(member) if name == "timing.changed"]
        assert body["set"]["now"] == now


def test_snapshot_has_no_countdown_while_none_runs(rig, scene):
    assert rig.snapshot(scene.ada)["timing"] == {"now": None}


def test_concurrent_starts_leave_one_countdown(db, rig, scene):
    """Planted fault: without the table's key, several countdowns remained."""
    answers = at_once(
        lambda n: rig.do(scene.host, "break.start" if n % 2 else "countdown.start", minutes=5),
        list(range(16)),
    )

    assert all(answer["ok"] for answer in answers)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Countdown)) == 1
        assert session.scalar(select(func.count()).select_from(Deadline)) == 1


def test_break_replaces_a_countdown(rig, scene, db):
    rig.do(scene.host, "countdown.start", minutes=5)

    rig.do(scene.host, "break.start", minutes=10)

    assert running_timer(rig, scene.ada)["kind"] == "break"
    assert kinds(db) == ["countdown.started", "countdown.ended", "break.started"]


def test_activity_stays_shown_for_a_while_when_its_time_is_up(db, rig, scene):
    rig.do(scene.host, "countdown.start", minutes=5)

    let_pass(db, 5)
    rig.timers.look()
    assert running_timer(rig, scene.ada) is not None

    let_pass(db, 1)
    rig.timers.look()
    assert running_timer(rig, scene.ada) is None
    assert rig.heard_by(scene.ada)[-1][1]["set"] == {"now": None}
    assert kinds(db) == ["countdown.started", "countdown.ended"]


def test_break_ends_by_itself_even_after_a_restart(db, rig, scene):
    rig.do(scene.host, "break.start", minutes=10)
    let_pass(db, 10)

    other = Rig(db)
    other.timers.look()
    rig.timers.look()

    assert running_timer(rig, scene.ada) is None
    assert kinds(db) == ["break.started", "break.ended"]


def test_added_minutes_postpone_the_end(db, rig, scene):
    rig.do(scene.host, "countdown.start", minutes=1)

    rig.do(scene.host, "timing.add", minutes=2)
    let_pass(db, 2)
    rig.timers.look()

    assert timedelta(seconds=50) < time_left(running_timer(rig, scene.ada)) <= timedelta(minutes=1)


def test_minute_added_after_the_end_counts_from_now(db, rig, scene):
    rig.do(scene.host, "countdown.start", minutes=1)
    let_pass(db, 1.4)

    rig.do(scene.host, "timing.add", minutes=1)

    assert timedelta(seconds=50) < time_left(running_timer(rig, scene.ada)) <= timedelta(minutes=1)


def test_ending_a_break_early_removes_its_deadline(db, rig, scene):
    rig.do(scene.host, "break.start", minutes=10)

    rig.do(scene.host, "timing.end")

    assert running_timer(rig, scene.ada) is None
    with db.read() as session:
        assert session.query(Deadline).count() == 0


@pytest.mark.parametrize("command", ["timing.add", "timing.end"])
def test_nothing_can_be_ended_or_extended_while_nothing_runs(rig, scene, command):
    assert rig.do(scene.host, command)["code"] == "nothing_runs"


@pytest.mark.parametrize("fields", [{"minutes": 0}, {"minutes": 121}, {"label": "party"}])
def test_invalid_countdown_is_refused(rig, scene, fields):
    answer = rig.do(scene.host, "countdown.start", **({"minutes": 5} | fields))

    assert answer["code"] == "bad_message"


@pytest.mark.parametrize("until", ["9:30", "24:00", "11:60", "soon"])
def test_invalid_clock_time_is_refused(rig, scene, until):
    assert rig.do(scene.host, "break.start", until=until)["code"] == "bad_message"


def test_break_until_a_time_uses_the_sessions_time_zone(db, rig):
    scene = make_scene(db, time_zone="Asia/Almaty")
    end = clock.now().astimezone(UTC) + timedelta(hours=1)
    until = f"{end + timedelta(hours=5):%H:%M}"

    assert rig.do(scene.host, "break.start", until=until)["ok"]

    now = running_timer(rig, scene.ada)
    assert now["clock"] == until
    assert timedelta(minutes=58) < time_left(now) <= timedelta(minutes=60)


@pytest.mark.parametrize(
    ("at", "until", "ends_at"),
    [
        ("2026-11-24T05:50:00", "11:15", "2026-11-24T06:15:00"),
        ("2026-11-24T18:50:00", "00:10", "2026-11-24T19:10:00"),
        ("2026-11-24T06:15:00", "11:15", "2026-11-25T06:15:00"),
    ],
)
def test_next_clock_time_may_be_after_midnight(at, until, ends_at):
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)

    moment = _next_moment(instant, until, "Asia/Almaty")

    assert moment == datetime.fromisoformat(ends_at).replace(tzinfo=UTC)


def test_break_until_a_time_hours_away_is_refused(rig, scene):
    until = f"{clock.now() - timedelta(minutes=5):%H:%M}"

    assert rig.do(scene.host, "break.start", until=until)["code"] == "break_too_long"


def test_session_end_ends_the_countdown(db, rig, scene):
    rig.do(scene.host, "countdown.start", minutes=5)

    rig.do(scene.host, "room.end")

    assert running_timer(rig, scene.ada) is None


def test_extended_session_is_broadcast_to_all_screens(db, rig, scene):
    planned = rig.snapshot(scene.host)["room"]["planned_minutes"]

    assert rig.do(scene.host, "room.extend", minutes=15)["ok"]

    assert rig.snapshot(scene.host)["room"]["planned_minutes"] == planned + 15
    [body] = [body for name, body in rig.heard_by(scene.host) if name == "room.extended"]
    assert (body["part"], body["set"]) == ("room", {"planned_minutes": planned + 15})


def test_session_cannot_be_extended_beyond_the_planning_limit(db, rig, scene):
    db.write(lambda s: setattr(s.get(Room, scene.room.id), "planned_minutes", 590))

    assert rig.do(scene.host, "room.extend", minutes=15)["code"] == "session_too_long"
