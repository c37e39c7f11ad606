"""The next steps of a report, read from one consistent state. Reads only.

Results are plain records, so that tables can be made from them off the loop, without a database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.loop_turns import in_turns
from webinar.live.steps import queries as step_queries
from webinar.live.steps.models import Answer, Step, StepAnswer, StepOutcome, StepState
from webinar.live.steps.queries import Owner
from webinar.results.followup.queries import RecordedReport, reports_of
from webinar.room.rooms.models import Member, MemberNumber, Room


class Reason(NamedTuple):
    member: MemberNumber
    name: str
    answer: Answer
    reason: str


class ReportSummary(NamedTuple):
    """The owners' reports of a step: their number, the latest, and the number of files."""

    reports: int = 0
    kind: str = ""
    note: str = ""
    at: datetime | None = None
    files: int = 0


class StepRecord(NamedTuple):
    """A step. `texts` is `{language: text}`, starting with the language of the original.

    `counts`, `reasons` and `outcome` are of the last ballot; there is no outcome if that ballot was
    withdrawn, or if none was held. `owners` are the people who accepted or were asked, each by name
    and role; `owner_numbers` has numbers instead of names. `proposer` is a member's number.
    """

    number: int
    texts: dict[str, str]
    state: StepState
    proposed_by: str
    counts: dict[Answer, int]
    reasons: tuple[Reason, ...]
    owners: tuple[str, ...]
    due: date | None
    check_back: date | None
    indicator: str
    evidence: str
    decided_at: datetime | None
    proposer: int | None = None
    owner_numbers: tuple[str, ...] = ()
    report_summary: ReportSummary = ReportSummary()
    outcome: StepOutcome | None = None


def steps(db: Session, room: Room) -> list[StepRecord]:
    """Return all steps by number, with the counts of their answers and all reasons."""
    room_steps = step_queries.steps_of(db, room)
    answers, names = _answers(db, room), step_queries.proposed_by(db, room_steps)
    wordings, owners = step_queries.wordings(db, room_steps), step_queries.owners(db, room_steps)
    reports, outcomes = reports_of(db, room_steps), step_queries.last_outcomes(db, room_steps)
    owners_shown = {
        id_: [owner for owner in step_owners if owner.row.state != "declined"]
        for id_, step_owners in owners.items()
    }
    return [
        StepRecord(
            step.number,
            {step.language: step.text}
            | {tag: row.text for tag, row in wordings[step.id].items() if tag != step.language},
            step.state,
            names[step.proposed_by][1],
            {
                answer: sum(record.answer is answer for record in answers[step.id])
                for answer in Answer
            },
            tuple(record for record in answers[step.id] if record.reason),
            tuple(owner_name(owner) for owner in owners_shown[step.id]),
            step.due,
            step.check_back,
            step.indicator,
            step.evidence,
            step.decided_at,
            names[step.proposed_by][0],
            tuple(
                _name_and_role(f"#{owner.member}" if owner.name else "", owner)
                for owner in owners_shown[step.id]
            ),
            _report_summary(reports[step.id]),
            outcomes.get(step.id),
        )
        for step in room_steps
    ]


def owner_name(owner: Owner) -> str:
    """Return the owner's name, their role, or the name with the role."""
    return _name_and_role(owner.name, owner)


def _name_and_role(name: str, owner: Owner) -> str:
    if name and owner.row.role:
        return f"{name} ({owner.row.role})"
    return name or owner.row.role


def _report_summary(reports: Sequence[RecordedReport]) -> ReportSummary:
    if not reports:
        return ReportSummary()
    last = reports[-1].row
    files = sum(len(report.files) for report in reports)
    return ReportSummary(len(reports), last.kind.value, last.note, last.reported_at, files)


def _answers(db: Session, room: Room) -> dict[int, list[Reason]]:
    rows = (
        select(StepAnswer.step_id, Member.number, Member.name, StepAnswer.answer, StepAnswer.reason)
        .join(Step, step_queries.IN_LAST_BALLOT)
        .join(Member, Member.id == StepAnswer.member_id)
        .where(Member.room_id == room.id)
        .order_by(Member.number)
    )
    answers: dict[int, list[Reason]] = defaultdict(list)
    for step_id, number, name, answer, reason in in_turns(db.execute(rows)):
        answers[step_id].append(Reason(number, name, answer, reason))
    return answers
