"""Lint on the syntax of other programs: each kind planted, and lookalikes that must pass."""

import pytest

from .making import faults, line_of, messages, quiz, slide, slides, write_module


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The area is $a^2$.", "$a^2$"),
        ("$$\nE = mc^2\n$$", "$$"),
        ("```mermaid\ngraph LR\n```", "mermaid"),
        ("Shown by a study.[^1]", "[^1]"),
        ("::: {.callout-note}\nText.\n:::", ":::"),
        (":::: {.columns}\nText.\n::::", "::::"),
        ("Left.\n\n::right::\n\nRight.", "::right::"),
        ("First.\n\n. . .\n\nThen.", ". . ."),
        ("[( )] wrong\n[(X)] right", "[( )]"),
        ("The capital is [[Paris]].", "[[Paris]]"),
        ("!?[film](https://example.org/film)", "!?["),
        ("![bg right:40%](map.png)", "![bg right:40%]"),
        ("This is ~~wrong~~ right.", "~~wrong~~"),
        ("Drink H~2~O.", "~2~"),
        ("The area is x^2^.", "^2^"),
        ("This is ==marked==.", "==marked=="),
        ("Well done :smile:", ":smile:"),
        ("Risk\n: what raises the chance", ":"),
        ("{: .big }\nLarge words.", "{: .big }"),
    ],
)
def test_syntax_of_another_program_is_a_warning(tmp_path, text, sign):
    folder = write_module(tmp_path, en=slide(text=text), images={"map.png": b"\x89PNG\r\n\x1a\n"})

    warnings = [fault for fault in faults(folder) if "another program" in fault.message]

    assert warnings[0].message == f"`{sign}` looks like a sign of another program"
    assert warnings[0].severity == "warning"
    assert warnings[0].line == line_of(slide(text=text), text.splitlines()[0]) or "\n" in text


@pytest.mark.parametrize(
    "text",
    [
        "From $5 to $6 a day, or 10 $ and 20 $.",
        "At 10:30:15, in the ratio 1:2:3.",
        "`$a^2$`, `~~this~~` and `:smile:` are shown as they are.",
        "```\n$$ ::: :smile:\n```",
        "About ~100 of ~200 people, 2^3, a == b.",
        "Large words.\n{: .big }",
        "> [!NOTE]\n> Text.",
        "An [address](https://example.org/a:b:c) and <https://example.org/~me/~you>.",
        "Note: what follows is said.",
    ],
)
def test_lookalikes_of_foreign_syntax_are_accepted(tmp_path, text):
    assert not [
        message for message in messages(tmp_path, slide(text=text)) if "another program" in message
    ]


def test_a_bare_address_is_reported_as_not_a_link(tmp_path):
    text = slide(text="More at https://example.org/more.")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "`https://example.org/more` is not a link"
    assert problem.remedy == "Write `<https://example.org/more>`"
    mended = slide(text="More at <https://example.org/more>, or [there](https://example.org/a).")
    assert messages(tmp_path, mended) == []


@pytest.mark.parametrize("part", ["title", "why", "study"])
def test_foreign_syntax_is_found_in_titles_explanations_and_study_texts(tmp_path, part):
    text = {
        "title": slide(title="What is ~~this~~?"),
        "why": quiz(why="because of ==this==."),
        "study": slide(notes="Speak.\n\nStudy: Read ==this==."),
    }[part]

    [remark] = messages(tmp_path, text)

    assert "looks like a sign of another program" in remark


def test_foreign_syntax_in_speaker_notes_is_ignored(tmp_path):
    assert messages(tmp_path, slide(notes="Say :smile: and ==wait==.")) == []


def test_speaker_notes_in_another_programs_syntax_are_an_error(tmp_path):
    text = slide(text="Text.\n\n???\n\nAsk who has met the boy.")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "this looks like speaker notes, but participants would see it"
    assert (problem.severity, problem.line) == ("error", line_of(text, "???"))


def test_three_question_marks_in_a_sentence_are_not_notes(tmp_path):
    assert messages(tmp_path, slide(text="Really???")) == []


@pytest.mark.parametrize("link", ["other.md", "./map.png", "../talk/en.md", "/rooms", "#next", ""])
def test_a_relative_link_is_an_error(tmp_path, link):
    text = slide(text=f"Read [this]({link}).")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == f"the link `{link}` leads nowhere"
    assert problem.severity == "error"
    assert problem.remedy.startswith("Link to an https:// address")


@pytest.mark.parametrize("link", ["https://example.org/a.md", "mailto:a@example.org"])
def test_an_absolute_link_is_accepted(tmp_path, link):
    assert messages(tmp_path, slide(text=f"Read [this]({link}).")) == []


@pytest.mark.parametrize("language", ["uz", "de", "ky"])
def test_a_language_missing_from_the_interface_is_a_warning(tmp_path, language):
    remarks = messages(tmp_path, en=slide(), **{language: slide()})

    assert remarks == [f"warning: no reader can choose the language `{language}`"]


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_interface_languages_are_accepted(tmp_path, language):
    assert messages(tmp_path, **{language: slides(slide())}) == []
