"""Reads the chat: members get messages to everyone and their own thread, hosts get all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, bindparam, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from webinar.kit.permissions import Can, can
from webinar.live.chat import wire
from webinar.live.chat.models import ChatMessage, ChatMode, ChatMute, ChatRules
from webinar.room.rooms.models import Member, MemberNumber, Room

# A page takes about two seconds on a phone's link of 64 kbit/s.
PAGE_MESSAGES = 50
# A member who missed more messages gets the last page, and asks for earlier pages when looking
# back.
MOST_AT_ONCE = 200


def mode(db: Session, room: Room) -> ChatMode:
    """Return the chat's mode."""
    return db.scalar(select(ChatRules.mode).filter_by(room_id=room.id)) or ChatMode.OFF


def find_message(db: Session, room: Room, number: int) -> ChatMessage | None:
    """Return the room's message of this number, if there is one."""
    return db.scalar(select(ChatMessage).filter_by(room_id=room.id, number=number))


def find_member(db: Session, room: Room, number: int) -> Member | None:
    """Return the room's member of this number, unless they were removed."""
    member = db.scalar(select(Member).filter_by(room_id=room.id, number=number))
    return None if member is None or member.removed_at is not None else member


def is_muted(db: Session, member: Member) -> bool:
    return db.scalar(_MUTE, {"member_id": member.id}) is not None


_MUTE = select(ChatMute.member_id).where(ChatMute.member_id == bindparam("member_id"))


def mutes(db: Session, room: Room) -> list[MemberNumber]:
    """Return the numbers of the members who may only read."""
    muted = select(Member.number).join(ChatMute, ChatMute.member_id == Member.id)
    return list(db.scalars(muted.where(ChatMute.room_id == room.id).order_by(Member.number)))


def last_for_everyone(db: Session, room: Room) -> int:
    """Return the number of the last message to everyone; 0 if there is none."""
    return _last_number_where(db, room, ChatMessage.thread_id.is_(None))


def last_in_thread(db: Session, room: Room, member: Member) -> int:
    """Return the number of the last message in this member's private thread; 0 if there is none."""
    return db.scalar(_LAST_IN_THREAD, {"room_id": room.id, "thread_id": member.id}) or 0


_LAST_IN_THREAD = select(func.max(ChatMessage.number)).where(
    ChatMessage.room_id == bindparam("room_id"), ChatMessage.thread_id == bindparam("thread_id")
)


def last_page(db: Session, room: Room, reader: Member | None) -> list[wire.ChatMessageView]:
    """Return the last messages that this reader may read, oldest first.

    Without a reader, private threads are included.
    """
    return _last_page_where(db, room, _readable(reader))


def page_before(db: Session, room: Room, member: Member, number: int) -> list[wire.ChatMessageView]:
    """Return the page of readable messages before this number, oldest first."""
    readable = _readable(member)
    return _last_page_where(db, room, readable & (ChatMessage.number < number))


def changed(
    db: Session, room: Room, member: Member, since: int
) -> tuple[list[wire.ChatMessageView], bool]:
    """Return the readable messages changed after this version, oldest first, and False.

    If there are too many, return the last page and True instead.
    """
    newer = _readable(member) & (ChatMessage.version > since)
    rows = (
        select(ChatMessage)
        .where(ChatMessage.room_id == room.id, newer)
        .order_by(ChatMessage.version, ChatMessage.number)
        .limit(MOST_AT_ONCE + 1)
    )
    messages = db.scalars(rows).all()
    if len(messages) > MOST_AT_ONCE:
        return last_page(db, room, member), True
    return views(db, messages), False


def views(db: Session, messages: Iterable[ChatMessage]) -> list[wire.ChatMessageView]:
    """Return the views of these messages in the order of their numbers."""
    messages = sorted(messages, key=lambda message: message.number)
    ids = {
        member_id
        for message in messages
        for member_id in (message.author_id, message.thread_id)
        if member_id
    }
    members = {member.id: member for member in db.scalars(select(Member).where(Member.id.in_(ids)))}
    return [
        wire.message_view(
            message,
            members[message.author_id],
            None if message.thread_id is None else members[message.thread_id],
        )
        for message in messages
    ]


def record_of(
    db: Session, room: Room
) -> Sequence[tuple[ChatMessage, Member, Member | None, Member | None]]:
    """Return all messages, each with its author, private participant and remover."""
    thread, remover = aliased(Member), aliased(Member)
    rows = db.execute(
        select(ChatMessage, Member, thread, remover)
        .join(Member, Member.id == ChatMessage.author_id)
        .outerjoin(thread, thread.id == ChatMessage.thread_id)
        .outerjoin(remover, remover.id == ChatMessage.removed_by)
        .where(ChatMessage.room_id == room.id)
        .order_by(ChatMessage.number)
    )
    return [
        (message, author, participant, remover_of_message)
        for message, author, participant, remover_of_message in rows
    ]


def _readable(reader: Member | None) -> ColumnElement[bool]:
    """Select the messages that this reader may read.

    Hosts (and `None`) read everything. Others read messages to everyone and their own thread.
    """
    if reader is None or can(reader, Can.SEE_RESULTS):
        return true()
    return or_(ChatMessage.thread_id.is_(None), ChatMessage.thread_id == reader.id)


def _last_page_where(
    db: Session, room: Room, condition: ColumnElement[bool]
) -> list[wire.ChatMessageView]:
    rows = (
        select(ChatMessage)
        .where(ChatMessage.room_id == room.id, condition)
        .order_by(ChatMessage.number.desc())
        .limit(PAGE_MESSAGES)
    )
    return views(db, db.scalars(rows))


def _last_number_where(db: Session, room: Room, condition: ColumnElement[bool]) -> int:
    highest = select(func.max(ChatMessage.number)).where(ChatMessage.room_id == room.id, condition)
    return db.scalar(highest) or 0
