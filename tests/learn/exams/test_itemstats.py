"""Difficulty, discrimination and distractors, checked by hand, and figures withheld for privacy."""

import pytest

from webinar.learn.exams.itemstats import Mark, figures, item_figures, rest_score


def mark(is_right, slide_id="q1", language="ru", option=None):
    return Mark(slide_id, (option or ("b" if is_right else "a"),), is_right, language)


def sheets(*rows, names=("q1", "q2", "q3")):
    """One sheet for each row of zeros and ones."""
    return [
        {name: mark(bool(int(digit)), name) for name, digit in zip(names, row, strict=True)}
        for row in rows
    ]


def test_difficulty_is_the_share_of_right_answers():
    question = figures([(True, 1), (True, 0), (True, 1), (False, 0)])

    assert (question.people, question.right, question.percent) == (4, 3, 75)


def test_discrimination_equals_the_value_computed_by_hand():
    # Rest scores are 2 and 1 for right answers, 1 and 0 for wrong: M1 = 1.5, M0 = 0.5. All have
    # the mean 1 and the deviation sqrt(0.5), so r = 1 / 0.7071 * 0.5.
    question = figures([(True, 2), (True, 1), (False, 1), (False, 0)])

    assert question.discrimination == pytest.approx(0.7071, abs=1e-4)


def test_discrimination_is_negative_if_good_learners_answer_wrongly():
    question = figures([(False, 2), (False, 1), (True, 1), (True, 0)])

    assert question.discrimination == pytest.approx(-0.7071, abs=1e-4)


@pytest.mark.parametrize(
    "answers",
    [[(True, 1), (True, 2)], [(False, 1), (False, 2)], [(True, 1), (False, 1)], []],
    ids=["all right", "all wrong", "the same rest", "nobody"],
)
def test_discrimination_is_missing_if_scores_do_not_vary(answers):
    assert figures(answers).discrimination is None


def test_rest_score_excludes_the_question_itself():
    [sheet] = sheets("110")

    assert rest_score("q1", sheet) == 0.5 and rest_score("q3", sheet) == 1


def test_an_items_discrimination_uses_the_rest_of_the_sheet():
    # Rest scores for q1 are 1, 1, 0.5 for right answers and 0.5, 0, 0 for wrong ones: the means are
    # 5/6 and 1/6, the deviation of all is sqrt(1/6), so r = (2/3) / 0.40825 * 0.5 = 0.8165.
    items = item_figures(["q1"], sheets("111", "111", "110", "001", "000", "000"))

    [item] = items
    assert item.whole.percent == 50
    assert item.whole.discrimination == pytest.approx(0.8165, abs=1e-4)


def test_fewer_than_five_people_are_not_shown():
    [item] = item_figures(["q1"], sheets("111", "110", "001", "000"))

    assert item.people == 4 and item.whole is None
    assert [(version.figures, version.chosen) for version in item.versions] == [(None, None)]


def asked_as(version, count, is_right=True):
    return [{"q1": mark(is_right, version), "q2": mark(True, "q2")} for _ in range(count)]


def test_variants_have_separate_figures():
    [item] = item_figures(["q1"], asked_as("q1", 6) + asked_as("q1b", 5, is_right=False))

    assert item.whole.people == 11
    assert [(version.slide_id, version.figures.percent) for version in item.versions] == [
        ("q1", 100),
        ("q1b", 0),
    ]


def test_hiding_a_rare_variant_also_hides_another_to_prevent_subtraction():
    [item] = item_figures(["q1"], asked_as("q1", 9) + asked_as("q1b", 2, is_right=False))

    assert item.whole.people == 11
    assert [version.figures for version in item.versions] == [None, None]


def read_in(language, count, is_right=True):
    return [{"q1": mark(is_right, language=language)} for _ in range(count)]


def test_languages_have_separate_figures_the_largest_first():
    items = item_figures(["q1"], read_in("kk", 5, is_right=False) + read_in("ru", 7))

    assert [(name, language.percent) for name, language in items[0].languages.items()] == [
        ("ru", 100),
        ("kk", 0),
    ]


def test_hiding_a_rare_language_also_hides_the_next_smallest():
    answers = read_in("en", 1) + read_in("kk", 6) + read_in("ru", 9)

    assert list(item_figures(["q1"], answers)[0].languages) == ["ru"]


def test_options_and_unanswered_questions_are_counted():
    answers = [mark(True), mark(True), mark(False, option="c"), Mark("q1", (), False, "ru")]
    items = item_figures(["q1"], [{"q1": answer} for answer in [*answers, mark(False, option="c")]])

    [version] = items[0].versions
    assert version.chosen == {"b": 2, "c": 2} and version.left_out == 1
