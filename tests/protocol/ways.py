"""The three ways in which connections are served, each with a server of its own."""

from tests.protocol.server import Server, mode

# How a server is started for each: both transports of eventlet's mode, and threads.
WAYS = {
    "direct": {"ASYNC_MODE": "eventlet"},
    "library": {"ASYNC_MODE": "eventlet", "TRANSPORT": "library"},
    "threading": {"ASYNC_MODE": "threading"},
}
# Those that these tests are to try: where they run for the threading mode, that one.
TRIED = [way for way in WAYS if mode() in ("eventlet", way)]


def serving(way, folder, entry, **settings):
    """A server that serves this way."""
    chosen = WAYS[way]
    # Servers are forked for one mode only.
    anew = chosen["ASYNC_MODE"] != mode()
    return Server(folder, entry, anew=anew, **chosen, **settings)
