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


class GroupData:
    """The data of some groups, read once, from which each reader's view of a group is made."""

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
        writer_ids = self._writers.get(group.id, set())
        people = [
            _person(member, wrote=member.id in writer_ids) for member in self.members[group.id]
        ]
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
        messages = self._messages[group.id][-MESSAGES_SHOWN:]
        return wire.GroupView(
            id=str(group.number),
            group=group.number,
            members=people,
            help_at=clock.iso(group.help_at),
            helper=self._helpers.get(group.helper_id or 0),
            poll=poll,
            said=[
                wire.GroupMessageView(text=message.text, language=message.language, by=author)
                for message, author in messages
            ],
        )

    def _poll(
        self, group: Group, member_id: int | None, language: str
    ) -> wire.GroupPollView | None:
        """Return the group's poll for one reader. `member_id` is None for hosts."""
        poll = self._polls.get(group.id)
        if poll is None:
            return None
        choices = self._ballots[poll.id]
        view = _poll_view(poll, len(choices), language)
        own_choice = choices.get(member_id) if member_id is not None else None
        sees_votes = member_id is None or own_choice is not None or not poll.is_open
        option_count = len(view.options)
        votes = [
            sum(choice == option for choice in choices.values()) for option in range(option_count)
        ]
        return _with_result(
            view, votes if sees_votes else None, own_choice, is_host=member_id is None
        )


def own_view(db: Session, group: Group | None, member_id: int, language: str) -> wire.GroupsView:
    """Return the participant's view of their own group."""
    if group is None:
        return wire.GroupsView(mine=None, items=[])
    own = GroupData(db, [group]).for_member(group, member_id, language)
    return wire.GroupsView(mine=group.number, items=[own, *_block_views(db, [group])])


def hosts_view(db: Session, room: Room, round_: GroupRound | None) -> wire.GroupsView:
    """Return all groups of the round with their notes."""
    if round_ is None:
        return wire.GroupsView(round=None, items=[], unplaced=[])
    groups = queries.groups_of(db, round_)
    data = GroupData(db, groups)
    return wire.GroupsView(
        round=wire.round_view(round_),
        items=[*(data.for_hosts(group) for group in groups), *_block_views(db, groups)],
        unplaced=[_person(person) for person in queries.unplaced(db, room, round_)],
    )


def item_broadcasts(
    db: Session, room: Room, keys: Collection[str]
) -> list[wire.GroupItem | AddressedBroadcast]:
    """Return the broadcasts of these groups and paragraphs to hosts and to the groups' members.

    `keys` come from `wire.group_key` and `wire.block_key`. Keys of earlier rounds are left out: no
    reader's snapshot has those rounds any more.
    """
    shown_round = queries.latest_round(db, room, with_draft=False)
    if shown_round is None:
        return []
    items = [(int(group), block) for group, _, block in (key.partition(".") for key in keys)]
    ids = {group_id for group_id, _ in items}
    statement = select(Group).where(Group.round_id == shown_round.id, Group.id.in_(ids))
    groups = {group.id: group for group in db.scalars(statement)}
    latest_round = queries.latest_round(db, room, with_draft=True)
    broadcasts_of = partial(
        _broadcasts_of, db, groups, GroupData(db, groups.values()), latest_round == shown_round
    )
    return [
        broadcast
        for group_id, block in sorted(items)
        for broadcast in broadcasts_of(group_id, block)
    ]


def _broadcasts_of(
    db: Session,
    groups: dict[int, Group],
    data: GroupData,
    includes_hosts: bool,
    group_id: int,
    key: str,
) -> list[wire.GroupItem | AddressedBroadcast]:
    group = groups.get(group_id)
    if group is None:
        return []
    broadcasts: list[wire.GroupItem | AddressedBroadcast] = []
    block = _block_view(db, group, key) if key else None
    if key and block is None:
        return []
    item_id = str(group.number) if block is None else block.id
    if includes_hosts:
        view = block or data.for_hosts(group)
        broadcasts.append(wire.GroupItem(key=item_id, put=[view]))
    for member in data.members[group.id]:
        own = block or data.for_member(group, member.id, member.language)
        broadcasts.append(AddressedBroadcast(wire.OwnItem(key=item_id, put=[own]), member.id))
    return broadcasts


def _block_view(db: Session, group: Group, key: str) -> wire.BlockView | None:
    block = queries.find_block(db, group, key)
    if block is None:
        return None
    return wire.block_view(group, block, queries.names(db, [block.member_id])[block.member_id])


def _block_views(db: Session, groups: Sequence[Group]) -> list[wire.BlockView]:
    blocks: dict[int, list[NoteBlock]] = queries.blocks_of(db, groups)
    authors = queries.names(db, {block.member_id for note in blocks.values() for block in note})
    return [
        wire.block_view(group, block, authors[block.member_id])
        for group in groups
        for block in blocks[group.id]
    ]


def _person(person: Person, **flags: bool) -> wire.GroupMemberView:
    return wire.GroupMemberView(
        member=person.number, name=person.name, language=person.language, **flags
    )


def _poll_view(poll: GroupPoll, voters: int, language: str) -> wire.GroupPollView:
    texts: dict[str, Any] = poll.texts
    text_language, text = resolve(texts, language)
    return wire.GroupPollView(
        poll=poll.number,
        question=text["question"],
        options=text["options"],
        language=text_language,
        open=poll.is_open,
        voters=voters,
    )


def _with_result(
    view: wire.GroupPollView, votes: list[int] | None, own_choice: int | None, *, is_host: bool
) -> wire.GroupPollView:
    """Return the view with the part of the result that this reader may see."""
    if votes is not None:
        view = msgspec.structs.replace(view, votes=votes)
    return view if is_host else msgspec.structs.replace(view, mine=own_choice)
