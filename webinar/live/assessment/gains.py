"""Learning gains, as numbers that identify nobody. Pure; no database.

Only matched answers count: the same person answered the same item before and after. The gain is
normalised: it is the share of the possible gain, `(after - before) / (100 - before)`. See R. R.
Hake, "Interactive-engagement versus traditional methods", American Journal of Physics 66, 1998,
64-74, which calls it <g>, the gain of the group's means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.kit.rounding import percent


@dataclass(frozen=True)
class Match:
    """Whether one person's answers to one item, before and after, were right."""

    item: str
    person: Hashable
    language: str
    before: bool
    after: bool


@dataclass(frozen=True)
class Gain:
    """How many of `pairs` matched answers were right before and after."""

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
        """The normalised gain, computed from counts and not from rounded percentages.

        It is None if all answers were right before.
        """
        missed = self.pairs - self.right_before
        return (self.right_after - self.right_before) / missed if missed else None


@dataclass(frozen=True)
class ItemGain:
    """The gains for one item. `languages` has only the languages that may be shown.

    `whole` is None if too few people have matched answers.
    """

    item: str
    whole: Gain | None
    languages: Mapping[str, Gain]


@dataclass(frozen=True)
class Gains:
    """The gains of a cohort. `whole` and `languages` cover all items.

    `people` is how many people have at least one matched answer; if they are too few, `whole` is
    None.
    """

    people: int
    whole: Gain | None
    languages: Mapping[str, Gain]
    items: Sequence[ItemGain]


def gains(item_names: Sequence[str], matches: Sequence[Match]) -> Gains:
    """Return the gains for these items, in their order."""
    return Gains(
        people=len({match.person for match in matches}),
        whole=_whole_gain(matches),
        languages=_by_language(matches),
        items=[
            _item_gain(name, [match for match in matches if match.item == name])
            for name in item_names
        ],
    )


def shown_languages(people: Mapping[str, int]) -> set[str]:
    """Return the languages whose numbers may be shown next to the cohort's total.

    Languages with too few people are hidden. A reader could subtract the shown languages from the
    total. So while the hidden languages have too few people together, or only one language is
    hidden, hide the smallest shown language, too.
    """
    shown = {language for language, count in people.items() if count >= SMALLEST_GROUP}
    while shown and len(shown) < len(people):
        hidden = people.keys() - shown
        if len(hidden) > 1 and sum(people[language] for language in hidden) >= SMALLEST_GROUP:
            break
        shown.remove(min(shown, key=lambda language: (people[language], language)))
    return shown


def _item_gain(item_name: str, matches: Sequence[Match]) -> ItemGain:
    return ItemGain(item_name, _whole_gain(matches), _by_language(matches))


def _whole_gain(matches: Sequence[Match]) -> Gain | None:
    people = {match.person for match in matches}
    return _gain_of(matches) if len(people) >= SMALLEST_GROUP else None


def _by_language(matches: Sequence[Match]) -> dict[str, Gain]:
    """Return the gains by language, the largest first; empty if everybody reads the same one."""
    people = Counter(
        language for _, language in {(match.person, match.language) for match in matches}
    )
    if len(people) < 2:
        return {}
    shown = shown_languages(people)
    order = sorted(shown, key=lambda language: (-people[language], language))
    return {
        language: _gain_of([match for match in matches if match.language == language])
        for language in order
    }


def _gain_of(matches: Iterable[Match]) -> Gain:
    match_list = list(matches)
    return Gain(
        pairs=len(match_list),
        right_before=sum(match.before for match in match_list),
        right_after=sum(match.after for match in match_list),
    )
