"""A step's present values, for a form that lost to somebody else's faster change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

DETAILS = ("due", "check_back", "indicator", "evidence")


class Newest(NamedTuple):
    """The present values. `base` is what the form has to carry to be taken now.

    `said` are the values that were changed meanwhile, by the name of their field; `language` is
    that of the wording, empty if there is none.
    """

    base: int
    said: Mapping[str, str]
    language: str = ""


def newest(
    command: str, fields: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]
) -> Newest | None:
    """The values to show beside the fields of a form that was refused with `step_changed`.

    `steps` are as the reader's snapshot has them; None if the command is about none of them.
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
        # Words of the original that changed are what the translation has to follow.
        return Newest(revisions[original], {"text": step["text"]}, original)
    if command == "step.detail":
        return Newest(step["details"], {k: step[k] or "" for k in DETAILS if k in fields})
    return None
