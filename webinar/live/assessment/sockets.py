"""Commands of tests, their part of the snapshot and their topic of the pulse."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.limits import Limit
from webinar.kit.permissions import Can, can
from webinar.live.assessment import actions, queries, wire
from webinar.live.assessment.models import DEFAULT_DAYS
from webinar.live.assessment.plan import Stage, TestPlan, closes, stage, tests_of
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_ended, on_started
from webinar.room.engine.registry import (
    LIVE,
    Reader,
    at_version,
    command,
    hot_command,
    own_part,
    part,
    topic,
)
from webinar.room.rooms.models import Member, Room, RoomState

# The states in which people may answer. The end is included: people who lost the connection take
# the post-test later.
ALWAYS = frozenset(RoomState)
LIVE_OR_LATER = LIVE | {RoomState.ENDED}
# 40 commands in 20 seconds: people go back and forth through a test, and after an outage a phone
# sends all its answers at once.
ANSWERING = Limit(40, 20)

on_started(actions.say_started)
on_ended(actions.say_ended)


@command("test.open", needs=Can.RUN_POLLS, message=wire.NameTest)
def open_test(change: Change, member: Member, message: wire.NameTest) -> None:
    """Open the test for everybody. Opening a post-test closes its pre-test."""
    actions.open_test(change, member, message.part)


@command("test.close", needs=Can.RUN_POLLS, message=wire.NameTest, states=LIVE_OR_LATER)
def close_test(change: Change, member: Member, message: wire.NameTest) -> None:
    """Close the test for everybody and for good. The answers given so far count."""
    actions.close_test(change, member, message.part)


@command("test.days", needs=Can.RUN_POLLS, message=wire.KeepOpen, states=ALWAYS)
def set_days(change: Change, member: Member, message: wire.KeepOpen) -> None:
    actions.set_days(change, member, message.part, message.days)


@hot_command(
    "test.answer",
    needs=Can.TAKE_TESTS,
    message=wire.AnswerTest,
    limit=ANSWERING,
    states=ALWAYS,
    can_wait=True,
)
def answer(
    change: Change, submissions: Sequence[tuple[Person, wire.AnswerTest]]
) -> Sequence[Refused | None]:
    return actions.answer(change, submissions)


@command(
    "test.hand_in",
    needs=Can.TAKE_TESTS,
    message=wire.NameTest,
    limit=ANSWERING,
    states=ALWAYS,
)
def hand_in(change: Change, member: Member, message: wire.NameTest) -> None:
    """Make all of the member's answers to the test final, live and self-paced ones."""
    actions.hand_in(change, member, message.part)


def _tests_stamp(room: Room, reader: Reader) -> Hashable:
    """Return a stamp that changes with the room and, after its end, each minute.

    After the end the clock closes a test, which does not change the room's version.
    """
    minute = int(clock.now().timestamp()) // 60 if room.state is RoomState.ENDED else 0
    return at_version(room, reader), minute


@part("tests", stamp=_tests_stamp)
def tests_part(db: Session, room: Room, reader: Reader) -> wire.TestsView | None:
    """Return the tests; None if the session has none, so that this part is almost free."""
    tests, now = tests_of(module_in(db, room)), clock.now()
    if not tests:
        return None
    rows = queries.rows_of(db, room)
    views = []
    for test in tests:
        row = rows.get(test.id)
        view = wire.TestView(
            id=test.id,
            role=test.role,
            state=stage(test, row, room, now),
            of=len(test.items),
            days=DEFAULT_DAYS if row is None else row.days,
            closes_at=clock.iso(closes(test, row, room)),
        )
        views.append(
            _with_cohort_progress(db, room, view) if can(reader, Can.SEE_RESULTS) else view
        )
    return wire.TestsView(views)


@own_part("tests")
def my_tests(db: Session, room: Room, member: Member, tests: Any) -> Any:
    """Return the tests; those that are open or over also hold the member's own progress."""
    if tests is None or not can(member, Can.TAKE_TESTS):
        return tests
    return {"items": [_with_own_progress(db, room, member, view) for view in tests["items"]]}


@topic("test.progress")
def progress_states(db: Session, room: Room, keys: Collection[str]) -> list[wire.TestProgress]:
    tests = [test for test in tests_of(module_in(db, room)) if test.id in keys]
    return [_progress_broadcast(db, room, test) for test in tests]


def _progress_broadcast(db: Session, room: Room, test: TestPlan) -> wire.TestProgress:
    started_count, handed_in_count = queries.progress(db, room, test)
    change = wire.TestChange(id=test.id, started=started_count, handed_in=handed_in_count)
    return wire.TestProgress(key=test.id, put=[change])


def _with_cohort_progress(db: Session, room: Room, view: wire.TestView) -> wire.TestView:
    started_count, handed_in_count = queries.progress(
        db, room, actions.find_test(db, room, view.id)
    )
    return msgspec.structs.replace(view, started=started_count, handed_in=handed_in_count)


def _with_own_progress(
    db: Session, room: Room, member: Member, view: dict[str, Any]
) -> dict[str, Any]:
    if view["state"] == Stage.WAITING:
        return view
    test = actions.find_test(db, room, view["id"])
    return {
        **view,
        "answered": len(queries.member_answers(db, room, test, member)),
        "done": queries.has_handed_in(db, member, test),
    }
