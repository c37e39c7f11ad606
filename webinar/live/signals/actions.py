"""Everything that changes a signal. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Executable, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from webinar.kit.bulk import dialect_of
from webinar.kit.db import table_of, upsert
from webinar.kit.errors import Refused
from webinar.live.signals import queries, wire
from webinar.live.signals.models import Hand, Pace, PaceSignal, Reaction, ReactionCount
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member

# The hand of a member who has been away for this long is lowered.
AWAY = timedelta(minutes=10)

_HANDS = table_of(Hand)


def raise_hands(change: Change, members: Sequence[Person]) -> None:
    """Append these members to the queue, in their order; members already in it keep their place."""
    states = queries.hands_up(change.db, {member.id for member in members})
    newcomers = {member.id: member for member in members if member.id not in states}
    if newcomers:
        if not queries.is_any_up(change.db, change.room):
            change.schedule(change.at + AWAY, "hands.look")
        rows = [
            {"room_id": change.room.id, "member_id": member_id, "raised_at": change.at}
            for member_id in newcomers
        ]
        change.db.connection().execute(insert(_HANDS), rows)
        change.record_each("hand.raised", newcomers.values())
        change.stir("signals.hands")
    for member in members:
        _tell_own_hand(change, member, states.get(member.id, "up"))


def lower_hands(change: Change, members: Sequence[Person]) -> None:
    """Lower these members' hands at their own wish; hands that are not up are skipped."""
    persons = {member.id: member for member in members}
    lowered = _delete_hands(change, persons)
    change.record_each("hand.lowered", [persons[member_id] for member_id in lowered])
    for member in persons.values():
        _tell_own_hand(change, member, None)


def call(change: Change, host: Member, number: int) -> None:
    """Give this member the floor, and lower the hand of the previous speaker.

    Refused: `hand_not_raised`.
    """
    hand = queries.find_hand(change.db, change.room, number)
    if hand is None:
        raise Refused("hand_not_raised")
    if hand.called_at is not None:
        return
    previous = queries.called_hand(change.db, change.room)
    if previous is not None:
        _lower_and_record(change, [previous.member_id], host, "spoke")
    hand.called_at = change.at
    change.db.flush()
    change.record("hand.called", host, number=number)
    change.stir("signals.hands")
    _tell_own_hand(change, change.db.get_one(Member, hand.member_id), "called")


def give_floor(change: Change, host: Member, member: Member) -> None:
    """Give the floor to this member, whether or not their hand is up."""
    if queries.find_hand(change.db, change.room, member.number) is None:
        if not queries.is_any_up(change.db, change.room):
            change.schedule(change.at + AWAY, "hands.look")
        change.db.add(Hand(room_id=change.room.id, member_id=member.id, raised_at=change.at))
        change.db.flush()
    call(change, host, member.number)


def dismiss(change: Change, host: Member, number: int) -> None:
    """Lower a member's hand for them; nothing changes if it is not up."""
    hand = queries.find_hand(change.db, change.room, number)
    if hand is not None:
        has_spoken = hand.called_at is not None
        _lower_and_record(change, [hand.member_id], host, "spoke" if has_spoken else "dismissed")


def lower_for(change: Change, host: Member, member: Member, why: str) -> None:
    """Lower this member's hand for them, and record why; nothing changes if it is not up."""
    _lower_and_record(change, [member.id], host, why)


def dismiss_all(change: Change, host: Member) -> None:
    """Lower all hands."""
    _lower_and_record(change, list(queries.last_signs(change.db, change.room)), host, "dismissed")


def lower_absent(change: Change) -> None:
    """Lower the hands of members who have been away for `AWAY`, and schedule the next look."""
    signs = queries.last_signs(change.db, change.room)
    absent_ids = [member_id for member_id, seen_at in signs.items() if seen_at <= change.at - AWAY]
    _lower_and_record(change, absent_ids, None, "away")
    remaining = [seen_at for member_id, seen_at in signs.items() if member_id not in absent_ids]
    if remaining:
        change.schedule(min(remaining) + AWAY, "hands.look")


def signal_pace(change: Change, presses: Sequence[tuple[Person, Pace]]) -> None:
    """Store each member's newest signal of each kind; it starts to fade now."""
    tick = queries.tick_of(change.at)
    senders = {(member.id, kind): member for member, kind in presses}
    rows: list[dict[str, Any]] = [
        {"member_id": member_id, "kind": kind, "room_id": change.room.id, "tick": tick}
        for member_id, kind in senders
    ]
    upsert(change.db, PaceSignal, rows, update=["tick"])
    change.schedule(change.at + queries.FADES_AFTER, "pace.fade")
    # The timeline stores the numbers of signals, and never their senders.
    counts = Counter(kind for _, kind in senders)
    change.record("pace.signalled", slower=counts[Pace.SLOWER], unclear=counts[Pace.UNCLEAR])
    change.stir("signals.pace")
    for (_, kind), member in senders.items():
        own_time = {f"{kind}_at": tick * queries.TICK_SECONDS}
        change.tell(member, wire.PaceTold(key=kind.value, set=wire.MyPace(**own_time)))


def ask_slower(change: Change, interpreter: Member) -> None:
    """Tell hosts that an interpreter cannot follow, and for which language."""
    row = {
        "member_id": interpreter.id,
        "kind": Pace.SLOWER,
        "room_id": change.room.id,
        "tick": queries.tick_of(change.at),
    }
    upsert(change.db, PaceSignal, [row], update=["tick"])
    change.schedule(change.at + queries.FADES_AFTER, "pace.fade")
    change.record("pace.asked", interpreter, language=interpreter.language)
    change.stir("signals.pace")


def forget_faded(change: Change) -> None:
    """Delete faded pace signals: their senders are not kept longer than the signals are shown."""
    faded = queries.tick_of(change.at - queries.FADES_AFTER)
    change.db.execute(
        delete(PaceSignal).where(PaceSignal.room_id == change.room.id, PaceSignal.tick <= faded)
    )
    change.stir("signals.pace")


def react(change: Change, kinds: Sequence[Reaction]) -> None:
    """Count these reactions. Single ones are not announced: the pulse sends the sums."""
    rows = [
        {"room_id": change.room.id, "kind": kind, "times": times}
        for kind, times in Counter(kinds).items()
    ]
    change.db.connection().execute(_count_statement(dialect_of(change.db)), rows)
    change.stir("signals.reactions")


def finish(change: Change) -> None:
    """Lower all hands and delete all pace signals, because the session has ended."""
    _lower_and_record(change, list(queries.last_signs(change.db, change.room)), None, "ended")
    statement = delete(PaceSignal).where(PaceSignal.room_id == change.room.id)
    if list(change.db.scalars(statement.returning(PaceSignal.member_id))):
        change.stir("signals.pace")


def _lower_and_record(
    change: Change, member_ids: Collection[int], host: Member | None, reason: str
) -> None:
    lowered = _delete_hands(change, member_ids)
    if not lowered:
        return
    members = change.db.scalars(select(Member).where(Member.id.in_(lowered))).all()
    for member in members:
        _tell_own_hand(change, member, None)
    numbers = sorted(member.number for member in members)
    change.record("hands.lowered", host, numbers=numbers, why=reason)


def _delete_hands(change: Change, members: Collection[int] | Mapping[int, Person]) -> list[int]:
    """Lower these members' hands; return the members whose hand was up."""
    statement = delete(Hand).where(
        Hand.room_id == change.room.id, Hand.member_id.in_(list(members))
    )
    lowered = list(change.db.scalars(statement.returning(Hand.member_id)))
    if lowered:
        change.stir("signals.hands")
    return lowered


def _tell_own_hand(change: Change, member: Member | Person, hand: wire.HandState | None) -> None:
    change.tell(member, wire.HandTold(set=wire.MyHand(hand)))


@cache
def _count_statement(dialect: str) -> Executable:
    build = sqlite.insert if dialect == "sqlite" else postgresql.insert
    table = table_of(ReactionCount)
    statement = build(table)
    return statement.on_conflict_do_update(
        index_elements=["room_id", "kind"],
        set_={"times": table.c.times + statement.excluded.times},
    )
