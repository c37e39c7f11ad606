"""A poll and its result as participants and as hosts see them: one function per audience.

Before a poll is revealed, the participants' view has no tally, no right answer and no explanation
of it. It never has texts and words that hosts withhold.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from webinar.kit import clock
from webinar.live.polls import wire
from webinar.live.polls.models import Poll, PollState
from webinar.live.polls.results import PollResult
from webinar.live.polls.view_structs import Figures, PollTexts, PollView, right_of


def public_view(poll: Poll, slide: int | None) -> PollView:
    """Return a poll as everybody may see it until it is revealed; drafts are for hosts only."""
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
    """Return a participant's view, which has the result only once it is revealed."""
    answers = _result_fields(poll, result) if poll.state is PollState.REVEALED else {}
    return msgspec.structs.replace(
        public_view(poll, slide), mine=mine, replies=result.replies or UNSET, **answers
    )


def host_view(poll: Poll, slide: int | None, result: PollResult) -> PollView:
    """Return a host's view, which always has the result, as far as known, and the right answer."""
    return msgspec.structs.replace(
        public_view(poll, slide),
        replies=result.replies or UNSET,
        languages=result.languages or UNSET,
        **_result_fields(poll, result),
    )


def revealed(poll: Poll, result: PollResult) -> wire.PollRevealed:
    """Return the broadcast of a result; `result` must be the one that participants may see."""
    return wire.PollRevealed(poll=poll.key, **_result_fields(poll, result))


def tally(result: PollResult) -> wire.PollTally:
    """Return the broadcast of a result to hosts; `result` must be the hosts' one."""
    return wire.PollTally(poll=result.key, **_count_fields(result))


def _result_fields(poll: Poll, result: PollResult) -> dict[str, Any]:
    """Return the counts, the answer that the author marked as right, and the reasons."""
    return _count_fields(result) | {
        "correct": [option.key for option in poll.options if option.is_correct],
        "right": right_of(poll) or UNSET,
        "why": {tag: text["why"] for tag, text in poll.texts.items() if text.get("why")},
    }


def _count_fields(result: PollResult) -> dict[str, Any]:
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
