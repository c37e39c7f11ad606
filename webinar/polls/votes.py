"""Which votes count. Reads nothing, writes nothing."""

from __future__ import annotations

from typing import NamedTuple

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.live.cache import Person
from webinar.polls import rules, wire
from webinar.polls.models import PollState
from webinar.polls.queries import Paper
from webinar.polls.rules import Question

LONGEST_TEXT = 500


class Cast(NamedTuple):
    """A vote that passed its rules."""

    paper: Paper
    person: Person
    vote: wire.Vote

    @property
    def text(self) -> str:
        """The open answer as it is kept."""
        return one_line(self.vote.text, LONGEST_TEXT, "no_choice")

    @property
    def number(self) -> float:
        """Normalise -0.0 to 0.0, or it would be counted separately."""
        return (self.vote.number or 0.0) + 0.0


def why_not(paper: Paper | None, vote: wire.Vote) -> Refused | None:
    """Why this vote does not count, if it does not.

    Codes: `unknown_poll`, `poll_not_open`, and those of `rules.why_not`.
    """
    if paper is None or paper.state is PollState.DRAFT:
        return Refused("unknown_poll")
    if paper.state is not PollState.OPEN:
        return Refused("poll_not_open")
    question = Question(paper.kind, paper.options, paper.points, paper.may_abstain)
    return rules.why_not(question, vote)
