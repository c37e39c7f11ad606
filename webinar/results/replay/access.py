"""Access to a replay: for the session's members, its course's learners and its report's readers."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import course_of_room, seat_at
from webinar.people.accounts.models import User
from webinar.results.series.readable_rooms import find_viewable_room
from webinar.room.rooms.models import Member, Room, RoomState
from webinar.room.rooms.queries import find_member_at, find_member_of_user


class Viewing:
    """A session that is over, and the person who watches it.

    If they study its course, `learner` is their learner and `seat` their place at this browser
    (`courses.queries.seat_at`).
    """

    def __init__(
        self,
        room: Room,
        course: Course | None,
        learner: Learner | None,
        seat: int,
        member: Member | None,
    ) -> None:
        self.room, self.course, self.learner, self.member = room, course, learner, member
        self.seat = seat

    @property
    def language(self) -> str:
        """The watcher's language; empty if it is not known."""
        watcher = self.learner or self.member
        return watcher.language if watcher is not None else ""


def viewing_of(
    db: Session, room: Room, browser_id: int | None, user: User | None
) -> Viewing | None:
    """Return the session and its watcher.

    Return None to a person without access, before the session's end, or if it was never held.
    """
    if room.state is not RoomState.ENDED or room.started_at is None or room.ended_at is None:
        return None
    course = course_of_room(db, room)
    learner, seat = (None, 0) if course is None else seat_at(db, course, browser_id)
    member = find_member_at(db, room, browser_id)
    if member is None and user is not None:
        member = find_member_of_user(db, room, user.id)
    if member is not None and member.waits_since is not None:
        # A member who was never let in saw nothing of the session.
        member = None
    if learner is None and member is None and find_viewable_room(db, room.code, user) is None:
        return None
    return Viewing(room, course, learner, seat, member)
