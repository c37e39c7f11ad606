"""The three ways in which connections are served, each with a server of its own."""

from tests.protocol.server import Server, mode

# How the server of each way is started: both transports of eventlet's mode, and threads.
WAYS = {
    "direct": {"ASYNC_MODE": "eventlet"},
    "library": {"ASYNC_MODE": "eventlet", "TRANSPORT": "library"},
    "threading": {"ASYNC_MODE": "threading"},
}
# The ways to test: threads alone if the tests run in the threading mode.
TESTED_WAYS = [way for way in WAYS if mode() in ("eventlet", way)]


def serving(way, folder, entry, **settings):
    """Return a server that serves its connections this way."""
    options = WAYS[way]
    # Processes forked from the prepared one serve only its own mode.
    unforked = options["ASYNC_MODE"] != mode()
    return Server(folder, entry, unforked=unforked, **options, **settings)
