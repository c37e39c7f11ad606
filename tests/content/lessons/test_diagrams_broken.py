"""Drawings that cannot be read: lint gives the reason for each."""

import os

import pytest

from webinar.content.lessons.diagrams import list_diagrams
from webinar.content.lessons.library import read_module

from .drawings import SLIDE_WITH_DRAWING, refused
from .making import slide, svg, write_module


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">',
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        "<!DOCTYPE\tsvg>",
    ],
)
def test_document_types_and_entities_are_refused(tmp_path, head):
    problem = refused(tmp_path, head.encode() + svg("<text>&a;</text>"))

    assert problem.message == "the drawing declares a document type"
    assert problem.remedy == "Delete the line with <!DOCTYPE"


@pytest.mark.parametrize("content", [b"<svg", b"text", b"<svg></g>", b"<!doctype html>", b"&a;"])
def test_drawings_that_are_not_xml_are_refused(tmp_path, content):
    assert refused(tmp_path, content).message == "the drawing is not XML"


def test_the_line_of_broken_xml_is_named(tmp_path):
    problem = refused(tmp_path, svg("\n\n<g></text></g>"))

    assert (problem.message, problem.line) == ("the drawing is not XML", 3)
    assert problem.remedy == "Close each tag that you open"


def test_an_undeclared_entity_is_refused(tmp_path):
    assert refused(tmp_path, svg("<text>&nbsp;</text>")).message == "the drawing is not XML"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe<\x00s\x00", "the file is UTF-16"),
        (svg("<text>\xd8</text>").decode().encode("latin-1"), "the file is not UTF-8"),
        (svg("<text>\x00</text>"), "there is an invisible control character (U+0000)"),
        (svg("<text>\x1b[2J</text>"), "there is an invisible control character (U+001B)"),
        (svg("<g/>" * 5_000), "the drawing is over 20 kB"),
        (b"<svg>" * 50_000, "the file is over 200 kB"),
    ],
)
def test_unreadable_drawings_are_refused(tmp_path, content, message):
    assert refused(tmp_path, content).message == message


def test_a_declared_encoding_is_ignored(tmp_path):
    content = b'<?xml version="1.0" encoding="UTF-7"?>' + svg("<text>+ADw-script+AD4-</text>")
    folder = write_module(tmp_path, images={"way.svg": content}, en=SLIDE_WITH_DRAWING)

    assert "+ADw-script+AD4-" in read_module(folder).slides[0].text["en"].html


def test_windows_line_endings_and_a_byte_order_mark_are_read(tmp_path):
    content = b"\xef\xbb\xbf" + svg("\r\n<text>\r\n  a\r\n  b\r\n</text>\r\n")
    folder = write_module(tmp_path, images={"way.svg": content}, en=SLIDE_WITH_DRAWING)

    assert "<text>a b</text>" in read_module(folder).slides[0].text["en"].html


def test_links_pipes_and_folders_are_refused(tmp_path):
    outside = tmp_path / "outside.svg"
    outside.write_bytes(svg())
    folder = write_module(tmp_path, en=slide())
    (folder / "link.svg").symlink_to(outside)
    (folder / "folder.svg").mkdir()
    os.mkfifo(folder / "pipe.svg")

    diagrams, reports = list_diagrams(folder)

    assert diagrams == {}
    assert [problem.message for report in reports for problem in report.problems] == (
        ["this is not an ordinary file"] * 3
    )


def test_hidden_files_and_linked_folders_are_ignored(tmp_path):
    linked_folder = write_module(tmp_path / "elsewhere", images={"way.svg": svg()}, en=slide())
    folder = write_module(tmp_path, images={".way.svg": svg(), ".git/way.svg": svg()}, en=slide())
    (folder / "linked").symlink_to(linked_folder)

    assert list_diagrams(folder) == ({}, [])
