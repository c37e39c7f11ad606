"""Commands of polls, their part of the snapshot and their topic of the pulse."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import VOTING
from webinar.kit.permissions import Can, can
from webinar.live.polls import (
    actions,
    drafting,
    moderation,
    own_answers,
    poll_views,
    queries,
    results,
    voting,
    wire,
)
from webinar.live.polls.drafting import slide_of
from webinar.live.polls.models import Poll, PollState
from webinar.live.polls.view_structs import PollView
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_created, on_due, on_ended
from webinar.room.engine.registry import (
    BEFORE_END,
    Reader,
    command,
    hot_command,
    own_part,
    part,
    topic,
)
from webinar.room.floor.acts import tell_hosts_of
from webinar.room.rooms.models import Member, Room

on_created(drafting.draft_from_edition)
on_ended(actions.close_open_polls)
on_due(actions.CLOSING)(actions.close_in_time)
tell_hosts_of("poll.opened", "poll.closed", "poll.revealed")


@command("poll.create", needs=Can.RUN_POLLS, message=wire.CreatePoll, states=BEFORE_END)
def create(change: Change, member: Member, message: wire.CreatePoll) -> None:
    poll = drafting.create(change, member, message)
    if message.opens:
        actions.open_made(change, member, poll)


@command("poll.open", needs=Can.RUN_POLLS, message=wire.OpenPoll)
def open_poll(change: Change, member: Member, message: wire.OpenPoll) -> None:
    actions.open_poll(change, member, _find(change, message.poll), message.seconds)


@command("poll.extend", needs=Can.RUN_POLLS, message=wire.ExtendPoll)
def extend_poll(change: Change, member: Member, message: wire.ExtendPoll) -> None:
    actions.extend_poll(change, member, _find(change, message.poll), message.seconds)


@command("poll.close", needs=Can.RUN_POLLS, message=wire.NamePoll)
def close_poll(change: Change, member: Member, message: wire.NamePoll) -> None:
    """Close the poll: it takes no further votes."""
    actions.close_poll(change, member, _find(change, message.poll))


@command("poll.reopen", needs=Can.RUN_POLLS, message=wire.NamePoll)
def reopen_poll(change: Change, member: Member, message: wire.NamePoll) -> None:
    """Reopen a poll that was closed by mistake, without a countdown. Answers stay."""
    actions.reopen_poll(change, member, _find(change, message.poll))


@command("poll.reveal", needs=Can.RUN_POLLS, message=wire.NamePoll)
def reveal_poll(change: Change, member: Member, message: wire.NamePoll) -> None:
    """Show the result to everybody; revealing a second round also reveals the first."""
    actions.reveal_poll(change, member, _find(change, message.poll))


@command("poll.again", needs=Can.RUN_POLLS, message=wire.AskAgain)
def ask_again(change: Change, member: Member, message: wire.AskAgain) -> None:
    drafting.draft_again(change, member, _find(change, message.poll))


@command("poll.show", needs=Can.MODERATE, message=wire.ShowAnswers)
def show(change: Change, member: Member, message: wire.ShowAnswers) -> None:
    moderation.show(change, member, _find(change, message.poll), message)


@command("poll.hide", needs=Can.MODERATE, message=wire.HideAnswers)
def hide(change: Change, member: Member, message: wire.HideAnswers) -> None:
    moderation.hide(change, member, _find(change, message.poll), message)


@hot_command("poll.vote", needs=Can.VOTE, message=wire.Vote, limit=VOTING, can_wait=True)
def vote(change: Change, votes: Sequence[tuple[Person, wire.Vote]]) -> Sequence[Refused | None]:
    return voting.cast_votes(change, votes)


def _polls_stamp(room: Room, reader: Reader) -> int:
    """Return a version of the polls.

    For hosts every vote changes it, for participants only broadcasts do.
    """
    return room.version if can(reader, Can.SEE_RESULTS) else room.said_everyone


@part("polls", stamp=_polls_stamp)
def polls_part(db: Session, room: Room, reader: Reader) -> list[PollView]:
    polls = queries.polls_of(db, room)
    if can(reader, Can.SEE_RESULTS):
        results_by_id = results.of_polls(db, polls, for_hosts=True)
        return [
            poll_views.host_view(poll, slide_of(poll), results_by_id[poll.id]) for poll in polls
        ]
    public_polls = [poll for poll in polls if poll.state is not PollState.DRAFT]
    results_by_id = results.for_participants(db, public_polls)
    return [
        poll_views.participant_view(poll, slide_of(poll), results_by_id[poll.id])
        for poll in public_polls
    ]


@own_part("polls")
def my_polls(
    db: Session, room: Room, member: Member, polls: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the polls with the member's own answers; hosts have none."""
    if can(member, Can.SEE_RESULTS):
        return polls
    return own_answers.with_own_answers(db, room, member, polls)


@topic("poll.tally")
def tally_states(db: Session, room: Room, keys: Collection[str]) -> list[wire.PollTally]:
    standings = queries.standings(db, room, keys)
    other_keys = [key for key, _, tally in standings if tally is None]
    plain_tallies = [
        wire.PollTally(poll=key, tally=tally, voters=voters)
        for key, voters, tally in standings
        if tally is not None
    ]
    if not other_keys:
        return plain_tallies
    polls = queries.polls_of(db, room, other_keys)
    results_by_id = results.of_polls(db, polls, for_hosts=True)
    return plain_tallies + [poll_views.tally(results_by_id[poll.id]) for poll in polls]


def _find(change: Change, key: str) -> Poll:
    poll = queries.find_poll(change.db, change.room, key)
    if poll is None:
        raise Refused("unknown_poll")
    return poll
