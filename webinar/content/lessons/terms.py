"""Words of a slide that lead to the glossary: `[selective](term:selective-prevention)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element  # noqa: S405 - built by us, never parsed

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

SCHEME = "term:"
# The address of the glossary in a language; each entry has its id as its anchor.
GLOSSARY_PREFIX = "/glossary/"
_TERM_LINK = re.compile(r"\]\(\s*term:([^)\s]*)\s*\)")


class TermExtension(Extension):
    """Turns links to terms into ordinary links to the glossary in the lesson's language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        # This runs after inline markup is read (20), before attributes and references are put back.
        md.treeprocessors.register(_Terms(md, self.language), "terms", 15)


class _Terms(Treeprocessor):
    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md)
        self.language = language

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            href = link.get("href", "")
            if href.startswith(SCHEME):
                link.set("href", address(self.language, href.removeprefix(SCHEME)))
                link.set("class", "term")


def address(language: str, name: str) -> str:
    """Return the address of a term's explanation in a language."""
    return f"{GLOSSARY_PREFIX}{language}#{name}"


def terms_in(text: str) -> Iterator[str]:
    """Yield the ids of the terms that a line of Markdown links to."""
    for match in _TERM_LINK.finditer(text):
        yield match[1]
