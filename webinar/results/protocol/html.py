"""A document as HTML: the part of a page, and a file that needs nothing else.

The template is found before and rendered off the loop: it has all its words, and imports no other,
for which the loop's own lock would be taken in a thread.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from webinar.kit.files.document import Document

ARTICLE = "results/protocol/article.html"
FILE = "results/protocol/file.html"
STYLE = Markup(Path(__file__).with_name("file.css").read_text("utf-8"))  # noqa: S704  our own


def article(template: Template, document: Document) -> Markup:
    return Markup(template.render(document=document))  # noqa: S704  the template escapes


def encode(document: Document, article_template: Template, file_template: Template) -> bytes:
    shown = article(article_template, document)
    return file_template.render(document=document, article=shown, style=STYLE).encode()
