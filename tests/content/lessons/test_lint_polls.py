"""Lint on questions and their options: each fault planted, then mended."""

import pytest

from .making import faults, line_of, messages, quiz, write_module

TWO_OPTIONS = "- [ ] Tea {#tea}\n- [x] Coffee {#coffee}"
OPINION = "- [ ] Tea {#tea}\n- [ ] Coffee {#coffee}"


def opinion(text=OPINION, heading="Which? {#which .poll .single}"):
    return f"## {heading}\n\n{text}\n\nNote: Ask.\n"


def test_a_good_quiz_and_a_good_poll_have_no_faults(tmp_path):
    assert messages(tmp_path, quiz(TWO_OPTIONS)) == []
    assert messages(tmp_path, opinion()) == []


@pytest.mark.parametrize("kind", ["poll", "quiz"])
def test_a_poll_must_say_how_it_is_answered(tmp_path, kind):
    heading = f"Which? {{#which .{kind}}}"
    text = quiz(heading=heading) if kind == "quiz" else opinion(heading=heading)

    assert messages(tmp_path, text) == ["error: it does not say how it is answered"]
    assert messages(tmp_path, text.replace(f".{kind}", f".{kind} .several")) == []


def test_single_and_several_exclude_each_other(tmp_path):
    remarks = messages(tmp_path, quiz(heading="Which? {#which .quiz .single .several}"))

    assert remarks == ["error: this poll is both `.single` and `.several`"]


def test_poll_and_quiz_exclude_each_other(tmp_path):
    remarks = messages(tmp_path, quiz(heading="Which? {#which .quiz .poll .single}"))

    assert remarks == ["error: this slide is both `.quiz` and `.poll`"]


def test_single_alone_does_not_make_a_poll(tmp_path):
    remarks = messages(tmp_path, opinion("Text.", heading="Which? {#which .single}"))

    assert remarks == ["error: `.single` makes no poll alone"]


def test_an_option_needs_an_id(tmp_path):
    text = quiz("- [ ] Green tea\n- [x] Coffee {#coffee}")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "this option has no id"
    assert problem.remedy == "Write `{#green-tea}` behind it, the same in every language"
    assert problem.line == line_of(text, "Green tea")
    assert messages(tmp_path, quiz(TWO_OPTIONS)) == []


def test_a_duplicate_option_id_in_a_poll_is_an_error(tmp_path):
    text = quiz("- [ ] Tea {#tea}\n- [x] Coffee {#tea}")

    assert messages(tmp_path, text) == [
        f"error: the option `#tea` is already in line {line_of(text, 'Tea')}"
    ]


def test_an_option_id_with_capitals_is_an_error(tmp_path):
    remarks = messages(tmp_path, quiz("- [ ] Tea {#Tea}\n- [x] Coffee {#coffee}"))

    assert remarks == ["error: `#Tea` cannot be an id"]


def test_a_class_on_an_option_is_an_error(tmp_path):
    remarks = messages(tmp_path, quiz("- [ ] Tea {#tea .right}\n- [x] Coffee {#coffee}"))

    assert remarks == ["error: `.right` means nothing on an option"]


def test_a_quiz_needs_a_right_answer(tmp_path):
    assert messages(tmp_path, quiz(OPINION)) == ["error: this quiz has no right answer"]
    assert messages(tmp_path, quiz(TWO_OPTIONS)) == []


def test_a_single_choice_quiz_has_one_right_answer(tmp_path):
    both = TWO_OPTIONS.replace("[ ]", "[x]")

    remarks = messages(tmp_path, quiz(both))

    assert remarks == ["error: only one option may be chosen, but more are right"]
    assert messages(tmp_path, quiz(both, heading="Which? {#which .quiz .several}")) == []


def test_an_opinion_has_no_right_answer(tmp_path):
    assert messages(tmp_path, opinion(TWO_OPTIONS)) == [
        "error: an opinion poll has no right answer"
    ]
    assert messages(tmp_path, opinion(OPINION)) == []


def test_a_quiz_should_explain_its_answer(tmp_path):
    silent = quiz(TWO_OPTIONS).replace("Why: because.\n\n", "")

    assert messages(tmp_path, silent) == ["warning: this quiz does not explain its answer"]
    assert messages(tmp_path, quiz(TWO_OPTIONS, why="")) == [
        "warning: this quiz does not explain its answer"
    ]
    assert messages(tmp_path, quiz(TWO_OPTIONS)) == []


@pytest.mark.parametrize("count", [0, 1, 2, 20, 21])
def test_a_poll_has_two_to_twenty_options(tmp_path, count):
    options = "\n".join(f"- [ ] Option {n} {{#o{n}}}" for n in range(count))

    remarks = messages(tmp_path, opinion(options or "Text."))

    fault = f"error: a poll has 2 to 20 options, this one has {count}"
    assert remarks == ([] if 2 <= count <= 20 else [fault])


def test_an_option_over_two_hundred_characters_is_an_error(tmp_path):
    too_long = OPINION.replace("Tea", "Ш" * 201)

    assert messages(tmp_path, opinion(too_long)) == [
        "error: this option has 201 characters, at most 200 fit"
    ]
    assert messages(tmp_path, opinion(OPINION.replace("Tea", "Ш" * 200))) == []


def test_an_option_without_text_is_an_error(tmp_path):
    remarks = messages(tmp_path, opinion(OPINION.replace("Tea ", "")))

    assert remarks == ["error: this option has no text"]


@pytest.mark.parametrize("box", ["[х]", "[]", "[  ]", "[✓]", "[xx]"])
def test_a_malformed_checkbox_is_an_error(tmp_path, box):
    text = quiz(f"{TWO_OPTIONS}\n- {box} Milk {{#milk}}")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "this option is not understood"
    assert problem.line == line_of(text, "Milk")


def test_an_indented_option_is_an_error(tmp_path):
    text = quiz(f"{TWO_OPTIONS}\n\n    - [ ] Milk {{#milk}}")

    assert messages(tmp_path, text) == ["error: this option is not understood"]


def test_a_bullet_without_a_space_is_an_error(tmp_path):
    text = quiz(f"{TWO_OPTIONS}\n-[ ] Milk {{#milk}}")

    assert messages(tmp_path, text) == ["error: this option is not understood"]


def test_an_option_without_a_checkbox_is_an_error(tmp_path):
    text = quiz(f"{TWO_OPTIONS}\n- Milk {{#milk}}")

    assert messages(tmp_path, text)[0] == "error: this option has no box"
    assert messages(tmp_path, quiz(f"- Think first\n\n{TWO_OPTIONS}")) == []


@pytest.mark.parametrize("word", ["why:", "Why :", "**Why:**", "Почему:", "Неге:", "Пояснение:"])
def test_an_explanation_visible_before_the_vote_is_an_error(tmp_path, word):
    text = quiz(TWO_OPTIONS).replace("Why:", word)

    remarks = messages(tmp_path, text)

    assert "error: this looks like the explanation, but would be seen before the vote" in remarks


def test_an_option_below_the_explanation_or_notes_is_an_error(tmp_path):
    below_why = quiz(TWO_OPTIONS, why="because.\n\n- [ ] Milk {#milk}")
    below_notes = quiz(TWO_OPTIONS, notes="Ask.\n\n- [ ] Milk {#milk}")

    assert messages(tmp_path, below_why)[0] == (
        "error: this option stands behind `Why:`, so nobody can choose it"
    )
    assert messages(tmp_path, below_notes)[0] == (
        "error: this option stands in the speaker notes, so nobody can choose it"
    )


def test_a_picture_in_an_option_is_an_error(tmp_path):
    text = quiz("- [ ] ![Tea](tea.png) Tea {#tea}\n- [x] Coffee {#coffee}")

    assert messages(tmp_path, text) == ["error: titles and options are text only"]


def test_an_html_tag_in_an_option_is_an_error(tmp_path):
    text = quiz("- [ ] Fewer than <n> {#fewer}\n- [x] Coffee {#coffee}")

    assert messages(tmp_path, text) == ["error: `<n>` is not allowed and would be dropped"]
    assert messages(tmp_path, text.replace("<n>", "&lt;n>")) == []
