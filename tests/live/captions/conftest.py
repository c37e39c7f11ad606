"""Tests of this folder use the live path without sockets."""

from tests.live.captions.people import aigul, dana, erlan  # noqa: F401
from tests.room.engine.rig import rig, scene  # noqa: F401
