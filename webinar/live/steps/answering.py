"""The answers of members to the step that is put to the room. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.live.steps import queries, wire
from webinar.live.steps.messages import AnswerStep
from webinar.live.steps.models import Answer, StepAnswer, StepState
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change

# In characters.
REASON_LENGTH = 500
# An answer given before the step was closed may arrive up to this long after the close.
GRACE = timedelta(seconds=8)
DECIDING = "step.decide"


@dataclass(frozen=True, slots=True)
class _CountedAnswer:
    person: Person
    message: AnswerStep
    is_late: bool


def answer_steps(
    change: Change, answers: Sequence[tuple[Person, AnswerStep]]
) -> list[Refused | None]:
    """Store many members' answers in one statement; a later answer replaces an earlier one.

    Refusal codes: `unknown_step`, `step_not_put`, `step_reworded`.
    """
    load = partial(queries.answerable, change.db, change.room)
    steps = change.cache_entry.look_up("step", {answer.step for _, answer in answers}, load)
    refusals = [_why_not(steps.get(answer.step), answer, change.at) for _, answer in answers]
    counted_answers = {
        (steps[answer.step].id, member.id): _CountedAnswer(
            member, answer, steps[answer.step].state is StepState.CLOSED
        )
        for (member, answer), refusal in zip(answers, refusals, strict=True)
        if refusal is None
    }
    if counted_answers:
        _write_answers(change, counted_answers)
    for counted in counted_answers.values():
        message = counted.message
        change.tell(
            counted.person,
            wire.StepAnswered(
                step=message.step,
                answer=Answer(message.answer),
                reason=_reason(message.reason),
                is_late=counted.is_late,
            ),
        )
        change.stir("step.counts", str(message.step))
        if counted.is_late:
            # This may have been the last answer awaited. The step is not decided here, because
            # commands that many send at once must not change state kept between batches.
            change.schedule(change.at, DECIDING, str(message.step))
    return refusals


def _why_not(step: queries.Answerable | None, answer: AnswerStep, now: datetime) -> Refused | None:
    if step is None:
        return Refused("unknown_step")
    if step.state is StepState.PUT:
        return None if answer.ballot == step.ballot else Refused("step_reworded")
    if step.state is not StepState.CLOSED or step.closed_at is None or answer.ballot != step.ballot:
        return Refused("step_not_put")
    given_at = now - timedelta(milliseconds=answer.age)
    is_in_time = given_at <= step.closed_at and now <= step.closed_at + GRACE
    return None if is_in_time else Refused("step_not_put")


def _write_answers(
    change: Change, counted_answers: Mapping[tuple[int, int], _CountedAnswer]
) -> None:
    upsert(
        change.db,
        StepAnswer,
        [
            {
                "step_id": step_id,
                "ballot": counted.message.ballot,
                "member_id": member_id,
                "answer": Answer(counted.message.answer),
                "reason": _reason(counted.message.reason),
                "language": counted.person.language,
                "is_late": counted.is_late,
                "answered_at": change.at,
            }
            for (step_id, member_id), counted in counted_answers.items()
        ],
        update=["answer", "reason", "language", "is_late", "answered_at"],
    )


def _reason(typed: str) -> str:
    return one_line(typed, REASON_LENGTH, "text_empty") if typed.strip() else ""
