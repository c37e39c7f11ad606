"""The live path without sockets, and a function that writes the call of its session."""

import pytest

from tests.room.engine.rig import rig, scene  # noqa: F401
from webinar.room.call.actions import write_call
from webinar.room.call.entries import Entry


@pytest.fixture
def write(db, rig, scene):  # noqa: F811
    """Write the session's call, by language: `write({"": Entry(…)})`."""

    def write(entries, *, shown_waiting=False):
        def work(change):
            write_call(change, change.room.owner_id, entries, shown_waiting=shown_waiting)

        rig.queue.run(scene.room.id, work)

    return write


@pytest.fixture
def common():
    return Entry("https://meet.example.org/common", "+7 727 123 45 67", "2468", "Mute yourself")
