"""Commands of next steps, their part of the snapshot and their topic of the pulse."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.errors import Refused
from webinar.kept import kept
from webinar.live.cache import Person
from webinar.live.change import Change
from webinar.live.limits import VOTING, WRITING
from webinar.live.registry import (
    Reader,
    command,
    hot_command,
    on_created,
    on_ended,
    own_part,
    part,
    topic,
)
from webinar.live.wire import Broadcast
from webinar.permissions import Can, can
from webinar.rooms.models import Member, Room
from webinar.steps import actions, drafts, queries, wire
from webinar.steps.models import Answer, Step, StepState

on_created(drafts.draft_from_edition)
on_ended(actions.take_back)


@command("step.propose", needs=Can.PROPOSE_STEPS, message=wire.ProposeStep, limit=WRITING)
def propose(change: Change, member: Member, message: wire.ProposeStep) -> None:
    actions.propose(change, member, message.text, message.language)


@command("step.use", needs=Can.RUN_STEPS, message=wire.UseDraft)
def use(change: Change, member: Member, message: wire.UseDraft) -> None:
    draft = drafts.find_draft(change.db, change.room, message.draft)
    if draft is None:
        raise Refused("unknown_step")
    step = drafts.use(change, member, draft)
    if message.put:
        actions.put(change, member, step)


@command("step.put", needs=Can.RUN_STEPS, message=wire.NameStep)
def put(change: Change, member: Member, message: wire.NameStep) -> None:
    actions.put(change, member, _find(change, message.step))


@command("step.agree", needs=Can.RUN_STEPS, message=wire.AgreeStep)
def agree(change: Change, member: Member, message: wire.AgreeStep) -> None:
    actions.agree(change, member, _find(change, message.step), message.owner, message.due)


@command("step.drop", needs=Can.RUN_STEPS, message=wire.NameStep)
def drop(change: Change, member: Member, message: wire.NameStep) -> None:
    actions.drop(change, member, _find(change, message.step))


@hot_command("step.answer", needs=Can.ANSWER_STEPS, message=wire.AnswerStep, limit=VOTING)
def answer(
    change: Change, answers: Sequence[tuple[Person, wire.AnswerStep]]
) -> Sequence[Refused | None]:
    return actions.answer_steps(change, answers)


@part("steps")
def steps_part(db: Session, room: Room, reader: Reader) -> list[wire.StepView]:
    steps = queries.steps_of(db, room)
    counts, names = _counts(db, room, steps), queries.proposers(db, steps)
    behind = drafts.drafts_behind(db, steps)
    views = [
        drafts.worded(
            wire.step_view(step, names[step.proposed_by], counts[step.id]),
            behind.get(step.id),
            reader.language,
        )
        for step in steps
    ]
    if can(reader, Can.SEE_RESULTS):
        reasons = queries.reasons(db, steps)
        return [
            wire.with_reasons(view, reasons[step.id])
            for view, step in zip(views, steps, strict=True)
        ]
    return [msgspec.structs.replace(view, mine=None) for view in views]


@own_part("steps")
def my_steps(
    db: Session, room: Room, member: Member, steps: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """With the member's own answers; hosts have none."""
    if can(member, Can.SEE_RESULTS):
        return steps
    mine = {
        number: wire.Mine(answer.value, reason)
        for number, (answer, reason) in queries.answers_of(db, room, member).items()
    }
    return [
        {**step, "mine": msgspec.to_builtins(mine[step["step"]])} if step["step"] in mine else step
        for step in steps
    ]


def _counts(db: Session, room: Room, steps: Sequence[Step]) -> dict[int, dict[Answer, int]]:
    """Only the step that is put to the room is counted anew: the others take no answers."""
    still = [step for step in steps if step.state is not StepState.PUT]
    put = [step for step in steps if step.state is StepState.PUT]
    # Whatever puts a step to the room, or takes it away again, is said to everyone.
    counted = kept(
        db, (room.id, "step counts"), room.said_everyone, lambda: queries.counts(db, still)
    )
    return {**counted, **queries.counts(db, put)} if put else counted


@part("drafts")
def drafts_part(db: Session, room: Room, reader: Reader) -> list[wire.DraftView] | None:
    """For hosts; their words are in the deck."""
    if not can(reader, Can.RUN_STEPS):
        return None
    return [wire.DraftView(key, number) for key, number in drafts.drafts_of(db, room)]


@topic("step.counts")
def counts_states(db: Session, room: Room, keys: Collection[str]) -> list[Broadcast]:
    steps = queries.steps_of(db, room, [int(key) for key in keys])
    counts, reasons = queries.counts(db, steps), queries.reasons(db, steps)
    said: list[Broadcast] = []
    for step in steps:
        said.append(wire.StepCounts(step=step.number, counts=wire.counts(counts[step.id])))
        said.append(wire.StepReasons(step=step.number, reasons=wire.reason_views(reasons[step.id])))
    return said


def _find(change: Change, number: int) -> Step:
    step = queries.find_step(change.db, change.room, number)
    if step is None:
        raise Refused("unknown_step")
    return step
