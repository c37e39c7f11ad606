"""Writes the note of a group: many members may write at once, and nobody's words are lost.

No Flask, no Socket.IO, no commit.

The writer of a paragraph sends the text from which they began. The server takes one change at a
time and merges it with the others' changes since then (`merging`). So everybody reads the same
text, and a phone that was offline needs to know only the text that it last saw.
"""

from __future__ import annotations

from sqlalchemy import exists, func, insert, select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.live.groups import messages, queries, wire
from webinar.live.groups.merging import merge, position_between
from webinar.live.groups.models import Group, NoteBlock, NoteRevision
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member

BLOCKS_PER_NOTE = 200
# In characters: more than a message may hold, because normalising can lengthen a text.
TEXT_LENGTH = 4000


def write(change: Change, member: Member | Person, message: messages.WriteNote) -> None:
    """Store a member's edit of a paragraph, also after the round: they may have been offline.

    Raises `Refused` with `not_in_group` or `note_full`.
    """
    group = group_of(change, member, message.round, message.group)
    block = queries.find_block(change.db, group, message.block)
    text = _clean_text(message.now)
    # Tell the sender the stored paragraph in every case, even if this edit changes nothing.
    change.stir(wire.ITEM, wire.block_key(group, message.block))
    if block is None:
        if text:
            _add_block(change, group, member, message, text)
        return
    merged = merge(_clean_text(message.was), block.text, text)
    if merged != block.text:
        block.language = block.language if block.text else message.language
        _store_revision(change, group, block, member, merged)


def restore(change: Change, member: Member | Person, message: messages.NameBlock) -> None:
    """Bring back the last text of an erased paragraph; a paragraph with text stays as it is.

    Raises `Refused` with `not_in_group` or `unknown_block`.
    """
    group = group_of(change, member, message.round, message.group)
    block = queries.find_block(change.db, group, message.block)
    if block is None:
        raise Refused("unknown_block")
    if not block.text:
        _store_revision(change, group, block, member, queries.last_text(change.db, block))


def group_of(change: Change, member: Member | Person, round_number: int, number: int) -> Group:
    """Return the member's group, which must have this number. Raises `Refused("not_in_group")`."""
    place = queries.place_in(change.db, change.room, member.id, round_number)
    if place is None or place.group.number != number:
        raise Refused("not_in_group")
    return place.group


def _add_block(
    change: Change, group: Group, member: Member | Person, message: messages.WriteNote, text: str
) -> None:
    db = change.db
    if _block_count(db, group) >= BLOCKS_PER_NOTE:
        raise Refused("note_full")
    block = NoteBlock(
        group_id=group.id,
        key=message.block,
        position=_position(db, group, message.after),
        text="",
        language=message.language,
        revision=0,
        member_id=member.id,
        changed_at=change.at,
    )
    db.add(block)
    db.flush()
    _store_revision(change, group, block, member, text)


def _store_revision(
    change: Change, group: Group, block: NoteBlock, member: Member | Person, text: str
) -> None:
    db = change.db
    if not _has_written(db, group, member.id):
        change.stir(wire.ITEM, wire.group_key(group))
    block.text, block.revision = text, block.revision + 1
    block.member_id, block.changed_at = member.id, change.at
    db.flush()
    db.execute(
        insert(NoteRevision),
        [
            {
                "group_id": group.id,
                "key": block.key,
                "revision": block.revision,
                "text": text,
                "member_id": member.id,
                "changed_at": change.at,
            }
        ],
    )
    change.stir(wire.ITEM, wire.block_key(group, block.key))


def _position(db: Session, group: Group, after: str) -> str:
    """Return a position behind the paragraph `after`; at the end if no paragraph has this key."""
    rows = db.execute(select(NoteBlock.key, NoteBlock.position).filter_by(group_id=group.id))
    positions = {key: position for key, position in rows}
    if after not in positions:
        return position_between(max(positions.values(), default=""), "")
    later_positions = [position for position in positions.values() if position > positions[after]]
    return position_between(positions[after], min(later_positions, default=""))


def _block_count(db: Session, group: Group) -> int:
    count = select(func.count()).select_from(NoteBlock).filter_by(group_id=group.id)
    return db.scalar(count) or 0


def _has_written(db: Session, group: Group, member_id: int) -> bool:
    has_revision = exists().where(
        NoteRevision.group_id == group.id, NoteRevision.member_id == member_id
    )
    return bool(db.scalar(select(has_revision)))


def _clean_text(typed: str) -> str:
    """Clean the typed text to one line, as all other text is stored; it may be empty."""
    try:
        return one_line(typed, TEXT_LENGTH, "text_empty")
    except Refused:
        return ""
