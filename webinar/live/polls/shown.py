"""A poll and the parts of its result as they are on the wire; `poll_views` fills them in."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.models import Poll, PollState, ReplyState
from webinar.room.rooms.models import MemberNumber


class PollTexts(msgspec.Struct, frozen=True):
    """The words of a poll that was made on the spot, in one language."""

    question: str
    labels: dict[str, str]


class NumberBin(msgspec.Struct, frozen=True):
    """How many numbers lie from `low` up to `high`; only the last bin holds its own end."""

    low: float
    high: float
    count: int


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers that were given. `right`, in a quiz, is how many lie within the tolerance."""

    count: int
    mean: float
    median: float
    min: float
    max: float
    bins: list[NumberBin]
    right: int | UnsetType = UNSET


class CloudWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word of the cloud, as most wrote it. `hidden` is there for hosts, when it is true."""

    id: str
    word: str
    language: str
    count: int
    hidden: bool | UnsetType = UNSET


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """An open text. `state` (waiting, shown or hidden) and `member` are there for hosts only.

    `member` is absent from an anonymous poll's.
    """

    id: str
    text: str
    language: str
    state: ReplyState | UnsetType = UNSET
    member: MemberNumber | UnsetType = UNSET


class RightNumber(msgspec.Struct, frozen=True):
    """What is right in a numeric quiz: as much as `tolerance` away from `value`."""

    value: float
    tolerance: float


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """How those who voted in both rounds changed. The last two are there for a quiz."""

    both: int
    stayed: int
    to_right: int | UnsetType = UNSET
    to_wrong: int | UnsetType = UNSET


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What a result holds beside votes per option; keys that mean nothing for its kind are absent.

    `scores` are a ranking's points by Borda's count. `few` is true where an anonymous poll has
    fewer than five answers: there is no result then. `changed` is for hosts only.
    """

    abstained: int | UnsetType = UNSET
    scores: dict[str, float] | UnsetType = UNSET
    numbers: Numbers | UnsetType = UNSET
    words: list[CloudWord] | UnsetType = UNSET
    changed: Changed | UnsetType = UNSET
    few: Literal[True] | UnsetType = UNSET


class LanguageResult(msgspec.Struct, frozen=True, kw_only=True):
    """The result of those who read one language; `right` is how many were right in a quiz."""

    voters: int
    right: int | UnsetType = UNSET
    tally: dict[str, int] | UnsetType = UNSET


class PollAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A member's own answer, where options alone do not say it: one key is there."""

    points: dict[str, int] | UnsetType = UNSET
    number: float | UnsetType = UNSET
    words: list[str] | UnsetType = UNSET
    text: str | UnsetType = UNSET
    abstain: bool | UnsetType = UNSET


class PollView(msgspec.Struct, frozen=True, kw_only=True):
    """A poll. From `tally` on: there for hosts always, for participants once revealed.

    `texts` is null for a poll of the module: the deck has its words. `mine` are the options of the
    member's own vote (a ranking's in order; none where `answer` says it, or where nobody keeps it:
    in an anonymous poll), null without a vote; both are absent from broadcasts. Keys that say
    nothing are absent: `anonymous` and `abstain` (it may be abstained) are true where they are,
    `points` is what may be shared out, `seconds` the author's countdown, `closes_at` the end of the
    one that runs, `first` the poll of which this is the second `round`. `replies` of participants
    are those that a host has shown. `right` is there for a numeric quiz, `languages` for hosts.
    """

    poll: str
    slide: int | None
    kind: PollKind
    quiz: bool
    state: PollState
    options: list[str]
    texts: dict[str, PollTexts] | None
    opened_at: str | None
    closed_at: str | None
    anonymous: bool | UnsetType = UNSET
    abstain: bool | UnsetType = UNSET
    points: int | UnsetType = UNSET
    seconds: int | UnsetType = UNSET
    closes_at: str | UnsetType = UNSET
    round: Literal[2] | UnsetType = UNSET
    first: str | UnsetType = UNSET
    mine: list[str] | None | UnsetType = UNSET
    answer: PollAnswer | UnsetType = UNSET
    replies: list[Reply] | UnsetType = UNSET
    tally: dict[str, int] | UnsetType = UNSET
    voters: int | UnsetType = UNSET
    figures: Figures | UnsetType = UNSET
    correct: list[str] | UnsetType = UNSET
    right: RightNumber | UnsetType = UNSET
    why: dict[str, str] | UnsetType = UNSET
    languages: dict[str, LanguageResult] | UnsetType = UNSET


def right_of(poll: Poll) -> RightNumber | None:
    return None if poll.right_value is None else RightNumber(poll.right_value, poll.tolerance)
