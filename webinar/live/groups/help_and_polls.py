"""A group's calls for a presenter, and the polls that a group opens for itself.

No Flask, no Socket.IO, no commit.
"""

from __future__ import annotations

from sqlalchemy import select

from webinar.content.editions.content import module_in
from webinar.content.lessons.model import PollItem
from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.live.groups import messages, queries, wire
from webinar.live.groups.models import Group, GroupBallot, GroupPoll
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member

POLLS_PER_GROUP = 20
# In characters.
QUESTION_LENGTH = 300
OPTION_LENGTH = 200


def call(change: Change, member: Member, is_calling: bool) -> None:
    """Call for a presenter, or withdraw the call. A second call keeps its place in the queue.

    Raises `Refused` with `groups_not_running` or `not_in_group`.
    """
    group = _own_group(change, member)
    if is_calling == (group.help_at is not None):
        return
    group.help_at = change.at if is_calling else None
    group.helper_id = None
    change.db.flush()
    change.record("groups.help" if is_calling else "groups.helped", member, group=group.number)
    change.stir(wire.ITEM, wire.group_key(group))


def answer(change: Change, member: Member, number: int) -> None:
    """Answer a call for help; only the first presenter goes.

    Raises `Refused` with `groups_not_running`, `unknown_group`, `help_over` or, if another
    presenter was first, `help_taken`.
    """
    group = _calling_group(change, number)
    if group.helper_id == member.id:
        return
    if group.helper_id is not None:
        raise Refused("help_taken")
    group.helper_id = member.id
    change.db.flush()
    change.record("groups.answered", member, group=group.number)
    change.stir(wire.ITEM, wire.group_key(group))


def end_call(change: Change, member: Member, number: int) -> None:
    """End a group's call for help. Raises as `answer`, without `help_taken`."""
    group = _calling_group(change, number)
    group.help_at = group.helper_id = None
    change.db.flush()
    change.record("groups.helped", member, group=group.number)
    change.stir(wire.ITEM, wire.group_key(group))


def ask(change: Change, member: Member, message: messages.AskGroup) -> None:
    """Open a poll in the member's own group.

    Raises `Refused` with `groups_not_running`, `not_in_group`, `group_poll_open`, `text_empty`,
    `no_poll_here` or `too_many_polls`.
    """
    group = _own_group(change, member)
    last = queries.polls_of(change.db, [group]).get(group.id)
    if last is not None and last.is_open:
        raise Refused("group_poll_open")
    number = 1 if last is None else last.number + 1
    if number > POLLS_PER_GROUP:
        raise Refused("too_many_polls")
    texts = _slide_texts(change) if message.copy else {message.language: _typed_texts(message)}
    change.db.add(
        GroupPoll(group_id=group.id, number=number, texts=texts, is_open=True, asked_by=member.id)
    )
    change.db.flush()
    change.record("groups.asked", member, group=group.number, poll=number)
    change.stir(wire.ITEM, wire.group_key(group))


def vote(change: Change, member: Member, message: messages.VoteInGroup) -> None:
    """Vote in the poll of the member's own group; a second vote replaces the first.

    Raises `Refused` with `groups_not_running`, `not_in_group`, `unknown_poll`, `poll_not_open` or
    `unknown_option`.
    """
    group = _own_group(change, member)
    poll = _find_poll(change, group, message.poll)
    if not poll.is_open:
        raise Refused("poll_not_open")
    options = next(iter(poll.texts.values()))["options"]
    if message.option >= len(options):
        raise Refused("unknown_option")
    row = {
        "poll_id": poll.id,
        "member_id": member.id,
        "option": message.option,
        "cast_at": change.at,
    }
    upsert(change.db, GroupBallot, [row], update=["option", "cast_at"])
    change.stir(wire.ITEM, wire.group_key(group))


def close_poll(change: Change, member: Member, number: int) -> None:
    """Close the poll; closing it twice changes nothing.

    Raises `Refused` with `groups_not_running`, `not_in_group` or `unknown_poll`.
    """
    group = _own_group(change, member)
    poll = _find_poll(change, group, number)
    if poll.is_open:
        poll.is_open = False
        change.db.flush()
        change.record("groups.poll_closed", member, group=group.number, poll=number)
    change.stir(wire.ITEM, wire.group_key(group))


def _own_group(change: Change, member: Member) -> Group:
    group = queries.group_of_member(
        change.db, queries.running_round(change.db, change.room), member.id
    )
    if group is None:
        raise Refused("not_in_group")
    return group


def _calling_group(change: Change, number: int) -> Group:
    group = queries.find_group(change.db, queries.running_round(change.db, change.room), number)
    if group is None:
        raise Refused("unknown_group")
    if group.help_at is None:
        raise Refused("help_over")
    return group


def _find_poll(change: Change, group: Group, number: int) -> GroupPoll:
    statement = select(GroupPoll).filter_by(group_id=group.id, number=number)
    poll = change.db.scalar(statement)
    if poll is None:
        raise Refused("unknown_poll")
    return poll


def _typed_texts(message: messages.AskGroup) -> dict[str, object]:
    question = one_line(message.question, QUESTION_LENGTH, "text_empty")
    # Skip empty options: a form sends its empty fields, too.
    options = [
        one_line(option, OPTION_LENGTH, "text_empty")
        for option in message.options
        if option.strip()
    ]
    if len(options) < 2:
        raise Refused("text_empty")
    return {"question": question, "options": options}


def _slide_texts(change: Change) -> dict[str, object]:
    poll = _slide_poll(change)
    # A group's poll has one choice among options. Questions without options, and those that pair
    # two lists, do not fit.
    if poll is None or len(poll.options) < 2 or poll.kind.is_paired:
        raise Refused("no_poll_here")
    return {
        language: {
            "question": text.question,
            "options": [text.labels[option.id] for option in poll.options],
        }
        for language, text in poll.text.items()
    }


def _slide_poll(change: Change) -> PollItem | None:
    return module_in(change.db, change.room).slides[change.room.slide].poll
