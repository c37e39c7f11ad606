"""Changing personal links, and the owners of steps after the session.

No Flask, no Socket.IO, no commit.
"""

from __future__ import annotations

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.kit.tokens import new_token, token_hash
from webinar.live.steps import owners
from webinar.live.steps.actions import find_member, say_changed
from webinar.live.steps.models import OwnerState, Step, StepOwner
from webinar.live.steps.moves import UNDONE
from webinar.live.steps.queries import find_owner, owners_of
from webinar.people.accounts.actions import EMAIL, normal_email
from webinar.results.followup import queries
from webinar.results.followup.links import token_from
from webinar.results.followup.models import FollowLink
from webinar.results.followup.queries import Holder
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def make_link(
    change: Change, host: Member, number: int | None, role: str, secret_key: str
) -> FollowLink:
    """Make a new personal link for a member, by their number, or for a role.

    The owner's previous link is revoked, and its address for reminders passes to the new one.
    Raises `Refused` with `unknown_owner` if the member or role owns no agreed step.
    """
    db, room = change.db, change.room
    member = None if number is None else find_member(change, number)
    owners = queries.owners_of(db, room)
    is_owner = any(
        owner.role == role if member is None else owner.member is member for owner in owners
    )
    if not is_owner or (member is None and not role):
        raise Refused("unknown_owner")
    member_id, email = None if member is None else member.id, ""
    for old_link in queries.links_of(db, room):
        if (old_link.member_id, old_link.role) == (member_id, role if member is None else ""):
            email, old_link.email, old_link.revoked_at = old_link.email, "", change.at
    seed = new_token()
    link = FollowLink(
        room_id=room.id,
        member_id=member_id,
        role=role if member is None else "",
        seed=seed,
        token_hash=token_hash(token_from(seed, secret_key)),
        created_by=host.id,
        created_at=change.at,
        email=email,
    )
    db.add(link)
    db.flush()
    change.record("follow.link_made", host, link=link.id, owner=number, role=link.role)
    return link


def revoke_link(change: Change, host: Member, link: FollowLink) -> None:
    """Revoke a link, so that it no longer opens a page; reports made by it stay."""
    link.revoked_at, link.email = change.at, ""
    change.record("follow.link_revoked", host, link=link.id)


def keep_address(change: Change, host: Member, link: FollowLink, typed: str) -> None:
    """Set the address for reminders to this link's holder; an empty text deletes it.

    Raises `Refused`: `email_invalid`. The record says only whether there is an address, not which.
    """
    address = normal_email(typed)
    if address and (len(address) > 254 or not EMAIL.fullmatch(address) or not address.isascii()):
        raise Refused("email_invalid")
    link.email = address
    change.record("follow.address", host, link=link.id, is_known=bool(address))


def accept(change: Change, holder: Holder, step: Step, owner: StepOwner) -> None:
    """Accept a step for the holder of the link. Raises the errors of `owners.accept`."""
    if holder.member is not None:
        owners.accept(change, change.db.get_one(Member, holder.member.id), step, owner)
        return
    _answer_for_role(change, step, owner, OwnerState.ACCEPTED, "")


def decline(change: Change, holder: Holder, step: Step, owner: StepOwner, reason: str) -> None:
    """Decline or give back a step for the holder of the link.

    Raises the errors of `owners.decline`.
    """
    if holder.member is not None:
        member = change.db.get_one(Member, holder.member.id)
        owners.decline(change, member, step, owner, reason)
        return
    _answer_for_role(change, step, owner, OwnerState.DECLINED, reason)


def _answer_for_role(
    change: Change, step: Step, owner: StepOwner, state: OwnerState, reason: str
) -> None:
    """Record an answer under a role rather than a member: its holder was not in the session."""
    if step.state not in UNDONE:
        raise Refused("step_decided")
    owner.reason = one_line(reason, owners.REASON_LENGTH, "text_empty") if reason.strip() else ""
    owner.state, owner.paper_by, owner.answered_at = state, None, change.at
    owners.settle_owners(change, step)
    kind = "step.accepted" if state is OwnerState.ACCEPTED else "step.declined"
    say_changed(change, step, kind, None, owner=owner.number, role=owner.role, by="link")


def accept_on_paper(change: Change, host: Member, number: int, owner_number: int) -> None:
    """Record a host's word that an owner accepted on paper after the session.

    Raises `Refused`: `unknown_owner`, and the errors of `owners.accept_on_paper`.
    """
    step = queries.find_followed_step(change.db, change.room, number)
    owner = None if step is None else find_owner(change.db, step, owner_number)
    if step is None or owner is None:
        raise Refused("unknown_owner")
    owners.accept_on_paper(change, host, step, owner)


def ask_role(change: Change, host: Member, number: int, role: str) -> None:
    """Ask the holder of a role to own an agreed step.

    Raises `Refused`: `unknown_step`, `already_owner`, and the errors of `owners.propose_owner`.
    """
    step = queries.find_followed_step(change.db, change.room, number)
    if step is None:
        raise Refused("unknown_step")
    owning_roles = {owner.role for owner in owners_of(change.db, step)}
    if role.strip() in owning_roles:
        raise Refused("already_owner")
    owners.propose_owner(change, host, step, None, role)
