"""The part of the notes that learners may read, and questions asked only in self-paced tests."""

import pytest

from webinar.content.editions.actions import keep_edition
from webinar.content.editions.content import notes, slides_in
from webinar.content.lessons.library import read_module

from .making import messages, quiz, slide, slides, write_module

pytestmark = pytest.mark.same_statements

NOTED_SLIDE = slide(
    "one", notes="Two minutes.\n\nStudy: Read this.\n\nAnd this.\n\nNote: Only you."
)


def test_learners_read_only_the_marked_part_of_the_notes(tmp_path):
    text = read_module(write_module(tmp_path, en=NOTED_SLIDE)).slides[0].text["en"]

    assert text.study_html == "<p>Read this.</p>\n<p>And this.</p>"
    assert "Only you" in text.notes_html
    assert "Two minutes" in text.notes_html
    assert "Read this" not in text.notes_html
    assert text.html == "<p>Text.</p>"


def test_text_for_learners_is_checked_on_slides_without_notes(tmp_path):
    text = "## Title {#one}\n\nShown.\n\nStudy: Read [this](term:one).\n"

    assert messages(tmp_path, text) == ["error: the glossary has no term `one`"]


def test_a_live_session_hides_text_for_learners_if_there_are_notes(db, tmp_path):
    module = read_module(write_module(tmp_path, en=NOTED_SLIDE))
    edition = db.write(lambda session: keep_edition(session, module))

    (note,) = notes(edition, "en")["notes"]
    (slide,) = slides_in(edition, "en")

    assert "Two minutes" in note["html"] and "Only you" in note["html"]
    assert "Read this" not in note["html"]
    assert "Read this" not in repr(slide)


def test_presenters_see_text_for_learners_if_there_are_no_notes(db, tmp_path):
    module = read_module(
        write_module(tmp_path, en="## Title {#one}\n\nShown.\n\nStudy: Read this.\n")
    )
    edition = db.write(lambda session: keep_edition(session, module))

    (note,) = notes(edition, "en")["notes"]

    assert note["html"] == "<p>Read this.</p>"


def test_an_empty_text_for_learners_is_a_warning(tmp_path):
    assert messages(tmp_path, slide("one", notes="Speak.\n\nStudy:")) == [
        "warning: the text for learners is empty"
    ]


def test_an_untranslated_text_for_learners_is_a_warning(tmp_path):
    assert messages(tmp_path, en=NOTED_SLIDE, ru=slide("one")) == [
        "warning: the text for learners is not translated"
    ]


def test_variants_go_into_the_bank_and_are_not_slides(tmp_path):
    text = slides(
        quiz("- [x] Tea {#1}\n- [ ] Coffee {#2}", "Which? {#which .quiz .single}"),
        quiz(
            "- [x] Water {#1}\n- [ ] Sand {#2}", "Which else? {#else .quiz .single variant=which}"
        ),
    )

    module = read_module(write_module(tmp_path, en=text))

    assert [slide.id for slide in module.slides] == ["which"]
    assert [(slide.id, slide.variant_of) for slide in module.bank] == [("else", "which")]
