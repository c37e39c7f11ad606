"""Changes the owners of a step: members propose them, and owners accept. No Flask, no commit.

Members may change owners in a live session and after it; the caller names the member.
"""

from __future__ import annotations

from webinar.kit.errors import Refused
from webinar.kit.permissions import Can, can
from webinar.kit.text import one_line
from webinar.live.steps import queries
from webinar.live.steps.actions import say_changed
from webinar.live.steps.models import OwnerState, Step, StepOwner, StepState
from webinar.live.steps.moves import MOVES
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member

OWNERS_PER_STEP = 10
# In characters.
ROLE_LENGTH = 120
REASON_LENGTH = 500


def propose_owner(
    change: Change, member: Member, step: Step, owner: Member | None, role: str
) -> StepOwner:
    """Ask a member, or the holder of a role, to own a step. Members who name themselves own it.

    Hosts may name anybody. All others may name a role or themselves, because they do not learn who
    else is there. Raises `Refused` with `not_allowed`, `step_decided`, `owner_empty`,
    `already_owner` or `too_many_owners`.
    """
    _check_open(step)
    if owner is not None and owner.id != member.id and not can(member, Can.RUN_STEPS):
        raise Refused("not_allowed")
    owners = queries.owners_of(change.db, step)
    if len(owners) >= OWNERS_PER_STEP:
        raise Refused("too_many_owners")
    is_own = owner is not None and owner.id == member.id
    role_text = "" if owner is not None else one_line(role, ROLE_LENGTH, "owner_empty")
    existing = next((other for other in owners if _is_same_owner(other, owner, role_text)), None)
    if existing is not None and existing.state is not OwnerState.DECLINED:
        raise Refused("already_owner")
    proposed = existing or StepOwner(
        step_id=step.id,
        number=max((other.number for other in owners), default=0) + 1,
        role=role_text,
        member_id=None if owner is None else owner.id,
    )
    proposed.state, proposed.reason = OwnerState.ASKED, ""
    proposed.proposed_by, proposed.asked_at, proposed.answered_at = member.id, change.at, None
    if is_own:
        proposed.state, proposed.answered_at = OwnerState.ACCEPTED, change.at
    if existing is None:
        change.db.add(proposed)
    _say_owner_changed(
        change, step, "step.owner_asked" if not is_own else "step.accepted", member, proposed
    )
    return proposed


def accept(change: Change, member: Member, step: Step, owner: StepOwner) -> None:
    """Accept a step as its owner; accepting a role that nobody holds makes the member its holder.

    Raises `Refused` with `not_allowed`, `step_decided` or `already_owner`.
    """
    _check_open(step)
    _check_may_accept(change, member, step, owner)
    owner.member_id, owner.state, owner.reason = member.id, OwnerState.ACCEPTED, ""
    owner.paper_by, owner.answered_at = None, change.at
    _say_owner_changed(change, step, "step.accepted", member, owner)


def decline(change: Change, member: Member, step: Step, owner: StepOwner, reason: str) -> None:
    """Decline a step as its owner, also after accepting. Refused: `not_allowed`, `step_decided`."""
    _check_open(step)
    if owner.member_id != member.id:
        raise Refused("not_allowed")
    owner.reason = one_line(reason, REASON_LENGTH, "text_empty") if reason.strip() else ""
    owner.state, owner.paper_by, owner.answered_at = OwnerState.DECLINED, None, change.at
    _say_owner_changed(change, step, "step.declined", member, owner)


def accept_on_paper(change: Change, member: Member, step: Step, owner: StepOwner) -> None:
    """Record, as a host, that the owner accepted on paper. Raises `Refused`: `step_decided`."""
    _check_open(step)
    owner.state, owner.reason = OwnerState.ACCEPTED, ""
    owner.paper_by, owner.answered_at = member.id, change.at
    _say_owner_changed(change, step, "step.accepted_on_paper", member, owner)


def take_off(change: Change, member: Member, step: Step, owner: StepOwner) -> None:
    """Take an owner off a step. Raises `Refused("step_decided")`."""
    _check_open(step)
    change.db.delete(owner)
    _say_owner_changed(change, step, "step.owner_taken_off", member, owner)


def settle_owners(change: Change, step: Step) -> None:
    """Make an agreed step owned if an owner has accepted and no owner has yet to answer.

    Otherwise make an owned step agreed again.
    """
    change.db.flush()
    states = {owner.state for owner in queries.owners_of(change.db, step)}
    is_owned = OwnerState.ACCEPTED in states and OwnerState.ASKED not in states
    if step.state is StepState.AGREED and is_owned:
        step.state = StepState.OWNED
    elif step.state is StepState.OWNED and not is_owned:
        step.state = StepState.AGREED


def _check_open(step: Step) -> None:
    """Refuse a change of owners once the step is done or dropped."""
    if StepState.DROPPED not in MOVES[step.state] and step.state is not StepState.CLOSED:
        raise Refused("step_decided")


def _check_may_accept(change: Change, member: Member, step: Step, owner: StepOwner) -> None:
    if owner.member_id == member.id:
        return
    if owner.member_id is not None or owner.state is not OwnerState.ASKED:
        raise Refused("not_allowed")
    if any(other.member_id == member.id for other in queries.owners_of(change.db, step)):
        raise Refused("already_owner")


def _is_same_owner(existing: StepOwner, owner: Member | None, role: str) -> bool:
    return existing.role == role if owner is None else existing.member_id == owner.id


def _say_owner_changed(
    change: Change, step: Step, kind: str, member: Member, owner: StepOwner
) -> None:
    settle_owners(change, step)
    details: dict[str, object] = {"owner": owner.number, "role": owner.role}
    if owner.reason:
        details["reason"] = owner.reason
    say_changed(change, step, kind, member, **details)
