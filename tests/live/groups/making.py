"""Make rounds of group work, notes and polls for tests."""

from datetime import timedelta

from tests.factories import make_member
from webinar.kit import clock
from webinar.live.groups.models import (
    Group,
    GroupMember,
    GroupPoll,
    GroupRound,
    NoteBlock,
    NoteRevision,
    RoundState,
    Split,
)


def make_round(db, room, *groups, state=RoundState.RUNNING, number=1):
    """Make a round with one group for each list of members."""
    now = clock.now()
    round_ = GroupRound(
        room_id=room.id,
        number=number,
        state=state,
        split=Split.RANDOM,
        size=5,
        seed=1,
        slide=0,
        started_at=None if state is RoundState.DRAFT else now,
        closes_at=None if state is RoundState.DRAFT else now + timedelta(minutes=15),
    )
    db.add(round_)
    db.flush()
    for place, members in enumerate(groups, start=1):
        group = Group(round_id=round_.id, number=place)
        db.add(group)
        db.flush()
        for member in members:
            db.add(GroupMember(round_id=round_.id, group_id=group.id, member_id=member.id))
    db.flush()
    return round_


def find(db, round_, number=1):
    return db.query(Group).filter_by(round_id=round_.id, number=number).one()


def make_block(db, group, member, key="block-0001", text="", before="Once said"):
    """Make a paragraph; without `text` it is an erased one, which said `before`."""
    now = clock.now()
    fields = {"group_id": group.id, "key": key, "member_id": member.id, "changed_at": now}
    db.add(NoteBlock(**fields, position="0001", text=text, language="en", revision=1))
    db.flush()
    db.add(NoteRevision(**fields, revision=1, text=text or before))
    db.flush()


def make_group_poll(db, group, member, *options, number=1):
    texts = {"en": {"question": "Which?", "options": list(options or ("Yes", "No"))}}
    db.add(
        GroupPoll(group_id=group.id, number=number, texts=texts, is_open=True, asked_by=member.id)
    )
    db.flush()


def prepare(db, room, member, name):
    """Set up what `member` needs to run this group work command."""
    other, third = make_member(db, room, "Dana"), make_member(db, room, "Erik")
    if name == "groups.draft":
        return
    state = RoundState.DRAFT if name in ("groups.start", "groups.discard") else RoundState.RUNNING
    round_ = make_round(db, room, [member, third], [other], state=state)
    group = find(db, round_)
    if name in ("groups.answer", "groups.helped"):
        group.help_at = clock.now()
    if name in ("group.vote", "group.close_poll"):
        make_group_poll(db, group, member)
    if name == "group.restore":
        make_block(db, group, member)
