"""Commands and the query of the chat, and its part of the snapshot."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import READING, SAYING
from webinar.kit.permissions import Can, can
from webinar.live.chat import actions, queries, wire
from webinar.live.chat.models import ChatMode
from webinar.room.engine.change import Change
from webinar.room.engine.registry import BEFORE_END, Reader, command, own_part, part, query
from webinar.room.rooms.models import Member, Room


@command("chat.say", needs=Can.CHAT, message=wire.Say, limit=SAYING)
def say(change: Change, member: Member, message: wire.Say) -> None:
    actions.say(change, member, message.text, message.language, message.to, message.member)


@command("chat.set", needs=Can.MODERATE, message=wire.SetMode, states=BEFORE_END)
def set_mode(change: Change, member: Member, message: wire.SetMode) -> None:
    actions.set_mode(change, member, ChatMode(message.mode))


@command("chat.remove", needs=Can.MODERATE, message=wire.RemoveMessage)
def remove(change: Change, member: Member, message: wire.RemoveMessage) -> None:
    chat_message = queries.find_message(change.db, change.room, message.message)
    if chat_message is None:
        raise Refused("unknown_message")
    actions.remove(change, member, chat_message)


@command("chat.mute", needs=Can.MODERATE, message=wire.Mute)
def mute(change: Change, member: Member, message: wire.Mute) -> None:
    muted = queries.find_member(change.db, change.room, message.member)
    if muted is None:
        raise Refused("unknown_member")
    actions.mute(change, member, muted, on=message.on)


@query("chat.page", needs=Can.CHAT, message=wire.AskPage, limit=READING)
def chat_page(db: Session, room: Room, member: Member, message: wire.AskPage) -> dict[str, Any]:
    """Messages, oldest first, as `messages` ([ChatMessageView](#chatmessageview)), and `version`.

    With `since`, these are all messages that changed after that version. If `reset` is true, there
    were too many: the messages are the last page, and replace all that the client has.
    """
    reset = False
    if message.before:
        messages = queries.page_before(db, room, member, message.before)
    elif message.since:
        messages, reset = queries.changed(db, room, member, message.since)
    else:
        messages = queries.last_page(db, room, member)
    return {"messages": msgspec.to_builtins(messages), "version": room.version, "reset": reset}


@part("chat")
def chat_part(db: Session, room: Room, reader: Reader) -> wire.ChatPart:
    mode, last = queries.mode(db, room), queries.last_for_everyone(db, room)
    if not can(reader, Can.SEE_RESULTS):
        return wire.ChatPart(mode=mode, last=last, items=[])
    items = queries.last_page(db, room, None)
    return wire.ChatPart(
        mode=mode,
        last=max((item.id for item in items), default=0),
        items=items,
        mutes=queries.mutes(db, room),
    )


@own_part("chat")
def my_chat(db: Session, room: Room, member: Member, chat: dict[str, Any]) -> dict[str, Any]:
    """Return the chat for a member, with `muted` if they are; `last` includes their own thread."""
    if can(member, Can.SEE_RESULTS):
        return chat
    own = {"last": max(chat["last"], queries.last_in_thread(db, room, member))}
    return {**chat, **own, "muted": True} if queries.is_muted(db, member) else {**chat, **own}
