"""A step's present values, for a form that was refused because another change came first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

DETAILS = ("due", "check_back", "indicator", "evidence")


class Newest(NamedTuple):
    """The present values. `base` is the number that the form must send to be accepted now.

    `said` holds the present values by the names of their fields. `language` is the language of the
    wording; it is empty if the form is not about a wording.
    """

    base: int
    said: Mapping[str, str]
    language: str = ""


def newest(
    command: str, fields: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]
) -> Newest | None:
    """Return the values to show beside the fields of a form refused with `step_changed`.

    `steps` come from the reader's snapshot. None if the command is about none of them.
    """
    asked = str(fields.get("step", ""))
    step = next((one for one in steps if str(one["step"]) == asked), None)
    if step is None:
        return None
    original, revisions = step["language"], step["revisions"]
    if command == "step.amend":
        return Newest(revisions[original], {"text": step["text"]}, original)
    if command == "step.translate":
        language = fields.get("language", "")
        if language in step["texts"]:
            return Newest(revisions[language], {"text": step["texts"][language]}, language)
        # The original has changed: show it, because the translation must follow it.
        return Newest(revisions[original], {"text": step["text"]}, original)
    if command == "step.detail":
        return Newest(step["details"], {k: step[k] or "" for k in DETAILS if k in fields})
    return None
