"""The register of a session: everybody on its roster, and every guest, judged by the rule.

Each reading measures presence from the intervals; corrections are kept separately. Reads only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar import features
from webinar.kit import clock
from webinar.kit.intervals import Presence, presence
from webinar.kit.loop_turns import in_turns
from webinar.learn.identity.keys import Identity, number_key
from webinar.live.polls.models import Poll, PollState
from webinar.live.proxies.queries import hall_names
from webinar.results.attendance import observed
from webinar.results.attendance.models import AttendanceRule, Correction, Status
from webinar.results.attendance.observed import Participant, Seen
from webinar.results.attendance.rules import (
    DEFAULT,
    Frame,
    Gap,
    Judged,
    Measured,
    Rule,
    correction_in_force,
    judge,
    what_holds,
)
from webinar.room.cohorts.models import Person
from webinar.room.cohorts.queries import expected_people, matches_of
from webinar.room.engine.models import Ending
from webinar.room.rooms.models import MemberNumber, Room


@dataclass(frozen=True)
class Attendee:
    """One person in one session. A person who never came has no `members`.

    `members` are numbers in the room, `member_ids` their ids. The name, rank and the like come from
    the roster; for a guest, the name is the one they typed. `is_bridged`: the server was restarted
    while the person was present. `correction` is the correction in force, None if there is none.
    `judged` is the rule's judgement of the measured values; `status` and `credited_minutes` take
    the correction into account. `is_later`: the person has that status only thanks to later study.
    """

    identity: Identity
    members: tuple[MemberNumber, ...]
    member_ids: tuple[int, ...]
    name: str
    language: str
    rank: str
    position: str
    unit: str
    email: str
    phone: str
    external_id: str
    measured: Measured
    judged: Judged
    correction: Correction | None
    status: Status
    credited_minutes: int
    is_later: bool
    is_bridged: bool
    hall: str
    # All corrections of the person, in order, including those of a guest matched to them later.
    history: tuple[Correction, ...] = ()

    @property
    def measured_minutes(self) -> int:
        return self.measured.presence.minutes

    @property
    def later_minutes(self) -> int:
        return self.measured.later_minutes

    @property
    def attended(self) -> bool:
        """Whether the person was in the live session, by the correction or else by observation."""
        said = self.correction
        if said is None:
            return bool(self.measured.presence.stretches)
        return said.status is not Status.ABSENT and (said.status is not None or bool(said.minutes))

    @property
    def person_id(self) -> int | None:
        """The person's id on the roster; None for a guest."""
        return self.identity.person_id

    @property
    def page_key(self) -> str:
        """The attendee's key on the session's pages: `p7` for a person, `m3` for guest number 3."""
        return number_key(self.members[0]) if self.person_id is None else self.identity.key


@dataclass(frozen=True)
class Register:
    """The judged attendees: the roster in its order, then guests in the order of their numbers."""

    rule: Rule
    frame: Frame
    attendees: tuple[Attendee, ...]


def register(db: Session, room: Room, now: datetime | None = None) -> Register:
    """Return the register at the end of the session, or as of `now` if it has not ended.

    Hosts, and people who were never let in, are left out.
    """
    frame = frame_of(db, room, now)
    known = _Known(
        rule=rule_of(db, room),
        frame=frame,
        seen=observed.seen(db, room),
        answered=observed.answered(db, room),
        halls=hall_names(db, room),
        said=_corrections(db, room),
        later=features.gather(lambda one: one.later_seconds, db, room) if frame.begin else {},
    )
    people, matches = expected_people(db, room), matches_of(db, room)
    of_person: dict[int, list[Participant]] = defaultdict(list)
    guests = []
    for member in observed.participants(db, room):
        if member.id in matches:
            of_person[matches[member.id]].append(member)
        else:
            guests.append(member)
    listed = [_attendee(known, person, of_person[person.id]) for person in in_turns(people)]
    listed += [_attendee(known, None, [guest]) for guest in in_turns(guests)]
    return Register(known.rule, frame, tuple(listed))


@dataclass(frozen=True)
class _Known:
    """The facts of a session, by the ids of members."""

    rule: Rule
    frame: Frame
    seen: Mapping[int, Seen]
    answered: Mapping[int, set[int]]
    halls: Mapping[int, str]
    said: _Said
    later: Mapping[Identity, int]


def _attendee(known: _Known, person: Person | None, mine: Sequence[Participant]) -> Attendee:
    """Return the attendee for a person on the roster with all their members, or for a guest."""
    identity = Identity.of(person.id if person else None, mine[0].id if mine else None)
    measured, bridged = measure(
        [known.seen[one.id] for one in mine if one.id in known.seen],
        len(set().union(*(known.answered.get(one.id, set()) for one in mine))),
        known.frame,
        known.later.get(identity, 0),
    )
    who = person or mine[0]
    said = _said_of(known.said, identity, mine)
    correction = correction_in_force(said)
    status, credited, is_later = what_holds(known.rule, measured, known.frame, correction)
    return Attendee(
        identity=identity,
        members=tuple(one.number for one in mine),
        member_ids=tuple(one.id for one in mine),
        name=who.name,
        language=mine[0].language if mine else who.language,
        rank=person.rank if person else "",
        position=person.position if person else "",
        unit=person.unit if person else "",
        email=person.email if person else "",
        phone=person.phone if person else "",
        external_id=person.external_id if person else "",
        measured=measured,
        judged=judge(known.rule, measured, known.frame),
        correction=correction,
        status=status,
        credited_minutes=credited,
        is_later=is_later,
        is_bridged=bridged,
        hall=next((known.halls[one.id] for one in mine if one.id in known.halls), ""),
        history=said,
    )


def measure(
    seen: Iterable[Seen], answered: int, frame: Frame, later: int = 0
) -> tuple[Measured, bool]:
    """Measure one person's members together; also return whether a restart was bridged for them."""
    together = list(seen)
    stretches = [stretch for one in together for stretch in one.stretches]
    found = presence(stretches, frame.begin, frame.end)
    endings: dict[datetime, Ending | None] = {}
    for end, how in (pair for one in together for pair in one.endings.items()):
        if endings.get(end) is not Ending.LEFT:
            endings[end] = how
    return (
        Measured(found, _gaps(found, endings), answered, later),
        any(one.is_bridged for one in together),
    )


def frame_of(db: Session, room: Room, now: datetime | None = None) -> Frame:
    asked = db.scalar(
        select(func.count()).where(Poll.room_id == room.id, Poll.state != PollState.DRAFT)
    )
    end = room.ended_at or now or clock.now()
    return Frame(room.started_at, end, room.planned_minutes, asked or 0)


def rule_of(db: Session, room: Room) -> Rule:
    row = db.get(AttendanceRule, room.id)
    if row is None:
        return DEFAULT
    return Rule(row.percent, row.polls, row.late_minutes, row.early_minutes, row.counts_later)


def _gaps(found: Presence, endings: Mapping[datetime, Ending | None]) -> tuple[Gap, ...]:
    return tuple(Gap(gap, endings.get(gap.begin)) for gap in found.gaps)


_Said = Mapping[Identity, Sequence[Correction]]


def _corrections(db: Session, room: Room) -> _Said:
    """Return the corrections by person, or by a member who was not yet matched to a person."""
    rows = db.scalars(select(Correction).filter_by(room_id=room.id).order_by(Correction.id))
    said: dict[Identity, list[Correction]] = defaultdict(list)
    for row in rows:
        said[Identity.of(row.person_id, row.member_id)].append(row)
    return said


def _said_of(
    said: _Said, identity: Identity, members: Sequence[Participant]
) -> tuple[Correction, ...]:
    if not said:
        return ()
    keys = {identity, *(Identity("member", member.id) for member in members)}
    return tuple(sorted((one for key in keys for one in said.get(key, ())), key=lambda one: one.id))
