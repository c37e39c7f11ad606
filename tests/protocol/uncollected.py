"""The shipped start without Python's collector: whatever it alone would close stays open."""

import gc

import tests.protocol.patience  # noqa: F401
import wsgi

gc.disable()

wsgi.main([])
