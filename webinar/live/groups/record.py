"""The groups' notes for the report of a session, as plain records from one consistent read."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.live.groups import queries
from webinar.live.groups.models import GroupRound, NoteBlock, NoteRevision, RoundState
from webinar.room.rooms.models import Member, MemberNumber, Room


class RevisionRecord(NamedTuple):
    """A paragraph's text after one change, and its author; an empty text means it was erased."""

    member: MemberNumber
    name: str
    text: str
    changed_at: datetime


class ParagraphRecord(NamedTuple):
    """A paragraph's final text, with all its revisions.

    `people` are the numbers and names of the group's members.
    """

    round: int
    group: int
    people: tuple[tuple[int, str], ...]
    paragraph: int
    text: str
    language: str
    revisions: tuple[RevisionRecord, ...]


def paragraphs(db: Session, room: Room) -> list[ParagraphRecord]:
    """Return all notes of the session, ordered by round, group and place in the note."""
    rounds = select(GroupRound).where(
        GroupRound.room_id == room.id, GroupRound.state != RoundState.DRAFT
    )
    ordered = db.scalars(rounds.order_by(GroupRound.number)).all()
    return [record for round_ in ordered for record in _paragraphs_of_round(db, round_)]


def _paragraphs_of_round(db: Session, round_: GroupRound) -> list[ParagraphRecord]:
    groups = queries.groups_of(db, round_)
    people, blocks = queries.members_by_group(db, groups), queries.blocks_of(db, groups)
    return [
        ParagraphRecord(
            round_.number,
            group.number,
            tuple((person.number, person.name) for person in people[group.id]),
            place,
            block.text,
            block.language,
            _revisions(db, block),
        )
        for group in groups
        for place, block in enumerate(blocks[group.id], start=1)
    ]


def _revisions(db: Session, block: NoteBlock) -> tuple[RevisionRecord, ...]:
    rows = db.execute(
        select(Member.number, Member.name, NoteRevision.text, NoteRevision.changed_at)
        .join(Member, Member.id == NoteRevision.member_id)
        .where(NoteRevision.group_id == block.group_id, NoteRevision.key == block.key)
        .order_by(NoteRevision.revision)
    )
    return tuple(RevisionRecord(number, name, text, at) for number, name, text, at in rows)
