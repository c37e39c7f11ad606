"""What an answer must be, by the kind of its question: in a session and by oneself. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from webinar.kit.errors import Refused
from webinar.kit.text import plain_lines
from webinar.lessons.poll_kinds import PollKind
from webinar.polls import cloud


class Answer(Protocol):
    """Its lengths and ranges are checked before, by the message that it came in."""

    @property
    def options(self) -> Sequence[str]: ...
    @property
    def points(self) -> Mapping[str, int]: ...
    @property
    def number(self) -> float | None: ...
    @property
    def text(self) -> str: ...
    @property
    def words(self) -> Sequence[str]: ...
    @property
    def abstain(self) -> bool: ...


class Question(NamedTuple):
    """`options` are their keys; `points` is what may be shared out among them."""

    kind: PollKind
    options: Collection[str] = ()
    points: int = 0
    may_abstain: bool = False


def why_not(question: Question, answer: Answer) -> Refused | None:
    """Why this does not answer the question, if it does not.

    Codes: `no_abstention`, `bad_message`, `no_choice`, `one_choice_only`, `unknown_option`,
    `too_many_points`.
    """
    held = _held(answer)
    if answer.abstain:
        if held:
            return Refused("bad_message")
        return None if question.may_abstain else Refused("no_abstention")
    if not held:
        return Refused("no_choice")
    if held != [question.kind.field]:
        return Refused("bad_message")
    return _of_kind(question, answer)


def why_not_chosen(question: Question, chosen: Sequence[str]) -> Refused | None:
    """Why these options, of which there are some, do not answer the question.

    Codes: `one_choice_only`, `bad_message` (one ranked twice), `unknown_option`.
    """
    if question.kind.picks_one and len(set(chosen)) > 1:
        return Refused("one_choice_only")
    if question.kind is PollKind.RANKING and len(set(chosen)) < len(chosen):
        return Refused("bad_message")
    is_known = all(key in question.options for key in chosen)
    return None if is_known else Refused("unknown_option")


def _held(answer: Answer) -> list[str]:
    """The fields of an answer that hold anything. Written out: this is asked of every vote."""
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


def _of_kind(question: Question, answer: Answer) -> Refused | None:
    match question.kind:
        case PollKind.SINGLE | PollKind.SEVERAL | PollKind.SCALE | PollKind.RANKING:
            return why_not_chosen(question, answer.options)
        case PollKind.POINTS:
            return _points(question, answer)
        case PollKind.NUMERIC:
            is_number = answer.number is not None and math.isfinite(answer.number)
            return None if is_number else Refused("bad_message")
        case PollKind.TEXT:
            return None if plain_lines(answer.text).strip() else Refused("no_choice")
        case PollKind.CLOUD:
            return None if any(map(cloud.is_word, answer.words)) else Refused("no_choice")


def _points(question: Question, answer: Answer) -> Refused | None:
    if not all(key in question.options for key in answer.points):
        return Refused("unknown_option")
    given = sum(answer.points.values())
    if not given:
        return Refused("no_choice")
    return Refused("too_many_points") if given > question.points else None
