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


def attendance_of(db: Session, place: Place, room: Room) -> list[Event]:
    """Return an event for everybody on the register of a finished session.

    There are no events once the attendance data is removed.
    """
    purged = db.get(Purged, room.id)
    is_gone = purged is not None and purged.attendance_at is not None
    if room.state is not RoomState.ENDED or room.started_at is None or is_gone:
        return []
    attendance_register = register(db, room)
    course = course_of_room(db, room)
    parent = None
    if course is not None:
        module = module_of(course.edition)
        parent = activities.course(place.url, course.code, course.title, module)
    events = []
    for attendee in in_turns(attendance_register.attendees):
        if is_erased(attendee.name):
            continue
        events.append(_attendance_event(place, room, attendance_register, attendee, parent))
        if attendee.person_id is not None:
            events += [_guest_withdrawal(room, member_id) for member_id in attendee.member_ids]
    return events


def certificates_earned(db: Session, place: Place, rows: Sequence[Certificate]) -> Iterator[Event]:
    """Yield the events of these certificates; a revoked certificate no longer counts as earned."""
    for row in rows:
        holder = holder_of(db, row)
        if is_erased(holder.name):
            continue
        identity = holder.identity
        actor = Actor(holder.name, identity.learner_id, identity.person_id, identity.member_id)
        body = None
        if row.revoked_at is None:
            about = activities.certificate(row.credential_id, row.title, row.language)
            setting = Setting(parent=_certified_activity(db, place, row), language=row.language)
            body = statement(place, actor, vocabulary.EARNED, about, row.issued_at, setting)
        yield Event(f"certificate:{row.credential_id}", (), actor, body)


def certificates_of(db: Session, rooms: Sequence[Room], course_id: int = 0) -> list[Certificate]:
    """Return the certificates of these sessions and of the course, in order of issue."""
    ids = [room.id for room in rooms]
    condition: ColumnElement[bool] = CertificateRule.room_id.in_(ids)
    if course_id:
        condition = condition | (CertificateRule.course_id == course_id)
    query = select(Certificate).join(CertificateRule, CertificateRule.id == Certificate.rule_id)
    return list(db.scalars(query.where(condition).order_by(Certificate.id)))


def _guest_withdrawal(room: Room, member_id: int) -> Event:
    """Return an event that takes back a guest's attendance.

    The guest turned out to be a person of the roster, who has an event.
    """
    guest = Identity("member", member_id)
    return Event(f"attended:{room.id}:{guest.key}", (), Actor("", member_id=member_id), None)


def _attendance_event(
    place: Place, room: Room, attendance_register: Register, attendee: Attendee, parent: Json | None
) -> Event:
    # A person may have several members, one for each device; an absent person has none.
    member_id = attendee.member_ids[0] if attendee.member_ids else None
    actor = Actor(attendee.name, person_id=attendee.person_id, member_id=member_id)
    facts: tuple[Any, ...] = (
        attendee.credited_minutes,
        attendee.status.value,
        attendee.measured.answered,
    )
    if attendee.correction is not None:
        facts += (attendee.correction.id, attendee.measured_minutes)
    is_reported = attendee.credited_minutes or attendee.status is not Status.ABSENT
    body = (
        _attendance_statement(place, room, attendance_register, attendee, actor, parent)
        if is_reported
        else None
    )
    return Event(f"attended:{room.id}:{attendee.identity.key}", facts, actor, body)


def _attendance_statement(
    place: Place,
    room: Room,
    attendance_register: Register,
    attendee: Attendee,
    actor: Actor,
    parent: Json | None,
) -> Json:
    titles = module_of(room.edition).title
    # The language of a title that an organiser typed is unknown.
    name = titles if room.title in titles.values() else {"und": room.title}
    extensions = {
        "status": attendee.status.value,
        "polls-answered": attendee.measured.answered,
        "polls-asked": attendance_register.frame.polls,
        "corrected": attendee.correction is not None,
    }
    if attendee.correction is not None:
        extensions["measured"] = duration(attendee.measured_minutes * 60)
    setting = Setting(
        parent=parent,
        language=attendee.language,
        registration=f"session:{room.id}:{actor.key}",
        extensions=extensions,
    )
    credited = duration(attendee.credited_minutes * 60)
    result = {"success": attendee.status is Status.PRESENT, "duration": credited}
    at = attendee.measured.presence.last_seen or room.ended_at or attendance_register.frame.end
    about = activities.meeting(place.url, room.code, name)
    return statement(place, actor, vocabulary.ATTENDED, about, at, setting, result)


def _certified_activity(db: Session, place: Place, row: Certificate) -> Json | None:
    """Return the activity of the certificate's course or session; None for a series.

    Statements never describe a series.
    """
    rule = db.get_one(CertificateRule, row.rule_id)
    if rule.course_id is not None:
        course = db.get_one(Course, rule.course_id)
        return activities.course(place.url, course.code, course.title, module_of(course.edition))
    room = None if rule.room_id is None else db.get(Room, rule.room_id)
    return None if room is None else activities.meeting(place.url, room.code, {"und": room.title})
