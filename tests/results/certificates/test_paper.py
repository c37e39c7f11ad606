"""The paper: every language, hostile and overlong texts, reproducible bytes."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from webinar.kit.days import solar_hijri
from webinar.results.certificates import paper
from webinar.results.certificates.paper import VisibleContent

URL = "https://webinar.example"


@pytest.fixture
def paged(app):
    def make(institution="", **fields):
        content = {
            "code": "ABCD2345WXYZ",
            "name": "Ada Example",
            "rank": "Captain",
            "language": "en",
            "title": "Prevention",
            "minutes": 90,
            "completed_on": date(2026, 11, 24),
            "signers": [{"name": "Grace Example", "office": "Head"}],
        }
        with app.test_request_context():
            return paper.page_of(VisibleContent(**content | fields), URL, institution)

    return make


def read(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["Certificate of completion", "November 24, 2026", "Duration: 1.5 h"]),
        ("ru", ["Сертификат о прохождении обучения", "24 ноября 2026", "Объём: 1,5 ч"]),
        ("kk", ["Оқуды аяқтағаны туралы сертификат", "24 қараша", "1,5 сағат"]),
        ("prs", ["ABCD 2345 WXYZ"]),
    ],
)
def test_paper_is_in_the_language_of_its_holder(paged, language, texts):
    [text] = read(paper.encode([paged(language=language)]))

    for expected in [*texts, "Ada Example", "Captain", "Grace Example"]:
        assert expected in text


def test_dari_runs_from_the_right_with_its_own_digits_and_calendar(paged):
    page = paged(language="prs", name="احمد نمونه")

    assert (page.lang, page.rtl, page.name.rtl, page.rank.rtl) == ("prs", True, True, False)
    assert page.date.startswith("۳ قوس ۱۴۰۵") and "۲۰۲۶" in page.date
    assert "۱٫۵" in page.duration


@pytest.mark.parametrize(
    ("day", "local"),
    [
        (date(2026, 11, 24), (1405, 9, 3)),
        (date(2025, 3, 20), (1403, 12, 30)),
        (date(2025, 3, 21), (1404, 1, 1)),
        (date(2000, 1, 1), (1378, 10, 11)),
    ],
)
def test_dates_convert_to_the_solar_hijri_calendar(day, local):
    assert solar_hijri(day) == local


def test_institution_and_number_stand_on_the_paper(paged):
    [text] = read(paper.encode([paged(number="2026-00042", institution="Академия МВД")]))

    assert "Академия МВД" in text and "2026-00042" in text


def test_typed_text_is_never_read_as_code(paged):
    name = '#panic() $x$ \\ <b> @a *_`[a](b) "x" {y} //c'
    [text] = read(paper.encode([paged(name=name, title=name, rank=name)]))

    assert text.count('#panic() $x$ \\ <b> @a *_`[a](b) "x" {y} //c') == 3


@pytest.mark.parametrize("name", ["W" * 80, "Очень Длинное " * 5, "Щ-" * 40])
def test_paper_with_overlong_texts_stays_on_one_page(paged, name):
    long_texts = {
        "title": "Ж" * 200,
        "rank": "Ю" * 80,
        "signers": [{"name": "M" * 120, "office": "W" * 120}] * 3,
        "number": "2026-00042",
        "institution": "Академия Министерства внутренних дел " * 6,
    }

    [text] = read(paper.encode([paged(name=name, **long_texts)]))

    assert "ABCD 2345 WXYZ" in text
    assert text.replace(" ", "").replace("\u200b", "").count("Ж") == 200


def test_qr_code_leads_to_the_page_at_the_public_address(paged):
    assert paged().address == "https://webinar.example/certificates/ABCD2345WXYZ"
    assert paged().place == "webinar.example/certificates"


def test_only_overlong_words_may_be_broken(paged):
    name = "Константинопольская-Александрова"[:30]

    assert "\u200b" in paged(title="Ж" * 31).title.text
    assert paged(name=name).name.text == name


def test_missing_glyphs_do_not_prevent_a_certificate(paged):
    [text] = read(paper.encode([paged(name="Ada \U00013080")]))

    assert "Ada □" in text


def test_same_certificates_give_the_same_bytes_one_page_each(paged):
    pages = [paged(language=tag) for tag in ("en", "ru", "kk", "prs")]

    first, second = paper.encode(pages), paper.encode(pages)

    assert first == second
    assert len(read(first)) == 4
