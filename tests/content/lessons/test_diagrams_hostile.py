"""Drawings that attack the reader or the server: each is refused or made harmless."""

import time

import pytest

from webinar.content.lessons.library import read_module

from .drawings import SLIDE_WITH_DRAWING, refused
from .making import faults, svg, write_module

pytestmark = pytest.mark.any_python

XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
RECTANGLE = "<rect{}/>"


@pytest.mark.parametrize(
    "element",
    ["script", "style", "foreignObject", "a", "use", "image", "animate", "set", "iframe", "defs"]
    + ["marker", "symbol", "filter", "mask", "pattern", "metadata", "textPath", "handler"],
)
def test_unknown_elements_are_refused(tmp_path, element):
    for inside in (f"<{element}/>", f"<g><text><{element}>alert(1)</{element}></text></g>"):
        problem = refused(tmp_path, svg(inside))

        assert problem.message == f"the drawing has an element `{element}`"
        assert problem.remedy.startswith("Known are circle, desc, ellipse")


@pytest.mark.parametrize("namespace", ["http://www.w3.org/1999/xhtml", "urn:evil"])
def test_elements_in_other_namespaces_are_refused(tmp_path, namespace):
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
def test_unknown_attributes_are_refused_on_the_root_and_below(tmp_path, attribute, name):
    on_root = refused(tmp_path, svg(attributes=f"{XLINK} {attribute}"))
    below = refused(tmp_path, svg(RECTANGLE.format(f" {attribute}"), attributes=XLINK))

    assert on_root.message == below.message == f"the drawing has an attribute `{name}`"


def test_attributes_with_a_namespace_prefix_are_refused(tmp_path):
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
def test_unknown_attribute_values_are_refused(tmp_path, attribute):
    problem = refused(tmp_path, svg(RECTANGLE.format(f" {attribute}")))

    name = attribute.partition("=")[0]
    assert problem.message.startswith(f"the drawing has `{name}` with `")


def test_error_for_a_refused_colour_lists_the_allowed_ones(tmp_path):
    problem = refused(tmp_path, svg(RECTANGLE.format(' fill="#c00"')))

    assert problem.message == "the drawing has `fill` with `#c00`"
    assert problem.remedy.startswith("Colours are `currentColor` and `none`")


def test_a_long_value_is_shortened_in_the_message(tmp_path):
    problem = refused(tmp_path, svg(RECTANGLE.format(f' fill="{"x" * 5000}"')))

    assert len(problem.message) < 100


@pytest.mark.parametrize("box", ["", " "])
def test_an_empty_view_box_is_refused(tmp_path, box):
    assert "`viewBox`" in refused(tmp_path, svg(box=box)).message


def test_a_missing_view_box_and_a_root_without_a_namespace_are_refused(tmp_path):
    for content in (b'<svg xmlns="http://www.w3.org/2000/svg"/>', b"<svg viewBox='0 0 1 1'/>"):
        assert refused(tmp_path, content).message == "the drawing has no `viewBox`"


@pytest.mark.parametrize(
    "box",
    ["0 0 360", "0 0 360 200 1", "0 0 0 200", "0 0 -360 200", "0 0 360 0", "e e e e", "- - - -"]
    + ["0 0 1e999 200", "0 0 360 1e999"],
)
def test_a_view_box_needs_four_numbers(tmp_path, box):
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


def test_text_in_a_drawing_is_escaped(tmp_path):
    content = svg("<text>&lt;script&gt; &amp;lt; &quot;<![CDATA[<img onerror=x>]]></text>")
    folder = write_module(tmp_path, images={"way.svg": content}, en=SLIDE_WITH_DRAWING)

    html = read_module(folder).slides[0].text["en"].html

    assert "&lt;script&gt; &amp;lt; &quot;&lt;img onerror=x&gt;</text>" in html


def test_processing_instructions_and_comments_are_dropped(tmp_path):
    content = b'<?xml-stylesheet href="https://evil.test/x.css"?>' + svg("<!-- x --><?php x ?>")
    folder = write_module(tmp_path, images={"way.svg": content}, en=SLIDE_WITH_DRAWING)

    assert read_module(folder).slides[0].text["en"].html.endswith('200"></svg></p>')


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
def test_drawings_made_to_be_slow_are_read_quickly(tmp_path, inside):
    folder = write_module(tmp_path, images={"way.svg": svg(inside)}, en=SLIDE_WITH_DRAWING)

    started = time.process_time()
    faults(folder)

    assert time.process_time() - started < 2
