"""Links to a session's captions and chapters as files, for the pages that offer them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from webinar.kit.languages import OWN_NAMES
from webinar.live.captions.files import CaptionFormat


class CaptionLinks(NamedTuple):
    """The captions in one language: how many lines they have, and the link of each format.

    `name` is the language's own name.
    """

    language: str
    name: str
    lines: int
    links: list[tuple[str, str]]


class ChapterLink(NamedTuple):
    """The chapters with titles in one language; `name` is the language's own name."""

    language: str
    name: str
    url: str


def caption_links(endpoint: str, code: str, line_counts: Mapping[str, int]) -> list[CaptionLinks]:
    """Return the links of each language that `line_counts` has, in the order of the languages.

    The page at `endpoint` takes `code`, `language` and `format`.
    """
    labels = {
        CaptionFormat.VTT: "WebVTT",
        CaptionFormat.SRT: "SRT",
        CaptionFormat.TXT: _("Text"),
    }
    return [
        CaptionLinks(
            tag,
            name,
            line_counts[tag],
            [
                (label, url_for(endpoint, code=code, language=tag, format=form.value))
                for form, label in labels.items()
            ],
        )
        for tag, name in OWN_NAMES.items()
        if tag in line_counts
    ]


def chapter_links(endpoint: str, code: str, languages: Collection[str]) -> list[ChapterLink]:
    """Return a link for each of the module's languages that the interface has, too.

    The page at `endpoint` takes `code` and `language`.
    """
    return [
        ChapterLink(tag, name, url_for(endpoint, code=code, language=tag))
        for tag, name in OWN_NAMES.items()
        if tag in languages
    ]
