"""Reads export profiles."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.files.tables import Field
from webinar.kit.text import whole_number
from webinar.results.reports.models import ExportProfile
from webinar.results.reports.profiles import BUILT_IN, Profile


def own_profiles(db: Session, user_id: int) -> list[Profile]:
    """Return the profiles that this user has made, by name."""
    rows = select(ExportProfile).filter_by(owner_id=user_id)
    return [profile_of(row) for row in db.scalars(rows.order_by(ExportProfile.name))]


def find_profile(db: Session, user_id: int, key: str) -> Profile | None:
    """Return a built-in profile or one of this user's; None for another user's."""
    if key in BUILT_IN:
        return BUILT_IN[key]
    number = whole_number(key)
    own_query = select(ExportProfile).filter_by(id=number, owner_id=user_id)
    row = db.scalar(own_query) if number else None
    return None if row is None else profile_of(row)


def profile_of(row: ExportProfile) -> Profile:
    """Return the stored profile. Leave out unknown fields: an export contains only chosen ones."""
    fields = frozenset(Field(name) for name in row.fields if name in set(Field))
    return Profile(str(row.id), fields, row.name)
