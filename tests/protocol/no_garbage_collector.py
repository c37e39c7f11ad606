"""The shipped start without Python's garbage collector: what only it would close stays open."""

import gc

import tests.protocol.patience  # noqa: F401
import wsgi

gc.disable()

wsgi.main([])
