"""Reads of signals. Hands are read through their room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.kit.permissions import Role
from webinar.live.signals import wire
from webinar.live.signals.models import Hand, Pace, PaceSignal, ReactionCount
from webinar.room.engine.models import Interval
from webinar.room.engine.stays import SILENT_SECONDS
from webinar.room.rooms.models import Member, Room

TICK_SECONDS = 10
# A pace signal has faded after this time.
FADES_AFTER = timedelta(minutes=3)
# Hosts read no further down the queue; `HandsView.up` counts all hands that wait.
HANDS_SHOWN = 30


def hands_view(db: Session, room: Room) -> wire.HandsView:
    """Return the speaking queue as hosts see it."""
    in_room = (Hand.room_id == room.id, Member.removed_at.is_(None))
    rows = db.execute(
        select(Member.number, Member.name, Hand.raised_at, Hand.called_at)
        .join(Hand, Hand.member_id == Member.id)
        .where(*in_room)
        .order_by(Hand.called_at.is_(None), Hand.id)
        .limit(HANDS_SHOWN)
    )
    hands = [
        wire.HandView(
            member=number,
            name=name,
            raised_at=raised_at.isoformat(timespec="milliseconds"),
            called=called_at is not None,
        )
        for number, name, raised_at, called_at in rows
    ]
    if len(hands) < HANDS_SHOWN:
        return wire.HandsView(hands=hands, up=sum(not hand.called for hand in hands))
    waiting = select(func.count()).select_from(Hand).join(Member)
    count = db.scalar(waiting.where(*in_room, Hand.called_at.is_(None))) or 0
    return wire.HandsView(hands=hands, up=count)


def hands_up(db: Session, member_ids: Collection[int]) -> dict[int, wire.HandState]:
    """Return the state of each raised hand of these members, by member id."""
    rows = db.execute(_HANDS, {"member_ids": list(member_ids)})
    return {member_id: state_of(called_at) for member_id, called_at in rows}


_HANDS = select(Hand.member_id, Hand.called_at).where(
    Hand.member_id.in_(bindparam("member_ids", expanding=True))
)


def state_of(called_at: datetime | None) -> wire.HandState:
    return "up" if called_at is None else "called"


def is_any_up(db: Session, room: Room) -> bool:
    return bool(db.scalar(select(exists().where(Hand.room_id == room.id))))


def find_hand(db: Session, room: Room, number: int) -> Hand | None:
    """Return the raised hand of the member with this number."""
    return db.scalar(
        select(Hand)
        .join(Member, Member.id == Hand.member_id)
        .where(
            Hand.room_id == room.id,
            Member.room_id == room.id,
            Member.number == number,
            Member.removed_at.is_(None),
        )
    )


def called_hand(db: Session, room: Room) -> Hand | None:
    return db.scalar(select(Hand).where(Hand.room_id == room.id, Hand.called_at.is_not(None)))


def last_signs(db: Session, room: Room) -> Mapping[int, datetime]:
    """Return when we last heard of each member with a raised hand; raising it counts, too."""
    rows = db.execute(
        select(Hand.member_id, Hand.raised_at, func.max(Interval.last_heard_at))
        .outerjoin(
            Interval, (Interval.room_id == Hand.room_id) & (Interval.member_id == Hand.member_id)
        )
        .where(Hand.room_id == room.id)
        .group_by(Hand.member_id, Hand.raised_at)
    )
    return {
        member_id: raised_at if heard_at is None else max(raised_at, heard_at)
        for member_id, raised_at, heard_at in rows
    }


def tick_of(at: datetime) -> int:
    return int(at.timestamp()) // TICK_SECONDS


def pace_view(db: Session, room: Room) -> wire.PaceView:
    """Return the signals that have not faded, by language.

    A language has its own count only if enough members read it, because readers of a rare language
    could be identified.
    """
    rows = db.execute(
        select(PaceSignal.kind, Member.role, Member.language, PaceSignal.tick, func.count())
        .join(Member, Member.id == PaceSignal.member_id)
        .where(
            PaceSignal.room_id == room.id,
            PaceSignal.tick > tick_of(clock.now() - FADES_AFTER),
            Member.removed_at.is_(None),
        )
        .group_by(PaceSignal.kind, Member.role, Member.language, PaceSignal.tick)
        .order_by(PaceSignal.tick)
    ).all()
    common_languages = _languages_of_many(db, room) if rows else frozenset()
    groups: dict[Pace, dict[str, defaultdict[int, int]]] = {kind: {} for kind in Pace}
    interpreters: dict[str, int] = {}
    for kind, role, language, tick, count in rows:
        if role is Role.INTERPRETER:
            interpreters[language] = tick * TICK_SECONDS
            continue
        times = groups[kind].setdefault(
            language if language in common_languages else "", defaultdict(int)
        )
        times[tick * TICK_SECONDS] += count
    return wire.PaceView(
        slower=_groups(groups[Pace.SLOWER]),
        unclear=_groups(groups[Pace.UNCLEAR]),
        interpreters=[wire.InterpreterPace(*item) for item in interpreters.items()],
    )


def _groups(times_by_language: Mapping[str, Mapping[int, int]]) -> list[wire.PaceGroup]:
    return [
        wire.PaceGroup(language, [[at, count] for at, count in sorted(times.items())])
        for language, times in sorted(times_by_language.items())
    ]


def _languages_of_many(db: Session, room: Room) -> frozenset[str]:
    """Return the languages that at least five of the present participants read."""
    present = (
        select(Interval.member_id)
        .where(
            Interval.room_id == room.id,
            Interval.is_open,
            Interval.last_heard_at > clock.now() - timedelta(seconds=SILENT_SECONDS),
        )
        .distinct()
        .subquery()
    )
    rows = db.scalars(
        select(Member.language)
        .join(present, present.c.member_id == Member.id)
        .where(Member.role == Role.PARTICIPANT)
        .group_by(Member.language)
        .having(func.count() >= SMALLEST_GROUP)
    )
    return frozenset(rows)


def own_pace(db: Session, member_id: int) -> dict[Pace, int]:
    """Return the ticks of this member's pace signals that have not faded, in seconds since 1970."""
    faded = tick_of(clock.now() - FADES_AFTER)
    rows = db.execute(_OWN_PACE, {"member_id": member_id, "faded": faded})
    return {kind: tick * TICK_SECONDS for kind, tick in rows}


_OWN_PACE = select(PaceSignal.kind, PaceSignal.tick).where(
    PaceSignal.member_id == bindparam("member_id"), PaceSignal.tick > bindparam("faded")
)


def reactions(db: Session, room: Room) -> dict[str, int]:
    rows: Sequence[tuple[str, int]] = [
        (kind.value, times)
        for kind, times in db.execute(
            select(ReactionCount.kind, ReactionCount.times)
            .where(ReactionCount.room_id == room.id)
            .order_by(ReactionCount.kind)
        )
    ]
    return dict(rows)
