"""Run a mail server for tests that keeps every message."""

from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from config import MailServer


class Post:
    """Keeps every letter, and rejects recipients whose name begins with `no`."""

    def __init__(self):
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("no"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 OK"


class FreePort(Controller):
    def _trigger_server(self):
        # The library would connect to port 0.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def listening():
    """Yield a `Post` that accepts mail on its `port` within the block."""
    handler = Post()
    controller = FreePort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


def mailing(settings, post):
    """Return the same settings with this mail server."""
    server = MailServer("127.0.0.1", post.port, "", "", "webinar@example.test", "none")
    return replace(settings, mail=server)
