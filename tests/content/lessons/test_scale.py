"""Scales, whose points are consecutive whole numbers."""

import pytest

from webinar.content.lessons.library import read_module

from .making import faults, line_of, messages, write_module


def scale(*ids, marks=".scale", box="[ ]", more=""):
    points = "\n".join(f"- {box} Point {{#{point}}}" for point in ids)
    return f"## How sure? {{#sure {marks}}}\n\n{points}\n\n{more}Note: Ask.\n"


@pytest.mark.parametrize("ids", [("1", "2"), ("0", "1", "2"), tuple("12345"), ("9", "10", "11")])
def test_consecutive_points_make_a_scale(tmp_path, ids):
    assert messages(tmp_path, scale(*ids)) == []

    poll = read_module(tmp_path / "demo").slides[0].poll

    assert (poll.kind, poll.is_quiz) == ("scale", False)
    assert [option.id for option in poll.options] == list(ids)


@pytest.mark.parametrize(
    ("ids", "wrong"),
    [
        (("1", "3"), "3"),
        (("2", "1"), "1"),
        (("1", "low"), "low"),
        (("low", "high"), "low"),
        (("low", "1", "2"), "low"),
        (("01", "02"), "01"),
        (("1", "2e0"), "2e0"),
        (("1", "2", "9" * 70), "9" * 70),
        (("1000", "1001"), "1000"),
    ],
)
def test_other_points_are_an_error(tmp_path, ids, wrong):
    text = scale(*ids)

    problem = faults(write_module(tmp_path, en=text))[0]

    assert problem.message == f"`#{wrong}` is not the next point of this scale"
    assert problem.remedy.startswith("Number the points one after the other")
    assert (problem.severity, problem.line) == ("error", line_of(text, f"{{#{wrong}}}"))


@pytest.mark.parametrize(
    "ids", ["٣ ٤", "１ ２", "-1 0", "1.5 2.5", "² ³", "१ २", "9" * 5000 + " 1"]
)
def test_points_in_other_digits_are_an_error(tmp_path, ids):
    remarks = messages(tmp_path, scale(*ids.split()))

    assert any("is not the next point of this scale" in message for message in remarks)
    assert any("cannot be an id" in message for message in remarks)


def test_a_duplicate_point_is_an_error(tmp_path):
    remarks = messages(tmp_path, scale("1", "1"))

    assert "error: `#1` is not the next point of this scale" in remarks


@pytest.mark.parametrize("kind", ["single", "several"])
def test_single_and_several_are_errors_on_a_scale(tmp_path, kind):
    text = scale("1", "2", marks=f".scale .{kind}")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == f"`.{kind}` means nothing on a scale"
    assert problem.line == line_of(text, "## How")


def test_a_scale_has_no_right_answer(tmp_path):
    assert messages(tmp_path, scale("1", "2", box="[x]"))[0] == (
        "error: an opinion poll has no right answer"
    )


def test_a_scale_needs_two_points(tmp_path):
    assert messages(tmp_path, scale("1")) == ["error: a poll has 2 to 20 options, this one has 1"]


def test_other_points_in_a_translation_are_an_error(tmp_path):
    remarks = messages(tmp_path, en=scale("1", "2"), ru=scale("0", "1"))

    assert "error: the first language has no option `#0` here" in remarks
    assert "error: the option `#2` is not translated" in remarks


def test_a_scale_cannot_become_a_poll_in_a_translation(tmp_path):
    remarks = messages(tmp_path, en=scale("1", "2"), ru=scale("1", "2", marks=".poll .single"))

    assert remarks == ["error: the heading says another kind of slide than in the first language"]
