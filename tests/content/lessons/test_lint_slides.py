"""Lint on outlines, ids and notes: each fault planted, then mended."""

import pytest

from webinar.content.lessons.problems import Severity

from .making import faults, front_matter, line_of, messages, quiz, slide, slides, write_module


def only_fault(tmp_path, text):
    [problem] = faults(write_module(tmp_path, en=text))
    return problem


def test_a_good_module_has_no_faults(tmp_path):
    assert messages(tmp_path, slides(slide(), quiz())) == []


def test_a_problem_names_file_line_and_remedy(tmp_path):
    text = slides(slide(), "## Second slide\n\nNote: Speak.\n")

    problem = only_fault(tmp_path, text)

    assert problem.file == str(tmp_path / "demo" / "en.md")
    assert problem.line == line_of(text, "## Second")
    assert problem.severity is Severity.ERROR
    assert problem.message == "this slide has no id"
    assert problem.remedy == "Write `{#second-slide}` behind it, the same in every language"


def test_a_slide_needs_an_id(tmp_path):
    assert messages(tmp_path, "## Title\n\nNote: x\n") == ["error: this slide has no id"]
    assert messages(tmp_path, "## Title {#title}\n\nNote: x\n") == []


def test_an_id_is_suggested_from_the_first_language(tmp_path):
    folder = write_module(tmp_path, en=slide("welcome"), ru="## Привет\n\nNote: x\n")

    remedies = [problem.remedy for problem in faults(folder)]

    assert "Write `{#welcome}` behind it, the same in every language" in remedies


@pytest.mark.parametrize("bad", ["Title", "two_words", "-a", "a--b", "заголовок", "a.b", "a" * 81])
def test_an_id_of_other_characters_is_an_error(tmp_path, bad):
    assert messages(tmp_path, slide(bad)) == [f"error: `#{bad}` cannot be an id"]
    assert messages(tmp_path, slide("two-words-2")) == []


def test_ids_of_spot_polls_are_reserved(tmp_path):
    assert messages(tmp_path, slide("spot-1")) == ["error: `#spot-1` is reserved"]
    assert messages(tmp_path, slide("spot-on")) == []


def test_a_duplicate_slide_id_is_an_error(tmp_path):
    text = slides(slide("one"), slide("one"))

    assert messages(tmp_path, text) == ["error: the slide `#one` is already in line 10"]
    assert messages(tmp_path, slides(slide("one"), slide("two"))) == []


def test_a_second_id_on_a_slide_is_an_error(tmp_path):
    assert messages(tmp_path, slide("a #b")) == ["error: this slide has two ids"]


def test_a_bare_word_in_the_braces_is_an_error(tmp_path):
    remarks = messages(tmp_path, quiz(heading="Which? {#which quiz .quiz .single}"))

    assert remarks == ["error: `quiz` in the braces means nothing"]


def test_an_unknown_class_names_the_nearest(tmp_path):
    problem = only_fault(tmp_path, slide("a .pol"))

    assert problem.message == "`.pol` means nothing on a heading"
    assert problem.remedy == "Write `.poll`"
    assert messages(tmp_path, slide("a")) == []


def test_a_slide_without_a_heading_is_an_error(tmp_path):
    remarks = messages(tmp_path, "Hello.\n\nNote: x\n")

    assert remarks == ["error: this slide does not begin with a heading"]


def test_a_slide_heading_has_two_hashes(tmp_path):
    remarks = messages(tmp_path, "### Title {#title}\n\nNote: x\n")

    assert remarks == ["error: a slide begins with a heading of two `#`"]
    assert messages(tmp_path, "# Title {#title}\n\nNote: x\n") == []


def test_an_empty_heading_is_an_error(tmp_path):
    assert messages(tmp_path, "## {#title}\n\nNote: x\n") == ["error: the heading is empty"]


@pytest.mark.parametrize(
    "separator", ["Text.\n\n## Two {#two}\n\nNote: x", "Note: x\n\n## Two {#two}"]
)
def test_two_slides_need_a_separator(tmp_path, separator):
    text = f"## One {{#one}}\n\n{separator}\n"

    assert messages(tmp_path, text)[0] == ("error: a second slide begins here without a separator")
    assert only_line(tmp_path, text) == line_of(text, "## Two")
    assert messages(tmp_path, slides(slide("one"), slide("two"))) == []


def only_line(tmp_path, text):
    return faults(write_module(tmp_path, en=text))[0].line


def test_a_separator_directly_below_text_is_a_warning(tmp_path):
    text = f"{slide('one').rstrip()}\n---\n\n{slide('two')}"

    [remark] = messages(tmp_path, text)

    assert remark.startswith("warning: other programs read this line as making a heading")
    assert messages(tmp_path, slides(slide("one"), slide("two"))) == []


def test_an_empty_slide_is_a_warning(tmp_path):
    text = f"{slide('one')}\n---\n\n---\n\n{slide('two')}"

    assert messages(tmp_path, text) == ["warning: an empty slide begins here"]


def test_notes_have_a_length_limit(tmp_path):
    text = slides(slide("one"), slide("two", notes="word " * 3300))

    problem = only_fault(tmp_path, text)

    assert problem.message == "this cannot be shown: it is longer than 16000 characters"
    assert problem.line == line_of(text, "Note: word")


def test_missing_notes_are_a_warning(tmp_path):
    assert messages(tmp_path, "## A {#a}\n\nText.\n") == [
        "warning: this slide has no speaker notes"
    ]
    assert messages(tmp_path, "## A {#a}\n\nText.\n\nNote:\n") == ["warning: the notes are empty"]
    assert messages(tmp_path, slide("a")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Notes: do not show",
        "note: do not show",
        "NOTE: do not show",
        "Note : do not show",
        "**Note:** do not show",
        "*Note*: do not show",
        "> Note: do not show",
        "- Note: do not show",
        "### Note: do not show",
        "Speaker notes: do not show",
        "Speaker's note: do not show",
        "Примечание: не показывать",
        "Примечания: не показывать",
        "Заметка: не показывать",
        "Ескерту: көрсетпеңіз",
        "Ескертпе : көрсетпеңіз",
        "Note： do not show",
        "The end. Note: do not show",
        "| a | Note: do not show |",
        "```\nNote: do not show\n```",
    ],
)
def test_mistyped_notes_that_participants_would_see_are_an_error(tmp_path, line):
    remarks = messages(tmp_path, slide(text=f"Text.\n\n{line}"))

    assert len(remarks) == 1
    assert remarks[0].startswith("error: ")
    assert remarks[0].endswith("participants would see it")
    assert messages(tmp_path, slide(text="Text.", notes="do not show")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Notebooks are allowed: bring one",
        "Write `Note:` before what you say",
        "Take note of this: it matters",
        "Заметно: больше людей",
        "```\n Note: an example\n```",
        "**Limits they admit:** few",
    ],
)
def test_ordinary_text_is_not_mistaken_for_notes(tmp_path, line):
    assert messages(tmp_path, slide(text=line)) == []


@pytest.mark.parametrize("place", ["why", "title", "option"])
def test_mistyped_notes_are_found_in_every_public_part(tmp_path, place):
    texts = {
        "why": quiz(why="because.\nNotes: secret"),
        "title": quiz(heading="Which? Note: secret {#which .quiz .single}"),
        "option": quiz("- [ ] Tea Note: secret {#tea}\n- [x] Coffee {#coffee}"),
    }

    [remark] = messages(tmp_path, texts[place])

    assert remark.endswith("participants would see it")
    assert messages(tmp_path, quiz()) == []


def test_an_explanation_after_the_notes_is_an_error(tmp_path):
    text = "## A? {#a .quiz .single}\n\n- [ ] B {#b}\n- [x] C {#c}\n\nNote: x\n\nWhy: y\n"

    remarks = messages(tmp_path, text)

    assert "error: `Why:` stands in the speaker notes, so participants never see it" in remarks


def test_options_outside_a_poll_are_an_error(tmp_path):
    remarks = messages(tmp_path, slide(text="- [ ] One\n- [x] Two"))

    assert remarks == ["error: there is an option, but the slide is not a poll"] * 2
    assert messages(tmp_path, slide(text="- [One](https://example.org)\n- Two")) == []


def test_a_module_without_slides_is_an_error(tmp_path):
    assert messages(tmp_path, front_matter()) == ["error: there are no slides"]


def test_all_faults_of_a_file_are_reported_in_line_order(tmp_path):
    text = slides("## One\n\nNote: x\n", slide("Two"), "## Three {#three}\n")

    lines = [problem.line for problem in faults(write_module(tmp_path, en=text))]

    assert lines == [line_of(text, "## One"), line_of(text, "{#Two}"), line_of(text, "## Three")]
