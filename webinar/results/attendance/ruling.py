"""Setting the rule of a session, and correcting its attendance. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.text import one_line, whole_number
from webinar.learn.identity.keys import number_key
from webinar.people.audit.actions import note
from webinar.results.attendance.models import AttendanceRule, Correction, Status
from webinar.results.attendance.register import Attendee, Register, frame_of, rule_of
from webinar.results.attendance.rules import Rule, outcome_of
from webinar.room.rooms.models import Room, RoomState

# In characters.
LONGEST_REASON = 300
MOST_POLLS = 200
# The longest session that can be planned.
MOST_MINUTES = 600
# A correction cannot credit more than a day.
MOST_CREDITED_MINUTES = 24 * 60


def rule_typed(form: Mapping[str, str]) -> Rule:
    """Read the rule from a form. Raises `Refused`: `rule_percent`, `rule_polls`, `rule_minutes`."""
    return Rule(
        percent=_number_typed(form.get("percent", ""), 100, "rule_percent"),
        polls=_number_typed(form.get("polls", ""), MOST_POLLS, "rule_polls"),
        late_minutes=_number_typed(form.get("late_minutes", ""), MOST_MINUTES, "rule_minutes"),
        early_minutes=_number_typed(form.get("early_minutes", ""), MOST_MINUTES, "rule_minutes"),
        counts_later=form.get("counts_later") == "true",
    )


def set_rule(db: Session, room: Room, rule: Rule, user_id: int) -> None:
    """Set the rule. Statuses change at once, even after the end; frozen reports do not change."""
    old = rule_of(db, room)
    if rule == old:
        return
    row = db.get(AttendanceRule, room.id)
    if row is None:
        db.add(AttendanceRule(room_id=room.id, **asdict(rule)))
    else:
        for name, value in asdict(rule).items():
            setattr(row, name, value)
    note(db, "attendance.rule_set", user_id, room_id=room.id, was=asdict(old), now=asdict(rule))


def correct(
    db: Session, room: Room, attendee: Attendee, form: Mapping[str, str], user_id: int
) -> Correction:
    """Correct an attendee's `status` and `minutes`, for a `reason`.

    If `take_back` is `true`, take the present correction back. Each correction is a row of its own,
    so that both are kept if two organisers correct at once. Raises `Refused`: `not_started`,
    `reason_empty`, `correction_minutes`, `correction_empty`, `correction_absent`,
    `nothing_to_take_back`.
    """
    if room.state is RoomState.PLANNED:
        raise Refused("not_started")
    takes_back = form.get("take_back") == "true"
    status, minutes = (None, None) if takes_back else _correction_typed(form)
    if takes_back and attendee.correction is None:
        raise Refused("nothing_to_take_back")
    reason = one_line(form.get("reason", ""), LONGEST_REASON, "reason_empty")
    row = Correction(
        room_id=room.id,
        person_id=attendee.identity.person_id,
        member_id=attendee.identity.member_id,
        status=status,
        minutes=minutes,
        reason=reason,
        by_user_id=user_id,
        corrected_at=clock.now(),
    )
    db.add(row)
    db.flush()
    in_force = None if takes_back else row
    outcome = outcome_of(rule_of(db, room), attendee.measured, frame_of(db, room), in_force)
    note(
        db,
        "attendance.taken_back" if takes_back else "attendance.corrected",
        user_id,
        room_id=room.id,
        correction=row.id,
        was={"status": attendee.status, "minutes": attendee.credited_minutes},
        now={"status": outcome[0], "minutes": outcome[1]},
    )
    return row


def correct_many(
    db: Session,
    room: Room,
    attendees: Sequence[Attendee],
    form: Mapping[str, str],
    user_id: int,
) -> int:
    """Correct these attendees alike, as `correct` does one; return how many were corrected.

    To take back means those among them who have a correction. If one is refused, none is corrected.
    Raises what `correct` raises, and `Refused("nobody_chosen")` without attendees.
    """
    if not attendees:
        raise Refused("nobody_chosen")
    if form.get("take_back") == "true":
        attendees = [attendee for attendee in attendees if attendee.correction is not None]
        if not attendees:
            raise Refused("nothing_to_take_back")
    for attendee in attendees:
        correct(db, room, attendee, form, user_id)
    return len(attendees)


def find_attendee(register: Register, key: str) -> Attendee:
    """Return the attendee with this page key. Raises `Refused`: `unknown_attendee`."""
    for attendee in register.attendees:
        # A guest may have been matched to a person since the page was drawn: find that person.
        if key == attendee.page_key or key in map(number_key, attendee.members):
            return attendee
    raise Refused("unknown_attendee")


def find_attendees(register: Register, keys: Sequence[str]) -> list[Attendee]:
    """Return the attendees with these page keys, each once. Raises as `find_attendee` does."""
    found = {
        attendee.identity: attendee for attendee in (find_attendee(register, key) for key in keys)
    }
    return list(found.values())


def _correction_typed(form: Mapping[str, str]) -> tuple[Status | None, int | None]:
    status_name, minutes = form.get("status", ""), form.get("minutes", "").strip()
    status = Status(status_name) if status_name in set(Status) else None
    if status is None and not minutes:
        raise Refused("correction_empty")
    credited = (
        _number_typed(minutes, MOST_CREDITED_MINUTES, "correction_minutes") if minutes else None
    )
    if status is Status.ABSENT and credited:
        raise Refused("correction_absent")
    return status, credited


def _number_typed(typed: str, most: int, code: str) -> int:
    number = whole_number(typed.strip(), most)
    if number is None:
        raise Refused(code)
    return number
