"""For the tests of this folder: `rig`, which runs commands without sockets, and `scene`."""

from tests.room.engine.rig import rig, scene  # noqa: F401
