"""Writes the past of a session and of a database straight into the tables, in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session as Rows

from bench.peers.past import add_sessions, put
from webinar.content.lessons.model import from_json
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.polls.models import Ballot, Choice, Poll, PollOption, PollState
from webinar.live.steps.models import (
    Answer,
    OwnerState,
    Step,
    StepAnswer,
    StepOwner,
    StepState,
    StepWording,
)
from webinar.room.rooms.models import Member, Room, RoomState, TimelineEntry

SESSION_LENGTH = timedelta(hours=3)
REASON_EVERY = 10


@dataclass(frozen=True)
class History:
    """The numbers of polls, next steps, timeline entries and finished sessions.

    Every participant has answered every poll and step. `polls` includes the module's own polls.
    """

    polls: int = 0
    steps: int = 0
    timeline: int = 0
    past: int = 0


def add_history(rows: Rows, code: str, history: History) -> None:
    """Give the session hours of history with these numbers."""
    room = rows.scalars(select(Room).filter_by(code=code)).one()
    room.state, room.started_at = RoomState.LIVE, clock.now() - SESSION_LENGTH
    members = rows.scalars(select(Member).filter_by(room_id=room.id).order_by(Member.number)).all()
    voters = [member.id for member in members if member.role is Role.PARTICIPANT]
    _add_polls(rows, room, voters, history.polls)
    _add_steps(rows, room, voters, history.steps)
    _add_timeline(rows, room, members[0].id, history.timeline)
    add_sessions(rows, room, history.past)


def _add_polls(rows: Rows, room: Room, voters: Sequence[int], count: int) -> None:
    """Add polls with revealed results, which give a participant the largest snapshot."""
    polls = rows.scalars(select(Poll).filter_by(room_id=room.id).order_by(Poll.position)).all()
    model_poll, now = polls[0], clock.now()
    votes = len(voters) // len(model_poll.options)
    for number in range(len(polls), count):
        poll = Poll(
            room_id=room.id,
            key=f"spot-{number}",
            position=number,
            kind=model_poll.kind,
            is_quiz=False,
            on_the_spot=True,
            state=PollState.REVEALED,
            texts=model_poll.texts,
            opened_at=now,
            closed_at=now,
            revealed_at=now,
            voters=len(voters),
            options=[
                PollOption(key=option.key, position=option.position, votes=votes)
                for option in model_poll.options
            ],
        )
        rows.add(poll)
        rows.flush()
        ids = [option.id for option in poll.options]
        ballots = [{"poll_id": poll.id, "member_id": member, "cast_at": now} for member in voters]
        put(rows, Ballot, ballots)
        choices = [
            {"poll_id": poll.id, "member_id": member, "option_id": ids[at % len(ids)]}
            for at, member in enumerate(voters)
        ]
        put(rows, Choice, choices)


def _add_steps(rows: Rows, room: Room, voters: Sequence[int], count: int) -> None:
    """Add agreed steps, each answered by everybody, some with a reason."""
    now = clock.now()
    for number in range(1, count + 1):
        step = Step(
            room_id=room.id,
            number=number,
            text=f"Speak with the parents of form {number} before the end of the term",
            language="en",
            proposed_by=voters[number % len(voters)],
            state=StepState.AGREED,
            ballot=1,
            put_version=1,
            proposed_at=now,
            put_at=now,
            decided_at=now,
        )
        rows.add(step)
        rows.flush()
        _word(rows, step)
        answers = [
            {
                "step_id": step.id,
                "ballot": 1,
                "language": "en",
                "member_id": member,
                "answer": Answer.AGREE,
                "reason": "" if at % REASON_EVERY else "It is what we have count to do for long",
                "answered_at": now,
            }
            for at, member in enumerate(voters)
        ]
        put(rows, StepAnswer, answers)


def _word(rows: Rows, step: Step) -> None:
    """Add the step's wording and its owner."""
    author = {"step_id": step.id, "text": step.text, "member_id": step.proposed_by}
    version = {"revision": 1, "version": 1, "language": "en", "is_original": True}
    put(rows, StepWording, [{**author, **version, "worded_at": step.proposed_at}])
    owner = {"step_id": step.id, "number": 1, "role": "Head of the unit", "reason": ""}
    request = {"proposed_by": step.proposed_by, "asked_at": step.proposed_at}
    put(rows, StepOwner, [{**owner, **request, "state": OwnerState.ASKED}])


def _add_timeline(rows: Rows, room: Room, host: int, count: int) -> None:
    """Add entries spread over the session's time; every other entry is a slide's move."""
    slides = from_json(room.edition.content).slides
    began, interval = clock.now() - SESSION_LENGTH, SESSION_LENGTH / max(1, count)
    first = 1 + (rows.scalar(select(func.max(TimelineEntry.version))) or 0)
    entries: list[dict[str, Any]] = []
    for number in range(count):
        at = number // 2 % len(slides)
        is_move = number % 2 == 0
        entries.append(
            {
                "room_id": room.id,
                "version": first + number,
                "at": began + number * interval,
                "kind": "slide.moved" if is_move else "member.joined",
                "member_id": host,
                "detail": {"slide": at, "id": slides[at].id} if is_move else {},
            }
        )
    put(rows, TimelineEntry, entries)
    rows.execute(update(Room).where(Room.id == room.id).values(version=count, said_everyone=count))
