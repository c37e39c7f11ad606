"""Parsing Markdown into slides, options, explanations and notes."""

import pytest

from webinar.content.lessons.marks import split_marks
from webinar.content.lessons.parse import parse_text
from webinar.content.lessons.problems import Report

from .making import front_matter, line_of, messages, quiz, slide, slides


def parse(text):
    return parse_text(front_matter() + text, Report("en.md")).slides


def text_of(lines):
    return "\n".join(line.text for line in lines).strip()


def test_slides_are_separated_by_three_dashes():
    first, second = parse(slides(slide("one"), slide("two")))

    assert (first.id, second.id) == ("one", "two")
    assert text_of(second.body) == "Text."
    assert text_of(second.notes) == "Speak."


@pytest.mark.parametrize("line", ["---", "---  ", "   ---", "---\t"])
def test_a_separator_may_have_white_space_around_it(line):
    assert len(parse(f"{slide('one')}\n{line}\n\n{slide('two')}")) == 2


@pytest.mark.parametrize("line", ["----", "- - -", "***", "    ---", "--- x"])
def test_similar_lines_are_not_separators(line):
    assert len(parse(f"## One {{#one}}\n\n{line}\n\nText.\n")) == 1


def test_dashes_in_a_code_block_are_not_a_separator():
    [parsed] = parse(
        "## Code {#code}\n\n```yaml\n---\nNote: this is code\n---\n```\n\nNote: this is not\n"
    )

    assert "Note: this is code" in text_of(parsed.body)
    assert text_of(parsed.notes) == "This is not"


def test_empty_parts_at_either_end_are_not_slides():
    assert len(parse(f"---\n\n{slide()}\n---\n")) == 1


def test_the_heading_gives_title_id_and_kind():
    [parsed] = parse("## Which *one*? {#which-one .quiz .several}\n")

    assert parsed.title == "Which *one*?"
    assert parsed.id == "which-one"
    assert parsed.marks.classes == ("quiz", "several")
    assert parsed.is_poll and parsed.is_quiz


def test_closing_hashes_of_a_heading_are_dropped_and_others_kept():
    first, second = parse(slides("## Closed ##\n", "## About C#\n"))

    assert (first.title, second.title) == ("Closed", "About C#")


@pytest.mark.parametrize(
    ("text", "rest", "ids", "classes", "unknown"),
    [
        ("A {#a}", "A", ("a",), (), ()),
        ("A {: #a .b}", "A", ("a",), ("b",), ()),
        ("A{#a}", "A", ("a",), (), ()),
        ("A {#a #b}", "A", ("a", "b"), (), ()),
        ("A {#a quiz}", "A", ("a",), (), ("quiz",)),
        ("A {.quiz}", "A", (), ("quiz",), ()),
        ("A {braces}", "A {braces}", (), (), ()),
        ("A {}", "A {}", (), (), ()),
        ("{a} A {#a}", "{a} A", ("a",), (), ()),
        ("A }", "A }", (), (), ()),
        ("", "", (), (), ()),
    ],
)
def test_marks_are_split_off_the_end(text, rest, ids, classes, unknown):
    left, marks = split_marks(text)

    assert left == rest
    assert (marks.ids, marks.classes, marks.unknown) == (ids, classes, unknown)


def test_a_quiz_has_options_explanation_and_notes():
    [parsed] = parse(
        """## Which? {#which .quiz .single}

Think first.

- [ ] One **talk** {#talk}
- [x] A series {#lessons}
* [X] Another mark {#star}

Why: skills change.

More of it.

Note: Show of hands.

Two minutes.
"""
    )

    assert text_of(parsed.body) == "Think first."
    assert [(option.id, option.is_correct) for option in parsed.options] == [
        ("talk", False),
        ("lessons", True),
        ("star", True),
    ]
    assert parsed.options[0].label == "One **talk**"
    assert text_of(parsed.why) == "Skills change.\n\nMore of it."
    assert text_of(parsed.notes) == "Show of hands.\n\nTwo minutes."


@pytest.mark.parametrize(
    ("written", "capitalised"),
    [
        ("because.", "Because."),
        ("[selective](term:selective) means …", "[Selective](term:selective) means …"),
        ("*d* = 0.02", "*d* = 0.02"),
    ],
)
def test_an_explanation_is_capitalised_even_if_it_begins_with_a_term(written, capitalised):
    [parsed] = parse(quiz(why=written))

    assert text_of(parsed.why) == capitalised


def test_options_know_their_lines():
    text = quiz()

    [parsed] = parse(text)

    assert [option.line for option in parsed.options] == [
        line_of(text, "Tea"),
        line_of(text, "Coffee"),
    ]


def test_an_option_may_be_wrapped():
    [parsed] = parse(quiz("- [ ] A long\n  option {#long}\n- [x] Another\nlong one\n{#other}"))

    assert [option.label for option in parsed.options] == ["A long option", "Another long one"]
    assert [option.id for option in parsed.options] == ["long", "other"]


def test_text_after_the_options_is_shown_with_the_question():
    [parsed] = parse(quiz("- [x] Tea {#tea}\n- [ ] Coffee {#coffee}\n\nChoose one."))

    assert text_of(parsed.body) == "Choose one."


def test_blank_lines_between_options_are_allowed():
    [parsed] = parse(quiz("- [x] Tea {#tea}\n\n- [ ] Coffee {#coffee}"))

    assert [option.id for option in parsed.options] == ["tea", "coffee"]


def test_tabs_may_follow_the_bullet():
    [parsed] = parse(quiz("-\t[x]\tTea {#tea}\n-\t[ ]\tCoffee {#coffee}"))

    assert [option.label for option in parsed.options] == ["Tea", "Coffee"]


def test_a_checkbox_in_a_code_block_is_not_an_option():
    [parsed] = parse(quiz("```\n- [x] Code\n```\n\n- [x] Tea {#tea}"))

    assert [option.id for option in parsed.options] == ["tea"]


def test_why_is_an_ordinary_word_outside_polls():
    [parsed] = parse(slide(text="Why: because."))

    assert text_of(parsed.body) == "Why: because."
    assert parsed.why == []


@pytest.mark.parametrize("start", ["Note: ", "Note:", "  Note: ", "\tNote: ", "      Note:"])
def test_notes_begin_at_any_line_that_starts_with_note(start):
    [parsed] = parse(f"## Title {{#title}}\n\nText.\n{start}secret\n\nMore secret.\n")

    assert text_of(parsed.body) == "Text."
    assert text_of(parsed.notes) == "Secret\n\nMore secret."


def test_everything_after_the_notes_belongs_to_them():
    [parsed] = parse(quiz(notes="Ask.\n\nWhy: not this.\n\n- [ ] Nor this {#this}"))

    assert len(parsed.options) == 2
    assert text_of(parsed.why) == "Because."
    assert "Nor this" in text_of(parsed.notes)


def test_windows_line_endings_and_a_byte_order_mark_are_read(tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    text = front_matter() + slides(slide(), quiz())
    (folder / "en.md").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    assert messages(tmp_path) == []


def test_a_slide_without_a_heading_is_still_parsed():
    [parsed] = parse("Text first.\n\nNote: Speak.\n")

    assert parsed.level == 0
    assert text_of(parsed.body) == "Text first."
    assert text_of(parsed.notes) == "Speak."
