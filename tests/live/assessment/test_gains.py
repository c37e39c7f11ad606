"""Gains compare matched answers, relative to the answers wrong before, and identify nobody."""

from hypothesis import given
from hypothesis import strategies as st

from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.live.assessment.gains import Match, gains, shown_languages


def matches(*groups):
    """Make matches for the item `q`; a group is (language, people, right before, right after)."""
    made_matches, member = [], 0
    for language, people, before, after in groups:
        for number in range(people):
            member += 1
            made_matches.append(Match("q", member, language, number < before, number < after))
    return made_matches


def test_gain_is_the_share_of_missing_answers_that_became_right():
    total = gains(["q"], matches(("ru", 10, 4, 7))).whole

    assert (total.before, total.after, total.gain) == (40, 70, 0.5)


def test_no_gain_is_computed_when_everybody_was_right_before():
    assert gains(["q"], matches(("ru", 6, 6, 6))).whole.gain is None


def test_gain_is_negative_when_answers_got_worse():
    assert gains(["q"], matches(("ru", 10, 5, 4))).whole.gain == -0.2


def test_fewer_than_five_people_are_only_counted():
    result = gains(["q"], matches(("ru", 4, 1, 3)))

    assert result.people == 4
    assert result.whole is None and result.languages == {} and result.items[0].whole is None


def test_ten_answers_of_four_people_are_still_four_people():
    answers = [Match(name, person, "ru", False, True) for name in "abc" for person in range(4)]

    assert gains(["a", "b", "c"], answers).whole is None


def test_languages_with_enough_people_are_shown_separately():
    result = gains(["q"], matches(("kk", 6, 1, 4), ("ru", 10, 5, 8)))

    assert list(result.languages) == ["ru", "kk"]
    assert result.items[0].languages["kk"].after == 67


def test_small_language_cannot_be_inferred_from_the_others():
    result = gains(["q"], matches(("kk", 6, 1, 4), ("ru", 10, 5, 8), ("en", 2, 1, 1)))

    assert list(result.languages) == ["ru"]


def test_two_small_languages_are_hidden_when_large_enough_together():
    assert shown_languages({"ru": 9, "kk": 3, "en": 3}) == {"ru"}


def test_one_small_language_beside_one_large_hides_both():
    assert shown_languages({"ru": 9, "kk": 1}) == set()


@given(st.dictionaries(st.sampled_from(["en", "ru", "kk", "prs", "uz"]), st.integers(1, 12)))
def test_hidden_languages_never_form_too_small_a_group(people):
    shown = shown_languages(people)
    hidden = {language: people[language] for language in people.keys() - shown}

    assert all(people[language] >= SMALLEST_GROUP for language in shown)
    assert not hidden or len(hidden) >= 2 or not shown
    assert not hidden or not shown or sum(hidden.values()) >= SMALLEST_GROUP
