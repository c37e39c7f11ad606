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
from webinar.live.polls.view_structs import Reply
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def show(change: Change, member: Member, poll: Poll, message: wire.ModeratePoll) -> None:
    """Show these texts or words to everybody.

    Raises `Refused` with `bad_message` or `answers_secret`.
    """
    _check(change, poll)
    change.record("poll.shown", member, poll=poll.key)
    if poll.kind.counts_words:
        _show_words(change, poll, message)
        return
    texts = _chosen_texts(change, poll, message, (ReplyState.WAITING, ReplyState.HIDDEN))
    if message.everything:
        # Texts that a host has hidden stay hidden: `everything` means all waiting texts.
        texts = [text for text in texts if text.state == ReplyState.WAITING]
    _set_state(change, poll, texts, ReplyState.SHOWN)
    if texts:
        replies = [Reply(id=text.id, text=text.text, language=text.language) for text in texts]
        change.announce(wire.PollShown(poll=poll.key, replies=replies))
        _tell_hosts(change, poll, texts)


def hide(change: Change, member: Member, poll: Poll, message: wire.ModeratePoll) -> None:
    """Hide these texts or words from everybody but hosts.

    Raises `Refused` with `bad_message` or `answers_secret`.
    """
    _check(change, poll)
    change.record("poll.hidden", member, poll=poll.key)
    if poll.kind.counts_words:
        _hide_words(change, poll, message)
        return
    texts = _chosen_texts(change, poll, message, (ReplyState.WAITING, ReplyState.SHOWN))
    _set_state(change, poll, texts, ReplyState.HIDDEN)
    shown_ids = [text.id for text in texts if text.state == ReplyState.SHOWN]
    if shown_ids:
        change.announce(wire.PollHidden(poll=poll.key, ids=shown_ids))
    if texts:
        _tell_hosts(change, poll, texts)


def _check(change: Change, poll: Poll) -> None:
    if not poll.kind.is_moderated:
        raise Refused("bad_message")
    voters = change.db.scalar(select(Poll.voters).where(Poll.id == poll.id)) or 0
    if results.is_secret(poll, voters):
        raise Refused("answers_secret")


def _chosen_texts(
    change: Change, poll: Poll, message: wire.ModeratePoll, states: Collection[ReplyState]
) -> list[Reply]:
    replies = results.replies(change.db, poll)
    ids = set(message.ids)
    return [
        reply
        for reply in replies
        if reply.state in states and (message.everything or reply.id in ids)
    ]


def _set_state(change: Change, poll: Poll, texts: Collection[Reply], state: ReplyState) -> None:
    change.db.execute(
        update(OpenText)
        .where(OpenText.poll_id == poll.id, OpenText.id.in_([text.id for text in texts]))
        .values(state=state)
        .execution_options(synchronize_session=False)
    )


def _tell_hosts(change: Change, poll: Poll, texts: Collection[Reply]) -> None:
    ids = {text.id for text in texts}
    replies = [reply for reply in results.replies(change.db, poll) if reply.id in ids]
    change.announce(wire.PollReplies(poll=poll.key, replies=replies))


def _show_words(change: Change, poll: Poll, message: wire.ModeratePoll) -> None:
    unhide = delete(HiddenWord).where(HiddenWord.poll_id == poll.id)
    if message.everything:
        change.db.execute(unhide)
    for language, word in map(cloud.word_of, message.ids):
        change.db.execute(unhide.where(HiddenWord.language == language, HiddenWord.word == word))
    _tell_cloud(change, poll)


def _hide_words(change: Change, poll: Poll, message: wire.ModeratePoll) -> None:
    words = select(CloudEntry.language, CloudEntry.word).where(CloudEntry.poll_id == poll.id)
    present = {(language, word) for language, word in change.db.execute(words)}
    chosen = present if message.everything else present & set(map(cloud.word_of, message.ids))
    rows = [
        {"poll_id": poll.id, "language": language, "word": word}
        for language, word in sorted(chosen)
    ]
    if rows:
        upsert(change.db, HiddenWord, rows, update=["word"])
    _tell_cloud(change, poll)


def _tell_cloud(change: Change, poll: Poll) -> None:
    if poll.state is PollState.REVEALED:
        actions.tell_result(change, poll)
    change.stir("poll.tally", poll.key)
