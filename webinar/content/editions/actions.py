"""Stores editions. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.models import Edition
from webinar.content.lessons.model import Module, content_hash, to_json
from webinar.kit import clock


def keep_edition(db: Session, module: Module) -> Edition:
    """Return the edition with this module's content; make it if it is new."""
    digest = content_hash(module)
    edition = db.scalar(select(Edition).filter_by(hash=digest))
    if edition is None:
        edition = Edition(
            module=module.name, hash=digest, content=to_json(module), created_at=clock.now()
        )
        db.add(edition)
        db.flush()
    return edition
