"""Drafts of next steps that a programme brings, and steps made of them. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.errors import Refused
from webinar.lessons.fallback import resolve
from webinar.live.change import Change
from webinar.rooms.models import Member, Room
from webinar.slides.editions import module_of
from webinar.steps import wire
from webinar.steps.actions import add_step
from webinar.steps.models import Step, StepDraft


def draft_from_edition(db: Session, room: Room) -> None:
    """Prepare the drafts of the room's programme, in the order of its slides."""
    items = [step for slide in module_of(room.edition).slides for step in slide.steps]
    for position, item in enumerate(items):
        texts = {language: msgspec.to_builtins(text) for language, text in item.text.items()}
        db.add(
            StepDraft(room_id=room.id, key=item.id, position=position, texts=texts, days=item.days)
        )
    db.flush()


def use(change: Change, member: Member, draft: StepDraft) -> Step:
    """Propose a draft to the room. Raises `Refused` with `draft_used` or `too_many_steps`."""
    if draft.step_id is not None:
        raise Refused("draft_used")
    language, text = next(iter(draft.texts.items()))
    step = add_step(change, member, text["text"], language)
    draft.step_id = step.id
    change.db.flush()
    change.record("step.proposed", member, step=step.number, draft=draft.key)
    change.announce(wire.StepProposed(step=wire.step_view(step, member.name, {}, draft.key)))
    return step


def worded(view: wire.StepView, draft: StepDraft | None, language: str) -> wire.StepView:
    """The view in the words of the draft behind it, if there is one, for a reader of `language`."""
    if draft is None:
        return view
    found, text = resolve(draft.texts, language)
    return msgspec.structs.replace(view, draft=draft.key, text=text["text"], language=found)


def find_draft(db: Session, room: Room, key: str) -> StepDraft | None:
    """The room's draft of this name; another room's is not found."""
    return db.scalar(select(StepDraft).filter_by(room_id=room.id, key=key))


def drafts_of(db: Session, room: Room) -> Sequence[tuple[str, int | None]]:
    """All drafts of the room, in the order of its programme, with the number of their step."""
    drafts = select(StepDraft.key, Step.number).outerjoin(Step, Step.id == StepDraft.step_id)
    rows = db.execute(drafts.where(StepDraft.room_id == room.id).order_by(StepDraft.position))
    return [(key, number) for key, number in rows]


def drafts_behind(db: Session, steps: Collection[Step]) -> dict[int, StepDraft]:
    """The drafts that these steps were made of, by step id."""
    found = select(StepDraft).where(StepDraft.step_id.in_([step.id for step in steps]))
    return {draft.step_id: draft for draft in db.scalars(found) if draft.step_id is not None}
