"""The shipped start with long deadlines, so that a slow machine cuts off nobody in between."""

import tests.protocol.patience  # noqa: F401
import wsgi

wsgi.main([])
