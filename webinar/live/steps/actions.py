"""Proposes, puts, merges and details next steps. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.kit.zones import local_time
from webinar.live.stage import actions as stage
from webinar.live.steps import messages, queries, step_views, wire
from webinar.live.steps.models import (
    LINE_LENGTH,
    Step,
    StepOwner,
    StepState,
    StepTerms,
    StepWording,
)
from webinar.live.steps.moves import UNDONE, check_move
from webinar.live.steps.rules import Terms
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room
from webinar.room.rooms.numbering import last_number, places_for

STEPS_PER_ROOM = 500
# In characters: a step or a reason.
TEXT_LENGTH = 500


def set_terms(db: Session, room: Room, terms: Terms) -> None:
    """Store the session's terms for agreeing, without announcing them."""
    row = {"room_id": room.id, "rule": terms.rule, "quorum": terms.quorum}
    row["shares_reasons"] = terms.shares_reasons
    upsert(db, StepTerms, [row], update=["rule", "quorum", "shares_reasons"])


def choose_terms(change: Change, member: Member | None, terms: Terms) -> None:
    """Set the session's terms for agreeing, before it starts.

    `member` is None if the terms come from the session's page on the desk.
    """
    set_terms(change.db, change.room, terms)
    view = step_views.terms(terms)
    change.record(
        "step.terms",
        member,
        rule=view.rule,
        quorum=view.quorum,
        shares_reasons=view.shares_reasons,
    )
    change.announce(wire.TermsChosen(terms=view))


def propose(change: Change, member: Member, text: str, language: str) -> Step:
    """Add a step. Raises `Refused` with `text_empty` or `too_many_steps`."""
    step = add_step(change, member, one_line(text, TEXT_LENGTH, "text_empty"), language)
    change.record("step.proposed", member, step=step.number)
    change.announce(wire.StepProposed(step=step_views.view(change.db, step)))
    return step


def add_step(change: Change, member: Member, text: str, language: str) -> Step:
    """Add a proposed step, without announcing it. Refused: `too_many_steps`."""
    db, room = change.db, change.room
    last = last_number(db, room, Step)
    is_dropped = Step.state == StepState.DROPPED
    if not places_for(db, room, Step, 1, STEPS_PER_ROOM, is_dropped):
        raise Refused("too_many_steps")
    step = Step(
        room_id=room.id,
        number=last + 1,
        text=text,
        language=language,
        proposed_by=member.id,
        proposed_at=change.at,
    )
    db.add(step)
    db.flush()
    word(change, member, step, 1, language, text)
    return step


def word(
    change: Change, member: Member, step: Step, revision: int, language: str, text: str
) -> None:
    """Store a wording of the step's newest version."""
    change.db.add(
        StepWording(
            step_id=step.id,
            revision=revision,
            version=step.version,
            language=language,
            text=text,
            is_original=language == step.language,
            member_id=member.id,
            worded_at=change.at,
        )
    )
    change.db.flush()


def put(change: Change, member: Member, step: Step) -> None:
    """Put a step to the room. The step put before it goes back to the list and keeps its answers.

    If this step was put before, was not closed and has the same wording, its answers count again;
    otherwise a new ballot begins. Raises `Refused("step_not_proposed")`.
    """
    check_move(step.state, StepState.PUT, "step_not_proposed")
    previous = queries.step_put(change.db, change.room)
    if previous is not None:
        previous.state = StepState.PROPOSED
        change.db.flush()
    step.state, step.put_at = StepState.PUT, change.at
    if step.put_version != step.version or step.closed_at is not None or not step.ballot:
        begin_ballot(step)
    change.db.flush()
    stage.clear(change, member)
    change.record("step.put", member, step=step.number, ballot=step.ballot, version=step.version)
    change.announce(
        wire.StepPut(
            step=step.number,
            ballot=step.ballot,
            previous=None if previous is None else previous.number,
        )
    )


def begin_ballot(step: Step) -> None:
    """Begin a ballot: earlier answers no longer count."""
    step.ballot += 1
    step.put_version, step.closed_at = step.version, None


def recall(change: Change, member: Member, step: Step) -> None:
    """Take a step that is put to the room back to the list. Raises `Refused("step_not_put")`."""
    if step.state is not StepState.PUT:
        raise Refused("step_not_put")
    step.state = StepState.PROPOSED
    change.db.flush()
    change.record("step.recalled", member, step=step.number)
    change.announce(wire.StepPut(step=None, ballot=0, previous=step.number))


def drop(change: Change, member: Member, step: Step) -> None:
    """Set a step aside. Raises `Refused("step_decided")`."""
    check_move(step.state, StepState.DROPPED, "step_decided")
    step.state, step.decided_at = StepState.DROPPED, change.at
    say_changed(change, step, "step.dropped", member)


def restore(change: Change, member: Member, step: Step) -> None:
    """Bring back a step that was set aside or merged. Refused: `step_not_dropped`."""
    if step.state is not StepState.DROPPED:
        raise Refused("step_not_dropped")
    step.state, step.decided_at, step.merged_id = StepState.PROPOSED, None, None
    say_changed(change, step, "step.restored", member)


def merge(change: Change, member: Member, step: Step, into: Step) -> None:
    """Merge a step into another, which gets its owners; the words stay in the record.

    Raises `Refused` with `step_not_proposed` or `step_same`.
    """
    if step.id == into.id:
        raise Refused("step_same")
    for merged_step in (step, into):
        if merged_step.state is not StepState.PROPOSED:
            raise Refused("step_not_proposed")
    step.state, step.decided_at, step.merged_id = StepState.DROPPED, change.at, into.id
    _hand_on_owners(change, step, into)
    say_changed(change, step, "step.merged", member, into=into.number)
    change.announce(wire.StepChanged(step=step_views.view(change.db, into)))


def _hand_on_owners(change: Change, step: Step, into: Step) -> None:
    owners = queries.owners_of(change.db, into)
    members = {owner.member_id for owner in owners if owner.member_id is not None}
    roles = {owner.role for owner in owners if owner.member_id is None}
    number = max((owner.number for owner in owners), default=0)
    for owner in queries.owners_of(change.db, step):
        is_owner = owner.role in roles if owner.member_id is None else owner.member_id in members
        if is_owner:
            continue
        number += 1
        fields = ("role", "member_id", "state", "reason", "proposed_by", "paper_by")
        copied = {name: getattr(owner, name) for name in (*fields, "asked_at", "answered_at")}
        change.db.add(StepOwner(step_id=into.id, number=number, **copied))
    change.db.flush()


def detail(change: Change, member: Member, step: Step, message: messages.DetailStep) -> None:
    """Set a step's dates, indicator and evidence; new dates must not be before today.

    Today is the day in the session's time zone. Raises `Refused` with `step_changed`,
    `step_decided`, `due_past` or `check_back_after_due`.
    """
    if step.state not in UNDONE | {StepState.PROPOSED, StepState.PUT}:
        raise Refused("step_decided")
    if message.base != step.details:
        raise Refused("step_changed")
    _set_dates(change, step, message)
    for name in ("indicator", "evidence"):
        typed: str | UnsetType = getattr(message, name)
        if typed is not UNSET:
            line = one_line(typed, LINE_LENGTH, "text_empty") if typed.strip() else ""
            setattr(step, name, line)
    step.details += 1
    dates = {
        "due": None if step.due is None else step.due.isoformat(),
        "check_back": None if step.check_back is None else step.check_back.isoformat(),
    }
    say_changed(
        change,
        step,
        "step.detailed",
        member,
        **dates,
        indicator=step.indicator,
        evidence=step.evidence,
    )


def _set_dates(change: Change, step: Step, message: messages.DetailStep) -> None:
    today = local_time(change.at, change.room.time_zone).date()
    for name in ("due", "check_back"):
        day: date | UnsetType | None = getattr(message, name)
        if day is UNSET or day == getattr(step, name):
            continue
        if isinstance(day, date) and day < today:
            raise Refused("due_past")
        setattr(step, name, day)
    if step.due and step.check_back and step.check_back > step.due:
        raise Refused("check_back_after_due")


def find_member(change: Change, number: int) -> Member:
    """Return a member of the room who was not removed. Refused: `unknown_member`."""
    member = change.db.scalar(select(Member).filter_by(room_id=change.room.id, number=number))
    if member is None or member.removed_at is not None:
        raise Refused("unknown_member")
    return member


def say_changed(
    change: Change, step: Step, kind: str, member: Member | None = None, **detail: object
) -> None:
    """Record what happened to a step, and announce its new content to everybody."""
    change.db.flush()
    change.record(kind, member, step=step.number, **detail)
    change.announce(wire.StepChanged(step=step_views.view(change.db, step)))
