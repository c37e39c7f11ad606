"""Drafts of next steps from a programme, and the steps made of them. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.kit.errors import Refused
from webinar.kit.zones import local_time
from webinar.live.steps import step_views, wire
from webinar.live.steps.actions import add_step, word
from webinar.live.steps.indicators import original_indicator
from webinar.live.steps.models import Step, StepDraft
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room


def draft_from_edition(db: Session, room: Room) -> None:
    """Store the drafts of the room's programme, in the order of its slides."""
    items = [step for slide in module_of(room.edition).slides for step in slide.steps]
    for position, item in enumerate(items):
        texts = {language: msgspec.to_builtins(text) for language, text in item.text.items()}
        db.add(
            StepDraft(room_id=room.id, key=item.id, position=position, texts=texts, days=item.days)
        )
    db.flush()


def use(change: Change, member: Member, draft: StepDraft) -> Step:
    """Propose a draft to the room, in all its languages.

    Its indicator is the draft's, and its due date is as many days after today, in the session's
    time zone, as the draft gives. Raises `Refused` with `draft_used` or `too_many_steps`.
    """
    if draft.step_id is not None:
        raise Refused("draft_used")
    (language, text), *translated = draft.texts.items()
    step = add_step(change, member, text["text"], language)
    for number, (tag, translation) in enumerate(translated, 2):
        word(change, member, step, number, tag, translation["text"])
    # Its translations stay with the draft.
    step.indicator = original_indicator(draft)
    if draft.days:
        today = local_time(change.at, change.room.time_zone).date()
        step.due = today + timedelta(days=draft.days)
    draft.step_id = step.id
    change.db.flush()
    change.record("step.proposed", member, step=step.number, draft=draft.key)
    change.announce(wire.StepProposed(step=step_views.view(change.db, step)))
    return step


def find_draft(db: Session, room: Room, key: str) -> StepDraft | None:
    """Return the room's draft with this key; drafts of other rooms are not found."""
    return db.scalar(select(StepDraft).filter_by(room_id=room.id, key=key))


def drafts_of(db: Session, room: Room) -> Sequence[tuple[str, int | None]]:
    """Return the key of each draft and the number of its step, in the order of the programme."""
    drafts = select(StepDraft.key, Step.number).outerjoin(Step, Step.id == StepDraft.step_id)
    rows = db.execute(drafts.where(StepDraft.room_id == room.id).order_by(StepDraft.position))
    return [(key, number) for key, number in rows]
