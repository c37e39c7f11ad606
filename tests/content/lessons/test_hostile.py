"""Markdown that attacks the reader or the server."""

import random
import threading
import time
from xml.etree import ElementTree

import pytest

from webinar.content.lessons.diagrams import Diagram
from webinar.content.lessons.problems import Report
from webinar.content.lessons.render import CannotRender, Pictures, render, render_inline, text_of

from .allowed import outside_the_allow_list
from .attacks import HOSTILE
from .making import svg

pytestmark = pytest.mark.any_python

DRAWN = """<text x="1">&lt;script&gt;"&amp;<tspan>b</tspan></text><rect fill="none"/>
<switch><text systemLanguage="ru">р</text><text>e</text></switch>"""
DIAGRAM = Diagram(ElementTree.fromstring(svg(DRAWN)), Report("way.svg"))
PICTURES = Pictures({"map.png": "/pictures/map.png"}, {"way.svg": DIAGRAM})


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_markdown_stays_within_the_allow_list(source):
    for text in (source, f"Before {source} after", f"- {source}", f"> {source}\n\n{source}"):
        assert outside_the_allow_list(render(text, pictures=PICTURES).html) == []
        assert outside_the_allow_list(render_inline(text).html) == []


def test_allow_list_check_finds_planted_violations():
    assert outside_the_allow_list("<script>") == ["<script>"]
    assert outside_the_allow_list("<p onclick=x>") == ["<p onclick='x'>"]
    assert outside_the_allow_list("<a href='java\tscript:x'>") != []
    assert outside_the_allow_list("<img src='https://evil.test'>") != []
    assert outside_the_allow_list("<p class='evil'>") != []
    assert outside_the_allow_list("<p class='term'>") != []
    assert outside_the_allow_list("<svg onload=x>") != []
    assert outside_the_allow_list("<g aria-label=x>") != []
    assert outside_the_allow_list("<rect fill='url(#x)'>") != []
    assert outside_the_allow_list("<foreignObject>") != []
    assert outside_the_allow_list("<!-- x -->") != []
    assert outside_the_allow_list("<a href='https://ok.test' rel='noopener noreferrer'>") == []


@pytest.mark.parametrize("source", ["<script>alert(1)</script>", "<style>x{}</style>"])
def test_scripts_and_styles_leave_no_text_behind(source):
    assert render(f"a {source} b").html == "<p>a  b</p>"
    assert text_of(render_inline(f"a {source} b").html) == "a b"


def test_pictures_drawings_and_terms_are_rendered_in_these_tests():
    text = "![x](map.png) ![x](way.svg) [x](term:x)"

    html = render(text, "ru", PICTURES).html

    assert 'src="/pictures/map.png"' in html
    assert '<text x="1">&lt;script&gt;&quot;&amp;<tspan>b</tspan></text>' in html
    assert "<text>р</text>" in html
    assert 'href="/glossary/ru#x"' in html


def test_two_thousand_mutated_documents_stay_within_the_allow_list():
    chance = random.Random(20261124)
    for _ in range(2_000):
        source = _mutate("\n".join(chance.sample(HOSTILE, k=3)), chance)
        try:
            html = render(source, pictures=PICTURES).html
        except CannotRender:
            continue
        assert outside_the_allow_list(html) == [], source


def _mutate(source, chance):
    pieces = ["<", ">", '"', "'", "&", "/", "\n", "`", "[", "](", "{:", " ", "\t", "<b ", "<!--"]
    pieces += ["![x](way.svg)", "way.svg", "term:", "](term:x)", "<img src=way.svg alt='", "<svg "]
    for _ in range(chance.randrange(12)):
        at = chance.randrange(len(source))
        cut = at + chance.randrange(4)
        source = source[:at] + chance.choice(pieces) + source[cut:]
    return source


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "](", "[a](", "[a][", "<", "<a ", "<!--", "<![CDATA[", "<div>\n", "&#", "`", "`a`"]
    + ["*", "_", "**a", "**_a", "*a_", "> ", "> a\n", "- ", "- a\n", "1. ", "#", "| a ", "\n|"]
    + ["a\n-\n", "a | b\n-|-\n", "{: a=", "a\n\n", " ", "\t", "\\", "\n ", "```\n", "[a]: b\n"],
)
@pytest.mark.parametrize("tail", ["", "a", "\n" + "a" * 12_000])
def test_text_made_to_be_slow_is_rendered_quickly(piece, tail):
    source = (piece * 16_000)[: 15_000 - len(tail)] + tail

    started = time.process_time()
    try:
        render(source)
    except CannotRender:
        pass

    # Normal runs take a tenth of this; before the limit existed, some took 20 s.
    assert time.process_time() - started < 3


def test_deeply_nested_lists_are_rendered_quickly():
    source = "".join("  " * depth + "- a\n" for depth in range(100))

    started = time.process_time()
    try:
        render(source)
    except CannotRender:
        pass

    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("x" * 16_001, "it is longer than 16000 characters"),
        ("[" * 5_000, "it is too long for so many `*`, `_`, `[`, `<` and backticks"),
        ("- " * 1_000 + "a", "it is too deeply nested"),
    ],
)
def test_text_that_cannot_be_rendered_says_why(source, reason):
    with pytest.raises(CannotRender, match="^it is") as error:
        render(source)

    assert str(error.value) == reason


def test_an_unclosed_declaration_is_harmless():
    for source in ("[!WARNING]\n<p>\n\n<!", "x <![ y", "<![x\n\n<!"):
        assert outside_the_allow_list(render(source).html) == []


def test_many_threads_render_the_same_as_one():
    sources = [f"# {n}\n\n- *{n}*\n  - `{n}`\n\n[x]: https://e.test/{n}\n\n[x]" for n in range(20)]
    expected = [render(source).html for source in sources]
    results = {}

    def work(name):
        results[name] = [render(source).html for source in sources]

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(result == expected for result in results.values())
    assert len(results) == 8
