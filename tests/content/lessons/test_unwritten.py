"""Lint on placeholder texts, from a new module or from an import."""

import re

import pytest

from webinar.content.importing.writing import _TO_WRITE
from webinar.content.lessons.check_unwritten import MOULDS, REMINDERS
from webinar.kit.languages import LANGUAGES

from .making import faults, front_matter, slide, slides, write_module

UNWRITTEN_WARNING = "this says what to write here, and it is not written yet"


def unwritten(folder):
    return [fault.line for fault in faults(folder) if fault.message == UNWRITTEN_WARNING]


def test_a_placeholder_line_of_a_new_module_is_reported(tmp_path):
    text = slides(slide(), slide("two", text="- Write a line about what they will do here\n- Ours"))
    folder = write_module(tmp_path, en=text)

    [line] = unwritten(folder)

    lines = (folder / "en.md").read_text().splitlines()
    assert lines[line - 1] == "- Write a line about what they will do here"


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_found_in_each_language(tmp_path, language):
    """Every heading, option and instruction is a placeholder; points of a scale may stay."""
    mould = (MOULDS / f"{language}.md").read_text()
    (tmp_path / "talk").mkdir()
    (tmp_path / "talk" / f"{language}.md").write_text(mould.replace("{title}", "Talk"))

    placeholders = set(unwritten(tmp_path / "talk"))

    lines = enumerate(mould.splitlines(), 1)
    headings = {number for number, line in lines if line.startswith("## ")}
    assert headings <= placeholders
    assert len(placeholders) >= 35


def test_authors_own_words_are_not_placeholders(tmp_path):
    text = slide(title="Write it down", text="Ask for one word.\n\n1. Write the first letter")

    assert unwritten(write_module(tmp_path, en=text)) == []


@pytest.mark.parametrize("reminder", REMINDERS.values())
def test_a_slide_line_may_begin_like_an_imported_key(tmp_path, reminder):
    assert unwritten(write_module(tmp_path, en=slide(text=f"{reminder}your name"))) == []


def test_template_speaker_notes_are_not_placeholders(tmp_path):
    notes = re.search(r"^Note: (.*)$", (MOULDS / "en.md").read_text(), re.MULTILINE)[1]

    assert unwritten(write_module(tmp_path, en=slide(notes=notes))) == []


@pytest.mark.parametrize("language", _TO_WRITE)
def test_placeholders_of_an_import_are_reported(tmp_path, language):
    words = _TO_WRITE[language]
    front = front_matter(objectives=[words["objectives"]], licence=words["licence"])
    (tmp_path / "talk").mkdir()
    (tmp_path / "talk" / "en.md").write_text(front + slide())

    assert words["objectives"].startswith(REMINDERS[language])
    assert len(unwritten(tmp_path / "talk")) == 2
