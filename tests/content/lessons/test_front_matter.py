"""The YAML at the top of a file: allowed keys and values, and hostile or careless YAML."""

import time

import pytest

from webinar.content.lessons.front_matter import parse_front_matter
from webinar.content.lessons.model import Source
from webinar.content.lessons.problems import Report

from .making import front_matter, line_of, messages, slide


def parse(text):
    report = Report("en.md")
    front = parse_front_matter(text, 2, report)
    return front, [(problem.line, problem.message) for problem in report.problems]


def test_all_keys_are_read():
    front, problems = parse(
        """title: "What helps: a start"
minutes: 45
objectives:
  - "One"
  - Two
sources:
  - title: "A book"
    url: https://example.org/a
    note: "Pages 1 to 5"
  - title: "Another"
licence: "CC BY 4.0"
notice: >
  Independent material.
  Not endorsed.
reference: ru
"""
    )

    assert problems == []
    assert front.title == "What helps: a start"
    assert front.minutes == 45
    assert front.objectives == ["One", "Two"]
    assert front.sources == [
        Source("A book", "https://example.org/a", "Pages 1 to 5"),
        Source("Another"),
    ]
    assert front.notice == "Independent material. Not endorsed."
    assert front.reference == "ru"
    assert front.lines["sources"] == 7


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title: a: b", (2, "the front matter is not YAML: mapping values are not allowed here")),
        ("- a\n- b", (2, "the front matter is not YAML: there should be lines like `title: …`")),
        ("just text", (2, "the front matter is not YAML: there should be lines like `title: …`")),
        ("[a]: b", (2, "the front matter is not YAML: there should be lines like `title: …`")),
        ("title: !!python/name:os.system", None),
        ("title: 2024-13-45", (2, "the front matter is not YAML")),
    ],
)  # fmt: skip
def test_anything_but_plain_yaml_is_refused(text, problem):
    front, problems = parse(text)

    assert not front.is_readable
    assert problem is None or problems == [problem]
    assert len(problems) == 1


def test_an_alias_is_refused_with_its_line():
    front, [(line, message)] = parse("a: &x b\nc: *x")

    assert not front.is_readable
    assert (line, message[-44:]) == (3, "`*` and `&` have a meaning of their own here")


def test_deeply_nested_yaml_is_refused():
    front, problems = parse("a: " + "[" * 5000)

    assert not front.is_readable
    assert len(problems) == 1


def test_a_yaml_bomb_is_refused_at_once():
    bomb = 'a: &a ["x","x"]\n' + "".join(
        f"{new}: &{new} [*{old},*{old},*{old}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )

    started = time.process_time()
    front, _ = parse(bomb)

    assert not front.is_readable
    assert time.process_time() - started < 1


def test_an_overlong_front_matter_is_not_parsed():
    front, [problem] = parse("a: b\n" * 10_000)

    assert not front.is_readable
    assert problem == (2, "the front matter is over 20000 characters")


def test_a_duplicate_key_is_reported():
    _, problems = parse("title: a\ntitle: b")

    assert problems == [(3, "`title` stands here twice")]


def test_a_duplicate_key_in_a_source_is_reported():
    _, problems = parse(
        'sources:\n  - title: "a"\n    url: https://a.test\n    url: https://b.test'
    )

    assert problems == [(5, "`url` stands here twice")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: 2024", "`title` is not a text"),
        ("title: no", "`title` is not a text"),
        ("title:", "`title` is not a text"),
        ("licence: [a]", "`licence` is not a text"),
        ("minutes: soon", "`minutes` is not a number of minutes"),
        ("minutes: yes", "`minutes` is not a number of minutes"),
        ("minutes: 0", "`minutes` is not a number of minutes"),
        ("minutes: 601", "`minutes` is not a number of minutes"),
        ("minutes: 1.5", "`minutes` is not a number of minutes"),
        ("objectives: one", "`objectives` is not a list of texts"),
        ("objectives: []", "`objectives` is not a list of texts"),
        ("objectives: [1]", "`objectives` is not a list of texts"),
        ('objectives: [" "]', "`objectives` is not a list of texts"),
        ("sources: a book", "`sources` is not a list"),
        ("sources: [a book]", "a source has no title"),
        ("sources: [{url: 'https://a.b'}]", "a source has no title"),
        ("sources: [{title: A, link: b}]", "the source “A” has an entry that is not known"),
        ("sources: [{title: A, note: 1}]", "the source “A” has an entry that is not known"),
        ("sources: [{title: A, url: 'http://a.b'}]", "the source “A” has no https address"),
        ("sources: [{title: A, url: 'javascript:x'}]", "the source “A” has no https address"),
        ("sources: [{title: A, url: 'https://'}]", "the source “A” has no https address"),
        ("sources: [{title: A, url: 'https://[x'}]", "the source “A” has no https address"),
        ("sources: [{title: A, url: 'https://a b'}]", "the source “A” has no https address"),
    ],
)
def test_a_value_of_the_wrong_shape_is_reported(text, message):
    front, problems = parse(text)

    assert problems == [(2, message)]
    assert front.is_readable


def test_a_key_that_yaml_reads_as_a_boolean_is_just_unknown():
    _, problems = parse("yes: a")

    assert problems == [(2, "`yes` is not known here")]


def test_a_misspelt_key_is_both_unknown_and_missing(tmp_path):
    misspelt = front_matter(without=["licence"]).replace("notice", "license: x\nnotice")

    remarks = messages(tmp_path, misspelt + slide())

    assert remarks == ["error: `licence` is missing", "error: `license` is not known here"]
    assert messages(tmp_path, front_matter() + slide()) == []


@pytest.mark.parametrize("key", ["title", "minutes", "objectives", "sources", "licence", "notice"])
def test_the_first_language_needs_every_key(tmp_path, key):
    remarks = messages(tmp_path, front_matter(without=[key]) + slide())

    assert remarks == [f"error: `{key}` is missing"]
    assert messages(tmp_path, front_matter() + slide()) == []


@pytest.mark.parametrize("key", ["title", "objectives", "notice"])
def test_a_translation_needs_title_objectives_and_notice(tmp_path, key):
    remarks = messages(tmp_path, en=slide(), ru=front_matter(without=[key]) + slide())

    assert remarks == [f"error: `{key}` is missing"]


def test_a_translation_may_omit_minutes_sources_and_licence(tmp_path):
    short = front_matter(without=["minutes", "sources", "licence"])

    assert messages(tmp_path, en=slide(), ru=short + slide()) == []


def test_unreadable_front_matter_is_not_checked_for_missing_keys(tmp_path):
    remarks = messages(tmp_path, "---\ntitle: a: b\n---\n\n" + slide())

    assert remarks == ["error: the front matter is not YAML: mapping values are not allowed here"]


def test_a_file_without_front_matter_is_reported(tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "en.md").write_text(slide())

    assert messages(tmp_path) == ["error: the front matter is missing"]


def test_unclosed_front_matter_is_reported(tmp_path):
    remarks = messages(tmp_path, "---\ntitle: a\n")

    assert remarks == ["error: the front matter never ends"]


def test_line_numbers_count_the_front_matter(tmp_path):
    text = front_matter() + "## No id\n\nNote: x\n"

    assert line_of(text, "## No id") == 10
