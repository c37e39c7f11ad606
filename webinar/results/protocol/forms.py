"""The forms of a protocol. Each makes a file from a record, and uses nothing but its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jinja2 import Template

from webinar.kit.files import docx
from webinar.results.protocol import html, json_file, markdown, pdf
from webinar.results.protocol.compose import compose
from webinar.results.protocol.record import Record


class Form(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MD = "md"
    JSON = "json"


MIMETYPES: Mapping[Form, str] = {
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.HTML: "text/html",
    Form.MD: "text/markdown",
    Form.JSON: "application/json",
}


@dataclass(frozen=True)
class Templates:
    """The protocol's templates, looked up on the event loop, because a lookup takes a lock."""

    article: Template
    file: Template


def write(record: Record, language: str, form: Form, templates: Templates) -> bytes:
    """Return the file; the same record always gives the same bytes.

    Raises `handouts.press.CannotPrint` if a PDF needs fonts that are not installed.
    """
    if form is Form.JSON:
        return json_file.encode(record)
    document = compose(record, language)
    match form:
        case Form.PDF:
            return pdf.encode(document)
        case Form.DOCX:
            return docx.encode(document)
        case Form.MD:
            return markdown.encode(document)
        case Form.HTML:
            return html.encode(document, templates.article, templates.file)


def article(record: Record, language: str, templates: Templates) -> str:
    """Return the protocol as a part of a page."""
    return html.article(templates.article, compose(record, language))
