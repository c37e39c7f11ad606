"""Marks in braces, with pairs such as `minutes=2`."""

import pytest

from webinar.content.lessons.marks import split_marks

from .making import faults, line_of, messages, quiz, slide, write_module


@pytest.mark.parametrize(
    ("text", "rest", "values", "unknown"),
    [
        ("A {#a minutes=2}", "A", {"minutes": "2"}, ()),
        ("A {#a minutes=2 days=3}", "A", {"minutes": "2", "days": "3"}, ()),
        ("A {minutes=2 #a}", "A", {"minutes": "2"}, ()),
        ("A {.quiz minutes=2}", "A", {"minutes": "2"}, ()),
        ("A {#a minutes=}", "A", {"minutes": ""}, ()),
        ("A {#a minutes=1 minutes=2}", "A", {"minutes": "2"}, ()),
        ("A {#a minutes = 2}", "A", {"": ""}, ("minutes", "2")),
        ("A {#a x=y=z}", "A", {"x": "y=z"}, ()),
        ("A {minutes=2}", "A {minutes=2}", {}, ()),
        ("A {#a\u2003minutes=2}", "A", {"minutes": "2"}, ()),
    ],
)
def test_key_value_pairs_are_read_beside_the_id(text, rest, values, unknown):
    left, marks = split_marks(text)

    assert left == rest
    assert dict(marks.values) == values
    assert marks.unknown == unknown


@pytest.mark.parametrize("pair", ["days=3", "Minutes=3", "style=x", "onclick=alert(1)", "minute=3"])
def test_an_unknown_pair_on_a_heading_is_an_error(tmp_path, pair):
    text = slide("one", title="Title").replace("{#one}", f"{{#one {pair}}}")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == f"`{pair.partition('=')[0]}` in the braces means nothing"
    assert problem.severity == "error"
    assert problem.line == line_of(text, "## Title")


@pytest.mark.parametrize("pair", ["minutes=2", "days=3"])
def test_a_pair_on_an_option_is_an_error(tmp_path, pair):
    text = quiz(f"- [ ] Tea {{#tea {pair}}}\n- [x] Coffee {{#coffee}}")

    name = pair.partition("=")[0]
    assert messages(tmp_path, text) == [f"error: `{name}` in the braces means nothing"]


@pytest.mark.parametrize(
    "mark", ["{#stray}", "{#stray days=30}", "{: #stray .big}", "{#stray .poll minutes=2}"]
)
def test_marks_in_the_middle_of_a_slide_are_an_error(tmp_path, mark):
    text = slide(text=f"Text.\n\nSome words {mark}")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == ("only the heading of a slide and the options of a poll have an id")
    assert problem.line == line_of(text, "Some words")
    assert messages(tmp_path, text.replace(mark, f"`{mark}`")) == []


@pytest.mark.parametrize(
    ("marks", "first", "second"),
    [
        (".poll .quiz .single", "poll", "quiz"),
        (".scale .poll", "scale", "poll"),
        (".scenario .steps", "scenario", "steps"),
        (".quiz .single .scenario", "quiz", "scenario"),
        (".quiz .single .break", "quiz", "break"),
    ],
)
def test_a_slide_of_two_kinds_is_an_error(tmp_path, marks, first, second):
    text = quiz(heading=f"Which? {{#which {marks}}}")

    problem = faults(write_module(tmp_path, en=text))[0]

    assert problem.message == f"this slide is both `.{first}` and `.{second}`"
    assert problem.remedy == "Keep one: a slide is of one kind"
    assert (problem.severity, problem.line) == ("error", line_of(text, "## Which"))


def test_a_mistyped_kind_names_the_nearest(tmp_path):
    problems = faults(write_module(tmp_path, en=slide().replace("#one", "#one .scenari")))

    assert problems[0].message == "`.scenari` means nothing on a heading"
    assert problems[0].remedy == "Write `.scenario`"
