"""The one way a rule says no. No Flask, no Socket.IO."""


class Refused(Exception):
    """A rule said no. `code` is stable and is worded in the reader's language at the edge.

    `retryable` tells a client that the same command, with the same `op_id`, may succeed later
    (the database was busy, the disk was full): the client keeps the command and tries again.
    """

    def __init__(self, code: str, *, retryable: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.retryable = retryable
