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
    """How many numbers lie from `low` up to `high`, which only the last bin includes."""

    low: float
    high: float
    count: int


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers given. `right`, in a quiz, counts those within the tolerance."""

    count: int
    mean: float
    median: float
    min: float
    max: float
    bins: list[NumberBin]
    right: int | UnsetType = UNSET


class CloudWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word of the cloud, in its most frequent spelling. `hidden` is true or absent; for hosts."""

    id: str
    word: str
    language: str
    count: int
    hidden: bool | UnsetType = UNSET


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """An open text. `state` (waiting, shown or hidden), `member` and `option` are for hosts only.

    `option` is the one that the text is the reason for. In an anonymous poll, `member` and `option`
    are absent.
    """

    id: str
    text: str
    language: str
    state: ReplyState | UnsetType = UNSET
    member: MemberNumber | UnsetType = UNSET
    option: str | UnsetType = UNSET


class RightNumber(msgspec.Struct, frozen=True):
    """The right numbers of a numeric quiz: those within `tolerance` of `value`."""

    value: float
    tolerance: float


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """How voters in both rounds changed. `to_right` and `to_wrong` are for a quiz."""

    both: int
    stayed: int
    to_right: int | UnsetType = UNSET
    to_wrong: int | UnsetType = UNSET


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a result besides votes per option; only those that the poll's kind has.

    `scores` are a ranking's points by Borda's count. `few` is the number of answers that an
    anonymous poll needs for a result, if it got fewer and therefore shows none. `changed` is for
    hosts only.
    """

    abstained: int | UnsetType = UNSET
    scores: dict[str, float] | UnsetType = UNSET
    numbers: Numbers | UnsetType = UNSET
    words: list[CloudWord] | UnsetType = UNSET
    changed: Changed | UnsetType = UNSET
    few: int | UnsetType = UNSET


class LanguageResult(msgspec.Struct, frozen=True, kw_only=True):
    """The result of the readers of one language; `right`, in a quiz, counts right answers."""

    voters: int
    right: int | UnsetType = UNSET
    tally: dict[str, int] | UnsetType = UNSET


class PollAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A member's own answer, as far as options do not express it; one field is present.

    In a `reasoned` poll, `text` is the reason for the option.
    """

    points: dict[str, int] | UnsetType = UNSET
    number: float | UnsetType = UNSET
    words: list[str] | UnsetType = UNSET
    text: str | UnsetType = UNSET
    abstain: bool | UnsetType = UNSET


class PollView(msgspec.Struct, frozen=True, kw_only=True):
    """A poll. The fields from `tally` on are for hosts, and for participants once it is revealed.

    `texts` is null for a poll of the module, whose words are in the deck. `mine` are the options of
    the member's own vote, null without a vote; a ranking's are in order. It is empty if `answer`
    alone holds the vote, or if nobody keeps it, as in an anonymous poll. Both are absent from
    broadcasts.

    Fields without a meaning for this poll are absent. `anonymous` and `abstain` (members may
    abstain) are true if present. `points` is the number to share out, `seconds` the author's
    countdown, `closes_at` the end of the running one, and `first` the poll whose second `round`
    this is. Participants get only the `replies` that a host has shown. `right` is for a numeric
    quiz, `languages` for hosts.
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
