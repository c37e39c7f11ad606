"""A poll's result, limited to what readers of a copy of the protocol may know. No database."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from msgspec import UNSET

from webinar.kit.files.tables import clean
from webinar.live.polls.models import PollState
from webinar.live.polls.numbers import written
from webinar.live.polls.results import PollResult
from webinar.live.polls.view_structs import CloudWord, Figures, Reply
from webinar.results.protocol.record import Copy


def poll_in_copy(poll: PollResult, copy: Copy) -> PollResult:
    """Return the poll as readers of this copy may know it, in text that every format can hold.

    In a copy for everybody, `withheld` is `not_shown` if participants could not see the result.
    """
    is_whole = copy is Copy.HOSTS
    is_shown = is_whole or poll.state is PollState.REVEALED
    poll = replace(
        poll,
        texts={
            tag: {
                "question": clean(words["question"]),
                "labels": {key: clean(label) for key, label in words["labels"].items()},
            }
            for tag, words in poll.texts.items()
        },
        withheld=poll.withheld or ("" if is_shown else "not_shown"),
        replies=_replies(poll, {"shown", "waiting"} if is_whole else {"shown"}),
        languages=poll.languages if is_whole else {},
    )
    if not poll.withheld:
        return replace(poll, figures=_figures(poll.figures, is_whole))
    return replace(
        poll,
        options=tuple(
            option._replace(
                votes=None, score=None, is_correct=option.is_correct if is_shown else None
            )
            for option in poll.options
        ),
        figures=Figures(),
        number_counts=(),
        right=None,
    )


def right_number(poll: PollResult) -> str:
    """Return the right number with its tolerance; empty if there is none."""
    if poll.right is None:
        return ""
    value, tolerance = (written(figure) for figure in (poll.right.value, poll.right.tolerance))
    return f"{value} ± {tolerance}" if poll.right.tolerance else value


def _figures(figures: Figures, is_whole: bool) -> Figures:
    """Leave out words that a host hid and, in a copy for everybody, the figures for hosts only."""
    return msgspec.structs.replace(
        figures,
        words=[
            _clean_word(cloud_word) for cloud_word in figures.words or () if not cloud_word.hidden
        ],
        changed=figures.changed if is_whole else UNSET,
    )


def _clean_word(cloud_word: CloudWord) -> CloudWord:
    return msgspec.structs.replace(cloud_word, word=clean(cloud_word.word))


def _replies(poll: PollResult, states: set[str]) -> list[Reply]:
    """Leave out texts that a host did not let through, and the names of all authors."""
    return [
        Reply(id=reply.id, text=clean(reply.text), language=reply.language)
        for reply in poll.replies
        if reply.state in states
    ]
