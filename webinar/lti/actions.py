"""Registering platforms and what they may use; what a launch changes. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webinar.audit.actions import note
from webinar.courses.models import NAME_LENGTH, Course, Learner
from webinar.courses.seating import outside_learner
from webinar.db import table_of
from webinar.errors import Refused
from webinar.lti import queries
from webinar.lti.addresses import is_usable
from webinar.lti.claims import Launch, fits
from webinar.lti.models import (
    GradeState,
    LtiCourse,
    LtiGrade,
    LtiLink,
    LtiNonce,
    LtiPlatform,
    LtiTicket,
    LtiUser,
)
from webinar.text import one_line
from webinar.tokens import new_token, token_hash

MOST_PLATFORMS, MOST_ENTRIES = 100, 50
TICKET_LASTS = timedelta(minutes=15)
NONCE_LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class Typed:
    """A registration as an administrator typed it; ids and hosts one a line."""

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
    typed: Typed,
    platform_id: int | None,
    at: datetime,
    *,
    insecure: bool,
) -> LtiPlatform:
    """A new platform, or a known one as it is now.

    Refused: `lti_name`, `lti_issuer`, `lti_client`, `lti_address`, `lti_deployments`,
    `lti_hosts`, `lti_known`, `lti_too_many`, `lti_no_platform`.
    """
    values = _checked(typed, insecure=insecure)
    same = db.scalar(
        select(LtiPlatform).filter_by(issuer=values["issuer"], client_id=values["client_id"])
    )
    if same is not None and same.id != platform_id:
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
    """`enable`, `disable` or `remove`. Refused: `lti_no_platform`, `lti_in_use`."""
    platform = _platform(db, platform_id)
    if what == "remove":
        # Its learners keep what they learned; who they are over there would be lost with it.
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
    """Let a platform use this course, or no longer. Refused: `lti_no_platform`."""
    platform = _platform(db, platform_id)
    known = db.get(LtiCourse, (platform.id, course.id))
    if is_allowed == (known is not None):
        return
    if known is not None:
        db.delete(known)
    else:
        db.add(LtiCourse(platform_id=platform.id, course_id=course.id, allowed_at=at))
    kind = "lti.course_allowed" if is_allowed else "lti.course_withdrawn"
    note(db, kind, user_id, platform=platform.id, course=course.id)


def use_nonce(db: Session, nonce: str, at: datetime) -> None:
    """A launch is used once, by whichever process sees it first. Refused: `lti_replayed`."""
    try:
        with db.begin_nested():
            db.execute(
                table_of(LtiNonce).insert(),
                {"nonce_hash": token_hash(nonce), "expires_at": at + NONCE_LASTS},
            )
    except IntegrityError as error:
        raise Refused("lti_replayed") from error


def open_link(db: Session, platform: LtiPlatform, told: Launch, at: datetime) -> LtiLink:
    """The place that was launched, as the platform describes it now.

    Refused: `lti_message` (ids that are none), `lti_no_course`.
    """
    if not fits(told.resource, told.sub, told.deployment):
        raise Refused("lti_message")
    course = queries.course_allowed(db, platform, told.course)
    if course is None:
        raise Refused("lti_no_course")
    # Two presses at once make one link, and one learner.
    db.execute(select(Course.id).where(Course.id == course.id).with_for_update())
    link = queries.find_link(db, platform.id, told.deployment, told.resource)
    if link is None:
        link = LtiLink(platform_id=platform.id, deployment=told.deployment, resource=told.resource)
        db.add(link)
    link.course_id, link.context_title = course.id, told.context_title.strip()[:200]
    link.line_item, link.members, link.seen_at = told.line_item, told.members, at
    db.flush()
    return link


def learner_of(
    db: Session, link: LtiLink, told: Launch, language: str, nameless: str, key: str, at: datetime
) -> Learner:
    """Who was launched, the same each time, and at every device.

    `nameless` is what to call somebody whose name the platform keeps back, with `{n}` for their
    number. Refused: `course_full`.
    """
    course = db.get_one(Course, link.course_id)
    known = db.get(LtiUser, (link.platform_id, told.sub, course.id))
    name = _name(told.name)
    if known is None:
        learner = outside_learner(db, course, name or nameless, language, key)
        learner.name = name or nameless.replace("{n}", str(learner.number))[:NAME_LENGTH]
        db.add(
            LtiUser(
                platform_id=link.platform_id,
                sub=told.sub,
                course_id=course.id,
                learner_id=learner.id,
            )
        )
    else:
        learner = db.get_one(Learner, known.learner_id)
        learner.name = name or learner.name
    if told.language:
        learner.language = told.language
    learner.seen_at = at
    if link.line_item and db.get(LtiGrade, (link.id, learner.id)) is None:
        db.add(
            LtiGrade(
                link_id=link.id,
                learner_id=learner.id,
                state=GradeState.IDLE,
                given=0,
                is_finished=False,
                tries=0,
                error="",
            )
        )
    db.flush()
    return learner


def new_ticket(db: Session, browser: str, content: Mapping[str, Any], at: datetime) -> str:
    """What one press goes on with: good for some minutes, once, in the same browser."""
    token = new_token()
    db.add(
        LtiTicket(
            token_hash=token_hash(token),
            browser=token_hash(browser),
            content=dict(content),
            expires_at=at + TICKET_LASTS,
        )
    )
    return token


def take_ticket(db: Session, token: str, browser: str, at: datetime) -> dict[str, Any]:
    """What it was made for; it is gone now. Refused: `lti_ticket`."""
    found = db.get(LtiTicket, token_hash(token), with_for_update=True)
    if found is None or found.expires_at <= at or found.browser != token_hash(browser):
        raise Refused("lti_ticket")
    content = dict(found.content)
    db.delete(found)
    db.flush()
    return content


def forget_expired(db: Session, at: datetime) -> None:
    """Tickets that nobody used, and launches that nobody can repeat any more."""
    for table in (LtiTicket, LtiNonce):
        db.execute(delete(table).where(table.expires_at <= at))


def rename(db: Session, course: Course, platform_id: int, names: Mapping[str, str]) -> int:
    """Take over the platform's names of those who are learners here; returns how many changed."""
    changed = 0
    for sub, learner in queries.users_of(db, course, platform_id).items():
        name = _name(names.get(sub, ""))
        if name and name != learner.name:
            db.get_one(Learner, learner.id).name = name
            changed += 1
    db.flush()
    return changed


def _name(told: str) -> str:
    try:
        return one_line(told, 10_000, "name_empty")[:NAME_LENGTH].strip()
    except Refused:
        return ""


def _platform(db: Session, platform_id: int) -> LtiPlatform:
    platform = db.get(LtiPlatform, platform_id)
    if platform is None:
        raise Refused("lti_no_platform")
    return platform


def _checked(typed: Typed, *, insecure: bool) -> dict[str, Any]:
    issuer, client_id = typed.issuer.strip(), typed.client_id.strip()
    # Moodle's and Canvas's are addresses; the specification asks for one with https.
    if not is_usable(issuer, insecure=insecure) or not fits(issuer):
        raise Refused("lti_issuer")
    if not fits(client_id):
        raise Refused("lti_client")
    urls = {name: getattr(typed, name).strip() for name in ("login_url", "token_url", "keys_url")}
    if not all(is_usable(url, insecure=insecure) for url in urls.values()):
        raise Refused("lti_address")
    deployments, hosts = (
        _entries(typed.deployments),
        [host.lower() for host in _entries(typed.hosts)],
    )
    if not deployments or not fits(*deployments):
        raise Refused("lti_deployments")
    if not all(_is_host(host) for host in hosts):
        raise Refused("lti_hosts")
    return {
        "name": one_line(typed.name, 80, "lti_name"),
        "issuer": issuer,
        "client_id": client_id,
        **urls,
        "deployments": deployments,
        "hosts": hosts,
    }


def _is_host(host: str) -> bool:
    url = f"https://{host}"
    return (
        is_usable(url, insecure=False) and "/" not in host and "?" not in host and "#" not in host
    )


def _entries(typed: str) -> list[str]:
    found = list(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))
    if len(found) > MOST_ENTRIES:
        raise Refused("lti_too_many")
    return found
