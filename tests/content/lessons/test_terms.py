"""Words on a slide that link to the glossary."""

import re

import pytest

from webinar.content.lessons.render import render
from webinar.content.lessons.terms import terms_in

from .allowed import outside_the_allow_list
from .making import (
    drafts,
    faults,
    line_of,
    messages,
    quiz,
    scenario,
    slide,
    write_glossary,
    write_module,
)

TERMS = {"risk-factor": "risk factor", "referral": "referral"}


def lint(tmp_path, text):
    write_glossary(tmp_path, en=TERMS)
    return messages(tmp_path, text)


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_a_term_links_to_the_glossary_in_the_slides_language(language):
    assert render("A [risk](term:risk-factor).", language).html == (
        f'<p>A <a class="term" href="/glossary/{language}#risk-factor" '
        'rel="noopener noreferrer">risk</a>.</p>'
    )


@pytest.mark.parametrize(
    "source",
    ["[**risk**](term:x)", "| a |\n|---|\n| [b](term:x) |", "- [b](term:x)", "> [b](term:x)"]
    + ['[b](term:x "title")', "[b](<term:x>)", "[b][c]\n\n[c]: term:x", "[b]( term:x )"],
)
def test_terms_are_recognised_in_every_markdown_syntax(source):
    rendered = render(source, "en")

    assert rendered.links == ("/glossary/en#x",)
    assert rendered.removed == ()
    assert 'class="term"' in rendered.html


def test_other_links_and_code_are_left_alone():
    assert "term" not in render("[a](https://example.org) [b](#c)").html
    assert render("`[a](term:x)`").html == "<p><code>[a](term:x)</code></p>"


@pytest.mark.parametrize("place", ["body", "why", "handout"])
def test_a_known_term_is_accepted_where_it_can_be_tapped(tmp_path, place):
    link = "[risk](term:risk-factor)"
    text = {"body": slide(text=link), "why": quiz(why=link), "handout": scenario(link)}[place]

    assert lint(tmp_path, text) == []
    assert lint(tmp_path, text.replace("risk-factor", "risk-fator")) == [
        "error: the glossary has no term `risk-fator`"
    ]


def test_an_unknown_term_names_the_nearest_and_its_line(tmp_path):
    write_glossary(tmp_path, en=TERMS)
    text = slide(text="Text.\n\nA [risk](term:risk-factors) here.")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "the glossary has no term `risk-factors`"
    assert problem.remedy == "Write `term:risk-factor`"
    assert (problem.severity, problem.line) == ("error", line_of(text, "risk-factors"))


def test_every_term_is_unknown_if_there_is_no_glossary(tmp_path):
    [problem] = faults(write_module(tmp_path, en=slide(text="[a](term:referral)")))

    assert problem.message == "the glossary has no term `referral`"
    assert problem.remedy == "Add it to the files in `glossary`"


@pytest.mark.parametrize(
    "source",
    ["[a][b]\n\n[b]: term:absent", '[a](term:absent "t")', "[a](<term:absent>)"]
    + ["[a\nb](term:absent)", "[a](/glossary/en#absent)"],
)
def test_no_link_syntax_evades_the_term_check(tmp_path, source):
    assert lint(tmp_path, slide(text=source)) == ["error: the glossary has no term `absent`"]


def test_a_term_in_code_is_text(tmp_path):
    assert lint(tmp_path, slide(text="`[a](term:absent)`\n\n```\n[a](term:absent)\n```")) == []


@pytest.mark.parametrize(
    "text",
    [
        slide(title="A [risk](term:referral)"),
        quiz("- [ ] [Tea](term:referral) {#tea}\n- [x] Coffee {#coffee}"),
        slide(notes="Say [risk](term:referral)."),
        drafts("- [Sort](term:referral) {#a}\n  Owner: x\n  Indicator: y"),
        drafts("- Sort {#a}\n  Owner: [x](term:referral)\n  Indicator: y"),
        drafts("- Sort {#a}\n  Owner: x\n  Indicator: [y](term:referral)"),
    ],
    ids=["title", "option", "notes", "draft", "owner", "indicator"],
)
def test_a_term_that_cannot_be_tapped_is_an_error(tmp_path, text):
    write_glossary(tmp_path, en=TERMS)

    problems = faults(write_module(tmp_path, en=text))

    messages = [problem.message for problem in problems]
    assert "a link to the glossary cannot be tapped here" in messages
    problem = problems[messages.index("a link to the glossary cannot be tapped here")]
    assert problem.remedy == "Delete it; put it into the text of the slide"
    needle = "](term:referral)" if "Sort" not in text else "Sort"
    assert problem.line == line_of(text, needle)


HOSTILE_IDS = [
    '"><script>alert(1)</script>',
    "\"onclick='alert(1)'",
    "javascript:alert(1)",
    "x%22%3E",
    "x&quot;&gt;",
    "../../admin",
    "//evil.test",
    "\\evil.test",
    "x#y",
    "<b>",
    "{{7*7}}",
    "'; DROP TABLE x; --",
    "x\u202ey",
    "",
]


@pytest.mark.parametrize("name", HOSTILE_IDS)
def test_a_hostile_term_id_is_an_error_and_links_only_to_the_glossary(tmp_path, name):
    source = f"[a](term:{name}) and [b](<term:{name}>)"

    html = render(source, "en").html

    assert outside_the_allow_list(html) == []
    for address in re.findall(r'class="term" href="([^"]*)"', html):
        assert address.startswith("/glossary/en#")
    assert any(message.startswith("error: ") for message in lint(tmp_path, slide(text=source)))


@pytest.mark.parametrize("scheme", ["TERM:", "Term:", " term:", "java\nterm:", "xterm:"])
def test_only_the_exact_scheme_makes_a_term(scheme):
    html = render(f'[a]({scheme}x) <a href="{scheme}x">b</a>').html

    assert outside_the_allow_list(html) == []
    assert 'class="term" href="/glossary/en#x"' not in html or scheme.strip() == "term:"


def test_term_class_is_allowed_only_on_links(tmp_path):
    rendered = render("Text\n{: .term }")

    assert 'class="' not in rendered.html.replace('class=""', "")
    assert rendered.removed == ("class term",)


def test_term_ids_are_listed_as_typed():
    assert list(terms_in("[a](term:b) [c]( term:d ) [e](https://f) `term:g`")) == ["b", "d"]
