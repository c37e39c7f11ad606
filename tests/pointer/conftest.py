"""The live path without sockets, for the tests of this folder."""

from tests.live.rig import rig, scene  # noqa: F401
