"""The three ways in which connections are served, each with a server of its own."""

from tests.protocol.server import Server, mode

# How the server of each way is started: both transports of eventlet's mode, and threads.
WAYS = {
    "direct": {"ASYNC_MODE": "eventlet"},
    "library": {"ASYNC_MODE": "eventlet", "TRANSPORT": "library"},
    "threading": {"ASYNC_MODE": "threading"},
}
# The ways to test: only threads where the tests run for the threading mode.
TRIED = [way for way in WAYS if mode() in ("eventlet", way)]


def serving(way, folder, entry, **settings):
    """A server that serves this way."""
    options = WAYS[way]
    # A fork server serves one mode only.
    anew = options["ASYNC_MODE"] != mode()
    return Server(folder, entry, anew=anew, **options, **settings)
