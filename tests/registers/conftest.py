"""A session with its attendance, and who organises it."""

import pytest

from tests.attendance.making import make_scene
from tests.factories import make_user
from tests.registers.visiting import at_home


@pytest.fixture
def scene(db):
    return db.write(lambda session: make_scene(session, make_user(session, "Grace")))


@pytest.fixture
def organiser(app, scene):
    return at_home(app, scene.owner, scene)
