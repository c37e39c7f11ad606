"""Tests of this folder use `rig`, which runs commands without sockets."""

from tests.room.engine.rig import rig  # noqa: F401
