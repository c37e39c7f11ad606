"""A poll and its result as participants and as hosts see them: one function per audience.

Participants must not see the tally before it is revealed, what is correct, why, nor texts and
words that a host has not let through: these are absent from their view.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from webinar.kit import clock
from webinar.live.polls import wire
from webinar.live.polls.models import Poll, PollState
from webinar.live.polls.results import PollResult
from webinar.live.polls.shown import Figures, PollTexts, PollView, right_of


def public_view(poll: Poll, slide: int | None) -> PollView:
    """A poll, neither a draft nor revealed, as everybody may see it."""
    return PollView(
        poll=poll.key,
        slide=slide,
        kind=poll.kind,
        quiz=poll.is_quiz,
        state=poll.state,
        options=[option.key for option in poll.options],
        texts=_texts(poll) if poll.on_the_spot else None,
        opened_at=clock.iso(poll.opened_at),
        closed_at=clock.iso(poll.closed_at),
        anonymous=poll.is_anonymous or UNSET,
        abstain=poll.may_abstain or UNSET,
        points=poll.points or UNSET,
        seconds=poll.seconds or UNSET,
        closes_at=clock.iso(poll.closes_at) or UNSET,
        round=2 if poll.first is not None else UNSET,
        first=poll.first.key if poll.first is not None else UNSET,
    )


def participant_view(
    poll: Poll, slide: int | None, result: PollResult, mine: list[str] | None = None
) -> PollView:
    """A participant's view: with the result only once it is revealed."""
    answers = _with_answers(poll, result) if poll.state is PollState.REVEALED else {}
    return msgspec.structs.replace(
        public_view(poll, slide), mine=mine, replies=result.replies or UNSET, **answers
    )


def host_view(poll: Poll, slide: int | None, result: PollResult) -> PollView:
    """A host's view: always with what is known of the answers and what is correct."""
    return msgspec.structs.replace(
        public_view(poll, slide),
        replies=result.replies or UNSET,
        languages=result.languages or UNSET,
        **_with_answers(poll, result),
    )


def revealed(poll: Poll, result: PollResult) -> wire.PollRevealed:
    """The broadcast of a result: `result` must be the one that participants may see."""
    return wire.PollRevealed(poll=poll.key, **_with_answers(poll, result))


def tally(result: PollResult) -> wire.PollTally:
    """The result as hosts hear it; theirs, not everybody's."""
    return wire.PollTally(poll=result.key, **_counts(result))


def _with_answers(poll: Poll, result: PollResult) -> dict[str, Any]:
    """The counts, and what the author calls right."""
    return _counts(result) | {
        "correct": [option.key for option in poll.options if option.is_correct],
        "right": right_of(poll) or UNSET,
        "why": {tag: text["why"] for tag, text in poll.texts.items() if text.get("why")},
    }


def _counts(result: PollResult) -> dict[str, Any]:
    return {
        "voters": result.voters,
        "tally": result.tally or UNSET,
        "figures": UNSET if result.figures == Figures() else result.figures,
    }


def _texts(poll: Poll) -> dict[str, PollTexts]:
    texts: dict[str, Any] = poll.texts
    return {
        language: PollTexts(question=text["question"], labels=text["labels"])
        for language, text in texts.items()
    }
