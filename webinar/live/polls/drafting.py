"""Drafts polls: from the slides of the session's module, on the spot, and for a second round.

No Flask, no Socket.IO, no commit.
"""

from __future__ import annotations

import itertools
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.content.lessons.model import PollItem, Slide
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.live.polls import poll_views, queries, results, wire
from webinar.live.polls.models import Poll, PollOption, PollState
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room

POLLS_PER_ROOM = 200
FEWEST_OPTIONS = 2


def draft_from_edition(db: Session, room: Room) -> None:
    """Draft the polls of the room's module, in the order of its slides."""
    for position, slide in enumerate(module_of(room.edition).slides):
        if slide.poll is not None:
            db.add(_from_slide(room, position, slide, slide.poll))
    db.flush()


def create(change: Change, member: Member, message: wire.CreatePoll) -> Poll:
    """Draft a poll on the spot. Raises `Refused` with `bad_message` or `too_many_polls`."""
    _check_created(message)
    taken_keys = _keys_taken(change.db, change.room)
    # A slide of the module may have such a key, too.
    key = next(key for number in itertools.count(1) if (key := f"spot-{number}") not in taken_keys)
    poll = Poll(
        room_id=change.room.id,
        key=key,
        position=10_000 + len(taken_keys),
        kind=message.kind,
        is_quiz=message.quiz,
        is_anonymous=message.anonymous,
        may_abstain=message.abstain,
        points=message.points if message.kind.shares_points else 0,
        seconds=message.seconds or 0,
        right_value=message.right,
        tolerance=message.tolerance,
        on_the_spot=True,
        texts=_texts_of(message),
        options=[
            PollOption(key=key, position=number, is_correct=number in message.correct)
            for number, key in enumerate(_option_keys(message))
        ],
    )
    return _add_draft(change, member, poll)


def draft_again(change: Change, member: Member, first: Poll) -> Poll:
    """Draft the second round of a poll that is over: the same item, with ballots of its own.

    Codes: `poll_not_closed`, `asked_once`, `second_round_exists`, `too_many_polls`.
    """
    if first.state not in (PollState.CLOSED, PollState.REVEALED):
        raise Refused("poll_not_closed")
    if first.kind.is_written or first.first_id is not None:
        raise Refused("asked_once")
    if queries.second_round_of(change.db, first) is not None:
        raise Refused("second_round_exists")
    taken_keys = _keys_taken(change.db, change.room)
    name = f"{first.key[:70]}--2"
    numbered_names = (f"{name}-{number}" for number in itertools.count(2))
    poll = Poll(
        room_id=first.room_id,
        key=next(key for key in itertools.chain([name], numbered_names) if key not in taken_keys),
        position=first.position,
        kind=first.kind,
        is_quiz=first.is_quiz,
        is_anonymous=first.is_anonymous,
        may_abstain=first.may_abstain,
        points=first.points,
        seconds=first.seconds,
        right_value=first.right_value,
        tolerance=first.tolerance,
        on_the_spot=first.on_the_spot,
        texts=first.texts,
        first=first,
        options=[
            PollOption(key=option.key, position=option.position, is_correct=option.is_correct)
            for option in first.options
        ],
    )
    return _add_draft(change, member, poll)


def slide_of(poll: Poll) -> int | None:
    """Return the slide that this poll is on; None for a poll made on the spot."""
    return None if poll.on_the_spot else poll.position


def _add_draft(change: Change, member: Member, poll: Poll) -> Poll:
    poll.state = PollState.DRAFT
    change.db.add(poll)
    change.db.flush()
    change.record("poll.drafted", member, poll=poll.key)
    empty_result = results.of_polls(change.db, [poll], for_hosts=True)[poll.id]
    change.announce(wire.PollDrafted(poll=poll_views.host_view(poll, slide_of(poll), empty_result)))
    return poll


def _keys_taken(db: Session, room: Room) -> set[str]:
    taken_keys = set(db.scalars(select(Poll.key).filter_by(room_id=room.id)))
    if len(taken_keys) >= POLLS_PER_ROOM:
        raise Refused("too_many_polls")
    return taken_keys


def _from_slide(room: Room, position: int, slide: Slide, item: PollItem) -> Poll:
    texts = {
        language: {"question": text.question, "labels": text.labels, "why": text.why_html}
        for language, text in item.text.items()
    }
    return Poll(
        room_id=room.id,
        key=slide.id,
        position=position,
        kind=item.kind,
        is_quiz=item.is_quiz,
        is_anonymous=item.is_anonymous,
        may_abstain=item.may_abstain,
        points=item.points,
        seconds=item.seconds,
        right_value=None if item.right is None else item.right.value,
        tolerance=0.0 if item.right is None else item.right.tolerance,
        on_the_spot=False,
        state=PollState.DRAFT,
        texts=texts,
        options=[
            PollOption(key=option.id, position=number, is_correct=option.is_correct)
            for number, option in enumerate(item.options)
        ],
    )


def _check_created(message: wire.CreatePoll) -> None:
    count, kind = len(message.options), message.kind
    if not kind.is_made_on_the_spot:
        raise Refused("bad_message")
    if kind.fixed_options and count != len(kind.fixed_options):
        raise Refused("bad_message")
    if count < FEWEST_OPTIONS if kind.has_options else count:
        raise Refused("bad_message")
    if message.quiz and not kind.may_be_quiz:
        raise Refused("bad_message")
    right = set(message.correct)
    has_right = bool(right) if kind.has_options else message.right is not None
    if not right <= set(range(count)) or has_right != message.quiz:
        raise Refused("bad_message")
    if message.right is not None and kind.has_options:
        raise Refused("bad_message")
    if kind.picks_one and len(right) > 1:
        raise Refused("one_choice_only")
    if any(len(wording.options) != count for wording in message.translations.values()):
        raise Refused("bad_message")


def _texts_of(message: wire.CreatePoll) -> dict[str, Any]:
    first = {message.language: wire.Wording(question=message.question, options=message.options)}
    return {
        language: {
            "question": one_line(wording.question, 300, "text_empty"),
            "labels": {
                key: one_line(label, 200, "text_empty")
                for key, label in zip(_option_keys(message), wording.options, strict=True)
            },
            "why": "",
        }
        for language, wording in (first | message.translations).items()
    }


def _option_keys(message: wire.CreatePoll) -> list[str]:
    """Return the options' keys, which for a scale are its values."""
    if message.kind.fixed_options:
        return list(message.kind.fixed_options)
    if message.kind.is_scale:
        return [str(message.lowest + number) for number in range(len(message.options))]
    return [f"option-{number + 1}" for number in range(len(message.options))]
