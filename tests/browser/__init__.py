"""Tests that drive a real browser against a real server."""

import pytest

pytestmark = [pytest.mark.browser]

HELPERS = ("hostile", "office", "outcome", "records", "room", "story")
pytest.register_assert_rewrite(*(f"{__name__}.{name}" for name in HELPERS))
