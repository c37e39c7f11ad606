"""Ballots, intervals and steps for reports; each function takes a session that may write."""

from datetime import date, timedelta

from webinar import clock
from webinar.attendance.models import Interval
from webinar.polls.models import Ballot, Choice
from webinar.steps.models import Answer, Step, StepAnswer, StepOwner, StepState, StepWording


def cast(db, poll, member, *keys, at=None):
    """This member's ballot with these options."""
    db.add(Ballot(poll_id=poll.id, member_id=member.id, cast_at=at or clock.now()))
    db.flush()
    ids = {option.key: option.id for option in poll.options}
    poll.voters += 1
    for option in poll.options:
        option.votes += option.key in keys
    for key in keys:
        db.add(Choice(poll_id=poll.id, member_id=member.id, option_id=ids[key]))
    db.flush()


def be_there(db, member, begin, seconds):
    db.add(
        Interval(
            room_id=member.room_id,
            member_id=member.id,
            boot="one",
            began_at=begin,
            last_heard_at=begin + timedelta(seconds=seconds),
        )
    )
    db.flush()


def make_step(db, room, member, text="Begin", state=StepState.PROPOSED, owner="", due=None):
    count = db.query(Step).filter_by(room_id=room.id).count()
    step = Step(
        room_id=room.id,
        number=count + 1,
        text=text,
        language="en",
        proposed_by=member.id,
        state=state,
        ballot=1,
        due=due,
        proposed_at=clock.now(),
        decided_at=clock.now() if state is StepState.AGREED else None,
    )
    db.add(step)
    db.flush()
    db.add(
        StepWording(
            step_id=step.id,
            revision=1,
            version=1,
            language="en",
            text=text,
            is_original=True,
            member_id=member.id,
            worded_at=step.proposed_at,
        )
    )
    if owner:
        asked = {"proposed_by": member.id, "asked_at": step.proposed_at}
        db.add(StepOwner(step_id=step.id, number=1, role=owner, **asked))
    db.flush()
    return step


def agree(db, room, member, text, owner="Head of unit", due=date(2027, 3, 1)):
    return make_step(db, room, member, text, StepState.AGREED, owner, due)


def answer(db, step, member, answer=Answer.AGREE, reason=""):
    db.add(
        StepAnswer(
            step_id=step.id,
            ballot=step.ballot,
            member_id=member.id,
            answer=answer,
            reason=reason,
            language=member.language,
            answered_at=clock.now(),
        )
    )
    db.flush()
