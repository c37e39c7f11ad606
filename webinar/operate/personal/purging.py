"""Removes the overdue personal data of sessions: attendance and answers.

Figures remain: attendance no longer belongs to a person, and choices are only counted.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from webinar.connect.xapi.models import Statement
from webinar.kit import clock, concurrency
from webinar.kit.db import Database, table_of
from webinar.kit.erased_names import ERASED_TEXT, stored_name
from webinar.kit.permissions import Role
from webinar.live.captions.models import Caption
from webinar.live.polls.anonymous_order import reorder_choices
from webinar.live.polls.models import (
    Ballot,
    Choice,
    CloudEntry,
    NumberAnswer,
    NumberCount,
    OpenText,
    Poll,
)
from webinar.live.proxies.models import HallVote
from webinar.live.recording.models import RecordedSound
from webinar.operate.personal.erasing import erase_rows
from webinar.operate.personal.pieces import PIECES, Job
from webinar.operate.personal.registry import REGISTRY
from webinar.operate.personal.registry_lti import LTI
from webinar.operate.personal.registry_study import EXAMS, OFFLINE, STATEMENTS, STUDY
from webinar.operate.personal.registry_terms import Keep
from webinar.operate.personal.retention import due_of, rooms_with_data
from webinar.operate.personal.scrubbing import Known
from webinar.operate.personal.subject import Subject, tables_of_people
from webinar.people.audit.actions import note
from webinar.results.attendance.models import Correction
from webinar.room.call.models import CallEntry
from webinar.room.cohorts.models import Match
from webinar.room.cohorts.queries import expected_people, matches_of
from webinar.room.lobby.models import ExpectedName
from webinar.room.rooms.models import Member, Purged, Room

# The figures of polls stay, and choices are unlinked: `_unlink_polls`.
_OF_POLLS = frozenset({"ballots", "choices", "poll_numbers", "poll_texts", "poll_words"})
# Data of courses has its own retention (`learners`), even if a learner was in a session.
_OF_COURSES = frozenset({*STUDY, *OFFLINE, *EXAMS, *STATEMENTS, *LTI})
# Individual choices, whose counts are kept elsewhere or no longer needed.
_TABLES_OF_CHOICES = (
    "hall_votes",
    "question_votes",
    "group_ballots",
    "test_answers",
    "test_papers",
)


def purge_due(database: Database, *, at_once: bool = False) -> dict[str, int]:
    """Purge overdue data, one session at a time; return the number of sessions by part removed.

    With `at_once`, remove only data that must go as soon as a session is over. A second run does
    nothing.
    """
    with database.read() as db:
        now = clock.now()
        due_by_room = [(room.id, due_of(db, room)) for room in rooms_with_data(db)]
    counts = {"attendance": 0, "answers": 0}
    for room_id, due in due_by_room:
        days = {"attendance": due.terms.attendance_days, "answers": due.terms.answers_days}
        for part in due.parts(now):
            if at_once and days[part] > 0:
                continue
            counts[part] += database.write(partial(_purge, room_id=room_id, part=part))
            concurrency.sleep(0)
    if any(counts.values()):
        database.empty_log()
    return counts


def note_run(database: Database, counts: dict[str, int]) -> None:
    """Record that the day's purge was done, whether or not there was anything to do."""
    database.write(lambda db: note(db, "purge.done", None, **counts))


def _purge(db: Session, room_id: int, part: str) -> int:
    """Purge one part of a session, unless that was done meanwhile; return 1 if purged, else 0."""
    room = db.get_one(Room, room_id)
    if part not in due_of(db, room).parts(clock.now()):
        return 0
    guests = Member.user_id.is_(None) & (Member.role == Role.PARTICIPANT)
    members = db.scalars(select(Member).where(Member.room_id == room.id, guests)).all()
    subject = Subject(None, tuple(members), (room,))
    if part == "attendance":
        _purge_attendance(db, room, subject)
    else:
        _purge_answers(db, room, subject)
    purged = db.get(Purged, room.id) or Purged(room_id=room.id)
    setattr(purged, f"{part}_at", clock.now())
    db.add(purged)
    room.version += 1
    note(db, "session.purged", None, room_id=room.id, part=part, members=len(members))
    return 1


def _purge_attendance(db: Session, room: Room, subject: Subject) -> None:
    people = expected_people(db, room)
    names = {person.name: stored_name(person.number) for person in people}
    names |= {member.name: stored_name(member.number, is_guest=True) for member in subject.members}
    unique = {
        text for person in people for text in (person.email, person.phone, person.external_id)
    }
    reasons = select(Correction.reason).where(Correction.room_id == room.id)
    unique |= set(db.scalars(reasons))
    job = Job(subject, Known(names, frozenset(unique) - {""}, parts=False), (room.id,), clock.now())
    for table in ("frozen_reports", "timeline"):
        PIECES[table](db, job)
    db.flush()
    _unlink_people(db, room)
    for model in (ExpectedName, CallEntry):
        _execute(db, delete(model).where(model.room_id == room.id))
    attended = Statement.topic.like(f"attended:{room.id}:%")
    _execute(db, delete(Statement).where(attended))
    _erase_by_retention(db, Keep.ATTENDANCE, subject, excluded=_OF_COURSES | {"members", "matches"})
    rows = [
        {"of": member.id, "instead": stored_name(member.number, is_guest=True)}
        for member in subject.members
    ]
    members = table_of(Member)
    if rows:
        renamed = update(members).where(members.c.id == bindparam("of"))
        blank: dict[str, Any] = {"name": bindparam("instead"), "turned_away": None, "link": None}
        db.connection().execute(renamed.values(blank), rows)
    db.expire_all()


def _unlink_people(db: Session, room: Room) -> None:
    """Attach corrections to members; delete the correction of a person who never came."""
    member_of = {person: member for member, person in matches_of(db, room).items()}
    for correction in db.scalars(select(Correction).filter_by(room_id=room.id)):
        correction.reason = ERASED_TEXT
        if correction.person_id is not None and correction.person_id not in member_of:
            db.delete(correction)
        elif correction.person_id is not None:
            correction.member_id, correction.person_id = member_of[correction.person_id], None
    db.flush()
    _execute(db, delete(Match).where(Match.room_id == room.id))


def _purge_answers(db: Session, room: Room, subject: Subject) -> None:
    _erase_by_retention(db, Keep.ANSWERS, subject, excluded=_OF_COURSES | _OF_POLLS)
    poll_ids = select(Poll.id).where(Poll.room_id == room.id)
    _execute(db, delete(HallVote).where(HallVote.poll_id.in_(poll_ids)))
    member_ids = subject.member_ids
    for name in _TABLES_OF_CHOICES:
        table = _tables()[name]
        _execute(db, delete(table).where(table.c.member_id.in_(member_ids)))
    # Interpreters have accounts, so their lines are not among those of `subject`; but the words are
    # those of everybody who spoke.
    captions = update(Caption).where(Caption.room_id == room.id, Caption.text != "")
    _execute(db, captions.values(text=ERASED_TEXT))
    _execute(db, delete(RecordedSound).where(RecordedSound.room_id == room.id))
    polls = db.scalars(select(Poll).where(Poll.room_id == room.id, Poll.voters > 0)).all()
    polls_with_names = [poll for poll in polls if not poll.is_anonymous]
    for poll in polls_with_names:
        _unlink_poll(db, poll)
    for poll in polls:
        removal = update(OpenText).where(OpenText.poll_id == poll.id)
        _execute(db, removal.values(text=ERASED_TEXT, member_id=None, version=None))
    reorder_choices(db, polls_with_names)
    db.expire_all()


def _unlink_poll(db: Session, poll: Poll) -> None:
    """Turn the poll into an anonymous one: keep its voters separate from the choices."""
    numbers = select(NumberAnswer.poll_id, NumberAnswer.value, func.count())
    counts = numbers.where(NumberAnswer.poll_id == poll.id).group_by(
        NumberAnswer.poll_id, NumberAnswer.value
    )
    _execute(db, insert(NumberCount).from_select(["poll_id", "value", "count"], counts))
    for table in (NumberAnswer, Choice):
        _execute(db, delete(table).where(table.poll_id == poll.id))
    words = update(CloudEntry).where(CloudEntry.poll_id == poll.id)
    _execute(db, words.values(member_id=None))
    blank: dict[str, Any] = {"language": ""}
    if poll.opened_at is not None:
        blank["cast_at"] = poll.opened_at
    _execute(db, update(Ballot).where(Ballot.poll_id == poll.id).values(blank))
    poll.is_anonymous = True
    db.flush()


def _erase_by_retention(db: Session, keep: Keep, subject: Subject, excluded: Any) -> None:
    """Erase the rows with this retention, as erasing each of the people would."""
    for table in reversed(tables_of_people()):
        if REGISTRY[table.name].keep is keep and table.name not in excluded:
            erase_rows(db, table, subject)


def _tables() -> Any:
    return table_of(Member).metadata.tables


def _execute(db: Session, statement: Any) -> None:
    db.execute(statement, execution_options={"synchronize_session": False})
