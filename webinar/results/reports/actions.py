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
    own = select(func.count()).select_from(ExportProfile).filter_by(owner_id=owner_id)
    if db.scalar(own.filter_by(name=name)):
        raise Refused("profile_named_so")
    if (db.scalar(own) or 0) >= PROFILES_PER_USER:
        raise Refused("too_many_profiles")
    kept = [field.value for field in Field if field in fields]
    profile = ExportProfile(owner_id=owner_id, name=name, fields=kept, created_at=clock.now())
    db.add(profile)
    db.flush()
    note(db, "export_profile.made", owner_id, profile=profile.id, fields=kept)
    return profile


def drop_profile(db: Session, owner_id: int, profile_id: int) -> None:
    """Forget one of this user's profiles. Refused: `unknown_profile`, also for another user's."""
    profile = db.scalar(select(ExportProfile).filter_by(id=profile_id, owner_id=owner_id))
    if profile is None:
        raise Refused("unknown_profile")
    db.delete(profile)
    note(db, "export_profile.removed", owner_id, profile=profile_id)


def note_export(
    db: Session,
    user_id: int,
    *,
    what: str,
    form: str,
    profile: Profile,
    rows: int,
    sha256: str,
    **subject: int | None,
) -> AuditEntry:
    """Record an export in the audit log: the user, the data, the format, the rows, the hash.

    `subject` names what the data are about, as `audit.actions.note` takes it: `room_id`, or
    `cohort_id` and `course`.
    """
    return note(
        db,
        "export.made",
        user_id,
        what=what,
        format=form,
        profile=profile.key,
        fields=sorted(profile.fields),
        rows=rows,
        sha256=sha256,
        **subject,
    )
