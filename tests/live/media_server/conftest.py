"""A session whose voice a media server may carry. Each test file says which one (`media`)."""

from dataclasses import replace

import pytest

from tests.factories import make_room
from tests.live.pages.test_snapshots import take_seat


@pytest.fixture
def settings(settings, media):
    return replace(settings, media_server=media)


@pytest.fixture
def room(db):
    return db.write(make_room)


@pytest.fixture
def seat(app, db, room):
    return take_seat(app, db, room)
