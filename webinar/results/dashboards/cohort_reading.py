"""Reads a cohort's dashboard from its sessions' registers and quizzes. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import concurrency
from webinar.live.assessment.results import results, whole_gain
from webinar.live.polls.kinds import KINDS
from webinar.live.polls.models import Poll, PollState
from webinar.live.polls.queries import opened_polls
from webinar.live.polls.right_answers import is_right
from webinar.results.attendance.register import Attendee, Register, register
from webinar.results.dashboards.totals import Entry, HeldSession
from webinar.results.reports.session import reported_session
from webinar.results.series.models import Series, SeriesSession
from webinar.results.series.totals import part_of
from webinar.room.cohorts.models import Cohort, Invited
from webinar.room.cohorts.queries import people_of
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in

_FINISHED_STATES = (PollState.CLOSED, PollState.REVEALED)


@dataclass(frozen=True)
class Member:
    """A person who is on the roster, or was on it and was expected in a session."""

    id: int
    name: str
    rank: str
    is_listed: bool


@dataclass(frozen=True)
class Group:
    """A cohort as plain values. The page offers `series` (titles by id) to choose from.

    `chosen_series_id` is the series whose sessions the page shows, None for all.
    """

    id: int
    name: str
    people: Sequence[Member]
    held_sessions: Sequence[HeldSession]
    series: Mapping[int, str]
    chosen_series_id: int | None


def read(
    db: Session, cohort: Cohort, series_id: int | None, language: str, now: datetime
) -> Group | None:
    """Return the cohort with its sessions that have begun, or only those of one series.

    Sessions that were called off, or ended before they began, are left out: nobody missed them.
    Return None if the series is not this cohort's.
    """
    rows = select(Series.id, Series.title).filter_by(cohort_id=cohort.id).order_by(Series.id)
    series_titles = {id_: title for id_, title in db.execute(rows)}
    if series_id is not None and series_id not in series_titles:
        return None
    people = {
        person.id: Member(person.id, person.name, person.rank, True)
        for person in people_of(db, cohort)
    }
    held_sessions = []
    for room in _rooms(db, cohort, series_id):
        room_register = register(db, room, now)
        # List everybody whom a session counts, so that the numbers add up.
        for attendee in room_register.attendees:
            if attendee.person_id is not None and attendee.person_id not in people:
                people[attendee.person_id] = Member(
                    attendee.person_id, attendee.name, attendee.rank, False
                )
        held_sessions.append(_held_session(db, room, room_register, language, now))
    return Group(
        id=cohort.id,
        name=cohort.name,
        people=list(people.values()),
        held_sessions=held_sessions,
        series=series_titles,
        chosen_series_id=series_id,
    )


def _rooms(db: Session, cohort: Cohort, series_id: int | None) -> Sequence[Room]:
    rows = (
        select(Room)
        .join(Invited, Invited.room_id == Room.id)
        .where(Invited.cohort_id == cohort.id, Room.started_at.is_not(None))
    )
    if series_id is not None:
        rows = rows.join(SeriesSession, SeriesSession.room_id == Room.id)
        rows = rows.where(SeriesSession.series_id == series_id)
    return db.scalars(rows.order_by(Room.started_at, Room.id)).all()


def _held_session(
    db: Session, room: Room, room_register: Register, language: str, now: datetime
) -> HeldSession:
    session = reported_session(room, now)
    quizzes = _quizzes(db, room)
    gain = whole_gain(results(db, room))
    return HeldSession(
        code=room.code,
        title=title_in(room, language),
        began=(session.started_at or session.as_of).astimezone(session.zone),
        is_over=session.is_final,
        polls=room_register.frame.polls,
        entries={
            attendee.person_id: _entry(attendee, quizzes)
            for attendee in room_register.attendees
            if attendee.person_id is not None
        },
        gain=None if gain is None else gain.gain,
    )


def _entry(attendee: Attendee, quizzes: Sequence[Mapping[int, bool]]) -> Entry:
    """Return one person's entry.

    If a person answered a quiz on two devices, it counts once, with the better answer, as in tests.
    """
    answers_by_quiz = [
        [quiz[id_] for id_ in attendee.member_ids if id_ in quiz] for quiz in quizzes
    ]
    return Entry(part_of(attendee), sum(map(any, answers_by_quiz)), sum(map(bool, answers_by_quiz)))


def _quizzes(db: Session, room: Room) -> list[Mapping[int, bool]]:
    """Return whether each member answered rightly, by member id, for each quiz that counts.

    A quiz counts if it is over and not anonymous.
    """
    quizzes: list[Mapping[int, bool]] = []
    for poll in opened_polls(db, room):
        if _is_counted(poll):
            answers = KINDS[poll.kind].answers(db, poll).items()
            quizzes.append(
                {member_id: is_right(poll, answer.content) for member_id, answer in answers}
            )
            # Thousands of answers take a while: yield after each poll.
            concurrency.sleep(0)
    return quizzes


def _is_counted(poll: Poll) -> bool:
    return poll.is_quiz and not poll.is_anonymous and poll.state in _FINISHED_STATES
