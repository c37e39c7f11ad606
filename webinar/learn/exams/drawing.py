"""Chooses the version of each question that an attempt asks, and the order of its options. Pure.

Hashes determine the choice, not a random number generator, so that it is the same in every version
of Python.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from webinar.content.lessons.model import Module, OptionItem, PollItem
from webinar.content.lessons.pairs import with_rows_shuffled
from webinar.live.assessment.plan import Item, TestPlan


def variants_of(module: Module, item: Item) -> list[Item]:
    """Return the questions of the bank that may replace this item, under the item's name."""
    if not item.right:
        return []
    return [
        Item(slide.id, item.name, slide.poll)
        for slide in module.bank
        if slide.variant_of == item.key
        and slide.poll is not None
        and slide.poll.is_quiz
        and slide.poll.kind.is_tested
        and not slide.poll.is_anonymous
    ]


def versions_of(module: Module, test: TestPlan) -> dict[str, Item]:
    """Return all questions and variants that a test may ask, by the ids of their slides."""
    versions = (version for item in test.items for version in (item, *variants_of(module, item)))
    return {version.key: version for version in versions}


def draw(
    module: Module, test: TestPlan, seed: str, *, draws: bool, before: Iterable[str] = ()
) -> list[str]:
    """Return the ids of the slides to ask, one version of each question, in the test's order.

    `before` are the ids asked in this learner's earlier attempts: each question gets the version
    asked least often.
    """
    times_asked = Counter(before)

    def chosen_version(item: Item) -> str:
        versions = [item, *variants_of(module, item)] if draws else [item]
        keys = [version.key for version in versions]
        return min(keys, key=lambda key: (times_asked[key], _lot(seed, key)))

    return [chosen_version(item) for item in test.items]


def shuffled_options(poll: PollItem, seed: str, key: str) -> Sequence[OptionItem]:
    """Return the options in this attempt's order; some kinds keep their order."""
    if poll.kind.keeps_order:
        return poll.options
    if poll.kind.is_paired:
        return with_rows_shuffled(poll.options, f"{seed} {key}")
    return sorted(poll.options, key=lambda option: _lot(seed, f"{key} {option.id}"))


def _lot(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed} {name}".encode()).hexdigest()
