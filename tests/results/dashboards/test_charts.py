"""The blocks of charts: what is drawn, what is written beside it, and what is withheld."""

from types import SimpleNamespace

import pytest

from tests.live.assessment.making import make_programme
from webinar.content.handouts.wording import speaking
from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.assessment.gains import Gain, Gains, ItemGain
from webinar.live.assessment.plan import pairs_of
from webinar.live.assessment.results import PairResult, Share
from webinar.live.polls.models import PollState
from webinar.live.polls.results import OptionResult, PollResult
from webinar.live.polls.view_structs import LanguageResult
from webinar.results.dashboards import assessment_blocks, language_blocks, poll_blocks
from webinar.results.dashboards.blocks import Bars, Columns, Folded
from webinar.results.dashboards.intervals import interval_words
from webinar.results.dashboards.sections import Section


def make_result(votes, *, kind=PollKind.SINGLE, labels=None, voters=None, **fields):
    labels = labels or {key: key for key in votes}
    return PollResult(
        **{"key": "poll", "is_quiz": False} | fields,
        kind=kind,
        state=PollState.REVEALED,
        texts={"en": {"question": "Which?", "labels": labels}},
        options=tuple(OptionResult(key, None, count, None) for key, count in votes.items()),
        voters=sum(votes.values()) if voters is None else voters,
    )


def blocks_of(*polls):
    with speaking("en"):
        return poll_blocks.polls(SimpleNamespace(polls=polls), "en", rtl=False)


def texts_of(row):
    return ["".join(words.text for words in cell) for cell in row]


def test_scale_is_drawn_as_columns_with_its_points_in_words():
    labels = {"1": "1: not at all", "2": "2", "3": "3 – fully"}
    poll = make_result({"1": 0, "2": 3, "3": 6}, kind=PollKind.SCALE, labels=labels)

    [columns, table] = blocks_of(poll)

    assert isinstance(columns, Columns) and isinstance(table, Folded)
    assert [(row.line[0].text, row.value) for row in columns.rows] == [
        ("1", "0"),
        ("2", "3"),
        ("3", "6"),
    ]
    assert [(key.sign, key.line[0].text) for key in columns.keys] == [
        ("1", "not at all"),
        ("3", "fully"),
    ]


@pytest.mark.parametrize(("voters", "has_dots"), [(80, True), (81, False)])
def test_column_of_a_scale_is_a_stack_of_dots_for_few_people(voters, has_dots):
    [columns, _] = blocks_of(make_result({"1": voters - 7, "2": 7}, kind=PollKind.SCALE))

    assert [row.is_scaled for row in columns.rows] == [has_dots, has_dots]
    assert ("chart-dot" in columns.rows[1].svg) is has_dots


def test_quoted_option_keeps_its_direction_in_a_sentence_of_the_other():
    """Planted fault: quotation marks and numbers changed places in Dari."""
    poll = make_result({"yes": 5, "no": 1}, labels={"yes": "Yes, I do", "no": "No"})

    with speaking("prs"):
        [bars, _] = poll_blocks.polls(SimpleNamespace(polls=[poll]), "prs", rtl=True)

    assert "\u2068Yes, I do\u2069" in bars.told
    assert "\u2068Yes, I do\u2069" in blocks_of(poll)[0].told


@pytest.mark.parametrize(
    ("voters", "value", "has_dots"),
    [(4, "3", True), (19, "3", True), (20, "3 · 15%", True), (81, "3 · 4%", False)],
)
def test_few_people_are_dots_without_a_percentage(voters, value, has_dots):
    """Planted fault: three of four people were written as 75 %."""
    [bars, _] = blocks_of(make_result({"yes": 3, "no": voters - 3}))

    assert bars.rows[0].value == value
    assert bars.rows[0].is_scaled is has_dots is ("chart-dot" in bars.rows[0].svg)


def test_table_has_the_interval_of_each_share():
    [_, folded] = blocks_of(make_result({"yes": 8, "no": 2}))

    assert texts_of(folded.table.rows[0]) == ["Which?", "yes", "8", "80%", "49% to 95%"]
    assert folded.repeats


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 5, "0% to 44%"), (5, 5, "56% to 100%"), (200, 400, "45% to 55%"), (200, 401, "—")],
)
def test_interval_is_rounded_outwards_and_left_out_for_many(part, whole, expected):
    with speaking("en"):
        assert interval_words(part, whole) == expected


def test_withheld_poll_has_neither_chart_nor_row():
    blocks = blocks_of(make_result({"yes": 3, "no": 0}, withheld="few", is_anonymous=True))

    [bars] = blocks
    assert bars.rows == [] and "Fewer than five" in bars.told


def make_quiz(number, right):
    """A quiz that `right` of 10 were right in English, and 5 of 10 in Kazakh."""
    languages = {
        tag: LanguageResult(tally={}, voters=10, right=count)
        for tag, count in (("en", right), ("kk", 5))
    }
    quiz = make_result({"yes": 5, "no": 15}, key=f"q{number}", is_quiz=True)
    return SimpleNamespace(
        is_quiz=True, question={"en": f"Question {number}"}, languages=languages, key=quiz.key
    )


def test_only_quizzes_that_differ_most_are_drawn_but_the_table_has_all():
    rights = [5, 6, 7, 8, 9, 10, 4, 5]
    quizzes = [make_quiz(number, right) for number, right in enumerate(rights)]

    with speaking("en"):
        blocks = language_blocks.language_gap(SimpleNamespace(polls=quizzes), "en", rtl=False)

    drawn = [block.title[0].text for block in blocks if isinstance(block, Bars)]
    assert drawn[:3] == ["Question 5", "Question 4", "Question 3"]
    assert len(drawn) == language_blocks.MOST_DRAWN
    assert len(blocks[-1].table.rows) == 2 * len(quizzes)
    assert "6 of 8 quizzes" in blocks[1].line[0].text
    assert "English 10 of 10 right, Қазақша 5 of 10" in blocks[0].line[0].text


def gain_blocks(result):
    with speaking("en"):
        return assessment_blocks.tests(SimpleNamespace(tests=[result]), "en", rtl=False)


def make_pair():
    [pair] = pairs_of(make_programme())
    return pair


def test_gains_are_pairs_with_intervals_and_few_people_are_withheld():
    gain = Gain(10, 3, 8)
    gains = Gains(10, Gain(24, 6, 18), {"kk": Gain(12, 3, 9)}, [
        ItemGain("q1", gain, {"kk": Gain(5, 0, 5)}), ItemGain("q2", None, {}),
    ])  # fmt: skip

    [_, sentence, bars, folded] = gain_blocks(PairResult(make_pair(), None, gains))

    assert "25% were right before, 75% after" in sentence.line[0].text
    whole, kazakh, first, second = bars.rows
    assert (whole.value, kazakh.value) == (
        "25% right before, 75% after",
        "3 of 12 right before, 9 of 12 after",
    )
    # All answers of one person hang together, so only single questions have intervals.
    assert "chart-span" not in whole.svg + kazakh.svg
    assert first.svg.count("chart-span") == 2
    assert second.svg == "" and "not shown" in second.value
    assert [texts_of(row)[1:] for row in folded.table.rows] == [
        ["10", "3 of 10 (10% to 61%)", "8 of 10 (49% to 95%)", "0.71"],
        ["5", "0 of 5 (0% to 44%)", "5 of 5 (56% to 100%)", "1"],
    ]


def test_first_test_shows_shares_and_withholds_the_few():
    shares = [Share("q1", 8, 6), Share("q2", 4, None)]

    [_, _, bars] = gain_blocks(PairResult(make_pair(), shares, None))

    assert [row.value for row in bars.rows] == ["6 of 8", "Fewer than five answers: not shown."]
    assert "chart-span" in bars.rows[0].svg and not bars.rows[1].svg


def polls_section(*parts):
    polls = [
        make_result({"a": 3, "b": 2}, part={"en": part} if part else {}, key=f"poll-{place}")
        for place, part in enumerate(parts)
    ]
    return Section("polls", "Poll results", blocks_of(*polls))


def test_page_folds_the_polls_of_each_part():
    parts = polls_section("", "First", "First", "Second").parts

    titles = ["".join(words.text for words in head.line) if head else "" for head, _ in parts]
    assert titles == ["", "First", "Second", ""]
    assert [len(blocks) for _, blocks in parts] == [1, 2, 1, 1]
    assert isinstance(parts[-1][1][0], Folded)


def test_polls_of_a_single_part_stay_unfolded():
    section = polls_section("First", "First")

    assert section.parts == [(None, list(section.blocks))]
