"""Emblems of the institution, kept with the certificates that were issued with them. No Flask."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.results.certificates.models import Emblem


class Picture(NamedTuple):
    digest: str
    suffix: str
    content: bytes


def file_of(digest: str, suffix: str) -> str:
    """Return the name by which the pages refer to the picture."""
    return f"{digest}{suffix}"


def keep_emblem(db: Session, picture: Picture) -> None:
    """Keep the picture, unless it is kept already."""
    if db.get(Emblem, picture.digest) is None:
        db.add(Emblem(digest=picture.digest, suffix=picture.suffix, content=picture.content))
        db.flush()


def emblems_of(db: Session, digests: Collection[str]) -> dict[str, Picture]:
    """Return the kept emblems with these digests, by digest."""
    rows = db.scalars(select(Emblem).where(Emblem.digest.in_(digests))) if digests else ()
    return {row.digest: Picture(row.digest, row.suffix, row.content) for row in rows}
