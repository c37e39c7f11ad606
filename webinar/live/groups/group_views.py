"""Makes the views of groups for hosts and for the groups' own members. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.language_fallback import resolve
from webinar.live.groups import queries, wire
from webinar.live.groups.models import Group, GroupPoll, GroupRound, NoteBlock
from webinar.live.groups.queries import Person
from webinar.room.engine.change import AddressedBroadcast
from webinar.room.rooms.models import Room

# Older messages from hosts are not shown, but stay in the record.
MESSAGES_SHOWN = 5


class Desk:
    """The data of these groups, read at once, from which it makes each reader's view of a group."""

    def __init__(self, db: Session, groups: Collection[Group]) -> None:
        self.members = queries.members_by_group(db, groups)
        self._writers = queries.writers(db, groups)
        self._polls = queries.polls_of(db, groups)
        self._ballots = queries.ballots_of(db, self._polls.values())
        self._messages = queries.messages_of(db, groups)
        helpers = {group.helper_id for group in groups if group.helper_id is not None}
        self._helpers = queries.names(db, helpers) if helpers else {}

    def for_hosts(self, group: Group) -> wire.GroupView:
        """Return the hosts' view, the same in all languages: polls are in English if possible."""
        wrote = self._writers.get(group.id, set())
        people = [_person(member, wrote=member.id in wrote) for member in self.members[group.id]]
        return self._view(group, people, self._poll(group, None, "en"))

    def for_member(self, group: Group, member_id: int, language: str) -> wire.GroupView:
        people = [
            wire.GroupMemberView(member=member.number, name=member.name)
            for member in self.members[group.id]
        ]
        return self._view(group, people, self._poll(group, member_id, language))

    def _view(
        self, group: Group, people: list[wire.GroupMemberView], poll: wire.GroupPollView | None
    ) -> wire.GroupView:
        said = self._messages[group.id][-MESSAGES_SHOWN:]
        return wire.GroupView(
            id=str(group.number),
            group=group.number,
            members=people,
            help_at=clock.iso(group.help_at),
            helper=self._helpers.get(group.helper_id or 0),
            poll=poll,
            said=[
                wire.GroupMessageView(text=one.text, language=one.language, by=by)
                for one, by in said
            ],
        )

    def _poll(
        self, group: Group, member_id: int | None, language: str
    ) -> wire.GroupPollView | None:
        """Return the group's poll for one reader. `member_id` is None for hosts."""
        poll = self._polls.get(group.id)
        if poll is None:
            return None
        chosen = self._ballots[poll.id]
        view = _poll_view(poll, len(chosen), language)
        mine = chosen.get(member_id) if member_id is not None else None
        sees = member_id is None or mine is not None or not poll.is_open
        options = len(view.options)
        votes = [sum(one == option for one in chosen.values()) for option in range(options)]
        return _replaced(view, votes if sees else None, mine, is_host=member_id is None)


def own_view(db: Session, group: Group | None, member_id: int, language: str) -> wire.GroupsView:
    """Return the participant's view of their own group."""
    if group is None:
        return wire.GroupsView(mine=None, items=[])
    own = Desk(db, [group]).for_member(group, member_id, language)
    return wire.GroupsView(mine=group.number, items=[own, *_blocks(db, [group])])


def for_hosts(db: Session, room: Room, round_: GroupRound | None) -> wire.GroupsView:
    """Return all groups of the round with their notes."""
    if round_ is None:
        return wire.GroupsView(round=None, items=[], unplaced=[])
    groups = queries.groups_of(db, round_)
    desk = Desk(db, groups)
    return wire.GroupsView(
        round=wire.round_view(round_),
        items=[*(desk.for_hosts(group) for group in groups), *_blocks(db, groups)],
        unplaced=[_person(one) for one in queries.unplaced(db, room, round_)],
    )


def states(
    db: Session, room: Room, keys: Collection[str]
) -> list[wire.GroupItem | AddressedBroadcast]:
    """Return the views of these keys for hosts and for the members of the groups.

    Keys of earlier rounds are left out: no reader's snapshot has those rounds any more.
    """
    for_all = queries.latest_round(db, room, with_draft=False)
    if for_all is None:
        return []
    wanted = [(int(group), block) for group, _, block in (key.partition(".") for key in keys)]
    ids = {group_id for group_id, _ in wanted}
    found = select(Group).where(Group.round_id == for_all.id, Group.id.in_(ids))
    groups = {group.id: group for group in db.scalars(found)}
    latest = queries.latest_round(db, room, with_draft=True)
    tell = partial(_states_of, db, groups, Desk(db, groups.values()), latest == for_all)
    return [one for group_id, block in sorted(wanted) for one in tell(group_id, block)]


def _states_of(
    db: Session,
    groups: dict[int, Group],
    desk: Desk,
    also_hosts: bool,
    group_id: int,
    key: str,
) -> list[wire.GroupItem | AddressedBroadcast]:
    group = groups.get(group_id)
    if group is None:
        return []
    said: list[wire.GroupItem | AddressedBroadcast] = []
    block = _block(db, group, key) if key else None
    if key and block is None:
        return []
    name = str(group.number) if block is None else block.id
    if also_hosts:
        view = block or desk.for_hosts(group)
        said.append(wire.GroupItem(key=name, put=[view]))
    for member in desk.members[group.id]:
        own = block or desk.for_member(group, member.id, member.language)
        said.append(AddressedBroadcast(wire.OwnItem(key=name, put=[own]), member.id))
    return said


def _block(db: Session, group: Group, key: str) -> wire.BlockView | None:
    block = queries.find_block(db, group, key)
    if block is None:
        return None
    return wire.block_view(group, block, queries.names(db, [block.member_id])[block.member_id])


def _blocks(db: Session, groups: Sequence[Group]) -> list[wire.BlockView]:
    blocks: dict[int, list[NoteBlock]] = queries.blocks_of(db, groups)
    authors = queries.names(db, {one.member_id for of in blocks.values() for one in of})
    return [
        wire.block_view(group, block, authors[block.member_id])
        for group in groups
        for block in blocks[group.id]
    ]


def _person(one: Person, **more: bool) -> wire.GroupMemberView:
    return wire.GroupMemberView(member=one.number, name=one.name, language=one.language, **more)


def _poll_view(poll: GroupPoll, voters: int, language: str) -> wire.GroupPollView:
    texts: dict[str, Any] = poll.texts
    found, text = resolve(texts, language)
    return wire.GroupPollView(
        poll=poll.number,
        question=text["question"],
        options=text["options"],
        language=found,
        open=poll.is_open,
        voters=voters,
    )


def _replaced(
    view: wire.GroupPollView, votes: list[int] | None, mine: int | None, *, is_host: bool
) -> wire.GroupPollView:
    """Return the view with the part of the result that this reader may see."""
    if votes is not None:
        view = msgspec.structs.replace(view, votes=votes)
    return view if is_host else msgspec.structs.replace(view, mine=mine)
