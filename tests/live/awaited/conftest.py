"""Tests of this folder use `scene`, and `rig`, which runs commands without sockets."""

from tests.room.engine.rig import rig, scene  # noqa: F401
