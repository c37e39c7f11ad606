"""Tests of this folder use `scene`, and `rig`, which runs commands without sockets."""

from tests.live.arriving import counted_time  # noqa: F401
from tests.room.engine.rig import rig, scene  # noqa: F401
