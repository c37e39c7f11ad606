"""Markdown, mostly lists, that renders here as it does on a code forge."""

import pytest

from webinar.content.lessons.render import render


def shape(source):
    """The HTML without line breaks and paragraphs."""
    html = render(source).html
    for noise in ("\n", "<p>", "</p>"):
        html = html.replace(noise, "")
    return html


TWO_LEVELS = "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"


@pytest.mark.parametrize(
    "source",
    [
        "- a\n  - b\n  - c\n- d",
        "- a\n    - b\n    - c\n- d",
        "* a\n\t* b\n\t* c\n* d",
        "-   a\n    -   b\n    -   c\n-   d",
        "- a\n   - b\n   - c\n- d",
    ],
)
def test_any_indentation_nests_a_list(source):
    assert shape(source) == TWO_LEVELS


def test_three_levels_of_bullets_are_nested():
    assert shape("- a\n  - b\n    - c\n- d") == (
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"
    )


def test_bullets_nest_under_numbers():
    assert shape("1. a\n   - b\n2. c\n   - d") == (
        "<ol><li>a<ul><li>b</li></ul></li><li>c<ul><li>d</li></ul></li></ol>"
    )


def test_a_list_needs_no_empty_line_above():
    assert shape("Text:\n- a\n- b") == "Text:<ul><li>a</li><li>b</li></ul>"
    assert shape("Text:\n1. a\n2. b") == "Text:<ol><li>a</li><li>b</li></ol>"


def test_a_number_at_the_start_of_a_prose_line_does_not_start_a_list():
    assert shape("It began in\n1994. Then") == "It began in1994. Then"


def test_a_list_may_begin_at_another_number():
    assert shape("3. a\n4. b") == '<ol start="3"><li>a</li><li>b</li></ol>'


def test_numbers_with_a_bracket_make_a_list():
    assert shape("1) a\n2) b") == "<ol><li>a</li><li>b</li></ol>"


def test_another_kind_of_bullet_starts_a_new_list():
    assert shape("- a\n1. b") == "<ul><li>a</li></ul><ol><li>b</li></ol>"


def test_an_item_continues_on_the_next_line():
    assert shape("- a\n  b\n- c\nd") == "<ul><li>a    b</li><li>c    d</li></ul>"


def test_an_item_may_have_a_second_paragraph():
    assert shape("- a\n\n  b\n\n- c") == "<ul><li>ab</li><li>c</li></ul>"


def test_text_below_a_list_does_not_belong_to_it():
    assert shape("- a\n\nText") == "<ul><li>a</li></ul>Text"
    assert shape("- a\n  - b\n\nText") == "<ul><li>a<ul><li>b</li></ul></li></ul>Text"


def test_a_heading_below_a_list_does_not_belong_to_it():
    assert shape("- a\n### Part") == "<ul><li>a</li></ul><h3>Part</h3>"


def test_a_table_needs_no_empty_line_above():
    assert "<table>" in shape("Text:\n| a |\n|---|\n| b |")


def test_three_stars_are_a_rule_and_not_an_item():
    assert shape("a\n\n* * *\n\nb") == "a<hr>b"


def test_indented_text_is_not_code():
    assert shape("a\n\n    b") == "ab"


def test_a_minus_sign_in_prose_does_not_start_a_list():
    assert shape("a\n-b\n5 - 3") == "a-b5 - 3"
