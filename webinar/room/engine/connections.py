"""The table of this process's sockets and the seats that they have taken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from webinar.kit import concurrency
from webinar.room.rooms.seats import SeatHolder


@dataclass(frozen=True, slots=True)
class Connection:
    """A socket and its seat. It grants nothing: the database says what the member may do."""

    sid: str
    eio_sid: str
    room_id: int
    member_id: int
    browser_id: int
    is_remote: bool = False

    @classmethod
    def at(cls, seat: SeatHolder, sid: str, eio_sid: str) -> Connection:
        return cls(sid, eio_sid, seat.room_id, seat.member_id, seat.browser_id, seat.is_remote)


class Connections:
    """The table of sockets, indexed by member and by browser."""

    def __init__(self) -> None:
        self._lock = concurrency.lock()
        self._by_sid: dict[str, Connection] = {}
        self._by_member: defaultdict[int, set[str]] = defaultdict(set)
        self._by_browser: defaultdict[int, set[str]] = defaultdict(set)

    def add(self, connection: Connection) -> None:
        with self._lock:
            self._by_sid[connection.sid] = connection
            self._by_member[connection.member_id].add(connection.sid)
            self._by_browser[connection.browser_id].add(connection.sid)

    def remove(self, sid: str) -> Connection | None:
        with self._lock:
            connection = self._by_sid.pop(sid, None)
            if connection is None:
                return None
            for index, key in (
                (self._by_member, connection.member_id),
                (self._by_browser, connection.browser_id),
            ):
                index[key].discard(sid)
                if not index[key]:
                    del index[key]
            return connection

    def get(self, sid: str) -> Connection | None:
        return self._by_sid.get(sid)

    def of_member(self, member_id: int) -> list[Connection]:
        return self._all(self._by_member, member_id)

    def of_browser(self, browser_id: int) -> list[Connection]:
        return self._all(self._by_browser, browser_id)

    def everyone(self) -> list[Connection]:
        with self._lock:
            return list(self._by_sid.values())

    def rooms(self) -> set[int]:
        return {connection.room_id for connection in self.everyone()}

    def __len__(self) -> int:
        return len(self._by_sid)

    def _all(self, index: defaultdict[int, set[str]], key: int) -> list[Connection]:
        with self._lock:
            return [self._by_sid[sid] for sid in index.get(key, ())]
