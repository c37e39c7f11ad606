"""Lists that a presenter reveals item by item: which items they are, and what lint says of them."""

import pytest

from webinar.content.lessons.library import read_module
from webinar.content.lessons.reveal import html_so_far, mark_items

from .making import drafts, messages, quiz, slide, slides, write_module

LIST = "- Target\n- Test\n- Track"


def build_slide(folder):
    return read_module(folder).slide("one")


def revealed(text=LIST, marks="one .reveal"):
    return slide(marks, text)


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p>No list</p>", 0),
        ("<ul><li>a</li><li>b</li></ul>", 2),
        ("<ol><li>a</li></ol><p>and</p><ul><li>b</li></ul>", 2),
        ("<ul><li>a<ul><li>inner</li><li>inner</li></ul></li><li>b</li></ul>", 2),
        ('<div><ul><li class="big">a</li></ul><ol><li dir="rtl">b</li></ol></div>', 2),
        ('<svg viewBox="0 0 1 1"><line x1="0"></line></svg><ul><li>a</li></ul>', 1),
    ],
)
def test_items_of_the_outermost_lists_are_revealed(html, count):
    marked, found = mark_items(html)

    assert found == count == marked.count("<li data-reveal")
    assert marked.replace(" data-reveal", "") == html


def test_participants_see_the_items_that_are_revealed_so_far():
    html, _ = mark_items("<ul><li>a</li><li>b</li><li>c</li></ul>")

    some = html_so_far(html, 1)

    assert some.count("data-later") == 2
    assert "<li data-reveal>a</li><li data-reveal data-later>b</li>" in some
    assert html_so_far(html, 3) == html_so_far(html, None) == html


def test_slide_without_the_mark_reveals_nothing(tmp_path):
    built = build_slide(write_module(tmp_path, en=slide("one", LIST)))

    assert built.reveals == 0
    assert "data-reveal" not in built.text["en"].html


def test_slide_with_the_mark_reveals_the_same_items_in_each_language(tmp_path):
    texts = {"en": revealed(), "ru": revealed("1. Цель\n2. Проверка\n3. Учёт")}

    built = build_slide(write_module(tmp_path, **texts))

    assert built.reveals == 3
    assert [text.html.count("data-reveal") for text in built.text.values()] == [3, 3]


def test_authors_cannot_set_the_servers_mark(tmp_path):
    text = slide("one", "<ul><li data-reveal>a</li></ul>")

    assert messages(tmp_path, text) == ["error: `data-reveal` is not allowed and would be dropped"]


def test_group_work_may_reveal_its_list(tmp_path):
    text = "## A case {#case .scenario .reveal}\n\n- One\n\nHandout: It.\n\nNote: Talk.\n"

    assert messages(tmp_path, text) == []


def test_slide_without_a_list_cannot_reveal_it(tmp_path):
    fault = "error: `.reveal` finds no list on this slide"

    assert messages(tmp_path, revealed("Text.")) == [fault]
    assert messages(tmp_path, revealed()) == []


@pytest.mark.parametrize(
    "text",
    [
        quiz(heading="Which? {#which .quiz .single .reveal}"),
        drafts(marks="#drafts .steps .reveal"),
        slide("pause .break .reveal", LIST),
    ],
)
def test_slide_that_shows_all_at_once_reveals_nothing(tmp_path, text):
    assert messages(tmp_path, text) == ["error: `.reveal` means nothing on this slide"]


def test_translation_has_as_many_items_to_reveal(tmp_path):
    shorter = slides(slide("first"), revealed("- Цель\n- Проверка"))
    longer = slides(slide("first"), revealed())

    assert messages(tmp_path, en=longer, ru=shorter) == [
        "error: this slide reveals 2 items, in the first language 3"
    ]


def test_translation_repeats_the_mark(tmp_path):
    assert messages(tmp_path, en=revealed(), ru=slide("one", LIST)) == [
        "error: the heading says another kind of slide than in the first language"
    ]
