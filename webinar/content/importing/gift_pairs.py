"""Turns GIFT's matching questions into ours: sorting, if a partner appears twice. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from webinar.content.importing.gift_answers import Answers, Item
from webinar.content.importing.made import Option
from webinar.content.lessons.check_pairs import HEADS, MOST_PAIRS, OPTIONS
from webinar.content.lessons.poll_kinds import PollKind


class JoinedLists(NamedTuple):
    """The heads or groups, each followed by its partners or items."""

    kind: PollKind
    options: list[Option]


def joined_lists(answers: Answers, label: Callable[[str], str]) -> JoinedLists | None:
    """Join the answers; None if our questions cannot hold them. `label` makes Markdown of text."""
    asked = [item for item in answers.items if item.text]
    partners = list(dict.fromkeys(item.match for item in answers.items))
    if len({one.match for one in asked}) == len(asked):
        kind, heads, others = PollKind.MATCHING, len(asked), len(partners)
        options = _matched(asked, partners, label)
    else:
        kind, heads, others = PollKind.SORTING, len(partners), len(asked)
        options = _sorted(asked, partners, label)
    fits = heads in HEADS and others in OPTIONS and heads * others <= MOST_PAIRS
    return JoinedLists(kind, options) if fits else None


def _matched(
    asked: Sequence[Item], partners: Sequence[str], label: Callable[[str], str]
) -> list[Option]:
    made = []
    for one in asked:
        made += [Option(label(one.text), is_head=True), Option(label(one.match), True)]
    own = {one.match for one in asked}
    return made + [Option(label(partner)) for partner in partners if partner not in own]


def _sorted(
    asked: Sequence[Item], groups: Sequence[str], label: Callable[[str], str]
) -> list[Option]:
    made = []
    for group in groups:
        made.append(Option(label(group), is_head=True))
        made += [Option(label(one.text), True) for one in asked if one.match == group]
    return made
