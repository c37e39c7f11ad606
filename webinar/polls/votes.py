"""What a vote must be, by the kind of its poll. Reads nothing, writes nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from webinar.errors import Refused
from webinar.live.cache import Person
from webinar.polls import cloud, wire
from webinar.polls.models import PollKind, PollState
from webinar.polls.queries import Paper
from webinar.text import one_line


class Cast(NamedTuple):
    """A vote that passed its rules."""

    paper: Paper
    person: Person
    vote: wire.Vote


# Which of the fields of a vote each kind is answered with; no other may hold anything.
FIELD: Mapping[PollKind, str] = {
    PollKind.SINGLE: "options",
    PollKind.SEVERAL: "options",
    PollKind.SCALE: "options",
    PollKind.RANKING: "options",
    PollKind.POINTS: "points",
    PollKind.NUMERIC: "number",
    PollKind.TEXT: "text",
    PollKind.CLOUD: "words",
}
LONGEST_TEXT = 500


def why_not(paper: Paper | None, person: Person, vote: wire.Vote) -> Refused | None:
    """Why this vote does not count, if it does not.

    Codes: `unknown_poll`, `poll_not_open`, `no_abstention`, `bad_message`, `no_choice`,
    `one_choice_only`, `unknown_option`, `too_many_points`.
    """
    if paper is None or paper.state is PollState.DRAFT:
        return Refused("unknown_poll")
    if paper.state is not PollState.OPEN:
        return Refused("poll_not_open")
    held = held_by(vote)
    if vote.abstain:
        if held:
            return Refused("bad_message")
        return None if paper.may_abstain else Refused("no_abstention")
    if not held:
        return Refused("no_choice")
    if held != [FIELD[paper.kind]]:
        return Refused("bad_message")
    return _of_kind(paper, person, vote)


def held_by(vote: wire.Vote) -> list[str]:
    """The fields of an answer that hold anything. Written out: this is asked of every vote."""
    held = []
    if vote.options:
        held.append("options")
    if vote.points:
        held.append("points")
    if vote.number is not None:
        held.append("number")
    if vote.text:
        held.append("text")
    if vote.words:
        held.append("words")
    return held


def _of_kind(paper: Paper, person: Person, vote: wire.Vote) -> Refused | None:
    match paper.kind:
        case PollKind.SINGLE | PollKind.SCALE:
            return _one(paper, vote)
        case PollKind.SEVERAL:
            return _several(paper, vote)
        case PollKind.RANKING:
            return _ranking(paper, vote)
        case PollKind.POINTS:
            return _points(paper, vote)
        case PollKind.NUMERIC:
            return _number(vote)
        case PollKind.TEXT:
            return _text(vote)
        case PollKind.CLOUD:
            return _words(person, vote)


def _one(paper: Paper, vote: wire.Vote) -> Refused | None:
    if len(set(vote.options)) > 1:
        return Refused("one_choice_only")
    return _several(paper, vote)


def _several(paper: Paper, vote: wire.Vote) -> Refused | None:
    if set(vote.options) <= paper.options.keys():
        return None
    return Refused("unknown_option")


def _ranking(paper: Paper, vote: wire.Vote) -> Refused | None:
    if len(set(vote.options)) < len(vote.options):
        return Refused("bad_message")
    return _several(paper, vote)


def _points(paper: Paper, vote: wire.Vote) -> Refused | None:
    if not vote.points.keys() <= paper.options.keys():
        return Refused("unknown_option")
    given = sum(vote.points.values())
    if not given:
        return Refused("no_choice")
    return Refused("too_many_points") if given > paper.points else None


def _number(vote: wire.Vote) -> Refused | None:
    is_number = vote.number is not None and math.isfinite(vote.number)
    return None if is_number else Refused("bad_message")


def _text(vote: wire.Vote) -> Refused | None:
    try:
        one_line(vote.text, LONGEST_TEXT, "no_choice")
    except Refused as refusal:
        return refusal
    return None


def _words(person: Person, vote: wire.Vote) -> Refused | None:
    return None if cloud.words_of(vote.words, person.language) else Refused("no_choice")
