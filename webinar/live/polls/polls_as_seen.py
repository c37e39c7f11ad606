"""The polls of a finished session as its participants saw them, with their texts. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.kit.language_fallback import resolve
from webinar.live.polls import poll_views, results
from webinar.live.polls.drafting import slide_of
from webinar.live.polls.models import Poll, PollState
from webinar.live.polls.results import PollResult
from webinar.live.polls.view_structs import PollView


class Wording(msgspec.Struct, frozen=True):
    """The question in one language. `labels` maps option keys to labels."""

    question: str
    labels: Mapping[str, str]
    language: str


class SeenPoll(msgspec.Struct, frozen=True):
    """A poll and its words. `view` is `view_structs.PollView` as all participants get it.

    It has no result that was not revealed.
    """

    view: Mapping[str, Any]
    text: Wording


def polls_as_seen(
    db: Session,
    polls: Collection[Poll],
    language: str,
    withheld: Collection[int] = (),
) -> dict[str, SeenPoll]:
    """Return the polls by key. Polls whose ids are `withheld` have no result."""
    with_result = [poll for poll in polls if poll.id not in withheld]
    results_by_id = results.for_participants(db, with_result)
    return {
        poll.key: SeenPoll(
            msgspec.to_builtins(_view(poll, results_by_id.get(poll.id))), _wording(poll, language)
        )
        for poll in polls
    }


def _view(poll: Poll, result: PollResult | None) -> PollView:
    slide = slide_of(poll)
    if result is None:
        view = poll_views.public_view(poll, slide)
        return msgspec.structs.replace(view, state=PollState.CLOSED.value, texts=None)
    view = poll_views.participant_view(poll, slide, result)
    return msgspec.structs.replace(view, texts=None, mine=msgspec.UNSET)


def _wording(poll: Poll, language: str) -> Wording:
    texts: dict[str, dict[str, Any]] = poll.texts
    tag, text = resolve(texts, language)
    return Wording(text["question"], text["labels"], tag)
