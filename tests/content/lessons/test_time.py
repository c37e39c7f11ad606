"""Planned minutes, and activities that are frequent enough."""

import pytest

from webinar.content.lessons.library import read_module

from .making import (
    drafts,
    faults,
    front_matter,
    line_of,
    messages,
    quiz,
    scenario,
    slide,
    slides,
    write_module,
)

QUIET_WARNING = "over 10 minutes there is nothing to do"


def timed(text, minutes):
    """The slide with minutes on its heading."""
    heading, _, rest = text.partition("\n")
    return f"{heading[:-1]} minutes={minutes}}}\n{rest}"


def lesson(*pairs, total=None):
    """A file whose front matter has the sum of the minutes, or `total`."""
    total_minutes = sum(minutes for _, minutes in pairs) if total is None else total
    return front_matter(minutes=int(total_minutes)) + slides(*(timed(*pair) for pair in pairs))


@pytest.mark.parametrize(
    ("typed", "minutes"), [("1", 1), ("2", 2), ("1.5", 1.5), ("0.5", 0.5), ("3.0", 3)]
)
def test_whole_and_half_minutes_are_accepted(tmp_path, typed, minutes):
    text = front_matter(minutes=10) + slides(
        timed(slide(), typed), timed(slide("two"), 10 - minutes)
    )

    assert messages(tmp_path, text) == []

    planned = [slide.minutes for slide in read_module(tmp_path / "demo").slides]
    assert planned == [minutes, 10 - minutes]
    assert {type(minutes_value) for minutes_value in planned} == {float}


@pytest.mark.parametrize(("typed", "meant"), [("1,5", "1.5"), ("0,5", "0.5"), ("2,0", "2.0")])
def test_minutes_with_a_decimal_comma_get_a_hint_about_the_point(tmp_path, typed, meant):
    [problem] = faults(write_module(tmp_path, en=timed(slide(), typed)))

    assert problem.message == "this slide has no number of minutes"
    assert problem.remedy == f"Write a point in place of the comma: `minutes={meant}`"


@pytest.mark.parametrize(
    "typed",
    ["abc", "NaN", "nan", "inf", "Infinity", "1e9", "1e1", "-1", "+1", "0", "0.0", "1.25", "2.50"]
    + ["", ".5", "2.", "1,2", "0x2", "1_0", "٣", "３", "१", "²", "½", "121", "1000", "9" * 5000]
    + ['"2"', "2min", "1.5.0"],
)
def test_other_values_are_not_a_number_of_minutes(tmp_path, typed):
    text = timed(slide(), typed)

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "this slide has no number of minutes"
    assert problem.remedy == "Write `minutes=2` or `minutes=0.5` behind its id, at most 120"
    assert (problem.severity, problem.line) == ("error", line_of(text, "## Title"))


def test_a_lesson_without_minutes_is_accepted(tmp_path):
    assert messages(tmp_path, slides(slide(), slide("two"))) == []

    assert [slide.minutes for slide in read_module(tmp_path / "demo").slides] == [0, 0]


def test_minutes_on_only_some_slides_are_an_error(tmp_path):
    text = slides(timed(slide(), 2), slide("two", title="Bare"))

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "this slide has no number of minutes"
    assert problem.line == line_of(text, "## Bare")


@pytest.mark.parametrize(("total", "minutes_sum"), [(7, "7.5"), (8, "7.5")])
def test_minutes_that_do_not_add_up_to_the_modules_are_a_warning(tmp_path, total, minutes_sum):
    text = lesson((slide(), 5.5), (slide("two"), 2), total=total)

    [problem] = faults(write_module(tmp_path, en=text))

    assert (
        problem.message == f"the slides take {minutes_sum} minutes, the front matter says {total}"
    )
    assert problem.remedy == "Change one of the two"
    assert (problem.severity, problem.line) == ("warning", line_of(text, "minutes:"))
    assert messages(tmp_path, lesson((slide(), 5.5), (slide("two"), 2.5))) == []


def test_minutes_in_a_translation_are_a_warning(tmp_path):
    english = lesson((slide(), 5))

    russian = front_matter(minutes=5) + timed(slide(), 5)

    [problem] = faults(write_module(tmp_path, en=english, ru=russian))

    assert problem.file.endswith("ru.md")
    assert problem.message == "`minutes=` stands in the first language only"
    assert (problem.severity, problem.remedy) == ("warning", "Delete it here")
    assert problem.line == line_of(russian, "## Title")


def test_minutes_of_a_first_language_other_than_english_count(tmp_path):
    russian = front_matter(reference="ru", minutes=5) + timed(slide(), 5)

    english = front_matter(without=("minutes",)) + slide()

    assert messages(tmp_path, ru=russian, en=english) == []

    assert read_module(tmp_path / "demo").slides[0].minutes == 5


def test_ten_minutes_without_an_activity_are_allowed(tmp_path):
    assert messages(tmp_path, lesson((slide("a"), 5), (slide("b"), 5), (quiz(), 2))) == []


def test_over_ten_minutes_without_an_activity_are_a_warning(tmp_path):
    text = lesson(
        (slide("a"), 5),
        (slide("b"), 5),
        (slide("c", title="Third"), 0.5),
        (slide("d"), 5.5),
        (quiz(), 2),
    )

    [problem] = faults(write_module(tmp_path, en=text))

    assert QUIET_WARNING in problem.message
    assert problem.remedy == "Put a poll, a quiz or group work before this slide"
    assert (problem.severity, problem.line) == ("warning", line_of(text, "## Third"))


@pytest.mark.parametrize(
    "activity",
    [
        quiz(),
        "## A? {#a .poll .single}\n\n- [ ] B {#b}\n- [ ] C {#c}\n\nNote: x\n",
        "## A? {#a .scale}\n\n- [ ] B {#1}\n- [ ] C {#2}\n\nNote: x\n",
        scenario(),
        drafts(),
    ],
    ids=["quiz", "poll", "scale", "scenario", "steps"],
)
def test_every_kind_of_activity_restarts_the_count(tmp_path, activity):
    quiet = lesson((slide("x"), 8), (slide("y"), 1), (slide("z"), 8))
    lively = lesson((slide("x"), 8), (activity, 1), (slide("z"), 8))

    assert [QUIET_WARNING in message for message in messages(tmp_path / "quiet", quiet)] == [True]
    assert messages(tmp_path / "lively", lively) == []


def test_one_slide_over_ten_minutes_is_a_warning(tmp_path):
    [message] = messages(tmp_path, lesson((slide(), 11)))

    assert QUIET_WARNING in message
