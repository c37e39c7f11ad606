"""Creates the missing parts of the demo: organiser, presenter, a session and its course."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from config import UnsafeSettings
from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.library import Library
from webinar.content.lessons.model import Module
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.learn.courses.actions import add_session, course_for_room
from webinar.learn.courses.models import Course
from webinar.learn.courses.queries import course_of_room, own_courses
from webinar.people.accounts.actions import DESK, create_user, make_sign_in_link
from webinar.people.accounts.models import User, UserRole
from webinar.people.accounts.queries import user_by_email
from webinar.room.call.models import COMMON, CallEntry
from webinar.room.rooms.models import Member, Room, RoomState
from webinar.room.sessions.actions import create_room

MODULE = "prevention-science"
PROGRAMME = "programme"
ORGANISER = ("organiser@demo.example", "Demo organiser")
PRESENTER = ("presenter@demo.example", "Demo presenter")


@dataclass(frozen=True)
class Demo:
    """The parts of the demo. `code` is the code of the session, `course` that of its course."""

    organiser: User
    presenter: User
    code: str
    course: str

    @property
    def console(self) -> str:
        """The path of the session's console."""
        return f"/rooms/{self.code}/console"


@dataclass(frozen=True)
class DemoLinks:
    """The parts of the demo's links.

    `presenter` and `organiser` are one-time tokens. `code` is the code of the session; `course` is
    the code of the course that teaches the session's modules.
    """

    presenter: str
    organiser: str
    code: str
    course: str


def prepare(db: Session, library: Library) -> Demo:
    """Create the missing parts of the demo; a session that has ended is replaced by a new one."""
    if not library.modules:
        raise UnsafeSettings("There is no module to show. Point MODULES at a folder with one.")
    organiser = _user(db, *ORGANISER, UserRole.ADMIN)
    presenter = _user(db, *PRESENTER, UserRole.PRESENTER)
    modules = library.modules
    module = library.find(PROGRAMME) or modules.get(MODULE) or next(iter(modules.values()))
    room = _room(db, organiser, presenter, module)
    return Demo(organiser, presenter, room.code, _course(db, organiser, room).code)


def prepare_links(db: Session, library: Library, hours: float) -> DemoLinks:
    """Create the missing parts of the demo, and new sign-in links that are valid for `hours`."""
    demo = prepare(db, library)
    return DemoLinks(
        presenter=make_sign_in_link(db, demo.presenter, demo.console, hours),
        organiser=make_sign_in_link(db, demo.organiser, DESK, hours),
        code=demo.code,
        course=demo.course,
    )


def _user(db: Session, email: str, name: str, role: UserRole) -> User:
    return user_by_email(db, email) or create_user(db, email, name, role)


def _room(db: Session, organiser: User, presenter: User, module: Module) -> Room:
    """Return the presenter's live session, else their newest planned one, else a new one."""
    room = db.scalar(
        select(Room)
        .join(Member, Member.room_id == Room.id)
        .where(
            Room.owner_id == organiser.id,
            Room.state != RoomState.ENDED,
            Member.user_id == presenter.id,
            Member.removed_at.is_(None),
        )
        .order_by((Room.state == RoomState.LIVE).desc(), Room.id.desc())
    )
    if room is None:
        title = module.title[module.languages[0]]
        room = create_room(
            db,
            organiser,
            keep_edition(db, module),
            title,
            planned_minutes=module.minutes,
            time_zone="Asia/Almaty",
        )
        db.add(
            Member(
                room_id=room.id,
                number=1,
                name=presenter.name,
                language="en",
                role=Role.PRESENTER,
                user_id=presenter.id,
                joined_at=clock.now(),
            )
        )
        db.add(
            CallEntry(
                room_id=room.id,
                language=COMMON,
                link="https://meet.example.org/demo",
                # A number reserved for fiction.
                phone="+44 20 7946 0018",
                pin="2468",
                note="",
            )
        )
        db.flush()
    return room


def _course(db: Session, organiser: User, room: Room) -> Course:
    """Return the session's course; a new session joins an existing course of the same modules."""
    if course_of_room(db, room) is None:
        courses = (
            candidate
            for candidate in own_courses(db, organiser)
            if candidate.edition_id == room.edition_id
        )
        course = next(courses, None)
        if course is not None:
            add_session(db, course, room)
    return course_for_room(db, organiser, room)
