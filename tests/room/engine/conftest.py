"""Tests of this folder use the live path without sockets."""

import pytest

from tests.room.engine.hearing import Clock, Hearing
from tests.room.engine.rig import rig, scene  # noqa: F401


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def hearing(rig, clock):  # noqa: F811
    return Hearing(rig, clock)
