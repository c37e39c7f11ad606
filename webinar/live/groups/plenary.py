"""The notes of closed rounds, for everybody in the session."""

from __future__ import annotations

import msgspec
from sqlalchemy.orm import Session

from webinar.live.groups import queries
from webinar.live.groups.models import GroupRound, RoundState
from webinar.room.rooms.models import Room


class Paragraph(msgspec.Struct, frozen=True):
    text: str
    language: str


class GroupNote(msgspec.Struct, frozen=True):
    """A group's number, the names of its members, and its note."""

    group: int
    members: list[str]
    note: list[Paragraph]


class RoundNotes(msgspec.Struct, frozen=True):
    round: int
    groups: list[GroupNote]


def notes(db: Session, room: Room) -> list[RoundNotes]:
    """Return the notes of closed rounds, the newest round first."""
    rounds = queries.rounds_of(db, room, RoundState.CLOSED)
    return [_notes_of(db, round_) for round_ in reversed(rounds)]


def _notes_of(db: Session, round_: GroupRound) -> RoundNotes:
    groups = queries.groups_of(db, round_)
    members, blocks = queries.members_by_group(db, groups), queries.blocks_of(db, groups)
    return RoundNotes(
        round_.number,
        [
            GroupNote(
                group.number,
                [member.name for member in members[group.id]],
                [Paragraph(block.text, block.language) for block in blocks[group.id] if block.text],
            )
            for group in groups
        ],
    )
