"""Changes the registered platforms, and the courses they may use. No Flask, no commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webinar.connect.lti import queries
from webinar.connect.lti.addresses import is_usable
from webinar.connect.lti.claims import fits
from webinar.connect.lti.models import LtiCourse, LtiGrade, LtiLink, LtiPlatform, LtiUser
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.learn.courses.models import Course
from webinar.people.audit.actions import note

MOST_PLATFORMS, MOST_ENTRIES = 100, 50


@dataclass(frozen=True)
class TypedPlatform:
    """A registration as an administrator typed it; `deployments` and `hosts` have one per line."""

    name: str
    issuer: str
    client_id: str
    login_url: str
    token_url: str
    keys_url: str
    deployments: str
    hosts: str


def save_platform(
    db: Session,
    user_id: int,
    typed: TypedPlatform,
    platform_id: int | None,
    at: datetime,
    *,
    insecure: bool,
) -> LtiPlatform:
    """Add a platform with these values, or change a known one to them.

    Refused: `lti_name`, `lti_issuer`, `lti_client`, `lti_address`, `lti_deployments`, `lti_hosts`,
    `lti_known`, `lti_too_many`, `lti_no_platform`.
    """
    values = _checked_values(typed, insecure=insecure)
    existing = db.scalar(
        select(LtiPlatform).filter_by(issuer=values["issuer"], client_id=values["client_id"])
    )
    if existing is not None and existing.id != platform_id:
        raise Refused("lti_known")
    if platform_id is None:
        if len(queries.all_platforms(db)) >= MOST_PLATFORMS:
            raise Refused("lti_too_many")
        platform = LtiPlatform(**values, created_at=at)
        db.add(platform)
    else:
        platform = _platform(db, platform_id)
        for name, value in values.items():
            setattr(platform, name, value)
    db.flush()
    kind = "lti.platform_added" if platform_id is None else "lti.platform_changed"
    note(db, kind, user_id, platform=platform.id)
    return platform


def switch_platform(db: Session, user_id: int, platform_id: int, what: str, at: datetime) -> None:
    """`enable`, `disable` or `remove` a platform. Refused: `lti_no_platform`, `lti_in_use`."""
    platform = _platform(db, platform_id)
    if what == "remove":
        # The learners keep their results; removing would lose their identities at the platform.
        if db.scalar(select(LtiUser.sub).filter_by(platform_id=platform_id).limit(1)) is not None:
            raise Refused("lti_in_use")
        links = select(LtiLink.id).where(LtiLink.platform_id == platform_id)
        db.execute(delete(LtiGrade).where(LtiGrade.link_id.in_(links)))
        for table in (LtiLink, LtiCourse):
            db.execute(delete(table).where(table.platform_id == platform_id))
        db.delete(platform)
    else:
        platform.disabled_at = at if what == "disable" else None
    kinds = {
        "enable": "lti.platform_enabled",
        "disable": "lti.platform_disabled",
        "remove": "lti.platform_removed",
    }
    note(db, kinds[what], user_id, platform=platform_id)


def allow_course(
    db: Session, user_id: int, course: Course, platform_id: int, at: datetime, *, is_allowed: bool
) -> None:
    """Allow a platform to use this course, or withdraw this. Refused: `lti_no_platform`."""
    platform = _platform(db, platform_id)
    entry = db.get(LtiCourse, (platform.id, course.id))
    if is_allowed == (entry is not None):
        return
    if entry is not None:
        db.delete(entry)
    else:
        db.add(LtiCourse(platform_id=platform.id, course_id=course.id, allowed_at=at))
    kind = "lti.course_allowed" if is_allowed else "lti.course_withdrawn"
    note(db, kind, user_id, platform=platform.id, course=course.id)


def _platform(db: Session, platform_id: int) -> LtiPlatform:
    platform = db.get(LtiPlatform, platform_id)
    if platform is None:
        raise Refused("lti_no_platform")
    return platform


def _checked_values(typed: TypedPlatform, *, insecure: bool) -> dict[str, Any]:
    issuer, client_id = typed.issuer.strip(), typed.client_id.strip()
    # Moodle's and Canvas's issuers are addresses; the specification asks for https.
    if not is_usable(issuer, insecure=insecure) or not fits(issuer):
        raise Refused("lti_issuer")
    if not fits(client_id):
        raise Refused("lti_client")
    urls = {name: getattr(typed, name).strip() for name in ("login_url", "token_url", "keys_url")}
    if not all(is_usable(url, insecure=insecure) for url in urls.values()):
        raise Refused("lti_address")
    deployments = _entries(typed.deployments)
    if not deployments or not fits(*deployments):
        raise Refused("lti_deployments")
    return {
        "name": one_line(typed.name, 80, "lti_name"),
        "issuer": issuer,
        "client_id": client_id,
        **urls,
        "deployments": deployments,
        "hosts": hosts_of(typed.hosts),
    }


def hosts_of(typed: str) -> list[str]:
    """Return the hosts typed, one per line. Refused: `lti_hosts`, `lti_too_many`."""
    hosts = [host.lower() for host in _entries(typed)]
    if not all(_is_host(host) for host in hosts):
        raise Refused("lti_hosts")
    return hosts


def _is_host(host: str) -> bool:
    url = f"https://{host}"
    return (
        is_usable(url, insecure=False) and "/" not in host and "?" not in host and "#" not in host
    )


def _entries(typed: str) -> list[str]:
    entries = list(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))
    if len(entries) > MOST_ENTRIES:
        raise Refused("lti_too_many")
    return entries
