"""The shipped start with long deadlines, so that a slow machine cuts off no client."""

import tests.protocol.patience  # noqa: F401
import wsgi

wsgi.main([])
