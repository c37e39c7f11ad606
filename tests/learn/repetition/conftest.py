import pytest

from tests.learn.study.conftest import course, learner_of, student
from webinar.kit import clock

__all__ = ["course", "learner_of", "student"]


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """Stop the clock at noon, so that no day begins within a test."""
    at = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(clock, "now", lambda: at)
