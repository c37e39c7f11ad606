"""Votes entered on a hall's screen, as a show of hands or one by one with personal PINs.

No Flask, no Socket.IO, no commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.live.polls import queries as poll_queries
from webinar.live.polls import voting as polls
from webinar.live.polls.models import Ballot, HandCount, Poll, PollOption, PollState
from webinar.live.polls.votes import Paper
from webinar.live.polls.wire import Vote
from webinar.live.proxies import pins, queries, wire
from webinar.live.proxies.actions import find_sitter
from webinar.live.proxies.models import Hall, HallVote
from webinar.room.engine.cache import people
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


class Outcome(StrEnum):
    COUNTED = "counted"
    WRONG_PIN = "wrong_pin"


def show_of_hands(
    change: Change, member: Member, hall: Hall, key: str, hands: Mapping[str, int], took_part: int
) -> None:
    """Enter the number of hands for each option, in place of the hall's earlier count.

    An entry without hands withdraws the count. If several options may be chosen, `took_part` is the
    number of people who raised a hand.
    Raises `Refused`: `unknown_poll`, `poll_not_open`, `not_by_hands`, `unknown_option`,
    `too_many_hands` (more than officers in the hall who have not voted), `hands_do_not_add_up`.
    """
    paper = _open_paper(change, key)
    if not hands.keys() <= paper.options.keys():
        raise Refused("unknown_option")
    hands = {option: count for option, count in hands.items() if count}
    several = paper.kind.picks_many
    raised = took_part if several and hands else sum(hands.values())
    if several and hands and not max(hands.values()) <= raised <= sum(hands.values()):
        raise Refused("hands_do_not_add_up")
    if raised > len(queries.members_yet_to_vote(change.db, hall, paper.id)):
        raise Refused("too_many_hands")
    earlier_count = change.db.get(HandCount, (hall.id, paper.id))
    _add_to_tally(change.db, paper, earlier_count, -1)
    change.db.execute(
        delete(HandCount).where(HandCount.hall_id == hall.id, HandCount.poll_id == paper.id)
    )
    if hands:
        new_count = HandCount(
            hall_id=hall.id, poll_id=paper.id, people=raised, hands=hands, entered_at=change.at
        )
        _add_to_tally(change.db, paper, new_count, 1)
        change.db.add(new_count)
    change.db.flush()
    # The number of hands stays out of the timeline: with few people it would reveal too much.
    change.record("hall.hands", member, hall=hall.number, poll=key)
    change.stir("poll.tally", key)


def vote(change: Change, member: Member, hall: Hall, message: wire.HallVote) -> Outcome:
    """Cast the vote of a person in the hall who types their PIN, or chooses it at the first vote.

    A wrong PIN is not refused, because the failed try must be stored. Raises `Refused`:
    `unknown_member`, `not_in_hall`, `by_hands_only`, `pin_shape`, `pin_locked`, `hand_counted`,
    and the refusals of other votes.
    """
    db = change.db
    person, voter = sitter = find_sitter(db, hall, message.person)
    if not sitter.is_counted_here:
        raise Refused("not_in_hall")
    paper = _open_paper(change, message.poll)
    if paper.is_anonymous:
        # An anonymous vote could not be taken back if the same person had voted on a phone, too.
        raise Refused("by_hands_only")
    if person.tries >= pins.TRIES:
        raise Refused("pin_locked")
    if person.pin is None:
        person.pin = pins.new_hash(message.pin)
    elif not pins.is_pin(person.pin, message.pin):
        person.tries += 1
        db.flush()
        change.record("hall.wrong_pin", member, hall=hall.number, member_number=message.person)
        return Outcome.WRONG_PIN
    person.tries = 0
    _check_hand(change, hall, paper, voter)
    voting_person = people(change.connection, change.room.id, change.cache_entry, [voter.id])[
        voter.id
    ]
    [refusal] = polls.cast_votes(
        change,
        [(voting_person, Vote(op_id=message.op_id, poll=message.poll, options=message.options))],
    )
    if refusal is not None:
        raise refusal
    key = {"poll_id": paper.id, "member_id": voter.id}
    cast_at = db.scalar(select(Ballot.cast_at).filter_by(**key))
    upsert(db, HallVote, [key | {"cast_at": cast_at}], update=["cast_at"])
    return Outcome.COUNTED


def _open_paper(change: Change, key: str) -> Paper:
    paper = poll_queries.papers(change.connection, change.room, {key}).get(key)
    if paper is None or paper.state is PollState.DRAFT:
        raise Refused("unknown_poll")
    if paper.state is not PollState.OPEN:
        raise Refused("poll_not_open")
    if not paper.kind.is_choice:
        raise Refused("not_by_hands")
    return paper


def _check_hand(change: Change, hall: Hall, paper: Paper, voter: Member) -> None:
    """Check the hand count: a voter who has not voted by name may be among the hands.

    Refused: `hand_counted` if too few others remain for the count.
    """
    hand_count = change.db.get(HandCount, (hall.id, paper.id))
    if hand_count is None:
        return
    possible_hands = queries.members_yet_to_vote(change.db, hall, paper.id)
    if voter.id in possible_hands and hand_count.people > len(possible_hands) - 1:
        raise Refused("hand_counted")


def _add_to_tally(db: Session, paper: Paper, hand_count: HandCount | None, times: int) -> None:
    """Add a show of hands to the poll's tally, or take it out again."""
    if hand_count is None:
        return
    for option, hands in hand_count.hands.items():
        db.execute(
            update(PollOption)
            .where(PollOption.id == paper.options[option])
            .values(votes=PollOption.votes + times * hands)
            .execution_options(synchronize_session=False)
        )
    db.execute(
        update(Poll)
        .where(Poll.id == paper.id)
        .values(voters=Poll.voters + times * hand_count.people)
        .execution_options(synchronize_session=False)
    )
