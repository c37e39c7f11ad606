"""Whom a report is of: persons, whatever number of devices they came with. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from webinar.attendance.queries import Attendance
from webinar.attendance.register import Register
from webinar.permissions import HOST_ROLES


def persons(observed: Sequence[Attendance], found: Register) -> list[Attendance]:
    """One row for each who came, whatever they came with; those who ran the session as they are."""
    by_number = {row.member: row for row in observed}
    rows = [row for row in observed if row.role in HOST_ROLES]
    for one in found.attendees:
        first = by_number.get(one.members[0]) if one.members else None
        if first is not None:
            rows.append(
                replace(
                    first,
                    name=one.name,
                    presence=one.measured.presence,
                    is_bridged=one.is_bridged,
                    hall=one.hall,
                )
            )
    return rows
