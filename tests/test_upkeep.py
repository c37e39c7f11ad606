"""The server runs its jobs every minute, whichever of them fails."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from webinar import features
from webinar.connect.lti.score_delivery import send_scores
from webinar.hooks import Feature
from webinar.kit import clock, concurrency
from webinar.kit.errors import Refused
from webinar.kit.noticing import notice, take_counts
from webinar.live.presence import forgotten_sessions
from webinar.operate import upkeep
from webinar.people.audit.models import AuditEntry
from webinar.results.completion.settling import settle_courses
from webinar.room.engine.models import Interval, Operation
from webinar.room.rooms.models import RoomState

from .factories import make_member, make_room


@pytest.fixture
def services(app):
    return app.extensions["webinar"]


def add_interval(session, last_heard_at):
    room = make_room(session)
    member = make_member(session, room)
    session.add(
        Interval(
            room_id=room.id,
            member_id=member.id,
            boot="gone",
            began_at=last_heard_at,
            last_heard_at=last_heard_at,
            is_open=True,
        )
    )


@pytest.mark.parametrize(("seconds", "stays_open"), [(30, True), (90, False)])
def test_abandoned_interval_is_closed_once_it_cannot_be_bridged(services, seconds, stays_open):
    last = clock.now() - timedelta(seconds=seconds)
    services.db.write(lambda session: add_interval(session, last))

    forgotten_sessions.close_lost_intervals(services)

    with services.db.read() as session:
        interval = session.query(Interval).one()
        assert interval.is_open is stays_open
        assert interval.last_heard_at == last


def add_operation(session, state, ended_at):
    room = make_room(session, state=state)
    room.ended_at = ended_at
    member = make_member(session, room)
    session.add(
        Operation(
            member_id=member.id, op_id="op-00000001", command="x", version=1, done_at=clock.now()
        )
    )


@pytest.mark.parametrize(
    ("state", "hours_ago", "count"),
    [(RoomState.LIVE, None, 1), (RoomState.ENDED, 23, 1), (RoomState.ENDED, 25, 0)],
)
def test_commands_are_remembered_until_a_day_after_the_end(services, state, hours_ago, count):
    ended_at = None if hours_ago is None else clock.now() - timedelta(hours=hours_ago)
    services.db.write(lambda session: add_operation(session, state, ended_at))

    upkeep.forget(services)

    with services.db.read() as session:
        assert session.query(Operation).count() == count


class TimeIsUp(Exception):
    """Raised when this many minutes have passed."""


@pytest.fixture
def minutes(monkeypatch):
    """`minutes(start, services, 3)` starts a loop and lets three minutes pass."""

    def let_pass(start, services, count):
        turns = iter(range(count))

        def sleep(_seconds):
            if next(turns, None) is None:
                raise TimeIsUp

        monkeypatch.setattr(concurrency, "sleep", sleep)
        monkeypatch.setattr(concurrency, "spawn", lambda work, *arguments: work(*arguments))
        with pytest.raises(TimeIsUp):
            start(services)

    return let_pass


@pytest.mark.parametrize(
    "start",
    [
        upkeep.start_upkeep,
        lambda services: upkeep.start_own_loop(services, send_scores),
        lambda services: upkeep.start_own_loop(services, settle_courses),
    ],
    ids=["upkeep", "scores", "courses"],
)
def test_unavailable_database_is_no_internal_error_and_ends_no_loop(
    services, minutes, monkeypatch, caplog, start
):
    """Planted faults: a traceback each minute; a stepped clock ended the loop."""

    def refuse(*_arguments):
        raise Refused("try_again", retryable=True)

    monkeypatch.setattr(services.db, "write", refuse)
    monkeypatch.setattr(services.db, "read", refuse)
    monkeypatch.setattr("webinar.kit.clock.drift", lambda: 10_800.0)

    minutes(start, services, 3)

    assert caplog.text.count("the database is busy, full or away") == 3
    assert "Traceback" not in caplog.text


def test_failing_job_does_not_block_others_and_is_retried(services, minutes, monkeypatch):
    """Planted fault: after one session could not be ended, no data was purged."""
    jobs_done = []

    def job(name, fails=lambda: False):
        def work(_own):
            jobs_done.append(name)
            if fails():
                raise KeyError(name)

        return work

    seldom = job("seldom", lambda: jobs_done.count("seldom") == 1)
    broken = Feature(name="broken", every_minute=(job("broken", lambda: True),))
    sound = Feature(name="sound", every_minute=(job("sound"),), every_ten_minutes=(seldom,))
    monkeypatch.setattr(features, "every", lambda: (broken, sound))
    monkeypatch.setattr(upkeep, "SELDOM_MINUTES", 2)

    minutes(upkeep.start_upkeep, services, 3)

    assert jobs_done.count("broken") == jobs_done.count("sound") == 3
    assert jobs_done.count("seldom") == 2


def test_feature_jobs_run_with_the_servers_jobs():
    each_time = ["_watch_clock", "touch_used", "close_lost_intervals", "end_forgotten"]
    each_time += ["write_noticed", "finish_emptying"]

    assert [job.__name__ for job in upkeep.jobs_of(1)] == each_time
    assert [job.__name__ for job in upkeep.jobs_of(upkeep.SELDOM_MINUTES)] == [
        *each_time,
        "forget",
        "forget_expired",
        "delete_outdated",
        "purge",
    ]
    assert [feature.name for feature in features.every() if feature.long_job] == [
        "cohorts",
        "completion",
        "certificates",
        "xapi",
        "lti",
    ]
    assert [feature.name for feature in features.every() if feature.forgets] == [
        "engine",
        "cohorts",
        "offline",
    ]


def test_long_job_runs_in_its_own_loop(services, minutes, monkeypatch):
    calls = []

    def fill(services):
        calls.append(services)

    monkeypatch.setattr(features, "every", lambda: (Feature(name="long", long_job=fill),))
    monkeypatch.setattr(upkeep, "_run", lambda _own: None)

    minutes(upkeep.start_upkeep, services, 3)

    assert calls == [services] * 3


def test_noticed_events_are_written_when_the_database_is_back(services, db, monkeypatch):
    def refuse(*_arguments):
        raise Refused("try_again", retryable=True)

    take_counts()
    for _ in range(3):
        notice("sign_in.failed", account=7)
    with monkeypatch.context() as patch:
        patch.setattr(services.db, "write", refuse)
        with pytest.raises(Refused):
            upkeep.write_noticed(services)

    upkeep.write_noticed(services)

    with db.read() as session:
        [entry] = session.scalars(select(AuditEntry).filter_by(kind="sign_in.failed"))
    assert (entry.detail["account"], entry.detail["times"]) == (7, 3)


def test_stepped_clock_is_logged_and_changes_no_time(monkeypatch, caplog):
    before = clock.now()
    monkeypatch.setattr("webinar.kit.clock.time.time", lambda: before.timestamp() + 10_800)

    upkeep._watch_clock()

    assert "10800 s away" in caplog.text or "10801 s away" in caplog.text
    assert clock.now() - before < timedelta(seconds=60)
