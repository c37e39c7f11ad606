"""The shipped start with short deadlines, so that a test need not wait for the long ones."""

import wsgi
from webinar import serving

serving.KEEPALIVE_SECONDS = 1
serving.HEADERS_SECONDS = 1
serving.BODY_SECONDS = 2

wsgi.main([])
