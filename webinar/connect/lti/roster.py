"""The platform's names for the learners of one place: fetched on request, not kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pylti1p3.names_roles import NamesRolesProvisioningService

from config import Settings
from webinar.connect.lti import keys, platform_requests
from webinar.connect.lti.addresses import is_among, origins_of
from webinar.connect.lti.claims import name_of
from webinar.connect.lti.models import LtiLink, LtiPlatform
from webinar.connect.lti.registered import Registered
from webinar.learn.courses.models import Learner

MOST_PAGES, MOST_MEMBERS = 100, 20_000


@dataclass(frozen=True)
class Named:
    """A learner of the platform; `name` is empty if the platform withholds it."""

    sub: str
    name: str


def fetch(platform: LtiPlatform, link: LtiLink, settings: Settings) -> tuple[list[Named], str]:
    """The current learners, and the reason for a failure in one word, which is empty on success."""
    origins, insecure = origins_of(platform), not settings.production
    if not is_among(link.members, origins, insecure=insecure):
        return [], "elsewhere"
    found: dict[str, Named] = {}
    try:
        registered = Registered(platform, keys.signing_key(settings))
        service = NamesRolesProvisioningService(
            platform_requests.connector(registered, origins, insecure=insecure),
            {"context_memberships_url": link.members},
        )
        page: str | None = link.members
        for _number in range(MOST_PAGES):
            members, page = service.get_members_page(page)
            found |= {one.sub: one for one in map(_named, members) if one is not None}
            if page is None or len(found) > MOST_MEMBERS:
                break
    except (*platform_requests.FAILURES, AttributeError) as error:
        return [], platform_requests.failure_of(error)
    return list(found.values()), ""


def members_not_started(members: list[Named], users: Mapping[str, Learner]) -> list[Named]:
    """The members who have never opened the course, by name."""
    return sorted(
        (member for member in members if member.sub not in users), key=lambda one: one.name
    )


def _named(member: object) -> Named | None:
    if not isinstance(member, dict) or member.get("status", "Active") != "Active":
        return None
    sub, roles = member.get("user_id"), member.get("roles")
    is_learner = isinstance(roles, list) and any(
        isinstance(role, str)
        and role.rpartition("#")[2] in ("Learner", "Student")
        or role == "Learner"
        for role in roles
    )
    return Named(sub, name_of(member)[:200]) if isinstance(sub, str) and is_learner else None
