"""Interpreters and a reader of a session."""

import pytest

from tests.factories import make_member
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Room


def join(db, scene, name, role=Role.PARTICIPANT, language="kk", interprets=None):
    def build(session):
        room = session.get(Room, scene.room.id)
        member = make_member(session, room, name, role, language)
        member.interprets = interprets
        return member

    return db.write(build)


@pytest.fixture
def dana(db, scene):
    """An interpreter into Kazakh."""
    return join(db, scene, "Dana", Role.INTERPRETER, "en", interprets="kk")


@pytest.fixture
def erlan(db, scene):
    """Another interpreter into Kazakh."""
    return join(db, scene, "Erlan", Role.INTERPRETER, "kk", interprets="kk")


@pytest.fixture
def aigul(db, scene):
    """A participant who reads Kazakh."""
    return join(db, scene, "Aigul")
