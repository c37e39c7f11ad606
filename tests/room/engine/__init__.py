"""On the live path commands run one after the other, and broadcasts reach only their audience."""

import pytest

pytestmark = [pytest.mark.live_path]
