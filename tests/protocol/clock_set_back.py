"""The shipped start on a computer whose wall clock was stepped back by an hour."""

import time

right = time.time
time.time = lambda: right() - 3600

import wsgi  # noqa: E402  the clock is read when it is imported

wsgi.main([])
