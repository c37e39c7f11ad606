"""All text that people read is marked for translation, in templates and in scripts."""

import re
from html.parser import HTMLParser

import pytest
from jinja2 import Environment

from tools.stamps import ROOT

pytestmark = pytest.mark.any_python

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static/js").rglob("*.js"))
SPOKEN_ATTRIBUTES = {"alt", "aria-description", "aria-label", "placeholder", "title"}
# Names of keys, formats and the program, and the letter that symbolises text size.
NOT_WORDS = {"A+", "A−", "B", "CSV", "Ctrl", "Enter", "P", "Page Down", "Page Up", "Q", "S", "XLSX"}
# A block that fills a tag of its base page.
ATTRIBUTES = re.compile(r"{% block \w+_attrs %}(.*?){% endblock %}", re.DOTALL)
# This stands for a placeholder: it is no letter and does not break the surrounding tag.
PLACEHOLDER = "0"


class Readable(HTMLParser):
    """Collects text that is shown or read out: between tags, and in some attributes."""

    def __init__(self, page):
        super().__init__()
        self.texts = []
        self.feed(page)
        self.close()

    def handle_data(self, data):
        self.texts.append(data)

    def handle_starttag(self, tag, attrs):
        self.texts += [value or "" for name, value in attrs if name in SPOKEN_ATTRIBUTES]


def bare_words(page):
    """Return texts with letters that are written in the page itself."""
    texts = (text.strip() for text in Readable(page).texts)
    return [text for text in texts if re.search(r"[^\W\d_]", text) and text not in NOT_WORDS]


def remove_jinja(source):
    page = []
    source_with_tags = ATTRIBUTES.sub(r"<i \1>", source)
    for _line, token, text in Environment(autoescape=True).lex(source_with_tags):
        if token == "data":
            page.append(text)
        elif token == "variable_begin":
            page.append(PLACEHOLDER)
    return "".join(page)


def html_literals(script):
    """Yield the html`…` templates of a script, with PLACEHOLDER for each ${…}."""
    for start in re.finditer(r"\bhtml`", script):
        literal, at = [], start.end()
        while script[at] != "`":
            if script.startswith("${", at):
                at = after_braces(script, at + 1)
                literal.append(PLACEHOLDER)
            else:
                literal.append(script[at])
                at += 1
        yield "".join(literal)


def after_braces(script, at):
    depth = 0
    while True:
        depth += {"{": 1, "}": -1}.get(script[at], 0)
        at += 1
        if depth == 0:
            return at


def test_template_contains_no_unmarked_text():
    for template in TEMPLATES:
        source = template.read_text("utf-8")

        assert bare_words(remove_jinja(source)) == [], template


def test_script_draws_no_unmarked_text():
    for script in SCRIPTS:
        literals = html_literals(script.read_text("utf-8"))

        assert [text for literal in literals for text in bare_words(literal)] == [], script


def test_unmarked_words_are_detected():
    page = '<p title="{{ _("Join") }}">{# why #}{{ name }}, <b>Join</b></p>'
    script = 'html`<p aria-label="Stop">${words.map((word) => html`<i>${word} Go</i>`)}</p>`'

    assert bare_words(remove_jinja(page)) == ["Join"]
    assert [bare_words(literal) for literal in html_literals(script)] == [["Stop"], ["0 Go"]]


def test_course_title_is_shown_in_the_readers_language():
    # It is stored in the language of the organiser who made the course.
    assert [path.name for path in TEMPLATES if "{{ course.title }}" in path.read_text()] == []
