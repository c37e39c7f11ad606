"""Issued certificates as pages to print, each with what was kept when it was issued. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from config import Settings
from webinar.kit.loop_turns import in_turns
from webinar.results.certificates import drafting, paper
from webinar.results.certificates.emblems import emblems_of, file_of
from webinar.results.certificates.models import Certificate
from webinar.results.certificates.paper import Page


class Pages(NamedTuple):
    """Pages for `paper.encode`, and the pictures on them by the name of the file."""

    pages: list[Page]
    pictures: Mapping[str, bytes]


def pages_of(db: Session, certificates: Sequence[Certificate], settings: Settings) -> Pages:
    """Return a page for each certificate, in the same order."""
    emblems = emblems_of(db, {one.emblem for one in certificates if one.emblem})
    files = {digest: file_of(digest, emblem.suffix) for digest, emblem in emblems.items()}
    pages = [
        paper.page_of(
            drafting.visible_content(one),
            settings.public_url,
            drafting.institution_of(settings) if one.institution is None else one.institution,
            files.get(one.emblem or "", ""),
        )
        for one in in_turns(certificates, drafting.WORDED_IN_A_TURN)
    ]
    return Pages(pages, {files[digest]: emblem.content for digest, emblem in emblems.items()})
