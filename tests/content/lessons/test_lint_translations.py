"""Lint on translations: each fault planted, then mended."""

import pytest

from webinar.content.lessons.lint import lint
from webinar.content.lessons.problems import Severity

from .making import faults, front_matter, line_of, messages, quiz, slide, slides, write_module

TWO_OPTIONS = "- [ ] Tea {#tea}\n- [x] Coffee {#coffee}"


def test_a_complete_translation_has_no_faults(tmp_path):
    text = slides(slide(), quiz())

    assert messages(tmp_path, en=text, ru=text, kk=text) == []


def test_a_mistyped_slide_id_names_the_intended_one(tmp_path):
    text = slide("what-work")
    folder = write_module(tmp_path, en=slide("what-works"), ru=text)

    error, warning = faults(folder)

    assert error.file == str(folder / "ru.md")
    assert error.line == line_of(text, "## Title")
    assert error.severity is Severity.ERROR
    assert error.message == "`en.md` has no slide `#what-work`"
    assert error.remedy == "Write `#what-works`"
    assert warning.message == "the slide `#what-works` is not translated"
    assert messages(tmp_path, en=slide("what-works"), ru=slide("what-works")) == []


def test_a_missing_translation_is_a_warning(tmp_path):
    remarks = messages(tmp_path, en=slides(slide("one"), slide("two")), ru=slide("one"))

    assert remarks == ["warning: the slide `#two` is not translated"]


def test_a_slide_only_in_a_translation_is_an_error(tmp_path):
    remarks = messages(tmp_path, en=slide("one"), ru=slides(slide("one"), slide("another")))

    assert remarks == ["error: `en.md` has no slide `#another`"]


def test_slides_in_another_order_are_a_warning(tmp_path):
    first, second, third = slide("one"), slide("two"), slide("three")
    folder = write_module(
        tmp_path, en=slides(first, second, third), ru=slides(first, third, second)
    )

    [problem] = faults(folder)

    assert problem.severity is Severity.WARNING
    assert problem.message == "the slide `#three` stands elsewhere in `en.md`"


def test_a_missing_slide_is_not_another_order(tmp_path):
    remarks = messages(
        tmp_path,
        en=slides(slide("one"), slide("two"), slide("three")),
        ru=slides(slide("one"), slide("three")),
    )

    assert remarks == ["warning: the slide `#two` is not translated"]


def test_an_option_without_translation_is_an_error(tmp_path):
    three = f"{TWO_OPTIONS}\n- [ ] Milk {{#milk}}"
    folder = write_module(tmp_path, en=quiz(three), ru=quiz(TWO_OPTIONS))

    [problem] = faults(folder)

    assert problem.severity is Severity.ERROR
    assert problem.message == "the option `#milk` is not translated"
    assert problem.remedy == "Write `- [ ] text {#milk}`; it is in line 14 of the first language"
    assert messages(tmp_path, en=quiz(three), ru=quiz(three)) == []


def test_a_mistyped_option_id_names_the_intended_one(tmp_path):
    folder = write_module(
        tmp_path, en=quiz(TWO_OPTIONS), ru=quiz(TWO_OPTIONS.replace("#tea", "#te"))
    )

    remedies = {problem.message: problem.remedy for problem in faults(folder)}

    assert remedies["the first language has no option `#te` here"] == "Write `#tea`"


def test_another_right_answer_in_a_translation_is_an_error(tmp_path):
    other = "- [x] Tea {#tea}\n- [ ] Coffee {#coffee}"

    remarks = messages(tmp_path, en=quiz(TWO_OPTIONS), ru=quiz(other))

    assert remarks == [
        "error: in the first language `#tea` is not right",
        "error: in the first language `#coffee` is right",
    ]
    assert messages(tmp_path, en=quiz(TWO_OPTIONS), ru=quiz(TWO_OPTIONS)) == []


def test_options_in_another_order_are_a_warning(tmp_path):
    turned = "\n".join(reversed(TWO_OPTIONS.split("\n")))

    remarks = messages(tmp_path, en=quiz(TWO_OPTIONS), ru=quiz(turned))

    assert remarks == ["warning: the option `#coffee` stands elsewhere in the first language"]


def test_another_kind_of_poll_in_a_translation_is_an_error(tmp_path):
    several = quiz(heading="Which? {#which .quiz .several}")
    folder = write_module(tmp_path, en=several, ru=quiz())

    [problem] = faults(folder)

    assert problem.message == "the heading says another kind of slide than in the first language"
    assert problem.remedy == "Write `{#which .quiz .several}`"
    assert messages(tmp_path, en=several, ru=several) == []


def test_a_slide_that_is_a_poll_in_only_one_language_is_an_error(tmp_path):
    plain = slide("which")

    remarks = messages(tmp_path, en=quiz(), ru=plain)

    assert remarks == ["error: the heading says another kind of slide than in the first language"]


def test_other_minutes_in_a_translation_are_an_error(tmp_path):
    remarks = messages(tmp_path, en=slide(), ru=front_matter(minutes=30) + slide())

    assert remarks == ["error: the first language says 45 minutes"]


def test_another_number_of_objectives_is_a_warning(tmp_path):
    remarks = messages(tmp_path, en=slide(), ru=front_matter(objectives=["a", "b"]) + slide())

    assert remarks == ["warning: the first language has 1 objectives"]


def test_english_is_the_first_language_if_present(tmp_path):
    remarks = messages(tmp_path, en=slide("one"), ru=slides(slide("one"), slide("two")))

    assert remarks == ["error: `en.md` has no slide `#two`"]


def test_first_language_by_name_is_the_reference_without_english(tmp_path):
    remarks = messages(tmp_path, kk=slide("one"), ru=slides(slide("one"), slide("two")))

    assert remarks == ["error: `kk.md` has no slide `#two`"]


def test_front_matter_may_set_the_first_language(tmp_path):
    remarks = messages(
        tmp_path,
        en=front_matter(reference="ru") + slides(slide("one"), slide("two")),
        ru=slide("one"),
    )

    assert remarks == ["error: `ru.md` has no slide `#two`"]


def test_a_missing_first_language_is_an_error(tmp_path):
    remarks = messages(tmp_path, en=front_matter(reference="de") + slide())

    assert remarks == ["error: there is no file `de.md`"]


def test_files_must_agree_on_the_first_language(tmp_path):
    remarks = messages(
        tmp_path,
        en=front_matter(reference="en") + slide(),
        ru=front_matter(reference="ru") + slide(),
    )

    assert remarks == ["error: another file says that the first language is `en`"]


def test_translations_are_not_compared_with_an_unreadable_first_language(tmp_path):
    folder = write_module(tmp_path, ru=slide("one"), kk=slide("two"))
    (folder / "en.md").write_bytes(b"\xff")

    assert [problem.file for problem in faults(folder)] == [str(folder / "en.md")]


@pytest.mark.parametrize(
    ("translated", "sentence"),
    [(4, "ru: 4 of 4 slides translated (100 %)"), (3, "ru: 3 of 4 slides translated (75 %)")],
)
def test_coverage_of_each_language_is_reported(tmp_path, translated, sentence):
    names = ["one", "two", "three", "four"]
    english = slides(*map(slide, names))
    russian = slides(*map(slide, names[:translated]))
    folder = write_module(tmp_path, en=english, ru=russian)

    messages_shown = [
        problem.message for problem in lint(folder) if problem.severity is Severity.INFO
    ]

    assert messages_shown == ["en: 4 slides, the first language", sentence]
