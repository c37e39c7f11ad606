"""The live path without sockets, for the tests of this folder."""

from tests.room.engine.rig import rig, scene  # noqa: F401
