"""Learning gains, as numbers that identify nobody. Pure; no database.

Only matched answers count: of the same person to the same item, before and after. The gain is the
normalised one, `(after - before) / (100 - before)`, of what could still be gained (R. R. Hake,
"Interactive-engagement versus traditional methods", American Journal of Physics 66, 1998, 64-74,
there as <g>, the gain of the group's means).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.kit.rounding import percent


@dataclass(frozen=True)
class Match:
    """One person's two answers to one item: whether each was right."""

    item: str
    person: Hashable
    language: str
    before: bool
    after: bool


@dataclass(frozen=True)
class Gain:
    """The right answers among `pairs` matched ones. None if too few people are behind it."""

    pairs: int
    right_before: int
    right_after: int

    @property
    def before(self) -> int:
        return percent(self.right_before, self.pairs) or 0

    @property
    def after(self) -> int:
        return percent(self.right_after, self.pairs) or 0

    @property
    def gain(self) -> float | None:
        """From the counts, not from rounded percentages; None if all were right before."""
        missed = self.pairs - self.right_before
        return (self.right_after - self.right_before) / missed if missed else None


@dataclass(frozen=True)
class ItemGain:
    """One item; `languages` are those that may be shown. `whole` is None for too few people."""

    item: str
    whole: Gain | None
    languages: Mapping[str, Gain]


@dataclass(frozen=True)
class Gains:
    """`people` have at least one matched answer; `whole` and `languages` are over all."""

    people: int
    whole: Gain | None
    languages: Mapping[str, Gain]
    items: Sequence[ItemGain]


def gains(names: Sequence[str], matches: Sequence[Match]) -> Gains:
    """The gains of these items, in their order."""
    return Gains(
        people=len({one.person for one in matches}),
        whole=_whole(matches),
        languages=_by_language(matches),
        items=[_item(name, [one for one in matches if one.item == name]) for name in names],
    )


def shown_languages(people: Mapping[str, int]) -> set[str]:
    """The languages whose numbers may be shown beside those of all together.

    Languages with too few people are hidden. Subtracting the shown languages from the whole would
    reveal the hidden ones, so as long as these add up to too few, or are one language alone, the
    smallest of those that are left is hidden, too.
    """
    shown = {language for language, count in people.items() if count >= SMALLEST_GROUP}
    while shown and len(shown) < len(people):
        hidden = people.keys() - shown
        if len(hidden) > 1 and sum(people[language] for language in hidden) >= SMALLEST_GROUP:
            break
        shown.remove(min(shown, key=lambda language: (people[language], language)))
    return shown


def _item(name: str, matches: Sequence[Match]) -> ItemGain:
    return ItemGain(name, _whole(matches), _by_language(matches))


def _whole(matches: Sequence[Match]) -> Gain | None:
    people = {one.person for one in matches}
    return _gain(matches) if len(people) >= SMALLEST_GROUP else None


def _by_language(matches: Sequence[Match]) -> dict[str, Gain]:
    """By language, the largest first; empty if all read the same one."""
    people = Counter(language for _, language in {(one.person, one.language) for one in matches})
    if len(people) < 2:
        return {}
    shown = shown_languages(people)
    order = sorted(shown, key=lambda language: (-people[language], language))
    return {
        language: _gain([one for one in matches if one.language == language]) for language in order
    }


def _gain(matches: Iterable[Match]) -> Gain:
    listed = list(matches)
    return Gain(
        pairs=len(listed),
        right_before=sum(one.before for one in listed),
        right_after=sum(one.after for one in listed),
    )
