"""A session with its attendance, and its organiser."""

import pytest

from tests.factories import make_user
from tests.results.attendance.making import make_scene
from tests.results.registers.visiting import at_home


@pytest.fixture
def scene(db):
    return db.write(lambda session: make_scene(session, make_user(session, "Grace")))


@pytest.fixture
def organiser(app, scene):
    return at_home(app, scene.owner, scene)
