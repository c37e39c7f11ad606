"""Reads a session's dashboard from one consistent state. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.content.lessons.model import Part, part_number
from webinar.kit.permissions import HOST_ROLES
from webinar.kit.rounding import whole_minutes
from webinar.live.assessment.results import PairResult, results
from webinar.live.polls import results as poll_results
from webinar.live.polls.models import Poll
from webinar.live.polls.queries import opened_polls
from webinar.live.polls.results import PollResult
from webinar.live.questions.queries import questions_of
from webinar.live.signals.models import ReactionCount
from webinar.live.slides.plan import seconds_by_part, slide_visits
from webinar.results.attendance.models import FrozenReport
from webinar.results.attendance.register import Attendee, Register, register
from webinar.results.dashboards.curve import Band, Point, bands, curve
from webinar.results.protocol.poll_reading import poll_in_copy
from webinar.results.protocol.record import Copy
from webinar.results.reports.queries import StepRecord, steps
from webinar.results.reports.session import ReportedSession, reported_session
from webinar.room.engine.stays import SILENT_SECONDS, WRITE_SECONDS
from webinar.room.rooms.models import Member, Room, RoomState, TimelineEntry


@dataclass(frozen=True)
class FrozenVersion:
    """The newest frozen version of the attendance report."""

    version: int
    hash: str
    frozen_at: datetime


class PartMinutes(NamedTuple):
    """The minutes that were planned for one part, and those that the session spent in it."""

    planned: int
    taken: int


@dataclass(frozen=True)
class Overview:
    """All that a dashboard shows, as plain values. `points` is empty before the session begins.

    If the session has its module's title, `titles` are the module's titles, so that readers see the
    title in their language. `parts_by_poll` has the number of the part in which each poll was
    opened, by poll key. `question_times` and `hand_times` are when people asked questions and
    raised hands. `today` is the date in the session's zone, by which steps are overdue.
    """

    session: ReportedSession
    titles: Mapping[str, str]
    module: Mapping[str, str]
    hosts: Sequence[str]
    languages: Sequence[str]
    register: Register
    parts: Sequence[Mapping[str, str]]
    part_minutes: Sequence[PartMinutes]
    bands: Sequence[Band]
    points: Sequence[Point]
    polls: Sequence[PollResult]
    parts_by_poll: Mapping[str, int]
    tests: Sequence[PairResult]
    questions: Mapping[str, int]
    question_times: Sequence[datetime]
    hand_times: Sequence[datetime]
    reactions: Mapping[str, int]
    steps: Sequence[StepRecord]
    today: date
    frozen: FrozenVersion | None

    @property
    def people(self) -> Sequence[Attendee]:
        return self.register.attendees

    @property
    def expected(self) -> int:
        """The number of people on the roster; 0 if there is no roster."""
        return sum(person.person_id is not None for person in self.people)

    @property
    def attended(self) -> int:
        return sum(person.attended for person in self.people)


def read(db: Session, room: Room, now: datetime) -> Overview:
    """Read the session as it ended, or as of `now`."""
    session, module = reported_session(room, now), module_of(room.edition)
    parts = module.all_parts()
    room_register = register(db, room, session.as_of)
    questions = questions_of(db, room)
    return Overview(
        session=session,
        titles=module.title if room.title in module.title.values() else {"": room.title},
        module=module.title,
        hosts=_hosts(db, room),
        languages=sorted(
            {attendee.language for attendee in room_register.attendees if attendee.members}
        ),
        register=room_register,
        parts=[part.title for part in parts],
        part_minutes=_part_minutes(db, room, parts, session.as_of),
        bands=_bands(db, room, parts, session.as_of),
        points=_points(room, room_register.attendees, session.as_of),
        polls=[poll_in_copy(poll, Copy.HOSTS) for poll in poll_results.of_room(db, room)],
        parts_by_poll=_parts_by_poll(db, room, parts),
        tests=results(db, room),
        questions=Counter(question.state.value for question in questions),
        question_times=[question.asked_at for question in questions],
        hand_times=_hand_times(db, room),
        reactions=_reactions(db, room),
        steps=steps(db, room),
        today=now.astimezone(session.zone).date(),
        frozen=_newest_frozen(db, room),
    )


def _hosts(db: Session, room: Room) -> list[str]:
    rows = select(Member.name).where(Member.room_id == room.id, Member.role.in_(HOST_ROLES))
    return list(db.scalars(rows.where(Member.removed_at.is_(None)).order_by(Member.number)))


def _part_minutes(
    db: Session, room: Room, parts: Sequence[Part], end: datetime
) -> list[PartMinutes]:
    spent = seconds_by_part(parts, slide_visits(db, room), end)
    return [
        PartMinutes(part.minutes, whole_minutes(seconds))
        for part, seconds in zip(parts, spent, strict=True)
    ]


def _bands(db: Session, room: Room, parts: Sequence[Part], end: datetime) -> list[Band]:
    stays = [
        (stay.at, None if stay.slide is None else part_number(parts, stay.slide))
        for stay in slide_visits(db, room)
    ]
    return bands(stays, end)


def _points(room: Room, people: Sequence[Attendee], end: datetime) -> list[Point]:
    if room.started_at is None:
        return []
    if room.state is RoomState.LIVE:
        # Members who are present were last heard some seconds ago; they must not seem to have left.
        last_heard = end - timedelta(seconds=SILENT_SECONDS + WRITE_SECONDS)
        end = last_heard if last_heard > room.started_at else end
    if end <= room.started_at:
        return []
    return curve((person.measured.presence.stretches for person in people), room.started_at, end)


def _parts_by_poll(db: Session, room: Room, parts: Sequence[Part]) -> dict[str, int]:
    """Return the part in which each opened poll was asked, by the poll's key."""
    visits = [(stay.at, stay.slide or 0) for stay in slide_visits(db, room)]

    def slide_of(poll: Poll) -> int:
        if not poll.on_the_spot:
            return poll.position
        slides_before = [slide for at, slide in visits if poll.opened_at and at <= poll.opened_at]
        return slides_before[-1] if slides_before else 0

    return {poll.key: part_number(parts, slide_of(poll)) for poll in opened_polls(db, room)}


def _hand_times(db: Session, room: Room) -> list[datetime]:
    rows = select(TimelineEntry.at).filter_by(room_id=room.id, kind="hand.raised")
    return list(db.scalars(rows.order_by(TimelineEntry.id)))


def _reactions(db: Session, room: Room) -> dict[str, int]:
    rows = db.execute(select(ReactionCount.kind, ReactionCount.times).filter_by(room_id=room.id))
    return {kind.value: times for kind, times in rows}


def _newest_frozen(db: Session, room: Room) -> FrozenVersion | None:
    newest = select(FrozenReport).filter_by(room_id=room.id).order_by(FrozenReport.version.desc())
    row = db.scalar(newest.limit(1))
    return None if row is None else FrozenVersion(row.version, row.hash, row.frozen_at)
