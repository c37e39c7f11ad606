"""The certificates of a person on the page that their personal link opens."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.certificates.holders import of_person
from webinar.cohorts.models import Person


def certificates_of(db: Session, person: Person, _language: str) -> dict[str, Any]:
    return {"certificates": of_person(db, person.id)}
