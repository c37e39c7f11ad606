"""Tests that drive a real browser against a real server."""

import pytest

pytest.register_assert_rewrite("tests.browser.office", "tests.browser.room")
