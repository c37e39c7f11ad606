"""docs/translation-review.md lists the current terms that native readers should review."""

import re
import tomllib

import pytest

from tools.stamps import ROOT

PAGE = (ROOT / "docs/translation-review.md").read_text("utf-8")
NAMES = {"kk": "Kazakh", "ru": "Russian"}


def rows_below(heading):
    below = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ")[0]
    rows = (line for line in below.splitlines() if line.startswith("| "))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in rows][2:]


@pytest.mark.parametrize("language", NAMES)
def test_doubtful_glossary_terms_are_listed_with_their_current_word(language):
    terms = tomllib.loads((ROOT / f"modules/glossary/en-{language}.toml").read_text("utf-8"))
    doubtful = {name: term["term"] for name, term in terms.items() if term.get("review")}

    listed = {
        re.search(r"\(`([\w-]+)`\)", row[0])[1]: row[1]
        for row in rows_below(f"In the glossary: {NAMES[language]}")
    }

    assert listed == doubtful


def test_named_slides_exist():
    ids = {
        slide
        for file in (ROOT / "modules").glob("*/en.md")
        for slide in re.findall(r"\{#([\w-]+)", file.read_text("utf-8"))
    }
    modules = {file.parent.name for file in (ROOT / "modules").glob("*/en.md")}
    other = {"title", "titles", "objectives", "drawing", "hand-out", "hand-outs", "note", "notes"}
    words = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

    named = {
        name
        for row in rows_below("In the modules")
        for name in words.findall(re.sub(r"\([^)]*\)|[\w-]+\.svg", "", row[2]))
    }

    assert len(named) > 40
    assert named - ids - modules - other == set()
