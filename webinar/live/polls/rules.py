"""Rules that an answer must meet, in a session and in self-study. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from webinar.kit.errors import Refused
from webinar.live.polls.kinds import KINDS, OPTION_KINDS
from webinar.live.polls.kinds.base import Answer, Question


def why_not(question: Question, answer: Answer) -> Refused | None:
    """Return why the answer does not fit the question; None if it does.

    Codes: `no_abstention`, `bad_message`, `no_choice`, and those of `Kind.why_not`.
    """
    held = _held(answer)
    if answer.abstain:
        if held:
            return Refused("bad_message")
        return None if question.may_abstain else Refused("no_abstention")
    if not held:
        return Refused("no_choice")
    fields = question.kind.fields
    if any(field not in fields for field in held):
        return Refused("bad_message")
    if fields[0] not in held:
        return Refused("no_choice")
    return KINDS[question.kind].why_not(question, answer)


def why_not_chosen(question: Question, chosen: Sequence[str]) -> Refused | None:
    """Return why these options, at least one, do not fit the question; None if they do.

    Codes: `one_choice_only`, `matched_twice`, `bad_message` (an option or row given twice),
    `unknown_option`.
    """
    return OPTION_KINDS[question.kind].why_not_chosen(question, chosen)


def _held(answer: Answer) -> list[str]:
    """Return the fields of an answer that hold a value.

    The checks are written out for speed, because they run for every vote.
    """
    held = []
    if answer.options:
        held.append("options")
    if answer.points:
        held.append("points")
    if answer.number is not None:
        held.append("number")
    if answer.text:
        held.append("text")
    if answer.words:
        held.append("words")
    return held
