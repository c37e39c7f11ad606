"""A person's sums over several sessions, for series and for dashboards of cohorts. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from webinar.results.attendance.models import Status


@dataclass(frozen=True)
class Part:
    """A person's part in one session, corrections included.

    `minutes` are the credited minutes; `answered` is the number of polls answered.
    """

    status: Status
    minutes: int
    answered: int
    attended: bool


@dataclass(frozen=True)
class Sums:
    """A person's sums over several sessions.

    `parts` has an entry for each session; it is None if the person was not expected there.
    """

    parts: tuple[Part | None, ...]

    @property
    def expected_parts(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part is not None)

    @property
    def sessions(self) -> int:
        return len(self.expected_parts)

    @property
    def minutes(self) -> int:
        """The sum of the minutes that each session shows, so that readers get the same sum."""
        return sum(part.minutes for part in self.expected_parts)

    @property
    def answered(self) -> int:
        return sum(part.answered for part in self.expected_parts)

    def count(self, status: Status) -> int:
        return sum(part.status is status for part in self.expected_parts)

    @property
    def present(self) -> int:
        return self.count(Status.PRESENT)

    @property
    def partly(self) -> int:
        return self.count(Status.PARTLY)

    @property
    def absent(self) -> int:
        return self.count(Status.ABSENT)
