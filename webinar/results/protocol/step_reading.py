"""Reads next steps with their wordings, ballots, reasons and owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.kit import concurrency
from webinar.kit.files.tables import clean
from webinar.kit.loop_turns import in_turns
from webinar.live.steps import queries
from webinar.live.steps.models import Answer, Step, StepAnswer, StepOutcome, StepState
from webinar.live.steps.moves import FOLLOWED
from webinar.live.steps.queries import Owner
from webinar.live.steps.rules import needed
from webinar.live.steps.step_views import figures_of, quorum_of
from webinar.results.protocol.record import (
    BallotRecord,
    OutcomeRecord,
    OwnerRecord,
    ReasonRecord,
    StepRecord,
    WordingRecord,
)
from webinar.room.rooms.models import Member, MemberNumber, Room

_ANSWER_ORDER = {answer: place for place, answer in enumerate(Answer)}


class ReasonRow(NamedTuple):
    """A member's answer in one ballot, with its reason."""

    answer: Answer
    reason: str
    language: str
    is_late: bool
    member: MemberNumber
    name: str


def step_records(db: Session, room: Room, zone: ZoneInfo, shows_reasons: bool) -> list[StepRecord]:
    """Return all steps by number. Without `shows_reasons`, reasons are only counted."""
    steps = queries.steps_of(db, room)
    reader = _StepReader(db, steps, zone, shows_reasons)
    records = []
    for step in steps:
        records.append(reader.step(step))
        # A step may have hundreds of reasons: let other tasks run between two steps.
        concurrency.sleep(0)
    return records


class _StepReader:
    """Makes the records of these steps from rows that it reads once for all steps."""

    def __init__(
        self, db: Session, steps: Sequence[Step], zone: ZoneInfo, shows_reasons: bool
    ) -> None:
        self.zone, self.shows_reasons = zone, shows_reasons
        self.names = queries.proposers(db, steps)
        self.wordings = queries.wordings(db, steps)
        self.history = queries.history(db, steps)
        self.owners = queries.owners(db, steps)
        self.outcomes = queries.outcomes(db, steps)
        self.numbers = queries.numbers_of(db, [step.merged_id for step in steps if step.merged_id])
        ids = [step.id for step in steps]
        self.counts, self.reason_rows = _counts(db, ids), _reason_rows(db, ids)

    def step(self, step: Step) -> StepRecord:
        wordings = sorted(self.wordings[step.id].items())
        return StepRecord(
            number=step.number,
            text={step.language: clean(step.text)}
            | {tag: clean(row.text) for tag, row in wordings if tag != step.language},
            group=_group(step),
            state=step.state.value,
            version=step.version,
            wordings=[
                WordingRecord(
                    version=row.version,
                    language=row.language,
                    text=clean(row.text),
                    is_original=row.is_original,
                    by=clean(name),
                    at=row.worded_at.astimezone(self.zone).replace(microsecond=0),
                )
                for row, name in self.history[step.id]
            ],
            proposed_by=clean(self.names[step.proposed_by]),
            proposed_at=step.proposed_at.astimezone(self.zone).replace(microsecond=0),
            owners=[self.owner(owner) for owner in self.owners[step.id]],
            due=step.due,
            check_back=step.check_back,
            indicator=clean(step.indicator),
            evidence=clean(step.evidence),
            decided_at=None
            if step.decided_at is None
            else step.decided_at.astimezone(self.zone).replace(microsecond=0),
            merged_into=None if step.merged_id is None else self.numbers.get(step.merged_id),
            ballots=self.ballots(step),
        )

    def owner(self, owner: Owner) -> OwnerRecord:
        at = owner.row.answered_at
        return OwnerRecord(
            name=clean(owner.name),
            role=clean(owner.row.role),
            state=owner.row.state.value,
            reason=clean(owner.row.reason),
            proposed_by=clean(owner.proposed_by),
            paper_by=clean(owner.paper_by or ""),
            answered_at=None if at is None else at.astimezone(self.zone).replace(microsecond=0),
        )

    def ballots(self, step: Step) -> list[BallotRecord]:
        """Return the step's ballots that have an outcome or answers."""
        outcomes = {row.ballot: (row, name) for row, name in self.outcomes[step.id]}
        counts = self.counts[step.id]
        return [
            self.ballot(step, number, counts[number], outcomes.get(number))
            for number in sorted(outcomes.keys() | counts.keys())
        ]

    def ballot(
        self,
        step: Step,
        number: int,
        counts_by_lateness: Mapping[tuple[Answer, bool], int],
        outcome: tuple[StepOutcome, str] | None,
    ) -> BallotRecord:
        reasons = self.reason_rows[step.id][number]
        counts = {
            answer.value: counts_by_lateness.get((answer, False), 0)
            + counts_by_lateness.get((answer, True), 0)
            for answer in Answer
        }
        late = sum(count for (_, is_late), count in counts_by_lateness.items() if is_late)
        reasons.sort(key=lambda row: (_ANSWER_ORDER[row.answer], row.member))
        return BallotRecord(
            ballot=number,
            counts=dict(outcome[0].counts) if outcome else counts,
            late=outcome[0].late if outcome else late,
            reasons=[_reason(row) for row in reasons] if self.shows_reasons else [],
            withheld=0 if self.shows_reasons else len(reasons),
            outcome=self.outcome(*outcome) if outcome else None,
        )

    def outcome(self, row: StepOutcome, overruled_by: str) -> OutcomeRecord:
        figures = figures_of(row)
        return OutcomeRecord(
            version=row.version,
            rule=row.rule.value,
            present=row.present,
            answered=figures.answered,
            quorum=quorum_of(row.present, row.quorum),
            quorum_percent=row.quorum,
            needed=needed(figures, row.rule),
            owners=row.owners,
            owners_accepted=row.owners_accepted,
            computed=row.computed.value,
            recorded=row.recorded.value,
            reason=clean(row.reason),
            overruled_by=clean(overruled_by),
            decided_at=row.decided_at.astimezone(self.zone).replace(microsecond=0),
        )


def _group(step: Step) -> str:
    if step.state in FOLLOWED:
        return "agreed"
    if step.merged_id is not None:
        return "merged"
    return "set_aside" if step.state is StepState.DROPPED else "not_agreed"


def _reason(row: ReasonRow) -> ReasonRecord:
    return ReasonRecord(
        member=row.member,
        name=clean(row.name),
        answer=row.answer.value,
        language=row.language,
        reason=clean(row.reason),
        is_late=row.is_late,
    )


def _counts(
    db: Session, ids: Collection[int]
) -> dict[int, dict[int, dict[tuple[Answer, bool], int]]]:
    """Return how often each answer was given, in time or late, by step id and ballot."""
    counts: dict[int, dict[int, dict[tuple[Answer, bool], int]]] = {
        id_: defaultdict(dict) for id_ in ids
    }
    columns = (StepAnswer.step_id, StepAnswer.ballot, StepAnswer.answer, StepAnswer.is_late)
    rows = db.execute(
        select(*columns, func.count()).where(StepAnswer.step_id.in_(ids)).group_by(*columns)
    )
    for step_id, ballot, answer, is_late, count in rows:
        counts[step_id][ballot][answer, is_late] = count
    return counts


def _reason_rows(db: Session, ids: Collection[int]) -> dict[int, dict[int, list[ReasonRow]]]:
    """Return the answers that have a reason, by step id and ballot."""
    rows_by_ballot: dict[int, dict[int, list[ReasonRow]]] = {id_: defaultdict(list) for id_ in ids}
    rows = db.execute(
        select(
            StepAnswer.step_id,
            StepAnswer.ballot,
            StepAnswer.answer,
            StepAnswer.reason,
            StepAnswer.language,
            StepAnswer.is_late,
            Member.number,
            Member.name,
        )
        .join(Member, Member.id == StepAnswer.member_id)
        .where(StepAnswer.step_id.in_(ids), StepAnswer.reason != "")
        .order_by(Member.number)
    )
    for row in in_turns(rows):
        rows_by_ballot[row.step_id][row.ballot].append(ReasonRow(*row[2:]))
    return rows_by_ballot
