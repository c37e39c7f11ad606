"""Keeps export profiles, and records exports in the audit log. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.files.tables import Field
from webinar.kit.text import one_line
from webinar.people.audit.actions import note
from webinar.people.audit.models import AuditEntry
from webinar.results.reports.models import NAME_LENGTH, ExportProfile
from webinar.results.reports.profiles import Profile

PROFILES_PER_USER = 20


def keep_profile(db: Session, owner_id: int, name: str, fields: Collection[Field]) -> ExportProfile:
    """Keep a profile for this user.

    Raises `Refused` with `profile_unnamed`, `profile_named_so` or `too_many_profiles`.
    """
    name = one_line(name, NAME_LENGTH, "profile_unnamed")
    own_count = select(func.count()).select_from(ExportProfile).filter_by(owner_id=owner_id)
    if db.scalar(own_count.filter_by(name=name)):
        raise Refused("profile_named_so")
    if (db.scalar(own_count) or 0) >= PROFILES_PER_USER:
        raise Refused("too_many_profiles")
    field_names = [field.value for field in Field if field in fields]
    profile = ExportProfile(
        owner_id=owner_id, name=name, fields=field_names, created_at=clock.now()
    )
    db.add(profile)
    db.flush()
    note(db, "export_profile.made", owner_id, profile=profile.id, fields=field_names)
    return profile


def drop_profile(db: Session, owner_id: int, profile_id: int) -> None:
    """Delete one of this user's profiles.

    Raises `Refused` with `unknown_profile`, also if the profile is another user's.
    """
    profile = db.scalar(select(ExportProfile).filter_by(id=profile_id, owner_id=owner_id))
    if profile is None:
        raise Refused("unknown_profile")
    db.delete(profile)
    note(db, "export_profile.removed", owner_id, profile=profile_id)


def note_export(
    db: Session,
    user_id: int,
    *,
    export: str,
    file_format: str,
    profile: Profile,
    rows: int,
    sha256: str,
    **subject: int | None,
) -> AuditEntry:
    """Record an export in the audit log.

    `export` names the kind of export; `rows` is the number of its rows. `subject` names the
    session or the course that the data belong to, as `audit.actions.note` takes it: `room_id`, or
    `cohort_id` and `course`.
    """
    return note(
        db,
        "export.made",
        user_id,
        what=export,
        format=file_format,
        profile=profile.key,
        fields=sorted(profile.fields),
        rows=rows,
        sha256=sha256,
        **subject,
    )
