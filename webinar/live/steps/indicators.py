"""The programme's translations of indicators. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.live.steps.models import Step, StepDraft

# In characters.
LONGEST = 300


def original_indicator(draft: StepDraft) -> str:
    """Return the indicator of a draft in its original language, as a step has it."""
    text = next(iter(draft.texts.values()))
    return str(text["indicator"])[:LONGEST]


def indicators(db: Session, steps: Collection[Step]) -> dict[int, dict[str, str]]:
    """Return the translations of each step's indicator by language, by step id.

    Steps that were not made of a draft have none, nor has a step whose indicator was rewritten.
    """
    translations: dict[int, dict[str, str]] = {step.id: {} for step in steps}
    by_id = {step.id: step for step in steps}
    for draft in db.scalars(select(StepDraft).where(StepDraft.step_id.in_(by_id))):
        if draft.step_id is None or by_id[draft.step_id].indicator != original_indicator(draft):
            continue
        _, *translated = draft.texts.items()
        translations[draft.step_id] = {
            language: text["indicator"][:LONGEST]
            for language, text in translated
            if text["indicator"]
        }
    return translations
