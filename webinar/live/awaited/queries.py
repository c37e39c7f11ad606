"""Reads of the people who have not answered a poll or a step. The rules of halls are kept."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.permissions import HOST_ROLES
from webinar.live.awaited.wire import AwaitedView, HallHandsView
from webinar.live.polls.models import Ballot, Poll
from webinar.live.presence.queries import people
from webinar.live.presence.wire import PersonView
from webinar.live.proxies.models import Hall
from webinar.live.proxies.queries import halls_of, hands_of, sitters
from webinar.live.steps.models import Step, StepAnswer
from webinar.room.rooms.models import Member, MemberNumber, Room

# A console lists no more names than this.
MOST_NAMES = 300


def awaited_in_poll(db: Session, room: Room, poll: Poll) -> AwaitedView:
    """Return who has not answered this poll. It must not be anonymous."""
    ballots = select(Member.number).join(Ballot, Ballot.member_id == Member.id)
    silent = _without(db, room, set(db.scalars(ballots.where(Ballot.poll_id == poll.id))))
    raised: list[HallHandsView] = []
    left_here = 0
    for hall in halls_of(db, room):
        sitting, gone = _numbers_in(db, hall)
        silent = [person for person in silent if person.member not in gone]
        in_hall = [person for person in silent if person.member in sitting]
        count = hands_of(db, hall).get(poll.id)
        if count is None and poll.kind.is_choice:
            continue
        # Either nobody knows whose hands were counted, or a hall cannot answer this kind.
        silent = [person for person in silent if person.member not in sitting]
        if count is not None:
            raised.append(HallHandsView(hall=hall.name, people=len(in_hall), hands=count.people))
            left_here += max(0, _here(in_hall) - count.people)
    return _view(silent, raised, left_here)


def awaited_in_step(db: Session, room: Room, step: Step) -> AwaitedView:
    """Return who has not answered this step since it was last put. A hall cannot answer steps."""
    answers = select(Member.number).join(StepAnswer, StepAnswer.member_id == Member.id)
    in_ballot = (StepAnswer.step_id == step.id, StepAnswer.ballot == step.ballot)
    silent = _without(db, room, set(db.scalars(answers.where(*in_ballot))))
    for hall in halls_of(db, room):
        sitting, gone = _numbers_in(db, hall)
        silent = [person for person in silent if person.member not in sitting | gone]
    return _view(silent, [], 0)


def _without(db: Session, room: Room, answered: set[int]) -> list[PersonView]:
    return [
        person
        for person in people(db, room).members
        if person.role not in HOST_ROLES and person.member not in answered
    ]


def _numbers_in(db: Session, hall: Hall) -> tuple[set[MemberNumber], set[MemberNumber]]:
    """Return the people in the hall without a device, and those of them who have left it."""
    everybody = sitters(db, hall)
    sitting = {sitter.member.number for sitter in everybody if sitter.is_counted_here}
    gone = {
        sitter.member.number
        for sitter in everybody
        if sitter.person.left_at is not None and not sitter.person.has_device
    }
    return sitting, gone


def _here(persons: Sequence[PersonView]) -> int:
    return sum(person.state == "here" for person in persons)


def _view(silent: Sequence[PersonView], raised: list[HallHandsView], left_here: int) -> AwaitedView:
    # If a list is cut, it keeps those who are here.
    present_first = sorted(silent, key=lambda person: person.state != "here")
    return AwaitedView(
        here=_here(silent) + left_here,
        members=[person.member for person in present_first[:MOST_NAMES]],
        more=max(0, len(silent) - MOST_NAMES),
        halls=raised,
    )
