"""The shipped start where the system allows only some open files."""

import resource

import tests.protocol.patience  # noqa: F401
import wsgi

resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))

wsgi.main([])
