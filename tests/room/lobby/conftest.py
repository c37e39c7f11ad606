"""Tests of this folder use the live path without sockets, and a lobby with two people in it."""

import pytest

from tests.room.engine.rig import rig, scene  # noqa: F401
from webinar.room.rooms.models import Room
from webinar.room.rooms.queries import members
from webinar.room.sessions.seating import Arrival, join_many


@pytest.fixture
def join(rig, scene):  # noqa: F811
    """`join(*names)` joins one person per name, all in one change; returns their numbers."""

    def join(*names, token="", language="ru"):
        def work(change):
            arrivals = [Arrival(token or f"browser of {name}", name, language) for name in names]
            return [outcome.number for outcome in join_many(change, arrivals)]

        return rig.queue.run(scene.room.id, work)

    return join


@pytest.fixture
def door(rig, scene, join):  # noqa: F811
    """A session whose lobby is switched on, with Olga and Dana waiting."""
    rig.do(scene.host, "lobby.set", mode="admit")
    join("Ольга")
    join("Дана")
    return rig


@pytest.fixture
def member_named(db, scene):  # noqa: F811
    """`member_named(name)` returns the member of this name, as stored in the database."""

    def member_named(name):
        with db.read() as session:
            rows = members(session, session.get(Room, scene.room.id))
            return {member.name: member for member in rows}[name]

    return member_named
