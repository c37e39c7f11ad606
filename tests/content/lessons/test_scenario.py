"""Group work: slides with a hand-out for each group."""

import pytest

from webinar.content.lessons.library import read_module

from .making import faults, line_of, messages, scenario, slide, slides, write_module


def read(tmp_path, text):
    assert messages(tmp_path, text) == []
    return read_module(tmp_path / "demo").slides[0]


def test_hand_out_is_separate_from_slide_and_notes(tmp_path):
    slide = read(tmp_path, scenario("**The story.** Once.\n\n1. Who?\n2. Why?"))

    text = slide.text["en"]
    assert slide.is_scenario and slide.is_interactive
    assert text.html == "<p>Talk.</p>"
    assert text.handout_html == (
        "<p><strong>The story.</strong> Once.</p>\n<ol>\n<li>Who?</li>\n<li>Why?</li>\n</ol>"
    )
    assert text.notes_html == "<p>Walk round.</p>"


def test_hand_out_text_may_begin_on_the_next_line(tmp_path):
    text = scenario().replace("Handout: The", "Handout:\n\nThe")

    assert read(tmp_path, text).text["en"].handout_html == "<p>The story.</p>"


def test_handout_keyword_in_a_code_block_is_ignored(tmp_path):
    text = scenario(text="```\nHandout: code\n```")

    texts = read(tmp_path, text).text["en"]

    assert "Handout: code" in texts.html
    assert texts.handout_html == "<p>The story.</p>"


@pytest.mark.parametrize("handout", ["", "   ", "\n\n"])
def test_group_work_without_a_hand_out_is_an_error(tmp_path, handout):
    text = scenario(handout)

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "this group work has no hand-out"
    assert problem.remedy == "Write what each group gets on paper behind `Handout:`, above `Note:`"
    assert (problem.severity, problem.line) == ("error", line_of(text, "## A case"))


@pytest.mark.parametrize(
    "word", ["Handout:", "Hand-out:", "handouts:", "**Handout:**", "Раздаточный материал:"]
)
def test_a_hand_out_on_another_slide_is_an_error(tmp_path, word):
    text = slide(text=f"Text.\n\n{word} the story")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "there is a hand-out, but the slide is not group work"
    assert problem.remedy == "Write `.scenario` on the heading"
    assert (problem.severity, problem.line) == ("error", line_of(text, word))


def test_a_hand_out_after_the_notes_belongs_to_them(tmp_path):
    text = "## A {#a .scenario}\n\nTalk.\n\nNote: Speak.\n\nHandout: The story.\n"

    assert messages(tmp_path, text) == ["error: this group work has no hand-out"]


@pytest.mark.parametrize("fault", ["Notes: secret", "Say it. Note: secret"])
def test_notes_in_a_hand_out_are_an_error(tmp_path, fault):
    [problem] = faults(write_module(tmp_path, en=scenario(f"The story.\n\n{fault}")))

    assert "participants would see it" in problem.message


def test_a_hand_out_has_its_own_size_limit(tmp_path):
    heavy = " ".join(["word"] * 812)

    assert messages(tmp_path, scenario(heavy[:4089], text=heavy[:4000])) == []
    assert messages(tmp_path, scenario("a" * 4090)) == [
        "error: this hand-out has 4097 bytes of HTML, at most 4096 fit"
    ]


def test_html_and_pictures_in_a_hand_out_are_checked(tmp_path):
    assert messages(tmp_path, scenario("<script>x</script>")) == [
        "error: `<script>` is not allowed and would be dropped"
    ]
    assert messages(tmp_path, scenario("![A map](map.png)")) == [
        "error: there is no picture `map.png`"
    ]


@pytest.mark.parametrize(
    ("english", "russian", "message"),
    [
        (scenario(), scenario("").replace("Handout: \n", ""), "has a hand-out"),
        (scenario("").replace("Handout: \n", ""), scenario(), "has no hand-out"),
    ],
)
def test_a_hand_out_in_only_some_languages_is_an_error(tmp_path, english, russian, message):
    problems = faults(write_module(tmp_path, en=english, ru=russian))

    assert f"in the first language this slide {message}" in [
        problem.message for problem in problems
    ]


def test_a_second_hand_out_continues_the_first(tmp_path):
    text = slides(scenario("One.\n\nHandout: Two."))

    assert read(tmp_path, text).text["en"].handout_html == "<p>One.</p>\n<p>Two.</p>"
