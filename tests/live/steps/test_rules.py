"""Each rule of agreement computes its verdict from the answers and the quorum."""

import pytest

from webinar.live.steps.models import Answer, Rule, Verdict
from webinar.live.steps.rules import Figures, Terms, needed, verdict

AGREED, NOT_AGREED, NO_QUORUM = Verdict.AGREED, Verdict.NOT_AGREED, Verdict.NO_QUORUM


def figures(present, agree=0, reserve=0, disagree=0, abstain=0, must_ask=0, owners=(0, 0)):
    counts = dict(zip(Answer, (agree, reserve, disagree, abstain, must_ask), strict=True))
    return Figures(present, counts, *owners)


@pytest.mark.parametrize(
    ("rule", "answers", "expected"),
    [
        (Rule.CONSENT, figures(10, agree=9, abstain=1), AGREED),
        (Rule.CONSENT, figures(10, agree=1, reserve=1, must_ask=8), AGREED),
        (Rule.CONSENT, figures(10, agree=9, disagree=1), NOT_AGREED),
        (Rule.CONSENT, figures(10, abstain=10), NOT_AGREED),
        (Rule.MAJORITY, figures(10, agree=5, disagree=5), NOT_AGREED),
        (Rule.MAJORITY, figures(10, agree=5, reserve=1, disagree=4), AGREED),
        # A majority of those present, not of those who answered.
        (Rule.MAJORITY, figures(10, agree=5, abstain=1), NOT_AGREED),
        (Rule.MAJORITY, figures(11, agree=6), AGREED),
        (Rule.TWO_THIRDS, figures(9, agree=6, disagree=3), AGREED),
        (Rule.TWO_THIRDS, figures(10, agree=6, disagree=4), NOT_AGREED),
        (Rule.TWO_THIRDS, figures(10, agree=7, disagree=3), AGREED),
        (Rule.OWNERS, figures(10, disagree=10, owners=(2, 2)), AGREED),
        (Rule.OWNERS, figures(10, agree=10, owners=(2, 1)), NOT_AGREED),
        (Rule.OWNERS, figures(10, agree=10, owners=(0, 0)), NOT_AGREED),
    ],
)
def test_each_rule_gives_its_verdict(rule, answers, expected):
    assert verdict(answers, Terms(rule, 50)) is expected


@pytest.mark.parametrize(
    ("quorum", "answered", "expected"), [(50, 4, NO_QUORUM), (50, 5, AGREED), (51, 5, NO_QUORUM)]
)
def test_no_decision_without_a_quorum_of_those_present(quorum, answered, expected):
    assert verdict(figures(10, agree=answered), Terms(Rule.CONSENT, quorum)) is expected


@pytest.mark.parametrize("rule", list(Rule))
def test_empty_room_agrees_to_nothing(rule):
    assert verdict(figures(0), Terms(rule, 0)) is NOT_AGREED


@pytest.mark.parametrize(
    ("rule", "present", "number"),
    [
        (Rule.CONSENT, 30, 1),
        (Rule.MAJORITY, 30, 16),
        (Rule.MAJORITY, 31, 16),
        (Rule.TWO_THIRDS, 30, 20),
        (Rule.TWO_THIRDS, 31, 21),
    ],
)
def test_number_of_needed_votes_follows_the_rule(rule, present, number):
    assert needed(figures(present), rule) == number
