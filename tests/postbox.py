"""A mail server for tests that keeps what it is sent."""

from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Post:
    """It knows nobody whose name begins with `no`."""

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
        # The library would knock at port 0.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
