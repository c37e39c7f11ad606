"""Countdowns and breaks: one at a time, on every screen, ended by the server's clock."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.room.engine.rig import Rig, make_scene
from tests.room.engine.test_queue import at_once
from webinar.kit import clock
from webinar.live.timing.actions import _next
from webinar.live.timing.models import Countdown
from webinar.room.engine.models import Deadline
from webinar.room.rooms.models import Room, TimelineEntry


def now_of(rig, member):
    return rig.snapshot(member)["timing"]["now"]


def ends_in(now):
    return datetime.fromisoformat(now["ends_at"]) - clock.now()


def kinds(db):
    with db.read() as session:
        return list(session.scalars(select(TimelineEntry.kind).order_by(TimelineEntry.id)))


def let_pass(db, minutes):
    """So many minutes go by."""
    ago = timedelta(minutes=minutes)

    def earlier(session):
        for row in session.query(Countdown):
            row.started_at, row.ends_at = row.started_at - ago, row.ends_at - ago
        for deadline in session.query(Deadline):
            deadline.at -= ago

    db.write(earlier)


def test_everybody_sees_the_countdown_with_its_end_and_label(rig, scene):
    assert rig.do(scene.host, "countdown.start", minutes=5, label="discussion")["ok"]

    for member in (scene.host, scene.ada):
        now = now_of(rig, member)
        assert (now["kind"], now["label"]) == ("activity", "discussion")
        assert timedelta(minutes=4, seconds=50) < ends_in(now) <= timedelta(minutes=5)
        [body] = [body for name, body in rig.heard_by(member) if name == "timing.changed"]
        assert body["set"]["now"] == now


def test_there_is_nothing_to_see_while_nothing_runs(rig, scene):
    assert rig.snapshot(scene.ada)["timing"] == {"now": None}


def test_one_runs_at_a_time_however_many_are_started_at_once(db, rig, scene):
    """Planted: without the table's key, several of these remain."""
    answers = at_once(
        lambda n: rig.do(scene.host, "break.start" if n % 2 else "countdown.start", minutes=5),
        list(range(16)),
    )

    assert all(answer["ok"] for answer in answers)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Countdown)) == 1
        assert session.scalar(select(func.count()).select_from(Deadline)) == 1


def test_a_break_takes_the_place_of_a_countdown(rig, scene, db):
    rig.do(scene.host, "countdown.start", minutes=5)

    rig.do(scene.host, "break.start", minutes=10)

    assert now_of(rig, scene.ada)["kind"] == "break"
    assert kinds(db) == ["countdown.started", "countdown.ended", "break.started"]


def test_an_activity_says_that_its_time_is_up_before_it_is_gone(db, rig, scene):
    rig.do(scene.host, "countdown.start", minutes=5)

    let_pass(db, 5)
    rig.timers.look()
    assert now_of(rig, scene.ada) is not None

    let_pass(db, 1)
    rig.timers.look()
    assert now_of(rig, scene.ada) is None
    assert rig.heard_by(scene.ada)[-1][1]["set"] == {"now": None}
    assert kinds(db) == ["countdown.started", "countdown.ended"]


def test_a_break_ends_by_itself_also_after_a_restart(db, rig, scene):
    rig.do(scene.host, "break.start", minutes=10)
    let_pass(db, 10)

    other = Rig(db)
    other.timers.look()
    rig.timers.look()

    assert now_of(rig, scene.ada) is None
    assert kinds(db) == ["break.started", "break.ended"]


def test_a_minute_more_puts_the_end_off(db, rig, scene):
    rig.do(scene.host, "countdown.start", minutes=1)

    rig.do(scene.host, "timing.add", minutes=2)
    let_pass(db, 2)
    rig.timers.look()

    assert timedelta(seconds=50) < ends_in(now_of(rig, scene.ada)) <= timedelta(minutes=1)


def test_a_minute_more_after_the_end_counts_from_now(db, rig, scene):
    rig.do(scene.host, "countdown.start", minutes=1)
    let_pass(db, 1.4)

    rig.do(scene.host, "timing.add", minutes=1)

    assert timedelta(seconds=50) < ends_in(now_of(rig, scene.ada)) <= timedelta(minutes=1)


def test_a_host_ends_it_and_nothing_happens_at_its_old_end(db, rig, scene):
    rig.do(scene.host, "break.start", minutes=10)

    rig.do(scene.host, "timing.end")

    assert now_of(rig, scene.ada) is None
    with db.read() as session:
        assert session.query(Deadline).count() == 0


@pytest.mark.parametrize("command", ["timing.add", "timing.end"])
def test_what_does_not_run_can_neither_end_nor_go_on(rig, scene, command):
    assert rig.do(scene.host, command)["code"] == "nothing_runs"


@pytest.mark.parametrize("fields", [{"minutes": 0}, {"minutes": 121}, {"label": "party"}])
def test_what_makes_no_sense_is_refused(rig, scene, fields):
    answer = rig.do(scene.host, "countdown.start", **({"minutes": 5} | fields))

    assert answer["code"] == "bad_message"


@pytest.mark.parametrize("until", ["9:30", "24:00", "11:60", "soon"])
def test_a_time_that_no_clock_shows_is_refused(rig, scene, until):
    assert rig.do(scene.host, "break.start", until=until)["code"] == "bad_message"


def test_a_break_until_a_time_is_by_the_clock_where_the_session_is(db, rig):
    scene = make_scene(db, time_zone="Asia/Almaty")
    then = clock.now().astimezone(UTC) + timedelta(hours=1)
    until = f"{then + timedelta(hours=5):%H:%M}"

    assert rig.do(scene.host, "break.start", until=until)["ok"]

    now = now_of(rig, scene.ada)
    assert now["clock"] == until
    assert timedelta(minutes=58) < ends_in(now) <= timedelta(minutes=60)


@pytest.mark.parametrize(
    ("at", "until", "ends_at"),
    [
        ("2026-11-24T05:50:00", "11:15", "2026-11-24T06:15:00"),
        ("2026-11-24T18:50:00", "00:10", "2026-11-24T19:10:00"),
        ("2026-11-24T06:15:00", "11:15", "2026-11-25T06:15:00"),
    ],
)
def test_the_time_is_the_next_one_that_a_clock_shows_also_over_midnight(at, until, ends_at):
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)

    found = _next(instant, until, "Asia/Almaty")

    assert found == datetime.fromisoformat(ends_at).replace(tzinfo=UTC)


def test_a_break_until_a_time_that_is_hours_away_is_a_mistake(rig, scene):
    until = f"{clock.now() - timedelta(minutes=5):%H:%M}"

    assert rig.do(scene.host, "break.start", until=until)["code"] == "break_too_long"


def test_the_end_of_the_session_ends_what_runs(db, rig, scene):
    rig.do(scene.host, "countdown.start", minutes=5)

    rig.do(scene.host, "room.end")

    assert now_of(rig, scene.ada) is None


def test_a_session_is_made_longer_for_all_screens(db, rig, scene):
    planned = rig.snapshot(scene.host)["room"]["planned_minutes"]

    assert rig.do(scene.host, "room.extend", minutes=15)["ok"]

    assert rig.snapshot(scene.host)["room"]["planned_minutes"] == planned + 15
    [body] = [body for name, body in rig.heard_by(scene.host) if name == "room.extended"]
    assert (body["part"], body["set"]) == ("room", {"planned_minutes": planned + 15})


def test_no_session_is_made_longer_than_one_can_be_planned(db, rig, scene):
    db.write(lambda s: setattr(s.get(Room, scene.room.id), "planned_minutes", 590))

    assert rig.do(scene.host, "room.extend", minutes=15)["code"] == "session_too_long"
