"""What an answer by oneself must be, and whether it is right. Reads nothing, writes nothing."""

from __future__ import annotations

import msgspec

from webinar.kit.errors import Refused
from webinar.kit.text import plain_lines
from webinar.lessons.model import PollItem, Slide
from webinar.lessons.poll_kinds import PollKind
from webinar.polls import numbers, rules
from webinar.polls.rules import Question
from webinar.study.wire import Answer


def check(slide: Slide, answer: Answer) -> None:
    """Refused: `not_asked`, and the codes of `rules.why_not`."""
    refusal = rules.why_not(_question(slide), answer)
    if refusal is not None:
        raise refusal


def cleaned(answer: Answer) -> Answer:
    """Without marks in what was written that databases, or readers of a list, trip over."""
    words = [plain_lines(word) for word in answer.words]
    return msgspec.structs.replace(answer, text=plain_lines(answer.text), words=words)


def mark(poll: PollItem | None, answer: Answer) -> bool | None:
    """Whether it is right; none where nothing is right or wrong."""
    if poll is None or not poll.is_quiz:
        return None
    if poll.kind is PollKind.NUMERIC:
        right = poll.right
        if right is None:
            return None
        return answer.number is not None and numbers.is_right(answer.number, right)
    correct = {option.id for option in poll.options if option.is_correct}
    return set(answer.options) == correct if correct else None


def _question(slide: Slide) -> Question:
    """What the slide asks: its poll, or what one thinks of its scenario."""
    poll = slide.poll
    if poll is not None:
        options = [option.id for option in poll.options]
        return Question(poll.kind, options, poll.points, poll.may_abstain)
    if slide.is_scenario or slide.steps:
        return Question(PollKind.TEXT)
    raise Refused("not_asked")
