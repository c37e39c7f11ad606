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
    """The room's steps of these numbers; another room's step is not found."""
    rows = db.execute(_ANSWERABLE, {"room_id": room.id, "numbers": list(numbers)})
    return {row[0]: Answerable(*row[1:]) for row in rows}


_ANSWERABLE = select(Step.number, Step.id, Step.ballot, Step.state, Step.closed_at).where(
    Step.room_id == bindparam("room_id"), Step.number.in_(bindparam("numbers", expanding=True))
)


def find_step(db: Session, room: Room, number: int) -> Step | None:
    """The room's step of this number; another room's step is not found."""
    return db.scalar(select(Step).filter_by(room_id=room.id, number=number))


def step_put(db: Session, room: Room) -> Step | None:
    """The step that is put to the room now."""
    return db.scalar(select(Step).filter_by(room_id=room.id, state=StepState.PUT))


def closed_steps(db: Session, room: Room) -> Sequence[Step]:
    """Steps for which answers on their way are still awaited."""
    return db.scalars(select(Step).filter_by(room_id=room.id, state=StepState.CLOSED)).all()


def steps_of(db: Session, room: Room, numbers: Collection[int] | None = None) -> Sequence[Step]:
    """The room's steps by number, all or these."""
    steps = select(Step).filter_by(room_id=room.id).order_by(Step.number)
    return db.scalars(steps if numbers is None else steps.where(Step.number.in_(numbers))).all()


def terms_of(db: Session, room: Room) -> Terms:
    """The session's terms for agreeing."""
    chosen = db.get(StepTerms, room.id)
    return Terms() if chosen is None else Terms(chosen.rule, chosen.quorum, chosen.shares_reasons)


# Answers to what was last put to the room, not to an earlier wording.
IN_LAST_BALLOT = and_(Step.id == StepAnswer.step_id, Step.ballot == StepAnswer.ballot)


def counts(db: Session, steps: Collection[Step]) -> dict[int, dict[Answer, int]]:
    """The count of each answer in a step's last ballot, by step id; every answer is there."""
    found = {step.id: dict.fromkeys(Answer, 0) for step in steps}
    rows = db.execute(
        select(StepAnswer.step_id, StepAnswer.answer, func.count())
        .join(Step, IN_LAST_BALLOT)
        .where(StepAnswer.step_id.in_(found))
        .group_by(StepAnswer.step_id, StepAnswer.answer)
    )
    for step_id, answer, count in rows:
        found[step_id][answer] = count
    return found


def answered_by(db: Session, step: Step) -> dict[int, bool]:
    """The members who answered in the last ballot, by id, and whether each came late."""
    rows = db.execute(
        select(StepAnswer.member_id, StepAnswer.is_late).filter_by(
            step_id=step.id, ballot=step.ballot
        )
    )
    return {member_id: is_late for member_id, is_late in rows}


def answers_of(db: Session, room: Room, member: Member) -> dict[int, StepAnswer]:
    """This member's answers in the steps' last ballots, by the step's number."""
    rows = db.execute(_ANSWERS, {"room_id": room.id, "member_id": member.id})
    return {number: answer for number, answer in rows}


_ANSWERS = (
    select(Step.number, StepAnswer)
    .join(StepAnswer, IN_LAST_BALLOT)
    .where(Step.room_id == bindparam("room_id"), StepAnswer.member_id == bindparam("member_id"))
)


def reasons(db: Session, steps: Collection[Step]) -> dict[int, list[tuple[StepAnswer, Member]]]:
    """Answers of the last ballot with a reason and who gave them, by step id, by member."""
    found: dict[int, list[tuple[StepAnswer, Member]]] = {step.id: [] for step in steps}
    rows = db.execute(
        select(StepAnswer, Member)
        .join(Step, IN_LAST_BALLOT)
        .join(Member, Member.id == StepAnswer.member_id)
        .where(StepAnswer.step_id.in_(found), StepAnswer.reason != "")
        .order_by(Member.number)
    )
    for answer, member in rows:
        found[answer.step_id].append((answer, member))
    return found


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner with the names of those concerned."""

    row: StepOwner
    member: MemberNumber | None
    name: str
    proposed_by: str
    paper_by: str | None


def owners(db: Session, steps: Collection[Step]) -> dict[int, list[Owner]]:
    """The owners of these steps in the order in which they were proposed, by step id."""
    found: dict[int, list[Owner]] = {step.id: [] for step in steps}
    person, proposer, host = aliased(Member), aliased(Member), aliased(Member)
    rows = db.execute(
        select(StepOwner, person.number, person.name, proposer.name, host.name)
        .join(proposer, proposer.id == StepOwner.proposed_by)
        .outerjoin(person, person.id == StepOwner.member_id)
        .outerjoin(host, host.id == StepOwner.paper_by)
        .where(StepOwner.step_id.in_(found))
        .order_by(StepOwner.number)
    )
    for row, number, name, proposed_by, paper_by in rows:
        found[row.step_id].append(Owner(row, number, name or "", proposed_by, paper_by))
    return found


def find_owner(db: Session, step: Step, number: int) -> StepOwner | None:
    return db.get(StepOwner, (step.id, number))


def owners_of(db: Session, step: Step) -> Sequence[StepOwner]:
    """The owners of one step, without names."""
    return db.scalars(select(StepOwner).filter_by(step_id=step.id).order_by(StepOwner.number)).all()


def wordings(db: Session, steps: Collection[Step]) -> dict[int, dict[str, StepWording]]:
    """The newest wording of each language, of each step's newest version, by step id."""
    found: dict[int, dict[str, StepWording]] = defaultdict(dict)
    rows = db.scalars(
        select(StepWording)
        .join(Step, and_(Step.id == StepWording.step_id, Step.version == StepWording.version))
        .where(Step.id.in_([step.id for step in steps]))
        .order_by(StepWording.revision)
    )
    for row in rows:
        found[row.step_id][row.language] = row
    return found


def last_revision(db: Session, step: Step) -> int:
    """The number of a step's wordings, in all versions and languages."""
    return db.scalar(select(func.max(StepWording.revision)).filter_by(step_id=step.id)) or 0


def history(db: Session, steps: Collection[Step]) -> dict[int, list[tuple[StepWording, str]]]:
    """Every wording of these steps with who wrote it, oldest first, by step id."""
    found: dict[int, list[tuple[StepWording, str]]] = {step.id: [] for step in steps}
    rows = db.execute(
        select(StepWording, Member.name)
        .join(Member, Member.id == StepWording.member_id)
        .where(StepWording.step_id.in_(found))
        .order_by(StepWording.revision)
    )
    for row, name in rows:
        found[row.step_id].append((row, name))
    return found


def outcomes(db: Session, steps: Collection[Step]) -> dict[int, list[tuple[StepOutcome, str]]]:
    """The outcome of each ballot, oldest first, with the name of who overruled it, by step id."""
    found: dict[int, list[tuple[StepOutcome, str]]] = {step.id: [] for step in steps}
    rows = db.execute(
        select(StepOutcome, Member.name)
        .outerjoin(Member, Member.id == StepOutcome.overruled_by)
        .where(StepOutcome.step_id.in_(found))
        .order_by(StepOutcome.ballot)
    )
    for row, name in rows:
        found[row.step_id].append((row, name or ""))
    return found


def last_outcomes(db: Session, steps: Collection[Step]) -> dict[int, StepOutcome]:
    """The outcome of each step's last ballot, by step id; none if it was withdrawn or never was."""
    ids = [step.id for step in steps]
    same = (Step.id == StepOutcome.step_id) & (Step.ballot == StepOutcome.ballot)
    rows = select(StepOutcome).join(Step, same).where(StepOutcome.step_id.in_(ids))
    return {row.step_id: row for row in db.scalars(rows)}


def proposers(db: Session, steps: Collection[Step]) -> dict[int, str]:
    """Names of those who proposed these steps, by member id."""
    return {member_id: name for member_id, (_, name) in proposed_by(db, steps).items()}


def proposed_by(db: Session, steps: Collection[Step]) -> dict[int, tuple[MemberNumber, str]]:
    """Numbers and names of those who proposed these steps, by member id."""
    rows = db.execute(
        select(Member.id, Member.number, Member.name).where(
            Member.id.in_({step.proposed_by for step in steps})
        )
    )
    return {member_id: (number, name) for member_id, number, name in rows}


def numbers_of(db: Session, ids: Collection[int]) -> dict[int, int]:
    """The numbers of steps by their id."""
    if not ids:
        return {}
    rows = db.execute(select(Step.id, Step.number).where(Step.id.in_(ids)))
    return {id_: number for id_, number in rows}


def draft_keys(db: Session, steps: Collection[Step]) -> dict[int, str]:
    """The keys of the drafts that these steps were made of, by step id."""
    found = select(StepDraft.step_id, StepDraft.key)
    rows = db.execute(found.where(StepDraft.step_id.in_([step.id for step in steps])))
    return {step_id: key for step_id, key in rows if step_id is not None}
