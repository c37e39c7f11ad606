"""Drawings that attack the reader or the server: each is refused, and nothing of it is shown."""

import os
import time

import pytest

from webinar.lessons.diagrams import list_diagrams
from webinar.lessons.library import read_module
from webinar.lessons.problems import LessonError

from .making import faults, slide, svg, write_module

SHOWN = slide(text="![The way](way.svg)")
XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
RECT = "<rect{}/>"


def refused(tmp_path, content):
    """The first problem of a module with this drawing, which must not load."""
    folder = write_module(tmp_path, images={"way.svg": content}, en=SHOWN)
    with pytest.raises(LessonError):
        read_module(folder)
    found = [problem for problem in faults(folder) if problem.file.endswith("way.svg")]
    assert found, "nothing was said about the drawing itself"
    assert all(problem.severity == "error" for problem in found)
    assert all(problem.remedy and problem.line >= 1 for problem in found)
    return found[0]


@pytest.mark.parametrize(
    "element",
    ["script", "style", "foreignObject", "a", "use", "image", "animate", "set", "iframe", "defs"]
    + ["marker", "symbol", "filter", "mask", "pattern", "metadata", "textPath", "handler"],
)
def test_other_elements_are_refused(tmp_path, element):
    for inside in (f"<{element}/>", f"<g><text><{element}>alert(1)</{element}></text></g>"):
        problem = refused(tmp_path, svg(inside))

        assert problem.message == f"the drawing has an element `{element}`"
        assert problem.remedy.startswith("Known are circle, desc, ellipse")


@pytest.mark.parametrize("namespace", ["http://www.w3.org/1999/xhtml", "urn:evil"])
def test_elements_of_other_languages_are_refused(tmp_path, namespace):
    inside = f'<x:script xmlns:x="{namespace}">alert(1)</x:script>'

    assert "script`" in refused(tmp_path, svg(inside)).message


@pytest.mark.parametrize(
    ("attribute", "name"),
    [
        ('onload="alert(1)"', "onload"),
        ('onclick="alert(1)"', "onclick"),
        ('style="fill:url(https://evil.test)"', "style"),
        ('href="javascript:alert(1)"', "href"),
        ('id="login"', "id"),
        ('class="modal"', "class"),
        ('filter="url(#x)"', "filter"),
        ('data-x="1"', "data-x"),
        ('FILL="none"', "FILL"),
        ('xml:base="https://evil.test"', "{http://www.w3.org/XML/1998/namespace}base"),
        ('xml:space="preserve"', "{http://www.w3.org/XML/1998/namespace}space"),
        ('xlink:href="javascript:alert(1)"', "{http://www.w3.org/1999/xlink}href"),
    ],
)
def test_other_attributes_are_refused_on_each_element(tmp_path, attribute, name):
    on_root = refused(tmp_path, svg(attributes=f"{XLINK} {attribute}"))
    below = refused(tmp_path, svg(RECT.format(f" {attribute}"), attributes=XLINK))

    assert on_root.message == below.message == f"the drawing has an attribute `{name}`"


def test_attributes_under_another_prefix_are_refused(tmp_path):
    inside = '<rect xmlns:s="http://www.w3.org/2000/svg" s:onload="alert(1)" s:fill="none"/>'

    assert "an attribute `{http://www.w3.org/2000/svg}onload`" in (
        refused(tmp_path, svg(inside)).message
    )


@pytest.mark.parametrize(
    "attribute",
    ['fill="red"', 'fill="url(https://evil.test/#x)"', 'fill="url(#x)"', 'stroke="#fff"']
    + ['fill="currentcolor"', 'fill="currentColor;x"', 'x="expression(alert(1))"', 'x="1px"']
    + ['width="100vw"', 'x="&quot;&gt;&lt;script&gt;"', 'font-size="calc(1)"', 'x="٣"']
    + ['d="M0 0 url(x)"', 'd="javascript:x"', 'transform="matrix(1 0 0 1 0 0)"']
    + ['transform="translate(1) url(x)"', 'text-anchor="mid dle"', 'font-weight="x;y"'],
)
def test_other_values_are_refused(tmp_path, attribute):
    problem = refused(tmp_path, svg(RECT.format(f" {attribute}")))

    name = attribute.partition("=")[0]
    assert problem.message.startswith(f"the drawing has `{name}` with `")


def test_colours_say_why_they_are_refused(tmp_path):
    problem = refused(tmp_path, svg(RECT.format(' fill="#c00"')))

    assert problem.message == "the drawing has `fill` with `#c00`"
    assert problem.remedy.startswith("Colours are `currentColor` and `none`")


def test_a_long_value_is_not_repeated_whole(tmp_path):
    problem = refused(tmp_path, svg(RECT.format(f' fill="{"x" * 5000}"')))

    assert len(problem.message) < 100


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
def test_what_is_not_xml_is_refused(tmp_path, content):
    assert refused(tmp_path, content).message == "the drawing is not XML"


def test_the_line_of_broken_xml_is_named(tmp_path):
    problem = refused(tmp_path, svg("\n\n<g></text></g>"))

    assert (problem.message, problem.line) == ("the drawing is not XML", 3)
    assert problem.remedy == "Close each tag that you open"


def test_an_entity_that_nobody_declared_is_refused(tmp_path):
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
def test_what_cannot_be_read_is_refused(tmp_path, content, message):
    assert refused(tmp_path, content).message == message


def test_another_encoding_in_the_first_line_changes_nothing(tmp_path):
    content = b'<?xml version="1.0" encoding="UTF-7"?>' + svg("<text>+ADw-script+AD4-</text>")
    folder = write_module(tmp_path, images={"way.svg": content}, en=SHOWN)

    assert "+ADw-script+AD4-" in read_module(folder).slides[0].text["en"].html


@pytest.mark.parametrize("box", ["", " "])
def test_an_empty_box_is_refused(tmp_path, box):
    assert "`viewBox`" in refused(tmp_path, svg(box=box)).message


def test_no_box_and_another_root_are_refused(tmp_path):
    for content in (b'<svg xmlns="http://www.w3.org/2000/svg"/>', b"<svg viewBox='0 0 1 1'/>"):
        assert refused(tmp_path, content).message == "the drawing has no `viewBox`"


@pytest.mark.parametrize(
    "box",
    ["0 0 360", "0 0 360 200 1", "0 0 0 200", "0 0 -360 200", "0 0 360 0", "e e e e", "- - - -"]
    + ["0 0 1e999 200", "0 0 360 1e999"],
)
def test_a_box_has_four_numbers(tmp_path, box):
    problem = refused(tmp_path, svg("<text>x</text>", box=box))

    assert problem.message == "the drawing's `viewBox` has not four numbers"
    assert problem.remedy == 'Write "0 0 360 200"'


@pytest.mark.parametrize("depth", [21, 500, 1_500])
def test_deep_nesting_is_refused(tmp_path, depth):
    problem = refused(tmp_path, svg("<g>" * depth + "</g>" * depth))

    assert problem.message == "the drawing is too deeply nested"


def test_a_language_outside_of_a_switch_is_refused(tmp_path):
    problem = refused(tmp_path, svg('<g><text systemLanguage="ru">Текст</text></g>'))

    assert problem.message == "the drawing has a `systemLanguage` that chooses nothing"


def test_text_is_text(tmp_path):
    content = svg("<text>&lt;script&gt; &amp;lt; &quot;<![CDATA[<img onerror=x>]]></text>")
    folder = write_module(tmp_path, images={"way.svg": content}, en=SHOWN)

    html = read_module(folder).slides[0].text["en"].html

    assert "&lt;script&gt; &amp;lt; &quot;&lt;img onerror=x&gt;</text>" in html


def test_processing_instructions_and_comments_are_dropped(tmp_path):
    content = b'<?xml-stylesheet href="https://evil.test/x.css"?>' + svg("<!-- x --><?php x ?>")
    folder = write_module(tmp_path, images={"way.svg": content}, en=SHOWN)

    assert read_module(folder).slides[0].text["en"].html.endswith('200"></svg></p>')


def test_windows_line_endings_and_a_mark_are_read(tmp_path):
    content = b"\xef\xbb\xbf" + svg("\r\n<text>\r\n  a\r\n  b\r\n</text>\r\n")
    folder = write_module(tmp_path, images={"way.svg": content}, en=SHOWN)

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


def test_hidden_files_and_linked_folders_are_passed_by(tmp_path):
    elsewhere = write_module(tmp_path / "elsewhere", images={"way.svg": svg()}, en=slide())
    folder = write_module(tmp_path, images={".way.svg": svg(), ".git/way.svg": svg()}, en=slide())
    (folder / "linked").symlink_to(elsewhere)

    assert list_diagrams(folder) == ({}, [])


@pytest.mark.parametrize(
    "inside",
    [
        "<text>" + "<tspan>a</tspan>" * 1_200 + "</text>",
        '<text x="' + "1 " * 9_000 + '">a</text>',
        '<rect x="' + "-" * 19_000 + '"/>',
        '<g transform="' + "scale(1)" * 2_300 + 'x"/>',
        '<g transform="' + "translate(" * 1_800 + '"/>',
        '<path d="' + " " * 19_000 + 'x"/>',
        "<switch>" * 19 + "</switch>" * 19,
        "<text>" + " \n" * 9_000 + "a</text>",
    ],
)
def test_drawings_made_to_be_slow_end_soon(tmp_path, inside):
    folder = write_module(tmp_path, images={"way.svg": svg(inside)}, en=SHOWN)

    started = time.process_time()
    faults(folder)

    assert time.process_time() - started < 2
