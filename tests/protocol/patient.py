"""The shipped start with a long deadline, so that a slow machine cuts off nobody in between."""

import wsgi
from webinar import serving

serving.HEADERS_SECONDS = 120

wsgi.main([])
