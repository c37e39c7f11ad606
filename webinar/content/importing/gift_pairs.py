"""Turns GIFT's matching questions into ours: sorting, if a partner appears twice. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from webinar.content.importing.drafts import Option
from webinar.content.importing.gift_answers import Answers, Item
from webinar.content.lessons.check_pairs import HEADS, MOST_PAIRS, OPTIONS
from webinar.content.lessons.poll_kinds import PollKind


class JoinedLists(NamedTuple):
    """The heads or groups, each followed by its partners or items."""

    kind: PollKind
    options: list[Option]


def joined_lists(answers: Answers, label: Callable[[str], str]) -> JoinedLists | None:
    """Join the answers; None if our questions cannot hold them. `label` makes Markdown of text."""
    pairs = [item for item in answers.items if item.text]
    partners = list(dict.fromkeys(item.match for item in answers.items))
    if len({pair.match for pair in pairs}) == len(pairs):
        kind, head_count, option_count = PollKind.MATCHING, len(pairs), len(partners)
        options = _matching_options(pairs, partners, label)
    else:
        kind, head_count, option_count = PollKind.SORTING, len(partners), len(pairs)
        options = _sorting_options(pairs, partners, label)
    fits = (
        head_count in HEADS and option_count in OPTIONS and head_count * option_count <= MOST_PAIRS
    )
    return JoinedLists(kind, options) if fits else None


def _matching_options(
    pairs: Sequence[Item], partners: Sequence[str], label: Callable[[str], str]
) -> list[Option]:
    options = []
    for pair in pairs:
        options += [Option(label(pair.text), is_head=True), Option(label(pair.match), True)]
    matched_partners = {pair.match for pair in pairs}
    return options + [
        Option(label(partner)) for partner in partners if partner not in matched_partners
    ]


def _sorting_options(
    pairs: Sequence[Item], groups: Sequence[str], label: Callable[[str], str]
) -> list[Option]:
    options = []
    for group in groups:
        options.append(Option(label(group), is_head=True))
        options += [Option(label(pair.text), True) for pair in pairs if pair.match == group]
    return options
