"""Drafts of next steps, which hosts show to the room one by one."""

import pytest

from webinar.content.lessons.library import read_module
from webinar.content.lessons.model import StepItem, StepText

from .making import STEP, drafts, faults, line_of, messages, write_module


def test_drafts_are_read_in_all_languages(tmp_path):
    russian = (
        "- Разобрать *работу* {#sort}\n  Owner: начальник\n  подразделения\n"
        "  Indicator: список\n  подписан"
    )
    folder = write_module(tmp_path, en=drafts(), ru=drafts(russian))

    [slide] = read_module(folder).slides

    assert slide.is_interactive and slide.poll is None
    assert slide.steps == [
        StepItem(
            "sort",
            30,
            {
                "en": StepText("Sort the work", "head of the unit", "the list is signed"),
                "ru": StepText("Разобрать работу", "начальник подразделения", "список подписан"),
            },
        )
    ]


def test_drafts_are_not_shown_on_the_slide(tmp_path):
    assert messages(tmp_path, drafts()) == []

    assert read_module(tmp_path / "demo").slides[0].text["en"].html == "<p>Text.</p>"


def test_a_draft_may_omit_its_days(tmp_path):
    assert messages(tmp_path, drafts(STEP.replace(" days=30", ""))) == []

    assert read_module(tmp_path / "demo").slides[0].steps[0].days == 0


@pytest.mark.parametrize(
    "days",
    ["0", "731", "-1", "1.5", "abc", "", "NaN", "1e9", "1_0", "٣", "３", "²", "9" * 5000, "30d"],
)
def test_invalid_numbers_of_days_are_an_error(tmp_path, days):
    text = drafts(STEP.replace("days=30", f"days={days}"))

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == f"`days={days}` is no number of days"
    assert problem.remedy == "Write a whole number from 1 to 730, as in `days=30`"
    assert (problem.severity, problem.line) == ("error", line_of(text, "- Sort"))


@pytest.mark.parametrize("days", ["1", "30", "730"])
def test_days_from_1_to_730_are_accepted(tmp_path, days):
    assert messages(tmp_path, drafts(STEP.replace("days=30", f"days={days}"))) == []


def test_days_in_a_translation_are_a_warning(tmp_path):
    [problem] = faults(write_module(tmp_path, en=drafts(), ru=drafts()))

    assert problem.message == "`days=` stands in the first language only"
    assert (problem.severity, problem.remedy) == ("warning", "Delete it here")
    assert problem.line == line_of(drafts(), "- Sort")


@pytest.mark.parametrize("key", ["Owner", "Indicator"])
def test_a_draft_needs_an_owner_and_an_indicator(tmp_path, key):
    text = drafts("\n".join(line for line in STEP.split("\n") if key not in line))

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == f"this draft has no `{key}:`"
    assert (problem.severity, problem.line) == ("error", line_of(text, "- Sort"))


def test_a_draft_without_text_is_an_error(tmp_path):
    remarks = messages(tmp_path, drafts(STEP.replace("Sort the work ", "")))

    assert remarks == ["error: this draft has no `text`"]


@pytest.mark.parametrize(
    ("name", "words", "most"),
    [("text", "Sort the work", 500), ("Owner:", "head of the unit", 120)]
    + [("Indicator:", "the list is signed", 300)],
)
def test_each_text_of_a_draft_has_a_length_limit(tmp_path, name, words, most):
    assert messages(tmp_path, drafts(STEP.replace(words, "Ш" * most))) == []
    assert messages(tmp_path, drafts(STEP.replace(words, "Ш" * (most + 1)))) == [
        f"error: `{name}` of this draft has {most + 1} characters, at most {most} fit"
    ]


@pytest.mark.parametrize("count", [0, 51])
def test_a_slide_has_one_to_fifty_drafts(tmp_path, count):
    items = "\n".join(STEP.replace("#sort", f"#sort-{n}") for n in range(count))

    [problem] = faults(write_module(tmp_path, en=drafts(items)))

    assert problem.message == f"a slide of drafts has 1 to 50 of them, this one has {count}"
    assert problem.line == line_of(drafts(items), "## Drafts")


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ("", "this draft has no id"),
        (" {#a #b}", "this draft has two ids"),
        (" {#Sort}", "`#Sort` cannot be an id"),
        (' {#"><script>}', '`#"><script>` cannot be an id'),
        (" {#spot-1}", "`#spot-1` is reserved"),
        (" {#a minutes=3}", "`minutes` in the braces means nothing"),
        (" {#a .big}", "`.big` means nothing on a draft"),
    ],
)
def test_marks_of_a_draft_are_checked(tmp_path, marks, message):
    text = drafts(STEP.replace(" {#sort days=30}", marks))

    assert messages(tmp_path, text) == [f"error: {message}"]


def test_a_duplicate_draft_id_on_a_slide_is_an_error(tmp_path):
    text = drafts(f"{STEP}\n{STEP}")

    assert messages(tmp_path, text) == [
        f"error: the draft `#sort` is already in line {line_of(text, '- Sort')}"
    ]


@pytest.mark.parametrize("line", ["    - Nested {#nested}", "-[ ] Glued {#glued}", "     * Deep"])
def test_a_malformed_draft_that_would_appear_on_the_slide_is_an_error(tmp_path, line):
    text = drafts(f"{STEP}\n\n{line}")

    problem = faults(write_module(tmp_path, en=text))[0]

    assert problem.message in (
        "this draft is not understood",
        "there is an option, but the slide is not a poll",
    )
    assert problem.line == line_of(text, line)
    assert "this draft is not understood" in [
        problem.message for problem in faults(write_module(tmp_path, en=text))
    ]


def test_a_numbered_list_is_not_a_list_of_drafts(tmp_path):
    remarks = messages(tmp_path, drafts(STEP.replace("- Sort", "1. Sort")))

    assert "error: a slide of drafts has 1 to 50 of them, this one has 0" in remarks
    assert "error: only the heading of a slide and the options of a poll have an id" in remarks


def test_owner_and_indicator_after_a_blank_line_are_not_read(tmp_path):
    remarks = messages(tmp_path, drafts(STEP.replace("\n  Owner", "\n\n  Owner")))

    assert "error: this draft has no `Owner:`" in remarks


def test_drafts_are_compared_with_translations_by_id(tmp_path):
    two = f"{STEP}\n{STEP.replace('#sort', '#count')}".replace(" days=30", "")
    swapped = f"{STEP.replace('#sort', '#count')}\n{STEP}".replace(" days=30", "")
    one = STEP.replace(" days=30", "").replace("#sort", "#sorted")

    assert messages(tmp_path / "a", en=drafts(two), ru=drafts(swapped)) == [
        "warning: the draft `#count` stands elsewhere in the first language"
    ]
    assert messages(tmp_path / "b", en=drafts(two), ru=drafts(one)) == [
        "error: the draft `#sort` is not translated",
        "error: the draft `#count` is not translated",
        "error: the first language has no draft `#sorted` here",
    ]


@pytest.mark.parametrize("field", ["Sort the work", "head of the unit", "the list is signed"])
def test_drafts_are_plain_text(tmp_path, field):
    tagged = STEP.replace(field, f"{field} <script>x</script>")
    pictured = STEP.replace(field, f"{field} ![x](x.png)")
    noted = STEP.replace(field, f"{field} Note: secret")

    assert messages(tmp_path, drafts(tagged)) == [
        "error: `<script>` is not allowed and would be dropped"
    ]
    assert messages(tmp_path, drafts(pictured)) == ["error: titles and options are text only"]
    assert messages(tmp_path, drafts(noted)) == [
        "error: `Note:` in the middle of a line begins no notes, so participants would see it"
    ]
