"""The texts of a module that go into a hand-out, and their language."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.content.handouts.making import MODULES, pages_of, printed, sheet_of, squeezed, text_on
from tests.content.lessons.making import front_matter, quiz, slide, slides, write_module
from webinar.content.handouts import wording
from webinar.content.handouts.glossary import entries
from webinar.content.lessons.glossary import Glossary, Term, TermText

pytestmark = pytest.mark.any_python

GLOSSARY = """\
[risk]
term = "risk factor"
meaning = "Makes trouble likelier."

[aim]
term = "aim"
meaning = "What is wanted."

[unused]
term = "unused"
meaning = "Not on any slide."
"""
RUSSIAN = """\
[risk]
term = "фактор риска"
also = ["риск"]
meaning = "Делает беду вероятнее."
"""
SCENARIO = """\
## The shop {#shop .scenario minutes=10}

Ten minutes in groups.

Handout:

### The story

A zebra came into the shop.

Note: Ask for the zebra.
"""
STEPS = """\
## Drafts {#drafts .steps minutes=1.5}

What next?

- List all the zebras {#list-zebras days=30}
  Owner: head of the zoo
  Indicator: the list is signed

Note: Read them out.
"""


def timed(slide_id, minutes):
    return slide(f"{slide_id} minutes={minutes}")


@pytest.fixture
def module(tmp_path):
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary/en.toml").write_text(GLOSSARY)
    (tmp_path / "glossary/en-ru.toml").write_text(RUSSIAN)
    term = slide("term minutes=2", text="A [risk](term:risk) and an [aim](term:aim).")
    english = slides(term, SCENARIO, STEPS, slide("last minutes=1.5"))
    return write_module(
        tmp_path,
        en=front_matter(minutes=15) + english,
        ru=front_matter(title="Модуль", minutes=15) + slide("last"),
    )


def test_plan_says_at_which_minute_each_slide_begins(tmp_path):
    text = slides(timed("one", 1.5), timed("two", 3), timed("three", 0.5))
    front = front_matter(minutes=5)
    path = write_module(tmp_path, en=front + text, ru=front + slide())

    for language, begins in {"en": ["0", "1.5", "4.5"], "ru": ["0", "1,5", "4,5"]}.items():
        sheet = sheet_of(path, language, "presenters")
        assert [line.begins for line in sheet.plan] == begins


def test_plan_has_no_times_if_no_minutes_are_planned(tmp_path):
    sheet = sheet_of(write_module(tmp_path, en=slide()), audience="presenters")

    assert [(line.title, line.begins) for line in sheet.plan] == [("Title", "")]
    assert sheet.parts[0].slides[0].time == ""


def test_participants_get_a_glossary_of_the_terms_on_the_slides(module):
    glossary = sheet_of(module).glossary

    assert [entry.term for entry in glossary] == ["aim", "risk factor"]
    assert [(entry.language, entry.term) for entry in glossary[1].others] == [
        ("Русский", "фактор риска")
    ]
    assert sheet_of(module, audience="presenters").glossary == []


def test_a_term_in_the_readers_language_has_its_synonyms(module):
    risk = next(entry for entry in sheet_of(module, "ru").glossary if entry.id == "risk")

    assert (risk.term, risk.also) == ("фактор риска", ["риск"])
    assert [entry.term for entry in risk.others] == ["risk factor"]


def test_both_audiences_get_the_group_sheet_but_only_presenters_its_notes(module):
    participants, presenters = (
        text_on(printed(module)),
        text_on(printed(module, "en", "presenters")),
    )

    assert "Azebracameintotheshop." in participants
    assert "Azebracameintotheshop." in presenters
    assert "Askforthezebra." not in participants


def test_group_sheet_has_a_page_of_its_own(module):
    (page,) = [text for text in pages_of(printed(module)) if "zebra" in text]

    assert "Sheet for the group: The shop" in page
    assert "Ten minutes in groups." not in page
    assert "Drafts" not in page


def test_only_presenters_get_drafts_of_next_steps(module):
    text = text_on(printed(module, "en", "presenters"))

    assert "Listallthezebras(within30days)" in text
    assert "headofthezoo" in text and "thelistissigned" in text
    assert "Listallthezebras" not in text_on(printed(module))


def test_an_untranslated_slide_names_its_language_in_a_badge(module):
    with wording.speaking("ru"):
        notice = wording.not_translated("en")
    sheet = sheet_of(module, "ru")

    slides_shown = sheet.parts[0].slides
    assert [sheet_slide.badge for sheet_slide in slides_shown] == [notice, notice, notice, ""]
    assert notice and notice != "Not translated yet: shown in English"
    assert [sheet_slide.writing.lang for sheet_slide in slides_shown] == ["en", "en", "en", "ru"]


def test_a_programme_is_one_hand_out_with_its_parts(tmp_path):
    write_module(tmp_path, "first", en=front_matter(title="First") + slide("a minutes=45"))
    write_module(tmp_path, "test", en=front_matter(title="Test", minutes=5) + quiz())
    programme = tmp_path / "day.toml"
    programme.write_text(
        '[title]\nen = "The day"\n[[parts]]\nmodule = "test"\nkeep_answers = true\n'
        '[[parts]]\nmodule = "first"\n[[parts]]\nid = "again"\nmodule = "test"\n'
    )

    sheet = sheet_of(programme, audience="presenters")
    text = text_on(printed(programme, audience="presenters"))

    assert [part.title for part in sheet.parts] == ["Test", "First", "Test"]
    assert [line.begins for line in sheet.plan] == ["0", "5", "50"]
    assert [slide.number for part in sheet.parts for slide in part.slides] == ["1", "2", "3"]
    assert [part.keeps_answers for part in sheet.parts] == [True, False, False]
    assert text.count(squeezed("The right answers of this part are not shown")) == 1


@pytest.mark.parametrize(
    ("language", "audience"), [("en", "presenters"), ("ru", "participants"), ("kk", "presenters")]
)
def test_the_whole_shipped_programme_is_printed_without_warnings(language, audience):
    pdf = printed(MODULES / "programme.toml", language, audience)

    assert len(PdfReader(BytesIO(pdf)).pages) > 20


def test_dari_writes_its_own_digits_from_right_to_left():
    with wording.speaking("prs"):
        assert wording.number(12.5) == "۱۲٫۵"
        assert wording.minutes(3).startswith("۳")
    assert wording.writing("prs").is_rtl and wording.writing("prs").own_digits
    assert not wording.writing("kk").is_rtl
    assert wording.writing("uz").lang == "uz"


def test_kazakh_terms_are_sorted_by_the_kazakh_alphabet():
    words = ["яғни", "қоғам", "кеңес", "әдіс", "адам", "өмір", "орта"]
    terms = {word: Term(word, {"kk": TermText(word, "x")}) for word in words}

    ordered = [entry.term for entry in entries(Glossary(["kk"], terms), words, "kk")]

    assert ordered == ["адам", "әдіс", "кеңес", "қоғам", "орта", "өмір", "яғни"]


LISTS = """\
- Family {#family}
  - [x] Bonds {#bonds}
- School {#school}
  - [x] A calm class {#calm}"""


def test_participants_get_items_to_sort_and_presenters_get_the_answers(tmp_path):
    question = quiz(LISTS, heading="Where? {#where .quiz .sorting}")
    path = write_module(tmp_path, en=question, ru=question)

    (paper,) = sheet_of(path).parts[0].slides
    (presenter_slide,) = sheet_of(path, audience="presenters").parts[0].slides

    assert [option.label for option in paper.options] == ["Bonds", "A calm class"]
    assert paper.columns == ["1. Family", "2. School"]
    assert not any(option.is_right for option in paper.options)
    assert [(option.label, option.is_right) for option in presenter_slide.options] == [
        ("Bonds: Family", True),
        ("A calm class: School", True),
    ]
    assert presenter_slide.columns == []
    assert "Writethenumberofitsgroupbesideeach" in text_on(printed(path))


def test_statement_has_two_boxes_and_a_line_for_the_reason(tmp_path):
    statement = (
        "## It is so {#so .quiz .reasoned}\n\n"
        "- [x] True {#true}\n- [ ] False {#false}\n\nWhy: it was seen.\n\nNote: Ask.\n"
    )

    path = write_module(tmp_path, en=slides(statement, slide("two")))
    asked, other = sheet_of(path).parts[0].slides

    assert [(option.label, option.is_right) for option in asked.options] == [
        ("True", False),
        ("False", False),
    ]
    assert (asked.takes_reason, other.takes_reason) == (True, False)
    assert squeezed("True or false, and why?") in text_on(printed(path))
