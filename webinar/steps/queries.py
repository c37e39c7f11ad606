"""Reads of next steps and the answers to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from webinar.rooms.models import Member, Room
from webinar.steps.models import Answer, Step, StepAnswer, StepState


@dataclass(frozen=True, slots=True)
class Answerable:
    """What answering a step needs of it."""

    id: int
    is_put: bool


def answerable(db: Session, room: Room, numbers: Collection[int]) -> dict[int, Answerable]:
    """The room's steps of these numbers; another room's step is not found."""
    rows = db.execute(_ANSWERABLE, {"room_id": room.id, "numbers": list(numbers)})
    return {number: Answerable(id_, state is StepState.PUT) for number, id_, state in rows}


_ANSWERABLE = select(Step.number, Step.id, Step.state).where(
    Step.room_id == bindparam("room_id"), Step.number.in_(bindparam("numbers", expanding=True))
)


def find_step(db: Session, room: Room, number: int) -> Step | None:
    """The room's step of this number; another room's step is not found."""
    return db.scalar(select(Step).filter_by(room_id=room.id, number=number))


def step_put(db: Session, room: Room) -> Step | None:
    """The step that is put to the room now."""
    return db.scalar(select(Step).filter_by(room_id=room.id, state=StepState.PUT))


def steps_of(db: Session, room: Room, numbers: Collection[int] | None = None) -> Sequence[Step]:
    """The room's steps by number, all or these."""
    steps = select(Step).filter_by(room_id=room.id).order_by(Step.number)
    return db.scalars(steps if numbers is None else steps.where(Step.number.in_(numbers))).all()


def counts(db: Session, steps: Collection[Step]) -> dict[int, dict[Answer, int]]:
    """How many gave each answer, by step id; every answer is there, also with none."""
    found = {step.id: dict.fromkeys(Answer, 0) for step in steps}
    rows = db.execute(
        select(StepAnswer.step_id, StepAnswer.answer, func.count())
        .where(StepAnswer.step_id.in_(found))
        .group_by(StepAnswer.step_id, StepAnswer.answer)
    )
    for step_id, answer, count in rows:
        found[step_id][answer] = count
    return found


def answers_of(db: Session, room: Room, member: Member) -> dict[int, tuple[Answer, str]]:
    """This member's answers, each with its reason, by the step's number."""
    rows = db.execute(_ANSWERS, {"room_id": room.id, "member_id": member.id})
    return {number: (answer, reason) for number, answer, reason in rows}


_ANSWERS = (
    select(Step.number, StepAnswer.answer, StepAnswer.reason)
    .join(StepAnswer, StepAnswer.step_id == Step.id)
    .where(Step.room_id == bindparam("room_id"), StepAnswer.member_id == bindparam("member_id"))
)


def reasons(db: Session, steps: Collection[Step]) -> dict[int, list[tuple[StepAnswer, Member]]]:
    """Answers with a reason and who gave them, by step id, in the order of the members."""
    found: dict[int, list[tuple[StepAnswer, Member]]] = {step.id: [] for step in steps}
    rows = db.execute(
        select(StepAnswer, Member)
        .join(Member, Member.id == StepAnswer.member_id)
        .where(StepAnswer.step_id.in_(found), StepAnswer.reason != "")
        .order_by(Member.number)
    )
    for answer, member in rows:
        found[answer.step_id].append((answer, member))
    return found


def proposers(db: Session, steps: Collection[Step]) -> dict[int, str]:
    """Names of those who proposed these steps, by member id."""
    rows = db.execute(
        select(Member.id, Member.name).where(Member.id.in_({step.proposed_by for step in steps}))
    )
    return {member_id: name for member_id, name in rows}
