"""Tests of this folder use the live path without sockets."""

from tests.room.engine.rig import rig, scene  # noqa: F401
