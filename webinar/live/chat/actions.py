"""All changes of the chat. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from webinar.kit.errors import Refused
from webinar.kit.permissions import HOST_ROLES
from webinar.kit.text import one_line
from webinar.live.chat import queries, wire
from webinar.live.chat.models import ChatMessage, ChatMode, ChatMute, ChatRules
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member
from webinar.room.rooms.numbering import last_number

MESSAGES_PER_ROOM = 20_000
# In characters.
TEXT_LENGTH = 500


def set_mode(change: Change, member: Member, mode: ChatMode) -> None:
    """Change the chat's mode; earlier messages stay."""
    row = change.db.get(ChatRules, change.room.id) or ChatRules(room_id=change.room.id)
    row.mode = mode
    change.db.add(row)
    change.db.flush()
    change.record("chat.switched", member, mode=mode.value)
    change.announce(wire.ChatSwitched(set=wire.ModeView(mode)))


def say(change: Change, member: Member, text: str, language: str, to: str, number: int) -> None:
    """Write a message.

    Raises `Refused` with `chat_off`, `chat_hosts_only`, `chat_muted`, `unknown_member`,
    `text_empty` or `too_many_messages`.
    """
    db, room = change.db, change.room
    thread = _private_thread(change, member, to, number)
    last = last_number(db, room, ChatMessage)
    if last >= MESSAGES_PER_ROOM:
        raise Refused("too_many_messages")
    message = ChatMessage(
        room_id=room.id,
        number=last + 1,
        author_id=member.id,
        thread_id=None if thread is None else thread.id,
        text=one_line(text, TEXT_LENGTH, "text_empty"),
        language=language,
        said_at=change.at,
        version=room.version,
    )
    db.add(message)
    db.flush()
    _send(change, message, thread)


def remove(change: Change, member: Member, message: ChatMessage) -> None:
    """Remove a message from all screens, and its text from the database.

    The timeline records the message's number, its author and who removed it. Removing it twice
    changes nothing.
    """
    if message.removed_at is not None:
        return
    message.text = ""
    message.removed_at, message.removed_by = change.at, member.id
    message.version = change.room.version
    change.db.flush()
    author = change.db.get_one(Member, message.author_id)
    change.record("chat.removed", member, message=message.number, author=author.number)
    thread = message.thread_id and change.db.get_one(Member, message.thread_id)
    _send(change, message, thread or None)


def mute(change: Change, member: Member, muted: Member, *, on: bool) -> None:
    """Stop a participant from writing, or let them write again.

    Raises `Refused("unknown_member")` for hosts, who cannot be muted.
    """
    if muted.role in HOST_ROLES:
        raise Refused("unknown_member")
    row = change.db.get(ChatMute, muted.id)
    if on == (row is not None):
        return
    if row is not None:
        change.db.delete(row)
    else:
        ids = {"room_id": change.room.id, "member_id": muted.id, "muted_by": member.id}
        change.db.add(ChatMute(**ids, muted_at=change.at))
    change.db.flush()
    change.record("chat.muted" if on else "chat.unmuted", member, whom=muted.number)
    change.tell(muted, wire.ChatMuted(set=wire.MutedView(on)))
    change.announce(wire.ChatMutes(set=wire.MutesView(queries.mutes(change.db, change.room))))


def _private_thread(change: Change, member: Member, to: str, number: int) -> Member | None:
    """Return the member whose private thread the message goes into; None for everyone."""
    mode = queries.mode(change.db, change.room)
    if mode is ChatMode.OFF:
        raise Refused("chat_off")
    if member.role in HOST_ROLES:
        if to == "everyone":
            return None
        other = queries.find_member(change.db, change.room, number)
        if other is None or other.role in HOST_ROLES:
            raise Refused("unknown_member")
        return other
    if queries.is_muted(change.db, member):
        raise Refused("chat_muted")
    if to == "everyone" and mode is not ChatMode.EVERYONE:
        raise Refused("chat_hosts_only")
    return member if to == "private" else None


def _send(change: Change, message: ChatMessage, thread: Member | None) -> None:
    """Send the message to the members who may read it."""
    put = queries.views(change.db, [message])
    if thread is None:
        change.announce(wire.ChatSaid(put=put))
    else:
        change.announce(wire.ChatHeld(put=put))
        change.tell(thread, wire.ChatPrivate(put=put))
