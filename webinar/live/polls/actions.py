"""Opens, extends, closes and reveals polls. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from datetime import timedelta

from webinar.content.editions.content import module_of, part_of
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.live.polls import anonymous_votes, poll_views, queries, results, summary, wire
from webinar.live.polls.drafting import slide_of
from webinar.live.polls.models import Poll, PollState
from webinar.live.stage import actions as stage
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, RoomState

CLOSING = "poll.close"
# Votes that were sent in time may still be on their way when a countdown ends.
GRACE = timedelta(seconds=2)


def open_poll(change: Change, member: Member, poll: Poll, seconds: int | None = None) -> None:
    """Let the room vote, for `seconds` if given. Raises `Refused("poll_not_draft")`."""
    if poll.state is not PollState.DRAFT:
        raise Refused("poll_not_draft")
    poll.opened_at = change.at
    if seconds is not None:
        _count_down(change, poll, seconds)
    _take_votes(change, member, poll)


def open_made(change: Change, member: Member, poll: Poll) -> None:
    """Open a poll as soon as it is made, with its countdown. Raises `Refused("room_not_live")`."""
    if change.room.state is not RoomState.LIVE:
        raise Refused("room_not_live")
    open_poll(change, member, poll, poll.seconds or None)


def reopen_poll(change: Change, member: Member, poll: Poll) -> None:
    """Take votes again in a poll that was closed by mistake, without a countdown; answers stay.

    A poll stays closed if participants have seen its result, or if a new result could reveal one
    more person's vote. An anonymous poll with too few answers was shown without a result. Raises
    `Refused` with `poll_not_closed`, `second_round_exists` or `poll_stays_closed`.
    """
    if poll.state not in (PollState.CLOSED, PollState.REVEALED):
        raise Refused("poll_not_closed")
    if queries.second_round_of(change.db, poll) is not None:
        raise Refused("second_round_exists")
    is_secret = results.is_secret(poll, poll.voters)
    is_known = poll.state is PollState.REVEALED or poll.is_anonymous
    if is_known and not is_secret:
        raise Refused("poll_stays_closed")
    if poll.is_anonymous:
        anonymous_votes.resume(change.db, poll)
    poll.closed_at = None
    _take_votes(change, member, poll)


def extend_poll(change: Change, member: Member, poll: Poll, seconds: int) -> None:
    """Let the countdown end later, or begin one. Raises `Refused("poll_not_open")`."""
    if poll.state is not PollState.OPEN:
        raise Refused("poll_not_open")
    _count_down(change, poll, seconds)
    change.record("poll.extended", member, poll=poll.key, seconds=seconds)
    closes_at = clock.iso(poll.closes_at) or ""
    change.announce(wire.PollExtended(poll=poll.key, closes_at=closes_at))


def close_in_time(change: Change, key: str) -> None:
    """Close the room's poll of this key, if it is still open: its countdown has ended."""
    poll = queries.find_poll(change.db, change.room, key)
    if poll is not None and poll.state is PollState.OPEN:
        close_poll(change, None, poll)


def close_poll(change: Change, member: Member | None, poll: Poll) -> None:
    """Close the poll: it takes no further votes. Raises `Refused("poll_not_open")`."""
    if poll.state is not PollState.OPEN:
        raise Refused("poll_not_open")
    poll.state = PollState.CLOSED
    poll.closed_at = change.at
    if poll.closes_at is not None:
        poll.closes_at = None
        change.unschedule(CLOSING, poll.key)
    # Earlier counts left on the disk would reveal what each vote added.
    change.forgets = change.forgets or poll.is_anonymous
    if poll.is_anonymous:
        anonymous_votes.finish(change.db, poll)
    change.record("poll.closed", member, poll=poll.key)
    change.announce(
        wire.PollClosed(poll=poll.key, closed_at=change.at.isoformat(timespec="milliseconds"))
    )
    languages = summary.keep_summary(change.db, poll).languages
    if languages:
        change.announce(wire.PollLanguages(poll=poll.key, languages=languages))
    if poll.is_anonymous and poll.kind.collects_texts:
        _tell_replies(change, poll)
    change.stir("poll.tally", poll.key)


def reveal_poll(change: Change, member: Member, poll: Poll) -> None:
    """Show the result to everybody; a second round's together with the first's.

    Raises `Refused` with `poll_not_closed` or `answers_later`.
    """
    if poll.state is not PollState.CLOSED:
        raise Refused("poll_not_closed")
    part = None if poll.on_the_spot else part_of(module_of(change.room.edition), poll.position)
    if part is not None and part.keeps_answers:
        raise Refused("answers_later")
    # Two rounds are shown side by side: showing the second shows the first, too.
    if poll.first is not None and poll.first.state is PollState.CLOSED:
        reveal_poll(change, member, poll.first)
    poll.state = PollState.REVEALED
    poll.revealed_at = change.at
    change.record("poll.revealed", member, poll=poll.key)
    tell_result(change, poll)


def tell_result(change: Change, poll: Poll) -> None:
    """Announce a revealed poll's result to everybody; hosts also get what only they may know."""
    public_result = results.of_polls(change.db, [poll], for_hosts=False)[poll.id]
    revealed = poll_views.revealed(poll, public_result)
    change.announce(revealed)
    if revealed.figures:
        hosts_result = results.of_polls(change.db, [poll], for_hosts=True)[poll.id]
        change.announce(poll_views.tally(hosts_result))


def close_open_polls(change: Change) -> None:
    """Close the open polls with the session."""
    for poll in queries.open_polls(change.db, change.room):
        close_poll(change, None, poll)


def _take_votes(change: Change, member: Member, poll: Poll) -> None:
    poll.state = PollState.OPEN
    change.record("poll.opened", member, poll=poll.key)
    change.announce(wire.PollOpened(poll=poll_views.public_view(poll, slide_of(poll))))
    stage.clear(change, member)
    change.stir("poll.tally", poll.key)


def _count_down(change: Change, poll: Poll, seconds: int) -> None:
    poll.closes_at = max(change.at, poll.closes_at or change.at) + timedelta(seconds=seconds)
    change.schedule(poll.closes_at + GRACE, CLOSING, poll.key)


def _tell_replies(change: Change, poll: Poll) -> None:
    """Tell hosts the texts of an anonymous poll, if enough people answered."""
    change.db.flush()
    replies = results.of_polls(change.db, [poll], for_hosts=True)[poll.id].replies
    if replies:
        change.announce(wire.PollReplies(poll=poll.key, replies=replies))
