"""Messages and broadcasts of polls, and a poll as participants and as hosts see it.

One function per audience: what participants must not see (the tally before it is revealed, what is
correct, why) is absent from theirs.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType

from webinar import clock
from webinar.live.wire import Audience, Broadcast, Mutation, State
from webinar.polls.models import Poll, PollState
from webinar.rooms.wire import Language

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Question = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Label = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Labels = Annotated[list[Label], msgspec.Meta(min_length=2, max_length=20)]
Keys = Annotated[list[Key], msgspec.Meta(max_length=20)]


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question and its options in another language, in the same order."""

    question: Question
    options: Labels


class CreatePoll(Mutation, frozen=True):
    """Make a poll on the spot; it becomes a draft. `correct` holds option numbers from 0."""

    kind: Literal["single", "several"]
    quiz: bool
    language: Language
    question: Question
    options: Labels
    correct: Annotated[list[int], msgspec.Meta(max_length=20)] = []
    translations: dict[Language, Wording] = {}


class NamePoll(Mutation, frozen=True):
    """Open, close or reveal this poll."""

    poll: Key


class Vote(Mutation, frozen=True):
    """Choose these options; a second vote replaces the first while the poll is open."""

    poll: Key
    options: Keys


class PollTexts(msgspec.Struct, frozen=True):
    """The words of a poll that was made on the spot, in one language."""

    question: str
    labels: dict[str, str]


class PollView(msgspec.Struct, frozen=True, kw_only=True):
    """A poll. The last four keys are there for hosts always, for participants once revealed.

    `texts` is null for a poll of the module: the deck has its words. `mine` is the member's own
    choice, null without a vote; it is absent from broadcasts.
    """

    poll: str
    slide: int | None
    kind: str
    quiz: bool
    state: str
    options: list[str]
    texts: dict[str, PollTexts] | None
    opened_at: str | None
    closed_at: str | None
    mine: list[str] | None | UnsetType = UNSET
    tally: dict[str, int] | UnsetType = UNSET
    voters: int | UnsetType = UNSET
    correct: list[str] | UnsetType = UNSET
    why: dict[str, str] | UnsetType = UNSET


class PollDrafted(Broadcast, frozen=True):
    """A poll was made on the spot. Only hosts know of drafts."""

    name: ClassVar[str] = "poll.drafted"
    audience: ClassVar[Audience] = Audience.HOSTS

    poll: PollView


class PollOpened(Broadcast, frozen=True):
    """This poll can be voted in."""

    name: ClassVar[str] = "poll.opened"

    poll: PollView


class PollClosed(Broadcast, frozen=True):
    """This poll takes no more votes; its result is not shown yet."""

    name: ClassVar[str] = "poll.closed"

    poll: str
    closed_at: str


class PollRevealed(Broadcast, frozen=True):
    """The result of this poll is shown. `correct` is empty unless it is a quiz."""

    name: ClassVar[str] = "poll.revealed"

    poll: str
    tally: dict[str, int]
    voters: int
    correct: list[str]
    why: dict[str, str]


class PollTally(State, frozen=True):
    """The running tally, for hosts only. `voters` counts ballots, `tally` choices."""

    name: ClassVar[str] = "poll.tally"
    audience: ClassVar[Audience] = Audience.HOSTS
    of: ClassVar[str] = "poll"

    poll: str
    tally: dict[str, int]
    voters: int


class PollVoted(Broadcast, frozen=True):
    """This member's own vote was counted; said to all of the member's tabs."""

    name: ClassVar[str] = "poll.voted"
    audience: ClassVar[Audience] = Audience.MEMBER

    poll: str
    options: list[str]


def public_view(poll: Poll, slide: int | None) -> PollView:
    """What everybody may see of a poll that is not a draft and not revealed."""
    return PollView(
        poll=poll.key,
        slide=slide,
        kind=poll.kind.value,
        quiz=poll.is_quiz,
        state=poll.state.value,
        options=[option.key for option in poll.options],
        texts=_texts(poll) if poll.on_the_spot else None,
        opened_at=clock.iso(poll.opened_at),
        closed_at=clock.iso(poll.closed_at),
    )


def participant_view(
    poll: Poll, slide: int | None, tally: dict[str, int], voters: int, mine: list[str] | None
) -> PollView:
    """A participant's view: with the result only once it is revealed."""
    view = msgspec.structs.replace(public_view(poll, slide), mine=mine)
    if poll.state is not PollState.REVEALED:
        return view
    return _with_result(view, poll, tally, voters)


def host_view(poll: Poll, slide: int | None, tally: dict[str, int], voters: int) -> PollView:
    """A host's view: always with the tally and what is correct."""
    return _with_result(public_view(poll, slide), poll, tally, voters)


def revealed(poll: Poll, tally: dict[str, int], voters: int) -> PollRevealed:
    return PollRevealed(
        poll=poll.key, tally=tally, voters=voters, correct=_correct(poll), why=_why(poll)
    )


def _with_result(view: PollView, poll: Poll, tally: dict[str, int], voters: int) -> PollView:
    return msgspec.structs.replace(
        view, tally=tally, voters=voters, correct=_correct(poll), why=_why(poll)
    )


def _correct(poll: Poll) -> list[str]:
    return [option.key for option in poll.options if option.is_correct]


def _why(poll: Poll) -> dict[str, str]:
    return {language: text["why"] for language, text in poll.texts.items() if text.get("why")}


def _texts(poll: Poll) -> dict[str, PollTexts]:
    texts: dict[str, Any] = poll.texts
    return {
        language: PollTexts(question=text["question"], labels=text["labels"])
        for language, text in texts.items()
    }
