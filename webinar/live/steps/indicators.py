"""The programme's translations of indicators. No database, no Flask."""

from __future__ import annotations

from webinar.live.steps.models import LINE_LENGTH, Step, StepDraft


def original_indicator(draft: StepDraft) -> str:
    """Return the indicator of a draft in its original language, as a step has it."""
    text = next(iter(draft.texts.values()))
    return str(text["indicator"])[:LINE_LENGTH]


def indicators(step: Step, draft: StepDraft | None) -> dict[str, str]:
    """Return the translations of the step's indicator, by language.

    `draft` is what the step was made of. Without one there are none, nor are there any once the
    indicator has been rewritten.
    """
    if draft is None or step.indicator != original_indicator(draft):
        return {}
    _, *translated = draft.texts.items()
    return {
        language: text["indicator"][:LINE_LENGTH]
        for language, text in translated
        if text["indicator"]
    }
