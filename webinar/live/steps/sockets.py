"""Commands of next steps, their part of the snapshot and their topic of the pulse."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import READING, VOTING, WRITING
from webinar.kit.permissions import Can, can
from webinar.live.steps import (
    actions,
    answering,
    deciding,
    drafts,
    messages,
    owners,
    queries,
    step_views,
    wire,
    wordings,
)
from webinar.live.steps.messages import AnswerStep
from webinar.live.steps.models import Rule, Step, StepOwner, Verdict
from webinar.live.steps.rules import Terms
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_created, on_due, on_ended
from webinar.room.engine.registry import Reader, command, hot_command, own_part, part, query, topic
from webinar.room.engine.wire import Broadcast
from webinar.room.floor.acts import tell_hosts_of
from webinar.room.rooms.models import Member, Room, RoomState

PLANNED = frozenset({RoomState.PLANNED})

on_created(drafts.draft_from_edition)
on_ended(deciding.finish)
on_due(answering.DECIDING)(deciding.decide_in_time)
tell_hosts_of("step.put", "step.recalled", "step.closed")


@command("step.terms", needs=Can.RUN_STEPS, message=messages.ChooseTerms, states=PLANNED)
def choose_terms(change: Change, member: Member, message: messages.ChooseTerms) -> None:
    terms = Terms(Rule(message.rule), message.quorum, message.shares_reasons)
    actions.choose_terms(change, member, terms)


@command("step.propose", needs=Can.PROPOSE_STEPS, message=messages.ProposeStep, limit=WRITING)
def propose(change: Change, member: Member, message: messages.ProposeStep) -> None:
    actions.propose(change, member, message.text, message.language)


@command("step.use", needs=Can.RUN_STEPS, message=messages.UseDraft)
def use(change: Change, member: Member, message: messages.UseDraft) -> None:
    draft = drafts.find_draft(change.db, change.room, message.draft)
    if draft is None:
        raise Refused("unknown_step")
    step = drafts.use(change, member, draft)
    if message.put:
        actions.put(change, member, step)


@command("step.amend", needs=Can.PROPOSE_STEPS, message=messages.WordStep, limit=WRITING)
def amend(change: Change, member: Member, message: messages.WordStep) -> None:
    """Reword the step; if it is put to the room, a new ballot begins."""
    step = _find_step(change, message.step)
    wordings.amend(change, member, step, message.text, message.language, message.base)


@command("step.translate", needs=Can.TRANSLATE, message=messages.WordStep)
def translate(change: Change, member: Member, message: messages.WordStep) -> None:
    """Store a translation of the step."""
    step = _find_step(change, message.step)
    wordings.translate(change, member, step, message.text, message.language, message.base)


@command("step.merge", needs=Can.RUN_STEPS, message=messages.MergeSteps)
def merge(change: Change, member: Member, message: messages.MergeSteps) -> None:
    actions.merge(
        change, member, _find_step(change, message.step), _find_step(change, message.into)
    )


@command("step.put", needs=Can.RUN_STEPS, message=messages.NameStep)
def put(change: Change, member: Member, message: messages.NameStep) -> None:
    """Put the step to the room. The step put before it goes back to the list, with its answers."""
    actions.put(change, member, _find_step(change, message.step))


@command("step.recall", needs=Can.RUN_STEPS, message=messages.NameStep)
def recall(change: Change, member: Member, message: messages.NameStep) -> None:
    """Take the step that is put to the room back to the list."""
    actions.recall(change, member, _find_step(change, message.step))


@command("step.close", needs=Can.RUN_STEPS, message=messages.NameStep)
def close(change: Change, member: Member, message: messages.NameStep) -> None:
    """Close the step to answers, except those on their way; the session's rule then decides."""
    deciding.close(change, member, _find_step(change, message.step))


@command("step.decide", needs=Can.RUN_STEPS, message=messages.DecideStep)
def decide(change: Change, member: Member, message: messages.DecideStep) -> None:
    step = _find_step(change, message.step)
    deciding.overrule(change, member, step, Verdict(message.outcome), message.reason)


@command("step.drop", needs=Can.RUN_STEPS, message=messages.NameStep)
def drop(change: Change, member: Member, message: messages.NameStep) -> None:
    """Set the step aside."""
    actions.drop(change, member, _find_step(change, message.step))


@command("step.restore", needs=Can.RUN_STEPS, message=messages.NameStep)
def restore(change: Change, member: Member, message: messages.NameStep) -> None:
    """Bring back a step that was set aside or merged."""
    actions.restore(change, member, _find_step(change, message.step))


@command("step.detail", needs=Can.RUN_STEPS, message=messages.DetailStep)
def detail(change: Change, member: Member, message: messages.DetailStep) -> None:
    actions.detail(change, member, _find_step(change, message.step), message)


@command("step.own", needs=Can.PROPOSE_STEPS, message=messages.OwnStep, limit=WRITING)
def own(change: Change, member: Member, message: messages.OwnStep) -> None:
    step, role = _find_step(change, message.step), message.role
    owner = None if role.strip() else member
    if message.member is not None:
        owner = actions.find_member(change, message.member)
    owners.propose_owner(change, member, step, owner, role)


@command("step.accept", needs=Can.PROPOSE_STEPS, message=messages.NameOwner, limit=WRITING)
def accept(change: Change, member: Member, message: messages.NameOwner) -> None:
    """Accept to own the step. Accepting for a role makes the member its holder."""
    step = _find_step(change, message.step)
    owners.accept(change, member, step, _find_owner(change, step, message.owner))


@command("step.decline", needs=Can.PROPOSE_STEPS, message=messages.DeclineStep, limit=WRITING)
def decline(change: Change, member: Member, message: messages.DeclineStep) -> None:
    step = _find_step(change, message.step)
    owners.decline(change, member, step, _find_owner(change, step, message.owner), message.reason)


@command("step.on_paper", needs=Can.RUN_STEPS, message=messages.NameOwner)
def on_paper(change: Change, member: Member, message: messages.NameOwner) -> None:
    """Record that the owner accepted on paper."""
    step = _find_step(change, message.step)
    owners.accept_on_paper(change, member, step, _find_owner(change, step, message.owner))


@command("step.disown", needs=Can.RUN_STEPS, message=messages.NameOwner)
def disown(change: Change, member: Member, message: messages.NameOwner) -> None:
    """Remove the owner from the step."""
    step = _find_step(change, message.step)
    owners.take_off(change, member, step, _find_owner(change, step, message.owner))


@hot_command("step.answer", needs=Can.ANSWER_STEPS, message=AnswerStep, limit=VOTING, can_wait=True)
def answer(change: Change, answers: Sequence[tuple[Person, AnswerStep]]) -> list[Refused | None]:
    return answering.answer_steps(change, answers)


@query("step.history", needs=Can.FOLLOW, message=messages.AskHistory, limit=READING)
def history(
    db: Session, room: Room, _member: Member, message: messages.AskHistory
) -> dict[str, Any]:
    """All wordings of a step, oldest first, as `wordings`.

    Each has `revision`, `version`, `language`, `text`, `is_original`, `by` and `at`.
    """
    step = queries.find_step(db, room, message.step)
    if step is None:
        raise Refused("unknown_step")
    return {"wordings": msgspec.to_builtins(step_views.wordings(db, step))}


@part("terms", stamp=lambda room, _reader: room.said_everyone)
def terms_part(db: Session, room: Room, _reader: Reader) -> wire.TermsView:
    return step_views.terms_of(db, room)


@part("steps")
def steps_part(db: Session, room: Room, reader: Reader) -> list[wire.StepView]:
    steps = queries.steps_of(db, room)
    if not steps:
        return []
    views = step_views.views(db, steps, step_views.step_counts(db, room, steps))
    is_host = can(reader, Can.SEE_RESULTS)
    if is_host or queries.terms_of(db, room).shares_reasons:
        reasons = queries.reasons(db, steps)
        views = [
            step_views.with_reasons(view, reasons[step.id])
            for view, step in zip(views, steps, strict=True)
        ]
    return views if is_host else [msgspec.structs.replace(view, mine=None) for view in views]


@own_part("steps")
def my_steps(
    db: Session, room: Room, member: Member, steps: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Add the member's own answers to the steps; hosts have none."""
    if not steps or can(member, Can.SEE_RESULTS):
        return steps
    own_answers = {
        number: msgspec.to_builtins(
            wire.Mine(own_answer.answer, own_answer.reason, own_answer.is_late)
        )
        for number, own_answer in queries.answers_of(db, room, member).items()
    }
    return [
        {**step, "mine": own_answers[step["step"]]} if step["step"] in own_answers else step
        for step in steps
    ]


@part("drafts")
def drafts_part(db: Session, room: Room, reader: Reader) -> list[wire.DraftView] | None:
    """Return the drafts to hosts; the drafts' words are in the deck."""
    if not can(reader, Can.RUN_STEPS):
        return None
    return [wire.DraftView(key, number) for key, number in drafts.drafts_of(db, room)]


@topic("step.counts")
def counts_states(db: Session, room: Room, keys: Collection[str]) -> list[Broadcast]:
    steps = queries.steps_of(db, room, [int(key) for key in keys])
    counts, reasons = queries.counts(db, steps), queries.reasons(db, steps)
    is_shared = queries.terms_of(db, room).shares_reasons
    reasons_broadcast = wire.SharedReasons if is_shared else wire.StepReasons
    broadcasts: list[Broadcast] = []
    for step in steps:
        broadcasts.append(
            wire.StepCounts(step=step.number, counts=step_views.counts(counts[step.id]))
        )
        broadcasts.append(
            reasons_broadcast(step=step.number, reasons=step_views.reasons(reasons[step.id]))
        )
    return broadcasts


def _find_step(change: Change, number: int) -> Step:
    step = queries.find_step(change.db, change.room, number)
    if step is None:
        raise Refused("unknown_step")
    return step


def _find_owner(change: Change, step: Step, number: int) -> StepOwner:
    owner = queries.find_owner(change.db, step, number)
    if owner is None:
        raise Refused("unknown_owner")
    return owner
