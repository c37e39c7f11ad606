"""Shows and hides participants' texts and words. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select, update

from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.live.polls import actions, cloud, results, wire
from webinar.live.polls.models import (
    CloudEntry,
    HiddenWord,
    OpenText,
    Poll,
    PollState,
    ReplyState,
)
from webinar.live.polls.shown import Reply
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def show(change: Change, member: Member, poll: Poll, asked: wire.ModeratePoll) -> None:
    """Show these texts or words to everybody.

    Raises `Refused` with `bad_message` or `answers_secret`.
    """
    _check(change, poll)
    change.record("poll.shown", member, poll=poll.key)
    if poll.kind.counts_words:
        _show_words(change, poll, asked)
        return
    ready = _texts(change, poll, asked, (ReplyState.WAITING, ReplyState.HIDDEN))
    if asked.everything:
        # Texts that a host has hidden stay hidden: `everything` means all waiting texts.
        ready = [one for one in ready if one.state == ReplyState.WAITING]
    _set_state(change, poll, ready, ReplyState.SHOWN)
    if ready:
        replies = [Reply(id=one.id, text=one.text, language=one.language) for one in ready]
        change.announce(wire.PollShown(poll=poll.key, replies=replies))
        _tell_hosts(change, poll, ready)


def hide(change: Change, member: Member, poll: Poll, asked: wire.ModeratePoll) -> None:
    """Hide these texts or words from everybody but hosts.

    Raises `Refused` with `bad_message` or `answers_secret`.
    """
    _check(change, poll)
    change.record("poll.hidden", member, poll=poll.key)
    if poll.kind.counts_words:
        _hide_words(change, poll, asked)
        return
    there = _texts(change, poll, asked, (ReplyState.WAITING, ReplyState.SHOWN))
    _set_state(change, poll, there, ReplyState.HIDDEN)
    seen = [one.id for one in there if one.state == ReplyState.SHOWN]
    if seen:
        change.announce(wire.PollHidden(poll=poll.key, ids=seen))
    if there:
        _tell_hosts(change, poll, there)


def _check(change: Change, poll: Poll) -> None:
    if not poll.kind.is_written:
        raise Refused("bad_message")
    voters = change.db.scalar(select(Poll.voters).where(Poll.id == poll.id)) or 0
    if results.is_secret(poll, voters):
        raise Refused("answers_secret")


def _texts(
    change: Change, poll: Poll, asked: wire.ModeratePoll, states: Collection[ReplyState]
) -> list[Reply]:
    there = results.replies(change.db, poll)
    ids = set(asked.ids)
    return [one for one in there if one.state in states and (asked.everything or one.id in ids)]


def _set_state(change: Change, poll: Poll, texts: Collection[Reply], state: ReplyState) -> None:
    change.db.execute(
        update(OpenText)
        .where(OpenText.poll_id == poll.id, OpenText.id.in_([text.id for text in texts]))
        .values(state=state)
        .execution_options(synchronize_session=False)
    )


def _tell_hosts(change: Change, poll: Poll, texts: Collection[Reply]) -> None:
    ids = {text.id for text in texts}
    now = [reply for reply in results.replies(change.db, poll) if reply.id in ids]
    change.announce(wire.PollReplies(poll=poll.key, replies=now))


def _show_words(change: Change, poll: Poll, asked: wire.ModeratePoll) -> None:
    these = delete(HiddenWord).where(HiddenWord.poll_id == poll.id)
    if asked.everything:
        change.db.execute(these)
    for language, word in map(cloud.word_of, asked.ids):
        change.db.execute(these.where(HiddenWord.language == language, HiddenWord.word == word))
    _tell_cloud(change, poll)


def _hide_words(change: Change, poll: Poll, asked: wire.ModeratePoll) -> None:
    words = select(CloudEntry.language, CloudEntry.word).where(CloudEntry.poll_id == poll.id)
    there = {(language, word) for language, word in change.db.execute(words)}
    named = there if asked.everything else there & set(map(cloud.word_of, asked.ids))
    rows = [
        {"poll_id": poll.id, "language": language, "word": word} for language, word in sorted(named)
    ]
    if rows:
        upsert(change.db, HiddenWord, rows, update=["word"])
    _tell_cloud(change, poll)


def _tell_cloud(change: Change, poll: Poll) -> None:
    if poll.state is PollState.REVEALED:
        actions.tell_result(change, poll)
    change.stir("poll.tally", poll.key)
