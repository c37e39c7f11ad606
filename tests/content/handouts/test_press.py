"""The PDF itself: reproducible, tagged, with language, pictures and fonts."""

import subprocess
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.content.handouts.making import composed, pages_of, printed, squeezed, text_on
from tests.content.lessons.making import front_matter, slide, slides, write_module
from tools.stamps import ROOT
from webinar.content.handouts.fonts import load
from webinar.content.handouts.press import CannotPrint, print_pdf

GIF = bytes.fromhex("47494638396101000100800000ff00000000002c00000000010001000002024401003b")
WEBP = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")
KAZAKH = "ә ғ қ ң ө ұ ү һ і Ә Ғ Қ Ң Ө Ұ Ү Һ І"
DARI = "برنامه‌های پولیس: چه کمک می‌کند؟ پ چ ژ گ ک ی"


@pytest.fixture
def dari(tmp_path):
    front = front_matter(title="علم وقایه", reference="prs")
    return write_module(tmp_path, prs=front + slide(text=DARI, title="عنوان"))


def catalogue(pdf):
    return PdfReader(BytesIO(pdf)).trailer["/Root"]


def test_another_process_prints_the_same_module_to_the_same_bytes(tmp_path):
    module = write_module(tmp_path, en=slides(slide(), slide("two", notes="Speak **loud**.")))
    command = [sys.executable, "-m", "webinar.cli", "handout", str(module), "--output"]

    subprocess.run([*command, str(tmp_path)], cwd=ROOT, check=True)

    for audience in ("presenters", "participants"):
        other_bytes = (tmp_path / f"demo.en.{audience}.pdf").read_bytes()
        assert other_bytes == printed(module, "en", audience)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_pdf_is_tagged_and_has_title_and_language(tmp_path, language):
    module = write_module(tmp_path, en=slide(), ru=front_matter(title="Модуль") + slide())

    pdf = printed(module, language)

    root = catalogue(pdf)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == language
    title = {"en": "A module", "ru": "Модуль"}[language]
    assert PdfReader(BytesIO(pdf)).metadata.title == title
    assert b"pdfuaid" in pdf


def test_every_page_shows_its_number_and_the_number_of_pages(tmp_path):
    pages = pages_of(printed(write_module(tmp_path, en=slide())))

    assert [f"{number} / {len(pages)}" in text for number, text in enumerate(pages, 1)] == [
        True
    ] * len(pages)
    assert all("A module" in text for text in pages)


@pytest.mark.parametrize("word", [KAZAKH, f"**{KAZAKH}**", f"*{KAZAKH}*", f"`{KAZAKH}`"])
def test_all_kazakh_letters_are_printed(tmp_path, word):
    module = write_module(tmp_path, en=slide(), kk=front_matter() + slide(text=word))

    assert squeezed(KAZAKH) in text_on(printed(module, "kk"))


def test_dari_is_printed(dari):
    pdf = printed(dari, "prs")

    assert catalogue(pdf)["/Lang"] == "prs"
    assert set(squeezed("پچژگکی")) <= set(text_on(pdf))


def test_a_missing_font_for_dari_is_reported(dari, tmp_path):
    with pytest.raises(CannotPrint, match="./run --set-up installs it"):
        print_pdf(*composed(dari, "prs", "participants"), load(tmp_path / "no-fonts"))


def test_a_character_that_no_font_has_is_named(tmp_path):
    module = write_module(tmp_path, en=slide(text="Well done 🎉"))

    with pytest.raises(CannotPrint, match="no font has these signs: 🎉"):
        printed(module)


@pytest.mark.parametrize(("name", "content"), [("map.gif", GIF), ("map.webp", WEBP)])
def test_pictures_are_printed_with_their_description(tmp_path, name, content):
    text = slide(text=f"![A map of the town]({name})")
    module = write_module(tmp_path, images={name: content}, en=text)

    pdf = printed(module)

    (page,) = [candidate for candidate in PdfReader(BytesIO(pdf)).pages if candidate.images]
    assert len(page.images) == 1
    assert alternatives(catalogue(pdf)["/StructTreeRoot"]) == ["A map of the town"]


def alternatives(element):
    """The alternative texts in the tag tree."""
    texts = [str(element["/Alt"])] if "/Alt" in element else []
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict):
            texts += alternatives(kid)
    return texts


def test_a_broken_picture_is_reported(tmp_path):
    png = b"\x89PNG\r\n\x1a\n" + bytes(100)
    module = write_module(tmp_path, images={"map.png": png}, en=slide(text="![A map](map.png)"))

    with pytest.raises(CannotPrint, match="typst says: failed to decode image"):
        printed(module)


def test_a_drawing_with_arabic_letters_is_printed(dari):
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 60">'
        '<text x="180" y="30" text-anchor="middle" font-size="16">تداوی</text></svg>'
    )
    front = front_matter(title="علم وقایه", reference="prs")
    text = front + slide(text="![تداوی](map.svg)")
    module = write_module(dari.parent, images={"map.svg": drawing.encode()}, prs=text)

    assert catalogue(printed(module, "prs"))["/MarkInfo"]["/Marked"]
