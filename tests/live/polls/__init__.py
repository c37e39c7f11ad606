"""Polls of each kind: each has its own tables and types."""

import pytest

pytestmark = [pytest.mark.every_way]
