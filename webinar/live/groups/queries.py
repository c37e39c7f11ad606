"""Reads rounds, groups, and the groups' members, notes, polls and messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.live.groups.models import (
    Group,
    GroupBallot,
    GroupMember,
    GroupMessage,
    GroupPoll,
    GroupRound,
    NoteBlock,
    NoteRevision,
    RoundState,
)
from webinar.live.presence.queries import people
from webinar.room.rooms.models import Member, MemberNumber, Room


class Person(NamedTuple):
    """A participant, with the facts that group work needs about them."""

    id: int
    number: MemberNumber
    name: str
    language: str


class Place(NamedTuple):
    """A member's group and its round."""

    group: Group
    round: GroupRound


def latest_round(db: Session, room: Room, *, with_draft: bool) -> GroupRound | None:
    """Return the room's current round or, between rounds, its last one.

    Drafts count only `with_draft`, which is for hosts.
    """
    rounds = select(GroupRound).filter_by(room_id=room.id).order_by(GroupRound.number.desc())
    if not with_draft:
        rounds = rounds.where(GroupRound.state != RoundState.DRAFT)
    return db.scalar(rounds.limit(1))


def open_round(db: Session, room: Room) -> GroupRound | None:
    """Return the round that is a draft or running; there is at most one."""
    rounds = select(GroupRound).where(
        GroupRound.room_id == room.id, GroupRound.state != RoundState.CLOSED
    )
    return db.scalar(rounds)


def running_round(db: Session, room: Room) -> GroupRound:
    """Return the running round. Raises `Refused("groups_not_running")`."""
    round_ = open_round(db, room)
    if round_ is None or round_.state is not RoundState.RUNNING:
        raise Refused("groups_not_running")
    return round_


def rounds_of(db: Session, room: Room, state: RoundState) -> Sequence[GroupRound]:
    rounds = select(GroupRound).filter_by(room_id=room.id, state=state)
    return db.scalars(rounds.order_by(GroupRound.number)).all()


def groups_of(db: Session, round_: GroupRound) -> Sequence[Group]:
    return db.scalars(select(Group).filter_by(round_id=round_.id).order_by(Group.number)).all()


def find_group(db: Session, round_: GroupRound, number: int) -> Group | None:
    return db.scalar(select(Group).filter_by(round_id=round_.id, number=number))


def group_of_member(db: Session, round_: GroupRound, member_id: int) -> Group | None:
    """Return the member's group in this round."""
    membership = GroupMember.member_id == member_id, GroupMember.round_id == round_.id
    return db.scalar(
        select(Group).join(GroupMember, GroupMember.group_id == Group.id).where(*membership)
    )


def place_in(db: Session, room: Room, member_id: int, round_number: int) -> Place | None:
    """Return the member's group in the room's round of this number, unless it is a draft."""
    row = db.execute(
        select(Group, GroupRound)
        .join(GroupRound, GroupRound.id == Group.round_id)
        .join(GroupMember, GroupMember.group_id == Group.id)
        .where(
            GroupRound.room_id == room.id,
            GroupRound.number == round_number,
            GroupRound.state != RoundState.DRAFT,
            GroupMember.member_id == member_id,
        )
    ).first()
    return None if row is None else Place(*row)


def members_by_group(db: Session, groups: Collection[Group]) -> dict[int, list[Person]]:
    """Return the members of each group by group id, in the order in which they joined."""
    by_group: dict[int, list[Person]] = {group.id: [] for group in groups}
    rows = db.execute(
        select(GroupMember.group_id, Member.id, Member.number, Member.name, Member.language)
        .join(Member, Member.id == GroupMember.member_id)
        .where(GroupMember.group_id.in_(by_group), Member.removed_at.is_(None))
        .order_by(Member.number)
    )
    for group_id, member_id, number, name, language in rows:
        by_group[group_id].append(Person(member_id, number, name, language))
    return by_group


def participants(db: Session, room: Room, *, also_away: bool) -> list[Person]:
    """Return the participants who are here now; with `also_away`, all who have joined."""
    rows = db.execute(
        select(Member.id, Member.number, Member.name, Member.language)
        .where(
            Member.room_id == room.id,
            Member.role == Role.PARTICIPANT,
            Member.removed_at.is_(None),
            Member.waits_since.is_(None),
        )
        .order_by(Member.number)
    )
    everyone = [Person(*row) for row in rows]
    if also_away:
        return everyone
    present_numbers = {
        person_view.member
        for person_view in people(db, room).members
        if person_view.state != "away"
    }
    return [person for person in everyone if person.number in present_numbers]


def unplaced(db: Session, room: Room, round_: GroupRound) -> list[Person]:
    """Return the participants who are here now and in no group of this round."""
    placed = set(db.scalars(select(GroupMember.member_id).filter_by(round_id=round_.id)))
    return [
        participant
        for participant in participants(db, room, also_away=False)
        if participant.id not in placed
    ]


def blocks_of(db: Session, groups: Collection[Group]) -> dict[int, list[NoteBlock]]:
    """Return the paragraphs of each group's note in order, by group id, including erased ones."""
    by_group: dict[int, list[NoteBlock]] = {group.id: [] for group in groups}
    blocks = select(NoteBlock).where(NoteBlock.group_id.in_(by_group))
    for block in db.scalars(blocks.order_by(NoteBlock.position, NoteBlock.key)):
        by_group[block.group_id].append(block)
    return by_group


def writers(db: Session, groups: Collection[Group]) -> dict[int, set[int]]:
    """Return the ids of the members who have written in each group's note, by group id."""
    by_group: defaultdict[int, set[int]] = defaultdict(set)
    rows = db.execute(
        select(NoteRevision.group_id, NoteRevision.member_id)
        .where(NoteRevision.group_id.in_([group.id for group in groups]))
        .distinct()
    )
    for group_id, member_id in rows:
        by_group[group_id].add(member_id)
    return by_group


def find_block(db: Session, group: Group, key: str) -> NoteBlock | None:
    return db.get(NoteBlock, (group.id, key))


def last_text(db: Session, block: NoteBlock) -> str:
    """Return the paragraph's last text before it was erased; empty if it never had any."""
    revisions = select(NoteRevision.text).filter_by(group_id=block.group_id, key=block.key)
    texts = revisions.where(NoteRevision.text != "").order_by(NoteRevision.revision.desc())
    return db.scalar(texts.limit(1)) or ""


def polls_of(db: Session, groups: Collection[Group]) -> dict[int, GroupPoll]:
    """Return each group's last poll by group id; groups without a poll are left out."""
    ids = [group.id for group in groups]
    polls = select(GroupPoll).where(GroupPoll.group_id.in_(ids)).order_by(GroupPoll.number)
    return {poll.group_id: poll for poll in db.scalars(polls)}


def ballots_of(db: Session, polls: Collection[GroupPoll]) -> dict[int, dict[int, int]]:
    """Return each member's chosen option by poll id and member id."""
    by_poll: dict[int, dict[int, int]] = {poll.id: {} for poll in polls}
    rows = select(GroupBallot.poll_id, GroupBallot.member_id, GroupBallot.option)
    for poll_id, member_id, option in db.execute(rows.where(GroupBallot.poll_id.in_(by_poll))):
        by_poll[poll_id][member_id] = option
    return by_poll


def messages_of(
    db: Session, groups: Collection[Group]
) -> dict[int, list[tuple[GroupMessage, str]]]:
    """Return the hosts' messages to each group, each with its author's name, by group id."""
    by_group: dict[int, list[tuple[GroupMessage, str]]] = {group.id: [] for group in groups}
    rows = db.execute(
        select(GroupMessage, Member.name)
        .join(Member, Member.id == GroupMessage.member_id)
        .where(GroupMessage.group_id.in_(by_group))
        .order_by(GroupMessage.id)
    )
    for message, name in rows:
        by_group[message.group_id].append((message, name))
    return by_group


def names(db: Session, member_ids: Collection[int]) -> dict[int, str]:
    rows = db.execute(select(Member.id, Member.name).where(Member.id.in_(member_ids)))
    return {member_id: name for member_id, name in rows}


def next_number(db: Session, room: Room) -> int:
    last = select(func.max(GroupRound.number)).filter_by(room_id=room.id)
    return (db.scalar(last) or 0) + 1
