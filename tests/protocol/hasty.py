"""The shipped start with short deadlines for requests, so that a test need not wait for long ones.

For a single byte it waits for long: by that alone nothing of this may end.
"""

import tests.protocol.patience  # noqa: F401
import wsgi
from webinar import green_http

green_http.KEEPALIVE_SECONDS = 1
green_http.HEADERS_SECONDS = 1
green_http.BODY_SECONDS = 2

wsgi.main([])
