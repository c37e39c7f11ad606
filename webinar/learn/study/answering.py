"""Checks and cleans an answer given in self-study. Reads nothing, writes nothing."""

from __future__ import annotations

import msgspec

from webinar.content.lessons.model import Slide
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.errors import Refused
from webinar.kit.text import plain_lines
from webinar.learn.study.wire import Answer
from webinar.live.polls import rules
from webinar.live.polls.kinds.base import Question


def check(slide: Slide, answer: Answer) -> None:
    """Check that the answer fits. Refused: `not_asked` and the codes of `rules.why_not`."""
    refusal = rules.why_not(_question(slide), answer)
    if refusal is not None:
        raise refusal


def fits(slide: Slide, answer: Answer) -> bool:
    """Whether the answer fits: a stored one may be older than the present question."""
    try:
        check(slide, answer)
    except Refused:
        return False
    return True


def clean(answer: Answer) -> Answer:
    """Return the answer without characters that disturb databases or readers of a list."""
    words = [plain_lines(word) for word in answer.words]
    return msgspec.structs.replace(answer, text=plain_lines(answer.text), words=words)


def _question(slide: Slide) -> Question:
    """Return the slide's question: its poll, or a request for thoughts on its scenario or steps."""
    poll = slide.poll
    if poll is not None:
        options = [option.id for option in poll.options]
        return Question(poll.kind, options, poll.points, poll.may_abstain)
    if slide.is_scenario or slide.steps:
        return Question(PollKind.TEXT)
    raise Refused("not_asked")
