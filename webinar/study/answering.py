"""What an answer by oneself must be, and whether it is right. Reads nothing, writes nothing."""

from __future__ import annotations

import msgspec

from webinar.errors import Refused
from webinar.lessons.model import PollItem, Slide
from webinar.polls.models import PollKind
from webinar.polls.votes import FIELD
from webinar.study.wire import Answer
from webinar.text import plain_lines


def check(slide: Slide, answer: Answer) -> None:
    """Refused: `not_asked`, `no_abstention`, `bad_message`, `no_choice`, `one_choice_only`,
    `unknown_option`, `too_many_points`.
    """
    held = _held(answer)
    poll = slide.poll
    if poll is None:
        if not slide.is_scenario and not slide.steps:
            raise Refused("not_asked")
        if held != ["text"] or answer.abstain:
            raise Refused("no_choice" if not held else "bad_message")
        return
    if answer.abstain:
        if held:
            raise Refused("bad_message")
        if not poll.may_abstain:
            raise Refused("no_abstention")
        return
    if not held:
        raise Refused("no_choice")
    if held != [FIELD[PollKind(poll.kind)]]:
        raise Refused("bad_message")
    _check_options(poll, answer)


def cleaned(answer: Answer) -> Answer:
    """Without marks in what was written that databases, or readers of a list, trip over."""
    words = [plain_lines(word) for word in answer.words]
    return msgspec.structs.replace(answer, text=plain_lines(answer.text), words=words)


def mark(poll: PollItem | None, answer: Answer) -> bool | None:
    """Whether it is right; none where nothing is right or wrong."""
    if poll is None or not poll.is_quiz:
        return None
    if poll.kind == "numeric":
        right = poll.right
        if right is None:
            return None
        return answer.number is not None and abs(answer.number - right.value) <= right.tolerance
    correct = {option.id for option in poll.options if option.is_correct}
    return set(answer.options) == correct if correct else None


def _held(answer: Answer) -> list[str]:
    found = [name for name in ("options", "points", "words") if getattr(answer, name)]
    if answer.number is not None:
        found.append("number")
    if answer.text.strip():
        found.append("text")
    return found


def _check_options(poll: PollItem, answer: Answer) -> None:
    known = {option.id for option in poll.options}
    if not set(answer.options) <= known or not answer.points.keys() <= known:
        raise Refused("unknown_option")
    if poll.kind in ("single", "scale") and len(set(answer.options)) > 1:
        raise Refused("one_choice_only")
    if poll.kind == "ranking" and len(set(answer.options)) < len(answer.options):
        raise Refused("bad_message")
    given = sum(answer.points.values())
    if poll.kind == "points" and not given:
        raise Refused("no_choice")
    if given > poll.points and poll.kind == "points":
        raise Refused("too_many_points")
