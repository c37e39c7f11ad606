"""The certificates of a person on the page that their personal link opens."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.learn.identity.keys import Identity
from webinar.results.certificates.holders import valid_certificates
from webinar.room.cohorts.models import Person


def certificates_of(db: Session, person: Person, _language: str) -> dict[str, Any]:
    return {"certificates": valid_certificates(db, Identity("person", person.id))}
