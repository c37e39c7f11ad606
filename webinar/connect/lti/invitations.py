"""Makes, uses and withdraws links with which a platform registers itself. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webinar.connect.lti import queries
from webinar.connect.lti.addresses import is_usable, origin_of
from webinar.connect.lti.models import LtiInvitation, LtiPlatform
from webinar.connect.lti.registrations import MOST_PLATFORMS, hosts_of
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.kit.tokens import derived_token, is_derived, new_token
from webinar.people.audit.actions import note

# The platform's administrator is often another person, who gets the link by mail.
LASTS = timedelta(days=7)
_PURPOSE = "lti-register"


@dataclass(frozen=True)
class PlatformDescription:
    """A platform's description of itself; `deployment` is empty if it did not give one."""

    issuer: str
    client_id: str
    login_url: str
    token_url: str
    keys_url: str
    deployment: str


def make_invitation(
    db: Session, user_id: int, typed: tuple[str, str, str], at: datetime, *, insecure: bool
) -> LtiInvitation:
    """Make a link for a platform; `typed` is its name, its address and further hosts, one per line.

    Refused: `lti_name`, `lti_where`, `lti_hosts`, `lti_too_many`.
    """
    name, address, further_hosts = typed
    address = address.strip() if "://" in address else f"https://{address.strip()}"
    if not is_usable(address, insecure=insecure):
        raise Refused("lti_where")
    if len(queries.all_platforms(db)) + len(open_invitations(db, at)) >= MOST_PLATFORMS:
        raise Refused("lti_too_many")
    invitation = LtiInvitation(
        seed=new_token(),
        name=one_line(name, 80, "lti_name"),
        address=origin_of(address),
        hosts=hosts_of(further_hosts),
        by_user_id=user_id,
        made_at=at,
        expires_at=at + LASTS,
    )
    db.add(invitation)
    db.flush()
    note(db, "lti.invitation_made", user_id, invitation=invitation.id)
    return invitation


def open_invitations(db: Session, at: datetime) -> Sequence[LtiInvitation]:
    """Return the invitations with which a platform can still register, newest first."""
    return db.scalars(
        select(LtiInvitation)
        .where(LtiInvitation.used_at.is_(None), LtiInvitation.expires_at > at)
        .order_by(LtiInvitation.id.desc())
    ).all()


def withdraw_invitation(db: Session, user_id: int, invitation_id: int) -> None:
    """Withdraw the invitation; an invitation that is already gone is no error."""
    invitation = db.get(LtiInvitation, invitation_id)
    if invitation is not None:
        db.delete(invitation)
        note(db, "lti.invitation_withdrawn", user_id, invitation=invitation_id)


def token_of(invitation: LtiInvitation, key: str) -> str:
    """Return the secret in the link's address, after the number.

    The database alone cannot produce it.
    """
    return derived_token(_PURPOSE, invitation.seed, key)


def find_invitation(
    db: Session, invitation_id: int, token: str, keys: tuple[str, ...], at: datetime
) -> LtiInvitation:
    """Return the invitation of this link. Refused: `lti_link_over`, `lti_link_used`."""
    invitation = db.get(LtiInvitation, invitation_id)
    if invitation is None or not is_derived(token, _PURPOSE, invitation.seed, *keys):
        raise Refused("lti_link_over")
    if invitation.used_at is not None:
        raise Refused("lti_link_used")
    if invitation.expires_at <= at:
        raise Refused("lti_link_over")
    return invitation


def take_invitation(db: Session, invitation: LtiInvitation, at: datetime) -> None:
    """Claim the link for one try; one of two concurrent tries fails. Refused: `lti_link_used`."""
    result = db.execute(
        update(LtiInvitation)
        .where(LtiInvitation.id == invitation.id, LtiInvitation.used_at.is_(None))
        .values(used_at=at)
    )
    if not getattr(result, "rowcount", 0):
        raise Refused("lti_link_used")


def give_back(db: Session, invitation: LtiInvitation) -> None:
    """Make the link usable again after a failed try."""
    db.execute(update(LtiInvitation).where(LtiInvitation.id == invitation.id).values(used_at=None))


def keep_platform(
    db: Session, invitation: LtiInvitation, description: PlatformDescription, at: datetime
) -> LtiPlatform:
    """Store the platform as it described itself: a new one, or a known one that registers again.

    Refused: `lti_known` if the known platform has other addresses, `lti_link_over` if the link was
    withdrawn meanwhile.
    """
    if db.get(LtiInvitation, invitation.id) is None:
        raise Refused("lti_link_over")
    ids = {"issuer": description.issuer, "client_id": description.client_id}
    addresses = {
        name: getattr(description, name) for name in ("login_url", "token_url", "keys_url")
    }
    platform = db.scalar(select(LtiPlatform).filter_by(**ids))
    if platform is None:
        platform = LtiPlatform(
            name=invitation.name, **ids, **addresses, deployments=[], hosts=[], created_at=at
        )
        db.add(platform)
    elif any(getattr(platform, name) != url for name, url in addresses.items()):
        # Several platforms may share a host, and client ids are no secrets: with its own keys a
        # platform could speak for another's learners. An administrator must enter new addresses.
        raise Refused("lti_known")
    deployments = [description.deployment] if description.deployment else []
    platform.deployments = list(dict.fromkeys([*platform.deployments, *deployments]))
    platform.hosts = list(dict.fromkeys([*platform.hosts, *invitation.hosts]))
    db.flush()
    note(
        db,
        "lti.platform_registered",
        invitation.by_user_id,
        platform=platform.id,
        invitation=invitation.id,
    )
    return platform
