"""Make next steps for tests; each function takes a writable database session."""

from webinar.kit import clock
from webinar.live.steps.models import (
    Answer,
    Rule,
    Step,
    StepAnswer,
    StepOutcome,
    StepOwner,
    StepState,
    StepWording,
    Verdict,
)
from webinar.room.rooms.numbering import last_number


def make_step(db, room, member, text="Meet", state=StepState.PROPOSED, **fields):
    """Make a step with its first wording, and with its first ballot if it was put."""
    was_put = state not in (StepState.PROPOSED, StepState.DROPPED)
    step = Step(
        room_id=room.id,
        number=last_number(db, room, Step) + 1,
        text=text,
        proposed_by=member.id,
        state=state,
        proposed_at=clock.now(),
        **{"language": "en", "ballot": int(was_put), "put_version": int(was_put)} | fields,
    )
    db.add(step)
    db.flush()
    db.add(
        StepWording(
            step_id=step.id,
            revision=1,
            version=1,
            language=step.language,
            text=text,
            is_original=True,
            member_id=member.id,
            worded_at=clock.now(),
        )
    )
    db.flush()
    return step


def ask_owner(db, step, asked_by, member=None, role="", number=1, **fields):
    """Ask a member, or the holder of a role, to own a step."""
    owner = StepOwner(
        step_id=step.id,
        number=number,
        member_id=None if member is None else member.id,
        role=role,
        proposed_by=asked_by.id,
        asked_at=clock.now(),
        **fields,
    )
    db.add(owner)
    db.flush()
    return owner


def answer(db, step, member, answer=Answer.AGREE, reason="", **fields):
    db.add(
        StepAnswer(
            step_id=step.id,
            ballot=step.ballot,
            member_id=member.id,
            answer=answer,
            reason=reason,
            language=member.language,
            answered_at=clock.now(),
            **fields,
        )
    )
    db.flush()


def decide(db, step, verdict=Verdict.AGREED, counts=None, **fields):
    """Store the outcome of the step's ballot."""
    all_counts = {answer.value: 0 for answer in Answer} | (counts or {})
    step.closed_at = step.closed_at or clock.now()
    values = {
        "version": step.version,
        "rule": Rule.CONSENT,
        "quorum": 50,
        "present": sum(all_counts.values()),
        "late": 0,
        "owners": 0,
        "owners_accepted": 0,
        "recorded": verdict,
    }
    db.add(
        StepOutcome(
            step_id=step.id,
            ballot=step.ballot,
            counts=all_counts,
            computed=verdict,
            decided_at=clock.now(),
            **values | fields,
        )
    )
    db.flush()
