"""The certificates of a person on the page that their personal link opens."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.certificates.holders import held_by
from webinar.cohorts.models import Person
from webinar.identity.keys import Identity


def certificates_of(db: Session, person: Person, _language: str) -> dict[str, Any]:
    return {"certificates": held_by(db, Identity("person", person.id))}
