"""What a vote must be, by the kind of its poll. Reads nothing, writes nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from webinar.errors import Refused
from webinar.live.cache import Person
from webinar.polls import cloud, wire
from webinar.polls.models import PollKind, PollState
from webinar.polls.queries import Paper


class Cast(NamedTuple):
    """A vote that passed its rules."""

    paper: Paper
    person: Person
    vote: wire.Vote


# Which of the fields of a vote each kind is answered with; no other may hold anything.
FIELD = {
    PollKind.SINGLE: "options",
    PollKind.SEVERAL: "options",
    PollKind.SCALE: "options",
    PollKind.RANKING: "options",
    PollKind.POINTS: "points",
    PollKind.NUMERIC: "number",
    PollKind.TEXT: "text",
    PollKind.CLOUD: "words",
}
_FIELDS = ("options", "points", "number", "text", "words")


def why_not(paper: Paper | None, person: Person, vote: wire.Vote) -> Refused | None:
    """Why this vote does not count, if it does not.

    Codes: `unknown_poll`, `poll_not_open`, `no_abstention`, `bad_message`, `no_choice`,
    `one_choice_only`, `unknown_option`, `too_many_points`.
    """
    if paper is None or paper.state is PollState.DRAFT:
        return Refused("unknown_poll")
    if paper.state is not PollState.OPEN:
        return Refused("poll_not_open")
    field = "" if vote.abstain else FIELD[paper.kind]
    if any(_holds(vote, other) for other in _FIELDS if other != field):
        return Refused("bad_message")
    if vote.abstain:
        return None if paper.may_abstain else Refused("no_abstention")
    if not _holds(vote, field):
        return Refused("no_choice")
    code = _RULES[paper.kind](paper, person, vote)
    return Refused(code) if code else None


def _holds(vote: wire.Vote, field: str) -> bool:
    value = getattr(vote, field)
    return value is not None and value != [] and value != {} and value != ""


def _one(paper: Paper, _person: Person, vote: wire.Vote) -> str:
    if len(set(vote.options)) > 1:
        return "one_choice_only"
    return _several(paper, _person, vote)


def _several(paper: Paper, _person: Person, vote: wire.Vote) -> str:
    return "" if set(vote.options) <= paper.options.keys() else "unknown_option"


def _ranking(paper: Paper, _person: Person, vote: wire.Vote) -> str:
    if len(set(vote.options)) < len(vote.options):
        return "bad_message"
    return _several(paper, _person, vote)


def _points(paper: Paper, _person: Person, vote: wire.Vote) -> str:
    if not vote.points.keys() <= paper.options.keys():
        return "unknown_option"
    given = sum(vote.points.values())
    if not given:
        return "no_choice"
    return "too_many_points" if given > paper.points else ""


def _number(_paper: Paper, _person: Person, vote: wire.Vote) -> str:
    return "" if vote.number is not None and math.isfinite(vote.number) else "bad_message"


def _text(_paper: Paper, _person: Person, vote: wire.Vote) -> str:
    return "" if vote.text.strip() else "no_choice"


def _words(_paper: Paper, person: Person, vote: wire.Vote) -> str:
    return "" if cloud.words_of(vote.words, person.language) else "no_choice"


_RULES: Mapping[PollKind, Callable[[Paper, Person, wire.Vote], str]] = {
    PollKind.SINGLE: _one,
    PollKind.SEVERAL: _several,
    PollKind.SCALE: _one,
    PollKind.RANKING: _ranking,
    PollKind.POINTS: _points,
    PollKind.NUMERIC: _number,
    PollKind.TEXT: _text,
    PollKind.CLOUD: _words,
}
