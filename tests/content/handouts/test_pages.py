"""Slides on pages: none is separated from its heading, and none is cut off."""

import pytest

from tests.content.handouts.making import pages_of, printed, text_on
from tests.content.lessons.making import quiz, slide, slides, write_module

pytestmark = pytest.mark.any_python

both = pytest.mark.parametrize("audience", ["presenters", "participants"])


@both
def test_a_slide_is_on_the_same_page_as_its_heading(tmp_path, audience):
    texts = [
        slide(
            f"slide-{n}", f"Body-{n}a.\n\n{'Some more words. ' * 14 * n}\n\nBody-{n}z.", f"Head-{n}"
        )
        for n in range(1, 9)
    ]
    pages = pages_of(printed(write_module(tmp_path, en=slides(*texts)), audience=audience))

    for n in range(1, 9):
        (page,) = [text for text in pages if f"Body-{n}a" in text]
        assert f"Head-{n}" in page
        assert f"Body-{n}z" in page


@both
def test_a_question_is_on_the_same_page_as_its_options(tmp_path, audience):
    texts = [
        quiz(
            "\n".join(f"- [{'x' if k == 1 else ' '}] Option-{n}-{k} {{#o-{k}}}" for k in range(9)),
            heading=f"Question-{n} {{#q-{n} .quiz .single}}",
        )
        for n in range(7)
    ]
    pages = pages_of(printed(write_module(tmp_path, en=slides(*texts)), audience=audience))

    for n in range(7):
        (page,) = [text for text in pages if f"Option-{n}-0" in text]
        assert f"Question-{n}" in page
        assert f"Option-{n}-8" in page


@both
def test_a_slide_longer_than_a_page_continues_on_the_next(tmp_path, audience):
    body = "\n".join(f"- Item-{n}" for n in range(90))
    pdf = printed(write_module(tmp_path, en=slide(text=body)), audience=audience)

    text = text_on(pdf)
    assert all(f"Item-{n}" in text for n in range(90))
    assert len([text for text in pages_of(pdf) if "Item-" in text]) > 1


def test_long_notes_continue_on_the_next_page(tmp_path):
    notes = " ".join(f"word-{n}" for n in range(900))
    text = text_on(printed(write_module(tmp_path, en=slide(notes=notes)), audience="presenters"))

    assert all(f"word-{n}" in text for n in (1, 450, 899))
