"""Closes a step that was put to the room, and computes and records its outcome.

No Flask, no Socket.IO, no commit. A closed step waits for answers that were given in time and are
still on their way, unless all who are present have answered.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.kit.text import one_line
from webinar.live.steps import queries, rules
from webinar.live.steps.actions import TEXT_LENGTH, say_changed
from webinar.live.steps.answering import DECIDING, GRACE
from webinar.live.steps.models import OwnerState, Step, StepOutcome, StepState, Verdict
from webinar.live.steps.moves import check_move
from webinar.live.steps.owners import settle_owners
from webinar.live.steps.wire import StepPut
from webinar.room.engine.change import Change
from webinar.room.engine.models import Interval
from webinar.room.engine.presence import LOST_SECONDS
from webinar.room.rooms.models import Member
from webinar.room.rooms.queries import is_counted


def close(change: Change, member: Member, step: Step) -> None:
    """Close the step to all answers but those on their way. Raises `Refused("step_not_put")`."""
    check_move(step.state, StepState.CLOSED, "step_not_put")
    step.state, step.closed_at = StepState.CLOSED, change.at
    say_changed(change, step, "step.closed", member, ballot=step.ballot)
    if _all_answered(change, step):
        decide(change, step)
    else:
        change.schedule(change.at + GRACE, DECIDING, str(step.number))


def decide_in_time(change: Change, key: str) -> None:
    """Decide a closed step if all have answered or the time for late answers is over."""
    step = queries.find_step(change.db, change.room, int(key))
    if step is None or step.state is not StepState.CLOSED or step.closed_at is None:
        return
    ends_at = step.closed_at + GRACE
    if change.at >= ends_at or _all_answered(change, step):
        decide(change, step)
    else:
        change.schedule(ends_at, DECIDING, key)


def decide(change: Change, step: Step) -> None:
    """Compute the outcome of a closed step by the session's rule, and record it."""
    db = change.db
    terms = queries.terms_of(db, change.room)
    lateness_by_member = queries.answered_by(db, step)
    owners = [
        owner for owner in queries.owners_of(db, step) if owner.state is not OwnerState.DECLINED
    ]
    figures = rules.Figures(
        present=len(_present_ids(change, step) | lateness_by_member.keys()),
        counts=queries.counts(db, [step])[step.id],
        owners=len(owners),
        owners_accepted=sum(owner.state is OwnerState.ACCEPTED for owner in owners),
    )
    verdict = rules.verdict(figures, terms)
    db.add(
        StepOutcome(
            step_id=step.id,
            ballot=step.ballot,
            version=step.put_version,
            rule=terms.rule,
            quorum=terms.quorum,
            present=figures.present,
            counts={answer.value: count for answer, count in figures.counts.items()},
            late=sum(lateness_by_member.values()),
            owners=figures.owners,
            owners_accepted=figures.owners_accepted,
            computed=verdict,
            recorded=verdict,
            decided_at=change.at,
        )
    )
    change.unschedule(DECIDING, str(step.number))
    _apply_verdict(change, step, verdict)
    say_changed(change, step, "step.decided", None, ballot=step.ballot, outcome=verdict.value)


def overrule(change: Change, member: Member, step: Step, verdict: Verdict, reason: str) -> None:
    """Record another outcome for the last ballot, with a reason that stays in the record.

    Raises `Refused` with `step_not_decided`, `step_reworded`, `step_decided` or `text_empty`.
    """
    outcomes = queries.outcomes(change.db, [step])[step.id]
    outcome = outcomes[-1][0] if outcomes else None
    if outcome is None or outcome.ballot != step.ballot:
        raise Refused("step_not_decided")
    if outcome.version != step.version:
        raise Refused("step_reworded")
    if outcome.recorded is verdict or step.state not in _OVERRULABLE:
        raise Refused("step_decided")
    outcome.reason = one_line(reason, TEXT_LENGTH, "text_empty")
    outcome.recorded, outcome.overruled_by = verdict, member.id
    _apply_verdict(change, step, verdict)
    details = {
        "outcome": verdict.value,
        "computed": outcome.computed.value,
        "reason": outcome.reason,
    }
    say_changed(change, step, "step.overruled", member, ballot=step.ballot, **details)


_OVERRULABLE = frozenset({StepState.PROPOSED, StepState.AGREED, StepState.OWNED})


def finish(change: Change) -> None:
    """At the end of the session, make a step still put a proposal again, and decide closed ones."""
    step = queries.step_put(change.db, change.room)
    if step is not None:
        step.state = StepState.PROPOSED
        change.announce(StepPut(step=None, ballot=0, previous=step.number))
    for closed in queries.closed_steps(change.db, change.room):
        decide(change, closed)


def _apply_verdict(change: Change, step: Step, verdict: Verdict) -> None:
    new_state = StepState.AGREED if verdict is Verdict.AGREED else StepState.PROPOSED
    if step.state is not new_state:
        check_move(step.state, new_state)
        step.state = new_state
    step.decided_at = change.at if new_state is StepState.AGREED else None
    if new_state is StepState.AGREED:
        settle_owners(change, step)


def _present_ids(change: Change, step: Step) -> set[int]:
    """Return the ids of participants who were here when the step was closed.

    Participants who had been lost for at most a minute count as here.
    """
    at = step.closed_at or change.at
    rows = change.db.scalars(
        select(Interval.member_id)
        .join(Member, Member.id == Interval.member_id)
        .where(
            Interval.room_id == change.room.id,
            Interval.began_at <= at,
            Interval.last_heard_at > at - timedelta(seconds=LOST_SECONDS),
            Member.role == Role.PARTICIPANT,
            Member.removed_at.is_(None),
            Member.waits_since.is_(None),
            is_counted(),
        )
        .distinct()
    )
    return set(rows)


def _all_answered(change: Change, step: Step) -> bool:
    return _present_ids(change, step) <= queries.answered_by(change.db, step).keys()
