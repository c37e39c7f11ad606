"""A document as HTML: part of a page, or a file that needs no other files.

The caller looks the templates up on the event loop, then renders them in a thread. They must not
import other templates: an import would take the loop's own lock in a thread.
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
    article_html = article(article_template, document)
    return file_template.render(document=document, article=article_html, style=STYLE).encode()
