"""Our server on PostgreSQL and Valkey instead of an SQLite file."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType

from bench import accounting
from bench.peers.ours import Ours
from tools import services


class Shared(Ours):
    """One of our processes on the shared database and queue."""

    processes = 2

    def __init__(self, viewers: int, hosts: int, url: str, queue: str) -> None:
        super().__init__(viewers, hosts)
        self._url, self._queue = url, queue

    @property
    def database_url(self) -> str:
        return self._url

    def environment(self) -> Mapping[str, str]:
        return {
            **super().environment(),
            "MESSAGE_QUEUE": self._queue,
            "WEB_CONCURRENCY": str(self.processes),
        }


class OursOnPostgres(Shared):
    """A single process with a PostgreSQL and a Valkey of its own, whose commits are on disk.

    They use the load generator's core and others, not the server's.
    """

    name = "ours on postgres"
    processes = 1

    def __init__(self, viewers: int, hosts: int = 1) -> None:
        super().__init__(viewers, hosts, "", "")
        self._stack = ExitStack()

    def prepare(self) -> None:
        with accounting.unpinned():
            started = self._stack.enter_context(services.servers(is_durable=True))
        self._url, self._queue = started["TEST_DATABASE_URL"], started["TEST_REDIS_URL"]
        super().prepare()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._stack:
            super().__exit__(kind, error, trace)
