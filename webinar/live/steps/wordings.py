"""Rewords and translates steps, in versions, for several writers. No Flask, no commit.

A writer's command names the wording with which they began. If another change came first, the
command is refused, so that it overwrites nothing: the writer keeps the typed text, and reads the
newer wording next to it.
"""

from __future__ import annotations

from webinar.kit.errors import Refused
from webinar.kit.permissions import Can, can
from webinar.kit.text import one_line
from webinar.live.steps import queries, wire
from webinar.live.steps.actions import TEXT_LENGTH, begin_ballot, say_changed, word
from webinar.live.steps.models import Step, StepState
from webinar.live.steps.moves import UNDECIDED
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def amend(change: Change, member: Member, step: Step, text: str, language: str, base: int) -> None:
    """Reword a step. If it is put to the room, a new ballot begins.

    Hosts may reword it; its proposer may until it is put. Raises `Refused` with `not_allowed`,
    `step_decided`, `step_changed` or `text_empty`.
    """
    if not can(member, Can.RUN_STEPS):
        is_own = member.id == step.proposed_by and step.state is StepState.PROPOSED
        if not is_own:
            raise Refused("not_allowed")
    if step.state not in UNDECIDED:
        raise Refused("step_decided")
    line = one_line(text, TEXT_LENGTH, "text_empty")
    current = queries.wordings(change.db, [step])[step.id][step.language]
    if current.revision != base:
        raise Refused("step_changed")
    step.text, step.language, step.version = line, language, step.version + 1
    word(change, member, step, queries.last_revision(change.db, step) + 1, language, line)
    if step.state is StepState.PUT:
        begin_ballot(step)
    say_changed(change, step, "step.worded", member, version=step.version, ballot=step.ballot)
    if step.state is StepState.PUT:
        change.announce(wire.StepPut(step=step.number, ballot=step.ballot, previous=None))


def translate(
    change: Change, member: Member, step: Step, text: str, language: str, base: int
) -> None:
    """Add or replace a translation of the newest wording; answers stay.

    Raises `Refused` with `step_decided`, `same_language`, `step_changed` or `text_empty`.
    """
    if step.state is StepState.DROPPED:
        raise Refused("step_decided")
    if language == step.language:
        raise Refused("same_language")
    line = one_line(text, TEXT_LENGTH, "text_empty")
    current = queries.wordings(change.db, [step])[step.id]
    if current.get(language, current[step.language]).revision != base:
        raise Refused("step_changed")
    word(change, member, step, queries.last_revision(change.db, step) + 1, language, line)
    say_changed(change, step, "step.translated", member, version=step.version, language=language)
