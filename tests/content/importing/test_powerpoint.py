"""Importing PPTX: text in reading order, tables, notes, pictures, and hostile files."""

import io
import zipfile

import pytest
from PIL import Image
from pptx.oxml import parse_xml
from pptx.util import Cm

from tests.content.importing.decks import add_picture, blank, bullets, picture, powerpoint, repacked
from webinar.content.importing import powerpoint as reader
from webinar.content.importing.drafts import Outcome, Remark
from webinar.content.importing.powerpoint import read_powerpoint
from webinar.content.importing.writing import write
from webinar.content.lessons.check_html import MAX_IMAGE_BYTES
from webinar.kit.errors import Refused


def read(build, language="en"):
    return read_powerpoint(powerpoint(build), language)


def codes(imported):
    return {(remark.slide, remark.code) for remark in imported.remarks}


def test_titles_lists_and_notes_are_imported():
    module = read(
        lambda deck: bullets(deck, "What helps", "one", " deeper", "two", notes="Say it.")
    )

    (slide,) = module.slides
    assert (slide.title, slide.body, slide.note) == (
        "What helps",
        ["- one", "  - deeper", "- two"],
        ["Say it."],
    )


def test_text_boxes_are_read_from_top_to_bottom_and_left_to_right():
    module = read(lambda deck: blank(deck, (12, 5, "right"), (1, 10, "below"), (1, 5.3, "left")))

    assert [line for line in module.slides[0].body if line] == ["left", "right", "below"]
    assert module.slides[0].title == "Slide 1"
    assert (1, "no_title") in codes(module)


def test_a_table_becomes_a_markdown_table():
    def build(deck):
        slide = bullets(deck, "Table")
        table = slide.shapes.add_table(2, 2, Cm(1), Cm(5), Cm(9), Cm(3)).table
        for (row, column), text in {(0, 0): "a|b", (0, 1): "c", (1, 0): "*d*"}.items():
            table.cell(row, column).text = text

    assert read(build).slides[0].body == [
        "| a&#124;b | c |",
        "| --- | --- |",
        r"| \*d\* |  |",
    ]


def test_pictures_are_shrunk_and_keep_their_descriptions():
    def build(deck):
        slide = bullets(deck, "Pictures")
        add_picture(slide, picture(), "A red field")
        add_picture(slide, picture((900, 600), noise=True), "", top=12)

    module = read(build)

    assert module.slides[0].body == [
        "![A red field](slide-1-1.png)",
        "",
        "![](slide-1-2.jpg)",
    ]
    assert all(len(content) <= MAX_IMAGE_BYTES for content in module.pictures.values())
    assert Image.open(io.BytesIO(module.pictures["slide-1-2.jpg"])).width <= 1280
    assert {(1, "picture_smaller"), (1, "no_alt")} <= codes(module)


def test_dropped_content_is_reported():
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    def build(deck):
        slide = bullets(deck, "Chart")
        data = CategoryChartData()
        data.categories = ["a"]
        data.add_series("s", (1,))
        slide.shapes.add_chart(XL_CHART_TYPE.PIE, Cm(1), Cm(1), Cm(5), Cm(5), data)
        bullets(deck, "Hidden").element.set("show", "0")
        blank(deck)

    assert {(1, "chart"), (2, "hidden"), (3, "empty_slide")} <= codes(read(build))


def test_picture_fills_are_reported_by_slide():
    """The library does not list pictures that fill a slide's background or a shape."""
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    fill = f'<a:blipFill xmlns:a="{main}"><a:blip/></a:blipFill>'

    def build(deck):
        bullets(deck, "First", "one")
        slide = bullets(deck, "Second", "two")
        shape = slide.shapes.add_shape(1, Cm(1), Cm(1), Cm(2), Cm(2))
        shape.name = "Map"
        shape._element.spPr.append(parse_xml(fill))
        slide.background.fill.solid()
        solid = slide.element.xpath("./p:cSld/p:bg/p:bgPr/a:solidFill")[0]
        solid.getparent().replace(solid, parse_xml(fill))

    dropped = [remark for remark in read(build).remarks if remark.outcome is Outcome.DROPPED]

    assert dropped == [
        Remark(2, Outcome.DROPPED, "background"),
        Remark(2, Outcome.DROPPED, "picture", "Map"),
    ]


def test_text_that_looks_like_markdown_stays_text(tmp_path):
    def build(deck):
        bullets(
            deck, "# A *title* {#id}", "Note: not notes", "- [x] 1. <b>x</b>", notes="Why: so\n---"
        )
        blank(deck, (1, 1, "Why: because"), (1, 3, "## heading"), (1, 5, "a_b_c ![x](y)"))

    module = read(build)
    written = write(module, "deck", "en", "d.pptx", tmp_path / "work")

    problems = [problem for problem in written.problems if problem.severity == "error"]
    assert problems == [], written.files["en.md"].decode()


def test_macros_are_left_out():
    content = powerpoint(lambda deck: bullets(deck, "T", "x"))
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("ppt/vbaProject.bin", b"macro")

    module = read_powerpoint(out.getvalue(), "en")

    assert (0, "macros") in codes(module)
    assert module.pictures == {}


def refused(content, code):
    with pytest.raises(Refused, match=code):
        read_powerpoint(content, "en")


def test_invalid_files_are_refused():
    good = powerpoint(lambda deck: bullets(deck, "T", "x"))
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()

    refused(b"no zip", "file_type")
    refused(empty.getvalue(), "file_type")
    refused(good[: len(good) // 2], "file_type")
    refused(powerpoint(lambda deck: None), "nothing_found")


def test_a_file_with_a_corrupt_part_is_refused():
    """A corrupt part raises its own exception class, which must not become a server error."""
    good = powerpoint(lambda deck: bullets(deck, "T", "x"))
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        part = archive.getinfo("ppt/presentation.xml")
    at = part.header_offset + 30 + len(part.filename)

    refused(good[:at] + b"\xff" * 20 + good[at + 20 :], "file_type")


def test_xml_entities_are_refused():
    good = powerpoint(lambda deck: bullets(deck, "T", "x"))
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'

    hidden = laughs.replace(b"?>", b"?><!--" + b" " * 5000 + b"-->", 1)

    for slide in (laughs, hidden):
        refused(
            repacked(good, lambda n, b, s=slide: s if n == "ppt/slides/slide1.xml" else b),
            "file_broken",
        )


def test_a_zip_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(reader, "MOST_UNPACKED", 2_000_000)
    out = io.BytesIO(powerpoint(lambda deck: bullets(deck, "T", "x")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/media/bomb.bin", b"\x00" * 3_000_000)

    refused(out.getvalue(), "file_too_large")


def test_one_broken_slide_does_not_lose_the_others():
    def build(deck):
        bullets(deck, "Good", "x")
        bullets(deck, "Bad", "x")

    content = repacked(
        powerpoint(build),
        lambda n, b: b.replace(b"<p:spTree>", b"<p:no>").replace(b"</p:spTree>", b"</p:no>")
        if n == "ppt/slides/slide2.xml" else b,
    )  # fmt: skip

    module = read_powerpoint(content, "en")

    assert [slide.title for slide in module.slides] == ["Good"]
    assert (2, "broken_slide") in codes(module)


def test_a_picture_with_too_many_pixels_is_not_unpacked(monkeypatch):
    from webinar.content.importing import pictures

    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)

    module = read(lambda deck: add_picture(bullets(deck, "T", "x"), picture((100, 100))))

    assert module.pictures == {}
    assert (1, "picture") in codes(module)
