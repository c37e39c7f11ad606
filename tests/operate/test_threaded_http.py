"""How the threading mode's HTTP server writes."""

from webinar.operate.web.threaded_streams import Writer


class SlowConnection:
    """A connection that takes ten bytes at a time; its time limit is for each `send`."""

    def __init__(self):
        self.sent = []

    def send(self, data):
        self.sent.append(bytes(data[:10]))
        return len(self.sent[-1])


def test_time_limit_of_a_response_is_for_each_piece():
    """Planted fault: `sendall` cut off a long file on a slow link after 30 seconds."""
    connection = SlowConnection()

    size = Writer(connection).write(b"a response of thirty-two bytes..")

    assert size == 32
    assert connection.sent == [b"a response", b" of thirty", b"-two bytes", b".."]
