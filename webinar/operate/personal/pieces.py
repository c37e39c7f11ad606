"""Erases a person from texts and pieces of JSON, for which a column's rule is not enough.

Each function is for one table that the registry marks `scrub`; a test checks that each has one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webinar.kit.db import Base, table_of
from webinar.kit.erased_names import ERASED_TEXT
from webinar.kit.name_keys import key_of
from webinar.learn.offline.models import AnswerDraft
from webinar.learn.study.models import StudyAnswer
from webinar.live.groups.models import GroupPoll
from webinar.live.steps.models import Step, StepState, StepWording
from webinar.operate.personal.scrubbing import Known
from webinar.operate.personal.subject import Subject, belongs_to
from webinar.results.attendance.models import FrozenReport
from webinar.room.cohorts.models import RosterDraft, RosterImport
from webinar.room.lobby.models import ExpectedName
from webinar.room.rooms.models import TimelineEntry

# The wording of a step in these states belongs to the room, not to its author.
AGREED = frozenset(StepState) - {StepState.PROPOSED, StepState.PUT, StepState.CLOSED}


@dataclass(frozen=True)
class Job:
    """The person to erase, and the sessions concerned, including those that expected the person."""

    subject: Subject
    known: Known
    room_ids: tuple[int, ...]
    at: datetime


Piece = Callable[[Session, Job], None]


def _imports(db: Session, job: Job) -> None:
    person = job.subject.person
    if person is None:
        return
    for roster_import in db.scalars(select(RosterImport).filter_by(cohort_id=person.cohort_id)):
        others = {
            key: value for key, value in roster_import.before.items() if key != str(person.number)
        }
        roster_import.before = job.known.scrub(others)


def _drafts(db: Session, job: Job) -> None:
    """Delete files that wait to be imported: they cannot be edited, only uploaded again."""
    person = job.subject.person
    if person is not None:
        db.execute(delete(RosterDraft).where(RosterDraft.cohort_id == person.cohort_id))


def _reports(db: Session, job: Job) -> None:
    """Scrub reports, but keep the hash, which still proves that an earlier copy is genuine."""
    reports = select(FrozenReport).where(FrozenReport.room_id.in_(job.room_ids))
    for report in db.scalars(reports):
        scrubbed = job.known.scrub_bytes(report.content)
        if scrubbed != report.content:
            day = job.at.date().isoformat()
            report.content = _mark_erased(scrubbed, day)
            report.counts = {**report.counts, "names_erased": day}


def _mark_erased(content: bytes, day: str) -> bytes:
    """If the report is JSON, note in it that names were erased."""
    try:
        report = msgspec.json.decode(content)
    except msgspec.DecodeError:
        return content
    if not isinstance(report, dict):
        return content
    return msgspec.json.encode({**report, "names_erased": day}, order="deterministic")


def _expected(db: Session, job: Job) -> None:
    keys = {key_of(name) for name in job.known.names}
    deletion = delete(ExpectedName).where(
        ExpectedName.room_id.in_(job.room_ids), ExpectedName.key.in_(keys)
    )
    db.execute(deletion)


def _timeline(db: Session, job: Job) -> None:
    is_own = TimelineEntry.member_id.in_(job.subject.member_ids)
    renames = select(TimelineEntry).where(is_own, TimelineEntry.kind == "member.renamed")
    for entry in db.scalars(renames):
        entry.detail = {}


def _group_polls(db: Session, job: Job) -> None:
    for poll in db.scalars(select(GroupPoll).where(belongs_to(table_of(GroupPoll), job.subject))):
        poll.texts = _without_texts(poll.texts)
        flag_modified(poll, "texts")


def _without_texts(value: Any) -> Any:
    """Replace every text by a mark; keys stay, because they are languages and field names."""
    if isinstance(value, dict):
        return {key: _without_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_texts(item) for item in value]
    return ERASED_TEXT if isinstance(value, str) else value


def _steps(db: Session, job: Job) -> None:
    is_own = belongs_to(table_of(Step), job.subject)
    open_ = select(Step).where(is_own, Step.state.not_in(AGREED))
    for step in db.scalars(open_):
        step.text, step.indicator, step.evidence = ERASED_TEXT, "", ""


def _wordings(db: Session, job: Job) -> None:
    agreed = select(Step.id).where(Step.state.in_(AGREED))
    is_own = belongs_to(table_of(StepWording), job.subject)
    replacement = (
        update(StepWording)
        .where(is_own, StepWording.step_id.not_in(agreed))
        .values(text=ERASED_TEXT)
    )
    db.execute(replacement.execution_options(synchronize_session=False))


def _study_answers(db: Session, job: Job) -> None:
    """Remove written answers; choices stay in the figures."""
    for row in db.scalars(
        select(StudyAnswer).where(belongs_to(table_of(StudyAnswer), job.subject))
    ):
        written = row.answer.get("text") or row.answer.get("words")
        if written:
            row.answer = {**row.answer, "text": ERASED_TEXT, "words": []}


def forget_rows(model: type[Base]) -> Piece:
    """Return a function for a table of a cohort's temporary files: it deletes whole rows, because
    no part of a file can be taken out.
    """
    table = table_of(model)

    def forget(db: Session, job: Job) -> None:
        if job.subject.person is not None:
            deletion = delete(table).where(table.c.cohort_id == job.subject.person.cohort_id)
            db.execute(deletion)

    return forget


PIECES: Mapping[str, Piece] = {
    "roster_imports": _imports,
    "roster_drafts": _drafts,
    "frozen_reports": _reports,
    "expected_names": _expected,
    "timeline": _timeline,
    "group_polls": _group_polls,
    "steps": _steps,
    "step_wordings": _wordings,
    "study_answers": _study_answers,
    "answer_drafts": forget_rows(AnswerDraft),
}
