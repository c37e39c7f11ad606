"""The live path: how commands run one after the other, and who hears what."""

import pytest

pytestmark = [pytest.mark.live_path]
