"""The shipped server as a black box, over real sockets."""

import pytest

pytestmark = [pytest.mark.protocol]
