"""Finding words in the slides of a course."""

import msgspec
import pytest

from tests.factories import make_course, make_poll_item, make_slide
from tests.learn.exams.making import PRE, make_tested
from tests.learn.study.conftest import Student
from webinar.content.lessons.model import PollText, Slide, SlideText
from webinar.learn.notes.searching import LONGEST_QUERY, searched
from webinar.learn.notes.searching import found_in as found_among


def found_in(slides, answered, language, query):
    return found_among(searched(slides, language), answered, query)


def slide_of(html, study="", poll=None, language="ru"):
    return Slide("one", {language: SlideText("Title", html, "", study_html=study)}, poll=poll)


def marked(html, query, language="ru"):
    found = found_in([slide_of(html, language=language)], (), language, query)
    return [text for hit in found for text, is_hit in hit.sentence if is_hit]


@pytest.mark.parametrize(
    ("html", "query", "hit"),
    [
        ("<p>Наука о <b>профилактике</b>. Ещё.</p>", "ПРОФИЛАКТИКА", "профилактике"),
        ("<p>Ёлка стоит</p>", "елка", "Ёлка"),
        ("<p>Қызметкерлерге айтыңыз</p>", "қызметкер", "Қызметкерлерге"),
        ("<p>پیشگیری از مواد مخدر</p>", "پيشگيري", "پیشگیری"),
        ("<p>می‌شود</p>", "میشود", "می‌شود"),
    ],
)
def test_word_is_found_in_each_script_whatever_its_ending(html, query, hit):
    assert marked(html, query) == [hit]


@pytest.mark.parametrize("query", ["", "  ", "%_*", "<script>", "\\(", "[", "нет"])
def test_hostile_and_empty_queries_find_nothing(query):
    assert marked("<p>Наука и дело</p>", query) == []


def test_all_words_must_be_there_and_the_sentence_with_most_is_shown():
    html = "<p>Наука помогает. Наука и школа помогают. Школа.</p>"

    assert marked(html, "школа наука") == ["Наука", "школа"]
    assert marked(html, "школа море") == []


def test_every_slide_is_found_in_a_long_course():
    slides = [slide_of("<p>Наука</p>")] * 90

    assert len(found_in(slides, (), "ru", "наука")) == 90


def test_explanation_of_a_question_is_found_only_once_it_is_answered():
    slide = slide_of("<p>x</p>", study="<p>secret</p>", poll=make_poll_item(("ru",)))

    assert found_in([slide], (), "ru", "secret") == []
    assert found_in([slide], ("one",), "ru", "secret") != []
    assert found_in([slide_of("<p>x</p>", study="<p>secret</p>")], (), "ru", "secret") != []


def test_reason_and_notes_of_presenters_are_never_found():
    slide = make_slide("one", poll=make_poll_item())

    assert found_in([slide], ("one",), "en", "because") == []
    assert found_in([slide], ("one",), "en", "notes") == []


@pytest.mark.parametrize("title", ["Наука и дело", "Наука. И дело?", "  Наука  и дело "])
def test_title_is_marked_and_not_repeated_below(title):
    poll = make_poll_item(("ru",))
    question = PollText(title, poll.text["ru"].labels, poll.text["ru"].why_html)
    poll = msgspec.structs.replace(poll, text={"ru": question})
    slide = Slide("one", {"ru": SlideText(title, "<p>Текст без него</p>", "")}, poll=poll)

    [hit] = found_in([slide], (), "ru", "наука")

    assert "".join(text for text, _ in hit.title) == " ".join(title.split())
    assert [text for text, is_hit in hit.title if is_hit] == ["Наука"]
    assert hit.sentence == []


def test_sentence_below_the_title_is_shown_if_it_has_a_word():
    text = SlideText("Наука и школа", "<p>Ничего. Школа помогает.</p>", "")

    [hit] = found_in([Slide("one", {"ru": text})], (), "ru", "наука школа")

    assert [text for text, is_hit in hit.title if is_hit] == ["Наука", "школа"]
    assert hit.sentence == [("", False), ("Школа", True), (" помогает.", False)]


def test_title_alone_is_found_on_a_slide_without_a_text():
    [hit] = found_in([Slide("one", {"ru": SlideText("Наука", "", "")})], (), "ru", "наука")

    assert hit.sentence == []


def test_long_sentence_is_cut_around_the_word():
    [hit] = found_in([slide_of(f"<p>{'а ' * 500}слово{' б' * 500}</p>")], (), "ru", "слово")

    assert ("слово", True) in hit.sentence
    assert sum(len(text) for text, _ in hit.sentence) < 300


def test_page_marks_words_and_escapes_everything(student):
    assert f"/study/{student.code}/search" in student.home()

    page = student.get(f"/study/{student.code}/search?q=WELCOME").text

    assert "<mark>welcome</mark>" in page and f"/study/{student.code}/s/welcome" in page
    hostile = student.get(f"/study/{student.code}/search?q=%22><script>alert(1)</script>").text
    assert "<script>alert" not in hostile and "Nothing was found" in hostile
    assert "Nothing was found" not in student.get(f"/study/{student.code}/search?q=").text


def test_long_query_is_refused_clearly(student):
    page = student.get(f"/study/{student.code}/search?q={'w' * 500}").text

    assert f"Type at most {LONGEST_QUERY} letters" in page


def test_questions_of_tests_are_not_found(app, db):
    code = db.write(lambda s: make_course(s, module=make_tested()).code)
    student = Student(app, code)
    student.begin(language="en")

    page = student.get(f"/study/{code}/search?q=q1").text

    assert "Nothing was found" in page and f"{PRE}--q1" not in page
