"""Every kind of poll as an author writes it, and each fault planted."""

import pytest

from webinar.content.lessons.library import read_module
from webinar.content.lessons.model import RightNumber, from_json, to_json

from .making import faults, line_of, messages, write_module

OPTIONS = "- [ ] Tea {#tea}\n- [ ] Coffee {#coffee}"


def slide(marks, text="", why=""):
    parts = [f"## How much? {{#much {marks}}}", text, why, "Note: Ask."]
    return "\n\n".join(part for part in parts if part) + "\n"


def poll_of(tmp_path, *args):
    text = slide(*args)
    assert messages(tmp_path, text) == []
    return read_module(tmp_path / "demo").slides[0].poll


@pytest.mark.parametrize(
    ("marks", "kind", "points"), [(".poll .ranking", "ranking", 0), (".poll .points", "points", 10)]
)
def test_a_ranking_and_points_have_options(tmp_path, marks, kind, points):
    poll = poll_of(tmp_path, marks, OPTIONS)

    assert (poll.kind, poll.points) == (kind, points)
    assert [option.id for option in poll.options] == ["tea", "coffee"]


@pytest.mark.parametrize("kind", ["numeric", "text", "cloud"])
def test_numeric_text_and_cloud_polls_have_no_options(tmp_path, kind):
    poll = poll_of(tmp_path, f".poll .{kind}")

    assert (poll.kind, poll.options, poll.right) == (kind, [], None)


def test_points_seconds_anonymous_and_abstain_are_read_from_the_heading(tmp_path):
    poll = poll_of(tmp_path, ".poll .points points=20 seconds=90 .anonymous .abstain", OPTIONS)

    assert (poll.points, poll.seconds, poll.is_anonymous, poll.may_abstain) == (20, 90, True, True)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("23", RightNumber(23, 0)),
        ("23 ± 3", RightNumber(23, 3)),
        ("2,5 +/- 0,25", RightNumber(2.5, 0.25)),
        ("−4", RightNumber(-4, 0)),
    ],
)
def test_a_numeric_quiz_has_a_right_number_and_an_optional_tolerance(tmp_path, typed, right):
    poll = poll_of(tmp_path, ".quiz .numeric", f"- [x] {typed}", "Why: it was counted.")

    assert (poll.right, poll.options) == (right, [])


def test_right_number_is_not_in_the_labels_for_participants(tmp_path):
    poll = poll_of(tmp_path, ".quiz .numeric", "- [x] 23 ± 3", "Why: it was counted.")

    assert poll.text["en"].labels == {}


def test_a_numeric_quiz_survives_a_json_round_trip(tmp_path):
    poll_of(tmp_path, ".quiz .numeric seconds=30", "- [x] 23 ± 3", "Why: it was counted.")
    module = read_module(tmp_path / "demo")

    assert from_json(to_json(module)) == module


@pytest.mark.parametrize(
    ("marks", "text", "message"),
    [
        (".quiz .ranking", OPTIONS, "`.ranking` has no right answer"),
        (".quiz .cloud", "", "`.cloud` has no right answer"),
        (".poll .ranking .points", OPTIONS, "this poll is both `.ranking` and `.points`"),
        (".scale .ranking", "- [ ] No {#1}\n- [ ] Yes {#2}", "`.ranking` means nothing on a scale"),
        (".poll .ranking", "", "a poll has 2 to 20 options, this one has 0"),
        (".poll .text", OPTIONS, "a poll that is `.text` has no options"),
        (".poll .numeric", "- [x] 23", "a poll that is `.numeric` has no options"),
        (".quiz .numeric", "", "this quiz has no right number"),
        (".quiz .numeric", "- [x] many", "“many” is not understood as the right number"),
        (".quiz .numeric", "- [ ] 23", "“23” is not understood as the right number"),
        (".quiz .numeric", "- [x] 23 {#a}", "“23” is not understood as the right number"),
        (".quiz .numeric", "- [x] ٢٣", "“٢٣” is not understood as the right number"),
        (".quiz .numeric", "- [x] 23\n- [x] 24", "a second number cannot be right"),
        (".poll .points points=1", OPTIONS, "`points=1` cannot be shared out"),
        (".poll .points points=ten", OPTIONS, "`points=ten` cannot be shared out"),
        (".poll .single points=10", OPTIONS, "`points=` means nothing on this slide"),
        (".poll .single seconds=4", OPTIONS, "`seconds=4` is no countdown"),
        (".poll .single seconds=1m", OPTIONS, "`seconds=1m` is no countdown"),
        ("seconds=30", "Text.", "`seconds=` means nothing without a poll"),
        (".anonymous", "Text.", "`.anonymous` means nothing without a poll"),
        (".abstain", "Text.", "`.abstain` means nothing without a poll"),
    ],
)
def test_each_mistake_is_reported_with_its_line_and_a_remedy(tmp_path, marks, text, message):
    written = slide(marks, text, "Why: so." if "quiz" in marks else "")

    problems = faults(write_module(tmp_path, en=written))

    assert message in [problem.message for problem in problems]
    problem = next(problem for problem in problems if problem.message == message)
    assert problem.severity == "error"
    assert problem.remedy
    assert line_of(written, "How much?") <= problem.line < line_of(written, "Note:")


def test_another_right_number_in_a_translation_is_an_error(tmp_path):
    english = slide(".quiz .numeric", "- [x] 23 ± 3", "Why: it was counted.")
    russian = english.replace("23 ± 3", "24 ± 3")

    [problem] = faults(write_module(tmp_path, en=english, ru=russian))

    assert problem.message == "in the first language another number is right"
    assert problem.line == line_of(russian, "24 ± 3")
    assert faults(write_module(tmp_path, en=english, ru=english)) == []


TRUE_OR_FALSE = "- [x] True {#true}\n- [ ] False {#false}"


def test_statement_has_two_options_with_fixed_ids_in_either_order(tmp_path):
    poll = poll_of(tmp_path, ".quiz .reasoned", TRUE_OR_FALSE, "Why: it was seen.")

    assert [(option.id, option.is_correct) for option in poll.options] == [
        ("true", True),
        ("false", False),
    ]
    (tmp_path / "other").mkdir()
    swapped = "- [ ] False {#false}\n- [ ] True {#true}"
    assert messages(tmp_path / "other", slide(".poll .reasoned", swapped)) == []


@pytest.mark.parametrize(
    "options",
    [
        "- [ ] Yes {#yes}\n- [ ] No {#no}",
        "- [ ] True {#true}",
        TRUE_OR_FALSE.replace("[x]", "[ ]") + "\n- [ ] Perhaps {#perhaps}",
        "",
    ],
)
def test_statement_with_other_options_is_an_error(tmp_path, options):
    assert messages(tmp_path, slide(".poll .reasoned", options)) == [
        "error: a poll that is `.reasoned` has the options `#true` and `#false` and no others"
    ]


def test_statement_can_be_a_variant_of_another(tmp_path):
    original = slide(".quiz .reasoned", TRUE_OR_FALSE, "Why: it was seen.")
    variant = original.replace("#much .quiz", "#more .quiz").replace("}\n", " variant=much}\n", 1)

    assert messages(tmp_path, f"{original}\n---\n\n{variant.split('Note:')[0]}") == []
