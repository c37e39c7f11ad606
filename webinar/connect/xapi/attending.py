"""Attendance of live sessions, and certificates earned, as events. Reads only.

Attendance comes from the register: the credited minutes and, after a correction, also the measured
ones. Events do not include votes in live polls, only how many polls a person answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from webinar.connect.xapi import activities, vocabulary
from webinar.connect.xapi.activities import Json
from webinar.connect.xapi.statements import Actor, Event, Place, Setting, duration, statement
from webinar.content.editions.content import module_of
from webinar.kit.erased_names import is_erased
from webinar.kit.loop_turns import in_turns
from webinar.learn.courses.models import Course
from webinar.learn.courses.queries import course_of_room
from webinar.learn.identity.keys import Identity
from webinar.results.attendance.models import Status
from webinar.results.attendance.register import Attendee, Register, register
from webinar.results.certificates.holders import holder_of
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.room.rooms.models import Purged, Room, RoomState


def attended(db: Session, place: Place, room: Room) -> list[Event]:
    """Events of everybody on the register of a finished session; none once the data is removed."""
    purged = db.get(Purged, room.id)
    is_gone = purged is not None and purged.attendance_at is not None
    if room.state is not RoomState.ENDED or room.started_at is None or is_gone:
        return []
    found = register(db, room)
    course = course_of_room(db, room)
    parent = None
    if course is not None:
        module = module_of(course.edition)
        parent = activities.course(place.url, course.code, course.title, module)
    events = []
    for attendee in in_turns(found.attendees):
        if is_erased(attendee.name):
            continue
        events.append(_attended(place, room, found, attendee, parent))
        if attendee.person_id is not None:
            events += [_no_guest(room, member_id) for member_id in attendee.member_ids]
    return events


def earned(db: Session, place: Place, rows: Sequence[Certificate]) -> Iterator[Event]:
    """The events of these certificates; a revoked certificate no longer counts as earned."""
    for row in rows:
        holder = holder_of(db, row)
        if is_erased(holder.name):
            continue
        known = holder.identity
        who = Actor(holder.name, known.learner_id, known.person_id, known.member_id)
        body = None
        if row.revoked_at is None:
            about = activities.certificate(row.credential_id, row.title, row.language)
            setting = Setting(parent=_certified(db, place, row), language=row.language)
            body = statement(place, who, vocabulary.EARNED, about, row.issued_at, setting)
        yield Event(f"certificate:{row.credential_id}", (), who, body)


def certificates_of(db: Session, rooms: Sequence[Room], course_id: int = 0) -> list[Certificate]:
    """The certificates of these sessions and of the course, in the order they were issued."""
    ids = [room.id for room in rooms]
    of: ColumnElement[bool] = CertificateRule.room_id.in_(ids)
    if course_id:
        of = of | (CertificateRule.course_id == course_id)
    found = select(Certificate).join(CertificateRule, CertificateRule.id == Certificate.rule_id)
    return list(db.scalars(found.where(of).order_by(Certificate.id)))


def _no_guest(room: Room, member_id: int) -> Event:
    """An event that takes back a guest's attendance: this member turned out to be on the roster."""
    known = Identity("member", member_id)
    return Event(f"attended:{room.id}:{known.key}", (), Actor("", member_id=member_id), None)


def _attended(
    place: Place, room: Room, found: Register, one: Attendee, parent: Json | None
) -> Event:
    # A person may have several members, one for each device; an absent person has none.
    member_id = one.member_ids[0] if one.member_ids else None
    who = Actor(one.name, person_id=one.person_id, member_id=member_id)
    facts: tuple[Any, ...] = (one.credited_minutes, one.status.value, one.measured.answered)
    if one.correction is not None:
        facts += (one.correction.id, one.measured_minutes)
    was_there = one.credited_minutes or one.status is not Status.ABSENT
    body = _statement(place, room, found, one, who, parent) if was_there else None
    return Event(f"attended:{room.id}:{one.identity.key}", facts, who, body)


def _statement(
    place: Place, room: Room, found: Register, one: Attendee, who: Actor, parent: Json | None
) -> Json:
    titles = module_of(room.edition).title
    # The language of a title that an organiser typed is unknown.
    named = titles if room.title in titles.values() else {"und": room.title}
    extensions = {
        "status": one.status.value,
        "polls-answered": one.measured.answered,
        "polls-asked": found.frame.polls,
        "corrected": one.correction is not None,
    }
    if one.correction is not None:
        extensions["measured"] = duration(one.measured_minutes * 60)
    setting = Setting(
        parent=parent,
        language=one.language,
        registration=f"session:{room.id}:{who.key}",
        extensions=extensions,
    )
    credited = duration(one.credited_minutes * 60)
    result = {"success": one.status is Status.PRESENT, "duration": credited}
    at = one.measured.presence.last_seen or room.ended_at or found.frame.end
    about = activities.meeting(place.url, room.code, named)
    return statement(place, who, vocabulary.ATTENDED, about, at, setting, result)


def _certified(db: Session, place: Place, row: Certificate) -> Json | None:
    """The certificate's course or session; None for a series, which statements never describe."""
    rule = db.get_one(CertificateRule, row.rule_id)
    if rule.course_id is not None:
        course = db.get_one(Course, rule.course_id)
        return activities.course(place.url, course.code, course.title, module_of(course.edition))
    room = None if rule.room_id is None else db.get(Room, rule.room_id)
    return None if room is None else activities.meeting(place.url, room.code, {"und": room.title})
