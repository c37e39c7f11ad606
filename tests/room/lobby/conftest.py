"""The live path without sockets, and a session with two people in its lobby."""

import pytest

from tests.room.engine.rig import rig, scene  # noqa: F401
from webinar.room.rooms.models import Room
from webinar.room.rooms.queries import members
from webinar.room.sessions.seating import Arrival, join_many


@pytest.fixture
def come(rig, scene):  # noqa: F811
    """Join through the page, one person per name at once; returns their member numbers."""

    def come(*names, token="", language="ru"):
        def work(change):
            arrivals = [Arrival(token or f"browser of {name}", name, language) for name in names]
            return [outcome.number for outcome in join_many(change, arrivals)]

        return rig.queue.run(scene.room.id, work)

    return come


@pytest.fixture
def door(rig, scene, come):  # noqa: F811
    """A session whose lobby is switched on, with Olga and Dana waiting."""
    rig.do(scene.host, "lobby.set", mode="admit")
    come("Ольга")
    come("Дана")
    return rig


@pytest.fixture
def member_named(db, scene):  # noqa: F811
    """The member of this name, as stored in the database."""

    def member_named(name):
        with db.read() as session:
            found = members(session, session.get(Room, scene.room.id))
            return {member.name: member for member in found}[name]

    return member_named
