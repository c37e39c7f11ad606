"""Polls are tested in every way, because each kind has its own tables and types."""

import pytest

pytestmark = [pytest.mark.every_way]
