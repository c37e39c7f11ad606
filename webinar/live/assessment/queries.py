"""Reads of tests. `answers` is the single source for a person's answers, however they gave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webinar.kit.loop_turns import in_turns
from webinar.live.assessment.models import GivenAnswer, OpenedTest, Paper
from webinar.live.assessment.plan import Stage, TestPlan, stage
from webinar.live.polls.models import Ballot, Choice, Poll, PollOption, PollState
from webinar.room.rooms.models import Member, Room


class ItemAnswer(NamedTuple):
    """The options that a member chose, and the time of the answer.

    `is_live` is true for a vote in the session, false for an answer at the member's own pace.
    """

    options: tuple[str, ...]
    at: datetime
    is_live: bool


# Answers by member id and item key.
Answers = dict[int, dict[str, ItemAnswer]]


def rows_of(db: Session, room: Room) -> dict[str, OpenedTest]:
    """Return the hosts' actions on the room's tests, by part."""
    return {row.part: row for row in db.scalars(select(OpenedTest).filter_by(room_id=room.id))}


def stages_of(
    db: Session, room: Room, tests: Sequence[TestPlan], now: datetime
) -> dict[str, Stage]:
    rows = rows_of(db, room) if tests else {}
    return {test.id: stage(test, rows.get(test.id), room, now) for test in tests}


def hand_in_times(
    db: Session, room: Room, test: TestPlan, member: Member | None = None
) -> dict[int, datetime]:
    """Return when each member handed this test in, by member id; with `member`, only theirs."""
    rows = db.execute(
        select(Paper.member_id, Paper.handed_in_at)
        .join(Member, Member.id == Paper.member_id)
        .where(Member.room_id == room.id, Paper.part == test.id)
        .where(*_only_member(Paper.member_id, member))
    )
    return {member_id: at for member_id, at in rows if at is not None}


def has_handed_in(db: Session, member: Member, test: TestPlan) -> bool:
    paper = db.get(Paper, (member.id, test.id))
    return paper is not None and paper.handed_in_at is not None


def progress(db: Session, room: Room, test: TestPlan) -> tuple[int, int]:
    """Return how many members take the test at their own pace, and how many handed it in."""
    counts = select(func.count(), func.count(Paper.handed_in_at))
    started_count, handed_in_count = db.execute(
        counts.join(Member, Member.id == Paper.member_id).where(
            Member.room_id == room.id, Paper.part == test.id
        )
    ).one()
    return started_count, handed_in_count


def shown_items(db: Session, room: Room, test: TestPlan) -> set[str]:
    """Return the items whose right answer the session has shown to everybody.

    It is too late to answer these.
    """
    keys = [item.key for item in test.items]
    revealed = select(Poll.key).filter_by(room_id=room.id, state=PollState.REVEALED)
    return set(db.scalars(revealed.where(Poll.key.in_(keys))))


def answers(db: Session, room: Room, test: TestPlan, member: Member | None = None) -> Answers:
    """Return all members' answers to a test; with `member`, only theirs.

    A member may answer an item at their own pace and, when the presenter opens its poll, in the
    session. Only one of the two answers counts. Until the member hands the test in, the later one
    counts. After that, the answers of the paper count; handing in copies session answers to it.
    """
    final_members = hand_in_times(db, room, test, member)
    paper_answers = _paper_answers(db, room, test, member)
    by_member: Answers = defaultdict(dict)
    for member_id, item, answer in paper_answers:
        by_member[member_id][item] = answer
    for member_id, item, answer in _session_answers(db, room, test, member):
        earlier = by_member[member_id].get(item) if member_id in by_member else None
        if member_id not in final_members and (earlier is None or answer.at >= earlier.at):
            by_member[member_id][item] = answer
    return dict(by_member)


def member_answers(
    db: Session, room: Room, test: TestPlan, member: Member
) -> dict[str, ItemAnswer]:
    """Return this member's answers by item."""
    return answers(db, room, test, member).get(member.id, {})


def _paper_answers(
    db: Session, room: Room, test: TestPlan, member: Member | None
) -> Iterator[tuple[int, str, ItemAnswer]]:
    rows = db.execute(
        select(
            GivenAnswer.member_id, GivenAnswer.item, GivenAnswer.options, GivenAnswer.answered_at
        )
        .join(Member, Member.id == GivenAnswer.member_id)
        .where(
            Member.room_id == room.id,
            GivenAnswer.item.in_([test_item.key for test_item in test.items]),
        )
        .where(*_only_member(GivenAnswer.member_id, member))
    )
    for member_id, item, options, at in in_turns(rows):
        yield member_id, item, ItemAnswer(tuple(options), at, is_live=False)


def _session_answers(
    db: Session, room: Room, test: TestPlan, member: Member | None
) -> Iterator[tuple[int, str, ItemAnswer]]:
    """Yield the votes in the session. Anonymous polls add none: no member's choice is known."""
    rows = db.execute(
        select(Ballot.member_id, Poll.key, PollOption.key, Ballot.cast_at)
        .join(Poll, Poll.id == Ballot.poll_id)
        .join(Choice, (Choice.poll_id == Ballot.poll_id) & (Choice.member_id == Ballot.member_id))
        .join(PollOption, PollOption.id == Choice.option_id)
        .where(Poll.room_id == room.id, Poll.key.in_([test_item.key for test_item in test.items]))
        .where(*_only_member(Ballot.member_id, member))
        .order_by(PollOption.position)
    )
    chosen: dict[tuple[int, str, datetime], list[str]] = defaultdict(list)
    for member_id, item, option, at in in_turns(rows):
        chosen[member_id, item, at].append(option)
    for (member_id, item, at), options in chosen.items():
        yield member_id, item, ItemAnswer(tuple(options), at, is_live=True)


def _only_member(
    column: InstrumentedAttribute[int], member: Member | None
) -> list[ColumnElement[bool]]:
    return [] if member is None else [column == member.id]
