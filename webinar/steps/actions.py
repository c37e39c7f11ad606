"""Everything that changes a next step. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from webinar.db import upsert
from webinar.errors import Refused
from webinar.live.cache import Person
from webinar.live.change import Change
from webinar.rooms.models import Member
from webinar.rooms.numbering import last_number
from webinar.rooms.planning import local_time
from webinar.stage import actions as stage
from webinar.steps import queries, wire
from webinar.steps.models import Answer, Step, StepAnswer, StepState
from webinar.text import one_line

STEPS_PER_ROOM = 500
TEXT_LENGTH = 500
OWNER_LENGTH = 120
REASON_LENGTH = 500


def propose(change: Change, member: Member, text: str, language: str) -> Step:
    """Add a step. Raises `Refused` with `text_empty` or `too_many_steps`."""
    step = add_step(change, member, one_line(text, TEXT_LENGTH, "text_empty"), language)
    change.record("step.proposed", member, step=step.number)
    change.announce(wire.StepProposed(step=wire.step_view(step, member.name, {})))
    return step


def add_step(change: Change, member: Member, text: str, language: str) -> Step:
    """A proposed step with the next number, not said to anybody yet. Refused: `too_many_steps`."""
    db, room = change.db, change.room
    last = last_number(db, room, Step)
    if last >= STEPS_PER_ROOM:
        raise Refused("too_many_steps")
    step = Step(
        room_id=room.id,
        number=last + 1,
        text=text,
        language=language,
        proposed_by=member.id,
        state=StepState.PROPOSED,
        owner="",
        proposed_at=change.at,
    )
    db.add(step)
    db.flush()
    return step


def put(change: Change, member: Member, step: Step) -> None:
    """Put a step to the room; one that was put until now is proposed again, with its answers.

    Raises `Refused("step_not_proposed")`.
    """
    if step.state is not StepState.PROPOSED:
        raise Refused("step_not_proposed")
    previous = queries.step_put(change.db, change.room)
    if previous is not None:
        previous.state = StepState.PROPOSED
        change.db.flush()
    step.state = StepState.PUT
    step.put_at = change.at
    change.db.flush()
    stage.clear(change, member)
    change.record("step.put", member, step=step.number)
    change.announce(
        wire.StepPut(step=step.number, previous=None if previous is None else previous.number)
    )


def agree(change: Change, member: Member, step: Step, owner: str, due: date) -> None:
    """Record what the room agreed, due on a day that is not over where the session is.

    Raises `Refused` with `step_not_put`, `due_past` or `owner_empty`.
    """
    if step.state is not StepState.PUT:
        raise Refused("step_not_put")
    if due < local_time(change.at, change.room.time_zone).date():
        raise Refused("due_past")
    step.owner = one_line(owner, OWNER_LENGTH, "owner_empty")
    step.due = due
    step.state = StepState.AGREED
    step.decided_at = change.at
    counted = queries.counts(change.db, [step])[step.id]
    change.record("step.agreed", member, step=step.number, owner=step.owner, due=due.isoformat())
    change.announce(
        wire.StepAgreed(
            step=step.number, owner=step.owner, due=due.isoformat(), counts=wire.counts(counted)
        )
    )


def drop(change: Change, member: Member, step: Step) -> None:
    """Set a step aside. Raises `Refused("step_decided")`."""
    if step.state not in (StepState.PROPOSED, StepState.PUT):
        raise Refused("step_decided")
    step.state = StepState.DROPPED
    step.decided_at = change.at
    change.record("step.dropped", member, step=step.number)
    change.announce(wire.StepDropped(step=step.number))


def take_back(change: Change) -> None:
    """The session ends: a step that is still put to the room remains a proposal."""
    step = queries.step_put(change.db, change.room)
    if step is not None:
        step.state = StepState.PROPOSED
        change.announce(wire.StepPut(step=None, previous=step.number))


def answer_steps(
    change: Change, answers: Sequence[tuple[Person, wire.AnswerStep]]
) -> list[Refused | None]:
    """Store many members' answers in one statement; a later answer replaces an earlier one.

    Refusal codes: `unknown_step`, `step_not_put`.
    """
    read = partial(queries.answerable, change.db, change.room)
    steps = change.known.look_up("step", {answer.step for _, answer in answers}, read)
    refusals = [_why_not(steps.get(answer.step)) for _, answer in answers]
    counted = {
        (steps[answer.step].id, member.id): (member, answer)
        for (member, answer), refusal in zip(answers, refusals, strict=True)
        if refusal is None
    }
    if counted:
        _write_answers(change, counted)
    for member, answer in counted.values():
        change.tell(
            member,
            wire.StepAnswered(
                step=answer.step, answer=answer.answer, reason=_reason(answer.reason)
            ),
        )
        change.stir("step.counts", str(answer.step))
    return refusals


def _why_not(step: queries.Answerable | None) -> Refused | None:
    if step is None:
        return Refused("unknown_step")
    return None if step.is_put else Refused("step_not_put")


def _write_answers(
    change: Change, counted: Mapping[tuple[int, int], tuple[Person, wire.AnswerStep]]
) -> None:
    upsert(
        change.db,
        StepAnswer,
        [
            {
                "step_id": step_id,
                "member_id": member_id,
                "answer": Answer(answer.answer),
                "reason": _reason(answer.reason),
                "answered_at": change.at,
            }
            for (step_id, member_id), (_, answer) in counted.items()
        ],
        update=["answer", "reason", "answered_at"],
    )


def _reason(typed: str) -> str:
    return one_line(typed, REASON_LENGTH, "text_empty") if typed.strip() else ""
