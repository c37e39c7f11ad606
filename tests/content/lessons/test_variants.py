"""Bank questions each replace one question, and sessions never show them."""

import pytest

from webinar.content.lessons.library import read_library, read_module
from webinar.content.lessons.lint import lint

from .making import faults, front_matter, line_of, messages, quiz, slide, slides, write_module

VARIANT = "Which then? {#which-b .quiz .single variant=which}"
OPINION = "## Which? {#which .poll .single}\n\n- [ ] Tea {#tea}\n- [ ] Milk {#milk}\n\nNote: Ask.\n"


def pair(variant=VARIANT, original=None):
    """A quiz and its variant, which needs no notes."""
    return slides(original or quiz(), quiz(heading=variant).partition("\nNote:")[0] + "\n")


def test_a_variant_goes_into_the_bank_and_not_among_the_slides(tmp_path):
    assert messages(tmp_path, pair()) == []

    module = read_module(tmp_path / "demo")
    assert [slide.id for slide in module.slides] == ["which"]
    assert [(slide.id, slide.variant_of) for slide in module.bank] == [("which-b", "which")]


@pytest.mark.parametrize(
    ("name", "message", "remedy"),
    [
        ("whihc", "there is no slide `#whihc` to be a variant of", "Write `variant=which`"),
        ("which-b", "this slide is named as a variant of itself", ""),
    ],
)
def test_a_variant_must_name_another_slide_of_its_module(tmp_path, name, message, remedy):
    text = pair(VARIANT.replace("variant=which", f"variant={name}"))

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == message and remedy in problem.remedy
    assert problem.severity == "error" and problem.line == line_of(text, "Which then?")


def test_a_variant_of_a_variant_is_an_error(tmp_path):
    third = quiz(heading="And which? {#which-c .quiz .single variant=which-b}")
    text = slides(pair(), third)

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "`#which-b` is a variant itself"
    assert problem.remedy == "Write `variant=which`, as that one does"


def test_a_variant_of_a_slide_without_a_question_is_an_error(tmp_path):
    remarks = messages(tmp_path, pair(original=slide("which")))

    assert remarks == ["error: `#which` asks nothing, so nothing can be asked in its place"]


def test_a_variant_of_an_opinion_poll_is_a_warning(tmp_path):
    remarks = messages(tmp_path, pair(original=OPINION))

    assert remarks == [
        "warning: `#which` is no quiz that is answered by choosing, so this is never asked"
    ]


@pytest.mark.parametrize(
    ("heading", "options"),
    [
        ("How many? {#which-b .quiz .numeric variant=which}", "- [x] 23"),
        ("Which? {#which-b .poll .single variant=which}", "- [ ] Tea {#tea}\n- [ ] Milk {#milk}"),
    ],
)
def test_a_variant_that_is_not_a_choice_quiz_is_an_error(tmp_path, heading, options):
    later = f"## {heading}\n\n{options}\n\nWhy: so.\n\nNote: Ask.\n"
    remarks = messages(tmp_path, slides(quiz(), later))

    assert (
        "error: a variant is a quiz that is answered by choosing, and this slide is none" in remarks
    )


def test_an_anonymous_variant_is_an_error(tmp_path):
    remarks = messages(tmp_path, pair(VARIANT.replace(".single", ".single .anonymous")))

    assert remarks == ["error: no test asks a variant that is anonymous"]


def test_a_variant_with_another_number_of_choices_is_a_warning(tmp_path):
    remarks = messages(tmp_path, pair(VARIANT.replace(".single", ".several")))

    assert remarks == [
        "warning: `#which` is `.single`, so the two are not equally hard to guess",
    ]


def test_planned_minutes_on_a_variant_are_a_warning(tmp_path):
    timed = quiz(heading="Which? {#which .quiz .single minutes=10}")
    text = front_matter(minutes=10) + pair(original=timed)

    assert messages(tmp_path, text) == []
    assert messages(tmp_path, text.replace("variant=which", "variant=which minutes=1")) == [
        "warning: `minutes=` means nothing on a variant: no session shows it"
    ]


def test_a_variant_id_must_be_unique_in_the_module(tmp_path):
    remarks = messages(tmp_path, slides(pair(), slide("which-b")))

    assert "error: the slide `#which-b` is already in line" in " ".join(remarks)


def test_variants_are_translated_but_marked_only_in_the_first_language(tmp_path):
    translated = pair(VARIANT.replace(" variant=which", ""))

    assert messages(tmp_path, en=pair(), ru=translated) == []
    assert messages(tmp_path, en=pair(), ru=quiz()) == [
        "warning: the slide `#which-b` is not translated"
    ]
    assert messages(tmp_path, en=pair(), ru=pair()) == [
        "warning: `variant=` stands in the first language only"
    ]


def test_coverage_says_how_many_questions_are_in_the_bank(tmp_path):
    write_module(tmp_path, en=pair(), ru=quiz())
    coverage = [
        problem.message for problem in lint(tmp_path / "demo") if problem.severity == "info"
    ]

    assert coverage == [
        "en: 2 slides, the first language, 1 of them questions of the bank",
        "ru: 1 of 2 slides translated (50 %)",
    ]


def test_each_part_of_a_programme_has_its_modules_bank(tmp_path):
    write_module(tmp_path, en=pair())
    parts = '[[parts]]\nmodule = "demo"\n\n[[parts]]\nid = "again"\nmodule = "demo"\n'
    (tmp_path / "day.toml").write_text(f'[title]\nen = "A day"\n\n{parts}')

    programme = read_library(tmp_path).programmes["day"]

    assert [(slide.id, slide.variant_of) for slide in programme.bank] == [
        ("demo--which-b", "demo--which"),
        ("again--which-b", "again--which"),
    ]
    assert [slide.id for slide in programme.slides] == ["demo--which", "again--which"]
