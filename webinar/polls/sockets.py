"""Commands of polls, their part of the snapshot and their topic of the pulse."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.orm import Session

from webinar.errors import Refused
from webinar.live.cache import Person
from webinar.live.change import Change
from webinar.live.limits import VOTING
from webinar.live.registry import (
    BEFORE_END,
    Reader,
    command,
    hot_command,
    on_created,
    on_ended,
    own_part,
    part,
    topic,
)
from webinar.permissions import Can, can
from webinar.polls import actions, queries, wire
from webinar.polls.models import Poll, PollState
from webinar.rooms.models import Member, Room

on_created(actions.draft_from_edition)
on_ended(actions.close_open_polls)


@command("poll.create", needs=Can.RUN_POLLS, message=wire.CreatePoll, states=BEFORE_END)
def create(change: Change, member: Member, message: wire.CreatePoll) -> None:
    actions.create(change, member, message)


@command("poll.open", needs=Can.RUN_POLLS, message=wire.NamePoll)
def open_poll(change: Change, member: Member, message: wire.NamePoll) -> None:
    actions.open_poll(change, member, _find(change, message))


@command("poll.close", needs=Can.RUN_POLLS, message=wire.NamePoll)
def close_poll(change: Change, member: Member, message: wire.NamePoll) -> None:
    actions.close_poll(change, member, _find(change, message))


@command("poll.reveal", needs=Can.RUN_POLLS, message=wire.NamePoll)
def reveal_poll(change: Change, member: Member, message: wire.NamePoll) -> None:
    actions.reveal_poll(change, member, _find(change, message))


@hot_command("poll.vote", needs=Can.VOTE, message=wire.Vote, limit=VOTING)
def vote(change: Change, votes: Sequence[tuple[Person, wire.Vote]]) -> Sequence[Refused | None]:
    return actions.cast_votes(change, votes)


def _polls_stamp(room: Room, reader: Reader) -> int:
    """A host's tally moves with every vote; what participants see of polls, only by broadcasts."""
    return room.version if can(reader, Can.SEE_RESULTS) else room.said_everyone


@part("polls", stamp=_polls_stamp)
def polls_part(db: Session, room: Room, reader: Reader) -> list[wire.PollView]:
    polls = queries.polls_of(db, room)
    tallies, voters = queries.tallies(db, polls), queries.voters(db, polls)
    if can(reader, Can.SEE_RESULTS):
        return [
            wire.host_view(poll, actions.slide_of(poll), tallies[poll.id], voters[poll.id])
            for poll in polls
        ]
    return [
        wire.participant_view(poll, actions.slide_of(poll), tallies[poll.id], voters[poll.id], None)
        for poll in polls
        if poll.state is not PollState.DRAFT
    ]


@own_part("polls")
def my_polls(
    db: Session, room: Room, member: Member, polls: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """With the member's own choices; hosts have none."""
    if can(member, Can.SEE_RESULTS):
        return polls
    mine = queries.choices_of(db, room, member)
    return [
        {**poll, "mine": mine[poll["poll"]]} if poll["poll"] in mine else poll for poll in polls
    ]


@topic("poll.tally")
def tally_states(db: Session, room: Room, keys: Collection[str]) -> list[wire.PollTally]:
    return [
        wire.PollTally(poll=key, tally=tally, voters=voters)
        for key, voters, tally in queries.standings(db, room, keys)
    ]


def _find(change: Change, message: wire.NamePoll) -> Poll:
    poll = queries.find_poll(change.db, change.room, message.poll)
    if poll is None:
        raise Refused("unknown_poll")
    return poll
