"""Fetches a platform's names for the learners of one place on request. They are not stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pylti1p3.names_roles import NamesRolesProvisioningService

from config import Settings
from webinar.connect.lti import keys, platform_requests
from webinar.connect.lti.addresses import is_among, origins_of
from webinar.connect.lti.claims import name_of
from webinar.connect.lti.models import LtiLink, LtiPlatform
from webinar.connect.lti.tool_config import PlatformRegistration
from webinar.learn.courses.models import Learner

MOST_PAGES, MOST_MEMBERS = 100, 20_000


@dataclass(frozen=True)
class PlatformMember:
    """A learner of the platform; `name` is empty if the platform withholds it."""

    sub: str
    name: str


def fetch(
    platform: LtiPlatform, link: LtiLink, settings: Settings
) -> tuple[list[PlatformMember], str]:
    """Return the current learners, and the reason for a failure in one word; empty on success."""
    origins, insecure = origins_of(platform), not settings.production
    if not is_among(link.members, origins, insecure=insecure):
        return [], "elsewhere"
    learners: dict[str, PlatformMember] = {}
    try:
        registered = PlatformRegistration(platform, keys.signing_key(settings))
        service = NamesRolesProvisioningService(
            platform_requests.connector(registered, origins, insecure=insecure),
            {"context_memberships_url": link.members},
        )
        page: str | None = link.members
        for _number in range(MOST_PAGES):
            members, page = service.get_members_page(page)
            learners |= {
                learner.sub: learner for learner in map(_member, members) if learner is not None
            }
            if page is None or len(learners) > MOST_MEMBERS:
                break
    except (*platform_requests.FAILURES, AttributeError) as error:
        return [], platform_requests.failure_of(error)
    return list(learners.values()), ""


def members_not_started(
    members: list[PlatformMember], users: Mapping[str, Learner]
) -> list[PlatformMember]:
    """Return the members who have never opened the course, by name."""
    return sorted(
        (member for member in members if member.sub not in users), key=lambda member: member.name
    )


def _member(member: object) -> PlatformMember | None:
    if not isinstance(member, dict) or member.get("status", "Active") != "Active":
        return None
    sub, roles = member.get("user_id"), member.get("roles")
    is_learner = isinstance(roles, list) and any(
        isinstance(role, str)
        and role.rpartition("#")[2] in ("Learner", "Student")
        or role == "Learner"
        for role in roles
    )
    return (
        PlatformMember(sub, name_of(member)[:200]) if isinstance(sub, str) and is_learner else None
    )
