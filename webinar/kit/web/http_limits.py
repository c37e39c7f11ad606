"""The limits of a connection, for the HTTP servers of both async modes.

Times are in seconds, sizes in bytes. The servers read them as attributes of this module when they
need them, so that a start may change them for both.
"""

from __future__ import annotations

import re

CONNECTIONS_PER_ADDRESS = 400
# A connection may be silent for KEEPALIVE_SECONDS before a request. Then the whole head has
# HEADERS_SECONDS, and the whole body BODY_SECONDS.
KEEPALIVE_SECONDS = 15
HEADERS_SECONDS = 10
BODY_SECONDS = 30
# Files of evidence come from phones on slow links; each read is still limited to SOCKET_SECONDS.
UPLOAD_SECONDS = 20 * 60
UPLOADS = re.compile(r"/(steps/[\w-]+|rooms/\w+/follow)/\d+(\?|$)")
# For one read, or for sending something: a response has no limit as long as its client reads.
SOCKET_SECONDS = 30
# The request line, with the line's end; one byte more than the longest that is accepted. Eventlet
# has the same limits for fields and heads, which cannot be set.
REQUEST_LINE_LIMIT = 4096
FIELD_LIMIT = 8192
LONGEST_HEAD = 65536  # all fields together
# None of the server's pages sends more. Close the connection rather than read a longer body's rest.
LONGEST_BODY = 1024 * 1024


def body_seconds(method: str, path: str) -> float:
    """Return how long the server waits for the body of this request."""
    is_upload = method == "POST" and UPLOADS.match(path)
    return UPLOAD_SECONDS if is_upload else BODY_SECONDS
