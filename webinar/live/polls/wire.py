"""Messages and broadcasts of polls."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import UNSET, UnsetType

from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.view_structs import Figures, LanguageResult, PollView, Reply, RightNumber
from webinar.room.engine.wire import Audience, Broadcast, Mutation, State
from webinar.room.sessions.wire import Language

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Question = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Label = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Labels = Annotated[list[Label], msgspec.Meta(max_length=20)]
Keys = Annotated[list[Key], msgspec.Meta(max_length=20)]
Seconds = Annotated[int, msgspec.Meta(ge=5, le=3600)]
Points = Annotated[int, msgspec.Meta(ge=0, le=100)]
Budget = Annotated[int, msgspec.Meta(ge=2, le=100)]
Number = Annotated[float, msgspec.Meta(ge=-1e12, le=1e12)]
Tolerance = Annotated[float, msgspec.Meta(ge=0, le=1e12)]
Word = Annotated[str, msgspec.Meta(max_length=40)]


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question and its options in another language; the options are in the same order."""

    question: Question
    options: Labels = []


class CreatePoll(Mutation, frozen=True):
    """Make a poll on the spot, as a draft. `correct` holds the numbers of options, from 0.

    With `opens`, the poll is opened at once, with its countdown. Only a live session allows that.
    `numeric`, `text` and `cloud` have no options; the other kinds have at least two, and `reasoned`
    has exactly two: true, then false. The options of a scale are its points, from `lowest` on.
    `points` is the number to share out, and `seconds` the countdown to offer. `right` and
    `tolerance` are for a numeric quiz.
    """

    kind: PollKind
    quiz: bool
    language: Language
    question: Question
    options: Labels = []
    correct: Annotated[list[int], msgspec.Meta(max_length=20)] = []
    translations: dict[Language, Wording] = {}
    anonymous: bool = False
    abstain: bool = False
    seconds: Seconds | None = None
    points: Budget = 10
    lowest: Annotated[int, msgspec.Meta(ge=0, le=1)] = 1
    right: Number | None = None
    tolerance: Tolerance = 0.0
    opens: bool = False


class NamePoll(Mutation, frozen=True):
    """Close or reveal this poll."""

    poll: Key


class AskAgain(NamePoll, frozen=True):
    """Draft a second round of this closed or revealed poll. Its key ends in `--2`."""


class OpenPoll(Mutation, frozen=True):
    """Open the poll to votes. With `seconds`, it closes by itself."""

    poll: Key
    seconds: Seconds | None = None


class ExtendPoll(Mutation, frozen=True):
    """Give the countdown this much more time, or start one if none is running."""

    poll: Key
    seconds: Seconds


class ModeratePoll(Mutation, frozen=True):
    """Show or hide these texts or words, or `everything` that is there now."""

    poll: Key
    ids: Annotated[list[Key], msgspec.Meta(max_length=200)] = []
    everything: bool = False


class ShowAnswers(ModeratePoll, frozen=True):
    """Show these texts or words to everybody; with `everything`, all waiting texts or all words."""


class HideAnswers(ModeratePoll, frozen=True):
    """Hide these texts or words from everybody but hosts; with `everything`, all of them."""


class Vote(Mutation, frozen=True):
    """Vote, with the fields of the poll's kind. While the poll is open, a new vote replaces the
    last.

    `points` (by option), `number`, `text` and `words` are for the kinds `points`, `numeric`, `text`
    and `cloud`. All other kinds take `options`: a `ranking` in order from the top, `matching` and
    `sorting` the pairs. With `reasoned`, a `text` may give the reason. `abstain` goes with no other
    field. A vote in an anonymous poll is final; its `pad` is any text that makes all such votes
    equally long, and the server does not read it.
    """

    poll: Key
    options: Keys = []
    points: dict[Key, Points] = {}
    number: Number | None = None
    text: Annotated[str, msgspec.Meta(max_length=500)] = ""
    words: Annotated[list[Word], msgspec.Meta(max_length=3)] = []
    abstain: bool = False
    pad: Annotated[str, msgspec.Meta(max_length=4000)] = ""


class PollDrafted(Broadcast, frozen=True):
    """A poll was drafted on the spot, or as a second round. Only hosts hear of drafts."""

    name: ClassVar[str] = "poll.drafted"
    audience: ClassVar[Audience] = Audience.HOSTS

    poll: PollView


class PollOpened(Broadcast, frozen=True):
    """The poll is open to votes."""

    name: ClassVar[str] = "poll.opened"

    poll: PollView


class PollExtended(Broadcast, frozen=True):
    """The countdown of the poll ends later."""

    name: ClassVar[str] = "poll.extended"

    poll: str
    closes_at: str


class PollClosed(Broadcast, frozen=True):
    """The poll takes no more votes. Its result is not shown yet."""

    name: ClassVar[str] = "poll.closed"

    poll: str
    closed_at: str


class PollRevealed(Broadcast, frozen=True):
    """The result is shown to everybody; it is sent again after a host hides or shows a word.

    `correct` is empty unless the poll is a quiz.
    """

    name: ClassVar[str] = "poll.revealed"

    poll: str
    voters: int
    correct: list[str]
    why: dict[str, str]
    tally: dict[str, int] | UnsetType = UNSET
    figures: Figures | UnsetType = UNSET
    right: RightNumber | UnsetType = UNSET


class PollTally(State, frozen=True):
    """The running result, for hosts only. `voters` counts ballots, and `tally` choices.

    While an anonymous poll is open, only `voters` is present; it includes abstentions.
    """

    name: ClassVar[str] = "poll.tally"
    audience: ClassVar[Audience] = Audience.HOSTS
    of: ClassVar[str] = "poll"

    poll: str
    voters: int
    tally: dict[str, int] | UnsetType = UNSET
    figures: Figures | UnsetType = UNSET


class PollLanguages(State, frozen=True):
    """The result by language, with at least five voters in each. `other` joins small languages."""

    name: ClassVar[str] = "poll.languages"
    audience: ClassVar[Audience] = Audience.HOSTS
    of: ClassVar[str] = "poll"

    poll: str
    languages: dict[str, LanguageResult]


class PollVoted(Broadcast, frozen=True):
    """This member's own vote was counted.

    It has the fields of the poll's kind. For an anonymous vote, it leaves out the answer.
    """

    name: ClassVar[str] = "poll.voted"
    audience: ClassVar[Audience] = Audience.MEMBER

    poll: str
    options: list[str]
    points: dict[str, int] | UnsetType = UNSET
    number: float | UnsetType = UNSET
    words: list[str] | UnsetType = UNSET
    text: str | UnsetType = UNSET
    abstain: bool | UnsetType = UNSET


class PollReplies(Broadcast, frozen=True):
    """Open texts that are new or have changed, in words or state; for hosts."""

    name: ClassVar[str] = "poll.replies"
    audience: ClassVar[Audience] = Audience.HOSTS

    poll: str
    replies: list[Reply]


class PollShown(Broadcast, frozen=True):
    """A host shows these open texts to everybody."""

    name: ClassVar[str] = "poll.shown"

    poll: str
    replies: list[Reply]


class PollHidden(Broadcast, frozen=True):
    """These open texts are hidden again."""

    name: ClassVar[str] = "poll.hidden"

    poll: str
    ids: list[str]
