"""The content of the shipped modules."""

import pytest

pytestmark = [pytest.mark.any_python]
