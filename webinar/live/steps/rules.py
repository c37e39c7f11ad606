"""The rules for agreeing: the outcome of one ballot, computed from its figures. No database.

The figures count the members who were present when the ballot was closed, and those who had left
by then but had answered. An agreement with a reservation is an agreement; the reservation stays in
the record. A member who must ask their superior has answered, and neither agrees nor disagrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webinar.live.steps.models import Answer, Rule, Verdict

DEFAULT_RULE = Rule.CONSENT
# In percent of the people present.
DEFAULT_QUORUM = 50


@dataclass(frozen=True, slots=True)
class Terms:
    """A session's terms for agreeing. `quorum` is in percent of those present."""

    rule: Rule = DEFAULT_RULE
    quorum: int = DEFAULT_QUORUM
    shares_reasons: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one ballot. `present` includes everybody who has answered."""

    present: int
    counts: Mapping[Answer, int]
    owners: int = 0
    owners_accepted: int = 0

    @property
    def answered(self) -> int:
        return sum(self.counts.values())

    @property
    def for_it(self) -> int:
        return self.counts[Answer.AGREE] + self.counts[Answer.RESERVE]


def has_quorum(figures: Figures, quorum: int) -> bool:
    """Return whether enough of those present have answered; `quorum` is in percent."""
    return figures.answered * 100 >= quorum * figures.present


def verdict(figures: Figures, terms: Terms) -> Verdict:
    """Return the outcome that the terms give for these figures."""
    if not has_quorum(figures, terms.quorum):
        return Verdict.NO_QUORUM
    return Verdict.AGREED if _agrees(figures, terms.rule) else Verdict.NOT_AGREED


def needed(figures: Figures, rule: Rule) -> int:
    """Return the number of agreements that the rule needs; the owners' rule needs acceptances."""
    match rule:
        case Rule.CONSENT:
            return 1
        case Rule.MAJORITY:
            return figures.present // 2 + 1
        case Rule.TWO_THIRDS:
            return max(1, -(-2 * figures.present // 3))
        case Rule.OWNERS:
            return max(1, figures.owners)


def _agrees(figures: Figures, rule: Rule) -> bool:
    if rule is Rule.OWNERS:
        return figures.owners_accepted >= needed(figures, rule)
    if rule is Rule.CONSENT and figures.counts[Answer.DISAGREE]:
        return False
    return figures.for_it >= needed(figures, rule)
