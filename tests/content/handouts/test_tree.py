"""The HTML tree has the white space that a browser would show, and tables stay rectangular."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webinar.content.handouts.grid import lay_out
from webinar.content.handouts.prepare import Preparer
from webinar.content.handouts.tree import Node, read_tree
from webinar.content.lessons.render import render

pytestmark = pytest.mark.any_python


def outline(nodes):
    return [node if isinstance(node, str) else (node.tag, *outline(node.inside)) for node in nodes]


def prepared(html, **options):
    return Preparer({}, **options).content(html, 1)


def test_white_space_is_dropped_between_blocks_and_collapsed_within_lines():
    html = "<ul>\n<li>one\n  <strong>two </strong> three </li>\n</ul>\n<p> four<br>\nfive </p>\n"

    assert outline(read_tree(html)) == [
        ("ul", ("li", "one ", ("strong", "two "), "three")),
        ("p", "four", ("br",), "five"),
    ]


def test_code_keeps_its_spaces_and_line_breaks():
    (block,) = prepared("<pre><code>a  b\n  c\n</code></pre>")

    assert block.of["text"] == "a  b\n  c"


@given(st.text(alphabet="a#*_$@`<>&\"'\\[]{}() \n", max_size=40))
def test_escaped_text_is_read_back_unchanged(text):
    tree = read_tree(f"<p>{escape(text)}</p>")

    assert "".join(node.text() for node in tree).split() == text.split()


def test_a_drawing_is_kept_verbatim_and_its_text_is_not_page_text():
    html = (
        '<p>See <svg aria-label="A &lt;map&gt;" viewBox="0 0 9 9"><text>a &lt; b</text></svg></p>'
    )

    before, drawing = prepared(html)

    assert outline([before]) == [("p", "See")]
    assert drawing.of["alt"] == "A <map>"
    assert 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"' in drawing.of["svg"]
    assert drawing.of["svg"].endswith("><text>a &lt; b</text></svg>")


def test_a_picture_inside_a_paragraph_splits_it_in_two():
    html = '<p>One <img src="/m/a.png" alt="A"> two</p>'
    pictures = Preparer({"/m/a.png": "picture-0.png"})

    assert [node.tag for node in pictures.content(html, 1)] == ["p", "img", "p"]
    assert list(pictures.used) == ["/m/a.png"]


def test_headings_never_skip_a_level():
    headings = prepared("<h4>a</h4><h6>b</h6><h3>c</h3><h5>d</h5>")

    assert [node.of["level"] for node in headings] == [2, 3, 2, 3]


def test_a_link_shows_its_address_unless_its_text_already_does():
    html = '<a href="https://e.org/">https://e.org/</a><a href="https://e.org/">site</a>'
    html += '<a href="mailto:a@e.org">mail</a><a href="/inside">page</a>'

    same, other, mail, page = prepared(html)

    assert [node.of.get("shown") for node in (same, other, mail)] == [
        "",
        "https://e.org/",
        "a@e.org",
    ]
    assert page.tag == "span"


def test_terms_link_to_the_glossary_only_if_there_is_one():
    html = '<a class="term" href="/glossary/ru#risk-factor">риск</a>'
    terms = {}

    assert prepared(html)[0].tag == "span"
    assert prepared(html, terms=terms)[0].of == {"id": "risk-factor"}
    assert list(terms) == ["risk-factor"]


def table(html):
    (node,) = [node for node in read_tree(html) if node.tag == "table"]
    laid = lay_out(node)
    places = [
        tuple(node.of[key] for key in ("x", "y", "colspan", "rowspan")) for node in laid.inside
    ]
    return laid.of, places


def test_a_table_knows_its_columns_and_heading_rows():
    attributes, places = table(render("| a | b |\n| --- | --: |\n| 1 | 2 |").html)

    assert attributes == {"columns": 2, "head": 1}
    assert places == [(0, 0, 1, 1), (1, 0, 1, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_cells_stay_within_the_table_and_never_overlap():
    rows = '<tr><td rowspan="9">a</td><td colspan="99">b</td></tr><tr><td>c</td><td>d</td></tr>'
    attributes, places = table(f"<table><tbody>{rows}</tbody></table>")

    taken = [
        (x + i, y + j) for x, y, wide, high in places for i in range(wide) for j in range(high)
    ]
    assert len(taken) == len(set(taken))
    assert attributes["columns"] <= 12 and max(y for _, y in taken) == 1


def test_a_table_without_cells_is_accepted():
    assert lay_out(Node("table")).of == {"columns": 1, "head": 0}
