"""Reads of next steps, the answers to them and their owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from webinar.live.steps.models import (
    Answer,
    Step,
    StepAnswer,
    StepDraft,
    StepOutcome,
    StepOwner,
    StepState,
    StepTerms,
    StepWording,
)
from webinar.live.steps.rules import Terms
from webinar.room.rooms.models import Member, MemberNumber, Room


@dataclass(frozen=True, slots=True)
class Answerable:
    """The fields of a step that answering it needs."""

    id: int
    ballot: int
    state: StepState
    closed_at: datetime | None


def answerable(db: Session, room: Room, numbers: Collection[int]) -> dict[int, Answerable]:
    """Return the room's steps with these numbers; steps of other rooms are not found."""
    rows = db.execute(_ANSWERABLE, {"room_id": room.id, "numbers": list(numbers)})
    return {row[0]: Answerable(*row[1:]) for row in rows}


_ANSWERABLE = select(Step.number, Step.id, Step.ballot, Step.state, Step.closed_at).where(
    Step.room_id == bindparam("room_id"), Step.number.in_(bindparam("numbers", expanding=True))
)


def find_step(db: Session, room: Room, number: int) -> Step | None:
    """Return the room's step with this number; steps of other rooms are not found."""
    return db.scalar(select(Step).filter_by(room_id=room.id, number=number))


def step_put(db: Session, room: Room) -> Step | None:
    """Return the step that is put to the room now."""
    return db.scalar(select(Step).filter_by(room_id=room.id, state=StepState.PUT))


def closed_steps(db: Session, room: Room) -> Sequence[Step]:
    """Return the closed steps, for which answers on their way are still awaited."""
    return db.scalars(select(Step).filter_by(room_id=room.id, state=StepState.CLOSED)).all()


def steps_of(db: Session, room: Room, numbers: Collection[int] | None = None) -> Sequence[Step]:
    """Return the room's steps ordered by number: those with these numbers, or all."""
    steps = select(Step).filter_by(room_id=room.id).order_by(Step.number)
    return db.scalars(steps if numbers is None else steps.where(Step.number.in_(numbers))).all()


def terms_of(db: Session, room: Room) -> Terms:
    """Return the session's terms for agreeing."""
    row = db.get(StepTerms, room.id)
    return Terms() if row is None else Terms(row.rule, row.quorum, row.shares_reasons)


# Joins a step with the answers of its last ballot, without those to an earlier wording.
IN_LAST_BALLOT = and_(Step.id == StepAnswer.step_id, Step.ballot == StepAnswer.ballot)


def counts(db: Session, steps: Collection[Step]) -> dict[int, dict[Answer, int]]:
    """Return the count of every possible answer in each step's last ballot, by step id."""
    by_step = {step.id: dict.fromkeys(Answer, 0) for step in steps}
    rows = db.execute(
        select(StepAnswer.step_id, StepAnswer.answer, func.count())
        .join(Step, IN_LAST_BALLOT)
        .where(StepAnswer.step_id.in_(by_step))
        .group_by(StepAnswer.step_id, StepAnswer.answer)
    )
    for step_id, answer, count in rows:
        by_step[step_id][answer] = count
    return by_step


def answered_by(db: Session, step: Step) -> dict[int, bool]:
    """Return, for each member who answered in the last ballot, whether the answer came late."""
    rows = db.execute(
        select(StepAnswer.member_id, StepAnswer.is_late).filter_by(
            step_id=step.id, ballot=step.ballot
        )
    )
    return {member_id: is_late for member_id, is_late in rows}


def answers_of(db: Session, room: Room, member: Member) -> dict[int, StepAnswer]:
    """Return this member's answers in the steps' last ballots, by the step's number."""
    rows = db.execute(_ANSWERS, {"room_id": room.id, "member_id": member.id})
    return {number: answer for number, answer in rows}


_ANSWERS = (
    select(Step.number, StepAnswer)
    .join(StepAnswer, IN_LAST_BALLOT)
    .where(Step.room_id == bindparam("room_id"), StepAnswer.member_id == bindparam("member_id"))
)


def reasons(db: Session, steps: Collection[Step]) -> dict[int, list[tuple[StepAnswer, Member]]]:
    """Return the answers with a reason in the last ballots, and their members, by step id."""
    by_step: dict[int, list[tuple[StepAnswer, Member]]] = {step.id: [] for step in steps}
    rows = db.execute(
        select(StepAnswer, Member)
        .join(Step, IN_LAST_BALLOT)
        .join(Member, Member.id == StepAnswer.member_id)
        .where(StepAnswer.step_id.in_(by_step), StepAnswer.reason != "")
        .order_by(Member.number)
    )
    for answer, member in rows:
        by_step[answer.step_id].append((answer, member))
    return by_step


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner, with the names of the owner, the proposer and the host who recorded a paper."""

    row: StepOwner
    member: MemberNumber | None
    name: str
    proposed_by: str
    paper_by: str | None


def owners(db: Session, steps: Collection[Step]) -> dict[int, list[Owner]]:
    """Return the owners of these steps, in the order of their proposals, by step id."""
    by_step: dict[int, list[Owner]] = {step.id: [] for step in steps}
    person, proposer, host = aliased(Member), aliased(Member), aliased(Member)
    rows = db.execute(
        select(StepOwner, person.number, person.name, proposer.name, host.name)
        .join(proposer, proposer.id == StepOwner.proposed_by)
        .outerjoin(person, person.id == StepOwner.member_id)
        .outerjoin(host, host.id == StepOwner.paper_by)
        .where(StepOwner.step_id.in_(by_step))
        .order_by(StepOwner.number)
    )
    for row, number, name, proposed_by, paper_by in rows:
        by_step[row.step_id].append(Owner(row, number, name or "", proposed_by, paper_by))
    return by_step


def find_owner(db: Session, step: Step, number: int) -> StepOwner | None:
    return db.get(StepOwner, (step.id, number))


def owners_of(db: Session, step: Step) -> Sequence[StepOwner]:
    """Return the owners of one step, without names."""
    return db.scalars(select(StepOwner).filter_by(step_id=step.id).order_by(StepOwner.number)).all()


def wordings(db: Session, steps: Collection[Step]) -> dict[int, dict[str, StepWording]]:
    """Return the newest wording in each language of each step's newest version, by step id."""
    by_step: dict[int, dict[str, StepWording]] = defaultdict(dict)
    rows = db.scalars(
        select(StepWording)
        .join(Step, and_(Step.id == StepWording.step_id, Step.version == StepWording.version))
        .where(Step.id.in_([step.id for step in steps]))
        .order_by(StepWording.revision)
    )
    for row in rows:
        by_step[row.step_id][row.language] = row
    return by_step


def last_revision(db: Session, step: Step) -> int:
    """Return the number of a step's last wording, over all versions and languages; 0 if none."""
    return db.scalar(select(func.max(StepWording.revision)).filter_by(step_id=step.id)) or 0


def history(db: Session, steps: Collection[Step]) -> dict[int, list[tuple[StepWording, str]]]:
    """Return every wording of these steps with its author's name, oldest first, by step id."""
    by_step: dict[int, list[tuple[StepWording, str]]] = {step.id: [] for step in steps}
    rows = db.execute(
        select(StepWording, Member.name)
        .join(Member, Member.id == StepWording.member_id)
        .where(StepWording.step_id.in_(by_step))
        .order_by(StepWording.revision)
    )
    for row, name in rows:
        by_step[row.step_id].append((row, name))
    return by_step


def outcomes(db: Session, steps: Collection[Step]) -> dict[int, list[tuple[StepOutcome, str]]]:
    """Return the outcomes of all ballots, oldest first, by step id.

    Each comes with the name of the host who overruled it, or an empty text.
    """
    by_step: dict[int, list[tuple[StepOutcome, str]]] = {step.id: [] for step in steps}
    rows = db.execute(
        select(StepOutcome, Member.name)
        .outerjoin(Member, Member.id == StepOutcome.overruled_by)
        .where(StepOutcome.step_id.in_(by_step))
        .order_by(StepOutcome.ballot)
    )
    for row, name in rows:
        by_step[row.step_id].append((row, name or ""))
    return by_step


def last_outcomes(db: Session, steps: Collection[Step]) -> dict[int, StepOutcome]:
    """Return the outcome of each step's last ballot, by step id, if that ballot has one."""
    ids = [step.id for step in steps]
    is_last_ballot = (Step.id == StepOutcome.step_id) & (Step.ballot == StepOutcome.ballot)
    rows = select(StepOutcome).join(Step, is_last_ballot).where(StepOutcome.step_id.in_(ids))
    return {row.step_id: row for row in db.scalars(rows)}


def proposers(db: Session, steps: Collection[Step]) -> dict[int, str]:
    """Return the names of the members who proposed these steps, by member id."""
    return {member_id: name for member_id, (_, name) in proposed_by(db, steps).items()}


def proposed_by(db: Session, steps: Collection[Step]) -> dict[int, tuple[MemberNumber, str]]:
    """Return the numbers and names of the members who proposed these steps, by member id."""
    rows = db.execute(
        select(Member.id, Member.number, Member.name).where(
            Member.id.in_({step.proposed_by for step in steps})
        )
    )
    return {member_id: (number, name) for member_id, number, name in rows}


def numbers_of(db: Session, ids: Collection[int]) -> dict[int, int]:
    """Return the numbers of these steps, by step id."""
    if not ids:
        return {}
    rows = db.execute(select(Step.id, Step.number).where(Step.id.in_(ids)))
    return {id_: number for id_, number in rows}


def drafts_of(db: Session, steps: Collection[Step]) -> dict[int, StepDraft]:
    """Return the drafts from which these steps were made, by step id."""
    drafts = select(StepDraft).where(StepDraft.step_id.in_([step.id for step in steps]))
    return {draft.step_id: draft for draft in db.scalars(drafts) if draft.step_id is not None}
