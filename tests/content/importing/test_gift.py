"""Importing Moodle's GIFT, question by question."""

import pytest

from webinar.content.importing.drafts import ModuleDraft
from webinar.content.importing.gift import read_gift
from webinar.content.importing.writing import markdown, write
from webinar.kit.errors import Refused


def made(text, language="en"):
    return read_gift(text.encode(), language)


def only(text, language="en"):
    (slide,) = made(text, language).slides
    return slide


def codes(text):
    return [(remark.slide, remark.code) for remark in made(text).remarks]


def options(slide):
    return [(option.label, option.is_right) for option in slide.options]


def lists(slide):
    """The lines of both lists as the lesson file has them."""
    text = markdown(ModuleDraft("Title", [slide]), "en", "")
    return [line.strip().rpartition(" {")[0] for line in text.splitlines() if line[:2] == "- "]


def test_a_question_with_one_right_answer_becomes_a_single_choice_quiz():
    slide = only(
        "// a comment\n::Grant::Who is buried in Grant's tomb?{\n"
        "=no one#Right, it is above ground\n~Grant#He lies above ground\n~Napoleon\n"
        "####Tombs above ground bury nobody.}"
    )

    assert slide.classes == ("quiz", "single")
    assert slide.title == "Who is buried in Grant's tomb?"
    assert options(slide) == [("no one", True), ("Grant", False), ("Napoleon", False)]
    assert slide.why == [
        "Tombs above ground bury nobody.",
        "",
        "**no one** Right, it is above ground",
        "",
        "**Grant** He lies above ground",
    ]


def test_weighted_answers_become_several_right_options():
    slide = only("Which help?{~%50%lessons ~%50%parents ~%-100%one talk ~%0%posters}")

    assert slide.classes == ("quiz", "several")
    assert [right for _, right in options(slide)] == [True, True, False, False]
    assert (1, "weights") in codes("Which help?{~%50%lessons ~%50%parents ~%-100%one talk}")


def test_a_partly_right_answer_beside_a_right_one_counts_as_wrong():
    slide = only("Which?{=best ~%50%good ~bad}")

    assert slide.classes == ("quiz", "single")
    assert [right for _, right in options(slide)] == [True, False, False]


@pytest.mark.parametrize(
    ("inside", "is_true"), [("T", True), ("TRUE", True), ("false", False), ("F#no#yes", False)]
)
def test_true_and_false_are_worded_in_the_modules_language(inside, is_true):
    slide = only(f"Water boils.{{{inside}}}", "ru")

    assert options(slide) == [("Верно", is_true), ("Неверно", not is_true)]


@pytest.mark.parametrize(
    ("inside", "right"),
    [
        ("#1822:5", "1822 ± 5"),
        ("#1..5", "3 ± 2"),
        ("#3.1415:0.005", "3.1415 ± 0.005"),
        ("#-4", "-4"),
        ("#=1822:0#exact =%50%1822:2#near", "1822"),
        ("#=%50%1822:2 =1822:1", "1822 ± 1"),
        ("#1e3:0", "1000"),
    ],
)
def test_numeric_answers_keep_their_tolerance(inside, right):
    slide = only(f"When?{{{inside}}}")

    assert (slide.classes, slide.right) == (("quiz", "numeric"), right)


def test_a_matching_question_keeps_its_pairs_and_its_distractors():
    slide = only("Capitals{=Canada -> Ottawa =Italy -> Rome = -> Oslo}")

    assert (slide.title, slide.classes) == ("Capitals", ("quiz", "matching"))
    assert lists(slide) == ["- Canada", "- [x] Ottawa", "- Italy", "- [x] Rome", "- [ ] Oslo"]
    assert codes("Capitals{=Canada -> Ottawa =Italy -> Rome}") == [(1, "joined_lists")]


def test_a_matching_question_with_repeated_partners_becomes_a_sorting():
    slide = only("Where?{=Bonds -> Family =A calm class -> School =Rules -> Family}")

    assert slide.classes == ("quiz", "sorting")
    assert lists(slide) == [
        *("- Family", "- [x] Bonds", "- [x] Rules"),
        *("- School", "- [x] A calm class"),
    ]


def test_a_matching_question_with_too_many_pairs_becomes_one_quiz_per_pair():
    pairs = " ".join(f"=Row {number} -> Part {number}" for number in range(9))

    slides = made(f"Which?{{{pairs}}}").slides

    assert len(slides) == 9
    assert slides[1].title == "Which? Row 1"
    assert options(slides[1])[:2] == [("Part 0", False), ("Part 1", True)]
    assert codes(f"Which?{{{pairs}}}")[0] == (1, "matching")


def test_a_short_answer_question_keeps_accepted_answers_in_the_notes():
    slide = only("Who wrote it?{=Abai#Yes =%50%Kunanbaiuly}")

    assert slide.classes == ("poll", "text")
    assert slide.note[0] == "Accepted in Moodle&#58; Abai; Kunanbaiuly"
    assert codes("Who wrote it?{=Abai}") == [(1, "short_answer")]


def test_an_essay_becomes_a_text_poll_and_a_description_a_slide():
    text = "Describe your unit.{}\n\nRead the story first."

    assert [slide.classes for slide in made(text).slides] == [("poll", "text"), ()]
    assert codes(text) == [(1, "essay"), (2, "description")]


def test_a_missing_word_leaves_a_gap():
    assert only("Prevention {=works ~fails} best early.").title == (
        r"Prevention \_\_\_\_\_ best early."
    )


def test_escaped_characters_are_text():
    slide = only(r"Is 2\:1 \{half\}\= \~50\#?{=yes\: \{sure\} ~no}")

    assert slide.title == r"Is 2:1 \{half\}= ~50#?"
    assert slide.options[0].label == r"yes: \{sure\}"


def test_html_becomes_markdown_and_dropped_tags_are_reported():
    text = (
        '[html]<p>Which <b>one</b>?</p><script>alert(1)</script><img src="@@PLUGINFILE@@/x.png">'
        "{=<i>this</i> ~that}"
    )

    assert only(text).title == "Which **one**?"
    assert only(text).options[0].label == "*this*"
    assert {remark.detail for remark in made(text).remarks if remark.code == "html"} == {
        "<script>",
        "<img>",
    }


def test_markdown_stays_markdown_and_the_report_quotes_the_original():
    made_of = made("[markdown]Which **two**?{~%50%*this* ~%50%that}\n\nA_b: *c*?{T}")

    assert [slide.title for slide in made_of.slides] == ["Which **two**?", r"A\_b: \*c\*?"]
    assert [remark.detail for remark in made_of.remarks if remark.code == "true_false"] == [
        "A_b: *c*?"
    ]


def test_categories_go_into_the_notes():
    slides = made("$CATEGORY: $course$/top/First\n\nA{T}\n\n$CATEGORY: Second\nB{F}").slides

    assert [slide.note for slide in slides] == [["$course$/top/First"], ["Second"]]


def test_windows_encodings_and_byte_order_marks_are_read():
    assert made("\ufeffВода кипит?{T}\r\n\r\nЕщё?{F}").slides[1].title == "Ещё?"
    module = read_gift("Вода кипит?{T}".encode("cp1251"), "ru")
    assert module.slides[0].title == "Вода кипит?"
    assert [remark.code for remark in module.remarks][0] == "encoding"
    assert read_gift("Вода?{T}".encode("utf-16"), "ru").slides[0].title == "Вода?"


def test_broken_questions_are_reported_and_the_others_imported():
    text = "Broken }{ braces\n\nGood?{T}\n\nNumber?{#many}"

    assert [slide.title for slide in made(text).slides] == ["Good?"]
    assert codes(text) == [(1, "braces"), (1, "true_false"), (2, "answers")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"  \n ", "file_empty"),
        (b"\x00\x01\xff\xfe\x00", "file_broken"),
        (b"a" * 600_001, "file_too_large"),
        (b"}{", "nothing_found"),
        (b"\n\n".join(b"A{T}" for _ in range(401)), "too_many_slides"),
    ],
)
def test_invalid_files_are_refused(content, code):
    with pytest.raises(Refused, match=code):
        read_gift(content, "en")


EVERY_KIND = """\
$CATEGORY: Prevention

::Which helps::Which helps most?{=Interactive lessons#Yes. ~One talk#No. Note: it changes little.}

Note: this begins like notes{T}

[markdown]Which **two**?{~%50%this ~%50%that ~%-50%- [x] a box}

How many?{#5:1}

Capitals{=Canada->Ottawa =Italy->Rome =->Oslo}

Sort{=Bonds->Family =Rules->Family =Calm->School}

# not a heading {=yes {#id} ~no}

Why: because?{=a <b>bold</b> answer ~1. First}

Essay about {.class} things{}

<script>alert(1)</script> A description with &lt; signs
"""


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_imported_questions_pass_lint(tmp_path, language):
    written = write(made(EVERY_KIND, language), "moodle", language, "q.gift", tmp_path / "work")

    problems = [problem for problem in written.problems if problem.severity == "error"]
    assert problems == [], written.files[f"{language}.md"].decode()
    assert not (tmp_path / "work").exists()
