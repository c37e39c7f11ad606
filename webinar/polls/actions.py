"""Everything that changes a poll. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.errors import Refused
from webinar.lessons.model import PollItem, Slide
from webinar.live.cache import Person
from webinar.live.change import Change
from webinar.polls import ballots, queries, wire
from webinar.polls.models import Poll, PollKind, PollOption, PollState
from webinar.polls.queries import Paper
from webinar.rooms.models import Member, Room
from webinar.slides.editions import module_of, part_of
from webinar.stage import actions as stage
from webinar.text import one_line

POLLS_PER_ROOM = 200


def draft_from_edition(db: Session, room: Room) -> None:
    """Draft the polls of the room's module, in the order of its slides."""
    for position, slide in enumerate(module_of(room.edition).slides):
        if slide.poll is not None:
            db.add(_from_slide(room, position, slide, slide.poll))
    db.flush()


def create(change: Change, member: Member, asked: wire.CreatePoll) -> Poll:
    """Draft a poll on the spot. Raises `Refused` with `bad_message` or `too_many_polls`."""
    _check_created(asked)
    db, room = change.db, change.room
    taken = set(db.scalars(select(Poll.key).filter_by(room_id=room.id)))
    if len(taken) >= POLLS_PER_ROOM:
        raise Refused("too_many_polls")
    # A slide of the module may have such a name, too.
    key = next(key for number in itertools.count(1) if (key := f"spot-{number}") not in taken)
    poll = Poll(
        room_id=room.id,
        key=key,
        position=10_000 + len(taken),
        kind=PollKind(asked.kind),
        is_quiz=asked.quiz,
        on_the_spot=True,
        state=PollState.DRAFT,
        texts=_texts_of(asked),
        options=[
            PollOption(key=_option_key(number), position=number, is_correct=number in asked.correct)
            for number in range(len(asked.options))
        ],
    )
    db.add(poll)
    db.flush()
    change.record("poll.drafted", member, poll=poll.key)
    nothing = {option.key: 0 for option in poll.options}
    change.announce(wire.PollDrafted(poll=wire.host_view(poll, None, nothing, 0)))
    return poll


def open_poll(change: Change, member: Member, poll: Poll) -> None:
    """Let the room vote. Raises `Refused("poll_not_draft")`."""
    if poll.state is not PollState.DRAFT:
        raise Refused("poll_not_draft")
    poll.state = PollState.OPEN
    poll.opened_at = change.at
    change.record("poll.opened", member, poll=poll.key)
    change.announce(wire.PollOpened(poll=wire.public_view(poll, slide_of(poll))))
    stage.clear(change, member)
    change.stir("poll.tally", poll.key)


def close_poll(change: Change, member: Member | None, poll: Poll) -> None:
    """Take no more votes. Raises `Refused("poll_not_open")`."""
    if poll.state is not PollState.OPEN:
        raise Refused("poll_not_open")
    poll.state = PollState.CLOSED
    poll.closed_at = change.at
    change.record("poll.closed", member, poll=poll.key)
    change.announce(
        wire.PollClosed(poll=poll.key, closed_at=change.at.isoformat(timespec="milliseconds"))
    )
    change.stir("poll.tally", poll.key)


def reveal_poll(change: Change, member: Member, poll: Poll) -> None:
    """Show the result to everybody. Raises `Refused` with `poll_not_closed` or `answers_later`."""
    if poll.state is not PollState.CLOSED:
        raise Refused("poll_not_closed")
    part = None if poll.on_the_spot else part_of(module_of(change.room.edition), poll.position)
    if part is not None and part.keeps_answers:
        raise Refused("answers_later")
    poll.state = PollState.REVEALED
    poll.revealed_at = change.at
    change.record("poll.revealed", member, poll=poll.key)
    tally = queries.tallies(change.db, [poll])[poll.id]
    voters = queries.voters(change.db, [poll])[poll.id]
    change.announce(wire.revealed(poll, tally, voters))


def close_open_polls(change: Change) -> None:
    """The session ends: what is open closes with it."""
    for poll in queries.open_polls(change.db, change.room):
        close_poll(change, None, poll)


def cast_votes(change: Change, votes: Sequence[tuple[Person, wire.Vote]]) -> list[Refused | None]:
    """Record many members' choices, one statement per table; a later vote replaces the earlier.

    Codes: `unknown_poll`, `poll_not_open`, `no_choice`, `one_choice_only`, `unknown_option`.
    """
    read = partial(queries.papers, change.db, change.room)
    papers = change.known.look_up("poll", {vote.poll for _, vote in votes}, read)
    refusals = [_why_not(papers.get(vote.poll), vote) for _, vote in votes]
    # By poll and member, so that the last of several votes of one member in one batch counts.
    counted = {
        (papers[vote.poll].id, person.id): (person, vote)
        for (person, vote), refusal in zip(votes, refusals, strict=True)
        if refusal is None
    }
    chosen: dict[tuple[int, int], list[int]] = {}
    for key, (person, vote) in counted.items():
        options = papers[vote.poll].options
        # In the order of the options, which is not the one in which they were touched.
        names = [option for option in options if option in vote.options]
        chosen[key] = [options[name] for name in names]
        change.tell(person, wire.PollVoted(poll=vote.poll, options=names))
        change.stir("poll.tally", vote.poll)
    if chosen:
        ballots.write(change.db, chosen, change.at)
    return refusals


def slide_of(poll: Poll) -> int | None:
    """The slide that this poll is on; None for one made on the spot."""
    return None if poll.on_the_spot else poll.position


def _why_not(paper: Paper | None, vote: wire.Vote) -> Refused | None:
    if paper is None or paper.state is PollState.DRAFT:
        return Refused("unknown_poll")
    if paper.state is not PollState.OPEN:
        return Refused("poll_not_open")
    chosen = set(vote.options)
    if not chosen:
        return Refused("no_choice")
    if len(chosen) > 1 and paper.kind is not PollKind.SEVERAL:
        return Refused("one_choice_only")
    if not chosen <= paper.options.keys():
        return Refused("unknown_option")
    return None


def _from_slide(room: Room, position: int, slide: Slide, item: PollItem) -> Poll:
    texts = {
        language: {"question": text.question, "labels": text.labels, "why": text.why_html}
        for language, text in item.text.items()
    }
    return Poll(
        room_id=room.id,
        key=slide.id,
        position=position,
        kind=PollKind(item.kind),
        is_quiz=item.is_quiz,
        on_the_spot=False,
        state=PollState.DRAFT,
        texts=texts,
        options=[
            PollOption(key=option.id, position=number, is_correct=option.is_correct)
            for number, option in enumerate(item.options)
        ],
    )


def _check_created(asked: wire.CreatePoll) -> None:
    count = len(asked.options)
    right = set(asked.correct)
    if not right <= set(range(count)) or bool(right) != asked.quiz:
        raise Refused("bad_message")
    if asked.kind == "single" and len(right) > 1:
        raise Refused("one_choice_only")
    if any(len(wording.options) != count for wording in asked.translations.values()):
        raise Refused("bad_message")


def _texts_of(asked: wire.CreatePoll) -> dict[str, Any]:
    first = {asked.language: wire.Wording(question=asked.question, options=asked.options)}
    return {
        language: {
            "question": one_line(wording.question, 300, "text_empty"),
            "labels": {
                _option_key(number): one_line(label, 200, "text_empty")
                for number, label in enumerate(wording.options)
            },
            "why": "",
        }
        for language, wording in (first | asked.translations).items()
    }


def _option_key(number: int) -> str:
    return f"option-{number + 1}"
