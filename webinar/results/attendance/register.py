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
from webinar.results.attendance.models import AttendanceRule, Correction, Status
from webinar.results.attendance.observations import (
    Observations,
    Participant,
    answered_polls,
    observations_by_member,
    participants,
)
from webinar.results.attendance.rules import (
    DEFAULT,
    Frame,
    Gap,
    Judged,
    Measured,
    Rule,
    correction_in_force,
    judge,
    outcome_of,
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
        correction = self.correction
        if correction is None:
            return bool(self.measured.presence.stretches)
        return correction.status is not Status.ABSENT and (
            correction.status is not None or bool(correction.minutes)
        )

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
    facts = _Facts(
        rule=rule_of(db, room),
        frame=frame,
        observations=observations_by_member(db, room),
        answered_polls=answered_polls(db, room),
        halls=hall_names(db, room),
        corrections=_corrections_by_identity(db, room),
        later_seconds=features.gather(lambda feature: feature.later_seconds, db, room)
        if frame.begin
        else {},
    )
    people, matches = expected_people(db, room), matches_of(db, room)
    members_by_person: dict[int, list[Participant]] = defaultdict(list)
    guests = []
    for member in participants(db, room):
        if member.id in matches:
            members_by_person[matches[member.id]].append(member)
        else:
            guests.append(member)
    attendees = [
        _attendee(facts, person, members_by_person[person.id]) for person in in_turns(people)
    ]
    attendees += [_attendee(facts, None, [guest]) for guest in in_turns(guests)]
    return Register(facts.rule, frame, tuple(attendees))


@dataclass(frozen=True)
class _Facts:
    """The facts of a session, by member id or, for corrections and later study, by identity."""

    rule: Rule
    frame: Frame
    observations: Mapping[int, Observations]
    answered_polls: Mapping[int, set[int]]
    halls: Mapping[int, str]
    corrections: _CorrectionsByIdentity
    later_seconds: Mapping[Identity, int]


def _attendee(facts: _Facts, person: Person | None, members: Sequence[Participant]) -> Attendee:
    """Return the attendee for a person on the roster with all their members, or for a guest."""
    identity = Identity.of(person.id if person else None, members[0].id if members else None)
    measured, is_bridged = measure(
        [facts.observations[member.id] for member in members if member.id in facts.observations],
        len(set().union(*(facts.answered_polls.get(member.id, set()) for member in members))),
        facts.frame,
        facts.later_seconds.get(identity, 0),
    )
    person_or_guest = person or members[0]
    corrections = _corrections_of(facts.corrections, identity, members)
    correction = correction_in_force(corrections)
    status, credited, is_later = outcome_of(facts.rule, measured, facts.frame, correction)
    return Attendee(
        identity=identity,
        members=tuple(member.number for member in members),
        member_ids=tuple(member.id for member in members),
        name=person_or_guest.name,
        language=members[0].language if members else person_or_guest.language,
        rank=person.rank if person else "",
        position=person.position if person else "",
        unit=person.unit if person else "",
        email=person.email if person else "",
        phone=person.phone if person else "",
        external_id=person.external_id if person else "",
        measured=measured,
        judged=judge(facts.rule, measured, facts.frame),
        correction=correction,
        status=status,
        credited_minutes=credited,
        is_later=is_later,
        is_bridged=is_bridged,
        hall=next((facts.halls[member.id] for member in members if member.id in facts.halls), ""),
        history=corrections,
    )


def measure(
    observations: Iterable[Observations], answered_count: int, frame: Frame, later_seconds: int = 0
) -> tuple[Measured, bool]:
    """Measure one person's members together; also return whether a restart was bridged for them."""
    members = list(observations)
    stretches = [stretch for member in members for stretch in member.stretches]
    total_presence = presence(stretches, frame.begin, frame.end)
    endings: dict[datetime, Ending | None] = {}
    for end, ending in (pair for member in members for pair in member.endings.items()):
        if endings.get(end) is not Ending.LEFT:
            endings[end] = ending
    return (
        Measured(total_presence, _gaps(total_presence, endings), answered_count, later_seconds),
        any(member.is_bridged for member in members),
    )


def frame_of(db: Session, room: Room, now: datetime | None = None) -> Frame:
    """Return the frame of the session up to its end, or up to `now` if it has not ended."""
    poll_count = db.scalar(
        select(func.count()).where(Poll.room_id == room.id, Poll.state != PollState.DRAFT)
    )
    end = room.ended_at or now or clock.now()
    return Frame(room.started_at, end, room.planned_minutes, poll_count or 0)


def rule_of(db: Session, room: Room) -> Rule:
    """Return the rule that was set for the session, or the default rule."""
    row = db.get(AttendanceRule, room.id)
    if row is None:
        return DEFAULT
    return Rule(row.percent, row.polls, row.late_minutes, row.early_minutes, row.counts_later)


def _gaps(total_presence: Presence, endings: Mapping[datetime, Ending | None]) -> tuple[Gap, ...]:
    return tuple(Gap(gap, endings.get(gap.begin)) for gap in total_presence.gaps)


_CorrectionsByIdentity = Mapping[Identity, Sequence[Correction]]


def _corrections_by_identity(db: Session, room: Room) -> _CorrectionsByIdentity:
    """Return the corrections by person, or by a member who was not yet matched to a person."""
    rows = db.scalars(select(Correction).filter_by(room_id=room.id).order_by(Correction.id))
    corrections: dict[Identity, list[Correction]] = defaultdict(list)
    for row in rows:
        corrections[Identity.of(row.person_id, row.member_id)].append(row)
    return corrections


def _corrections_of(
    corrections: _CorrectionsByIdentity, identity: Identity, members: Sequence[Participant]
) -> tuple[Correction, ...]:
    if not corrections:
        return ()
    keys = {identity, *(Identity("member", member.id) for member in members)}
    unordered = [correction for key in keys for correction in corrections.get(key, ())]
    return tuple(sorted(unordered, key=lambda correction: correction.id))
