"""The one rule that says whether an answer is right, for sessions, courses and tests.

`numbers.is_right` holds the rule for numbers; `static/js/learn/player/progress.ts` repeats the rule
for players.
"""

from __future__ import annotations

from webinar.content.lessons.model import PollItem
from webinar.live.polls.kinds import KINDS
from webinar.live.polls.kinds.base import Answer, AnswerContent, RightAnswer
from webinar.live.polls.models import Poll
from webinar.live.polls.view_structs import right_of


def right_of_item(item: PollItem) -> RightAnswer:
    """Return the right answer to a question of a module."""
    return RightAnswer(
        frozenset(option.id for option in item.options if option.is_correct), item.right
    )


def right_of_poll(poll: Poll) -> RightAnswer:
    """Return the right answer to a poll of a session."""
    correct = frozenset(option.key for option in poll.options if option.is_correct)
    return RightAnswer(correct, right_of(poll))


def is_right(poll: Poll, content: AnswerContent) -> bool:
    """Return whether this is a right answer to a quiz of a session."""
    return KINDS[poll.kind].is_right(right_of_poll(poll), content)


def is_answer_right(item: PollItem | None, answer: Answer) -> bool | None:
    """Return whether this is a right answer to a question of a module.

    Return None if the question has no right answer.
    """
    if item is None or not item.is_quiz:
        return None
    right = right_of_item(item)
    if not right.options and right.number is None:
        return None
    content = KINDS[item.kind].content_of(answer)
    return content is not None and KINDS[item.kind].is_right(right, content)
